"""What may be entered in a cell of a framework's workbook: dropdowns, and words beside the cell.

What is pasted passes all the same, so the reader looks at everything again.
"""

from collections.abc import Sequence

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from secself.exchange.guidance import NAMED, hint
from secself.exchange.plan import Column, Table

Cells = tuple[int, int, int, int]
"""First row, first column, last row, last column, all counted from 0."""
_LAST = 5_000
"""Down to which row the names of a list are looked for."""
_LONGEST_LIST, _LONGEST_TITLE, _LONGEST_HINT = 255, 32, 255


def lay(
    sheet: Worksheet,
    tables: Sequence[Table],
    column: Column | None,
    cells: Cells,
    within: Table | None = None,
) -> None:
    """Lay what a column takes over its cells; without a column, they name records of a table."""
    if column is None:
        if within is not None:
            title = within.record
            shown = (
                f"The {title.lower()} this row belongs to: a name of the sheet “{within.sheet}”."
            )
            sheet.data_validation(*cells, _listed(within) | _message(title, shown))
        return
    named = _named(tables, column)
    rule: dict[str, object] = {"validate": "any"}
    if column.kind == "word":
        rule = _words(column)
    elif named is not None and column.kind == "text":
        rule = _listed(named)
    elif within is not None and column is within.name and not within.keys:
        rule = _once(cells)
    shown = hint(column, named.sheet if named else None)
    sheet.data_validation(*cells, rule | _message(column.heading, shown))


def _named(tables: Sequence[Table], column: Column) -> Table | None:
    way = NAMED.get(column.way[-1]) if column.way else None
    return next((one for one in tables if one.way == way and one.owner is None), None)


def _words(column: Column) -> dict[str, object]:
    if len(",".join(column.words)) > _LONGEST_LIST:
        return {"validate": "any"}
    return {
        "validate": "list",
        "source": list(column.words),
        "error_title": "Not on the list",
        "error_message": "Choose one of the words of the list.",
    }


def _listed(table: Table) -> dict[str, object]:
    """Take a name that stands in a list, also one that was added to it just now."""
    name = table.name
    place = table.headings.index(name.heading) if name else 0
    names = xl_range_abs(1, place, _LAST, place)
    return {
        "validate": "list",
        "source": f"='{table.sheet}'!{names}",
        "error_title": "Not on the list",
        "error_message": f"Choose a name of the sheet “{table.sheet}”, or add it there first.",
    }


def _once(cells: Cells) -> dict[str, object]:
    first, column, last, _ = cells
    own = xl_rowcol_to_cell(first, column, col_abs=True)
    every = xl_range_abs(first, column, last, column)
    return {
        "validate": "custom",
        # EXACT tells 1.1 from 1.10, as counting does not.
        "value": f"=SUMPRODUCT(--EXACT({every},{own}))=1",
        "error_type": "warning",
        "error_title": "Already there",
        "error_message": "Another row has this name. Give each row a name of its own.",
    }


def _message(title: str, shown: str) -> dict[str, object]:
    return {"input_title": title[:_LONGEST_TITLE], "input_message": shown[:_LONGEST_HINT]}
