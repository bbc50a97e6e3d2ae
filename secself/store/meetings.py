"""Reads what a secretary writes: the file of a meeting, and the letterhead."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from secself import yamltext
from secself.letters import papers
from secself.letters.papers import DecisionLine, DueLine, ItemLine, PaperWords
from secself.model import Letterhead, Meeting
from secself.problems import Origin, Problem, Refused, SecselfError
from secself.schemas import meeting as meeting_schema
from secself.schemas.fields import Fault
from secself.store import files
from secself.store.archive import decided
from secself.store.archive.ledger import Ledger
from secself.store.committee import Sitting, Wish, considered
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


def agenda(meeting: Meeting, sitting: Sitting, marking: str = "") -> PaperWords:
    """Say what is before the committee: each item with what was found, and what is open."""
    found = [_found(item.assessment, sitting) for item in meeting.agenda]
    due = decided.actions_due(sitting.ledger, meeting.date)
    return papers.agenda(meeting, found, due, marking)


def minutes(meeting: Meeting, ledger: Ledger, marking: str = "") -> PaperWords:
    """Say what was decided at a meeting, as the archive has it."""
    day = meeting.date.isoformat()
    every = decided.every_decision(ledger)
    taken = [one for one in every if one.meeting == day]
    due = decided.due_of(every, meeting.date)
    return papers.minutes(meeting, taken, due, str(ledger.receipt() or ""), marking)


def plain(line: ItemLine | DecisionLine | DueLine) -> dict[str, str]:
    """Give a line of a paper as plain data."""
    return asdict(line)


def _found(name: str, sitting: Sitting) -> str:
    """Say in a few words what was found in an assessment, or why that cannot be said."""
    try:
        before = considered(name, sitting)
    except SecselfError as refusal:
        return refusal.problems[0].what
    found = before.assessment
    open_before = sum(len(one.open_actions) for one in found.decided_before)
    said = [
        f"{before.record.reference}",
        f"{len(found.material)} material, {len(found.notes)} to note",
        *([f"concerns of the assessor: {found.concerns}"] if found.concerns else []),
        f"compared with {', '.join(found.prior_files) or 'nothing'}",
    ]
    said += [f"{open_before} of what was asked before is open"] if open_before else []
    said += [f"decided before: {found.decision.label}"] if found.decision else []
    return "; ".join(said)


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
