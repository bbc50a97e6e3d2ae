"""Sheets that more than one workbook holds: the Deltas, the findings, and a summary of both.

`texts` and `pen` write texts that can only be texts, in the looks of `looks` and rows as tall as
`fitting` says; `marked` shows two texts against each other. `deltas`, `findings` and `summary`
(which is written in `blocks`) each fill one worksheet with an Assessment, whoever made the
workbook: open it with `pen.OPTIONS`, take a `Pen`, and call their `write`.
"""
