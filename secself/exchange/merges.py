"""What merged cells say: only the first of them holds anything, and it was meant for all."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

from secself.answers import Raw
from secself.exchange.cells import Sheet, address, is_empty
from secself.problems import Origin, Problem, Refused

BLANK = Raw(value=None)
"""What stands in a cell that holds nothing."""


class Merged:
    """The cells of some columns, each with what a merged range around it says."""

    def __init__(self, sheet: Sheet, columns: Iterable[int]) -> None:
        """Find what covers the cells of these columns; no range is walked but for filled rows."""
        self._rows = sheet.rows
        self._numbers = list(sheet.rows)
        self._wanted = sorted(columns)
        self._anchors: dict[tuple[int, int], tuple[int, int]] = {}
        self._wide: set[tuple[int, int]] = set()
        # Ranges of a workbook do not overlap, so no cell is covered twice; a file that says
        # otherwise was made to keep somebody waiting.
        room = len(self._numbers) * max(1, len(self._wanted))
        for top, left, bottom, right in sheet.merges:
            room -= self._cover(top, left, bottom, right)
            if room < 0:
                raise Refused(_overlapping(sheet, top, left))

    def own(self, row: int, column: int) -> Raw:
        """Give what a cell holds itself."""
        return self._rows.get(row, _NOTHING).get(column, BLANK)

    def meant(self, row: int, column: int) -> tuple[Raw, tuple[int, int]]:
        """Give what a cell says, and where: itself, or the first cell of a range down to it."""
        raw = self.own(row, column)
        anchor = self._anchors.get((row, column))
        # What is merged sideways says the first of its columns, not the others.
        if not is_empty(raw) or anchor is None or anchor[1] != column:
            return raw, (row, column)
        return self.own(*anchor), anchor

    def is_covered(self, row: int, column: int) -> bool:
        """Tell whether a cell belongs to a range that begins above it."""
        return self._anchors.get((row, column), (row, column))[0] != row

    def is_wide(self, row: int, column: int) -> bool:
        """Tell whether a range of several columns begins in a cell."""
        return (row, column) in self._wide

    def _cover(self, top: int, left: int, bottom: int, right: int) -> int:
        if right > left:
            self._wide.add((top, left))
        numbers = self._numbers[
            bisect_left(self._numbers, top) : bisect_right(self._numbers, bottom)
        ]
        covered = self._wanted[bisect_left(self._wanted, left) : bisect_right(self._wanted, right)]
        for row in numbers:
            for column in covered:
                if (row, column) != (top, left):
                    self._anchors[row, column] = (top, left)
        return len(numbers) * len(covered)


_NOTHING: Mapping[int, Raw] = {}


def _overlapping(sheet: Sheet, top: int, left: int) -> Problem:
    return Problem(
        code="merge-unclear",
        origin=Origin(sheet=sheet.name, cell=address(top, left)),
        what="Merged ranges lie over each other, which no program writes.",
        remedy="Open the table in a spreadsheet program, undo all merging, and save it again.",
    )
