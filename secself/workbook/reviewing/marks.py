"""What the assessor's workbook says of itself, in the places where a person does not look.

Beside whose it is and what was issued: for which assessor it was written, and of which answers.
"""

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime, time

from xlsxwriter.worksheet import Worksheet

from secself.model import Assessment, Declaration, Record, Submission, Unreadable
from secself.phrases import baseline_of, name_of
from secself.sheets.pen import Pen, visible
from secself.workbook.reading import unread
from secself.workbook.writing import marks_sheet

_LONGEST_PROPERTY = 255


def write_properties(pen: Pen, assessment: Assessment, assessor: str) -> None:
    """Write title and subject, and the marks as custom properties."""
    comparison = assessment.comparison
    name = visible(name_of(comparison.current.marks))
    prior = visible(baseline_of(comparison.prior.marks)) if comparison.prior else "nothing"
    pen.workbook.set_properties(
        {
            "title": f"Review of {name}"[:_LONGEST_PROPERTY],
            "subject": f"Compared with {prior}"[:_LONGEST_PROPERTY],
            "category": "Assessor's workbook",
            "author": "",
            "created": datetime.combine(comparison.as_of, time.min),
        }
    )
    pen.workbook.set_custom_property("Language", "en-GB", "text")
    for key, value in _marks(assessment, assessor):
        # A property that is too long is left to the hidden sheet; it must not be cut.
        if value and len(value.encode("utf-16-le")) // 2 <= _LONGEST_PROPERTY:
            pen.workbook.set_custom_property(f"secself.{key}", value, "text")


def write(pen: Pen, sheet: Worksheet, assessment: Assessment, assessor: str) -> None:
    """Write the very hidden sheet: the marks, what was issued, and what could not be read."""
    for row, cells in enumerate(_rows(assessment, assessor)):
        for column, said in enumerate(cells):
            pen.exact().text(sheet, row, column, said, "token")
    sheet.protect()
    sheet.very_hidden()


def _rows(assessment: Assessment, assessor: str) -> Iterator[tuple[str, ...]]:
    submission = assessment.comparison.current
    for key, value in _marks(assessment, assessor):
        if value:
            yield ("mark", key, value)
    for each in _issued(submission):
        yield ("issued", *each)
    for name, fingerprint in submission.interpretations:
        yield ("interpretation", name, fingerprint)
    for section, key, row in _answered(submission):
        yield from ((unread.KIND, section, key, name) for name in _unreadable(row))


def _issued(submission: Submission) -> Iterator[tuple[str, str, str]]:
    """List what was put to the User, else what was answered."""
    listed = submission.issued or submission.responses
    for each in listed:
        yield each.section, each.ref, each.fingerprint or ""


def _answered(submission: Submission) -> Iterator[tuple[str, str, Record | Declaration]]:
    for row in submission.responses:
        yield row.section, row.ref, row
    for statement in submission.statements:
        yield "profile", statement.label, statement
    for item in submission.evidence:
        yield "evidence", item.id, item
    for provider in submission.providers:
        yield "providers", provider.id, provider
    for line in submission.remediation:
        yield "remediation", line.ref, line
    yield "declaration", "", submission.declaration


def _unreadable(row: Record | Declaration) -> Iterator[str]:
    """Name the fields that could not be read."""
    for each in fields(row):
        value = getattr(row, each.name)
        held = value if isinstance(value, tuple) else (value,)
        if any(isinstance(one, Unreadable) for one in held):
            yield each.name


def _marks(assessment: Assessment, assessor: str) -> Iterator[tuple[str, str]]:
    for key, value in marks_sheet.listed(assessment.comparison.current.marks):
        yield key, "" if value == "None" else value
    yield "assessor", visible(assessor)
    yield "about", assessment.digest
