"""Writes one table on a sheet: hidden key row, title, what to do, headings, rows.

The table is a plain range with an automatic filter, not an Excel table: on a protected sheet an
Excel table takes no inserted rows, and copying one to another file loses its name. A name of the
shape `TitleRegion…` tells screen readers where its headings are.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from secself.model import AnswerType, Value
from secself.workbook.layout import Column, Table
from secself.workbook.writing import validity
from secself.workbook.writing.book import Book, Formula
from secself.workbook.writing.to_do import Place

KEYS, TITLE, NOTE, HEADINGS, FIRST = range(5)
"""The rows of a table sheet, counted from nought: keys (hidden), title, note, headings, data."""

_INPUT_STYLES = {"date": "date", "whole": "whole", "decimal": "decimal"}
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
    to_do: Callable[[Place], str] | None = None
    """Makes the formula of the `To do` column."""
    lacks: str = ""
    """What that formula gives while the row is blank."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Where a cell leads, by the key of the column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table as it is to be written."""

    table: Table
    """The table, with just the columns that are written."""
    title: str
    """What it is."""
    note: str
    """What to do there, in a line."""
    rows: Sequence[Row]
    """Its rows."""
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The words of each vocabulary a column of choices names."""
    freeze_after: str = ""
    """The key of the last column that stays in sight; none if empty."""
    once: str = ""
    """The key of a column whose texts must differ from one another."""
    takes_rows: bool = False
    """Whether people may insert rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Where a table was written."""

    sheet: Worksheet
    """The sheet."""
    table: Table
    """The table."""
    letters: Mapping[str, str]
    """The letter of each column, by key."""
    first: int
    """Its first row, counted from nought."""
    last: int
    """Its last row, counted from nought."""
    rows: Sequence[Row] = ()
    """Its rows."""

    def at(self, row: int) -> Place:
        """Name the place of a row that is counted from nought."""
        return Place(letters=self.letters, row=row + 1, first=self.first + 1, last=self.last + 1)

    def elsewhere(self, key: str) -> str:
        """Name all cells of a column as other sheets call them."""
        return f"'{self.table.sheet}'!{self.at(self.first).column(key)}"

    def parts(self, key: str) -> Counter[str]:
        """Count the rows of each part of the table, in order, by what stands in a column."""
        return Counter(str(row.shown[key]) for row in self.rows)

    def number(self, key: str) -> int:
        """Count the columns before this one."""
        return next(i for i, column in enumerate(self.table.columns) if column.key == key)

    def cells(self, key: str) -> validity.Cells:
        """Give the range of one column."""
        return (self.first, self.number(key), self.last, self.number(key))


def write(book: Book, sheet: Worksheet, plan: Sheet, marks: str) -> Written:
    """Write a table and all that goes with it, conditional colours apart."""
    table = plan.table
    written = Written(
        sheet=sheet,
        table=table,
        letters={c.key: xl_col_to_name(number) for number, c in enumerate(table.columns)},
        first=FIRST,
        last=FIRST + max(len(plan.rows), 1) - 1,
        rows=plan.rows,
    )
    _write_keys(book, written, marks)
    _write_headings(book, written, plan)
    for number, row in enumerate(plan.rows, FIRST):
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


def _write_headings(book: Book, written: Written, plan: Sheet) -> None:
    sheet, columns = written.sheet, written.table.columns
    left = next(i for i, column in enumerate(columns) if column.kind != "token")
    book.text(sheet, TITLE, left, plan.title, "title")
    sheet.set_row(TITLE, 24)
    book.text(sheet, NOTE, left, plan.note, "note")
    for position, column in enumerate(columns):
        style = "heading_yours" if column.is_input else "heading_ours"
        book.column(sheet, position, column.width, is_hidden=column.kind == "token")
        book.text(sheet, HEADINGS, position, column.heading, style)


def _write_row(book: Book, written: Written, number: int, row: Row) -> None:
    for position, column in enumerate(written.table.columns):
        place = (number, position)
        if column.is_input:
            _write_input(book, written.sheet, place, column, row)
        elif row.to_do is not None and column.key == "to_do":
            formula = Formula(text=row.to_do(written.at(number)), now=row.lacks)
            book.formula(written.sheet, *place, formula, "to_do")
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
    position = written.number("answer")
    places: dict[AnswerType, list[validity.Cells]] = {}
    for number, row in enumerate(rows, written.first):
        if row.answer is not None:
            typed = AnswerType(kind=row.answer.kind, choices=row.answer.choices)
            places.setdefault(typed, []).append((number, position, number, position))
    for typed, cells in places.items():
        rule = validity.answer(book, typed)
        if rule is not None:
            validity.put(written.sheet, rule, cells)


def _set_up(book: Book, written: Written, plan: Sheet) -> None:
    sheet, columns = written.sheet, written.table.columns
    # The filter spans what people fill in: a register of last year beside it keeps its order.
    last = max(number for number, column in enumerate(columns) if column.is_input)
    left = next(i for i, column in enumerate(columns) if column.kind != "token")
    sheet.autofilter(HEADINGS, left, written.last, last)
    frozen = 1 + written.number(plan.freeze_after) if plan.freeze_after else 0
    sheet.freeze_panes(FIRST, frozen)
    sheet.repeat_rows(HEADINGS)
    sheet.print_area(TITLE, left, written.last, len(columns) - 1)
    sheet.protect("", _PROTECTION | {"insert_rows": plan.takes_rows})
    area = written.letters[columns[0].key], written.letters[columns[-1].key]
    sheet.ignore_errors({"number_stored_as_text": f"{area[0]}1:{area[1]}{written.last + 1}"})
    corners = f"{xl_col_to_name(left)}{HEADINGS + 1}.{xl_col_to_name(last)}{written.last + 1}"
    place = sheet.index + 1
    target = f"='{written.table.sheet}'!${xl_col_to_name(left)}${HEADINGS + 1}"
    book.workbook.define_name(f"TitleRegion1.{corners}.{place}", target)
