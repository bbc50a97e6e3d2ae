"""Puts Problems in the order in which a person meets their places in the workbook."""

from collections.abc import Iterable

from secself.grid import Grid, read_area
from secself.problems import Origin, Problem

_Place = tuple[int, int, int]


def in_order(problems: Iterable[Problem], grid: Grid) -> list[Problem]:
    """Sort by sheet, row and column; what is said of the whole file, or a whole sheet, is first."""
    numbers = {sheet.name: number for number, sheet in enumerate(reversed(grid.sheets))}
    last = len(grid.sheets)

    def place(problem: Problem) -> _Place:
        origin = problem.origin
        if origin.sheet is None:
            return -1, 0, 0
        return last - numbers.get(origin.sheet, -1), *_cell(origin)

    return sorted(problems, key=place)


def _cell(origin: Origin) -> tuple[int, int]:
    area = read_area(origin.cell or "")
    return (area.top, area.left) if area else (0, 0)
