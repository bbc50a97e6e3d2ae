"""Short phrases that people read of a comparison, the same in every format."""

from collections.abc import Iterable, Iterator
from datetime import date

from secself.model import (
    PROGRESS_WORDS,
    Action,
    Change,
    Decision,
    Direction,
    Finding,
    Marks,
    Section,
    Wording,
)

FROM_REPORT = "taken from the assessor's report"
"""What is said of a baseline that the User did not hand in itself."""

SECTIONS: dict[Section, str] = {
    "validation": "Controls",
    "questions": "Questions",
    "profile": "Profile",
    "providers": "Providers",
    "remediation": "Remediation plan",
    "evidence": "Evidence",
}
"""The sections of a comparison in the order in which they are read, with their headings."""

CHANGES: dict[Change, str] = {
    "no-longer-answered": "no longer answered",
    "unanswered": "not answered on either side",
    "out-of-scope": "no longer in scope",
    "removed": "removed",
    "position-changed": "position changed",
    "answer-changed": "answer changed",
    "risk-changed": "residual risk changed",
    "fact-changed": "fact changed",
    "item-changed": "another item than was answered before",
    "evidence-changed": "evidence changed",
    "in-scope": "newly in scope",
    "added": "added",
    "newly-answered": "newly answered",
    "declared-change-changed": "declared differently",
    "narrative-changed": "explanation changed",
    "owner-changed": "owner changed",
    "detail-changed": "detail changed",
    "reaffirmation-changed": "reaffirmation changed",
    "not-compared": "not compared",
    "unchanged": "unchanged",
}
"""What people read for each change."""

DIRECTIONS: dict[Direction, str] = {
    "worse": "worse",
    "better": "better",
    "same": "neither better nor worse",
    "unclear": "cannot be told",
}
"""What people read for each direction."""

WORDINGS: dict[Wording, str] = {
    "same": "The words are those of last time.",
    "reworded": "The words are not those of last time; both answers are shown side by side.",
    "turned": "The sense was turned: the same answer now says something else.",
    "moved": "It stands in another place than last time.",
    "split": "It is one part of what was a single item.",
    "merged": "It was made of several items.",
    "new": "It is new in this edition.",
    "withdrawn": "It was withdrawn.",
}
"""What people read of what became of an item's words."""

_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""What some program or other takes for the end of a line."""
_HEADINGS = {"sha256": "SHA-256", "what_changed": "What changed", "id": "Id"}

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def written(day: date) -> str:
    """Write a day as in 2 July 2026, in English whatever the machine speaks."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def name_of(marks: Marks) -> str:
    """Give the reference of an assessment, as in `northfell-energy/2026-ssa`."""
    user, kind = marks.user or "unknown", marks.kind or "unknown"
    return one_line(f"{user}/{marks.year or 'unknown'}-{kind}")


def baseline_of(marks: Marks) -> str:
    """Give the reference of a baseline, and say if the User did not hand it in itself."""
    return f"{name_of(marks)}, {FROM_REPORT}" if marks.source else name_of(marks)


def one_line(text: str) -> str:
    """Keep a stranger's text on one line, so that it cannot pass for a line of ours."""
    return "".join(
        mark.encode("unicode_escape").decode("ascii") if mark in _BREAKS else mark for mark in text
    )


def heading(column: str) -> str:
    """Give the heading people know a column by."""
    return _HEADINGS.get(column, column.replace("_", " ").capitalize())


def source_line(finding: Finding) -> str:
    """Give the places in the code a finding names, the unverified ones marked so."""
    return "; ".join(
        f"{source} (recalled, unverified)" if source in finding.unverified else source
        for source in finding.sources
    )


def action_state(action: Action, decision: Decision, as_of: date) -> str:
    """Say in a few words how an action that was asked for stands."""
    if not decision.stands:
        return "superseded"
    if action.is_done:
        return f"done {action.done_on}" if action.done_on else "done, no day given"
    if decision.closing:
        return "closed by the director's letter"
    last = action.last
    said = PROGRESS_WORDS[last.state].lower() if last and last.state else "nothing reported"
    if last and last.due:
        said += f", {last.due} proposed"
    return f"OVERDUE, {said}" if action.is_overdue(as_of) else said


def owner_of(action: Action) -> str:
    """Name who is to do an action, in brackets; nothing where nobody was named."""
    return f" ({one_line(action.owner)})" if action.owner else ""


def asked_before(decided: Iterable[Decision], as_of: date) -> Iterator[tuple[str, str, str]]:
    """Give what was asked on earlier assessments: where and which, what, and whether it is done."""
    for decision in decided:
        for action in decision.actions:
            what = f"{action.text}{owner_of(action)}"
            due = f"due {action.due}: " if action.due else ""
            state = f"{due}{action_state(action, decision, as_of)}"
            yield f"{decision.subject} {action.id}", what, state
