"""The sheet `Interpretations` of the assessor's workbook: the texts, and which rows read them."""

from collections.abc import Iterator

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from secself.model import AgreedInterpretation, Control, Framework, Question
from secself.sheets.pen import Pen, join
from secself.workbook.layout import INTERPRETATIONS
from secself.workbook.reviewing.known import Items
from secself.workbook.reviewing.table import LOCKED

TITLE, NOTE, HEADINGS, FIRST = range(4)
"""The rows of the sheet, counted from nought."""
_COLUMNS = (
    ("Interpretation", 15),
    ("Term", 24),
    ("How it is read", 76),
    ("Edition", 12),
    ("Standing", 24),
    ("Read with", 30),
    ("What was found", 40),
)


def places(framework: Framework) -> dict[str, str]:
    """Say where on the sheet each Agreed Interpretation stands, as a link names it."""
    known = framework.interpretations
    return {each.id: f"'{INTERPRETATIONS}'!A{row + 1}" for row, each in enumerate(known, FIRST)}


def write(pen: Pen, sheet: Worksheet, items: Items, running: str) -> None:
    """Write the sheet."""
    framework = items.assessment.comparison.framework
    pen.columns(sheet, (width for _, width in _COLUMNS))
    pen.text(sheet, TITLE, 0, "Agreed Interpretations", "title")
    sheet.set_row(TITLE, 24)
    said = f"How terms are to be read, edition {framework.interpretations_edition}."
    pen.text(sheet, NOTE, 0, said, "note")
    for at, (heading, _) in enumerate(_COLUMNS):
        pen.text(sheet, HEADINGS, at, heading, "heading_ours")
    for row, each in enumerate(framework.interpretations, FIRST):
        for at, text in enumerate(_cells(each, framework, items)):
            pen.text(sheet, row, at, text, "ours" if at else "ref")
    last = FIRST + max(len(framework.interpretations), 1) - 1
    pen.fit(sheet)
    pen.page(sheet, "A3", running, INTERPRETATIONS)
    sheet.fit_to_pages(1, 0)
    sheet.autofilter(HEADINGS, 0, last, len(_COLUMNS) - 1)
    sheet.freeze_panes(FIRST, 2)
    sheet.repeat_rows(HEADINGS)
    sheet.protect("", LOCKED)
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, last, len(_COLUMNS) - 1)})
    pen.region(sheet, xl_range(HEADINGS, 0, last, len(_COLUMNS) - 1))


def _cells(each: AgreedInterpretation, framework: Framework, items: Items) -> tuple[str, ...]:
    standing = each.provenance.status.capitalize()
    if not each.provenance.is_verified:
        standing += ": check against the published text"
    found = [one.because for one in items.assessment.findings if one.ref == each.id]
    rows = ", ".join(_read_with(each, framework))
    return (each.id, each.term, each.text.strip(), each.edition, standing, rows, join(found))


def _read_with(each: AgreedInterpretation, framework: Framework) -> Iterator[str]:
    items: tuple[Control | Question, ...] = (*framework.controls, *framework.questions)
    for item in items:
        if each.id in item.interpretations:
            yield item.id
