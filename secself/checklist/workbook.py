"""The checklist as a workbook: what to do, when at the earliest, and room to say when it was done.

The same input gives the same bytes: no clock, no name of a person or machine is in them.
"""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from secself import opc
from secself.checklist import wording
from secself.model import EntryPlan, PlannedStep
from secself.problems import Problem, Refused
from secself.sheets.texts import write_running, write_text
from secself.unseen import seen

COLUMNS: tuple[tuple[str, int], ...] = (
    ("No.", 5),
    ("Step", 30),
    ("What is done", 52),
    ("User Role", 15),
    ("Who acts", 16),
    ("Reference", 22),
    ("Applies", 8),
    ("After", 9),
    ("Earliest start", 12),
    ("Earliest end", 12),
    ("Working days", 13),
    ("How firm", 14),
    ("Longest chain", 9),
    ("Done on", 12),
    ("Notes", 34),
)
"""The columns of the checklist, with their widths."""
ORIGINS: tuple[tuple[str, int], ...] = (
    ("No.", 5),
    ("Step", 34),
    ("What to know", 70),
    ("How far to trust it", 24),
    ("Sources", 18),
)
"""The columns of the second sheet, with their widths."""

_TITLE, _HEADLINE, _COUNT, _HEADINGS, _FIRST = range(5)
_INK, _MUTED, _EDGE, _GROUND = "#1F2A33", "#46525C", "#B9C2CA", "#F3F5F7"
_OURS, _YOURS, _DONE, _CHAIN = "#46525C", "#12436D", "#DDF0E3", "#DCE8F3"
_FONT = {"font_name": "Calibri", "font_size": 10, "font_color": _INK, "valign": "top"}
_CELL = _FONT | {"border": 1, "border_color": _EDGE, "text_wrap": True}
_SHOWN = _CELL | {"bg_color": _GROUND}
_DATE = {"num_format": "yyyy-mm-dd", "align": "left"}
_LOOKS: Mapping[str, dict[str, object]] = {
    "title": _FONT | {"bold": True, "font_size": 16, "font_color": _YOURS},
    "marking": _FONT | {"bold": True, "font_size": 12},
    "strong": _FONT | {"bold": True, "font_size": 12},
    "prose": _FONT | {"text_wrap": True},
    "heading": _CELL | {"bold": True, "font_color": "#FFFFFF", "bg_color": _OURS},
    "heading_yours": _CELL | {"bold": True, "font_color": "#FFFFFF", "bg_color": _YOURS},
    "shown": _SHOWN | {"num_format": "@"},
    "strong_shown": _SHOWN | {"num_format": "@", "bold": True},
    "muted": _SHOWN | {"num_format": "@", "font_color": _MUTED},
    "number": _SHOWN | {"num_format": "0", "align": "right"},
    "date": _SHOWN | _DATE,
    "date_yours": _CELL | _DATE | {"locked": False},
    "yours": _CELL | {"num_format": "@", "locked": False},
    "done": {"bg_color": _DONE},
    "chain": {"bg_color": _CHAIN},
}
_PROTECTION = dict.fromkeys(
    ("format_cells", "format_columns", "format_rows", "sort", "autofilter", "objects"), True
)
_INPUTS = ("Done on", "Notes")
_A3, _A4 = 8, 9
_LINE, _AROUND, _TALLEST, _PER_UNIT = 12.75, 3.0, 409.0, 1.1
_LONGEST_HEADER = 255


def write(plan: EntryPlan) -> bytes:
    """Write the checklist of one User."""
    made = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    book = _Book(Workbook(made, options), plan)
    _write_checklist(book)
    _write_origins(book)
    book.workbook.set_properties(
        {
            "title": f"The path to becoming a DCC User: {seen(plan.name)}",
            "created": datetime.combine(plan.as_of, time.min),
        }
    )
    book.workbook.close()
    return opc.steady(made.getvalue(), plan.as_of)


class _Book:
    """The workbook in the making."""

    def __init__(self, workbook: Workbook, plan: EntryPlan) -> None:
        self.workbook = workbook
        self.plan = plan
        self._looks = {name: workbook.add_format(look) for name, look in _LOOKS.items()}

    def look(self, name: str) -> Format:
        return self._looks[name]

    def text(self, sheet: Worksheet, row: int, column: int, text: str, look: str) -> None:
        """Write a text that no program will take for a formula."""
        if text:
            write_text(sheet, row, column, seen(text), self.look(look))
        else:
            sheet.write_blank(row, column, None, self.look(look))

    def day(self, sheet: Worksheet, row: int, column: int, day: date | None) -> None:
        if day is None:
            self.text(sheet, row, column, "", "shown")
        else:
            sheet.write_datetime(row, column, day, self.look("date"))

    def sheet(self, name: str, paper: int, columns: Sequence[tuple[str, int]]) -> Worksheet:
        """Add a sheet that prints on pages one wide, with the marking on each."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_paper(paper)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.75)
        header = self._running("&R" + _plain(self.plan.guide.reference))
        write_running(sheet, header, self._running("&RPage &P of &N"))
        sheet.hide_gridlines(2)
        for number, (_, width) in enumerate(columns):
            sheet.set_column(number, number, width)
        return sheet

    def headings(self, sheet: Worksheet, row: int, columns: Sequence[tuple[str, int]]) -> None:
        for number, (heading, _) in enumerate(columns):
            self.text(sheet, row, number, heading, _heading_look(heading))

    def _running(self, right: str) -> str:
        line = f"&C{_plain(self.plan.marking)}{right}"
        if len(line.encode("utf-16-le")) // 2 > _LONGEST_HEADER:
            raise Refused(
                Problem(
                    code="marking-too-long",
                    what=f"The marking has {len(self.plan.marking)} characters; the header of a "
                    "page cannot carry so many.",
                    remedy="Use a marking of at most 200 characters.",
                )
            )
        return line


def _write_checklist(book: _Book) -> None:
    plan = book.plan
    sheet = book.sheet("Checklist", _A3, COLUMNS)
    book.text(sheet, _TITLE, 0, f"{plan.name}: the path to becoming a DCC User", "title")
    sheet.set_row(_TITLE, 24)
    said = f"As {wording.roles(plan)}, setting out on {plan.as_of.isoformat()}. "
    book.text(sheet, _HEADLINE, 0, said + wording.headline(plan), "strong")
    book.headings(sheet, _HEADINGS, COLUMNS)
    sheet.set_row(_HEADINGS, 2 * _LINE + _AROUND)
    numbers = wording.numbers(plan)
    for row, one in enumerate(plan.steps, _FIRST):
        _write_step(book, sheet, row, one, numbers)
    last = _FIRST + len(plan.steps) - 1
    _write_count(book, sheet, last)
    _set_up(book, sheet, last)


def _write_step(
    book: _Book, sheet: Worksheet, row: int, one: PlannedStep, numbers: Mapping[str, int]
) -> None:
    """Write a step; the two cells at its end are for whoever does it."""
    texts = _texts(book.plan, one, numbers)
    look = "shown" if one.applies else "muted"
    for column, (heading, _) in enumerate(COLUMNS):
        if heading == "No.":
            sheet.write_number(row, column, numbers[one.id], book.look("number"))
        elif heading in ("Earliest start", "Earliest end"):
            book.day(sheet, row, column, one.start if heading.endswith("start") else one.end)
        elif heading in _INPUTS:
            yours = "date_yours" if heading == "Done on" else "yours"
            sheet.write_blank(row, column, None, book.look(yours))
        else:
            strong = heading == "Step" and one.applies
            book.text(sheet, row, column, texts[heading], "strong_shown" if strong else look)
    sheet.set_row(row, _height(texts, COLUMNS))


def _texts(plan: EntryPlan, one: PlannedStep, numbers: Mapping[str, int]) -> dict[str, str]:
    """Give the texts of a row by their headings."""
    return {
        "Step": one.step.title,
        "What is done": one.step.text.strip(),
        "User Role": plan.guide.role(one.role).label if one.role else "",
        "Who acts": one.step.actor,
        "Reference": wording.reference(one),
        "Applies": "Yes" if one.applies else "No",
        "After": wording.after(one, numbers),
        "Working days": wording.length(one) if one.applies else "",
        "How firm": wording.firmness(one),
        "Longest chain": "Yes" if one.is_critical else "",
    }


def _write_count(book: _Book, sheet: Worksheet, last: int) -> None:
    """Say how many steps are done, anew whenever a day is filled in."""
    days = xl_range(_FIRST, _column("Done on"), last, _column("Done on"))
    total = len(book.plan.applied)
    formula = f'="Done: "&COUNT({days})&" of {total}"'
    sheet.write_formula(_COUNT, 0, formula, book.look("strong"), f"Done: 0 of {total}")


def _set_up(book: _Book, sheet: Worksheet, last: int) -> None:
    width = len(COLUMNS) - 1
    done, chain = _column("Done on"), _column("Longest chain")
    sheet.data_validation(
        *(_FIRST, done, last, done),
        {
            "validate": "date",
            "criteria": ">=",
            "value": date(1900, 3, 1),
            "error_type": "warning",
            "error_title": "Not a date",
            "error_message": "Type the date as year-month-day, such as 2026-05-31.",
            "input_title": "Done on",
            "input_message": "The day on which the step was over.",
        },
    )
    for column, condition, look in (
        (done, "{}>0", "done"),
        (chain, '{}="Yes"', "chain"),
    ):
        cell = f"${chr(ord('A') + column)}{_FIRST + 1}"
        options = {"type": "formula", "criteria": "=" + condition.format(cell)}
        area = (_FIRST, 0, last, 1) if look == "chain" else (_FIRST, 0, last, width)
        sheet.conditional_format(*area, options | {"format": book.look(look)})
    sheet.autofilter(_HEADINGS, 0, last, width)
    sheet.freeze_panes(_FIRST, 2)
    sheet.repeat_rows(_HEADINGS)
    sheet.print_area(0, 0, last, width)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_range(0, width, last, width)}"})
    sheet.protect("", _PROTECTION)


def _write_origins(book: _Book) -> None:
    """Write the second sheet: what is not sure of each step, the notice and the sources."""
    plan, numbers = book.plan, wording.numbers(book.plan)
    sheet = book.sheet("Where it comes from", _A4, ORIGINS)
    book.text(sheet, 0, 0, "Where it comes from, and how far to trust it", "title")
    sheet.set_row(0, 24)
    row = 1
    notice = [*plan.guide.notice.strip().splitlines(), f"Guide {plan.guide.reference}."]
    firm = [f"{word}: {meaning}" for word, meaning in wording.FIRMNESS.items()]
    for line in (*notice, *firm):
        book.text(sheet, row, 0, line, "prose")
        sheet.merge_range(row, 0, row, len(ORIGINS) - 1, "", book.look("prose"))
        book.text(sheet, row, 0, line, "prose")
        row += 1
    row = _write_standing(book, sheet, row + 1, numbers)
    for source in plan.guide.sources:
        book.text(sheet, row, 1, source.code, "strong_shown")
        book.text(sheet, row, 2, ", ".join(filter(None, [source.title, source.place])), "shown")
        row += 1
    sheet.print_area(0, 0, row - 1, len(ORIGINS) - 1)
    sheet.protect("", _PROTECTION)


def _write_standing(book: _Book, sheet: Worksheet, row: int, numbers: Mapping[str, int]) -> int:
    book.headings(sheet, row, ORIGINS)
    for one in sorted(wording.told(book.plan), key=lambda one: numbers[one.id]):
        row += 1
        codes = (*one.step.provenance.sources, *one.step.duration.provenance.sources)
        texts = {
            "Step": one.step.title,
            "What to know": wording.remarks(one),
            "How far to trust it": wording.standing(one),
            "Sources": ", ".join(dict.fromkeys(codes)),
        }
        sheet.write_number(row, 0, numbers[one.id], book.look("number"))
        for column, (heading, _) in enumerate(ORIGINS[1:], 1):
            book.text(sheet, row, column, texts[heading], "shown")
        sheet.set_row(row, _height(texts, ORIGINS))
    return row + 2


def _height(texts: Mapping[str, str], columns: Sequence[tuple[str, int]]) -> float:
    """Give the height of a row that shows its longest text."""
    needed = (_lines(texts.get(heading, ""), width) for heading, width in columns)
    return min(max(needed) * _LINE + _AROUND, _TALLEST)


def _lines(text: str, width: int) -> int:
    """Count the lines a text takes; letters are narrower on average than the column's unit."""
    count, room = 0, width * _PER_UNIT
    for line in text.split("\n") or [""]:
        used, count = 0, count + 1
        for word in line.split(" "):
            if used and used + len(word) > room:
                used, count = 0, count + 1
            used += len(word) + 1
    return count


def _heading_look(heading: str) -> str:
    return "heading_yours" if heading in _INPUTS else "heading"


def _column(heading: str) -> int:
    return [name for name, _ in COLUMNS].index(heading)


def _plain(text: str) -> str:
    """Keep an ampersand from being read as a code of the page header."""
    return seen(text).replace("&", "&&").replace("\n", " ")
