"""Reads the XML of one sheet into its cells, in one pass."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from secself.answers import Raw
from secself.grid.addresses import (
    LAST_COLUMN,
    LAST_ROW,
    Area,
    address,
    column_number,
    read_area,
)
from secself.grid.content import Conventions
from secself.opc import Listener, LocalNames
from secself.opc.limits import allowed

MOST_MERGES = 2_000
"""How many merged ranges of a sheet are looked at."""

_SHOWN = 60
_SPACES = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    }
)
"""The namespaces of cells, transitional and strict."""
_DECLARED = "xmlns"
"""How an attribute begins that declares a namespace."""
_CLOSED: Mapping[str, str] = {}
"""Stands for the attributes of a cell while none is open."""
_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What in a sheet could not be read as cells."""

    code: str
    """The code of its Problem."""
    cell: str
    """The cell as the file names it."""
    what: str
    """What is wrong."""


class Cells(NamedTuple):
    """What the cells of a sheet hold."""

    rows: Mapping[int, Mapping[int, Raw]]
    """The cells that hold something, by row and column, counted from 1; rows in order."""
    merges: tuple[Area, ...] = ()
    """The merged ranges."""
    faults: tuple[Fault, ...] = ()
    """What could not be read."""


class _Open(NamedTuple):
    """A cell that is open while another is read within it."""

    cell: Mapping[str, str]
    text: str | None
    inline: str | None
    variants: list[Raw]


class CellListener:
    """Collects the cells of a sheet while its XML is parsed."""

    __slots__ = (
        "_before",
        "_cell",
        "_column",
        "_conventions",
        "_count",
        "_faults",
        "_inline",
        "_is_formula",
        "_is_phonetic",
        "_local",
        "_merges",
        "_most",
        "_outer",
        "_pieces",
        "_row",
        "_row_text",
        "_rows",
        "_skipped",
        "_spaces",
        "_text",
        "_texts",
        "_variants",
    )

    def __init__(self, conventions: Conventions) -> None:
        """Start with no cells."""
        self._most = allowed()
        self._rows: dict[int, dict[int, Raw]] = {}
        self._merges: list[Area] = []
        self._faults: list[Fault] = []
        self._conventions = conventions
        self._texts = conventions.by_number
        self._before: str | None = None
        self._local = LocalNames()
        self._row = self._column = self._count = 0
        self._row_text = ""
        self._cell: Mapping[str, str] = _CLOSED
        self._text: str | None = None
        self._inline: str | None = None
        self._pieces: list[str] | None = None
        self._is_formula = self._is_phonetic = False
        self._variants: list[Raw] = []
        self._outer: list[_Open] = []
        self._skipped = 0
        self._spaces: dict[str, str] = {}

    @property
    def listener(self) -> Listener:
        """Give what the parser calls."""
        return Listener(self._start, self._end, self._characters)

    @property
    def cells(self) -> Cells:
        """Give what has been collected."""
        return Cells(dict(sorted(self._rows.items())), tuple(self._merges), tuple(self._faults))

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skipped:
            self._skipped += 1
            return
        name = self._local[tag]
        if name == "c":
            if (":" in tag or _DECLARED in attributes) and self._is_foreign(tag, attributes):
                self._skip_foreign(attributes)
                return
            if self._cell is not _CLOSED:
                self._enter_inner()
            # Most cells are blank, so what the attributes say is looked up when it is needed.
            self._cell = attributes
            self._text = self._inline = None
            self._is_formula = False
            if "r" not in attributes:
                self._place_after()
        elif name == "v" or (name == "t" and not self._is_phonetic):
            if self._pieces is not None:
                self._vary("".join(self._pieces))
            self._pieces = []
        elif name == "row":
            self._enter_row(attributes.get("r"))
            self._spaces |= _declared(attributes)
        elif name == "f":
            self._is_formula = True
        else:
            self._start_rare(name, attributes)

    def _start_rare(self, name: str, attributes: dict[str, str]) -> None:
        if name == "is":
            if self._inline is not None:
                self._vary(self._inline, is_inline=True)
                self._inline = None
        elif name == "rPh":
            self._is_phonetic = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "extLst":
            # What a program adds for itself is no part of the sheet, whatever it looks like.
            self._skipped = 1
        else:
            self._spaces |= _declared(attributes)

    def _is_foreign(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Tell whether a cell bears a name that somebody else has given it."""
        spaces = self._spaces | _declared(attributes)
        return spaces.get(tag.rpartition(":")[0], "") not in _SPACES

    def _skip_foreign(self, attributes: Mapping[str, str]) -> None:
        cell = _cut(attributes.get("r") or address(max(1, self._row), self._column + 1))
        what = "Something stands here that only looks like a cell; it was not read."
        self._faults.append(Fault(code="cell-foreign", cell=cell, what=what))
        self._skipped = 1

    def _end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        name = self._local[tag]
        if name == "c":
            if self._outer:
                self._leave_inner()
            else:
                self._leave_cell()
                self._cell = _CLOSED
        elif name == "v":
            if self._text is not None:
                self._vary(self._text)
            self._text = "".join(self._pieces or ())
            self._pieces = None
        elif name == "t":
            if self._pieces is not None:
                self._inline = (self._inline or "") + "".join(self._pieces)
            self._pieces = None
        elif name == "rPh":
            self._is_phonetic = False

    def _characters(self, text: str) -> None:
        if self._pieces is not None:
            self._pieces.append(text)

    def _enter_row(self, number: str | None) -> None:
        self._column, self._before = 0, None
        row = _row_number(number) if number is not None else self._row + 1
        self._row = row
        self._row_text = str(row)

    def _vary(self, text: str, *, is_inline: bool = False) -> None:
        """Keep what a cell says besides what it is read as."""
        if self._cell is _CLOSED:
            return
        kind = "str" if is_inline else self._cell.get("t")
        raw = self._conventions.content(kind, self._cell.get("s"), text)
        self._variants.append(Raw(value=None) if raw is None else raw)

    def _enter_inner(self) -> None:
        """Open a cell within a cell, as no program writes; some show it there, some do not."""
        self._outer.append(_Open(self._cell, self._text, self._inline, self._variants))
        self._variants = [Raw(value=None)]

    def _leave_inner(self) -> None:
        """Go on with the outer cell, which may be shown with what the inner one says."""
        text = self._text if self._text is not None else self._inline or ""
        inner = self._conventions.content(self._cell.get("t"), self._cell.get("s"), text)
        self._leave_cell()
        self._cell, self._text, self._inline, variants = self._outer.pop()
        self._variants = variants if inner is None else [*variants, inner]

    def _contested(self, raw: Raw | None) -> Raw | None:
        """Give what a cell with several contents says: each, unless they are the same."""
        if self._text is not None and self._inline is not None:
            self._vary(self._inline, is_inline=True)
        said = [*dict.fromkeys([*self._variants, Raw(value=None) if raw is None else raw])]
        self._variants = []
        return raw if len(said) == 1 else self._twice(said)

    def _twice(self, said: Sequence[Raw]) -> Raw:
        # Programs differ in which of several they show, so none is taken.
        raw = Raw(value=" | ".join(one.shown for one in said if not one.is_blank), kind="error")
        self._fault("cell-twice", f"The cell stands in the file twice: “{_cut(raw.shown)}”.")
        return raw

    def _leave_cell(self) -> None:
        text = self._text if self._text is not None else self._inline
        reference = self._cell.get("r")
        raw = None
        if text is not None:
            kind = self._cell.get("t")
            if kind == "s":
                raw = self._texts.get(text)
            if raw is None:
                raw = self._conventions.content(kind, self._cell.get("s"), text)
        elif not self._is_formula and reference is not None and not self._variants:
            # Where a cell without a reference follows, the place of this one is asked for.
            self._before = reference
            return
        if self._variants or (self._text is not None and self._inline is not None):
            raw = self._contested(raw)
        if self._is_formula:
            raw = Raw(value=None) if raw is None else raw
            raw = Raw(value=raw.value, kind=raw.kind, is_formula=True)
        if reference is not None:
            self._find_column(reference)
            self._before = None
        if raw is not None:
            self._put(raw)

    def _place_after(self) -> None:
        """Place a cell that does not say where it stands: after the one before it."""
        if self._before is not None:
            self._find_column(self._before)
            self._before = None
        self._column += 1

    def _find_column(self, reference: str) -> None:
        letters = reference.rstrip(_DIGITS)
        self._column = column_number(letters)
        digits = reference[len(letters) :]
        if digits != self._row_text:
            self._row = _row_number(digits)
            self._row_text = str(self._row)

    def _merge(self, reference: str) -> None:
        area = read_area(reference)
        if area is not None and len(self._merges) < MOST_MERGES:
            self._merges.append(area)

    def _put(self, raw: Raw) -> None:
        row, column = self._row, self._column
        if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
            self._fault("cell-out-of-range", f"“{_cut(raw.shown)}” stands outside the sheet.")
            return
        cells = self._rows.get(row)
        if cells is None:
            cells = self._rows[row] = {}
            if len(self._rows) > self._most.rows:
                raise TooLarge("rows")
        if column in cells and cells[column] != raw:
            raw = self._twice((cells[column], raw))
        cells[column] = raw
        self._count += 1
        if self._count > self._most.cells:
            raise TooLarge("cells")

    def _fault(self, code: str, what: str) -> None:
        cell = self._cell.get("r") or address(max(1, self._row), max(1, self._column))
        self._faults.append(Fault(code=code, cell=_cut(cell), what=what))


class TooLarge(Exception):
    """A sheet holds more than may be read: by which limit it says, and where, whoever reads it."""


def _declared(attributes: Mapping[str, str]) -> dict[str, str]:
    """Give the namespaces that an element declares, by their prefix."""
    return {
        name.removeprefix(_DECLARED).removeprefix(":"): space
        for name, space in attributes.items()
        if name.startswith(_DECLARED)
    }


def _row_number(text: str) -> int:
    is_number = text.isdecimal() and text.isascii() and len(text) <= len(str(LAST_ROW))
    return int(text) if is_number else 0


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
