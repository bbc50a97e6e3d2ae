"""What the workbook says of itself, in the places where a person does not look.

The same marks stand in the document's properties, on a very hidden sheet and in the key row of
each table: one of them survives whatever is done to the file.
"""

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from secself.identity import LAYOUT
from secself.model import Marks, Questionnaire
from secself.workbook.writing import texts
from secself.workbook.writing.book import Book

_LONGEST_PROPERTY = 255


def marks_of(questionnaire: Questionnaire) -> Marks:
    """Say whose workbook it is, of which year and kind, under which framework."""
    profile = questionnaire.profile
    return Marks(
        user=profile.id,
        year=questionnaire.year,
        kind=questionnaire.kind,
        framework=questionnaire.framework.reference,
        roles=profile.user_roles,
        facts=tuple(sorted(profile.facts)),
        source=questionnaire.source,
        follows=questionnaire.follows,
    )


def write_properties(book: Book, questionnaire: Questionnaire) -> None:
    """Write title, subject and category, and the marks as custom properties."""
    kind = texts.kind_label(questionnaire)
    book.workbook.set_properties(
        {
            "title": texts.visible(f"{questionnaire.profile.name}: {kind} {questionnaire.year}"),
            "subject": texts.visible(questionnaire.framework.title),
            "category": "Validation workbook",
            "author": "",
            "created": book.created,
        }
    )
    book.workbook.set_custom_property("Language", "en-GB", "text")
    for name, value in listed(marks_of(questionnaire)):
        # A property that is too long is left to the other two places; it must not be cut.
        if len(value.encode("utf-16-le")) // 2 <= _LONGEST_PROPERTY:
            book.workbook.set_custom_property(f"secself.{name}", value, "text")


def write(book: Book, sheet: Worksheet, questionnaire: Questionnaire) -> None:
    """Write the very hidden sheet: marks, what was issued, interpretations issued with it."""
    for row, cells in enumerate(_rows(questionnaire)):
        for column, said in enumerate(cells):
            book.text(sheet, row, column, said, "token")
    sheet.protect()
    sheet.very_hidden()


def _rows(questionnaire: Questionnaire) -> Iterator[tuple[str, ...]]:
    for name, value in listed(marks_of(questionnaire)):
        yield ("mark", name, value)
    for question in questionnaire.questions:
        yield ("issued", "questions", question.item.id, question.item.fingerprint)
    for control in questionnaire.controls:
        yield ("issued", "validation", control.item.id, control.item.fingerprint)
    for each in questionnaire.framework.interpretations:
        yield ("interpretation", each.id, each.fingerprint)


def listed(marks: Marks) -> Iterator[tuple[str, str]]:
    """Give the marks one by one, with the name of each."""
    yield "layout", LAYOUT
    yield "user", texts.visible(marks.user or "")
    yield "year", str(marks.year)
    yield "kind", marks.kind or ""
    yield "framework", marks.framework or ""
    yield "roles", ",".join(marks.roles)
    yield "facts", ",".join(marks.facts)
    if marks.source:
        yield "source", marks.source
    if marks.follows:
        yield "follows", marks.follows
