"""The papers of a meeting: its agenda, and the list of decisions for the minutes; Word and text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date

from secself.model import Decision, DueAction, Meeting, Member, Recusal
from secself.phrases import action_state, one_line, owner_of, written
from secself.pouring import pour, sealed

AGENDA, MINUTES = "meeting-agenda.docx", "meeting-minutes.docx"
"""The names of the templates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """An item of the agenda."""

    number: str
    """Its number."""
    user: str
    """The User's name, or its id."""
    assessment: str
    """The assessment."""
    before: str
    """What was found in it, in figures."""
    note: str
    """The secretary's note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """A decision for the minutes."""

    number: str
    """The number of its item."""
    assessment: str
    """The User and its assessment."""
    outcome: str
    """What was decided."""
    reason: str
    """Why."""
    actions: str
    """What is asked for, an action a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """An action that is still open."""

    due: str
    """By when."""
    assessment: str
    """The assessment it was asked at, and its id."""
    text: str
    """What is to be done, and by whom."""
    state: str
    """How it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWords:
    """Everything a paper of a meeting may say."""

    marking: str
    """The protective marking, empty for none."""
    title: str
    """What the meeting is called."""
    date: str
    """The day."""
    place: str
    """Where it is held, empty if that was not said."""
    members: tuple[Member, ...]
    """Who sits."""
    recusals: tuple[Recusal, ...]
    """Who takes no part in which item, and why."""
    items: tuple[ItemLine, ...] = ()
    """The items of the agenda."""
    decisions: tuple[DecisionLine, ...] = ()
    """The decisions taken."""
    undecided: tuple[str, ...] = ()
    """The items that were not decided."""
    due: tuple[DueLine, ...] = ()
    """What is open at all Users, by date."""
    receipt: str = ""
    """What proves later what the archive held."""


_NAMES = tuple(each.name for each in fields(PaperWords))


def agenda(
    meeting: Meeting, found: Sequence[str], due: Iterable[DueAction], marking: str = ""
) -> PaperWords:
    """Say what an agenda says; what was found stands beside each item, in their order."""
    items = (
        ItemLine(
            number=str(number),
            user=item.name or item.assessment.partition("/")[0],
            assessment=item.assessment,
            before=before,
            note=item.note,
        )
        for number, (item, before) in enumerate(zip(meeting.agenda, found, strict=True), 1)
    )
    head = _head(meeting, marking)
    return PaperWords(**head, items=tuple(items), due=tuple(_due(due, meeting.date)))  # type: ignore[arg-type]


def minutes(
    meeting: Meeting,
    decided: Sequence[Decision],
    due: Iterable[DueAction],
    receipt: str,
    marking: str = "",
) -> PaperWords:
    """Say what the minutes list: what was decided at the meeting, item by item."""
    taken = {one.subject: one for one in decided}
    listed = list(enumerate(meeting.agenda, 1))
    lines = [
        _decision(number, item.name, taken[subject])
        for number, item in listed
        if (subject := _subject(item.assessment, taken)) in taken
    ]
    undecided = tuple(
        f"{number}. {item.assessment}"
        for number, item in listed
        if _subject(item.assessment, taken) not in taken
    )
    return PaperWords(
        **_head(meeting, marking),  # type: ignore[arg-type]
        decisions=tuple(lines),
        undecided=undecided,
        due=tuple(_due(due, meeting.date)),
        receipt=receipt,
    )


def write(words: PaperWords, template: bytes, name: str, day: date) -> bytes:
    """Write a paper as a Word document; the same input gives the same bytes."""
    said = {each: getattr(words, each) for each in _NAMES}
    return sealed(pour(template, said, name), f"{words.title}, {words.date}", day)


def text(words: PaperWords) -> str:
    """Give a paper as plain text, to be pasted."""
    return "\n".join(_lines(words)) + "\n"


def _lines(words: PaperWords) -> Iterator[str]:
    if words.marking:
        yield words.marking
    yield f"{words.title}, {words.date}{f', {words.place}' if words.place else ''}"
    if words.members:
        yield f"Members: {'; '.join(_member(one) for one in words.members)}"
    for recusal in words.recusals:
        yield f"Takes no part on {recusal.user}: {recusal.member} ({one_line(recusal.reason)})"
    yield from _item_lines(words)
    if words.undecided:
        yield f"Not decided at this meeting: {'; '.join(words.undecided)}"
    if words.due:
        yield "Open actions of all Users, by date:"
    for line in words.due:
        yield f"    {line.due}  {line.assessment}: {one_line(line.text)}; {line.state}"
    if words.receipt:
        yield f"Receipt of the archive: {words.receipt}"


def _item_lines(words: PaperWords) -> Iterator[str]:
    for item in words.items:
        yield f"{item.number}. {item.user}, {item.assessment}: {item.before}"
        if item.note:
            yield f"    {one_line(item.note)}"
    for one in words.decisions:
        yield f"{one.number}. {one.assessment}: {one.outcome}"
        said = [one.reason, *one.actions.split("\n")]
        yield from (f"    {one_line(line)}" for line in said if line)


def _head(meeting: Meeting, marking: str) -> dict[str, object]:
    return {
        "marking": marking,
        "title": meeting.title,
        "date": written(meeting.date),
        "place": meeting.place,
        "members": meeting.members,
        "recusals": meeting.recusals,
    }


def _subject(assessment: str, taken: Iterable[str]) -> str:
    """Give the assessment of an item, whichever of its submissions was named."""
    name = assessment.partition("#")[0]
    return name if name in set(taken) else assessment


def _decision(number: int, name: str, one: Decision) -> DecisionLine:
    named = f"{name}, " if name else ""
    before = f", in place of the decision before: {one.superseding}" if one.superseding else ""
    return DecisionLine(
        number=str(number),
        assessment=f"{named}{one.about or one.subject}",
        outcome=f"{one.label}{before}",
        reason=one.reason,
        actions="\n".join(
            f"{action.id} by {action.due}: {action.text}{owner_of(action)}"
            for action in one.actions
        ),
    )


def _due(due: Iterable[DueAction], as_of: date) -> Iterator[DueLine]:
    for one in due:
        yield DueLine(
            due=str(one.action.due or ""),
            assessment=f"{one.decision.subject} {one.action.id}",
            text=f"{one.action.text}{owner_of(one.action)}",
            state=action_state(one.action, one.decision, as_of),
        )


def _member(one: Member) -> str:
    more = ", ".join(part for part in (one.role, one.organisation) if part)
    return f"{one.name} ({more})" if more else one.name
