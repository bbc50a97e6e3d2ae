"""Finds the comments that count for a submission: those on it, and open ones of other years."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from secself import carrying, digest, history, remarks
from secself.model import (
    AssessmentReference,
    BoundComment,
    Framework,
    Recorded,
    Submission,
    read_reference,
)
from secself.problems import NotFound, Origin, Problem
from secself.remarks import Act, Held, Settlement, Written
from secself.store.archive import finding, recording
from secself.store.archive.ledger import Ledger
from secself.store.archive.place import Archive
from secself.store.assessments import Assessed, as_recorded, from_kept
from secself.store.baselines import Baseline
from secself.store.frameworks import Library

_NO_NUMBER = 1_000_000
"""More submissions than an assessment has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """Comments from one place."""

    turn: tuple[int, int, int]
    """Year, whether it is the current assessment, and which submission: by these it is sorted."""
    written: Written
    """The comments, and what they were written on."""
    settled: tuple[Settlement, ...] = ()
    """What was done to them."""


def comments_on(
    ledger: Ledger, library: Library, name: str, *, with_settled: bool = False
) -> tuple[BoundComment, ...]:
    """Give the comments that count for a submission of the archive, by its name.

    Those made in its assessment, on it or on an earlier submission, and those made in earlier
    assessments that are still open, or all of them. Each stands under the Ref its item has now.
    """
    record = finding.named(ledger, name)
    now = assessed(ledger, library, record)
    found = held_on(ledger, library, record, now)
    if with_settled:
        return tuple(one.bound for one in found)
    return remarks.waiting(found, _assessment(now.submission))


def comments_for(
    now: Assessed,
    files: Sequence[str],
    before: Baseline,
    library: Library,
    archive: Archive | None = None,
) -> tuple[BoundComment, ...]:
    """Give the comments that count for the files of an assessment.

    Those in the files, in those it is compared with, and all that the archive, if there is one,
    holds of the User up to this submission.
    """
    sources = list(_in_files(now, files, before))
    if archive is not None and archive.is_there and now.submission.marks.user:
        with archive.reading() as ledger:
            record = _same(ledger, now.submission)
            sources += _recorded(ledger, library, now, record)
    return remarks.waiting(_joined(sources, now), _assessment(now.submission))


def still_open(  # noqa: PLR0913, PLR0917  each says one thing of what is to be issued
    user: str,
    year: int,
    framework: Framework,
    prior: Assessed | None,
    prior_files: Sequence[str],
    library: Library,
    archive: Archive | None = None,
) -> tuple[BoundComment, ...]:
    """Give the open comments that go to a User with its next workbook, under the Refs of that.

    They need not be on the prior assessment: that may be an older one of another kind.
    """
    last, names = prior, tuple(prior_files)
    if archive is not None and archive.is_there:
        with archive.reading() as ledger:
            known = _last_before(ledger, user, year)
            if known and (
                prior is None or (prior.submission.marks.year or 0) < known.reference.year
            ):
                last, names = assessed(ledger, library, known), (str(known.reference),)
    if last is None:
        return ()
    before = Baseline(assessed=prior, files=tuple(prior_files)) if last is not prior else Baseline()
    found = comments_for(last, names, before, library, archive)
    waiting = [one for one in found if one.is_open]
    return remarks.onward(waiting, carrying.carry(last.framework, framework))


def _last_before(ledger: Ledger, user: str, year: int) -> Recorded | None:
    current = history.current_id(user, ledger.of_kind("rename"), finding.renamings(ledger))
    records = history.standing(history.of_user(current, finding.everything(ledger)))
    return max((one for one in records if one.reference.year < year), key=_age, default=None)


def held_on(ledger: Ledger, library: Library, record: Recorded, now: Assessed) -> tuple[Held, ...]:
    """Give every comment that the archive holds of a User up to a submission, with its copies."""
    return _joined(_recorded(ledger, library, now, record), now)


def assessed(ledger: Ledger, library: Library, record: Recorded) -> Assessed:
    """Read a submission of the archive, one that was withdrawn too."""
    received = from_kept(finding.kept(ledger, record), library)
    if received.framework is None or received.submission is None:
        message = f"{record.reference} cannot be read back."
        raise RuntimeError(message)
    return Assessed(
        framework=received.framework, submission=received.submission, problems=received.problems
    )


def newest(ledger: Ledger) -> Iterator[str]:
    """Name the newest submission that stands of each User."""
    last: dict[str, Recorded] = {}
    for one in history.standing(finding.everything(ledger)):
        before = last.get(one.reference.user)
        if before is None or _age(before) <= _age(one):
            last[one.reference.user] = one
    return (str(last[user].reference) for user in sorted(last))


def named(ledger: Ledger, name: str) -> AssessmentReference:
    """Give the whole name of a submission, with its number."""
    return finding.named(ledger, name).reference


def answered(ledger: Ledger, library: Library, name: str) -> Submission:
    """Give what is answered in a submission."""
    return assessed(ledger, library, finding.named(ledger, name)).submission


def settle(  # noqa: PLR0913, PLR0917  each says one thing of what is done
    ledger: Ledger,
    library: Library,
    within: str | None,
    name: str,
    act: Act,
    reason: str,
    moment: str,
) -> BoundComment:
    """Record that somebody took a comment back, settled or opened it, and give it as it is then.

    Its name may be shortened; `within` an assessment, or where none is said, of any User.
    """
    held = [
        one
        for each in ((within,) if within else newest(ledger))
        for one in _held(ledger, library, each)
    ]
    known = [one for one in held if one.bound.id == name] or [
        one for one in held if one.bound.id.startswith(name)
    ]
    if len(known) != 1:
        raise NotFound(_unknown(ledger, name, len(known)))
    [found] = known
    settlement = Settlement(act=act, reason=reason, on=found.parts[0], moment=moment)
    recording.record_settlement(ledger, finding.named(ledger, found.bound.about or ""), settlement)
    return remarks.settle([found], [settlement])[0].bound


def _held(ledger: Ledger, library: Library, name: str) -> tuple[Held, ...]:
    record = finding.named(ledger, name)
    return held_on(ledger, library, record, assessed(ledger, library, record))


def _age(record: Recorded) -> tuple[int, int]:
    return record.reference.year, record.entry.number


def _unknown(ledger: Ledger, name: str, number: int) -> Problem:
    what = f"{number} comments begin with “{name}”." if number else f"No comment is “{name}”."
    return Problem(
        code="comment-unknown",
        origin=Origin(file=ledger.place),
        what=what,
        remedy="“secself comments” lists those there are, each with its id.",
    )


def _joined(sources: Iterable[_Source], now: Assessed) -> tuple[Held, ...]:
    ordered = sorted(sources, key=lambda one: one.turn)
    found = remarks.held([one.written for one in ordered], now.submission)
    acts = sorted((act for one in ordered for act in one.settled), key=lambda act: act.moment)
    return remarks.settle(found, acts)


def _in_files(now: Assessed, files: Sequence[str], before: Baseline) -> Iterator[_Source]:
    prior = before.assessed
    if prior is not None:
        year = prior.submission.marks.year or 0
        written = _written(prior, prior.submission, now, ", ".join(before.files))
        yield _Source(turn=(year, 0, _NO_NUMBER), written=written)
    year = now.submission.marks.year or 0
    written = _written(now, now.submission, now, ", ".join(files))
    yield _Source(turn=(year, 1, _NO_NUMBER), written=written)


def _recorded(
    ledger: Ledger, library: Library, now: Assessed, record: Recorded | None
) -> Iterator[_Source]:
    """Give what was said of each submission that is not later than this one."""
    marks = now.submission.marks
    renamings = finding.renamings(ledger)
    user = history.current_id(marks.user or "", ledger.of_kind("rename"), renamings)
    meant = read_reference(f"{user}/{marks.year}-{marks.kind}")
    number = record.reference.number if record else None
    for one in history.of_user(user, finding.everything(ledger)):
        turn = _turn(one.reference, meant, number)
        if turn and one.comments and not finding.is_erased(ledger, one):
            kept = finding.kept(ledger, one, marks.user or "")
            received = as_recorded(kept, library)
            if received.framework is None or received.submission is None:
                continue
            submission = _rebound(one, received.submission)
            theirs = Assessed(framework=received.framework, submission=submission, problems=())
            written = _written(theirs, submission, now, str(one.reference))
            yield _Source(turn=turn, written=written, settled=kept.settled)


def _rebound(record: Recorded, submission: Submission) -> Submission:
    """Bind comments anew where names were erased: what they were on has another digest since."""
    if not any(other.kind == "redaction" for other in record.others):
        return submission
    comments = tuple(replace(one, on=None) for one in submission.comments)
    return replace(submission, comments=comments)


def _turn(
    reference: AssessmentReference, meant: AssessmentReference | None, number: int | None
) -> tuple[int, int, int] | None:
    """Say when a submission comes; None if it comes later than the one that is meant."""
    own = reference.number or 0
    if meant is None:
        return None
    if reference.subject == meant.subject:
        return (reference.year, 1, own) if own <= (number or own) else None
    return (reference.year, 0, own) if reference.year <= meant.year else None


def _written(theirs: Assessed, submission: Submission, now: Assessed, about: str) -> Written:
    is_same = theirs.framework.reference == now.framework.reference
    return Written(
        submission=submission,
        comments=submission.comments,
        about=about or None,
        carried=None if is_same else carrying.carry(theirs.framework, now.framework),
    )


def _same(ledger: Ledger, submission: Submission) -> Recorded | None:
    """Find the submission of the archive that says just what a file says."""
    marks = submission.marks
    reference = read_reference(f"{marks.user}/{marks.year}-{marks.kind}")
    if reference is None:
        return None
    subject = finding.resolved(ledger, reference).subject
    answers = digest.digest(submission)
    records = history.standing(finding.of_assessment(ledger, subject))
    return next((one for one in reversed(records) if one.entry.key == answers), None)


def _assessment(submission: Submission) -> str:
    return Written(submission=submission, comments=()).assessment
