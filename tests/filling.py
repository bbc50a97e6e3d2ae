"""Fills in a workbook as a person would: another library, and only cells that take an answer."""

import io
import re
from collections.abc import Callable, Mapping

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from secself.model import (
    Declaration,
    EvidenceItem,
    Provider,
    RemediationLine,
    Response,
    Statement,
    Submission,
    columns_of,
)

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_HEADINGS = {
    "questions": {
        "answer": "Answer",
        "explanation": "Explanation",
        "evidence": "Evidence",
        "reaffirmed": "Reaffirmed",
        "reaffirmed_by": "Reaffirmed by",
        "reaffirmed_on": "Reaffirmed on",
    },
    "validation": {
        "position": "Position",
        "change": "Change",
        "what_changed": "What changed",
        "evidence": "Evidence",
        "owner": "Owner",
        "residual_risk": "Residual risk",
        "reaffirmed": "Reaffirmed",
        "reaffirmed_by": "Reaffirmed by",
        "reaffirmed_on": "Reaffirmed on",
    },
    "evidence": {
        "id": "Id",
        "title": "Title",
        "version": "Version",
        "date": "Date",
        "held_by": "Held by",
        "sha256": "SHA-256",
        "review_due": "Review due",
    },
    "providers": {
        "id": "Id",
        "name": "Name",
        "service": "Service",
        "since": "Since",
        "documents_accepted_on": "Documents accepted on",
    },
    "remediation": {
        "ref": "Ref",
        "action": "Action",
        "owner": "Owner",
        "due": "Due",
        "done_on": "Done on",
    },
}
_SHEETS = {
    "questions": "Questions",
    "validation": "Validation",
    "evidence": "Evidence",
    "providers": "Providers",
    "remediation": "Remediation plan",
}


def edit(content: bytes, change: Callable[[Workbook], object]) -> bytes:
    """Open a workbook, change it, and save it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def fill(content: bytes, submission: Submission) -> bytes:
    """Type a whole submission into a workbook that was sent out."""

    def change(book: Workbook) -> None:
        for response in submission.responses:
            sheet = book[_SHEETS[response.section]]
            _write(sheet, row_of(sheet, response.ref), response.section, response)
        _fill_list(book, "evidence", submission.evidence)
        _fill_list(book, "providers", submission.providers)
        _fill_list(book, "remediation", submission.remediation)
        for statement in submission.statements:
            _state(book["Profile"], statement)
        _declare(book["Declaration"], submission.declaration)

    return edit(content, change)


def put(content: bytes, cells: Mapping[tuple[str, str, str], object]) -> bytes:
    """Type into cells that are named by sheet, Ref and heading."""

    def change(book: Workbook) -> None:
        for (name, ref, heading), value in cells.items():
            sheet = book[name]
            type_in(sheet.cell(row_of(sheet, ref), column_of(sheet, heading)), value)

    return edit(content, change)


def header_of(sheet: Worksheet) -> int:
    """Find the row of the headings."""
    return next(
        cell.row
        for row in sheet.iter_rows()
        for cell in row
        if cell.value in ("Ref", "Id") and cell.row > 1
    )


def column_of(sheet: Worksheet, heading: str) -> int:
    """Find the column of a heading."""
    return next(cell.column for cell in sheet[header_of(sheet)] if cell.value == heading)


def row_of(sheet: Worksheet, ref: str) -> int:
    """Find the row of a Ref."""
    column, header = column_of(sheet, "Ref"), header_of(sheet)
    return next(
        row for row in range(header + 1, sheet.max_row + 1) if sheet.cell(row, column).value == ref
    )


def type_in(cell: Cell, value: object) -> None:
    """Type a value; what looks like a formula or an error is text, as the cell's format says."""
    if isinstance(value, str):
        cell.value = "x"
        cell.data_type = "s"
        # This is how a spreadsheet program saves such a text; this library does not.
        escaped = _ESCAPE.sub("_x005F_", value)
        cell._value = escaped.replace("\r", "_x000D_")
    else:
        cell.value = value


def _fill_list(
    book: Workbook,
    section: str,
    entries: tuple[EvidenceItem, ...] | tuple[Provider, ...] | tuple[RemediationLine, ...],
) -> None:
    sheet = book[_SHEETS[section]]
    first = header_of(sheet) + 1
    for heading in _HEADINGS[section].values():
        column = column_of(sheet, heading)
        for row in range(first, sheet.max_row + 1):
            sheet.cell(row, column).value = None
    for row, entry in enumerate(entries, first):
        _write(sheet, row, section, entry)


def _write(
    sheet: Worksheet,
    row: int,
    section: str,
    record: Response | EvidenceItem | Provider | RemediationLine,
) -> None:
    for name, value in columns_of(record).items():
        shown = ", ".join(map(str, value)) if isinstance(value, tuple) else value
        if shown not in (None, ""):
            type_in(sheet.cell(row, column_of(sheet, _HEADINGS[section][name])), shown)


def _state(sheet: Worksheet, statement: Statement) -> None:
    _beside(sheet, statement.label, statement.value)


def _declare(sheet: Worksheet, declaration: Declaration) -> None:
    _beside(sheet, "Name", declaration.name)
    _beside(sheet, "Role", declaration.role)
    _beside(sheet, "Date", declaration.date)
    _beside(sheet, "Declared", declaration.declared)


def _beside(sheet: Worksheet, label: str, value: object) -> None:
    row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == label)
    type_in(sheet.cell(row, 2), value)
