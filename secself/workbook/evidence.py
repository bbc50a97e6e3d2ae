"""Writes documents into the `Evidence` sheet: of an amended copy, or of a workbook of its own."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from xlsxwriter.workbook import Workbook

from secself.filing import Document, NewLine, Proposal
from secself.grid import Grid, read_area
from secself.model import EvidenceItem, Value
from secself.opc import steady
from secself.problems import Origin, Problem, Refused
from secself.sheets.texts import write_text
from secself.workbook.amending import Amendments, Change, amend
from secself.workbook.layout import EVIDENCE
from secself.workbook.outgrown import outgrown
from secself.workbook.reading import tables
from secself.workbook.reading.tables import Found
from secself.workbook.stale import formulas_of_ours
from secself.workbook.writing.styles import STYLES
from secself.workbook.writing.texts import carried

_FIRST = date(1900, 3, 1)


def earlier(grid: Grid) -> list[EvidenceItem]:
    """Read the register of last time, which stands beside this year's where there is one."""
    found = []
    for piece in _pieces(grid):
        for row in piece.rows:
            said = {name: _shown(piece, row, f"prior_{name}") for name in ("id", "title", "sha256")}
            if said["id"]:
                values: dict[str, Value] = {key: text or None for key, text in said.items()}
                found.append(
                    EvidenceItem(id=said["id"], title=values["title"], sha256=values["sha256"])
                )
    return found


def with_documents(content: bytes, grid: Grid, proposal: Proposal) -> tuple[bytes, list[Problem]]:
    """Give a copy of a workbook in which documents are listed on free rows of `Evidence`."""
    pieces = _pieces(grid)
    if not pieces:
        raise Refused(_no_sheet(grid.file))
    changes = [*_proven(pieces, proposal), *_added(pieces, proposal.added)]
    wanted = Amendments(changes=changes, stale=formulas_of_ours(grid))
    return amend(content, wanted, grid.file), list(outgrown(grid, changes, grid.file))


def rows_for(proposal: Sequence[NewLine]) -> bytes:
    """Write a workbook that holds nothing but an `Evidence` sheet, to copy rows from."""
    made = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False,
             "strings_to_urls": False}  # fmt: skip
    with Workbook(made, plain) as book:
        book.set_properties({"created": datetime(1980, 1, 1)})  # noqa: DTZ001 - never a clock
        sheet = book.add_worksheet(EVIDENCE.sheet)
        looks = {name: book.add_format(STYLES[name]) for name in ("heading_yours", "text", "date")}
        for at, column in enumerate(EVIDENCE.inputs):
            sheet.set_column(at, at, column.width)
            write_text(sheet, 0, at, column.heading, looks["heading_yours"])
        for number, line in enumerate(proposal, 1):
            told = _told(line.id, line.document)
            for at, column in enumerate(EVIDENCE.inputs):
                value = told.get(column.key)
                if isinstance(value, date) and value >= _FIRST:
                    sheet.write_datetime(number, at, value, looks["date"])
                elif value is not None:
                    write_text(sheet, number, at, carried(str(value)), looks["text"])
        sheet.freeze_panes(1, 1)
    return steady(made.getvalue())


def _told(name: str, document: Document) -> Mapping[str, str | date]:
    return {
        "id": name,
        "title": document.title,
        "date": document.dated,
        "sha256": document.sha256,
    }


def _added(pieces: Sequence[Found], lines: Sequence[NewLine]) -> Iterator[Change]:
    free = _free_rows(pieces)
    for line in lines:
        piece, row = next(free, (None, 0))
        if piece is None:
            raise Refused(_full(pieces[0]))
        for key, value in _told(line.id, line.document).items():
            for column in piece.columns.get(key, ())[:1]:
                yield Change(
                    sheet=piece.sheet.name,
                    row=row,
                    column=column,
                    value=value,
                    like=(piece.header + 1, column),
                )


def _proven(pieces: Sequence[Found], proposal: Proposal) -> Iterator[Change]:
    for proven in proposal.proven:
        origin = proven.item.origin
        area = read_area(origin.cell or "")
        for piece in pieces:
            if area and piece.sheet.name == origin.sheet and piece.header < area.top <= piece.last:
                for column in piece.columns.get("sha256", ())[:1]:
                    yield Change(
                        sheet=piece.sheet.name,
                        row=area.top,
                        column=column,
                        value=proven.document.sha256,
                    )


def _pieces(grid: Grid) -> list[Found]:
    return [piece for pieces in tables.find(grid)[EVIDENCE.section] for piece in pieces]


def _free_rows(pieces: Sequence[Found]) -> Iterator[tuple[Found, int]]:
    """Give the rows in which nobody has written, and below them as many as are wanted."""
    for piece in pieces:
        inputs = [number for _, numbers in piece.inputs for number in numbers]
        for row in range(piece.header + 1, piece.last + 1):
            if all(piece.sheet.cell(row, column).is_blank for column in inputs):
                yield piece, row


def _shown(piece: Found, row: int, key: str) -> str:
    cells = (piece.sheet.cell(row, column) for column in piece.columns.get(key, ()))
    return next((raw.shown.strip() for raw in cells if not raw.is_blank), "")


def _full(piece: Found) -> Problem:
    return Problem(
        code="register-full",
        origin=Origin(sheet=piece.sheet.name),
        what="Below this register stands another table, and no row between them is free.",
        remedy="Insert rows below the register, save the workbook, and list the folder again.",
    )


def _no_sheet(file: str | None) -> Problem:
    return Problem(
        code="sheet-missing",
        origin=Origin(file=file),
        what=f"The sheet “{EVIDENCE.sheet}” was not found, so no document can be listed there.",
        remedy="Use a workbook that still has this sheet.",
    )
