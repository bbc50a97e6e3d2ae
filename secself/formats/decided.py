"""Decisions and actions, as text for a terminal and as the plain data of our JSON."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from secself.model import Action, Appointment, Decision, DueAction
from secself.phrases import action_state, one_line, owner_of


def decision_document(one: Decision) -> Mapping[str, object]:
    """Give one decision, with its actions and what became of them."""
    closing = one.closing
    return {
        "assessment": one.subject,
        "submission": one.about,
        "number": one.number,
        "outcome": one.outcome,
        "label": one.label,
        "on": one.on.isoformat(),
        "by": one.by,
        "reason": one.reason,
        "against": list(one.against),
        "meeting": one.meeting or None,
        "actions": [action_document(action) for action in one.actions],
        "supersedes": one.supersedes,
        "superseding": one.superseding or None,
        "superseded_by": one.superseded_by,
        "closed": closing
        and {
            "on": closing.on.isoformat(),
            "by": closing.by,
            "file": closing.file,
            "sha256": closing.sha256,
            "reason": closing.reason,
        },
        "files": list(one.files),
        "entry": one.entry,
        "recorded": one.recorded,
    }


def action_document(action: Action) -> Mapping[str, object]:
    """Give one action with the reports on it."""
    return {
        "id": action.id,
        "action": action.text,
        "owner": action.owner,
        "due": action.due and action.due.isoformat(),
        "done": action.is_done,
        "done_on": action.done_on and action.done_on.isoformat(),
        "slipping": action.is_slipping,
        "reports": [
            {
                "on": report.on.isoformat(),
                "state": report.state,
                "done_on": report.done_on and report.done_on.isoformat(),
                "new_date": report.due and report.due.isoformat(),
                "what": report.words,
                "evidence": list(report.evidence),
                "file_sha256": report.file_sha256,
            }
            for report in action.reports
        ],
    }


def due_document(one: DueAction) -> Mapping[str, object]:
    """Give an action that is still to be done, with where it was asked for."""
    return {
        "assessment": one.decision.subject,
        "decision": one.decision.number,
        **action_document(one.action),
        "overdue": one.is_overdue,
    }


def decision_lines(one: Decision, as_of: date) -> Iterator[str]:
    """Say what was decided, and how what was asked for stands."""
    by = f" by {one_line(one.by)}" if one.by else ""
    yield f"{one.name}: {one.label}, {one.on}{by}{_standing(one)}"
    if one.reason:
        yield f"    because: {one_line(one.reason)}"
    if one.superseding:
        yield f"    in place of the one before: {one_line(one.superseding)}"
    for action in one.actions:
        yield f"    {action.id}  due {action.due}  {action_state(action, one, as_of)}"
        yield f"        {one_line(action.text)}{owner_of(action)}"
    if one.closing:
        yield (
            f"    closed {one.closing.on} with {one_line(one.closing.file)}  "
            f"sha256:{one.closing.sha256}"
        )


def due_lines(due: Sequence[DueAction], as_of: date) -> Iterator[str]:
    """List what is still to be done of all Users, by date."""
    for one in due:
        action = one.action
        yield (
            f"{action.due}  {one.decision.subject}  {action.id}  "
            f"{action_state(action, one.decision, as_of)}"
        )
        yield f"    {one_line(action.text)}{owner_of(action)}"
    late = sum(one.is_overdue for one in due)
    yield f"{len(due)} open as of {as_of}, {late} of them overdue"


def asked(action: Action, decision: Decision) -> str:
    """Say what was asked, by when and of whom, and how it stands, whatever day it is."""
    text = f"{one_line(action.text)}{owner_of(action)}, due {action.due}"
    # No day lies before this one, so nothing is called late.
    return f"{text}; {action_state(action, decision, date.min)}"


def appointments(due: Sequence[DueAction], marking: str = "") -> list[Appointment]:
    """Give the days on which actions are due, for people's calendars."""
    return [
        Appointment(
            id=f"{one.decision.subject.replace('/', '-')}-d{one.decision.number}-{one.action.id}",
            day=one.action.due,
            title=f"{marking} {one.decision.subject} {one.action.id} is due".strip(),
            text=f"{one.action.text}{owner_of(one.action)}",
        )
        for one in due
        if one.action.due
    ]


def _standing(one: Decision) -> str:
    return "" if one.stands else f" (superseded by entry {one.superseded_by})"
