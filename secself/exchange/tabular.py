"""Reads somebody's table row by row: items, the headings of sections, and what is neither.

Nothing is passed over: a row that is no item and no heading is a Problem.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from secself.answers import Raw, read_text
from secself.exchange import mapping as fields_of
from secself.exchange.cells import Sheet, address, folded, is_empty
from secself.exchange.mapping import Columns
from secself.exchange.merges import Merged
from secself.exchange.remarks import Remarks
from secself.model import Unreadable
from secself.problems import Origin, Problem

_NUMBERED = re.compile(r"\s*([A-Za-z]{0,3}[0-9]+(?:\.[0-9]+)*)[.):]?\s+\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row that is an item."""

    row: int
    """Its row."""
    ref: str
    """Its ref, as it stands there."""
    title: str
    """Its title; blank where the table has none."""
    text: str
    """Its text."""
    section: tuple[str, ...]
    """The sections it stands in, the outermost first."""
    applies: tuple[tuple[str, Origin], ...]
    """What says whom it binds, each with its cell."""
    evidence: tuple[str, ...]
    """What would show it."""
    kept: tuple[tuple[str, str], ...]
    """What stands under headings that have no field: heading and content."""
    cells: Mapping[str, Origin]
    """The cells of its fields."""


@dataclass(slots=True, kw_only=True)
class Tabular:
    """What was read of a table."""

    entries: list[Entry] = field(default_factory=list)
    """Its items, in order."""
    sections: dict[tuple[str, ...], Origin] = field(default_factory=dict)
    """Its sections as they first stand there."""
    headed: list[Origin] = field(default_factory=list)
    """The rows that were taken for headings of sections."""
    carried: list[Origin] = field(default_factory=list)
    """The rows whose section was taken from the row above."""
    idle: dict[tuple[str, ...], Origin] = field(default_factory=dict)
    """What stands where the heading of a section does, and has no items."""
    above: dict[Origin, str] = field(default_factory=dict)
    """What stands above the headings, by its cell."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong with the table."""


def read_table(sheet: Sheet, columns: Columns) -> Tabular:
    """Read every row below the headings."""
    reader = _Reader(sheet, columns)
    for row in sheet.rows:
        if row > columns.row:
            reader.read(row)
        elif row < columns.row:
            reader.pass_over(row)
    return reader.finished()


class _Reader:
    """One table on its way to entries."""

    def __init__(self, sheet: Sheet, columns: Columns) -> None:
        self._sheet = sheet
        self._columns = columns
        self._all = sorted({column for cells in sheet.rows.values() for column in cells})
        self._cells = Merged(sheet, self._all)
        self._ref = columns.of(fields_of.REF)[0]
        self._levels = columns.of(fields_of.SECTION)
        self._headings: list[tuple[int, str]] = []
        self._section: list[str] = []
        self._remarks = Remarks(columns)
        self.made = Tabular()

    def read(self, row: int) -> None:
        cells = self._sheet.rows[row]
        said = [column for column, raw in cells.items() if not is_empty(raw)]
        if not said or self._is_header_again(row):
            return
        if self._ref not in said:
            self._without_ref(row, said)
        elif said == [self._ref] and self._is_heading(row):
            self._head(row, self._ref)
        else:
            self._item(row)

    def pass_over(self, row: int) -> None:
        """Remember what stands above the headings, such as a title or a date."""
        for column, raw in self._sheet.rows[row].items():
            if not is_empty(raw):
                self.made.above[self._at(row, column)] = raw.quoted

    def finished(self) -> Tabular:
        """Give what was read; a section without items is none."""
        made = self.made
        used = {
            one.section[:depth] for one in made.entries for depth in range(len(one.section) + 1)
        }
        made.idle = {one: cell for one, cell in made.sections.items() if one not in used}
        made.sections = {one: cell for one, cell in made.sections.items() if one in used}
        gone = set(made.idle.values())
        made.headed = [cell for cell in made.headed if cell not in gone]
        made.problems += self._remarks.problems()
        return made

    def _is_header_again(self, row: int) -> bool:
        """Tell whether the headings were repeated, as at the top of a printed page."""
        return all(
            folded(self._cells.own(row, column).shown) == folded(heading)
            for column, heading in self._columns.headings.items()
        )

    def _is_heading(self, row: int) -> bool:
        shown = self._cells.own(row, self._ref).shown
        return self._cells.is_wide(row, self._ref) or len(shown.split()) > 1

    def _is_apart(self, row: int, column: int) -> bool:
        """Tell whether the only text of a row stands where headings do: at the left, or across."""
        return self._cells.is_wide(row, column) or (
            column == self._all[0] and not self._cells.is_covered(row, self._ref)
        )

    def _without_ref(self, row: int, said: list[int]) -> None:
        if all(column in self._levels for column in said):
            self._section = self._path(row)
            self._seen(tuple(self._section), self._at(row, said[0]))
        elif len(said) == 1 and self._is_apart(row, said[0]):
            self._head(row, said[0])
        elif self._cells.is_covered(row, self._ref):
            self._complain(
                "merge-unclear",
                self._at(row, self._ref),
                "The ref above is merged down to this row, which says something of its own.",
                "Undo the merging; give each row a ref, or put both into one row.",
            )
        else:
            self._complain(
                "row-without-ref",
                self._at(row, self._ref),
                f"This row says “{self._telling(row, said).quoted}” and has no ref.",
                "Give it a ref, put it into the row it belongs to, or delete it.",
            )

    def _telling(self, row: int, said: list[int]) -> Raw:
        """Give the cell by which people know a row: its text, or else its title."""
        known = (*self._columns.of(fields_of.TEXT), *self._columns.of(fields_of.TITLE))
        others = (column for column in said if column not in self._levels)
        column = next((one for one in (*known, *others) if one in said), said[0])
        return self._cells.own(row, column)

    def _head(self, row: int, column: int) -> None:
        """Take a row with one text for the heading of what follows, as deep as it is numbered."""
        text = self._text(row, column).strip()
        depth = _depth(text)
        while self._headings and (not depth or self._headings[-1][0] >= depth):
            self._headings.pop()
        self._headings.append((depth, text))
        self._section = []
        self.made.headed.append(self._at(row, column))
        self._seen(tuple(text for _, text in self._headings), self._at(row, column))

    def _item(self, row: int) -> None:
        cells = {
            what: self._at(row, self._columns.of(what)[0])
            for what in fields_of.FIELDS
            if self._columns.of(what)
        }
        self._section = self._path(row)
        section = (*(text for _, text in self._headings), *self._section)
        if section:
            self._seen(section, self._at(row, self._ref))
        text = self._joined(row, fields_of.TEXT)
        if not text:
            self._complain(
                "data-shape",
                cells[fields_of.TEXT],
                "The text of this row is blank.",
                "Fill it in, or delete the row.",
            )
        self.made.entries.append(
            Entry(
                row=row,
                ref=self._text(row, self._ref).strip(),
                title=self._joined(row, fields_of.TITLE),
                text=text,
                section=section,
                applies=tuple(self._applies(row)),
                evidence=tuple(
                    line.strip()
                    for line in self._joined(row, fields_of.EVIDENCE).splitlines()
                    if line.strip()
                ),
                kept=tuple(self._kept(row)),
                cells=cells,
            )
        )

    def _path(self, row: int) -> list[str]:
        """Give the sections that a row states, each level down to the last that it has."""
        stated = [self._text(row, column).strip() for column in self._levels]
        last = max((place for place, text in enumerate(stated) if text), default=-1)
        if last < 0:
            if self._section and self._levels:
                self.made.carried.append(self._at(row, self._levels[0]))
            return self._section
        path: list[str] = []
        for place, text in enumerate(stated[: last + 1]):
            is_below = path == self._section[:place] and place < len(self._section)
            above = self._section[place] if is_below else ""
            if above and not text:
                self.made.carried.append(self._at(row, self._levels[place]))
            if text or above:
                path.append(text or above)
        return path

    def _applies(self, row: int) -> Iterator[tuple[str, Origin]]:
        for column, what in self._columns.fields.items():
            if what == fields_of.APPLIES or what.startswith(fields_of.ROLE):
                yield self._text(row, column), self._at(row, column)

    def _kept(self, row: int) -> Iterator[tuple[str, str]]:
        for column in self._all:
            what = self._columns.fields.get(column, fields_of.KEEP)
            text = self._text(row, column) if what == fields_of.KEEP else ""
            if text:
                heading = self._columns.headings.get(column) or f"Column {address(1, column)[:-1]}"
                yield heading, text

    def _joined(self, row: int, what: str) -> str:
        texts = (self._text(row, column) for column in self._columns.of(what))
        return "\n".join(filter(None, texts))

    def _text(self, row: int, column: int) -> str:
        raw, place = self._cells.meant(row, column)
        if is_empty(raw):
            return ""
        if place != (row, column) and self._columns.fields.get(column) == fields_of.TEXT:
            self._complain(
                "merge-unclear",
                self._at(row, column),
                "The text above is merged down to this row, which has a ref of its own.",
                "Undo the merging, and give each row its text.",
            )
        if isinstance(raw.value, int) and not raw.is_formula:
            return raw.shown  # No digit of a whole number is lost, as one of 1.10 is.
        value, remarks = read_text(raw)
        for one in remarks:
            self._remarks.add(one, column, self._at(*place))
        return "" if isinstance(value, Unreadable) else str(value or "")

    def _at(self, row: int, column: int) -> Origin:
        return Origin(sheet=self._sheet.name, cell=address(row, column))

    def _seen(self, section: tuple[str, ...], origin: Origin) -> None:
        self.made.sections.setdefault(section, origin)

    def _complain(self, code: str, origin: Origin, what: str, remedy: str) -> None:
        problem = Problem(code=code, origin=origin, what=what, remedy=remedy)
        self.made.problems.append(problem)


def _depth(heading: str) -> int:
    """Tell how deep a heading is by its number, such as 2 for 3.1; 0 if it has none."""
    numbered = _NUMBERED.match(heading)
    return len(numbered[1].split(".")) if numbered else 0
