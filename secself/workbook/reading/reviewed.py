"""Tells an assessor's workbook from what a User sends: it has the columns an assessor writes in."""

from collections.abc import Iterator

from secself.grid import Grid, folded
from secself.workbook.assessor import ASSESSOR, BESIDE
from secself.workbook.layout import HIDDEN, Column
from secself.workbook.reading.tables import KEY, Found

_HEADINGS = {
    folded(name)
    for column in ASSESSOR
    if column.key != "assessor_reference"  # `Reference` is a word for many things.
    for name in (column.heading, *column.formerly)
}
_BESIDE = frozenset(f"{KEY}{column.key}" for column in BESIDE)
_OWN = {f"{KEY}{column.key}": column for column in ASSESSOR}
_KEYS = {folded(key) for key in (*_BESIDE, *_OWN)}
_PROPERTY = "secself.assessor"
_DEEPEST = 30
"""How many rows may stand above a table's headings."""


def is_review(grid: Grid) -> bool:
    """Tell whether a workbook is an assessor's, whether or not anything was written in it.

    Its headings may have been changed: the hidden keys of its columns are in no User's file.
    """
    return any(
        row <= _DEEPEST
        for sheet in grid.sheets
        for heading in (_HEADINGS | _KEYS) & sheet.places.keys()
        for row, _ in sheet.places[heading]
    )


def beside(piece: Found) -> set[int]:
    """Name the columns of a table that our review put beside it, by their hidden keys."""
    return {at for at, value in _above(piece) if value in _BESIDE}


def renamed(piece: Found) -> dict[int, Column]:
    """Give the assessor's columns of a table by their hidden keys, whatever heading they bear."""
    return {at: _OWN[value] for at, value in _above(piece) if value in _OWN}


def _above(piece: Found) -> Iterator[tuple[int, str]]:
    """Give the texts above the headings of a table, with their columns."""
    rows = piece.sheet.rows
    for row in piece.sheet.numbers:
        if row < piece.header:
            for at, raw in rows[row].items():
                if isinstance(raw.value, str):
                    yield at, raw.value


def assessor_of(grid: Grid) -> str | None:
    """Say whose columns the assessor's are, if the workbook was written for somebody."""
    named = grid.properties.get(_PROPERTY, "").strip()
    for sheet in grid.sheets if not named else ():
        if sheet.name == HIDDEN:
            for row, column in sheet.places.get("assessor", ()):
                if sheet.cell(row, 1).shown == "mark" and column > 1:
                    named = named or sheet.cell(row, column + 1).shown.strip()
    return named or None
