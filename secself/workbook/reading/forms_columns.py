"""Tells which column of a form holds the values: by its heading, else the one right of the labels.

Where headings are there and none of them says it, or where the values seem to stand elsewhere, it
cannot be told, and nothing is taken for a value.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from secself.grid import Sheet, folded
from secself.workbook.layout import FORM_HEADINGS, TABLES, VALUE, Form
from secself.workbook.reading.tally import Spot

_OURS = frozenset(map(folded, FORM_HEADINGS))
_COUNTED = frozenset(folded(table.sheet) for table in TABLES)
"""What stands as a label where a declaration says how much is declared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The labels of a form on a sheet, and the columns of their values."""

    sheet: Sheet
    """Where they stand."""
    column: int
    """The column of the labels."""
    labels: Mapping[str, Sequence[int]]
    """The rows in which each label stands, by its field; usually one."""
    headings: Mapping[int, str]
    """What stands above each column; empty if no heading of ours is there."""
    columns: tuple[int, ...]
    """The columns of the values: one, or as many as bear the heading; none if it is unclear."""

    @property
    def rows(self) -> list[int]:
        """Give the rows of all labels, in order."""
        return sorted(row for rows in self.labels.values() for row in rows)


def lines(
    sheet: Sheet,
    column: int,
    labels: Mapping[str, Sequence[int]],
    shows_value: Callable[[str, int, int], bool],
) -> Lines:
    """Find the column of the values for labels that stand in one column."""
    first = min(row for rows in labels.values() for row in rows)
    headings = _headings(sheet, first)
    named = tuple(at for at, shown in headings.items() if folded(shown) == folded(VALUE))
    found = Lines(sheet=sheet, column=column, labels=labels, headings=headings, columns=())
    if headings:
        columns = tuple(at for at in named if at != column)
    else:
        columns = () if _is_elsewhere(found, shows_value) else (column + 1,)
    return Lines(sheet=sheet, column=column, labels=labels, headings=headings, columns=columns)


def strangers(found: Lines) -> Iterator[Spot]:
    """Give the first filled cell of each column that somebody put beside the values."""
    known = {found.column, *found.columns}
    known |= {at for at, shown in found.headings.items() if folded(shown) in _OURS}
    if found.headings and found.columns:
        beside = {at: row for row in reversed(found.rows) for at in _filled(found.sheet, row)}
        for at in sorted(beside.keys() - known):
            yield Spot(found.sheet, beside[at], at)


def unread(found: Lines, form: Form) -> Iterator[Spot]:
    """Give the cells that people filled and that answer no line of the form."""
    if found.columns:
        yield from _beside_no_label(found)
        return
    named = {at for at, shown in found.headings.items() if folded(shown) in _OURS}
    hints = {label.field: label.hint for label in form.labels if label.is_input}
    for field, rows in found.labels.items():
        for row in rows if field in hints else ():
            for at in _filled(found.sheet, row):
                spot = Spot(found.sheet, row, at)
                if at not in {found.column, *named} and spot.raw.shown != hints[field]:
                    yield spot


def _headings(sheet: Sheet, first: int) -> dict[int, str]:
    """Give what stands in the nearest row above the labels that has a heading of ours."""
    above = {row for name in _OURS for row, _ in sheet.places.get(name, ()) if row < first}
    return {at: raw.shown for at, raw in sheet.rows[max(above)].items()} if above else {}


def _is_elsewhere(found: Lines, shows_value: Callable[[str, int, int], bool]) -> bool:
    """Tell whether the cells right of the labels are blank, and values stand further off."""
    if any(found.column + 1 in _filled(found.sheet, row) for row in found.rows):
        return False
    return any(
        shows_value(field, row, at)
        for field, rows in found.labels.items()
        for row in rows
        for at in _filled(found.sheet, row)
        if at != found.column
    )


def _beside_no_label(found: Lines) -> Iterator[Spot]:
    """Give what stands among the values, below the headings, where no line of ours is."""
    own = set(found.rows)
    above = max(
        (row for name in _OURS for row, _ in found.sheet.places.get(name, ()) if row < min(own)),
        default=min(own) - 1,
    )
    for row in found.sheet.numbers:
        label = found.sheet.cell(row, found.column).shown
        if row > above and row not in own and folded(label) not in _COUNTED:
            for at in found.columns:
                spot = Spot(found.sheet, row, at)
                if not spot.raw.is_blank:
                    yield spot


def _filled(sheet: Sheet, row: int) -> list[int]:
    """Give the columns of a row in which something stands, in order."""
    return sorted(at for at, raw in sheet.rows.get(row, {}).items() if not raw.is_blank)
