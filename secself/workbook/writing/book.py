"""A workbook under way: its sheets, its formats, its lists, and text that can only be text."""

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from secself.problems import Problem, Refused
from secself.sheets.texts import write_running, write_text
from secself.workbook.layout import DECLARATION
from secself.workbook.writing.fitting import FittedSheet, height, lines
from secself.workbook.writing.lists import Lists
from secself.workbook.writing.styles import STYLES, Looks
from secself.workbook.writing.texts import carried, visible

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_HEADER = 255
_UNLIMITED = 10_000
_FIRST_DATE = date(1900, 3, 1)
_PAPER = {"A3": 8, "A4": 9}
DRAFT, DECLARED = "DRAFT", "FINAL"
"""What every page says until the workbook is declared, and after."""
STATE = f"'{DECLARATION.sheet}'!$A$2"
"""The cell that works it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A value that is worked out anew whenever the workbook is calculated."""

    text: str
    """How it is worked out, without the equals sign."""
    now: str | int
    """What it gives as the workbook stands."""


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
        self.workbook.worksheet_class = FittedSheet
        self._widths: dict[tuple[str, int], int] = {}
        self._lines: dict[tuple[str, int], int] = {}
        self._regions: dict[str, int] = {}
        self.look = Looks(self.workbook)
        self.lists = Lists()
        self.created = datetime(year, 1, 1, tzinfo=UTC).replace(tzinfo=None)
        self._name = visible(name)
        self.marking = visible(marking)

    def close(self) -> bytes:
        """Finish it and give its bytes."""
        self._fit()
        self.workbook.close()
        return self._made.getvalue()

    def column(self, sheet: Worksheet, column: int, width: int, *, is_hidden: bool = False) -> None:
        """Set the width of a column; do so before its cells are written."""
        # In a hidden column nothing is shown that a row would have to be tall for.
        self._widths[sheet.name, column] = _UNLIMITED if is_hidden else width
        sheet.set_column(column, column, width, None, {"hidden": is_hidden})

    def text(self, sheet: Worksheet, row: int, column: int, text: str, style: str) -> None:
        """Write a text that no program will take for a formula; blank if there is none."""
        if not text:
            sheet.write_blank(row, column, None, self.look(style))
            return
        quoted = text.startswith(_STARTS_FORMULA)
        write_text(sheet, row, column, carried(text), self.look(style, quoted=quoted))
        self._measure(sheet, row, column, text, style)

    def day(self, sheet: Worksheet, row: int, column: int, day: date, style: str) -> None:
        """Write a date as a date; as text where no sheet knows that day."""
        if day < _FIRST_DATE:
            self.text(sheet, row, column, day.isoformat(), style)
            return
        sheet.write_datetime(row, column, day, self.look(style))

    def link(self, sheet: Worksheet, row: int, column: int, target: str, text: str) -> None:
        """Write a text that leads to a place of this workbook."""
        sheet.write_url(row, column, target, self.look("link"), visible(text))
        self._measure(sheet, row, column, text, "link")

    def state(self, sheet: Worksheet, row: int, column: int, worked_out: str = STATE) -> None:
        """Write whether the workbook is a draft still; it changes by itself once it is declared."""
        self.formula(sheet, row, column, Formula(text=worked_out, now=DRAFT), "state")
        cell = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
        rule = {"type": "formula", "criteria": f'={cell}<>"{DRAFT}"'}
        options = rule | {"format": self.look("if_declared")}
        sheet.conditional_format(row, column, row, column, options)

    def section(self, sheet: Worksheet, row: int, title: str) -> None:
        """Write the title of a block."""
        sheet.set_row(row, 22)
        self.text(sheet, row, 0, title, "section")

    def name_headings(self, sheet: Worksheet, cells: tuple[int, int, int, int]) -> None:
        """Name a table so that screen readers know where its headings are.

        The shape of the name is what they go by: the table's corners, and the sheet's number.
        """
        top, left, bottom, right = cells
        self._regions[sheet.name] = self._regions.get(sheet.name, 0) + 1
        corners = ".".join((xl_rowcol_to_cell(top, left), xl_rowcol_to_cell(bottom, right)))
        name = f"TitleRegion{self._regions[sheet.name]}.{corners}.{sheet.index + 1}"
        target = xl_rowcol_to_cell(top, left, row_abs=True, col_abs=True)
        self.workbook.define_name(name, f"='{sheet.name}'!{target}")

    def formula(
        self, sheet: Worksheet, row: int, column: int, formula: Formula, style: str
    ) -> None:
        """Write a formula of ours, with what it gives as the workbook stands."""
        sheet.write_formula(row, column, f"={formula.text}", self.look(style), formula.now)
        self._measure(sheet, row, column, str(formula.now), style)

    def _fit(self) -> None:
        """Make every row as tall as its texts."""
        sheets = {sheet.name: sheet for sheet in self.workbook.worksheets()}
        for (name, row), count in self._lines.items():
            if count > 1:
                sheets[name].set_row(row, height(count))

    def _measure(self, sheet: Worksheet, row: int, column: int, text: str, style: str) -> None:
        if not STYLES[style].get("text_wrap"):
            return
        bold = bool(STYLES[style].get("bold"))
        needed = lines(text, self._widths[sheet.name, column], bold=bold)
        self._lines[sheet.name, row] = max(needed, self._lines.get((sheet.name, row), 1))

    def page(self, sheet: Worksheet, paper: Literal["A3", "A4"], left: str) -> None:
        """Set a sheet up for printing: landscape, one page wide, marked top and bottom."""
        sheet.set_paper(_PAPER[paper])
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.75)
        header = self._running(left, "&A", is_code=True)
        write_running(sheet, header, self._running(self._name, "Page &P of &N", is_code=True))
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
