"""Makes an amended copy of a workbook: named cells, further sheets and notes, and nothing else.

The bytes may be ours or come back from any spreadsheet program. Parts that are not asked about are
copied byte for byte, and in a part that is, every other cell stays as it was.
"""

from collections import defaultdict
from collections.abc import Sequence

from secself.opc import open_package
from secself.problems import Origin, Problem, Refused
from secself.workbook.amending import notes, sheets
from secself.workbook.amending.asked import (
    Amendments,
    Change,
    ErrorText,
    FurtherSheet,
    Note,
    Scalar,
)
from secself.workbook.amending.book import Book
from secself.workbook.amending.cells import Cells
from secself.workbook.amending.parts import Parts

__all__ = ["Amendments", "Change", "ErrorText", "FurtherSheet", "Note", "Scalar", "amend"]


def amend(data: bytes, wanted: Amendments, file: str | None = None) -> bytes:
    """Give a copy of a workbook with these amendments; the same input gives the same bytes."""
    parts = Parts(open_package(data, file))
    _refuse_special(parts)
    book = Book(parts)
    by_sheet: defaultdict[str, list[Change]] = defaultdict(list)
    for change in wanted.changes:
        by_sheet[change.sheet].append(change)
    tall = {sheet for sheet, _ in wanted.heights}
    stale = {sheet for sheet, _, _ in wanted.stale}
    for name in book.in_order({*by_sheet, *tall, *stale}):
        _amend_sheet(Cells(parts, book, name), name, by_sheet.get(name, []), wanted)
    for sheet in wanted.sheets:
        sheets.add(parts, book, sheet)
    for name in book.in_order({note.sheet for note in wanted.notes}):
        notes.add(parts, book, name, [note for note in wanted.notes if note.sheet == name])
    if by_sheet:
        book.recalculate()
    return parts.packed()


def _refuse_special(parts: Parts) -> None:
    """Refuse what would not open as a plain workbook: a template, or one that carries programs."""
    if not parts.content_type(parts.main).endswith("spreadsheetml.sheet.main+xml"):
        raise Refused(
            Problem(
                code="copy-special",
                origin=Origin(file=parts.package.file),
                what="This is a template or a workbook with macros; no copy of it is made.",
                remedy="Save it as a workbook (.xlsx) without macros, and use that.",
            )
        )


def _amend_sheet(cells: Cells, name: str, changes: Sequence[Change], wanted: Amendments) -> None:
    for change in changes:
        cells.put(change)
    for sheet, row, column in wanted.stale:
        if sheet == name:
            cells.forget_value(row, column)
    for (sheet, row), height in wanted.heights.items():
        if sheet == name:
            cells.grow(row, height)
    for (sheet, column), width in wanted.widths.items():
        if sheet == name:
            cells.widen(column, width)
    cells.settle()
