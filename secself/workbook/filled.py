"""Fills a workbook that was just written with what was answered before, to be gone on from."""

from collections.abc import Iterator
from datetime import date

from secself.grid import Grid, read_area
from secself.model import (
    EvidenceItem,
    Framework,
    Provider,
    RemediationLine,
    Response,
    Submission,
    Unreadable,
)
from secself.workbook.amending import Amendments, Change, Scalar, amend
from secself.workbook.layout import (
    EVIDENCE,
    PROVIDERS,
    QUESTIONS,
    REMEDIATION,
    VALIDATION,
    Table,
)
from secself.workbook.merging import parts
from secself.workbook.reader import read, read_grid
from secself.workbook.reading import tables
from secself.workbook.stale import formulas_of_ours
from secself.workbook.writing import fitting

_Entry = EvidenceItem | Provider | RemediationLine
_WIDTHS = {
    (table.section, column.field): column.width
    for table in (QUESTIONS, VALIDATION, EVIDENCE, PROVIDERS, REMEDIATION)
    for column in table.inputs
}


def filled(content: bytes, answered: Submission, framework: Framework, name: str) -> bytes:
    """Give a copy in which every row it has, and every list, says what was answered."""
    grid = read_grid(content, name)
    blank, _ = read(grid, framework, name)
    changes = [*_cells(grid, blank, answered, framework), *_lists(grid, answered)]
    heights: dict[tuple[str, int], float] = {}
    for change, width in changes:
        if isinstance(change.value, str) and width:
            at = change.sheet, change.row
            needed = fitting.height(fitting.lines(change.value, width))
            heights[at] = max(needed, heights.get(at, 0.0))
    wanted = Amendments(
        changes=[change for change, _ in changes], heights=heights, stale=formulas_of_ours(grid)
    )
    return amend(content, wanted, name)


def _cells(
    grid: Grid, blank: Submission, answered: Submission, framework: Framework
) -> Iterator[tuple[Change, int]]:
    """Say what the cells of rows and of `Profile` are to hold; no mark of a section."""
    before: dict[tuple[str, str], Response] = {
        (one.section, one.ref): one for one in answered.responses
    }
    stated = {one.label: one.value for one in answered.statements}
    for spot, held in parts.of_workbook(grid, blank, framework, "").cells.items():
        at, area = held.origin, read_area(held.origin.cell or "")
        if at.sheet is None or area is None:
            continue
        value: object
        if spot.section == "profile":
            value = stated.get(spot.ref)
        elif (spot.section, spot.ref) in before:
            value = getattr(before[spot.section, spot.ref], spot.field)
        else:
            continue
        change = Change(sheet=at.sheet, row=area.top, column=area.left, value=_typed(value))
        yield change, _WIDTHS.get((spot.section, spot.field), 0)


def _lists(grid: Grid, answered: Submission) -> Iterator[tuple[Change, int]]:
    found = tables.find(grid)
    listed: tuple[tuple[Table, tuple[_Entry, ...]], ...] = (
        (EVIDENCE, answered.evidence),
        (PROVIDERS, answered.providers),
        (REMEDIATION, answered.remediation),
    )
    for table, entries in listed:
        piece = found[table.section][0][0]
        for row, entry in enumerate(entries, piece.header + 1):
            for column, numbers in piece.inputs:
                value = _typed(getattr(entry, column.field))
                like = (piece.header + 1, numbers[0])
                yield (
                    Change(
                        sheet=piece.sheet.name, row=row, column=numbers[0], value=value, like=like
                    ),
                    column.width,
                )


def _typed(value: object) -> Scalar:
    """Give what a person would type."""
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or None
    if isinstance(value, Unreadable):
        return value.shown
    return value if isinstance(value, str | int | float | date | None) else str(value)
