"""The three lists a User keeps: `Evidence`, `Providers`, `Remediation plan`.

Their rows are free. What the User listed last time stands beside them, in the same order of
columns, so that a line that still holds can be copied over; nothing is carried over by itself.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import zip_longest

from xlsxwriter.worksheet import Worksheet

from secself.model import ProviderEntry, Value, columns_of
from secself.model.submission import EvidenceItem, RemediationLine
from secself.workbook.writing import texts, to_do
from secself.workbook.writing.areas import Area, Brief
from secself.workbook.writing.book import Book
from secself.workbook.writing.formulas import Place, blank, citing
from secself.workbook.writing.item_sheets import past_note
from secself.workbook.writing.table_sheet import Row, Sheet, Written, colour, write

_Formulas = Mapping[str, tuple[Callable[[Place], str], str | int]]


def write_evidence(book: Book, sheet: Worksheet, brief: Brief) -> Written:
    """Write the `Evidence` sheet: blank rows, and last year's register beside them."""
    cited = [brief.areas[name].elsewhere("evidence") for name in ("questions", "validation")]
    formulas: _Formulas = {
        "to_do": (to_do.of_document, ""),
        "cited": (partial(_cited, columns=cited), ""),
    }
    area, prior = brief.areas["evidence"], brief.prior
    plan = Sheet(
        marks=brief.marks,
        title="Evidence",
        note="List every document once, under a short id of your own such as E01; rows cite that "
        f"id. {past_note(brief.questionnaire.framework, prior)}",
        freeze_after="id",
        rows=_free_rows(area, prior.evidence if prior else (), formulas),
        once="id",
        takes_rows=True,
    )
    written = write(book, sheet, area, plan)
    _colour(book, written, {"date": to_do.FUTURE, "review_due": to_do.OVERDUE, "id": to_do.TWICE})
    return written


def write_providers(book: Book, sheet: Worksheet, brief: Brief) -> Written:
    """Write the `Providers` sheet, filled in from the profile."""
    area = brief.areas["providers"]
    known = brief.questionnaire.profile.providers
    plan = Sheet(
        marks=brief.marks,
        title="Shared Resource Providers",
        note="Correct what is out of date, clear what no longer holds, add who is new. "
        "What stands here when you send the file counts.",
        freeze_after="id",
        rows=[_provider_row(each) for each, _ in zip_longest(known, _numbers(area))],
        once="id",
        takes_rows=True,
    )
    written = write(book, sheet, area, plan)
    _colour(book, written, {"id": to_do.TWICE, "since": to_do.FUTURE})
    return written


def write_remediation(book: Book, sheet: Worksheet, brief: Brief) -> Written:
    """Write the `Remediation plan` sheet: blank rows, and last year's plan beside them."""
    refs = [brief.areas[name].elsewhere("ref") for name in ("questions", "validation")]
    formulas: _Formulas = {"to_do": (partial(to_do.of_action, refs=refs), "")}
    area, prior = brief.areas["remediation"], brief.prior
    plan = Sheet(
        marks=brief.marks,
        title="Remediation plan",
        note="One line for each action, with the Ref it mends; every Not met needs one. "
        f"{past_note(brief.questionnaire.framework, prior)}",
        freeze_after="ref",
        rows=_free_rows(area, prior.remediation if prior else (), formulas),
        takes_rows=True,
    )
    written = write(book, sheet, area, plan)
    _colour(book, written, {"ref": to_do.NO_ROW, "due": to_do.LATE, "done_on": to_do.FUTURE})
    return written


def _provider_row(known: ProviderEntry | None) -> Row:
    if known is None:
        return Row(formulas={"to_do": (to_do.of_provider, "")})
    given = {"id": known.id, "name": known.name, "service": known.service, "since": known.since}
    lacks = "Documents accepted on" if known.name.strip() else "Name, Documents accepted on"
    return Row(given=given, formulas={"to_do": (to_do.of_provider, lacks)})


def _free_rows(
    area: Area, before: Sequence[EvidenceItem] | Sequence[RemediationLine], formulas: _Formulas
) -> list[Row]:
    known = [_past(columns_of(each).items()) for each in before]
    blank_row: dict[str, str | date] = {}
    return [
        Row(shown=shown if shown is not None else blank_row, formulas=formulas)
        for shown, _ in zip_longest(known, _numbers(area))
    ]


def _numbers(area: Area) -> range:
    return range(area.first, area.last + 1)


def _past(columns: Iterable[tuple[str, object]]) -> Mapping[str, str | date]:
    # Days stay days, so that they can be copied into a cell that takes one.
    return {
        f"prior_{key}": value if isinstance(value, date) else texts.past(_value(value))
        for key, value in columns
    }


def _value(value: object) -> Value:
    return value if isinstance(value, Value) else str(value)


def _cited(at: Place, columns: Iterable[str]) -> str:
    """Count the rows that cite a document; nothing while it has no id."""
    return f'IF({blank(at.cell("id"))},"",{citing(at.cell("id"), columns)})'


def _colour(book: Book, written: Written, checks: Mapping[str, str]) -> None:
    """Colour what is said under `To do`, and the cells it wants looked at."""
    cell = written.first_place.cell("to_do")
    colour(book, written, "to_do", to_do.mentions(cell, to_do.CHECK), "if_check")
    colour(book, written, "to_do", to_do.is_done(cell), "if_done")
    colour(book, written, "to_do", f'{cell}<>""', "if_open")
    for key, said in checks.items():
        colour(book, written, key, to_do.mentions(cell, said), "if_check")
