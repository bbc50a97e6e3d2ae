"""Reads a sheet that is written as spreadsheet programs write it, without a call for each mark.

Whether it is XML at all, expat has said before. What is written in any other way is left to
`CellListener`, which reads every sheet and gives the same cells; it only takes longer.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from secself.answers import Raw
from secself.grid.addresses import LAST_ROW, Area, column_number, read_area
from secself.grid.cells import MOST_MERGES, Cells
from secself.grid.content import Conventions
from secself.opc import is_plain, plain_text
from secself.opc.limits import allowed

_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"([^<>/]*+)>'
    rb"(?:(<f)(?: [^<>/]*+)?(?:/>|>[^<]*+</f>))?"
    rb'(?:<v>([^<]*+)</v>|<v ?/>|<is><t(?: xml:space="preserve")?>([^<]*+)</t></is>)?</c>'
)
"""A cell that is not closed at once: its column, row, attributes, formula, value, own text."""
_STRIDE = _CELL.groups + 1
_SMALLEST = len('<c r="A1"></c>')
_IS_FORMULA = True
_BARE = Raw(None, is_formula=_IS_FORMULA)
"""A formula that has never been computed."""
_ATTRIBUTES = re.compile(rb'(?: [a-z]+="[0-9A-Za-z]*")*+ ?')
_ATTRIBUTE = re.compile(rb'([a-z]+)="([0-9A-Za-z]*)"')
_ELSEWHERE = tuple(re.compile(mark) for mark in (rb"<c[\s/>]", rb":c[\s/>]", rb"sheetData"))
"""Cells where no program writes one."""
_ANY_MERGE = re.compile(rb"mergeCell[\s/>]")
_MERGE = re.compile(rb'<mergeCell ref="([^"<>&]*)" ?/>')


class _Columns(dict[bytes, int]):
    """Numbers of columns by their letters."""

    def __missing__(self, letters: bytes) -> int:
        number = self[letters] = column_number(letters.decode())
        return number


class _Looks(dict[bytes, tuple[str | None, str | None]]):
    """What the attributes of a cell say of its type and style; there are few of them in a sheet."""

    def __missing__(self, attributes: bytes) -> tuple[str | None, str | None]:
        if not _ATTRIBUTES.fullmatch(attributes):
            raise _Unusual
        said = {name: value.decode() for name, value in _ATTRIBUTE.findall(attributes)}
        found = self[attributes] = (said.get(b"t"), said.get(b"s"))
        return found


class _Shared(dict[bytes, Mapping[bytes, Raw]]):
    """The texts that a cell with some attributes may name: all that are shared, or none at all."""

    def __init__(self, looks: _Looks, texts: Mapping[bytes, Raw]) -> None:
        super().__init__()
        self._looks = looks
        self._texts = texts

    def __missing__(self, attributes: bytes) -> Mapping[bytes, Raw]:
        kind, _ = self._looks[attributes]
        found = self[attributes] = self._texts if kind == "s" else {}
        return found


class _Others(dict[tuple[bytes, bytes | None, bytes | None], Raw | None]):
    """What stands in cells that do more than name a shared text; many of them say the same.

    It is told by the attributes, by whether there is a formula, and by what is written.
    """

    def __init__(self, looks: _Looks, conventions: Conventions) -> None:
        super().__init__()
        self._looks = looks
        self._conventions = conventions

    def __missing__(self, cell: tuple[bytes, bytes | None, bytes | None]) -> Raw | None:
        attributes, formula, written = cell
        kind, style = self._looks[attributes]
        raw = self._conventions.content(kind, style, plain_text(written)) if written else None
        if raw is None and kind == "e":
            raise _Unusual
        if formula:
            raw = _BARE if raw is None else Raw(raw.value, raw.kind, _IS_FORMULA)
        self[cell] = raw
        return raw


class _Unusual(Exception):
    """The sheet is not written plainly."""


_COLUMNS = _Columns()


class PlainReader:
    """Reads the plainly written sheets of one workbook."""

    def __init__(self, conventions: Conventions) -> None:
        """Take what its cells are read with."""
        numbers = " ".join(map(str, range(len(conventions.texts)))).encode().split()
        texts = {
            number: raw
            for number, raw in zip(numbers, conventions.texts, strict=True)
            if raw.value != ""
        }
        looks = _Looks()
        self._shared = _Shared(looks, texts)
        self._others = _Others(looks, conventions)

    def read(self, content: bytes) -> Cells | None:
        """Read a sheet that is known to be XML; None if it must be read mark by mark."""
        head, opened, rest = content.partition(b"<sheetData>")
        middle, closed, tail = rest.rpartition(b"</sheetData>")
        if not opened:
            head, closed, tail = content.partition(b"<sheetData/>")
        if not closed or not _is_framed(head, tail) or _is_too_much(middle):
            return None
        try:
            return Cells(self._rows(middle), _merges(tail))
        except _Unusual:
            return None

    def _rows(self, middle: bytes) -> dict[int, dict[int, Raw]]:
        pieces = _CELL.split(middle)
        _check_between(pieces[::_STRIDE])
        rows: defaultdict[int, dict[int, Raw]] = defaultdict(dict)
        shared, others, named = self._shared, self._others, _COLUMNS
        last = b""
        row: dict[int, Raw] = {}
        columns = (pieces[number::_STRIDE] for number in range(1, _STRIDE))
        count = (len(pieces) - 1) // _STRIDE
        for letters, digits, attributes, formula, value, own in zip(*columns, strict=True):
            raw = shared[attributes].get(value)
            if raw is None or formula:
                raw = others[attributes, formula, value or own]
                if raw is None:
                    count -= 1
                    continue
            if digits != last:
                last = digits
                row = rows[int(digits)]
            row[named[letters]] = raw
        _check_places(rows, count)
        return dict(sorted(rows.items()))


def _is_too_much(middle: bytes) -> bool:
    """Tell whether there are more cells than a list of them should be made of."""
    most = allowed().cells
    return len(middle) > _SMALLEST * most and middle.count(b"</c>") > most


def _is_framed(head: bytes, tail: bytes) -> bool:
    """Tell whether before and behind the rows stands what a pattern can pass over."""
    return (
        is_plain(head, tail)
        and not any(mark.search(part) for mark in _ELSEWHERE for part in (head, tail))
        and not _ANY_MERGE.search(head)
        and len(_ANY_MERGE.findall(tail)) == len(_MERGE.findall(tail))
    )


def _merges(tail: bytes) -> tuple[Area, ...]:
    areas = (read_area(plain_text(merge)) for merge in _MERGE.findall(tail))
    return tuple(area for area in areas if area is not None)[:MOST_MERGES]


def _check_places(rows: Mapping[int, Mapping[int, Raw]], count: int) -> None:
    """See that each of so many cells has a place of its own on a sheet."""
    if len(rows) > allowed().rows or (rows and max(rows) > LAST_ROW):
        raise _Unusual
    # Letters that name no column give 0; of two cells in one place there is but one left.
    if count != sum(map(len, rows.values())) or any(0 in row for row in rows.values()):
        raise _Unusual


def _check_between(gaps: Sequence[bytes]) -> None:
    """See that between the cells that may hold something stand rows and blank cells alone."""
    between = b"".join(gaps)
    known = between.count(b"<row") + between.count(b"</row>") + between.count(b'<c r="')
    if between.count(b"<") != known:
        raise _Unusual
