"""Tells an assessor's workbook from what a User sends: it has the columns an assessor writes in."""

from secself.grid import Grid, folded
from secself.workbook.assessor import ASSESSOR, BESIDE
from secself.workbook.layout import HIDDEN
from secself.workbook.reading.tables import KEY, Found

_HEADINGS = {
    folded(name)
    for column in ASSESSOR
    if column.key != "assessor_reference"  # `Reference` is a word for many things.
    for name in (column.heading, *column.formerly)
}
_BESIDE = frozenset(f"{KEY}{column.key}" for column in BESIDE)
_PROPERTY = "secself.assessor"
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


def beside(piece: Found) -> set[int]:
    """Name the columns of a table that our review put beside it, by their hidden keys."""
    rows = piece.sheet.rows
    return {
        at
        for row in piece.sheet.numbers
        if row < piece.header
        for at, raw in rows[row].items()
        if raw.value in _BESIDE
    }


def assessor_of(grid: Grid) -> str | None:
    """Say whose columns the assessor's are, if the workbook was written for somebody."""
    named = grid.properties.get(_PROPERTY, "").strip()
    for sheet in grid.sheets if not named else ():
        if sheet.name == HIDDEN:
            for row, column in sheet.places.get("assessor", ()):
                if sheet.cell(row, 1).shown == "mark" and column > 1:
                    named = named or sheet.cell(row, column + 1).shown.strip()
    return named or None
