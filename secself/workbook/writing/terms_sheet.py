"""The `Interpretations` sheet: every Agreed Interpretation, and which rows are read with it."""

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from secself.model import AgreedInterpretation, Control, Question, Questionnaire
from secself.workbook.layout import INTERPRETATIONS
from secself.workbook.writing.book import Book

TITLE, NOTE, HEADINGS, FIRST = range(4)
"""The rows of the sheet, counted from nought."""

# No heading here is one of a table that is answered, so that no reader takes the sheet for one.
_COLUMNS = (
    ("Interpretation", 15),
    ("Term", 24),
    ("How it is read", 76),
    ("Edition", 11),
    ("Standing", 24),
    ("Read with", 26),
)


def places(questionnaire: Questionnaire) -> dict[str, str]:
    """Say where on the sheet each Agreed Interpretation will stand."""
    known = questionnaire.framework.interpretations
    return {
        each.id: f"internal:'{INTERPRETATIONS}'!A{row + 1}" for row, each in enumerate(known, FIRST)
    }


def write(book: Book, sheet: Worksheet, questionnaire: Questionnaire) -> None:
    """Write the sheet."""
    framework = questionnaire.framework
    book.text(sheet, TITLE, 0, "Agreed Interpretations", "title")
    sheet.set_row(TITLE, 24)
    note = f"How terms are to be read, edition {framework.interpretations_edition}; nothing to do."
    for column, (_, width) in enumerate(_COLUMNS):
        book.column(sheet, column, width)
    book.state(sheet, NOTE, 0)
    book.text(sheet, NOTE, 1, note, "note")
    for column, (heading, _) in enumerate(_COLUMNS):
        book.text(sheet, HEADINGS, column, heading, "heading_ours")
    refs = _read_with(questionnaire)
    for row, each in enumerate(framework.interpretations, FIRST):
        for column, said in enumerate(_cells(each, refs)):
            book.text(sheet, row, column, said, "shown" if column else "ref")
    last = FIRST + max(len(framework.interpretations), 1) - 1
    sheet.autofilter(HEADINGS, 0, last, len(_COLUMNS) - 1)
    sheet.freeze_panes(FIRST, 2)
    sheet.repeat_rows(NOTE, HEADINGS)
    book.name_headings(sheet, (HEADINGS, 0, last, len(_COLUMNS) - 1))
    sheet.protect("", {"objects": True, "format_columns": True, "autofilter": True})


def _cells(each: AgreedInterpretation, refs: Mapping[str, list[str]]) -> tuple[str, ...]:
    standing = each.provenance.status.capitalize()
    if not each.provenance.is_verified:
        standing += ": check against the published text"
    read_with = ", ".join(refs.get(each.id, ())) or "No row of this workbook"
    return (each.id, each.term, each.text.strip(), each.edition, standing, read_with)


def _read_with(questionnaire: Questionnaire) -> dict[str, list[str]]:
    items: list[Control | Question] = [each.item for each in questionnaire.controls]
    items += [each.item for each in questionnaire.questions]
    refs: dict[str, list[str]] = {}
    for item in items:
        for name in item.interpretations:
            refs.setdefault(name, []).append(item.id)
    return refs
