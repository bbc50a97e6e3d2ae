"""Records ↔ tables that JSON can carry, exactly, by the types that their fields declare.

Each kind of record has a table, in which a record is a row: its values in the order of its
fields, places in files included. Where a record stands inside another, the number of its row
stands there, so that what is said many times is written, and made again, once.
Only the same shape can read it; `shape` tells shapes apart.
"""

from hashlib import sha256
from typing import Any, TypeVar

from secself.records.forms import Made, Written, form_of, hold, require, row_of

Record = TypeVar("Record")

_LIST = frozenset({list})


def encode(record: object) -> list[list[object]]:
    """Make tables of a record; a value that its field does not declare is refused (ValueError)."""
    kind: Any = type(record)
    tables: Written = {one: {} for one in _kinds(kind)}
    form_of(kind).encode(record, tables)
    return [[row for _, row in table.values()] for table in tables.values()]


def decode(kind: type[Record], content: object) -> Record:
    """Make a record of what `encode` made; anything else is refused (ValueError)."""
    kinds = _kinds(kind)
    require(isinstance(content, list) and len(content) == len(kinds))
    tables: Made = {}
    for one, rows in zip(kinds, content, strict=True):  # type: ignore[call-overload]
        hold(_LIST, (rows,))
        hold(_LIST, rows)
        tables[one] = [row_of(one).decode(row, tables) for row in rows]
    require(len(tables[kind]) == 1)
    record: Record = tables[kind][0]
    return record


def shape(kind: type[object]) -> str:
    """Digest the names and types of all the fields of a record, and of the records in them."""
    shapes = (f"{one.__qualname__}{row_of(one).shape}" for one in _kinds(kind))
    return sha256("\n".join(shapes).encode()).hexdigest()


def _kinds(kind: Any) -> tuple[Any, ...]:  # noqa: ANN401  a class that is a record
    return form_of(kind).kinds
