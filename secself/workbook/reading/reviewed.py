"""Tells an assessor's workbook from what a User sends: it has the columns an assessor writes in."""

from secself.grid import Grid, folded
from secself.workbook.assessor import ASSESSOR

_HEADINGS = {
    folded(name)
    for column in ASSESSOR
    if column.key != "assessor_reference"  # `Reference` is a word for many things.
    for name in (column.heading, *column.formerly)
}
_DEEPEST = 30
"""How many rows may stand above a table's headings."""


def is_review(grid: Grid) -> bool:
    """Tell whether a workbook is an assessor's, whether or not anything was written in it."""
    return any(
        row <= _DEEPEST
        for sheet in grid.sheets
        for heading in _HEADINGS & sheet.places.keys()
        for row, _ in sheet.places[heading]
    )
