"""The rows of each sheet: plain data of a framework → cells, in the order of a plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from secself.exchange.cells import joined
from secself.exchange.plan import Column, Table, Way

Plain = str | Sequence["Plain"] | Mapping[str, "Plain"]
"""Text, lists and mappings, and nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: the names of the records it belongs to, and the record itself."""

    keys: tuple[str, ...]
    """The names of its owners, the outermost first."""
    name: str
    """Its own name."""
    record: Plain
    """What it says."""


def rows(table: Table, content: Plain) -> Iterator[Row]:
    """Give every row of a sheet."""
    if table.shape == "form":
        yield Row(keys=(), name="", record=_within(content, table.way) or {})
        return
    owners = rows(table.owner, content) if table.owner else [Row(keys=(), name="", record=content)]
    for owner in owners:
        keys = (*owner.keys, owner.name) if table.owner else ()
        found = _within(owner.record, table.way) or ()
        if isinstance(found, Mapping):
            pairs = [{"name": name, "value": value} for name, value in found.items()]
            yield from (Row(keys=keys, name="", record=pair) for pair in pairs)
        elif not isinstance(found, str):
            for number, record in enumerate(found, start=1):
                yield Row(keys=keys, name=_name(table, record, number), record=record)


def cell(column: Column, row: Row) -> str:
    """Give what a row has in a column; blank if it says nothing there."""
    if not column.way:
        return row.name
    found = _within(row.record, column.way)
    if found is None or isinstance(found, Mapping):
        return ""
    return found if isinstance(found, str) else joined(str(one) for one in found)


def _name(table: Table, record: Plain, number: int) -> str:
    column = table.name
    if column is None or not column.way:
        return str(number)
    return cell(column, Row(keys=(), name="", record=record))


def _within(content: Plain | None, way: Way) -> Plain | None:
    for key in way:
        content = content.get(key) if isinstance(content, Mapping) else None
    return content
