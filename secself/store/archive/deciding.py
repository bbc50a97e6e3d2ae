"""Records what the committee decides, and what becomes of it.

A decision is never changed: another one stands in its place and says so. Everything here is done
while writing, so that a decision is recorded with its actions and its letter, or not at all.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from secself import chain
from secself.model import Action, Closing, Decision, Entry, Meeting, Progress, Recorded
from secself.problems import Origin, Problem, Refused
from secself.store.archive import decided, finding
from secself.store.archive.ledger import Ledger
from secself.store.archive.recording import Original


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a decision that was to be recorded."""

    decision: Decision
    """The decision as it stands in the archive."""
    is_new: bool
    """Whether it was recorded now; else it had been before."""


def take(ledger: Ledger, asked: Decision, *, is_dated: bool = True) -> Taken:
    """Record a decision; the same one again is not recorded again.

    Where the day was not said (`is_dated` false), another day does not make another decision.
    Raises Refused if another decision stands and the asked one does not say why it supersedes it.
    """
    record = finding.standing(ledger, asked.about or asked.subject)
    before = decided.decisions(ledger, record.reference)
    last = next((one for one in reversed(before) if one.stands), None)
    if last and _is_same(last, asked, is_dated=is_dated):
        return Taken(decision=last, is_new=False)
    if last and not asked.superseding:
        raise Refused(_stands(ledger, last))
    if asked.superseding and not last:
        raise Refused(_none(ledger, record.reference.subject))
    entry = _append(ledger, record, asked, last)
    (new,) = (
        one for one in decided.decisions(ledger, record.reference) if one.entry == entry.number
    )
    return Taken(decision=new, is_new=True)


def keep_files(ledger: Ledger, decision: Decision, files: Mapping[str, bytes]) -> None:
    """Keep the files that were written with a decision, under their names."""
    subject = _entry_of(ledger, decision).subject
    for name, content in files.items():
        ledger.append("letter", content, subject=subject, key=name, about=decision.entry)


def keep_meeting(ledger: Ledger, meeting: Meeting) -> None:
    """Keep who sat at a meeting, and who took no part in what; the same only once."""
    content = chain.canonical(
        {
            "format": "secself/meeting@1",
            "date": meeting.date.isoformat(),
            "title": meeting.title,
            "place": meeting.place,
            "members": [asdict(member) for member in meeting.members],
            "recusals": [asdict(recusal) for recusal in meeting.recusals],
            "agenda": [item.assessment for item in meeting.agenda],
        }
    )
    subject = f"meeting/{meeting.date.isoformat()}"
    if not ledger.find("meeting", subject, chain.digest_of(content)):
        ledger.append("meeting", content, subject=subject)


def report(
    ledger: Ledger, decision: Decision, reports: Mapping[str, Progress], sent: Original
) -> int:
    """Record what a User reports on actions by their ids, with its file; count what is new."""
    subject = _entry_of(ledger, decision).subject
    meant = {action.id: action for action in decision.actions}
    fresh = {
        name: progress
        for name, progress in reports.items()
        if not _is_reported(meant[name], progress)
    }
    if fresh:
        _keep_original(ledger, subject, sent)
    for name, progress in fresh.items():
        content = chain.canonical(_progress_document(progress, sent))
        ledger.append("progress", content, subject=subject, about=meant[name].entry)
    return len(fresh)


def close(ledger: Ledger, decision: Decision, closing: Closing, letter: Original) -> bool:
    """Close a plan with the director's letter, whose bytes are kept; tell whether it is new."""
    if decision.closing and decision.closing.sha256 == letter.sha256:
        return False
    if decision.closing:
        raise Refused(_closed(ledger, decision))
    subject = _entry_of(ledger, decision).subject
    _keep_original(ledger, subject, letter)
    document = {
        "format": "secself/closing@1",
        "files": [{"name": letter.name, "sha256": letter.sha256}],
        "on": closing.on.isoformat(),
        "by": closing.by or "",
        "reason": closing.reason,
    }
    ledger.append("closing", chain.canonical(document), subject=subject, about=decision.entry)
    return True


def _append(ledger: Ledger, record: Recorded, asked: Decision, last: Decision | None) -> Entry:
    subject = record.entry.subject
    content = chain.canonical(_document(record, asked, last))
    entry = ledger.append("decision", content, subject=subject, about=record.entry.number)
    for action in asked.actions:
        said = {
            "format": "secself/action@1",
            "id": action.id,
            "text": action.text,
            "owner": action.owner or "",
            "due": action.due and action.due.isoformat(),
        }
        ledger.append("action", chain.canonical(said), subject=subject, about=entry.number)
    return entry


def _document(record: Recorded, asked: Decision, last: Decision | None) -> dict[str, object]:
    return {
        "format": "secself/decision@1",
        "submission": str(record.reference),
        "digest": asked.digest,
        "framework": asked.framework,
        "prior": asked.prior,
        "prior_digest": asked.prior_digest,
        "outcome": asked.outcome,
        "label": asked.label,
        "on": asked.on.isoformat(),
        "by": asked.by or "",
        "reason": asked.reason,
        "against": list(asked.against),
        "meeting": asked.meeting,
        "actions": len(asked.actions),
        "supersedes": last.entry if last else None,
        "superseding": asked.superseding if last else "",
    }


def _progress_document(progress: Progress, sent: Original) -> dict[str, object]:
    return {
        "format": "secself/progress@1",
        "on": progress.on.isoformat(),
        "state": progress.state,
        "done_on": progress.done_on and progress.done_on.isoformat(),
        "due": progress.due and progress.due.isoformat(),
        "words": progress.words,
        "evidence": list(progress.evidence),
        "file": sent.name,
        "file_sha256": sent.sha256,
    }


def _keep_original(ledger: Ledger, subject: str, sent: Original) -> None:
    if not ledger.find("original", subject, sent.sha256):
        ledger.append("original", sent.content, subject=subject)


def _entry_of(ledger: Ledger, decision: Decision) -> Entry:
    return next(one for one in ledger.of_kind("decision") if one.number == decision.entry)


def _is_same(one: Decision, other: Decision, *, is_dated: bool) -> bool:
    """Tell whether two decisions say the same of the same submission."""
    return _said(one, is_dated=is_dated) == _said(other, is_dated=is_dated)


def _said(one: Decision, *, is_dated: bool) -> tuple[object, ...]:
    actions = tuple((action.text, action.owner, action.due) for action in one.actions)
    day = one.on if is_dated else None
    return one.about, one.outcome, one.by, one.reason, actions, one.meeting, day


def _is_reported(action: Action, progress: Progress) -> bool:
    """Tell whether the newest report on an action says this already, be it of another day."""
    return _reported(progress) == _reported(action.last or Progress(on=progress.on))


def _reported(one: Progress) -> tuple[object, ...]:
    return one.state, one.done_on, one.due, one.words, one.evidence


def _stands(ledger: Ledger, last: Decision) -> Problem:
    return Problem(
        code="decision-stands",
        origin=Origin(file=ledger.place),
        what=f"On {last.subject} it was decided on {last.on}: {last.label}.",
        remedy="To put another decision in its place, say why with --supersede TEXT.",
    )


def _none(ledger: Ledger, subject: str) -> Problem:
    return Problem(
        code="decision-none",
        origin=Origin(file=ledger.place),
        what=f"No decision stands on {subject} that could be superseded.",
        remedy="Leave out --supersede.",
    )


def _closed(ledger: Ledger, decision: Decision) -> Problem:
    return Problem(
        code="plan-closed",
        origin=Origin(file=ledger.place),
        what=f"The plan of {decision.name} was closed on "
        f"{decision.closing and decision.closing.on} with another letter.",
        remedy="Nothing more is to be done; “secself history” shows the letter that closed it.",
    )
