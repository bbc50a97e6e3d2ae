"""Records what was sent: each submission whole or not at all, each byte and each answer once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from secself import chain, history, redaction, remarks
from secself.formats import judged
from secself.model import AssessmentReference, Comment, Judgement, Marks, Recorded, Submission
from secself.plain import submission_document
from secself.problems import Origin, Problem, Refused
from secself.remarks import Settlement
from secself.store.archive import finding
from secself.store.archive.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A file as it came."""

    name: str
    """Its name, without the folder it lay in."""
    sha256: str
    """The digest of its bytes."""
    content: bytes
    """Its bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The files of one submission, read and checked."""

    reference: AssessmentReference
    """Of which User, year and kind they are."""
    submission: Submission
    """What they say together."""
    digest: str
    """The digest of the answers."""
    originals: tuple[Original, ...]
    """The files."""
    framework: str
    """The edition they answer."""
    framework_texts: tuple[tuple[str, str], ...]
    """What that edition is made of."""
    problems: Sequence[Mapping[str, object]] = ()
    """What was found in reading them, as plain data."""
    lacking: Sequence[Mapping[str, object]] = ()
    """What they lack, as plain data."""
    judged: Mapping[str, object] | None = None
    """What was found against the baseline when they came, as plain data."""
    over: int | None = None
    """The number of the entry over whose answers they were laid; None if they stand alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a submission."""

    reference: AssessmentReference
    """Its name in the archive, with its number."""
    is_new: bool
    """Whether it was recorded; else its answers were there, and perhaps comments were added."""
    comments: int
    """How many comments were added."""
    problems: tuple[Problem, ...] = ()
    """What a person should know of it."""
    judged: Judgement | None = None
    """What was judged of it, None if it was recorded before."""


Look = Callable[[Recorded], tuple[Submission, Sequence[Problem]]]
"""Gives what was answered in a submission, and each cell in which a file says otherwise."""


def record(ledger: Ledger, sent: Sent, moment: str) -> Outcome:
    """Record a submission, or only its comments if its answers are there already."""
    with ledger.writing(moment):
        sent = replace(sent, reference=finding.resolved(ledger, sent.reference))
        before = finding.of_assessment(ledger, sent.reference.subject)
        same = [one for one in history.standing(before) if one.entry.key == sent.digest]
        if same:
            added = _add_comments(ledger, same[-1], sent)
            return Outcome(reference=same[-1].reference, is_new=False, comments=added)
        _check_not_erased(ledger, sent)
        number = max((one.reference.number or 0 for one in before), default=0) + 1
        newest = max(history.standing(before), key=lambda one: one.entry.number, default=None)
        if sent.over is not None and (newest is None or newest.entry.number != sent.over):
            raise Refused(_overtaken(sent))
        partial = _partial(ledger, newest, sent)
        new = _append(ledger, sent, number)
        found = record_findings(ledger, new, sent.judged) if sent.judged is not None else None
        added = _add_comments(ledger, new, sent)
    return Outcome(
        reference=new.reference, is_new=True, comments=added, problems=partial, judged=found
    )


def is_known(ledger: Ledger, sent: Sent) -> bool:
    """Tell whether the answers stand in the archive already, so that nothing more is judged."""
    meant = finding.resolved(ledger, sent.reference)
    standing = history.standing(finding.of_assessment(ledger, meant.subject))
    return any(one.entry.key == sent.digest for one in standing)


def record_findings(ledger: Ledger, about: Recorded, found: Mapping[str, object]) -> Judgement:
    """Record what was judged of a submission, as it was judged; only while writing."""
    content, number = chain.canonical(found), about.entry.number
    entry = ledger.append("findings", content, subject=about.entry.subject, about=number)
    return judged.read(found, entry.number)


def record_review(ledger: Ledger, sent: Sent, moment: str, look: Look) -> Outcome:
    """Record the comments of an assessor's workbook on the submission it is about.

    If its answers are those of none, it is about the one from which they differ in fewest cells,
    and each comment is bound to what the User really answered there.
    """
    with ledger.writing(moment):
        sent = replace(sent, reference=finding.resolved(ledger, sent.reference))
        standing = history.standing(finding.of_assessment(ledger, sent.reference.subject))
        same = [one for one in standing if one.entry.key == sent.digest]
        if not standing:
            raise Refused(_unsubmitted(sent))
        if same:
            added = _add_comments(ledger, same[-1], sent)
            return Outcome(reference=same[-1].reference, is_new=False, comments=added)
        looked = [(one, look(one)) for one in reversed(standing)]
        about, (answered, altered) = min(looked, key=lambda pair: len(pair[1][1]))
        added = _add_comments(ledger, about, sent, answered)
    problems = (_differing(sent, about), *altered)
    return Outcome(reference=about.reference, is_new=False, comments=added, problems=problems)


def record_settlement(ledger: Ledger, about: Recorded, settlement: Settlement) -> None:
    """Record what somebody did to a comment on a submission, and why."""
    document = {
        "format": "secself/settlement@1",
        "act": settlement.act,
        "reason": settlement.reason,
        "comment": _plain([settlement.on])[0],
    }
    with ledger.writing(settlement.moment):
        ledger.append(
            "settlement",
            chain.canonical(document),
            subject=about.entry.subject,
            about=about.entry.number,
        )


def record_pack(
    ledger: Ledger,
    reference: AssessmentReference,
    files: Mapping[str, bytes],
    moment: str,
    *,
    follows: str = "",
) -> int:
    """Record the files that were issued for an assessment, each once, and count the new ones.

    What asks again after certain answers is recorded as about the submission that gave them.
    """
    with ledger.writing(moment):
        meant = finding.resolved(ledger, reference)
        fresh = [
            content
            for content in files.values()
            if not ledger.find("pack", meant.subject, chain.digest_of(content))
        ]
        known = history.standing(finding.of_assessment(ledger, meant.subject))
        about = [one.entry.number for one in known if one.entry.key == follows]
        for content in fresh:
            subject, last = meant.subject, about[-1] if about else None
            ledger.append("pack", content, subject=subject, about=last)
    return len(fresh)


def _append(ledger: Ledger, sent: Sent, number: int) -> Recorded:
    subject = sent.reference.subject
    _append_framework(ledger, sent)
    _append_originals(ledger, sent)
    marks = replace(
        sent.submission.marks,
        user=sent.reference.user,
        year=sent.reference.year,
        kind=sent.reference.kind,
    )
    document = {
        "format": "secself/recorded@1",
        "digest": sent.digest,
        "framework": sent.framework,
        "files": [{"name": one.name, "sha256": one.sha256} for one in sent.originals],
        "problems": list(sent.problems),
        "lacking": list(sent.lacking),
        "submission": submission_document(replace(sent.submission, marks=marks, comments=())),
    }
    entry = ledger.append("submission", chain.canonical(document), subject=subject, key=sent.digest)
    return Recorded(reference=replace(sent.reference, number=number), entry=entry)


def _check_not_erased(ledger: Ledger, sent: Sent) -> None:
    """Refuse bytes that were erased; else a request would be undone by an old folder of mail."""
    for one in sent.originals:
        if ledger.was_erased(one.sha256):
            raise Refused(_erased_before(one))


def _append_framework(ledger: Ledger, sent: Sent) -> None:
    """Keep the edition that was answered, once, so that it can be read when it is gone."""
    texts = [{"name": name, "text": text} for name, text in sent.framework_texts]
    content = chain.canonical(
        {"format": "secself/framework-texts@1", "framework": sent.framework, "texts": texts}
    )
    if not ledger.find("framework", sent.framework, chain.digest_of(content)):
        ledger.append("framework", content, subject=sent.framework)


def _append_originals(ledger: Ledger, sent: Sent) -> None:
    subject = sent.reference.subject
    for one in sent.originals:
        if not ledger.find("original", subject, one.sha256):
            ledger.append("original", one.content, subject=subject)


def _add_comments(
    ledger: Ledger, about: Recorded, sent: Sent, answered: Submission | None = None
) -> int:
    """Add what was not recorded on this submission yet, with the file; count the new comments.

    A further copy of a comment is recorded for what it tells of it, and counts for nothing.
    """
    known = finding.said(ledger, about)
    there = {replace(one, on=None) for one in known}
    # A comment from which a name was erased is known all the same.
    nameless = [one for one in finding.comments(ledger, about) if redaction.is_marked(one)]
    file = sent.submission
    came = [
        one
        for one in dict.fromkeys(file.comments)
        if replace(one, on=None) not in there
        and not any(redaction.like(_loose(kept), _loose(_plain([one])[0])) for kept in nameless)
    ]
    if not came:
        return 0
    bound = remarks.bind(came, answered or file, file)
    fresh = _plain(bound)
    _append_originals(ledger, sent)
    document = {
        "format": "secself/comments@1",
        "files": [{"name": one.name, "sha256": one.sha256} for one in sent.originals],
        "comments": fresh,
    }
    ledger.append(
        "comments",
        chain.canonical(document),
        subject=sent.reference.subject,
        about=about.entry.number,
    )
    return finding.comment_count((*known, *bound)) - finding.comment_count(known)


def _loose(comment: object) -> object:
    """Leave out on which answer a comment was written."""
    return {**comment, "on": None} if isinstance(comment, dict) else comment


def _plain(comments: Iterable[Comment]) -> list[object]:
    """Give comments as a submission's document has them, each once."""
    bare = Submission(marks=Marks(), carries=(), issued=(), comments=tuple(comments))
    listed = submission_document(bare).get("comments", [])
    return (
        list({chain.canonical(one): one for one in listed}.values())
        if isinstance(listed, list)
        else []
    )


def _partial(ledger: Ledger, newest: Recorded | None, sent: Sent) -> tuple[Problem, ...]:
    """Say that what came last carries less than what stood before it."""
    if newest is None:
        return ()
    answers = finding.read(ledger, newest.entry).get("submission")
    carried = answers.get("carries", []) if isinstance(answers, dict) else []
    lost = [section for section in carried if section not in sent.submission.carries]
    if not lost:
        return ()
    what = f"It carries no {', '.join(lost)}, as {newest.reference} does, and is now the newest."
    remedy = "If both belong together, name both files in one “secself ingest”."
    origin = Origin(file=sent.originals[0].name)
    return (
        Problem(level="warning", code="ingest-partial", origin=origin, what=what, remedy=remedy),
    )


def _erased_before(one: Original) -> Problem:
    return Problem(
        code="erased-before",
        origin=Origin(file=one.name),
        what="Just this file was erased from the archive on request; it is not taken in again.",
        remedy="“secself history” says when and why. If it must be kept after all, have it sent "
        "anew; whatever program saves it gives it other bytes.",
    )


def _overtaken(sent: Sent) -> Problem:
    return Problem(
        code="again-overtaken",
        origin=Origin(file=sent.originals[0].name),
        what=f"While it was read, another submission of {sent.reference.subject} was recorded.",
        remedy="Ingest it once more; nothing of it was recorded.",
    )


def _unsubmitted(sent: Sent) -> Problem:
    return Problem(
        code="review-unsubmitted",
        origin=Origin(file=sent.originals[0].name),
        what=f"This is an assessor's workbook, and the archive has no {sent.reference.subject}.",
        remedy="Ingest what the User sent first; an assessor's workbook hands nothing in.",
    )


def _differing(sent: Sent, about: Recorded) -> Problem:
    return Problem(
        level="warning",
        code="review-differs",
        origin=Origin(file=sent.originals[0].name),
        what="The answers in this assessor's workbook are not those of any submission recorded; "
        f"its comments were recorded on {about.reference}, its answers were not. Each cell that "
        "differs is listed.",
        remedy="Compare the two with “secself diff”, and find out who changed what.",
    )
