"""What the cells of a spreadsheet hold for us: sheets as they are handed in, lists in a cell."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from xlsxwriter.utility import xl_rowcol_to_cell

from secself.answers import Raw

LONGEST = 32_767
"""How many UTF-16 units a cell can carry."""
_CARRIES_ON = "| "
_ALL_SPACE = re.compile(r"[\s\u00a0\u2007\u202f\u200b\ufeff]+")


class Sheet(Protocol):
    """One sheet of a workbook or table, with the cells that hold something."""

    @property
    def name(self) -> str:
        """Give its name."""

    @property
    def rows(self) -> Mapping[int, Mapping[int, Raw]]:
        """Give the cells by row and column, both counted from 1, rows in order."""

    @property
    def merges(self) -> Sequence[tuple[int, int, int, int]]:
        """Give the merged ranges: first row, first column, last row, last column."""


def address(row: int, column: int) -> str:
    """Give the address of a cell, such as `D14`; both are counted from 1."""
    found: str = xl_rowcol_to_cell(row - 1, column - 1)
    return found


def folded(text: str) -> str:
    """Give a heading without what does not tell it apart: case, spaces, a colon."""
    return _ALL_SPACE.sub(" ", text).strip().rstrip(":*").rstrip().casefold()


def is_empty(raw: Raw) -> bool:
    """Tell whether a cell shows nothing."""
    return raw.is_blank or (not raw.is_formula and not _ALL_SPACE.sub("", raw.shown))


def units(text: str) -> int:
    """Count what a text takes of the room in a cell."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def joined(texts: Iterable[str]) -> str:
    """Write texts into one cell, one to a line; a text of several lines carries on after a bar."""
    return "\n".join(_written(text) for text in texts)


def parted(text: str) -> list[str]:
    """Read texts out of one cell, as `joined` writes them; empty lines say nothing."""
    found: list[str] = []
    for line in text.split("\n"):
        if line.startswith(_CARRIES_ON) and found:
            found[-1] += "\n" + line.removeprefix(_CARRIES_ON)
        elif line.startswith("||"):
            found.append(line[1:])
        elif _ALL_SPACE.sub("", line):
            found.append(line)
    return found


def _written(text: str) -> str:
    # A bar at the beginning is doubled, so that it is not taken for a line that carries on.
    first = f"|{text}" if text.startswith("|") else text
    return first.replace("\n", f"\n{_CARRIES_ON}")
