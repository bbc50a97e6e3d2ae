"""What the committee decides is held against the assessment, recorded, and told in a letter.

Decisions of one sitting are recorded all or none, with their letters: the files are brought to the
disk first, then the archive takes the decisions, then the files get their names. A run that is
killed between leaves a decision without its letter, never a letter without its decision; the same
command again writes the very letter that was recorded.
"""

import contextlib
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from secself import chain, completeness, deciding, digest
from secself.letters import letter, plan_writer
from secself.model import (
    Action,
    Assessment,
    Closing,
    Decision,
    Framework,
    Letterhead,
    Meeting,
    Recorded,
    Ruling,
    read_reference,
)
from secself.problems import Origin, Problem, Refused, SecselfError
from secself.store import files
from secself.store.archive import decided, finding
from secself.store.archive import deciding as keeping
from secself.store.archive.ledger import Ledger
from secself.store.archive.recording import Original
from secself.store.assessments import Passwords, combine, from_kept, no_passwords, receive
from secself.store.baselines import recorded_in
from secself.store.frameworks import Library
from secself.store.judgements import judge
from secself.store.remarks import comments_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """What stands around the decisions of one run."""

    ledger: Ledger
    """The archive."""
    library: Library
    """The frameworks."""
    moment: str
    """When it is recorded, in universal time."""
    today: date
    """The day on which the command runs."""
    as_of: date | None = None
    """The day on which ages and deadlines are judged, if it was said."""
    passwords: Passwords = no_passwords
    """What may open a protected file."""
    folder: Path = Path()
    """Where the letters are written to."""
    head: Letterhead = field(default_factory=Letterhead)
    """Who writes them."""
    marking: str = ""
    """The protective marking."""
    is_forced: bool = False
    """Whether files that are already there are replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A decision as a person states it."""

    name: str
    """The assessment: a name in the archive, or a file that was recorded."""
    outcome: str
    """The outcome or status, as typed."""
    reason: str = ""
    """Why."""
    by: str | None = None
    """Who decided."""
    on: date | None = None
    """When; None if it was not said."""
    actions: tuple[Action, ...] = ()
    """What is asked for."""
    superseding: str = ""
    """Why it stands in the place of another, if it does."""
    addressee: str = ""
    """The User's name, if it was said."""
    meeting: str = ""
    """The meeting at which it was decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """An assessment as it was before the committee."""

    record: Recorded
    """The submission."""
    framework: Framework
    """The edition it answers."""
    assessment: Assessment
    """What was found."""
    speaking: tuple[str, ...]
    """What speaks against a clean outcome, one sentence each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A decision that was recorded, now or before."""

    decision: Decision
    """The decision."""
    is_new: bool
    """Whether it was recorded now."""
    files: tuple[Path, ...]
    """Its files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    wish: Wish
    asked: Decision
    ruling: Ruling
    framework: Framework


def decide(
    wishes: Sequence[Wish], sitting: Sitting, meeting: Meeting | None = None
) -> list[Settled]:
    """Record decisions with their letters, all or none; raises Refused with all that is wrong.

    With them is recorded who sat at the meeting, and who took no part in what.
    """
    cases, faults = [], list[Problem]()
    for wish in wishes:
        try:
            cases.append(_case(wish, sitting))
        except SecselfError as refusal:
            faults += refusal.problems
    if faults:
        raise Refused(*faults)
    with contextlib.ExitStack() as held:
        with sitting.ledger.writing(sitting.moment):
            if meeting:
                keeping.keep_meeting(sitting.ledger, meeting)
            taken = [_taken(case, sitting) for case in cases]
            contents = {place: each for one in taken for place, each in one[1].items()}
            put = held.enter_context(files.prepared(contents, force=sitting.is_forced, again=True))
        put()
    return [
        Settled(
            decision=one.decision,
            is_new=one.is_new,
            files=tuple(place.absolute() for place in places),
        )
        for one, places in taken
    ]


def considered(name: str, sitting: Sitting) -> Considered:
    """Find a recorded assessment, by its name or by its file, and judge it against its baseline."""
    record = _record(name, sitting)
    kept = finding.kept(sitting.ledger, record)
    now = combine([from_kept(kept, sitting.library)])
    before = recorded_in(sitting.ledger, now, sitting.library)
    assessment = judge(
        now,
        before,
        files=(kept.name,),
        as_of=sitting.as_of,
        today=sitting.today,
        comments=comments_on(sitting.ledger, sitting.library, str(record.reference)),
    )
    counts = completeness.count(now.submission, now.framework)
    speaking = deciding.against(assessment, counts)
    return Considered(
        record=record, framework=now.framework, assessment=assessment, speaking=speaking
    )


def close(  # noqa: PLR0913  each says one thing of the closing
    name: str, path: Path, sitting: Sitting, *, by: str | None, on: date | None, reason: str
) -> tuple[Decision, bool]:
    """Close the plan of a decision with the director's letter, whose bytes are kept.

    Where an action is not reported as done, the committee says why it closes the plan nevertheless.
    """
    content = files.read(path)
    sha256 = hashlib.sha256(content).hexdigest()
    original = Original(name=path.name, sha256=sha256, content=content)
    ledger = sitting.ledger
    record = _record(name, sitting)
    with ledger.writing(sitting.moment):
        decision = decided.standing(ledger, record.reference)
        if decision is None or not decision.actions:
            raise Refused(_no_plan(ledger, record.reference.subject))
        day = on or sitting.as_of or sitting.today
        faults = [] if decision.closing else list(_closing_faults(decision, day, reason, sitting))
        if faults:
            raise Refused(*faults)
        closing = Closing(file=path.name, sha256=sha256, on=day, by=by, reason=reason)
        is_new = keeping.close(ledger, decision, closing, original)
    after = decided.decisions(ledger, record.reference)
    return next(one for one in after if one.entry == decision.entry), is_new


def _case(wish: Wish, sitting: Sitting) -> _Case:
    """Make the decision that is asked for, or raise Refused with all that makes no sense in it."""
    before = considered(wish.name, sitting)
    reference, framework = before.record.reference, before.framework
    ruling = deciding.find(framework, reference.kind, wish.outcome)
    if ruling is None:
        raise Refused(deciding.unknown(framework, reference.kind, wish.outcome))
    asked = _asked(wish, before, ruling, sitting)
    faults = list(deciding.check(asked, ruling, before.speaking, sitting.today))
    if faults:
        raise Refused(*faults)
    return _Case(wish=wish, asked=asked, ruling=ruling, framework=framework)


def _asked(wish: Wish, before: Considered, ruling: Ruling, sitting: Sitting) -> Decision:
    reference, assessment = before.record.reference, before.assessment
    return Decision(
        subject=reference.subject,
        about=str(reference),
        outcome=ruling.id,
        label=ruling.label,
        on=wish.on or sitting.as_of or sitting.today,
        by=wish.by,
        reason=wish.reason,
        actions=wish.actions,
        framework=before.framework.reference,
        digest=assessment.digest,
        received=str(chain.receipt_of(before.record.entry)),
        prior=", ".join(assessment.prior_files),
        prior_digest=assessment.prior_digest or "",
        against=before.speaking if ruling.actions == "none" else (),
        meeting=wish.meeting,
        superseding=wish.superseding,
    )


def _taken(case: _Case, sitting: Sitting) -> tuple[keeping.Taken, dict[Path, bytes]]:
    """Record one decision, and give its files: those recorded with it, if it is known."""
    taken = keeping.take(sitting.ledger, case.asked, is_dated=case.wish.on is not None)
    if taken.is_new:
        made = _files(case, taken.decision, sitting)
        keeping.keep_files(sitting.ledger, taken.decision, made)
        names = tuple(made)
        taken = replace(taken, decision=replace(taken.decision, files=names))
    else:
        made = decided.kept_files(sitting.ledger, taken.decision)
    return taken, {sitting.folder / name: content for name, content in made.items()}


def _files(case: _Case, decision: Decision, sitting: Sitting) -> Mapping[str, bytes]:
    """Make the letter, and the workbook of actions if any are asked for."""
    stem = decision.subject.replace("/", "-")
    which = f"-{decision.number}" if decision.number > 1 else ""
    addressee = case.wish.addressee or decision.subject.partition("/")[0]
    workbook = f"{stem}-actions{which}.xlsx" if decision.actions else ""
    occasion = letter.Occasion(
        decision=decision,
        ruling=case.ruling,
        framework=case.framework,
        addressee=addressee,
        head=sitting.head,
        marking=sitting.marking,
        workbook=workbook,
    )
    made = {f"{stem}-letter{which}.docx": letter.write(occasion, _template(case.ruling))}
    if workbook:
        made[workbook] = plan_writer.write(decision, addressee, sitting.marking)
    return made


def _template(ruling: Ruling) -> bytes:
    try:
        return files.template(letter.template_of(ruling))
    except FileNotFoundError:
        return files.template(letter.TEMPLATE)


def _record(name: str, sitting: Sitting) -> Recorded:
    """Find the submission that is meant: by its name, or by the answers of a file."""
    path = Path(name)
    if read_reference(name) and not path.exists():
        return finding.standing(sitting.ledger, name)
    received = receive(path, sitting.library, sitting.passwords)
    if received.submission is None:
        raise Refused(*received.problems)
    answers = digest.digest(received.submission)
    for record in finding.everything(sitting.ledger):
        if record.entry.key == answers and record.withdrawn is None:
            return record
    raise Refused(_unrecorded(name))


def _closing_faults(
    decision: Decision, day: date, reason: str, sitting: Sitting
) -> Iterator[Problem]:
    if day > sitting.today or day < decision.on:
        yield Problem(
            code="closing-misdated",
            ref=decision.subject,
            what=f"The plan cannot be closed on {day}: it was asked for on {decision.on}, and "
            f"today is {sitting.today}.",
            remedy="Say with --on when the letter was accepted.",
        )
    left = ", ".join(action.id for action in decision.open_actions)
    if left and not reason.strip():
        yield Problem(
            code="plan-open",
            ref=decision.subject,
            what=f"The plan is to be closed, and these actions are not reported as done: {left}.",
            remedy="Ingest the User's report first, or say with --reason why it is closed.",
        )


def _no_plan(ledger: Ledger, subject: str) -> Problem:
    return Problem(
        code="plan-none",
        origin=Origin(file=ledger.place),
        what=f"No decision that stands on {subject} asks for an action.",
        remedy="“secself history” lists the decisions.",
    )


def _unrecorded(name: str) -> Problem:
    return Problem(
        code="decision-unrecorded",
        origin=Origin(file=name),
        what="The archive holds no submission with these answers, and only what it holds can be "
        "decided on.",
        remedy="Ingest the file first: “secself ingest FILE”.",
    )
