"""What a person may enter in a cell: the data validation of each kind of cell.

A list is enforced, since its words are known; dates and numbers only warn, since a person may have
a reason. What is pasted passes either way, so the reader looks at everything again.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from secself.model import AnswerType
from secself.workbook.writing.book import Book

_LONGEST_MESSAGE, _LONGEST_TITLE = 255, 32
_EARLIEST = date(1900, 3, 1)

Rule = dict[str, object]
"""A data validation as the library takes it."""
Cells = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


def choice(book: Book, words: Sequence[str], name: str, title: str, hint: str) -> Rule:
    """Take one of these words and nothing else."""
    return {
        "validate": "list",
        "source": book.lists.source(words, name),
        "error_type": "stop",
        "error_title": "Not on the list",
        "error_message": "Choose one of the words of the list, or leave the cell blank.",
    } | _message(title, hint)


def day(title: str, hint: str) -> Rule:
    """Take a date."""
    return {
        "validate": "date",
        "criteria": ">=",
        "value": _EARLIEST,
        "error_type": "warning",
        "error_title": "Not a date",
        "error_message": "Type the date as year-month-day, such as 2026-05-31.",
    } | _message(title, hint)


def number(title: str, hint: str, *, whole: bool) -> Rule:
    """Take a number of nought or more."""
    return {
        "validate": "integer" if whole else "decimal",
        "criteria": ">=",
        "value": 0,
        "error_type": "warning",
        "error_title": "Not a whole number" if whole else "Not a number",
        "error_message": "Type the number in digits, such as 12.",
    } | _message(title, hint)


def anything(title: str, hint: str) -> Rule:
    """Take anything, and say what is wanted."""
    return {"validate": "any"} | _message(title, hint)


def once(cells: Cells, title: str, hint: str) -> Rule:
    """Take any text that stands nowhere else in these cells."""
    first, column, last, _ = cells
    own = xl_rowcol_to_cell(first, column, col_abs=True)
    every = xl_range_abs(first, column, last, column)
    return {
        "validate": "custom",
        "value": f"=COUNTIF({every},{own})=1",
        "error_type": "warning",
        "error_title": "Already there",
        "error_message": "Another row has this id. Give each row an id of its own.",
    } | _message(title, hint)


def answer(book: Book, asked: AnswerType, hint: str) -> Rule:
    """Take what a question's type says; of text there is nothing to check."""
    title = "Answer"
    if asked.kind == "choice":
        return choice(book, asked.choices, title, title, f"Choose one from the list. {hint}")
    if asked.kind == "date":
        return day(title, f"Type a date as year-month-day, such as 2026-05-31. {hint}")
    if asked.kind == "whole":
        return number(title, f"Type a whole number, 0 or more. {hint}", whole=True)
    if asked.kind == "decimal":
        return number(title, f"Type a number, 0 or more. {hint}", whole=False)
    return anything(title, f"Type a few words of your own. {hint}")


def put(sheet: Worksheet, rule: Rule, places: Iterable[Cells]) -> None:
    """Lay one rule over one or several ranges."""
    first, *others = places
    sheet.data_validation(*first, rule | {"other_cells": [list(place) for place in others]})


def _message(title: str, hint: str) -> Rule:
    if not hint:
        return {}
    return {"input_title": title[:_LONGEST_TITLE], "input_message": hint[:_LONGEST_MESSAGE]}
