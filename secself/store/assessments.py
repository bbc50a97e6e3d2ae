"""Loads what a User sent in, whatever kind of file it is, and says all that is wrong with it."""

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from secself import history, joining, remarks
from secself.model import Framework, Marks, Receipt, Recorded, Submission, read_reference
from secself.opc.decryption import is_protected
from secself.problems import Origin, Problem, Refused, SecselfError
from secself.remarks import Written
from secself.store import again, files
from secself.store.archive import finding
from secself.store.archive.ledger import Ledger
from secself.store.archive.place import Archive
from secself.store.frameworks import Library
from secself.store.inside import Inside
from secself.store.opening import Opened, open_content, refusal

Passwords = Callable[[str], Iterable[str]]
"""Gives the passwords that may open a file, by the file's name."""


def no_passwords(_: str) -> tuple[str, ...]:
    """Open no protected file."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One file as it was received."""

    file: str
    """Its name, as it was given."""
    file_sha256: str | None
    """The digest of its bytes; None if it could not be read."""
    framework: Framework | None = None
    """The framework it was made from; None if it was refused."""
    submission: Submission | None = None
    """What it says; None if it was refused."""
    problems: tuple[Problem, ...] = ()
    """All that is wrong with it."""
    is_review: bool = False
    """Whether it is an assessor's workbook, which is about answers and hands none in."""
    content: bytes | None = field(default=None, repr=False, compare=False)
    """Its bytes as they came; None if they could not be read, or stand in the archive."""
    receipt: Receipt | None = None
    """The receipt of the archive it stands in; None for a file."""

    @property
    def is_accepted(self) -> bool:
        """Tell whether the file could be taken whole."""
        return self.submission is not None

    @property
    def is_again(self) -> bool:
        """Tell whether the file answers only what was asked again."""
        return self.submission is not None and bool(self.submission.marks.follows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """The files of one assessment, joined."""

    framework: Framework
    """The framework they were made from."""
    submission: Submission
    """What they say together."""
    problems: tuple[Problem, ...]
    """What is wrong with them, or between them."""
    receipt: Receipt | None = None
    """The receipt of the archive that gave one of them; None for files."""


def receive(
    path: Path,
    library: Library,
    passwords: Passwords = no_passwords,
    archive: Archive | None = None,
    inside: Inside | None = None,
) -> Received:
    """Read one file, or one submission of the archive; a refusal is a Received without Submission.

    Passwords are asked for only where a file is protected. What is no file and reads like
    `USER/YEAR-KIND` is looked for in the archive, if there is one to look in. Without an inside
    to read it in, a file is read apart only if it is large or odd.
    """
    named = path.as_posix()
    if archive is not None and read_reference(named) and not path.exists():
        return _from_archive(named, library, archive)
    name, digest, received = str(path), None, None
    try:
        received = files.read(path)
        digest = hashlib.sha256(received).hexdigest()
        with contextlib.nullcontext(inside) if inside else Inside(library) as place:
            protected = is_protected(received)
            content = place.unlocked(received, passwords(name), name) if protected else received
            opened = place.opened(content, name)
    except SecselfError as refused:
        problems = _named(refused.problems, name)
        return Received(file=name, file_sha256=digest, problems=problems, content=received)
    return _received(opened, name, digest, content=received)


def assess(
    paths: Sequence[Path],
    library: Library,
    passwords: Passwords = no_passwords,
    archive: Archive | None = None,
) -> Assessed:
    """Read the files of one assessment as one, or raise Refused if one of them cannot be used."""
    received = [receive(path, library, passwords, archive) for path in paths]
    refused = [problem for part in received if not part.is_accepted for problem in part.problems]
    if refused:
        raise Refused(*refused)
    together = combine(received)
    if not together.submission.marks.follows:
        return together
    if archive is None or not archive.is_there:
        raise Refused(again.alone(received[0].file, together.submission.marks))
    with archive.reading() as ledger:
        return over_recorded(together, ledger, library, received[0].file).assessed


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOver:
    """What was answered when asked again, over what is recorded."""

    assessed: Assessed
    """The whole."""
    entry: int | None = None
    """The number of the entry over which it was laid; None if it stands by itself."""


def over_recorded(together: Assessed, ledger: Ledger, library: Library, file: str) -> LaidOver:
    """Lay what was answered when asked again over the newest that stands of its assessment.

    Problems of rows that were not asked again are said again. Refused if there is nothing to lay
    it over.
    """
    further = together.submission
    marks = further.marks
    reference = read_reference(f"{marks.user}/{marks.year}-{marks.kind}")
    meant = finding.resolved(ledger, reference) if reference else None
    records = finding.of_assessment(ledger, meant.subject) if meant else []
    newest = history.find(meant, records) if meant else None
    if newest is None:
        raise Refused(again.alone(file, marks))
    kept = from_kept(finding.kept(ledger, newest), library)
    if kept.submission is None or kept.framework is None:
        raise Refused(*kept.problems)
    if kept.framework.reference != together.framework.reference:
        raise Refused(again.other_edition(file, str(newest.reference), kept.framework.reference))
    asked = {one.ref for one in further.issued}
    before = [one for one in kept.problems if one.ref is not None and one.ref not in asked]
    sent = _sent(ledger, library, records, marks.follows)
    whole, more = again.laid_over(kept.submission, further, file, sent)
    assessed = Assessed(
        framework=together.framework,
        submission=whole,
        problems=(*before, *together.problems, *more),
        receipt=together.receipt or ledger.receipt(),
    )
    return LaidOver(assessed=assessed, entry=newest.entry.number)


def _sent(
    ledger: Ledger, library: Library, records: Sequence[Recorded], digest: str
) -> Submission | None:
    """Give the submission that was filled in when it was asked again; None if it is not there."""
    for record in records:
        if record.entry.key == digest and not finding.is_erased(ledger, record):
            return from_kept(finding.kept(ledger, record), library).submission
    return None


def combine(received: Sequence[Received]) -> Assessed:
    """Join files that were accepted; those of another User, year or kind are refused.

    What was answered when asked again lies over all that was answered before.
    """
    submissions = [part.submission for part in received if part.submission is not None]
    framework = next(part.framework for part in received if part.framework is not None)
    strangers = list(_strangers(received))
    if strangers:
        raise Refused(*strangers)
    first = [one for one in submissions if not one.marks.follows] or submissions[:1]
    joined, contradictions = joining.join(first)
    for part in received:
        if part.submission is not None and part.submission not in first:
            joined, more = again.laid_over(joined, part.submission, part.file)
            contradictions += more
    own = [problem for part in received for problem in part.problems]
    return Assessed(
        framework=framework,
        submission=joined,
        problems=(*own, *contradictions),
        receipt=next((part.receipt for part in received if part.receipt), None),
    )


def identity(received: Received) -> tuple[str | None, int | None, str | None, str | None]:
    """Give User, year, kind and framework of a file that was accepted."""
    marks = received.submission.marks if received.submission else Marks()
    framework = received.framework.reference if received.framework else None
    return marks.user, marks.year, marks.kind, framework


def _from_archive(name: str, library: Library, archive: Archive) -> Received:
    """Give a submission that was recorded, with what was said of it then."""
    try:
        with archive.reading() as ledger:
            found, receipt = finding.submission(ledger, name), ledger.receipt()
        return replace(from_kept(found, library), receipt=receipt)
    except SecselfError as refused:
        problems = _named(refused.problems, name)
        return Received(file=name, file_sha256=None, problems=problems)


def from_kept(kept: finding.Kept, library: Library) -> Received:
    """Read a submission as the archive gave it; what was found in the file then is said again.

    Each comment stands there once, but for those that were withdrawn.
    """
    received = as_recorded(kept, library)
    submission = received.submission
    if submission is None or not submission.comments:
        return received
    written = Written(submission=submission, comments=submission.comments)
    held = remarks.settle(remarks.held([written], submission), kept.settled)
    comments = tuple(one.bound.comment for one in held if one.bound.withdrawn is None)
    return replace(received, submission=replace(submission, comments=comments))


def as_recorded(kept: finding.Kept, library: Library) -> Received:
    """Read a submission as the archive gave it, with every copy of every comment."""
    opened = open_content(kept.content, kept.name, library)
    known = {(problem.code, problem.ref) for problem in kept.problems}
    more = [one for one in opened.problems if (one.code, one.ref) not in known]
    received = _received(opened, kept.name, kept.file_sha256, content=None)
    return replace(received, problems=(*kept.problems, *more))


def _received(opened: Opened, name: str, digest: str | None, *, content: bytes | None) -> Received:
    return Received(
        file=name,
        file_sha256=digest,
        framework=opened.framework,
        submission=opened.submission,
        problems=opened.problems,
        is_review=opened.is_review,
        content=content,
    )


def _strangers(received: Sequence[Received]) -> Iterable[Problem]:
    first = received[0]
    for other in received[1:]:
        pairs = zip(identity(first), identity(other), strict=True)
        if any(None not in pair and pair[0] != pair[1] for pair in pairs):
            yield refusal(
                "files-apart",
                other.file,
                f"This file is not of the same User, year, kind and framework as {first.file}.",
                "Name only the files of one assessment together.",
            )


def _named(problems: Iterable[Problem], name: str) -> tuple[Problem, ...]:
    """Give the file's name to Problems that do not say where they stand."""
    return tuple(
        problem if problem.origin.file else replace(problem, origin=Origin(file=name))
        for problem in problems
    )
