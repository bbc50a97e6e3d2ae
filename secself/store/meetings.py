"""Reads what a secretary writes: the file of a meeting, and the letterhead."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from secself import yamltext
from secself.model import Letterhead, Meeting
from secself.problems import Origin, Problem, Refused
from secself.schemas import meeting as meeting_schema
from secself.schemas.fields import Fault
from secself.store import files
from secself.store.committee import Wish
from secself.store.layers import Layer

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """A meeting, and the decisions that were taken at it."""

    meeting: Meeting
    """The meeting."""
    wishes: tuple[Wish, ...]
    """The decisions, in the order of the agenda."""


def letterhead(path: Path | None) -> Letterhead:
    """Load a letterhead; without a file the neutral one."""
    return Letterhead() if path is None else _loaded(path, meeting_schema.load_letterhead)


def load(path: Path) -> Meeting:
    """Load a meeting, or raise Refused with everything that is wrong in it."""
    return _loaded(path, meeting_schema.load_meeting)


def read(path: Path) -> Agenda:
    """Load a meeting with the decisions taken at it; Refused if there is none."""
    meeting = load(path)
    wishes = tuple(_wishes(meeting))
    if not wishes:
        raise Refused(
            Problem(
                code="meeting-undecided",
                origin=Origin(file=str(path)),
                what="No item of the agenda has an outcome.",
                remedy="Write the outcome beside each assessment that was decided.",
            )
        )
    return Agenda(meeting=meeting, wishes=wishes)


def _wishes(meeting: Meeting) -> Sequence[Wish]:
    return [
        Wish(
            name=item.assessment,
            outcome=item.outcome,
            reason=item.reason,
            by=meeting.by or meeting.title,
            on=meeting.date,
            actions=item.actions,
            superseding=item.supersede,
            addressee=item.name,
            meeting=meeting.date.isoformat(),
        )
        for item in meeting.agenda
        if item.outcome
    ]


def _loaded(path: Path, load_plain: Callable[[object], tuple[Made | None, list[Fault]]]) -> Made:
    document = yamltext.parse(files.read_text(path), str(path))
    made, faults = load_plain(document.content)
    place = Layer({}, lambda way: Origin(file=str(path), line=document.line_of(way)))
    problems = [*document.problems]
    if not problems:
        problems += [place.problem(fault) for fault in faults]
    if made is None or problems:
        raise Refused(*problems)
    return made
