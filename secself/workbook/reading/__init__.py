"""The rooms in which a workbook is read, in the order in which a file goes through them.

`secself.grid` gives any xlsx as sheets of cells. `tables` and `forms` find ours in it; `said` is
what the file says of itself; `rows` decides which item a row answers, `responses` and `registers`
read the rows, `candidates` and `merged` settle what stands twice or under a merge, `days` reads a
bare number as the day it counts, and `tally` counts every cell once.
"""
