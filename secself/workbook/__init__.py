"""The Validation workbook, both ways.

`layout` names sheets and columns (writer and reader agree only there), `styles` how they look,
`writer` makes the workbook, `grid` reads any xlsx into cells, `tables` finds our tables in them,
`reader` makes a Submission of them.
"""
