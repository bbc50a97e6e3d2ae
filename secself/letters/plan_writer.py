"""Writes the workbook of actions, in which a User reports what it did; the same bytes each time."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from secself import opc
from secself.letters.plan import (
    ACTIONS,
    COLUMNS,
    FORM,
    HIDDEN,
    LAYOUT,
    PREFIX,
    READ_ME,
    STATES,
)
from secself.model import Action, Decision
from secself.phrases import written
from secself.problems import Problem, Refused
from secself.sheets.fitting import FittedSheet, height, lines
from secself.sheets.pen import visible
from secself.sheets.texts import write_text

_INK, _MUTED, _EDGE, _GROUND, _HEAD = "#1F2A33", "#46525C", "#B9C2CA", "#F3F5F7", "#12436D"
_FONT = {"font_name": "Calibri", "font_size": 10, "font_color": _INK, "valign": "top"}
_CELL = _FONT | {"border": 1, "border_color": _EDGE, "text_wrap": True}
_DATE = {"num_format": "yyyy-mm-dd", "align": "left"}
_LOOKS: dict[str, dict[str, object]] = {
    "title": _FONT | {"bold": True, "font_size": 16, "font_color": _HEAD},
    "marking": _FONT | {"bold": True, "font_size": 12},
    "prose": _FONT | {"text_wrap": True},
    "heading": _CELL | {"bold": True, "font_color": "#FFFFFF", "bg_color": _MUTED},
    "heading_yours": _CELL | {"bold": True, "font_color": "#FFFFFF", "bg_color": _HEAD},
    "shown": _CELL | {"num_format": "@", "bg_color": _GROUND},
    "day": _CELL | _DATE | {"bg_color": _GROUND},
    "yours": _CELL | {"num_format": "@", "locked": False},
    "day_yours": _CELL | _DATE | {"locked": False},
    "token": _FONT | {"num_format": "@"},
}
_PROTECTION = dict.fromkeys(
    ("format_cells", "format_columns", "format_rows", "sort", "autofilter", "objects"), True
)
_OPTIONS: dict[str, object] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_LONGEST, _LONGEST_HEADER, _WIDTH, _ROOM = 32_767, 255, 96, 40
_DAYS = {"done_on", "new_date"}
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What would make the rest of a line read in another direction."""


def write(decision: Decision, addressee: str, marking: str = "") -> bytes:
    """Write the workbook of one decision's actions."""
    _check(decision)
    made = io.BytesIO()
    workbook = Workbook(made, _OPTIONS)
    plan = _Plan(workbook, marking)
    _write_read_me(plan, decision, addressee)
    _write_actions(plan, decision)
    _write_marks(plan, decision)
    workbook.set_properties(
        {
            "title": plan.seen(f"{addressee}: actions asked for, {decision.name}"),
            "category": "Actions",
            "created": datetime.combine(decision.on, time.min),
        }
    )
    workbook.close()
    return opc.steady(made.getvalue(), decision.on)


class _Plan:
    """The workbook in the making."""

    def __init__(self, workbook: Workbook, marking: str) -> None:
        self.workbook = workbook
        self.marking = marking
        self._looks = {name: workbook.add_format(look) for name, look in _LOOKS.items()}

    def look(self, name: str) -> object:
        return self._looks[name]

    @staticmethod
    def seen(text: str) -> str:
        """Show what no cell can carry as its number."""
        return _TURNING.sub(lambda found: f"\\u{ord(found[0]):04X}", visible(text))

    def text(self, sheet: Worksheet, row: int, column: int, text: str, look: str) -> None:
        if text:
            write_text(sheet, row, column, self.seen(text), self.look(look))
        else:
            sheet.write_blank(row, column, None, self.look(look))

    def sheet(self, name: str) -> Worksheet:
        """Add a sheet that prints on pages one wide, with the marking on each."""
        sheet = self.workbook.add_worksheet(name, FittedSheet)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.75)
        sheet.hide_gridlines(2)
        line = f"&C{_plain(self.marking)}" if self.marking else ""
        if len(line.encode("utf-16-le")) // 2 + 20 > _LONGEST_HEADER:
            raise Refused(_marking_too_long(self.marking))
        if line:
            sheet.set_header(line)
        sheet.set_footer(f"{line}&RPage &P of &N")
        return sheet


def _write_read_me(plan: _Plan, decision: Decision, addressee: str) -> None:
    sheet = plan.sheet(READ_ME)
    sheet.set_column(0, 0, _WIDTH)
    rows = [(plan.marking, "marking")] if plan.marking else []
    rows.append((f"Actions asked of {addressee}", "title"))
    rows += [(text, "prose") for text in _read_me(decision)]
    for row, (text, look) in enumerate(rows):
        plan.text(sheet, row, 0, text, look)
        sheet.set_row(row, 24 if look == "title" else height(lines(text, _WIDTH)))
    sheet.print_area(0, 0, len(rows) - 1, 0)
    sheet.protect("", _PROTECTION)


def _read_me(decision: Decision) -> Iterator[str]:
    by = f" by {decision.by}" if decision.by else ""
    yield f"{decision.name}: {decision.label}, {written(decision.on)}{by}."
    yield (
        "On the sheet Actions stands what is asked of you, and by when. Write only in the columns "
        "with a blue heading: Status, Done on, New date, What was done, Evidence."
    )
    yield (
        "Return this workbook when an action is done, and in any case by its date. It may be "
        "returned as often as there is something new; each return is kept, none replaces another."
    )
    yield (
        "If a date cannot be kept, choose “Will be late” and propose a New date before it passes. "
        "The date that was set stays until the committee sets another."
    )
    yield (
        "When all is done, a director confirms it in a signed letter; the plan is closed when the "
        "committee has accepted it."
    )


def _write_actions(plan: _Plan, decision: Decision) -> None:
    sheet = plan.sheet(ACTIONS)
    for number, column in enumerate(COLUMNS):
        sheet.set_column(number, number, column.width)
        look = "heading_yours" if column.is_input else "heading"
        plan.text(sheet, 0, number, column.heading, look)
    for row, action in enumerate(decision.actions, 1):
        _write_action(plan, sheet, row, action)
    last = len(decision.actions)
    _validate(sheet, last)
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, last, len(COLUMNS) - 1)
    end = f"{xl_col_to_name(len(COLUMNS) - 1)}{last + 1}"
    sheet.ignore_errors({"number_stored_as_text": f"A1:{end}"})
    plan.workbook.define_name(f"TitleRegion1.A1.{end}.{sheet.index + 1}", f"='{ACTIONS}'!$A$1")
    sheet.protect("", _PROTECTION)
    sheet.activate()


def _write_action(plan: _Plan, sheet: Worksheet, row: int, action: Action) -> None:
    shown = {"id": action.id, "text": action.text, "owner": action.owner or ""}
    for number, column in enumerate(COLUMNS):
        if column.is_input:
            look = "day_yours" if column.key in _DAYS else "yours"
            sheet.write_blank(row, number, None, plan.look(look))
        elif column.key == "due" and isinstance(action.due, date):
            sheet.write_datetime(row, number, action.due, plan.look("day"))
        else:
            plan.text(sheet, row, number, shown.get(column.key, ""), "shown")
    needed = [
        lines(shown.get(column.key, ""), column.width) for column in COLUMNS if not column.is_input
    ]
    sheet.set_row(row, max(_ROOM, height(max(needed))))


def _validate(sheet: Worksheet, last: int) -> None:
    for number, column in enumerate(COLUMNS):
        if not column.is_input:
            continue
        rule: dict[str, object] = {"validate": "any"}
        if column.key == "state":
            rule = {"validate": "list", "source": [state.label for state in STATES]}
        elif column.key in _DAYS:
            rule = {
                "validate": "date",
                "criteria": ">=",
                "value": date(1900, 3, 1),
                "error_type": "warning",
                "error_title": "Not a date",
                "error_message": "Type the date as year-month-day, such as 2026-05-31.",
            }
        rule |= {"input_title": column.heading, "input_message": column.hint}
        sheet.data_validation(1, number, last, number, rule)


def _write_marks(plan: _Plan, decision: Decision) -> None:
    """Say what it is and on which decision, where a person does not look."""
    sheet = plan.workbook.add_worksheet(HIDDEN)
    marks = {
        "form": FORM,
        "layout": LAYOUT,
        "subject": decision.subject,
        "decision": str(decision.number),
    }
    for row, (name, value) in enumerate(marks.items()):
        for column, text in enumerate(("mark", name, value)):
            plan.text(sheet, row, column, text, "token")
        plan.workbook.set_custom_property(f"{PREFIX}{name}", value, "text")
    sheet.protect()
    sheet.very_hidden()


def _check(decision: Decision) -> None:
    """Refuse what no cell can carry whole; nothing is ever cut."""
    for action in decision.actions:
        for text in (action.text, action.owner or ""):
            if len(_Plan.seen(text).encode("utf-16-le")) // 2 > _LONGEST:
                raise Refused(
                    Problem(
                        code="action-too-long",
                        ref=decision.subject,
                        what=f"The action {action.id} has {len(text)} characters; a cell of a "
                        f"workbook carries {_LONGEST}.",
                        remedy="Say it shorter, or part it into several actions.",
                    )
                )


def _plain(text: str) -> str:
    """Keep an ampersand from being read as a code of the page header."""
    return _Plan.seen(text).replace("&", "&&").replace("\n", " ")


def _marking_too_long(marking: str) -> Problem:
    return Problem(
        code="marking-too-long",
        what=f"The marking has {len(marking)} characters; the header of a page cannot carry so "
        "many.",
        remedy="Use a marking of at most 200 characters.",
    )
