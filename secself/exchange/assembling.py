"""Puts a framework together from the lines of its sheets: plain data, with the cell of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from secself.exchange.cells import Sheet, folded
from secself.exchange.guidance import NAMED
from secself.exchange.plan import Table, Way
from secself.exchange.sheets import Line, Read, read_sheets
from secself.problems import Origin, Problem

Path = tuple[str | int, ...]
"""The way to a value inside plain data: keys, and places in lists."""
Plain = str | list["Plain"] | dict[str, "Plain"]
"""Text, lists and mappings, under way."""
Record = dict[str, Plain]


@dataclass
class Assembled:
    """A framework as plain data, knowing the cell of each value."""

    content: Record = field(default_factory=dict)
    """What the sheets say."""
    places: dict[Path, Origin] = field(default_factory=dict)
    """The cell of each value, and of what is around it."""
    rows: dict[Origin, Path] = field(default_factory=dict)
    """The way to the record that begins in a cell."""
    lacking: set[Way] = field(default_factory=set)
    """The lists whose sheets or headings are missing, by their keys."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong with the sheets."""

    def place(self, path: Path) -> Origin:
        """Give the cell of a value, or of the nearest thing around it that has one."""
        found = (self.places.get(path[:length]) for length in range(len(path), -1, -1))
        return next((origin for origin in found if origin is not None), Origin())

    def is_said(self, path: Path) -> bool:
        """Tell whether what is missing at a way was said already: a cell, a heading, a sheet."""
        if path in self.places:
            return self.places[path] in self._faulty
        return any(one.code in ("heading-missing", "list-missing") for one in self.problems)

    @cached_property
    def _faulty(self) -> frozenset[Origin]:
        return frozenset(one.origin for one in self.problems if one.level == "error")

    def named_at(self, row: Origin, name: str) -> Path | None:
        """Find the way to the value by which a record names another: by the cell it begins in."""
        path = self.rows.get(row)
        if path is None:
            return None
        leaves = _leaves(_at(self.content, path), path)
        found = (way for way, text in leaves if text == name and way[len(path) :] != ("id",))
        return next(found, None)

    def is_lacking(self, path: Path) -> bool:
        """Tell whether a value names a record of a list whose sheet or headings are missing."""
        keys = [step for step in path if isinstance(step, str)]
        return NAMED.get(keys[-1] if keys else "") in self.lacking


def assemble(sheets: Sequence[Sheet], tables: Sequence[Table]) -> Assembled:
    """Read a framework's workbook."""
    read = read_sheets(sheets, tables)
    assembly = _Assembly(read)
    for table in tables:
        assembly.add(table)
    for table in tables:
        assembly.complete(table)
    assembly.made.problems += read.problems
    missing = {
        folded(one.origin.sheet or "")
        for one in read.problems
        if one.code in ("heading-missing", "list-missing")
    }
    assembly.made.lacking = {one.way for one in tables if folded(one.sheet) in missing}
    return assembly.made


class _Assembly:
    """One framework on its way together."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self.made = Assembled()
        self._known: dict[str, dict[tuple[str, ...], Path]] = {}

    def add(self, table: Table) -> None:
        """Put the lines of a sheet where they belong."""
        lines = self._read.lines.get(table.sheet)
        if lines is None:
            return
        if table.owner is None and table.sheet in self._read.tops:
            self.made.places.setdefault(table.way, self._read.tops[table.sheet])
        for line in lines:
            if table.shape == "form":
                self._fill(table.way, line)
            else:
                self._append(table, line)

    def complete(self, table: Table) -> None:
        """Let a list that must be there be empty, where its sheet is there and has no rows."""
        if table.shape == "form" or not table.is_needed or table.sheet not in self._read.tops:
            return
        for path in list(self._parents(table)):
            record = _at(self.made.content, path)
            if record is not None:
                record.setdefault(table.way[-1], [])

    def _parents(self, table: Table) -> Iterator[Path]:
        owners: Sequence[Path] = [()]
        if table.owner is not None:
            owners = list(self._known.get(table.owner.sheet, {}).values())
        yield from ((*path, *table.way[:-1]) for path in owners)

    def _fill(self, path: Path, line: Line) -> None:
        record = _nested(line)
        if record or not path:
            _made(self.made.content, path).update(record)
        self._note(path, line)

    def _append(self, table: Table, line: Line) -> None:
        owner: Path | None = ()
        if table.owner is not None:
            owner = self._known.get(table.owner.sheet, {}).get(line.keys)
        if owner is None:
            # Where the owners' whole sheet is missing, that was said, and not of each row besides.
            if table.owner is None or table.owner.sheet in self._read.lines:
                self.made.problems += _unowned(table, line)
            return
        place = _made(self.made.content, (*owner, *table.way[:-1]))
        if table.shape == "pairs":
            self._pair(place, (*owner, *table.way), line)
            return
        listed = cast("list[Plain]", place.setdefault(table.way[-1], []))
        path = (*owner, *table.way, len(listed))
        listed.append(_completed(_nested(line), table))
        self._known.setdefault(table.sheet, {}).setdefault((*line.keys, line.name), path)
        self._note(path, line)

    def _pair(self, place: Record, path: Path, line: Line) -> None:
        pairs = cast("Record", place.setdefault(str(path[-1]), {}))
        name, value = (str(line.values.get((key,), "")) for key in ("name", "value"))
        if name in pairs:
            self.made.problems.append(_again(line, name))
        elif name:
            pairs[name] = value
            self.made.places[(*path, name)] = line.cells[("value",)]

    def _note(self, path: Path, line: Line) -> None:
        """Remember the cell of every value, and of every record within the record."""
        self.made.places[path] = line.origin
        if path and isinstance(path[-1], int):
            self.made.rows[line.origin] = path
        for way, origin in line.cells.items():
            for length in range(1, len(way) + 1):
                self.made.places.setdefault((*path, *way[:length]), origin)


def _nested(line: Line) -> Record:
    record: Record = {}
    for way, value in line.values.items():
        _made(record, way[:-1])[way[-1]] = value if isinstance(value, str) else [*value]
    return record


def _completed(record: Record, table: Table) -> Record:
    """Let a cell of several texts that must be there be an empty list, where it is blank."""
    for column in table.columns:
        if column.kind == "texts" and column.is_needed:
            around = _at(record, column.way[:-1])
            if around is not None:
                around.setdefault(column.way[-1], [])
    return record


def _made(record: Record, path: Path) -> Record:
    """Give the record at the end of a way, made where it is not there."""
    for step in path:
        # A number is the place of a record that was put into its list before.
        inner = (
            cast("list[Plain]", record)[step]
            if isinstance(step, int)
            else record.setdefault(step, {})
        )
        record = cast("Record", inner)
    return record


def _at(record: object, path: Path) -> Record | None:
    for step in path:
        if isinstance(step, int) and isinstance(record, list):
            record = record[step]
        elif isinstance(record, Mapping) and step in record:
            record = record[str(step)]
        else:
            return None
    return record if isinstance(record, dict) else None


def _leaves(content: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Give every text inside a value, with its way."""
    if isinstance(content, str):
        yield path, content
    elif isinstance(content, Mapping):
        for key, inner in content.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(content, list):
        for number, inner in enumerate(content):
            yield from _leaves(inner, (*path, number))


def _unowned(table: Table, line: Line) -> list[Problem]:
    owner = table.owner
    if owner is None or not all(line.keys):
        return []  # A blank cell was said to be blank.
    name = line.keys[-1]
    return [
        Problem(
            code="reference-dangling",
            origin=line.cells.get((table.keys[-1],), line.origin),
            ref=name,
            what=f"The row belongs to “{name}”, which is not on the sheet “{owner.sheet}”.",
            remedy="Correct the name, or delete the row.",
        )
    ]


def _again(line: Line, name: str) -> Problem:
    return Problem(
        code="id-twice",
        origin=line.origin,
        what=f"The name “{name}” stands here again.",
        remedy="Keep one of the two.",
    )
