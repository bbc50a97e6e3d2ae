"""Any xlsx as sheets of cells; knows nothing of questionnaires.

`book` is what the workbook says of itself and `sheets` what comes out in the end. `reader` reads
sheet after sheet: `blanks` drops blank rows on the way, `plain` reads by pattern what programs
write, `cells` all the rest mark by mark; `content` says what a cell holds, `shared` reads the texts
and styles that sheets share. `comments` are the notes and threads pinned to cells.
"""

from secself.grid.addresses import LAST_COLUMN, LAST_ROW, Area, address, read_area
from secself.grid.reader import read_grid, read_package
from secself.grid.shared import dated_styles
from secself.grid.sheets import BLANK, Grid, Sheet, folded

__all__ = [
    "BLANK",
    "LAST_COLUMN",
    "LAST_ROW",
    "Area",
    "Grid",
    "Sheet",
    "address",
    "dated_styles",
    "folded",
    "read_area",
    "read_grid",
    "read_package",
]
