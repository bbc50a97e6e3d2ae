"""Finds the header row of a list and the labels of a form, however people moved them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from secself.exchange.cells import Sheet, address, folded, is_empty
from secself.exchange.plan import Table
from secself.problems import Origin, Problem

_DEEPEST = 20
"""Down to which row a header is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where a list stands on its sheet."""

    row: int
    """The row of its headings."""
    columns: Mapping[str, int] = field(default_factory=dict)
    """The column of each heading that is there."""


def find_head(sheet: Sheet, table: Table) -> tuple[Head | None, list[Problem]]:
    """Find the header row: the first that has most of the headings."""
    wanted = {folded(heading): heading for heading in table.headings}
    met = {
        row: sum(folded(raw.shown) in wanted for raw in cells.values())
        for row, cells in sheet.rows.items()
        if row <= _DEEPEST
    }
    row = max(met, key=lambda one: met[one], default=0)
    if not met or not met[row]:
        return None, [_no_head(sheet, table)] if sheet.rows else []
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    for column, raw in sheet.rows[row].items():
        heading = wanted.get(folded(raw.shown))
        if heading in columns:
            problems.append(_twice(sheet, row, column, heading))
        elif heading is not None:
            columns[heading] = column
    problems += [_missing(sheet, row, one) for one in table.headings if one not in columns]
    head = Head(row=row, columns=columns)
    return head, [*problems, *_strangers(sheet, head)]


def find_labels(sheet: Sheet, table: Table) -> tuple[Mapping[str, int], list[Problem]]:
    """Find the row of each label of a form, in the first column."""
    wanted = {folded(column.heading): column.heading for column in table.columns}
    rows: dict[str, int] = {}
    problems: list[Problem] = []
    for row, cells in sheet.rows.items():
        label = wanted.get(folded(cells[1].shown)) if 1 in cells else None
        if label in rows:
            problems.append(_twice(sheet, row, 1, label))
        elif label is not None:
            rows[label] = row
    problems += [_missing(sheet, 1, one) for one in wanted.values() if one not in rows]
    known = set(rows.values()) | {1}
    for row, cells in sheet.rows.items():
        for column, raw in cells.items():
            if not is_empty(raw) and (row not in known or column > len(("label", "value"))):
                problems.append(_stranger(sheet, row, column, raw.quoted))
    return rows, problems


def _strangers(sheet: Sheet, head: Head) -> Iterator[Problem]:
    """Name the columns that hold something and are none of the list's."""
    known = set(head.columns.values())
    first: dict[int, int] = {}
    counted: Counter[int] = Counter()
    for row, cells in sheet.rows.items():
        for column, raw in cells.items():
            if row >= head.row and column not in known and not is_empty(raw):
                first.setdefault(column, row)
                counted[column] += 1
    for column, row in sorted(first.items()):
        # A heading that stands twice was said to, and is not unknown besides.
        heading = sheet.rows[head.row].get(column)
        shown = heading.quoted if heading is not None else ""
        if folded(shown) not in {folded(one) for one in head.columns}:
            yield _stranger(sheet, row, column, shown)


def _no_head(sheet: Sheet, table: Table) -> Problem:
    return Problem(
        code="heading-missing",
        origin=Origin(sheet=sheet.name, cell="A1"),
        what=f"The sheet “{sheet.name}” has none of its headings.",
        remedy=f"Put the row of headings back: {', '.join(table.headings)}.",
    )


def _missing(sheet: Sheet, row: int, heading: str) -> Problem:
    return Problem(
        code="heading-missing",
        origin=Origin(sheet=sheet.name, cell=address(row, 1)),
        what=f"“{heading}” is missing from the sheet “{sheet.name}”.",
        remedy="Put it back, with blank cells if there is nothing to say.",
    )


def _twice(sheet: Sheet, row: int, column: int, heading: str | None) -> Problem:
    return Problem(
        code="heading-twice",
        origin=Origin(sheet=sheet.name, cell=address(row, column)),
        what=f"“{heading}” stands on the sheet “{sheet.name}” again.",
        remedy="Keep one, and delete the other.",
    )


def _stranger(sheet: Sheet, row: int, column: int, shown: str) -> Problem:
    what = f"“{shown}” is not known here." if shown else "This column has no heading."
    return Problem(
        code="heading-unknown",
        origin=Origin(sheet=sheet.name, cell=address(row, column)),
        what=f"{what} What stands there would have no place in the framework.",
        remedy="Correct the heading, or delete it with what belongs to it.",
    )
