"""Lays what an edition changes over the edition it extends: plain data over plain data.

Scalars replace. Lists of records are merged by `id` (or `code`): a record that is known replaces
key by key, a new one is appended, or placed with `after`; `withdrawals` take records away. Knows
nothing of what the keys mean, but for these names.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

Plain = str | Sequence["Plain"] | Mapping[str, "Plain"]
"""Text, lists and mappings, and nothing else."""

Path = tuple[str | int, ...]
"""The way from the top of the data to a value: keys and places in lists."""

Fault = tuple[Path, str, str]
"""The way to a value of the overlay, what is wrong with it, and what to do."""

_WITHDRAWALS = "withdrawals"


@dataclass(frozen=True, slots=True)
class Laid:
    """Data laid over other data, knowing where each value came from."""

    content: dict[str, Plain]
    """The whole: what the overlay says, and all else from beneath."""
    ways: Mapping[Path, tuple[bool, Path]]
    """For values that did not stay in place: whether the overlay has them, and where there."""
    faults: tuple[Fault, ...]
    """What in the overlay leads nowhere."""

    def way(self, path: Path) -> tuple[bool, Path]:
        """Tell whether a value comes from the overlay, and its way in the data it comes from."""
        for length in range(len(path), 0, -1):
            found = self.ways.get(path[:length])
            if found is not None:
                return found[0], (*found[1], *path[length:])
        return True, path


@dataclass(slots=True)
class _Laying:
    """One overlay on its way down."""

    content: dict[str, Plain] = field(default_factory=dict)
    ways: dict[Path, tuple[bool, Path]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    """A record of a merged list: where it stands in the overlay and beneath."""

    record: Plain
    above: int | None = None
    beneath: int | None = None
    changed: frozenset[str] = frozenset()


def lay(over: Mapping[str, Plain], base: Mapping[str, Plain]) -> Laid:
    """Lay an overlay over a base; neither is changed."""
    laying = _Laying()
    leaving = _leaving(over, base, laying)
    for key in dict.fromkeys((*base, *over)):
        beneath, above = base.get(key), over.get(key)
        if beneath and _is_records(beneath):
            rows = _merged(key, above or (), beneath, leaving.get(key, set()), laying)
            laying.content[key] = [row.record for row in rows]
            _note_ways(key, rows, laying)
        elif above is None and beneath is not None:
            laying.content[key] = beneath
            laying.ways[(key,)] = (False, (key,))
        elif above is not None:
            laying.content[key] = above
            laying.ways[(key,)] = (True, (key,))
    return Laid(laying.content, laying.ways, tuple(laying.faults))


def _is_records(value: object) -> bool:
    return isinstance(value, list | tuple) and all(_name(one) for one in value)


def _name(record: object) -> str:
    if not isinstance(record, Mapping):
        return ""
    name = record.get("id") or record.get("code") or ""
    return name if isinstance(name, str) else ""


def _leaving(
    over: Mapping[str, Plain], base: Mapping[str, Plain], laying: _Laying
) -> dict[str, set[str]]:
    """Find the list that each withdrawn id leaves."""
    leaving: dict[str, set[str]] = {}
    withdrawals = over.get(_WITHDRAWALS, ())
    for place, record in enumerate(withdrawals if _is_records(withdrawals) else ()):
        name = _name(record)
        wanted = record.get("list") if isinstance(record, Mapping) else None
        found = [
            key
            for key, records in base.items()
            if key != _WITHDRAWALS and wanted in (None, key) and name in _names(records)
        ]
        path: Path = (_WITHDRAWALS, place, "id")
        if len(found) == 1:
            leaving.setdefault(found[0], set()).add(name)
        elif found:
            what = f"“{name}” stands in several lists: {', '.join(found)}."
            laying.faults.append((path, what, f"Say which with “list: {found[0]}”."))
        else:
            what = f"“{name}” is withdrawn, but does not stand in the edition beneath."
            laying.faults.append((path, what, "Correct the id, or remove the line."))
    return leaving


def _names(records: Plain) -> list[str]:
    return [_name(record) for record in records] if _is_records(records) else []


def _merged(
    key: str, above: Plain, beneath: Plain | None, leaving: set[str], laying: _Laying
) -> list[_Row]:
    rows = [
        _Row(record, beneath=place)
        for place, record in enumerate(beneath or ())
        if _name(record) not in leaving
    ]
    if not isinstance(above, list | tuple):
        laying.faults.append(((key,), "This value must be a list.", "Write a list of records."))
    seen: set[str] = set()
    for place, record in enumerate(above if isinstance(above, list | tuple) else ()):
        name = _name(record)
        if name in seen or not name:
            what = f"“{name}” stands here twice." if name else "This record names no id."
            remedy = "Make one record of the two." if name else "Say which record it changes."
            laying.faults.append(((key, place), what, remedy))
            continue
        seen.add(name)
        _lay_record(key, place, record, rows, laying)
    return rows


def _lay_record(key: str, place: int, record: Plain, rows: list[_Row], laying: _Laying) -> None:
    changes = dict(record) if isinstance(record, Mapping) else {}
    after = changes.pop("after", None)
    name = _name(record)
    row = next((row for row in rows if _name(row.record) == name), None)
    if row is None:
        row = _Row(changes, above=place)
        rows.append(row)
    else:
        row.above, row.changed = place, frozenset(changes)
        row.record = {**(row.record if isinstance(row.record, Mapping) else {}), **changes}
    if after is None:
        return
    spot = next((spot for spot, other in enumerate(rows) if _name(other.record) == after), None)
    if spot is None or after == name:
        what = f"“{name}” is to stand after “{after}”, which is not in {key}."
        laying.faults.append(((key, place, "after"), what, "Name a record of the same list."))
        return
    rows.remove(row)
    spot = next(spot for spot, other in enumerate(rows) if _name(other.record) == after)
    rows.insert(spot + 1, row)


def _note_ways(key: str, rows: list[_Row], laying: _Laying) -> None:
    for place, row in enumerate(rows):
        if row.above is None:
            laying.ways[(key, place)] = (False, (key, row.beneath or 0))
            continue
        laying.ways[(key, place)] = (True, (key, row.above))
        for name in _inherited(row):
            laying.ways[(key, place, name)] = (False, (key, row.beneath or 0, name))


def _inherited(row: _Row) -> Iterator[str]:
    if row.beneath is not None and isinstance(row.record, Mapping):
        yield from (name for name in row.record if name not in row.changed)
