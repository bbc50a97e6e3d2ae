"""Warns of merged cells: only the first of them holds anything, whatever was meant for the rest."""

from collections.abc import Iterator

from secself.problems import Origin, Problem
from secself.workbook.reading.cells import address
from secself.workbook.reading.tables import Found


def merged(piece: Found, file: str | None) -> Iterator[Problem]:
    """List the merged ranges that cover more than one cell in which people write."""
    columns = [column for _, numbers in piece.inputs for column in numbers]
    for area in piece.sheet.merges:
        rows = min(area.bottom, piece.last) - max(area.top, piece.header + 1) + 1
        width = sum(area.left <= column <= area.right for column in columns)
        if rows > 0 and width > 0 and rows * width > 1:
            yield Problem(
                level="warning",
                code="cell-merged",
                origin=Origin(file=file, sheet=piece.sheet.name, cell=address(area.top, area.left)),
                what=f"The cells {area} are merged, so all but the first of them count as blank.",
                remedy="Undo the merging, and fill in each cell for itself.",
            )
