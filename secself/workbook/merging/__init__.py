"""Joins colleagues' parts in a copy of the workbook that was issued.

`parts` says what each file holds cell by cell, the law `merging` joins them, `leftovers` lists what
answers nothing that was asked, and `writing` puts the result into an amended copy.
"""
