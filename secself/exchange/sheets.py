"""Reads the sheets of a framework's workbook: rows of cells → lines of values with their cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from secself.answers import Raw, read_text
from secself.exchange.cells import Sheet, address, folded, is_empty, parted
from secself.exchange.guidance import README
from secself.exchange.headings import find_head, find_labels
from secself.exchange.plan import Column, Table, Way
from secself.nearness import nearest
from secself.problems import Origin, Problem

_LANDMARKS = 3
"""How many sheets of a plan tell that a workbook was made from it."""


@dataclass(slots=True, kw_only=True)
class Line:
    """One row of a list, or the whole of a form."""

    origin: Origin
    """Its first cell."""
    keys: tuple[str, ...] = ()
    """The names of the records it belongs to, the outermost first."""
    name: str = ""
    """Its own name."""
    values: dict[Way, str | list[str]] = field(default_factory=dict)
    """What it says; what is blank is not there."""
    cells: dict[Way, Origin] = field(default_factory=dict)
    """The cell of each value, blank or not."""


@dataclass(slots=True)
class Read:
    """What was read of a workbook's sheets."""

    lines: dict[str, list[Line]] = field(default_factory=dict)
    """The lines of each list, by the name of its sheet."""
    tops: dict[str, Origin] = field(default_factory=dict)
    """The first heading of each sheet."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong with the sheets."""


def is_framework(sheets: Sequence[Sheet], tables: Sequence[Table]) -> bool:
    """Tell a framework's workbook from any other: by the names of its sheets."""
    names = {folded(sheet.name) for sheet in sheets}
    met = sum(folded(table.sheet) in names for table in tables if table.is_required)
    return folded(tables[0].sheet) in names and met >= _LANDMARKS


def read_sheets(sheets: Sequence[Sheet], tables: Sequence[Table]) -> Read:
    """Read every sheet of a framework's workbook."""
    read = Read()
    by_name: dict[str, Sheet] = {}
    known = {folded(table.sheet) for table in tables}
    there = {folded(sheet.name) for sheet in sheets}
    lost = [table.sheet for table in tables if folded(table.sheet) not in there]
    for sheet in sheets:
        name = folded(sheet.name)
        if name in known:
            by_name[name] = sheet
        elif name != folded(README) and sheet.rows:
            read.problems.append(_unknown(sheet, lost))
    for table in tables:
        found = by_name.get(folded(table.sheet))
        if found is None:
            read.problems.append(_missing(table))
            continue
        read.problems += _merged(found)
        form = table.shape == "form"
        lines = _form(found, table, read) if form else _list(found, table, read)
        read.lines[table.sheet] = list(lines)
    return read


def _form(sheet: Sheet, table: Table, read: Read) -> Iterator[Line]:
    labels, problems = find_labels(sheet, table)
    read.problems += problems
    read.tops[table.sheet] = Origin(sheet=sheet.name, cell="A1")
    line = Line(origin=read.tops[table.sheet])
    for column in table.columns:
        if column.heading in labels:
            _take(sheet, (labels[column.heading], 2), column, line, read)
    yield line


def _list(sheet: Sheet, table: Table, read: Read) -> Iterator[Line]:
    head, problems = find_head(sheet, table)
    read.problems += problems
    if head is None:
        return
    first = min(head.columns.values())
    read.tops[table.sheet] = Origin(sheet=sheet.name, cell=address(head.row, first))
    for row, cells in sheet.rows.items():
        if row <= head.row or all(is_empty(raw) for raw in cells.values()):
            continue
        line = Line(origin=Origin(sheet=sheet.name, cell=address(row, first)))
        for key in table.keys:
            if key in head.columns:
                naming = Column(way=(key,), heading=key, is_required=True)
                _take(sheet, (row, head.columns[key]), naming, line, read)
        line.keys = tuple(str(line.values.pop((key,), "")) for key in table.keys)
        for column in table.columns:
            if column.heading in head.columns:
                _take(sheet, (row, head.columns[column.heading]), column, line, read)
        if table.name is not None:
            line.name = str(line.values.get(table.name.way, ""))
            line.values.pop((), None)
        yield line


def _take(sheet: Sheet, place: tuple[int, int], column: Column, line: Line, read: Read) -> None:
    """Take what stands in one cell."""
    origin = Origin(sheet=sheet.name, cell=address(*place))
    line.cells[column.way] = origin
    raw = sheet.rows.get(place[0], {}).get(place[1])
    if raw is None or is_empty(raw):
        if column.is_required and column.kind != "texts":
            read.problems.append(_blank(column, origin))
        return
    text, problems = _text(raw, column)
    read.problems += [replace(problem, origin=origin) for problem in problems]
    line.values[column.way] = parted(text) if column.kind == "texts" else text


def _text(raw: Raw, column: Column) -> tuple[str, list[Problem]]:
    if column.kind == "number" and isinstance(raw.value, int) and not raw.is_formula:
        return raw.shown, []
    if column.kind == "day" and isinstance(raw.value, datetime) and not raw.is_formula:
        return raw.value.date().isoformat(), []
    value, remarks = read_text(raw)
    problems = [
        Problem(level=one.level, code=one.code, what=one.what, remedy=one.remedy) for one in remarks
    ]
    return str(value or ""), problems


def _blank(column: Column, origin: Origin) -> Problem:
    return Problem(
        code="data-shape",
        origin=origin,
        what=f"“{column.heading}” is blank.",
        remedy="Fill it in, or delete the whole row.",
    )


def _merged(sheet: Sheet) -> Iterator[Problem]:
    for top, left, bottom, right in sheet.merges:
        span = f"{address(top, left)}:{address(bottom, right)}"
        yield Problem(
            code="merge-unclear",
            origin=Origin(sheet=sheet.name, cell=address(top, left)),
            what=f"The cells {span} are merged, so all but the first of them are blank.",
            remedy="Undo the merging, and fill in each cell for itself.",
        )


def _unknown(sheet: Sheet, lost: Sequence[str]) -> Problem:
    near = nearest(sheet.name, lost)
    perhaps = f"Perhaps “{near}” is meant. " if near else ""
    return Problem(
        code="list-unknown",
        origin=Origin(sheet=sheet.name),
        what=f"The sheet “{sheet.name}” is none of a framework's, so nothing on it has a place.",
        remedy=f"{perhaps}Give it its name back, or delete it; keep your notes on “{README}”.",
    )


def _missing(table: Table) -> Problem:
    return Problem(
        code="list-missing",
        origin=Origin(sheet=table.sheet),
        what=f"The sheet “{table.sheet}” is missing.",
        remedy="Put it back; with its headings alone if the list is meant to be empty.",
    )
