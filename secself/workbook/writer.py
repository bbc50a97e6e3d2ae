"""Writes the Validation workbook: a questionnaire, and what was answered before, as xlsx bytes.

The same input gives the same bytes: no clock, no name of a person or machine is in them.
"""

from collections.abc import Collection, Sequence

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from secself.identity import marks_text
from secself.model import BoundComment, Questionnaire, Submission
from secself.workbook.layout import (
    DECLARATION,
    EVIDENCE,
    HIDDEN,
    INTERPRETATIONS,
    PROFILE,
    PROVIDERS,
    QUESTIONS,
    READ_ME,
    REMEDIATION,
    SHEETS,
    VALIDATION,
)
from secself.workbook.writing import form_sheet, marks_sheet, readme_sheet, terms_sheet, texts
from secself.workbook.writing.areas import brief
from secself.workbook.writing.book import Book
from secself.workbook.writing.item_sheets import write_questions, write_validation
from secself.workbook.writing.list_sheets import write_evidence, write_providers, write_remediation
from secself.workbook.writing.lists import LISTS

_WIDE = (QUESTIONS.sheet, VALIDATION.sheet)
_WIDE_WITH_PRIOR = (*_WIDE, EVIDENCE.sheet, REMEDIATION.sheet)


def write(
    questionnaire: Questionnaire,
    prior: Submission | None = None,
    *,
    marking: str = "",
    comments: Sequence[BoundComment] | None = None,
) -> bytes:
    """Write the Validation workbook of one User, beside each blank answer the earlier one.

    Beside them stand the assessor's `comments` that are still open; those of the prior file, if
    none are handed in.
    """
    book = Book(questionnaire.year, questionnaire.name, marking)
    sheets = _sheets(book, questionnaire, _WIDE if prior is None else _WIDE_WITH_PRIOR)
    marks = marks_text(marks_sheet.marks_of(questionnaire))
    plan = brief(questionnaire, prior, marks, comments)
    marks_sheet.write_properties(book, questionnaire)
    write_questions(book, sheets[QUESTIONS.sheet], plan)
    write_validation(book, sheets[VALIDATION.sheet], plan)
    write_evidence(book, sheets[EVIDENCE.sheet], plan)
    write_providers(book, sheets[PROVIDERS.sheet], plan)
    write_remediation(book, sheets[REMEDIATION.sheet], plan)
    progress = readme_sheet.write(book, sheets[READ_ME], plan)
    form_sheet.write_profile(book, sheets[PROFILE.sheet], questionnaire, prior)
    form_sheet.write_declaration(
        book, sheets[DECLARATION.sheet], questionnaire, progress.declared()
    )
    terms_sheet.write(book, sheets[INTERPRETATIONS], questionnaire)
    _write_lists(book, sheets[LISTS])
    marks_sheet.write(book, sheets[HIDDEN], questionnaire)
    return book.close()


def _sheets(
    book: Book, questionnaire: Questionnaire, wide: Collection[str]
) -> dict[str, Worksheet]:
    """Add every sheet in its place, set up for printing, before any is filled."""
    sheets = {name: book.workbook.add_worksheet(name) for name in (*SHEETS, LISTS, HIDDEN)}
    kind = texts.kind_label(questionnaire)
    running = texts.visible(f"{questionnaire.profile.name}, {kind} {questionnaire.year}")
    for name in SHEETS:
        book.page(sheets[name], "A3" if name in wide else "A4", running)
    return sheets


def _write_lists(book: Book, sheet: Worksheet) -> None:
    for column, (name, words) in enumerate(book.lists):
        for row, word in enumerate(words):
            book.text(sheet, row, column, word, "token")
        cells = xl_range_abs(0, column, len(words) - 1, column)
        book.workbook.define_name(name, f"='{LISTS}'!{cells}")
    sheet.protect()
    sheet.hide()
