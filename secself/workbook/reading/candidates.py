"""Joins what several sheets give for one table, unless they contradict each other."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from secself.answers import Remark
from secself.model import AddedRow
from secself.problems import Origin, Problem, Refused
from secself.workbook.reading.tally import Tally

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(Generic[Record]):
    """What one sheet gives for a table."""

    sheet: Origin
    """The sheet."""
    records: Mapping[Hashable, Record]
    """What it gives, by what tells records apart."""
    added: Sequence[AddedRow] = ()
    """Rows it has besides."""
    tally: Tally
    """What became of its cells."""


def join(
    candidates: Sequence[Candidate[Record]], name: str, tally: Tally
) -> tuple[list[Record], list[AddedRow]]:
    """Take the fullest sheet, and from others what it lacks; refuse two that contradict."""
    if not candidates:
        return [], []
    first, *others = sorted(candidates, key=lambda one: -len(one.records))
    records, added = dict(first.records), list(first.added)
    tally.add(first.tally)
    for other in others:
        _agree(first, other, name)
        fresh = {key: record for key, record in other.records.items() if key not in records}
        if fresh:
            records |= fresh
            added += other.added
            tally.add(other.tally)
        tally.say(other.sheet, _noted(first, name, is_read=bool(fresh)))
    return list(records.values()), added


def _agree(first: Candidate[Record], other: Candidate[Record], name: str) -> None:
    for key in first.records.keys() & other.records.keys():
        if first.records[key] != other.records[key]:
            raise Refused(
                Problem(
                    code="sheets-disagree",
                    origin=first.sheet,
                    what=f"Two sheets give different answers for {name}: “{first.sheet.sheet}” "
                    f"and “{other.sheet.sheet}”, for instance at {_named(key)}.",
                    remedy="Delete the sheet that does not count.",
                )
            )


def _named(key: Hashable) -> str:
    return str(key[0] if isinstance(key, tuple) else key)


def _noted(first: Candidate[Record], name: str, *, is_read: bool) -> Remark:
    if is_read:
        what = f"{name} stands on “{first.sheet.sheet}” and goes on here; both were read."
    else:
        what = f"{name} stands on “{first.sheet.sheet}” and here again, saying nothing else."
    return Remark(
        level="note",
        code="sheet-twice",
        what=what,
        remedy="Delete the sheet that does not count, if there is one.",
    )
