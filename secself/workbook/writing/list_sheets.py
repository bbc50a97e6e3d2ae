"""The three lists a User keeps: `Evidence`, `Providers`, `Remediation plan`.

Their rows are free. What the User listed last time stands beside them, in the same order of
columns, so that a line that still holds can be copied over; nothing is carried over by itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import zip_longest

from xlsxwriter.worksheet import Worksheet

from secself.model import Questionnaire, Submission, Value, columns_of
from secself.model.submission import EvidenceItem, RemediationLine
from secself.workbook import layout
from secself.workbook.layout import Table
from secself.workbook.writing import texts
from secself.workbook.writing.book import Book
from secself.workbook.writing.item_sheets import past_note, with_prior
from secself.workbook.writing.table_sheet import Row, Sheet, Written, write

_SPARE = 10


def write_evidence(
    book: Book,
    sheet: Worksheet,
    questionnaire: Questionnaire,
    prior: Submission | None,
    marks: str,
) -> Written:
    """Write the `Evidence` sheet: blank rows, and last year's register beside them."""
    plan = Sheet(
        table=with_prior(layout.EVIDENCE, prior),
        title="Evidence",
        note="List every document once, under a short id of your own such as E01; rows of "
        f"Questions and Validation cite that id. {past_note(questionnaire.framework, prior)}",
        rows=_free_rows(layout.EVIDENCE, prior.evidence if prior else ()),
        freeze_after="id",
        once="id",
        takes_rows=True,
    )
    return write(book, sheet, plan, marks)


def write_providers(
    book: Book, sheet: Worksheet, questionnaire: Questionnaire, marks: str
) -> Written:
    """Write the `Providers` sheet, filled in from the profile."""
    known = [
        {"id": each.id, "name": each.name, "service": each.service, "since": each.since}
        for each in questionnaire.profile.providers
    ]
    plan = Sheet(
        table=layout.PROVIDERS,
        title="Shared Resource Providers",
        note="Correct what is out of date, clear what no longer holds, add who is new. "
        "What stands here when you send the workbook counts.",
        rows=[
            Row(given=given or {})
            for given, _ in zip_longest(known, range(_length(layout.PROVIDERS, known)))
        ],
        freeze_after="id",
        once="id",
        takes_rows=True,
    )
    return write(book, sheet, plan, marks)


def write_remediation(
    book: Book,
    sheet: Worksheet,
    questionnaire: Questionnaire,
    prior: Submission | None,
    marks: str,
) -> Written:
    """Write the `Remediation plan` sheet: blank rows, and last year's plan beside them."""
    plan = Sheet(
        table=with_prior(layout.REMEDIATION, prior),
        title="Remediation plan",
        note="One line for each action, with the Ref it mends. Every Not met needs one. Repeat "
        "what is still open from last time in the same words. "
        f"{past_note(questionnaire.framework, prior)}",
        rows=_free_rows(layout.REMEDIATION, prior.remediation if prior else ()),
        freeze_after="ref",
        takes_rows=True,
    )
    return write(book, sheet, plan, marks)


def _free_rows(
    table: Table, before: Sequence[EvidenceItem] | Sequence[RemediationLine]
) -> list[Row]:
    known = [_past(columns_of(each).items()) for each in before]
    blank: dict[str, str | date] = {}
    return [
        Row(shown=shown if shown is not None else blank)
        for shown, _ in zip_longest(known, range(_length(table, known)))
    ]


def _past(columns: Iterable[tuple[str, object]]) -> Mapping[str, str | date]:
    # Days stay days, so that they can be copied into a cell that takes one.
    return {
        f"prior_{key}": value if isinstance(value, date) else texts.past(_value(value))
        for key, value in columns
    }


def _value(value: object) -> Value:
    return value if isinstance(value, Value) else str(value)


def _length(table: Table, known: Sequence[object]) -> int:
    return max(table.free_rows, len(known) + _SPARE)
