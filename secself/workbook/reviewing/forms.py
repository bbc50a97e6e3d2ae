"""The sheets of labels and values in the assessor's workbook: `Profile` and `Declaration`."""

from collections.abc import Mapping, Sequence

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from secself.model import Submission, Value
from secself.sheets.pen import Pen, join
from secself.workbook.layout import DECLARATION, FORM_HEADINGS, PROFILE, Form
from secself.workbook.reviewing import looks
from secself.workbook.reviewing.known import SAME, Items
from secself.workbook.reviewing.table import LOCKED, Cell, past, typed, write_cell

TITLE, NOTE, HEADINGS, FIRST = range(4)
"""The rows of a form, counted from nought."""
_WIDTHS = (26, 46, 76, 34)
_LABEL, _VALUE, _MEANING, _LAST_TIME = range(4)


def write_profile(pen: Pen, sheet: Worksheet, items: Items, running: str) -> dict[str, str]:
    """Write the `Profile` sheet, and say where each of its lines stands."""
    comparison = items.assessment.comparison
    values = {one.label: one.value for one in comparison.current.statements}
    before = _statements(comparison.prior)
    lines = []
    for label in PROFILE.labels:
        known = items.of("profile", label.label)
        said = [looks.look(known), looks.difference(known), looks.said_before(known)]
        is_quiet = known.attention == SAME and not said[0]
        beside = label.hint if is_quiet else join([said[0], said[1], said[2]])
        value = values.get(label.label)
        now = typed(value, differs=not is_quiet and value != before.get(label.label))
        lines.append((label.label, now, beside, past(before.get(label.label))))
    _write(pen, sheet, PROFILE, running, lines)
    return {
        label.label: f"'{PROFILE.sheet}'!A{row + 1}"
        for row, label in enumerate(PROFILE.labels, FIRST)
    }


def write_declaration(pen: Pen, sheet: Worksheet, items: Items, running: str) -> None:
    """Write the `Declaration` sheet as it came."""
    comparison = items.assessment.comparison
    declared = _declaration(comparison.current)
    before = _declaration(comparison.prior)
    lines = []
    for label in DECLARATION.labels:
        known = items.of("profile", label.label, ("declaration", label.label))
        said = looks.said_before(known)
        lines.append((label.label, typed(declared[label.field]), said, past(before[label.field])))
    _write(pen, sheet, DECLARATION, running, lines)


def _statements(prior: Submission | None) -> Mapping[str, Value]:
    return {one.label: one.value for one in prior.statements} if prior else {}


def _declaration(submission: Submission | None) -> dict[str, Value]:
    said = submission.declaration if submission else None
    return {label.field: getattr(said, label.field, None) for label in DECLARATION.labels}


def _write(
    pen: Pen,
    sheet: Worksheet,
    form: Form,
    running: str,
    lines: Sequence[tuple[str, Cell, str, Cell]],
) -> None:
    pen.columns(sheet, _WIDTHS)
    pen.text(sheet, TITLE, _LABEL, form.sheet, "title")
    sheet.set_row(TITLE, 24)
    pen.text(sheet, NOTE, _LABEL, "As it came; nothing to do here.", "note")
    for at, heading in enumerate(FORM_HEADINGS):
        style = "heading" if at == _VALUE else "heading_ours"
        pen.text(sheet, HEADINGS, at, heading, style)
    for row, (label, now, beside, before) in enumerate(lines, FIRST):
        pen.text(sheet, row, _LABEL, label, "ref")
        write_cell(pen, sheet, (row, _VALUE), now)
        pen.text(sheet, row, _MEANING, beside, "ours")
        write_cell(pen, sheet, (row, _LAST_TIME), before)
    last = FIRST + len(lines) - 1
    pen.fit(sheet)
    pen.page(sheet, "A4", running, form.sheet)
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(FIRST, 1)
    sheet.repeat_rows(HEADINGS)
    sheet.protect("", LOCKED)
    corners = xl_range(HEADINGS, _LABEL, last, _LAST_TIME)
    sheet.ignore_errors({"number_stored_as_text": corners})
    pen.region(sheet, corners)
