"""One block of `Read me` that counts: its title, its headings, and its lines of numbers."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from secself.workbook.layout import SECTION_MARKS
from secself.workbook.writing.book import Book, Formula
from secself.workbook.writing.counting import Counts

ROWS, DONE, LEFT, NEXT = range(2, 6)
"""The columns of the counts, counted from nought."""
_NUMBERS = {"Rows", "Done", "Still to do", "Owns", "Read again", "Rows covered"}


def begin(book: Book, sheet: Worksheet, row: int, title: str, headings: Sequence[str]) -> int:
    """Write title and headings; give the row of the first line."""
    book.section(sheet, row, title)
    yours = {column.heading for column in SECTION_MARKS.inputs}
    for column, heading in enumerate(headings):
        style = "heading_count" if heading in _NUMBERS else "heading_ours"
        style = "heading_yours" if heading in yours else style
        book.text(sheet, row + 1, column, heading, style)
    return row + 2


def end(book: Book, sheet: Worksheet, first: int, last: int, columns: int) -> None:
    """Name the block for screen readers; its headings stand above its first line."""
    book.name_headings(sheet, (first - 1, 0, max(first, last), columns - 1))


def write_counts(book: Book, sheet: Worksheet, row: int, counts: Counts | None) -> None:
    """Write rows, done, what is left, and what comes next."""
    if counts is None:
        for column in (ROWS, DONE, LEFT, NEXT):
            book.text(sheet, row, column, "", "shown")
        return
    now = int(counts.rows.now) - int(counts.done.now)
    left = Formula(text=f"C{row + 1}-D{row + 1}", now=now)
    for column, count in ((ROWS, counts.rows), (DONE, counts.done), (LEFT, left)):
        book.formula(sheet, row, column, count, "count")
    book.formula(sheet, row, NEXT, counts.following, "shown")
