"""Names the formulas whose last values no longer hold once an answer differs."""

from secself.grid import Grid
from secself.workbook.reading import tables


def formulas_of_ours(grid: Grid) -> set[tuple[str, int, int]]:
    """Give sheet, row and column of every formula that stands where no answer is expected."""
    inputs = {
        (piece.sheet.name, number)
        for sheets in tables.find(grid).values()
        for pieces in sheets
        for piece in pieces
        for _, numbers in piece.inputs
        for number in numbers
    }
    return {
        (sheet.name, row, column)
        for sheet in grid.sheets
        for row, cells in sheet.rows.items()
        for column, raw in cells.items()
        if raw.is_formula and (sheet.name, column) not in inputs
    }
