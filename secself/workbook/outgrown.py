"""Says where a list has grown beyond the rows that were made for it."""

from collections.abc import Iterable, Iterator

from secself.grid import Grid
from secself.problems import Origin, Problem
from secself.workbook.amending import Change
from secself.workbook.layout import EVIDENCE, PROVIDERS, REMEDIATION
from secself.workbook.reading import tables


def outgrown(grid: Grid, changes: Iterable[Change], file: str | None) -> Iterator[Problem]:
    """Warn of each list with rows below the last that has a formula under `To do`."""
    reached: dict[str, int] = {}
    for change in changes:
        reached[change.sheet] = max(change.row, reached.get(change.sheet, 0))
    found = tables.find(grid)
    for table in (EVIDENCE, PROVIDERS, REMEDIATION):
        for piece in (piece for pieces in found[table.section] for piece in pieces):
            at = piece.columns.get("to_do", ())[:1]
            made = [row for row in piece.rows if at and piece.sheet.cell(row, at[0]).is_formula]
            if made and reached.get(piece.sheet.name, 0) > made[-1]:
                yield _problem(piece.sheet.name, made[-1], reached[piece.sheet.name], file)


def _problem(sheet: str, last: int, reached: int, file: str | None) -> Problem:
    return Problem(
        level="warning",
        code="list-outgrown",
        origin=Origin(file=file, sheet=sheet),
        what=f"The list was made for rows up to {last} and now reaches row {reached}; the hints, "
        "counts, filter and print area of the sheet leave out the rows below.",
        remedy="Nothing is lost, and “secself check” reads every row. To see them counted, insert "
        f"rows above row {last} and move them there.",
    )
