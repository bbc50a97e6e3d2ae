"""Gives back what the committee decided, with all that became of it.

A decision is about the submission that was before the committee; an action, a letter and what
closes the plan are about their decision, and a report is about its action.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from secself import chain
from secself.model import (
    PROGRESS_WORDS,
    Action,
    AssessmentReference,
    Closing,
    Decision,
    DueAction,
    Entry,
    EntryKind,
    Progress,
    Recorded,
    is_user_id,
    read_reference,
)
from secself.store.archive import finding
from secself.store.archive.ledger import Ledger

_ABOUT: tuple[EntryKind, ...] = ("action", "letter", "closing", "progress")
"""The kinds of entry that say what became of a decision or an action."""
_Beside = Mapping[int | None, list[Entry]]


def decisions(ledger: Ledger, reference: AssessmentReference | str) -> tuple[Decision, ...]:
    """Give every decision on an assessment, oldest first, superseded ones too."""
    named = read_reference(reference) if isinstance(reference, str) else reference
    if named is None:
        return ()
    meant = finding.resolved(ledger, named)
    return _read(ledger, finding.of_assessment(ledger, meant.subject), {meant.subject})


def standing(ledger: Ledger, reference: AssessmentReference | str) -> Decision | None:
    """Give the decision on an assessment that stands, None if there is none."""
    return next((one for one in reversed(decisions(ledger, reference)) if one.stands), None)


def every_decision(ledger: Ledger, user: str | None = None) -> tuple[Decision, ...]:
    """Give every decision on all Users, or on the one that has this id now, oldest first."""
    if user is None or not is_user_id(user) or ledger.of_kind("rename"):
        subjects = ledger.subjects("decision")
        records = finding.everything(ledger)
    else:
        # Of one User only its own entries are read, for every User is asked about in its turn.
        subjects = ledger.subjects("decision", user)
        records = [one for name in subjects for one in finding.of_assessment(ledger, name)]
    if user is not None:
        user = finding.resolved(ledger, AssessmentReference(user=user, year=0, kind="any")).user
        records = [one for one in records if one.reference.user == user]
    return tuple(sorted(_read(ledger, records, subjects), key=lambda one: one.entry or 0))


def decided_before(ledger: Ledger, user: str, year: int) -> tuple[Decision, ...]:
    """Give the decisions that stand on a User's assessments before a year, oldest first."""
    found = (one for one in every_decision(ledger, user) if one.stands)
    return tuple(sorted((one for one in found if _year(one) < year), key=_year))


def actions_due(ledger: Ledger, as_of: date) -> tuple[DueAction, ...]:
    """Give what all Users are still to do, the earliest day first."""
    return due_of(every_decision(ledger), as_of)


def due_of(decided: Iterable[Decision], as_of: date) -> tuple[DueAction, ...]:
    """Give what these decisions still ask for, the earliest day first."""
    found = (
        DueAction(
            decision=decision,
            action=action,
            is_overdue=action.is_overdue(as_of),
            is_slipping=action.is_slipping,
        )
        for decision in decided
        for action in decision.open_actions
    )
    return tuple(sorted(found, key=lambda one: (one.action.due or date.max, _place(one))))


def kept_files(ledger: Ledger, decision: Decision) -> dict[str, bytes]:
    """Give the files that were written with a decision, byte for byte."""
    entries = (one for one in ledger.of_kind("letter") if one.about == decision.entry)
    return {one.key: ledger.content(one) for one in entries}


def _read(
    ledger: Ledger, records: Iterable[Recorded], subjects: Iterable[str]
) -> tuple[Decision, ...]:
    """Read the decisions on submissions, numbered within each assessment as they came."""
    beside: _Beside = _gathered(ledger, subjects)
    found = (
        (record, entry) for record in records for entry in record.others if entry.kind == "decision"
    )
    numbers: defaultdict[str, int] = defaultdict(int)
    made: dict[int, Decision] = {}
    for record, entry in sorted(found, key=lambda one: one[1].number):
        numbers[record.reference.subject] += 1
        number = numbers[record.reference.subject]
        if ledger.left(entry) is None:
            continue  # What was erased is told by the history alone.
        one = _decision(ledger, record, entry, beside)
        made[entry.number] = replace(one, number=number)
    taken_over = {one.supersedes: number for number, one in made.items()}
    return tuple(replace(one, superseded_by=taken_over.get(number)) for number, one in made.items())


def _gathered(ledger: Ledger, subjects: Iterable[str]) -> _Beside:
    """Give what is about each decision and action; what was erased is left out."""
    beside: defaultdict[int | None, list[Entry]] = defaultdict(list)
    for entry in _about(ledger, subjects):
        if entry.kind == "letter" or ledger.left(entry) is not None:
            beside[entry.about].append(entry)
    return beside


def _about(ledger: Ledger, subjects: Iterable[str]) -> Iterator[Entry]:
    if ledger.of_kind("rename"):
        # What is about a User who was renamed stands under either name.
        for kind in _ABOUT:
            yield from ledger.of_kind(kind)
        return
    for subject in sorted(subjects):
        yield from (one for one in ledger.of_subject(subject) if one.kind in _ABOUT)


def _decision(ledger: Ledger, record: Recorded, entry: Entry, beside: _Beside) -> Decision:
    said = finding.read(ledger, entry)
    before = said.get("supersedes")
    own = beside.get(entry.number, [])
    actions = (_action(ledger, one, beside) for one in own if one.kind == "action")
    closings = [_closing(ledger, one) for one in own if one.kind == "closing"]
    against = said.get("against")
    return Decision(
        subject=record.reference.subject,
        about=str(record.reference),
        outcome=_text(said, "outcome"),
        label=_text(said, "label"),
        on=date.fromisoformat(_text(said, "on")),
        by=_text(said, "by") or None,
        reason=_text(said, "reason"),
        actions=tuple(actions),
        framework=_text(said, "framework"),
        digest=_text(said, "digest"),
        received=str(chain.receipt_of(record.entry)),
        prior=_text(said, "prior"),
        prior_digest=_text(said, "prior_digest"),
        against=tuple(map(str, against)) if isinstance(against, list) else (),
        meeting=_text(said, "meeting"),
        entry=entry.number,
        recorded=entry.recorded,
        supersedes=before if isinstance(before, int) else None,
        superseding=_text(said, "superseding"),
        files=tuple(one.key for one in own if one.kind == "letter"),
        closing=closings[-1] if closings else None,
    )


def _action(ledger: Ledger, entry: Entry, beside: _Beside) -> Action:
    said = finding.read(ledger, entry)
    return Action(
        id=_text(said, "id"),
        text=_text(said, "text"),
        due=_day(said, "due"),
        owner=_text(said, "owner") or None,
        reports=tuple(_progress(ledger, one) for one in beside.get(entry.number, [])),
        entry=entry.number,
    )


def _progress(ledger: Ledger, entry: Entry) -> Progress:
    said = finding.read(ledger, entry)
    evidence = said.get("evidence")
    return Progress(
        on=date.fromisoformat(_text(said, "on")),
        state=next((state for state in PROGRESS_WORDS if state == said.get("state")), None),
        done_on=_day(said, "done_on"),
        due=_day(said, "due"),
        words=_text(said, "words"),
        evidence=tuple(map(str, evidence)) if isinstance(evidence, list) else (),
        file_sha256=_text(said, "file_sha256"),
        entry=entry.number,
    )


def _closing(ledger: Ledger, entry: Entry) -> Closing:
    said = finding.read(ledger, entry)
    files = said.get("files")
    (file,) = files if isinstance(files, list) else ({},)
    return Closing(
        file=_text(file, "name"),
        sha256=_text(file, "sha256"),
        on=date.fromisoformat(_text(said, "on")),
        by=_text(said, "by") or None,
        reason=_text(said, "reason"),
        entry=entry.number,
    )


def _place(one: DueAction) -> tuple[str, int]:
    return one.decision.subject, one.action.entry or 0


def _year(decision: Decision) -> int:
    reference = read_reference(decision.subject)
    return reference.year if reference else 0


def _text(said: Mapping[str, object], name: str) -> str:
    value = said.get(name)
    return value if isinstance(value, str) else ""


def _day(said: Mapping[str, object], name: str) -> date | None:
    value = said.get(name)
    return date.fromisoformat(value) if isinstance(value, str) else None
