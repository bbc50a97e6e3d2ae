"""A workbook as sheets of cells; what any program reads out of it begins here."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from secself.answers import Raw
from secself.grid.addresses import Area
from secself.model import Comment
from secself.problems import Problem

BLANK = Raw(value=None)
"""What stands in a cell that holds nothing."""


_Row = Mapping[int, Raw]
_SHORT = 60
"""Headings, labels and ids are no longer than this."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet, with the cells that hold something."""

    name: str
    """Its name."""
    state: str = "visible"
    """`visible`, `hidden` or `veryHidden`."""
    rows: Mapping[int, _Row] = field(default_factory=dict)
    """The cells by row and column, both counted from 1, rows in order."""
    merges: tuple[Area, ...] = ()
    """The merged ranges."""
    part: str = ""
    """The part it was read from; what hangs on it, such as notes, is found from there."""

    def cell(self, row: int, column: int) -> Raw:
        """Give what stands in a cell."""
        return self.rows.get(row, {}).get(column, BLANK)

    @cached_property
    def numbers(self) -> Sequence[int]:
        """The numbers of the rows that hold something, in order."""
        return tuple(self.rows)

    @cached_property
    def places(self) -> Mapping[str, list[tuple[int, int]]]:
        """Where each short text stands, by row and column, however its letters are cased."""
        spelled: defaultdict[object, list[tuple[int, int]]] = defaultdict(list)
        for row, cells in self.rows.items():
            for column, raw in cells.items():
                spelled[raw[0]].append((row, column))
        places: dict[str, list[tuple[int, int]]] = {}
        for value, spots in spelled.items():
            # No text is equal to a number, so what is no text is told once for all its places.
            if not isinstance(value, str) or len(value) > _SHORT:
                continue
            # Two spellings of one text are rare; where they meet, their places are put in order.
            known = places.get(name := folded(value))
            places[name] = spots if known is None else sorted(known + spots)
        return places


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A workbook as sheets of cells."""

    file: str | None = None
    """The file as the person named it."""
    sheets: tuple[Sheet, ...] = ()
    """The sheets, in order."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """The custom properties of the file."""
    problems: tuple[Problem, ...] = ()
    """What is remarkable about the file as such."""
    comments: tuple[Comment, ...] = ()
    """The notes and threads pinned to its cells, with their places only."""
    counts_from_1904: bool = False
    """Whether its days are counted from the first of January 1904."""


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Give a heading or label without what does not tell it apart: case, spaces, a colon."""
    return " ".join(text.replace("\u00a0", " ").split()).rstrip(":*").rstrip().casefold()
