"""A workbook under way: its sheets, its formats, its lists, and text that can only be text."""

import io
from datetime import UTC, date, datetime
from typing import Literal

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from secself.problems import Problem, Refused
from secself.workbook.lists import Lists
from secself.workbook.styles import Looks
from secself.workbook.texts import carried, visible

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_HEADER = 255
_FIRST_DATE = date(1900, 3, 1)
_PAPER = {"A3": 8, "A4": 9}


class Book:
    """A workbook that is written in memory."""

    def __init__(self, year: int, name: str, marking: str) -> None:
        """Open an empty one; its date is the first day of its year, never today."""
        self._made = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        }
        self.workbook = Workbook(self._made, options)
        self.look = Looks(self.workbook)
        self.lists = Lists()
        self.created = datetime(year, 1, 1, tzinfo=UTC).replace(tzinfo=None)
        self._name = visible(name)
        self.marking = visible(marking)

    def close(self) -> bytes:
        """Finish it and give its bytes."""
        self.workbook.close()
        return self._made.getvalue()

    def text(self, sheet: Worksheet, row: int, column: int, text: str, style: str) -> None:
        """Write a text that no program will take for a formula; blank if there is none."""
        if not text:
            sheet.write_blank(row, column, None, self.look(style))
            return
        quoted = text.startswith(_STARTS_FORMULA)
        sheet.write_string(row, column, carried(text), self.look(style, quoted=quoted))

    def day(self, sheet: Worksheet, row: int, column: int, day: date, style: str) -> None:
        """Write a date as a date; as text where no sheet knows that day."""
        if day < _FIRST_DATE:
            self.text(sheet, row, column, day.isoformat(), style)
            return
        sheet.write_datetime(row, column, day, self.look(style))

    def page(self, sheet: Worksheet, paper: Literal["A3", "A4"], left: str) -> None:
        """Set a sheet up for printing: landscape, one page wide, marked top and bottom."""
        sheet.set_paper(_PAPER[paper])
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.75)
        sheet.set_header(self._running(left, "Draft until declared"))
        sheet.set_footer(self._running(self._name, "Page &P of &N", is_code=True))
        sheet.hide_gridlines(2)

    def _running(self, left: str, right: str, *, is_code: bool = False) -> str:
        after = right if is_code else _plain(right)
        for before in (_plain(left), ""):
            line = f"&L{before}&C{_plain(self.marking)}&R{after}"
            if len(line.encode("utf-16-le")) // 2 <= _LONGEST_HEADER:
                return line
        raise Refused(
            Problem(
                code="marking-too-long",
                what=f"The marking has {len(self.marking)} characters; the header of a page "
                "cannot carry so many.",
                remedy="Use a marking of at most 200 characters.",
            )
        )


def _plain(text: str) -> str:
    """Keep an ampersand from being read as a code of the page header."""
    return text.replace("&", "&&").replace("\n", " ")
