"""Joins what several sheets give for one table, unless they contradict each other."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from secself.answers import Remark
from secself.model import AddedRow
from secself.problems import Origin, Problem, Refused
from secself.workbook.reading.tally import Tally

Record = TypeVar("Record")
_LISTED = 10
"""So many of the rows in which two sheets differ are named."""


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
    apart = [
        _named(key)
        for key, record in first.records.items()
        if key in other.records and record != other.records[key]
    ]
    if apart:
        rest = f" and {len(apart) - _LISTED} more" if len(apart) > _LISTED else ""
        raise Refused(
            Problem(
                code="sheets-disagree",
                origin=first.sheet,
                what=f"Two sheets give different answers for {name}: “{first.sheet.sheet}” "
                f"and “{other.sheet.sheet}”, at {', '.join(apart[:_LISTED])}{rest}.",
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
