"""Takes in files that were received: what is accepted is recorded, what is refused is kept apart.

A workbook and its questionnaire that are named together are one submission. Two files that carry
the same sections are two submissions, in the order in which they are named.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from secself import completeness, digest
from secself.formats.documents import problem_document
from secself.model import (
    AssessmentReference,
    CheckedFile,
    Marks,
    Recorded,
    Submission,
    read_reference,
)
from secself.problems import Origin, Problem, SecselfError
from secself.store import verifying
from secself.store.archive import finding, quarantine, recording
from secself.store.archive.ledger import Ledger
from secself.store.archive.recording import Original, Outcome, Sent
from secself.store.assessments import (
    Assessed,
    LaidOver,
    Received,
    combine,
    from_kept,
    identity,
    over_recorded,
)
from secself.store.checked import check_all
from secself.store.frameworks import Library
from secself.store.judged import judged_now


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingestion:
    """What stands around the files that are taken in."""

    ledger: Ledger
    """The archive."""
    library: Library
    """The frameworks."""
    moment: str
    """When it is recorded, in universal time."""
    today: date
    """The day on which the command runs."""
    as_of: date | None = None
    """The day on which dates are judged, if it was said."""
    named: AssessmentReference | None = None
    """Whose files they are, if it was said."""


def ingest(received: Sequence[Received], around: Ingestion) -> list[CheckedFile]:
    """Record each file whole or not at all, and say of each what became of it."""
    placed: dict[int, CheckedFile] = {}
    for group in _groups(received):
        checked = check_all(group, as_of=around.as_of, today=around.today)
        for one, said in zip(group, _taken_in(group, checked, around), strict=True):
            placed[id(one)] = said
    return [placed[id(one)] for one in received]


def _groups(received: Sequence[Received]) -> list[list[Received]]:
    """Put together what makes one submission; an assessor's workbook comes after all others."""
    by_identity: dict[object, list[Received]] = {}
    for one in received:
        is_alone = not one.is_accepted or one.is_review or one.is_again or None in identity(one)
        by_identity.setdefault(id(one) if is_alone else identity(one), []).append(one)
    groups: list[list[Received]] = []
    for group in by_identity.values():
        carried = [one.submission.carries for one in group if one.submission]
        is_one = len(set(carried)) == len(carried)
        groups += [group] if is_one else [[one] for one in group]
    return sorted(groups, key=_turn)


def _turn(group: Sequence[Received]) -> tuple[bool, int, bool]:
    """Take older years first, so that each finds its baseline; what was asked again last."""
    year = identity(group[0])[1]
    return group[0].is_review, year or 0, group[0].is_again


def _taken_in(
    group: Sequence[Received], checked: Sequence[CheckedFile], around: Ingestion
) -> list[CheckedFile]:
    refused = [fault for one in group for fault in _unplaced(one, around.named)]
    try:
        if refused or not all(one.is_accepted for one in group):
            kept = _quarantine(group, checked, refused, around)
            return [
                replace(_refused(one, refused), is_kept=is_kept)
                for one, is_kept in zip(checked, kept, strict=True)
            ]
        outcome = _recorded(group, checked, around)
    except SecselfError as refusal:
        return [_refused(one, refusal.problems) for one in checked]
    return [_told(one, outcome) for one in checked]


def _recorded(
    group: Sequence[Received], checked: Sequence[CheckedFile], around: Ingestion
) -> Outcome:
    whole = _whole(group, around)
    together = whole.assessed
    sent = replace(_sent(group, checked, around, together), over=whole.entry)
    if any(one.is_review for one in group):
        look = partial(_held_against, group[0], around)
        return recording.record_review(around.ledger, sent, around.moment, look)
    again = [one for one in together.problems if one.code == "again-unchanged"]
    if recording.is_known(around.ledger, sent):
        return recording.record(around.ledger, sent, around.moment)
    # It is compared before the archive is held, so that others need not wait for that.
    judged, unjudged = judged_now(
        together,
        sent.reference,
        around.ledger,
        around.library,
        as_of=around.as_of,
        today=around.today,
    )
    outcome = recording.record(around.ledger, replace(sent, judged=judged), around.moment)
    return replace(outcome, problems=(*outcome.problems, *again, *unjudged))


def _held_against(
    review: Received, around: Ingestion, record: Recorded
) -> tuple[Submission, list[Problem]]:
    """Read what was answered, and say in which cells an assessor's workbook says otherwise."""
    answered = from_kept(finding.kept(around.ledger, record), around.library).submission
    if answered is None or review.submission is None:
        message = "What was recorded cannot be read back."
        raise RuntimeError(message)
    found = verifying.altered(answered, review.submission, review)
    problems = [replace(one, level="warning", code="review-differs") for one in found]
    return answered, problems


def _whole(group: Sequence[Received], around: Ingestion) -> LaidOver:
    """Join the files; what was asked again is laid over what is recorded, its comments alone."""
    together = combine(group)
    if not together.submission.marks.follows:
        return LaidOver(assessed=together)
    whole = over_recorded(together, around.ledger, around.library, group[0].file)
    own = replace(whole.assessed.submission, comments=together.submission.comments)
    return replace(whole, assessed=replace(whole.assessed, submission=own))


def _lacking(
    checked: Sequence[CheckedFile], around: Ingestion, together: Assessed, *, is_again: bool
) -> Iterable[Problem]:
    """Say what is lacking: of the whole, where a file answers but a part of it."""
    if not is_again:
        return (one for each in checked for one in each.problems)
    submission = together.submission
    day = around.as_of or submission.declared_on or around.today
    return completeness.check(
        submission, together.framework, as_of=day, received=around.as_of or around.today
    )


def _sent(
    group: Sequence[Received],
    checked: Sequence[CheckedFile],
    around: Ingestion,
    together: Assessed,
) -> Sent:
    is_again = group[0].is_again
    found = list(together.problems if is_again else (p for one in group for p in one.problems))
    listed = _lacking(checked, around, together, is_again=is_again)
    lacking = [one for one in listed if one not in found]
    reference = around.named or _reference(together.submission.marks)
    if reference is None:
        message = "A file without a name is refused before it is recorded."
        raise RuntimeError(message)
    framework = together.framework.reference
    return Sent(
        reference=reference,
        submission=together.submission,
        digest=digest.digest(together.submission),
        originals=tuple(
            Original(name=Path(one.file).name, sha256=one.file_sha256, content=one.content)
            for one in group
            if one.content is not None and one.file_sha256 is not None
        ),
        framework=framework,
        framework_texts=around.library.texts(framework),
        problems=_plain(found),
        lacking=_plain(lacking),
    )


def _plain(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Give Problems as they are kept: a file by its name, without the folder it lay in."""
    kept = []
    for problem in dict.fromkeys(problems):
        document = dict(problem_document(problem))
        if problem.origin.file:
            document["file"] = Path(problem.origin.file).name
        kept.append(document)
    return kept


def _reference(marks: Marks) -> AssessmentReference | None:
    return read_reference(f"{marks.user}/{marks.year}-{marks.kind}")


def _unplaced(one: Received, named: AssessmentReference | None) -> Iterable[Problem]:
    """Say why it cannot be told under which name a file is to be recorded."""
    if one.submission is None:
        return
    marks = one.submission.marks
    if named is None and _reference(marks) is None:
        yield _unnamed(one, marks)
    if named is None:
        return
    pairs = (
        ("User", marks.user, named.user),
        ("year", marks.year, named.year),
        ("kind", marks.kind, named.kind),
    )
    apart = [f"{what} “{mine}”" for what, mine, wanted in pairs if mine not in (None, wanted)]
    if apart:
        yield Problem(
            code="identity-otherwise",
            origin=Origin(file=one.file),
            what=f"The file says of itself {' and '.join(apart)}, and --as says {named}.",
            remedy="Say --as only for files that do not say whose they are, or correct it.",
        )


def _unnamed(one: Received, marks: Marks) -> Problem:
    says = {"User": marks.user, "year": marks.year, "kind": marks.kind}
    lacking = [what for what, value in says.items() if value is None]
    what = (
        f"The file does not say its {' and '.join(lacking)}."
        if lacking
        else f"“{marks.user}/{marks.year}-{marks.kind}” is no name for an assessment."
    )
    return Problem(
        code="identity-missing",
        origin=Origin(file=one.file),
        what=what,
        remedy="Say whose it is with --as USER/YEAR-KIND, such as --as acme/2026-ssa.",
    )


def _refused(one: CheckedFile, problems: Iterable[Problem]) -> CheckedFile:
    return CheckedFile(
        file=one.file, file_sha256=one.file_sha256, problems=(*problems, *one.problems)
    )


def _told(one: CheckedFile, outcome: Outcome) -> CheckedFile:
    return replace(
        one,
        recorded=outcome.reference.subject,
        recorded_as=str(outcome.reference),
        is_known=not outcome.is_new,
        comments_added=outcome.comments,
        judged=outcome.judged,
        problems=(*one.problems, *outcome.problems),
    )


def _quarantine(
    group: Sequence[Received],
    checked: Sequence[CheckedFile],
    refused: Sequence[Problem],
    around: Ingestion,
) -> list[bool]:
    """Keep the bytes of refused files, as far as there are any; tell of which."""
    kept = []
    with around.ledger.writing(around.moment):
        for one, said in zip(group, checked, strict=True):
            if one.content is None or one.file_sha256 is None:
                kept.append(False)
                continue
            problems = refused if said.is_accepted else said.problems
            codes = sorted({problem.code for problem in problems if problem.level == "error"})
            name = Path(one.file).name
            kept.append(quarantine.hold(around.ledger, name, one.file_sha256, one.content, codes))
    return kept
