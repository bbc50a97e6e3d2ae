"""Which layout a workbook was made with, and which columns came later: those are not missing."""

from collections.abc import Iterator, Mapping

from secself.grid import Grid
from secself.identity import LAYOUT, read_layout
from secself.problems import Origin, Problem
from secself.workbook.layout import HIDDEN
from secself.workbook.reading.tables import KEY

SINCE: Mapping[tuple[str, str], int] = {}
"""The layout with which an input column came, by section and key; all others came with the first.

Whoever adds one raises `identity.LAYOUT` and says here since when it is there.
"""
_PROPERTY = "secself.layout"
_KEYS_WITHIN = 50
"""The key row is looked for in so many rows from the top."""


def layout_of(grid: Grid) -> int | None:
    """Say with which layout the workbook was made, as far as it still says."""
    return next(iter(_said(grid)), None)


def is_later(section: str, key: str, layout: int | None) -> bool:
    """Tell whether a column came after a layout."""
    return layout is not None and SINCE.get((section, key), 1) > layout


def newer(layout: int | None, file: str | None) -> Iterator[Problem]:
    """Say that the workbook was made by a later version of secself than this one."""
    if layout is not None and layout > int(LAYOUT):
        yield Problem(
            level="warning",
            code="layout-newer",
            origin=Origin(file=file),
            what=f"The workbook was made with layout {layout}, and only layouts up to {LAYOUT} are "
            "known here.",
            remedy="Use a newer secself; what this one does not know was listed and not read.",
        )


def _said(grid: Grid) -> Iterator[int]:
    """Give what each place says, the most trusted first; the others are seldom looked at."""
    yield from (said for text in _texts(grid) if (said := read_layout(text)) is not None)


def _texts(grid: Grid) -> Iterator[str]:
    yield f"secself:{grid.properties.get(_PROPERTY, '')}"
    for sheet in grid.sheets:
        if sheet.name == HIDDEN:
            for row, _ in sheet.places.get("layout", ()):
                yield f"secself:{sheet.cell(row, 3).shown}"
    for sheet in grid.sheets:
        for row in [number for number in sheet.numbers if number <= _KEYS_WITHIN]:
            shown = [raw.shown for raw in sheet.rows[row].values()]
            # What a person wrote of that shape stands beside no keys.
            if any(text.startswith(KEY) for text in shown):
                yield from shown
