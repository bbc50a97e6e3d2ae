"""Writes the assessor's workbook: a submission as it came, what to look at, and room to comment.

`known` gathers what there is to say of each item, `looks` puts it in words, in order; `table`
writes one table and `items`, `registers`, `forms` and `terms` fill it; `read_me` leads through.
"""
