"""A sheet that is one table: its title, what it holds, headings, and a row for each thing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from secself.model import Unreadable, Value
from secself.sheets.marked import Pieces
from secself.sheets.pen import PROTECTION, Pen
from secself.sheets.rows import shown

TITLE, NOTE, HEADINGS, FIRST = range(4)
"""The rows of a table."""
_SCALE = 70
"""At how many per cent a table is printed that takes two pages across."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column."""

    heading: str
    """Its heading."""
    width: float
    """Its width in characters."""
    style: str = "text"
    """How its texts look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of a whole, shown in per cent."""

    part: float
    """The part, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Styled:
    """A text that looks otherwise than its column."""

    text: str
    """The text."""
    style: str
    """How it looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A text that leads to where a User first stands on another sheet."""

    text: str
    """The text."""
    sheet: str
    """The sheet."""
    user: str
    """The User."""


Cell = Pieces | Value | Share | Styled | Lead
"""What a cell holds; None is blank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row, and whose it is."""

    cells: Sequence[Cell]
    """Its cells, one for each column."""
    user: str = ""
    """The User it is about; empty if it is about several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What one sheet holds."""

    name: str
    """The sheet's name."""
    title: str
    """What stands above the table."""
    note: str
    """What it holds and how to read it."""
    columns: Sequence[Column]
    """Its columns."""
    rows: Sequence[Row] = field(repr=False)
    """Its rows."""
    frozen: int = 1
    """How many columns stay in sight."""
    second_page: str = ""
    """The heading with which the second page across begins; empty if all fit on one."""

    @property
    def last(self) -> int:
        """Give the number of the last row; a table of nothing has one blank row."""
        return FIRST + max(len(self.rows), 1) - 1


class Places:
    """Where on each sheet a User first stands."""

    def __init__(self, tables: Sequence[Table]) -> None:
        """Look through all tables."""
        self._rows: Mapping[tuple[str, str], int] = {
            (table.name, row.user): number
            for table in tables
            for number, row in reversed(list(enumerate(table.rows, FIRST)))
            if row.user
        }

    def target(self, lead: Lead) -> str | None:
        """Give where something leads, as a link names it; None if the User is not there."""
        row = self._rows.get((lead.sheet, lead.user))
        return None if row is None else f"'{lead.sheet}'!{xl_rowcol_to_cell(row, 0)}"


def write(pen: Pen, sheet: Worksheet, table: Table, places: Places, about: str) -> None:
    """Fill a sheet; `about` stands at the top of each printed page."""
    pen.columns(sheet, (column.width for column in table.columns))
    pen.text(sheet, TITLE, 0, table.title, "title")
    sheet.set_row(TITLE, 24)
    pen.text(sheet, NOTE, 0, table.note, "note")
    for number, column in enumerate(table.columns):
        style = "heading_count" if column.style == "count" else "heading"
        pen.text(sheet, HEADINGS, number, column.heading, style)
    for number, row in enumerate(table.rows, FIRST):
        for at, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
            _write(pen, sheet, (number, at), cell, column.style, places)
    pen.fit(sheet)
    _set_up(pen, sheet, table, about)


def _write(  # noqa: PLR0913, PLR0917  a cell, and where and how
    pen: Pen, sheet: Worksheet, place: tuple[int, int], cell: Cell, style: str, places: Places
) -> None:
    if isinstance(cell, Share):
        pen.number(sheet, *place, cell.part, "share", "text")
    elif isinstance(cell, Styled):
        pen.text(sheet, *place, cell.text, cell.style)
    elif isinstance(cell, Lead):
        target = places.target(cell)
        if target:
            pen.link(sheet, *place, target, cell.text, "ref_link")
        else:
            pen.text(sheet, *place, cell.text, "ref")
    elif isinstance(cell, tuple):
        pen.marked(sheet, *place, cell, style)
    elif isinstance(cell, date):
        pen.day(sheet, *place, cell, "date")
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        pen.number(sheet, *place, cell, "count" if style == "count" else "number", "text")
    else:
        said = shown(cell) if isinstance(cell, str | Unreadable) or cell is None else str(cell)
        pen.text(sheet, *place, said, "text" if style == "count" else style)


def _set_up(pen: Pen, sheet: Worksheet, table: Table, about: str) -> None:
    across = len(table.columns) - 1
    pen.page(sheet, "A3", about, table.name)
    if table.second_page:
        _print_across(sheet, table)
    else:
        sheet.fit_to_pages(1, 0)
    sheet.autofilter(HEADINGS, 0, table.last, across)
    sheet.freeze_panes(FIRST, table.frozen)
    sheet.repeat_rows(HEADINGS)
    sheet.print_area(0, 0, table.last, across)
    sheet.protect("", PROTECTION)
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, table.last, across)})
    pen.region(sheet, xl_range(HEADINGS, 0, table.last, across))


def _print_across(sheet: Worksheet, table: Table) -> None:
    """Print on two pages across, with the first columns on both."""
    headings = [column.heading for column in table.columns]
    sheet.set_print_scale(_SCALE)
    sheet.print_across()
    sheet.set_v_pagebreaks([headings.index(table.second_page)])
    sheet.repeat_columns(0, table.frozen - 1)
