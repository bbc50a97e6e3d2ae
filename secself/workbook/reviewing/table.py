"""Writes one table of the assessor's workbook: locked rows, a filter, and cells to write in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from secself.model import VIEWS, Unreadable
from secself.sheets.pen import PROTECTION, Pen
from secself.sheets.rows import ATTENTION, Said, shown
from secself.workbook.assessor import ASSESSOR
from secself.workbook.layout import Column
from secself.workbook.reviewing.looks import STYLES

KEYS, TITLE, NOTE, HEADINGS, FIRST = range(5)
"""The rows of a sheet: keys (hidden), title, note, headings, data."""
LOCKED = PROTECTION | {"sort": False}
"""What may be done on a sheet; sorted is not, since links name cells."""
ATTENTION_KEY = "review_attention"
"""The column by which a sheet is filtered."""

_ENTRIES = frozenset(column.key for column in ASSESSOR)
_VIEW_KEY = "assessor_view"
_SCALE, _ZOOM = 78, 90
_LONGEST_TITLE = 32
_NAMED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one cell says, and how it looks."""

    said: Said = None
    """Its content."""
    style: str = "text"
    """Its look."""
    target: str = ""
    """Where it leads."""
    is_typed: bool = False
    """Whether somebody typed it, so that every character of it counts."""


Line = Mapping[str, Cell]
"""The cells of a row, by the key of the column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A table as it is to be written."""

    marks: str
    """What it says of the file it belongs to."""
    title: str
    """What it is."""
    running: str
    """Whose it is, for the top of each page."""
    columns: Sequence[Column]
    """Its columns, in order; the first one is hidden if it holds tokens."""
    lines: Sequence[Line]
    """Its rows."""
    names: Sequence[str] = ()
    """The Ref of each row, by which others lead to it."""
    headings: Mapping[str, str] = field(default_factory=dict)
    """The look of headings that are not simply ours, by key."""
    frozen: str = "ref"
    """The key of the last column that stays in sight."""
    pages: Sequence[str] = ()
    """The keys of the columns with which a page across begins."""
    gone: Sequence[str] = ()
    """What stood in it last time, and does not now."""

    def number(self, key: str) -> int:
        """Count the columns before this one."""
        return [column.key for column in self.columns].index(key)

    @property
    def left(self) -> int:
        """Give the first column that is in sight."""
        return next(at for at, column in enumerate(self.columns) if column.kind != "token")

    @property
    def last(self) -> int:
        """Give the last row, a blank one where there is nothing."""
        return FIRST + max(len(self.lines), 1) - 1

    @property
    def quiet(self) -> list[int]:
        """Give the rows in which there is nothing to look at; none if that were all."""
        same = [
            row
            for row, line in enumerate(self.lines, FIRST)
            if ATTENTION_KEY in line and line[ATTENTION_KEY].said == ATTENTION["same"]
        ]
        return [] if len(same) == len(self.lines) else same

    @property
    def key(self) -> str:
        """Name the column that says what a row is about: its Ref, or its id."""
        return self.columns[self.left].key

    def cell(self, key: str, row: int) -> str:
        """Name a cell of this table."""
        return str(xl_rowcol_to_cell(row, self.number(key)))


def attention(word: str) -> Cell:
    """Make the cell by which a sheet is filtered."""
    return Cell(said=word, style=STYLES[word])


def typed(said: Said, *, differs: bool = False) -> Cell:
    """Make a cell of the User's, exactly as it was typed; what differs is bold."""
    if isinstance(said, Unreadable):
        return Cell(said=said.shown, style="unread", is_typed=True)
    ground = "_now" if differs else ""
    if isinstance(said, date):
        return Cell(said=said, style=f"date{ground}")
    if isinstance(said, int | float):
        return Cell(said=said, style=f"number{ground}")
    return Cell(said=said, style=f"text{ground}", is_typed=True)


def past(said: Said, *, differs: bool = False) -> Cell:
    """Make a cell of what stood before: grey, or shaded where it differs now."""
    if isinstance(said, Unreadable):
        said = shown(said)
    kind = "text"
    if isinstance(said, date):
        kind = "date"
    elif isinstance(said, int | float):
        kind = "number"
    if differs:
        return Cell(said=said, style=f"{kind}_differs")
    return Cell(said=said, style="quiet" if kind == "text" else kind)


def write(pen: Pen, sheet: Worksheet, plan: Plan) -> None:
    """Write a table, and all that goes with it."""
    pen.columns(sheet, (column.width for column in plan.columns))
    if plan.left:
        sheet.set_column(0, plan.left - 1, 4, None, {"hidden": True})
    _write_head(pen, sheet, plan)
    for row, line in enumerate(plan.lines, FIRST):
        for at, column in enumerate(plan.columns):
            write_cell(pen, sheet, (row, at), line.get(column.key, _bare(column.key)))
    _write_entries(sheet, plan)
    _set_up(pen, sheet, plan)


def _bare(key: str) -> Cell:
    return Cell(style="entry" if key in _ENTRIES else "ours")


def _write_head(pen: Pen, sheet: Worksheet, plan: Plan) -> None:
    for at, column in enumerate(plan.columns):
        pen.text(sheet, KEYS, at, f"key:{column.key}" if at else plan.marks, "token")
        style = "heading_entry" if column.key in _ENTRIES else "heading_ours"
        style = "token" if column.kind == "token" else style
        heading = plan.headings.get(column.key, style)
        pen.text(sheet, HEADINGS, at, column.heading, heading)
    sheet.set_row(KEYS, None, None, {"hidden": True})
    pen.text(sheet, TITLE, plan.left, plan.title, "title")
    sheet.set_row(TITLE, 24)
    pen.text(sheet, NOTE, plan.left, _note(plan), "note")


def _note(plan: Plan) -> str:
    """Say how many rows are shown, how to see all, and what was there last time and is not now."""
    quiet, every = len(plan.quiet), len(plan.lines)
    said = f"All {every} rows are shown." if every else "There is nothing on this sheet."
    if quiet:
        said = (
            f"{every - quiet} of {every} rows are shown: those with something to look at. To see "
            "all, open the arrow beside Attention and choose Select All."
        )
    if not plan.gone:
        return said
    named = ", ".join(plan.gone[:_NAMED])
    more = f" and {len(plan.gone) - _NAMED} more" if len(plan.gone) > _NAMED else ""
    return f"{said} There last time and not now, see Deltas: {named}{more}."


def write_cell(pen: Pen, sheet: Worksheet, place: tuple[int, int], cell: Cell) -> None:
    """Write a cell as what it is: a day as a day, a number as a number, all else as text."""
    said = cell.said
    pen = pen.exact() if cell.is_typed else pen
    if isinstance(said, tuple):
        pen.marked(sheet, *place, said, cell.style)
    elif isinstance(said, date):
        pen.day(sheet, *place, said, cell.style)
    elif isinstance(said, int | float) and not isinstance(said, bool):
        pen.number(sheet, *place, said, cell.style, cell.style.replace("number", "text"))
    elif cell.target and said:
        pen.link(sheet, *place, cell.target, str(said), cell.style)
    else:
        pen.text(sheet, *place, "" if said is None else str(said), cell.style)


def _write_entries(sheet: Worksheet, plan: Plan) -> None:
    """Offer the views to choose from, and say of each cell to write in what it is for."""
    for at, column in enumerate(plan.columns):
        if column.key not in _ENTRIES or not plan.lines:
            continue
        rule: dict[str, object] = {"validate": "any"}
        if column.key == _VIEW_KEY:
            rule = {
                "validate": "list",
                "source": list(VIEWS),
                "error_type": "stop",
                "error_title": "Not on the list",
                "error_message": "Choose one of the words of the list, or leave the cell blank.",
            }
        said = {"input_title": column.heading[:_LONGEST_TITLE], "input_message": column.hint}
        sheet.data_validation(FIRST, at, plan.last, at, rule | said)


def _set_up(pen: Pen, sheet: Worksheet, plan: Plan) -> None:
    across = len(plan.columns) - 1
    pen.fit(sheet, _filter(sheet, plan))
    pen.page(sheet, "A3", plan.running, plan.title)
    if plan.pages:
        sheet.set_zoom(_ZOOM)
        sheet.set_print_scale(_SCALE)
        sheet.print_across()
        sheet.set_v_pagebreaks([plan.number(key) for key in plan.pages])
        sheet.repeat_columns(plan.left, plan.number(plan.frozen))
    else:
        sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(FIRST, plan.number(plan.frozen) + 1)
    sheet.repeat_rows(HEADINGS)
    # Title and note would be cut where columns are repeated; the title stands on top of each page.
    sheet.print_area(HEADINGS if plan.pages else TITLE, plan.left, plan.last, across)
    sheet.protect("", LOCKED)
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, plan.last, across)})
    pen.region(sheet, xl_range(HEADINGS, plan.left, plan.last, across))


def _filter(sheet: Worksheet, plan: Plan) -> Sequence[int]:
    sheet.autofilter(HEADINGS, plan.left, plan.last, len(plan.columns) - 1)
    if plan.quiet:
        sheet.filter_column(plan.number(ATTENTION_KEY), f"x != {ATTENTION['same']}")
    return plan.quiet
