"""The rooms in which a workbook is written.

`book` is a workbook in the making, `styles` how it looks, `fitting` how tall its rows are, `texts`
and `comment_texts` what can stand in a cell, `lists` and `validity` what a cell lets a person
choose or type. `areas` works out where everything will stand before a cell is written. `formulas`
are the pieces of formulas; `to_do` says what is missing, `reaffirming` by whom a section was read
again, `counting` how much is done. Each kind of sheet has a room of its own: `readme_sheet` (its
blocks in `readme_rows`, `readme_block`, `readme_progress`, `readme_parts` and `readme_people`, its
texts in `words`, its deadline in `due`), `item_sheets` (Questions and Validation), `list_sheets`
(the registers), `form_sheet` (Profile and Declaration), `terms_sheet` (Interpretations),
`marks_sheet` (what the file is); `table_sheet` writes any table.
"""
