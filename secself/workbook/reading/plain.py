"""Reads a sheet that is written as spreadsheet programs write it, without a call for each mark.

Whether it is XML at all, expat has said before. What is written in any other way is left to
`CellListener`, which reads every sheet and gives the same cells; it only takes longer.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from secself.answers import Raw
from secself.opc import is_plain, plain_text
from secself.workbook.reading.cells import (
    LAST_ROW,
    MOST_CELLS,
    MOST_MERGES,
    MOST_ROWS,
    Area,
    Cells,
    column_number,
    read_area,
)
from secself.workbook.reading.content import Conventions

_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"([^<>/]*+)>'
    rb"(<f(?: [^<>/]*+)?(?:/>|>[^<]*+</f>))?"
    rb'(?:<v>([^<]*+)</v>|<v ?/>|<is><t(?: xml:space="preserve")?>([^<]*+)</t></is>)?</c>'
)
"""A cell that is not closed at once: its column, row, attributes, formula, value, own text."""
_STRIDE = _CELL.groups + 1
_IS_FORMULA = True
_BARE = Raw(None, is_formula=_IS_FORMULA)
"""A formula that has never been computed."""
_ATTRIBUTES = re.compile(rb'(?: [a-z]+="[0-9A-Za-z]*")*+ ?')
_ATTRIBUTE = re.compile(rb'([a-z]+)="([0-9A-Za-z]*)"')
_ELSEWHERE = re.compile(rb"[<:](?:c|sheetData)[\s/>]")
"""A cell where no program writes one."""
_ANY_MERGE = re.compile(rb"[<:]mergeCell[\s/>]")
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


class _Unusual(Exception):
    """The sheet is not written plainly."""


_COLUMNS = _Columns()


def read_plain(content: bytes, conventions: Conventions) -> Cells | None:
    """Read a sheet that is known to be XML; None if it must be read mark by mark."""
    head, opened, rest = content.partition(b"<sheetData>")
    middle, closed, tail = rest.rpartition(b"</sheetData>")
    if not opened:
        head, closed, tail = content.partition(b"<sheetData/>")
    merges = _MERGE.findall(tail)
    if (
        not closed
        or not is_plain(head, tail)
        or _ELSEWHERE.search(head)
        or _ELSEWHERE.search(tail)
        or _ANY_MERGE.search(head)
        or len(_ANY_MERGE.findall(tail)) != len(merges)
        or middle.count(b"</c>") > MOST_CELLS
    ):
        return None
    try:
        return Cells(_rows(middle, conventions), _areas(merges))
    except _Unusual:
        return None


def _areas(merges: Iterable[bytes]) -> tuple[Area, ...]:
    areas = (read_area(plain_text(merge)) for merge in merges)
    return tuple(area for area in areas if area is not None)[:MOST_MERGES]


def _rows(middle: bytes, conventions: Conventions) -> dict[int, dict[int, Raw]]:
    pieces = _CELL.split(middle)
    _check_between(pieces[::_STRIDE])
    rows: defaultdict[int, dict[int, Raw]] = defaultdict(dict)
    texts, looks = conventions.by_bytes, _Looks()
    last = b""
    row: dict[int, Raw] = {}
    columns = (pieces[number::_STRIDE] for number in range(1, _STRIDE))
    for letters, digits, attributes, formula, value, own in zip(*columns, strict=True):
        kind, style = looks[attributes]
        raw = texts.get(value) if kind == "s" else None
        if raw is None and (value or own):
            raw = conventions.content(kind, style, plain_text(own if value is None else value))
        if formula:
            raw = _BARE if raw is None else Raw(raw.value, raw.kind, _IS_FORMULA)
        if raw is None:
            continue
        if digits != last:
            last = digits
            row = rows[int(digits)]
        column = _COLUMNS[letters]
        if not column or column in row:
            raise _Unusual
        row[column] = raw
    if len(rows) > MOST_ROWS or (rows and max(rows) > LAST_ROW):
        raise _Unusual
    return dict(sorted(rows.items()))


def _check_between(gaps: Sequence[bytes]) -> None:
    """See that between the cells that may hold something stand rows and blank cells alone."""
    between = b"".join(gaps)
    known = between.count(b"<row") + between.count(b"</row>") + between.count(b'<c r="')
    if between.count(b"<") != known:
        raise _Unusual
