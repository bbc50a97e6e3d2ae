"""Knows the sheets again that `merge` adds: the conflicts, who answered what, what was left.

They are known by a hidden mark above their headings, never by their names, which anybody may give.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from secself.grid import BLANK, Grid, Sheet

Kind = Literal["conflicts", "taken", "left"]
"""Which of the sheets it is."""
MARK = "secself.merge:"
"""How the mark begins; the kind follows."""
SETTLED, KEY = "Settled", "Key"
"""The headings of the ticks, and of the hidden words that say what a conflict is about."""
_KINDS: tuple[Kind, ...] = ("conflicts", "taken", "left")
_WITHIN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeSheet:
    """One sheet that `merge` added."""

    kind: Kind
    """Which it is."""
    sheet: Sheet
    """The sheet."""
    header: int
    """The row of its headings."""

    @property
    def rows(self) -> list[dict[str, str]]:
        """Give its lines, by heading, as they are shown."""
        headings = {at: raw.shown for at, raw in self.sheet.rows.get(self.header, {}).items()}
        return [
            {name: cells.get(at, BLANK).shown for at, name in headings.items()}
            for number, cells in self.sheet.rows.items()
            if number > self.header
        ]


def find(grid: Grid) -> Iterator[MergeSheet]:
    """Find the sheets that bear a mark."""
    for sheet in grid.sheets:
        for number in sheet.numbers:
            if number > _WITHIN:
                break
            kind = _kind(sheet.cell(number, 1).shown)
            if kind is not None:
                yield MergeSheet(kind=kind, sheet=sheet, header=number + 1)
                break


def _kind(text: str) -> Kind | None:
    return next((kind for kind in _KINDS if text == f"{MARK}{kind}"), None)
