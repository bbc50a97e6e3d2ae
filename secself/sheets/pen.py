"""Writes into the cells of a sheet: texts that can only be texts, marked texts, numbers, links."""

import math
import re
from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from secself import unseen
from secself.problems import Problem, Refused
from secself.sheets.fitting import height, lines
from secself.sheets.looks import STYLES, Looks
from secself.sheets.marked import Pieces
from secself.sheets.texts import is_taken_for_markup, unescaped, write_running, write_text

OPTIONS: dict[str, object] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
"""How a workbook is opened in which a text is a text."""
LONGEST = 32_767
"""How many UTF-16 units a cell can carry."""
TOO_LONG = "(too long for a cell: see the page or the JSON of this comparison)"
"""What stands where a text cannot be carried whole; a text is never cut."""
PROTECTION = dict.fromkeys(
    ("objects", "format_cells", "format_columns", "format_rows", "sort", "autofilter"), True
)
"""What may be done on a protected sheet."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FIRST_DATE = date(1900, 3, 1)
_LONGEST_HEADER = 255
_PAPER = {"A3": 8, "A4": 9}


def visible(text: str) -> str:
    """Show what cannot be seen, or XML cannot carry, by its number; all else stays as it is."""
    return unseen.seen(text, but="\n\t\r")


def carried(text: str) -> str:
    """Give a text that a cell can carry: itself, or words that say where to find it."""
    seen = visible(text)
    return seen if len(seen.encode("utf-16-le")) // 2 <= LONGEST else TOO_LONG


def as_typed(text: str) -> str:
    """Give a text that a cell can carry with all that cannot be seen in it, or say where it is."""
    held = _NOT_XML.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)
    return held if len(held.encode("utf-16-le")) // 2 <= LONGEST else TOO_LONG


class Pen:
    """Writes on the sheets of one workbook, and keeps in mind how tall their rows must be."""

    def __init__(self, workbook: Workbook, marking: str = "") -> None:
        """Take a workbook that somebody else opened, and will close."""
        self.workbook = workbook
        self.marking = marking
        self.look = Looks(workbook)
        self._widths: dict[tuple[str, int], float] = {}
        self._lines: dict[tuple[str, int], int] = {}
        self._carried = carried

    def exact(self) -> "Pen":
        """Give a pen for the same sheets that writes what cannot be seen just as it was typed."""
        other = copy(self)
        other._carried = as_typed  # noqa: SLF001  it is one of us
        return other

    def columns(self, sheet: Worksheet, widths: Iterable[float]) -> None:
        """Set the widths of the columns; do so before any cell is written."""
        for number, width in enumerate(widths):
            self._widths[sheet.name, number] = width
            sheet.set_column(number, number, width)

    def text(self, sheet: Worksheet, row: int, column: int, text: str, style: str) -> None:
        """Write a text that no program takes for a formula; blank if there is none."""
        if not text:
            sheet.write_blank(row, column, None, self.look(style))
            return
        seen = self._carried(text)
        write_text(sheet, row, column, seen, self._format(style, "kept", seen))
        self._measure(sheet, row, column, column, seen, style)

    def marked(self, sheet: Worksheet, row: int, column: int, pieces: Pieces, style: str) -> None:
        """Write a text with its passages marked; plainly where no marks can be carried."""
        text = "".join(piece.text for piece in pieces)
        seen = self._carried(text)
        # A carriage return cannot be carried in a marked text; in a plain one it can.
        if len(pieces) < 2 or "\r" in text or seen == TOO_LONG:  # noqa: PLR2004
            mark = pieces[0].mark if len(pieces) == 1 else "kept"
            self._alike(sheet, (row, column), text, style, mark)
            return
        runs: list[object] = []
        for piece in pieces:
            for part in unescaped(self._carried(piece.text)):
                runs += [self.look(style, piece.mark), part]
        sheet.write_rich_string(row, column, *runs, self._format(style, "kept", seen))
        self._measure(sheet, row, column, column, seen, style)

    def _alike(
        self, sheet: Worksheet, place: tuple[int, int], text: str, style: str, mark: str
    ) -> None:
        """Write a text that looks the same from end to end."""
        if not text or mark == "kept":
            self.text(sheet, *place, text, style)
            return
        seen = self._carried(text)
        write_text(sheet, *place, seen, self._format(style, mark, seen))
        self._measure(sheet, *place, place[1], seen, style)

    def wide(  # noqa: PLR0913, PLR0917  a place has three sides
        self, sheet: Worksheet, row: int, first: int, last: int, text: str, style: str
    ) -> None:
        """Write a text over several columns."""
        sheet.merge_range(row, first, row, last, "", self.look(style))
        seen = self._carried(text)
        if seen:
            write_text(sheet, row, first, seen, self._format(style, "kept", seen))
        self._measure(sheet, row, first, last, seen, style)

    def number(  # noqa: PLR0913, PLR0917
        self, sheet: Worksheet, row: int, column: int, number: float, style: str, or_text: str = ""
    ) -> None:
        """Write a number; as text where a cell would not hold it exactly."""
        is_exact = math.isfinite(number) and float(f"{number:.16G}") == number
        if is_exact and abs(number) < 10**15:
            sheet.write_number(row, column, number, self.look(style))
        else:
            self.text(sheet, row, column, str(number), or_text or style)

    def day(self, sheet: Worksheet, row: int, column: int, day: date, style: str) -> None:
        """Write a date as a date; as text where no sheet knows that day."""
        if day < _FIRST_DATE:
            self.text(sheet, row, column, day.isoformat(), style)
        else:
            sheet.write_datetime(row, column, day, self.look(style))

    def link(  # noqa: PLR0913, PLR0917
        self, sheet: Worksheet, row: int, column: int, target: str, text: str, style: str = "link"
    ) -> None:
        """Write a text that leads to a place of this workbook, such as `'Deltas'!B5`."""
        seen = self._carried(text)
        look = self._format(style, "kept", seen)
        # What is handed over here stays in the workbook even where it is written over.
        said = target if is_taken_for_markup(seen) else seen
        sheet.write_url(row, column, f"internal:{target}", look, said, f"Go to {target}")
        write_text(sheet, row, column, seen, look)
        self._measure(sheet, row, column, column, seen, style)

    def fit(self, sheet: Worksheet, hidden: Iterable[int] = ()) -> None:
        """Make every row as tall as its texts, and hide those that a filter leaves out."""
        away = set(hidden)
        counts = {row: count for (name, row), count in self._lines.items() if name == sheet.name}
        for row in sorted({*counts, *away}):
            options = {"hidden": True} if row in away else {}
            count = counts.get(row, 1)
            sheet.set_row(row, height(count), None, options)

    def page(self, sheet: Worksheet, paper: str, left: str, right: str, legend: str = "") -> None:
        """Set a sheet up for printing: landscape, marked top and bottom of each page.

        A legend, written in the codes of page footers, stands below if there is room for it.
        """
        sheet.set_paper(_PAPER[paper])
        sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.75)
        header = self._running(_plain(left), _plain(right))
        write_running(sheet, header, self._running(legend, "Page &P of &N"))
        sheet.hide_gridlines(2)

    def region(self, sheet: Worksheet, corners: str, number: int = 1) -> None:
        """Tell screen readers where the headings of a table are, by the name they look for."""
        first = corners.partition(":")[0]
        name = f"TitleRegion{number}.{corners.replace(':', '.')}.{sheet.index + 1}"
        letters, digits = re.match(r"([A-Z]+)(\d+)", first).groups()  # type: ignore[union-attr]
        self.workbook.define_name(name, f"='{sheet.name}'!${letters}${digits}")

    def _format(self, style: str, mark: str, text: str) -> Format:
        return self.look(style, mark, quoted=text.startswith(_STARTS_FORMULA))

    def _measure(  # noqa: PLR0913, PLR0917
        self, sheet: Worksheet, row: int, first: int, last: int, text: str, style: str
    ) -> None:
        if STYLES[style].get("text_wrap"):
            width = sum(self._widths[sheet.name, number] for number in range(first, last + 1))
            bold = 1.06 if STYLES[style].get("bold") else 1.0
            needed = lines(text, width / bold)
            self._lines[sheet.name, row] = max(needed, self._lines.get((sheet.name, row), 1))

    def _running(self, left: str, right: str) -> str:
        for before in (left and f"&L{left}", ""):
            line = f"{before}&C{_plain(self.marking)}&R{right}"
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


def join(parts: Sequence[str]) -> str:
    """Write several lines into one cell."""
    return "\n".join(part for part in parts if part)


def _plain(text: str) -> str:
    """Keep an ampersand from being read as a code of the page header."""
    return visible(text).replace("&", "&&").replace("\n", " ")
