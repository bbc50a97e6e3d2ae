"""A text that looks like markup, a formula or an escape is written as the text it is."""

import io
from pathlib import Path

import openpyxl
import pytest
from xlsxwriter.workbook import Workbook

from secself.sheets.pen import OPTIONS
from secself.sheets.texts import write_text
from secself.workbook.writing.book import Book

HOUSE = Path(__file__).parent.parent.parent / "secself"
TYPED = [
    "<r></r>",
    "<r><oops></r>",
    "<r><t>injected</t></r>",
    "<r>_x0041_</r>",
    "<r>\u00e4 & b\nc</r>",
    "<r>no end",
    "=1+1",
    "_x000D_",
]


@pytest.mark.parametrize("text", TYPED)
def test_a_text_is_read_back_as_it_was_written(text):
    """Even between the marks by which the library knows its own markup."""
    made = io.BytesIO()
    book = Workbook(made, OPTIONS)
    write_text(book.add_worksheet(), 0, 0, text, book.add_format())
    book.close()

    assert text == openpyxl.load_workbook(made).active["A1"].value


@pytest.mark.parametrize("text", TYPED)
def test_a_validation_workbook_with_such_an_answer_of_last_year_opens(text):
    """What somebody typed once must not break what they are sent next."""
    book = Book(2026, "A User", "")
    sheet = book.workbook.add_worksheet("One")
    book.column(sheet, 0, 20)
    book.text(sheet, 0, 0, text, "past")

    assert text == openpyxl.load_workbook(io.BytesIO(book.close())).active["A1"].value


def test_no_room_writes_a_text_by_another_way():
    """Whoever calls the library themselves would open the hole again."""
    calling = {
        str(file.relative_to(HOUSE))
        for file in HOUSE.rglob("*.py")
        if "write_string(" in file.read_text(encoding="utf-8")
    }

    assert {"sheets/texts.py"} == calling
