"""The Validation workbook, both ways.

`layout` names sheets and columns (writer and reader agree only there), `styles` how they look.
`writer` makes the workbook, a `book` of sheets: `readme_sheet`, `form_sheet`, `item_sheets`,
`list_sheets` (each table by `table_sheet`), `terms_sheet` and `marks_sheet`.
`grid` reads any xlsx into cells, `tables` finds our tables in them,
`reader` makes a Submission of them.
"""
