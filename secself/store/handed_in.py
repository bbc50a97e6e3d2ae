"""Makes a framework of a table that somebody has: a workbook or delimited text, mapped."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from secself.exchange import adopting, mapping
from secself.exchange.adopting import Asked
from secself.exchange.cells import Sheet, folded
from secself.exchange.delimited import is_nearly_text, read_delimited
from secself.exchange.mapping import Columns
from secself.exchange.remarks import cells
from secself.exchange.tabular import Tabular, read_table
from secself.model import Framework
from secself.problems import Level, NotAWorkbook, Origin, Problem, Refused
from secself.schemas.plain import plain
from secself.store import files
from secself.store.imported import Imported, judged
from secself.workbook.reader import read_grid

_VISIBLE = "visible"
_NOTES = ("heading-taken", "section-heading", "above-table")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file that was handed in, read as sheets of cells."""

    file: str
    """The file as the person named it."""
    sheets: tuple[Sheet, ...]
    """Its sheets that people see, and one that was asked for by name."""
    problems: tuple[Problem, ...] = ()
    """What is remarkable about the file as such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a table is to be read."""

    mapping: Sequence[str] = ()
    """Which heading says what, as `HEADING=FIELD`."""
    sheet: str | None = None
    """The sheet it stands on, where there are several."""
    encoding: str | None = None
    """The encoding of delimited text, where nothing in it says so."""
    delimiter: str | None = None
    """What stands between its cells, where that cannot be told."""
    known: Mapping[str, str] = field(default_factory=dict)
    """Which heading says what, once that was read."""


def from_table(path: Path, how: Reading, asked: Asked, like: Framework) -> Imported:
    """Read a table, or raise Refused with everything that is wrong in it."""
    known, unclear = mapping.read_mapping(how.mapping)
    if unclear:
        raise Refused(*unclear)
    how = replace(how, known=known)
    given = open_table(path, how)
    sheet, columns = _chosen(given, how)
    problems = [_placed(one, given.file) for one in columns.problems]
    if problems:
        raise Refused(*problems)
    table = read_table(sheet, columns)
    table.problems += _told(sheet, columns, table)
    if not table.entries:
        table.problems.append(_empty(sheet))
    adopted = adopting.adopt(table, sheet.name, columns, asked, plain(like))
    return judged(adopted, given.file, given.problems)


def open_table(path: Path, how: Reading) -> Given:
    """Read a workbook or delimited text as sheets; what is neither is refused as what it is."""
    data, file = files.read(path), str(path)
    try:
        grid = read_grid(data, file)
    except NotAWorkbook as error:
        if [one.code for one in error.problems] != ["file-is-text"] and not is_nearly_text(data):
            raise
        page = _page(data, how, file)
        return Given(file=file, sheets=(page,))
    wanted = folded(how.sheet or "")
    seen = (one for one in grid.sheets if one.state == _VISIBLE or folded(one.name) == wanted)
    return Given(file=file, sheets=tuple(seen), problems=grid.problems)


def _page(data: bytes, how: Reading, file: str) -> Sheet:
    try:
        return read_delimited(
            data, lambda page: mapping.worth(page, how.known), how.encoding, how.delimiter
        )
    except Refused as error:
        raise Refused(*(_placed(one, file) for one in error.problems)) from None


def _chosen(given: Given, how: Reading) -> tuple[Sheet, Columns]:
    """Find the sheet that is meant: the one named, or the only one with a table."""
    sheets = given.sheets
    if how.sheet:
        sheets = tuple(one for one in sheets if folded(one.name) == folded(how.sheet or ""))
        if not sheets:
            raise Refused(_no_sheet(given, how.sheet))
    found = [(one, mapping.find_columns(one, how.known)) for one in sheets]
    whole = [(sheet, columns) for sheet, columns in found if columns.row and not columns.problems]
    if len(whole) > 1:
        raise Refused(_several(given, [sheet.name for sheet, _ in whole]))
    best = max(found, key=lambda one: len(one[1].fields), default=None)
    if not whole and (best is None or not best[1].row):
        raise Refused(_no_table(given))
    return (*whole, best)[0]  # type: ignore[return-value]  # one of the two is there


def _told(sheet: Sheet, columns: Columns, table: Tabular) -> Iterator[Problem]:
    """Say what was made of the headings and rows that nobody mapped."""
    for column in columns.taken:
        yield _said(
            "heading-taken",
            mapping.heading_place(sheet, columns, column),
            f"“{columns.headings[column]}” was taken for the {columns.fields[column]}.",
            "If that is not meant, map the headings with --map.",
        )
    for column in sorted(columns.headings.keys() - columns.fields.keys()):
        yield _said(
            "heading-kept",
            mapping.heading_place(sheet, columns, column),
            f"“{columns.headings[column]}” has no field in a framework; what stands under it is "
            "kept in the note of each line's provenance.",
            "Map it to “keep” or “ignore” if that is settled.",
        )
    yield from _sections(table)


def _sections(table: Tabular) -> Iterator[Problem]:
    """Say which rows were taken for headings or left out, and which sections were carried on."""
    if table.above:
        listed = "; ".join(f"“{text}” ({cell.cell})" for cell, text in table.above.items())
        yield _said(
            "above-table",
            next(iter(table.above)),
            f"What stands above the headings was left out: {listed}.",
            "If it matters, say it in the notice of framework.yaml.",
        )
    for section, origin in table.idle.items():
        yield _said(
            "section-empty",
            origin,
            f"“{section[-1]}” stands where the heading of a section does, and no row with a ref "
            "follows it; it was left out.",
            "If it matters, say it in the notice of framework.yaml; if it is an obligation, give "
            "it a ref.",
        )
    if table.headed:
        yield _said(
            "section-heading",
            table.headed[0],
            f"{_rows(table.headed)} with one text {_each(table.headed)}taken for headings of "
            f"sections: {cells(table.headed)}.",
            "If one of them is not meant, complete the row or delete it.",
        )
    if table.carried:
        leave = "leaves" if len(table.carried) == 1 else "leave"
        yield _said(
            "section-carried",
            table.carried[0],
            f"{_rows(table.carried)} {leave} a section blank that the row above has; it was "
            f"taken from there: {cells(table.carried)}.",
            "If that is not meant, fill the section in.",
        )


def _rows(places: Sequence[Origin]) -> str:
    return "1 row" if len(places) == 1 else f"{len(places)} rows"


def _each(places: Sequence[Origin]) -> str:
    return "was " if len(places) == 1 else "each were "


def _said(code: str, origin: Origin, what: str, remedy: str) -> Problem:
    level: Level = "note" if code in _NOTES else "warning"
    return Problem(level=level, code=code, origin=origin, what=what, remedy=remedy)


def _placed(problem: Problem, file: str) -> Problem:
    return replace(problem, origin=replace(problem.origin, file=file))


def _no_sheet(given: Given, name: str) -> Problem:
    known = ", ".join(f"“{one.name}”" for one in given.sheets)
    return Problem(
        code="sheet-unclear",
        origin=Origin(file=given.file),
        what=f"There is no sheet “{name}”.",
        remedy=f"Use one of: {known}.",
    )


def _several(given: Given, names: Sequence[str]) -> Problem:
    return Problem(
        code="sheet-unclear",
        origin=Origin(file=given.file),
        what=f"Several sheets hold such a table: {', '.join(f'“{name}”' for name in names)}.",
        remedy=f"Say which is meant, such as --sheet “{names[0]}”.",
    )


def _no_table(given: Given) -> Problem:
    return Problem(
        code="table-missing",
        origin=Origin(file=given.file),
        what="No row of the file looks like the headings of a table.",
        remedy="Say which heading is what, such as --map “Clause=ref” --map “Requirement=text”.",
    )


def _empty(sheet: Sheet) -> Problem:
    return Problem(
        code="table-missing",
        origin=Origin(sheet=sheet.name),
        what="Below the headings there is no row with a ref.",
        remedy="See whether the right sheet and headings are named.",
    )
