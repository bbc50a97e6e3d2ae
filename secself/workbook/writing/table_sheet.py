"""Writes one table on a sheet: hidden key row, title, what to do, headings, rows.

The table is a plain range with an automatic filter, not an Excel table: on a protected sheet an
Excel table takes no inserted rows, and copying one to another file loses its name. A name of the
shape `TitleRegion…` tells screen readers where its headings are.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from secself.model import AnswerType, Value
from secself.workbook.layout import Column, Table
from secself.workbook.writing import validity
from secself.workbook.writing.areas import FIRST, HEADINGS, KEYS, NOTE, TITLE, Area
from secself.workbook.writing.book import Book, Formula
from secself.workbook.writing.formulas import Place

_INPUT_STYLES = {"date": "date", "whole": "whole", "decimal": "decimal"}
_FORMULA_STYLES = {"to_do": "to_do", "cited": "count"}
_PROTECTION = {
    "objects": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table."""

    shown: Mapping[str, str | date] = field(default_factory=dict)
    """What stands in the cells that are ours, by the key of the column; others stay bare."""
    given: Mapping[str, Value] = field(default_factory=dict)
    """What is already filled in, by the key of the column."""
    answer: AnswerType | None = None
    """What may be answered, for the row of a question."""
    formulas: Mapping[str, tuple[Callable[[Place], str], str | int]] = field(default_factory=dict)
    """What makes the formula of a cell, and what that gives now, by the key of the column."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Where a cell leads, by the key of the column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table as it is to be written."""

    marks: str
    """What it says of the file it belongs to."""
    title: str
    """What it is."""
    note: str
    """What to do there, in a line."""
    freeze_after: str
    """The key of the last column that stays in sight."""
    rows: Sequence[Row]
    """Its rows."""
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The words of each vocabulary a column of choices names."""
    once: str = ""
    """The key of a column whose texts must differ from one another."""
    takes_rows: bool = False
    """Whether people may insert rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A table that was written, or is being written."""

    sheet: Worksheet
    """The sheet."""
    area: Area
    """Where the table stands on it."""
    rows: Sequence[Row] = ()
    """Its rows."""

    @property
    def table(self) -> Table:
        """Give the table."""
        return self.area.table

    @property
    def first_place(self) -> Place:
        """Name the place of its first row."""
        return self.area.at(self.area.first)

    def cells(self, key: str) -> validity.Cells:
        """Give the range of one column."""
        number = self.area.number(key)
        return (self.area.first, number, self.area.last, number)


def write(book: Book, sheet: Worksheet, area: Area, plan: Sheet) -> Written:
    """Write a table and all that goes with it, conditional colours apart."""
    written = Written(sheet=sheet, area=area, rows=plan.rows)
    _write_keys(book, written, plan.marks)
    _write_head(book, written, plan)
    for number, row in enumerate(plan.rows, area.first):
        _write_row(book, written, number, row)
    _write_entry(book, written, plan)
    _set_up(book, written, plan)
    return written


def colour(book: Book, written: Written, key: str, formula: str, style: str) -> None:
    """Lay a look over the cells of a column where a formula, made for its first row, holds."""
    options = {"type": "formula", "criteria": f"={formula}", "format": book.look(style)}
    written.sheet.conditional_format(*written.cells(key), options)


def _write_keys(book: Book, written: Written, marks: str) -> None:
    for position, column in enumerate(written.table.columns):
        said = f"key:{column.key}" if position else marks
        book.text(written.sheet, KEYS, position, said, "token")
    written.sheet.set_row(KEYS, None, None, {"hidden": True})


def _write_head(book: Book, written: Written, plan: Sheet) -> None:
    """Write title, state and note, and the headings; all but the title stand on every page."""
    sheet, columns = written.sheet, written.table.columns
    left = next(i for i, column in enumerate(columns) if column.kind != "token")
    for position, column in enumerate(columns):
        book.column(sheet, position, column.width, is_hidden=column.kind == "token")
    book.text(sheet, TITLE, left, plan.title, "title")
    sheet.set_row(TITLE, 24)
    book.state(sheet, NOTE, left)
    frozen = 1 + written.area.number(plan.freeze_after)
    book.text(sheet, NOTE, max(frozen, left + 1), plan.note, "note")
    for position, column in enumerate(columns):
        style = "heading_yours" if column.is_input else "heading_ours"
        book.text(sheet, HEADINGS, position, column.heading, style)


def _write_row(book: Book, written: Written, number: int, row: Row) -> None:
    for position, column in enumerate(written.table.columns):
        place = (number, position)
        if column.is_input:
            _write_input(book, written.sheet, place, column, row)
        elif column.key in row.formulas:
            make, now = row.formulas[column.key]
            formula = Formula(text=make(written.area.at(number)), now=now)
            book.formula(written.sheet, *place, formula, _FORMULA_STYLES.get(column.key, "shown"))
        elif column.key in row.links:
            target, said = row.links[column.key], str(row.shown[column.key])
            book.link(written.sheet, *place, target, said)
        elif column.key in row.shown:
            _write_shown(book, written.sheet, place, column, row.shown[column.key])


def _write_input(
    book: Book, sheet: Worksheet, place: tuple[int, int], column: Column, row: Row
) -> None:
    kind = row.answer.kind if row.answer and column.kind == "answer" else column.kind
    style, value = _INPUT_STYLES.get(kind, "text"), row.given.get(column.key)
    if isinstance(value, date):
        book.day(sheet, *place, value, style)
    else:
        book.text(sheet, *place, "" if value is None else str(value), style)


def _write_shown(
    book: Book, sheet: Worksheet, place: tuple[int, int], column: Column, said: str | date
) -> None:
    style = "past" if column.key.startswith("prior_") else "shown"
    style = column.kind if column.kind in {"ref", "token"} else style
    if isinstance(said, date):
        book.day(sheet, *place, said, f"{style}_date")
    else:
        book.text(sheet, *place, said, style)


def _write_entry(book: Book, written: Written, plan: Sheet) -> None:
    for column in written.table.inputs:
        cells = written.cells(column.key)
        if column.kind == "answer":
            _write_answers(book, written, plan.rows)
        elif column.kind == "choice":
            words = plan.choices[column.choices]
            rule = validity.choice(book, words, column.choices, column.heading, column.hint)
            validity.put(written.sheet, rule, [cells])
        elif column.kind == "date":
            validity.put(written.sheet, validity.day(column.heading, column.hint), [cells])
        elif column.key == plan.once:
            validity.put(written.sheet, validity.once(cells, column.heading, column.hint), [cells])
        elif column.hint:
            validity.put(written.sheet, validity.anything(column.heading, column.hint), [cells])


def _write_answers(book: Book, written: Written, rows: Iterable[Row]) -> None:
    """Lay one rule over all answers of a type: programs grow slow with many rules."""
    position = written.area.number("answer")
    hint = written.table.column("answer").hint
    places: dict[AnswerType, list[validity.Cells]] = {}
    for number, row in enumerate(rows, written.area.first):
        if row.answer is not None:
            typed = AnswerType(kind=row.answer.kind, choices=row.answer.choices)
            places.setdefault(typed, []).append((number, position, number, position))
    for typed, cells in places.items():
        validity.put(written.sheet, validity.answer(book, typed, hint), cells)


def _set_up(book: Book, written: Written, plan: Sheet) -> None:
    sheet, area, columns = written.sheet, written.area, written.table.columns
    # The filter spans what people fill in: a register of last year beside it keeps its order.
    last = max(number for number, column in enumerate(columns) if column.is_input)
    left = next(i for i, column in enumerate(columns) if column.kind != "token")
    sheet.autofilter(HEADINGS, left, area.last, last)
    sheet.freeze_panes(FIRST, 1 + area.number(plan.freeze_after))
    sheet.repeat_rows(NOTE, HEADINGS)
    if not area.table.free_rows:
        sheet.print_area(TITLE, left, area.last, len(columns) - 1)
    # Of a register all is printed that is filled in, below the rows offered as well.
    sheet.protect("", _PROTECTION | {"insert_rows": plan.takes_rows})
    ends = xl_col_to_name(0), xl_col_to_name(len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"{ends[0]}1:{ends[1]}{area.last + 1}"})
    book.name_headings(sheet, (HEADINGS, left, area.last, len(columns) - 1))
