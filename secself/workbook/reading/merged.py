"""Warns of merged cells: only the first of them holds anything, whatever was meant for the rest."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from secself.grid import Area, address
from secself.problems import Origin, Problem
from secself.workbook.reading.tables import Found


def merged(pieces: Sequence[Found], file: str | None) -> Iterator[Problem]:
    """List the merged ranges of a sheet that cover more than one cell in which people write."""
    headers = [piece.header for piece in pieces]
    lasts = [piece.last for piece in pieces]
    columns = [[column for _, numbers in piece.inputs for column in numbers] for piece in pieces]
    for area in pieces[0].sheet.merges:
        reached = range(bisect_left(lasts, area.top), bisect_right(headers, area.bottom))
        if any(_covers(area, pieces[each], columns[each]) for each in reached):
            yield Problem(
                level="warning",
                code="cell-merged",
                origin=Origin(
                    file=file, sheet=pieces[0].sheet.name, cell=address(area.top, area.left)
                ),
                what=f"The cells {area} are merged, so all but the first of them count as blank.",
                remedy="Undo the merging, and fill in each cell for itself.",
            )


def _covers(area: Area, piece: Found, columns: Sequence[int]) -> bool:
    rows = min(area.bottom, piece.last) - max(area.top, piece.header + 1) + 1
    width = sum(area.left <= column <= area.right for column in columns)
    return rows > 0 and width > 0 and rows * width > 1
