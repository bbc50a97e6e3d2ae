"""Counts every filled cell once, and collects what must be said of how it was read."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from secself.answers import Raw, Remark
from secself.grid import Sheet, address
from secself.model import CellCount, Unreadable, Value
from secself.problems import Origin, Problem
from secself.workbook.reading import days

Taken = Value | tuple[str | Unreadable, ...]
"""What is made of a cell: a value, or the ids of documents."""
Read = Callable[[Raw], tuple[Taken, tuple[Remark, ...]]]
"""A law that says what a cell's content means."""


class Spot(NamedTuple):
    """Where a cell stands."""

    sheet: Sheet
    """Its sheet."""
    row: int
    """Its row, counted from 1."""
    column: int
    """Its column, counted from 1."""

    @property
    def raw(self) -> Raw:
        """Give what stands there."""
        return self.sheet.cell(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Places(Mapping[str, Origin]):
    """Where each field stands, worked out when asked for: most are never asked for.

    It knows the sheet's name only, so that a Submission does not keep a workbook in memory.
    """

    file: str | None
    """The file as the person named it."""
    sheet: str
    """The name of the sheet."""
    cells: Mapping[str, tuple[int, int]]
    """Row and column of each field."""

    def __getitem__(self, field: str) -> Origin:
        """Give the place of a field."""
        return Origin(file=self.file, sheet=self.sheet, cell=address(*self.cells[field]))

    def __iter__(self) -> Iterator[str]:
        """Give the fields."""
        return iter(self.cells)

    def __len__(self) -> int:
        """Count the fields."""
        return len(self.cells)


class Tally:
    """The Problems of one file so far, and what became of its cells."""

    def __init__(self, file: str | None, first_day: date = days.FIRST_DAY) -> None:
        """Start with nothing."""
        self.file = file
        """The file as the person named it."""
        self.first_day = first_day
        """The day from which the file counts its days."""
        self.problems: list[Problem] = []
        """What was found, in the order found."""
        self.taken = self.unreadable = self.ignored = 0
        """How many cells were taken, could not be understood, answer nothing."""

    @property
    def count(self) -> CellCount:
        """Say what became of the cells."""
        return CellCount(
            filled=self.taken + self.unreadable + self.ignored,
            taken=self.taken,
            unreadable=self.unreadable,
            ignored=self.ignored,
        )

    def another(self) -> "Tally":
        """Start again with nothing, for the same file."""
        return Tally(self.file, self.first_day)

    def add(self, other: "Tally") -> None:
        """Take over what another has collected."""
        self.problems += other.problems
        self.taken += other.taken
        self.unreadable += other.unreadable
        self.ignored += other.ignored

    def say(self, at: Spot | Origin, remark: Remark, ref: str | None = None) -> None:
        """Keep a remark as a Problem of this place."""
        self.problems.append(
            Problem(
                level=remark.level,
                code=remark.code,
                origin=at if isinstance(at, Origin) else origin_of(self.file, at),
                ref=ref,
                what=remark.what,
                remedy=remark.remedy,
            )
        )

    def sheet(self, sheet: Sheet) -> Origin:
        """Give the place that is a whole sheet."""
        return Origin(file=self.file, sheet=sheet.name)

    def take(self, spots: Sequence[Spot], read: Read, ref: str | None) -> Taken:
        """Read the cells that stand for one field; one is the rule, and all must agree."""
        if len(spots) == 1:
            return self._one(spots[0], read, ref)
        values = [value for spot in spots if (value := self._one(spot, read, ref)) is not None]
        if not values:
            return None
        if all(value == values[0] for value in values):
            return values[0]
        return self._torn(spots, values, ref)

    def ignore(self, spots: Iterable[Spot], ref: str | None) -> None:
        """Count and list cells that stand where no answer is expected."""
        for spot in spots:
            self.ignored += 1
            remark = Remark(
                level="warning",
                code="cell-ignored",
                what=f"“{spot.raw.quoted}” stands in a row that answers nothing that was asked.",
                remedy="Move it to the row it belongs to, or delete it.",
            )
            self.say(spot, remark, ref)

    def pass_over(self, spots: Iterable[Spot]) -> None:
        """Count cells as ignored whose row has been listed."""
        self.ignored += sum(1 for _ in spots)

    def _one(self, spot: Spot, read: Read, ref: str | None) -> Taken:
        sheet, row, column = spot
        raw = sheet.cell(row, column)
        if raw.is_blank:
            return None
        value, remarks = read(raw)
        if remarks and any(remark.code == "date-unclear" for remark in remarks):
            value, remarks = self._counted(raw, read) or (value, remarks)
        if value is None or value == ():
            self.ignored += 1
        elif _is_unreadable(value):
            self.unreadable += 1
        else:
            self.taken += 1
        for remark in remarks:
            self.say(spot, remark, ref)
        return value

    def _counted(self, raw: Raw, read: Read) -> tuple[Taken, tuple[Remark, ...]] | None:
        day = days.counted(raw, self.first_day)
        if day is None:
            return None
        value, remarks = read(day)
        return value, (*remarks, days.remark(raw, day))

    def _torn(self, spots: Sequence[Spot], values: Sequence[Taken], ref: str | None) -> Taken:
        readable = sum(not _is_unreadable(value) for value in values)
        self.taken -= readable
        self.unreadable += readable
        filled = [spot for spot in spots if not spot.raw.is_blank]
        both = Unreadable(shown=" | ".join(spot.raw.shown for spot in filled))
        cells = " and ".join(f"{spot.sheet.name}!{address(*spot[1:])}" for spot in filled)
        remark = Remark(
            level="error",
            code="cells-disagree",
            what=f"{cells} say different things about the same: “{Raw(value=both.shown).quoted}”.",
            remedy="Keep the one that is right, and delete the other.",
        )
        self.say(filled[0], remark, ref)
        return (both,) if isinstance(values[0], tuple) else both


def origin_of(file: str | None, spot: Spot) -> Origin:
    """Give the place of a cell."""
    return Origin(file=file, sheet=spot.sheet.name, cell=address(spot.row, spot.column))


def _is_unreadable(value: Taken) -> bool:
    if isinstance(value, tuple):
        return any(isinstance(one, Unreadable) for one in value)
    return isinstance(value, Unreadable)
