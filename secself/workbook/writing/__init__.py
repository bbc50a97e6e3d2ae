"""The rooms in which a workbook is written.

`book` is a workbook in the making, `styles` how it looks, `fitting` how tall its rows are, `texts`
what can stand in a cell, `lists` and `validity` what a cell lets a person choose or type, `to_do`
the formulas that say what is missing, `words` the texts of `Read me`. Each kind of sheet has a
room of its own: `readme_sheet`, `item_sheets` (Questions and Validation), `list_sheets` (the
registers), `form_sheet` (Profile and Declaration), `terms_sheet` (Interpretations), `marks_sheet`
(what the file is); `table_sheet` writes any table.
"""
