"""Tells which cells of a part say nothing: what is blank there was not cleared by anybody.

A cell that was merged into another holds nothing whatever was meant for it, and the value of a form
beside which a column was put in stands somewhere else. Nobody knows what was meant, so such a cell
is left out, as if the part did not carry it.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from secself.grid import Area, Grid, Sheet, read_area
from secself.problems import Origin
from secself.workbook.reading.tally import Spot

_WIDE = 200
"""An area of more columns is looked at by itself, not entered under each of them."""


class Merges:
    """The merged areas of a workbook, by sheet and column."""

    def __init__(self, grid: Grid) -> None:
        """Enter every area under the columns it covers."""
        self._by_column: dict[tuple[str, int], list[Area]] = {}
        self._wide: dict[str, list[Area]] = {}
        for sheet in grid.sheets:
            self._enter(sheet)

    def swallow(self, origin: Origin) -> bool:
        """Tell whether a cell was merged into another, so that it can hold nothing."""
        at, sheet = read_area(origin.cell or ""), origin.sheet or ""
        if at is None:
            return False
        near = self._by_column.get((sheet, at.left), [])
        place = bisect_right(near, at.top, key=lambda area: area.top)
        several = [*near[max(0, place - 1) : place], *self._wide.get(sheet, ())]
        return any(_swallows(area, at) for area in several)

    def cover(self, sheet: Sheet, first: int, last: int, columns: Iterable[int]) -> bool:
        """Tell whether rows of a column are merged into one another."""
        areas = [
            *(area for column in columns for area in self._by_column.get((sheet.name, column), ())),
            *self._wide.get(sheet.name, ()),
        ]
        return any(
            area.bottom > area.top and area.bottom >= first and area.top <= last for area in areas
        )

    def _enter(self, sheet: Sheet) -> None:
        columns: defaultdict[int, list[Area]] = defaultdict(list)
        for area in sorted(sheet.merges):
            if area.right - area.left > _WIDE:
                self._wide.setdefault(sheet.name, []).append(area)
                continue
            for column in range(area.left, area.right + 1):
                columns[column].append(area)
        self._by_column |= {(sheet.name, column): areas for column, areas in columns.items()}


def is_displaced(spot: Spot, before: Spot | None) -> bool:
    """Tell whether the value of a label stands further right than it was issued."""
    if before is None or not spot.raw.is_blank:
        return False
    return _beyond(spot) > _beyond(before)


def _beyond(spot: Spot) -> int:
    cells = spot.sheet.rows.get(spot.row, {})
    return sum(column > spot.column and not raw.is_blank for column, raw in cells.items())


def _swallows(area: Area, at: Area) -> bool:
    is_within = area.top <= at.top <= area.bottom and area.left <= at.left <= area.right
    return is_within and (at.top, at.left) != (area.top, area.left)
