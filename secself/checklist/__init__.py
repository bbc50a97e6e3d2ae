"""The path to becoming a DCC User, as people take it away with them.

`wording` has the phrases that all share, `documents` the JSON, `terminal` the text, `workbook` the
checklist to fill in, `page` the web page, `picture` the bars of its Gantt picture.
"""
