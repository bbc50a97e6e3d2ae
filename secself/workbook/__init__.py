"""The Validation workbook, both ways.

`layout` names sheets and columns, and is the one place on which `writer` and `reader` agree. What
they need besides stands in the folders `writing` and `reading`, which know nothing of each other.
"""
