"""Sheets that more than one workbook holds: the Deltas, the findings, and a summary of both.

`pen` writes texts that can only be texts, in the looks of `looks` and rows as tall as `fitting`
says; `marked` shows two texts against each other; `deltas`, `findings` and `summary` each fill one
worksheet with an Assessment, whoever made the workbook.
"""
