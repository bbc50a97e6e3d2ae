"""Finds what an assessment is compared with: as named, in a folder of past files, or recorded.

The framework says for each kind of assessment what its baseline is: the last of any kind, or the
last Full one. Nothing is guessed: where two files could be meant, both are named and neither taken.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from secself import carrying
from secself.digest import digest
from secself.model import AssessmentReference, Decision, Framework, Marks, Past, Receipt, Submission
from secself.problems import Origin, Problem, Refused, SecselfError
from secself.store.archive import decided, finding
from secself.store.archive.ledger import Ledger
from secself.store.archive.place import Archive
from secself.store.assessments import (
    Assessed,
    Passwords,
    Received,
    assess,
    combine,
    from_kept,
    no_passwords,
    receive,
)
from secself.store.frameworks import Library

_SUFFIXES = (".xlsx", ".xlsm", ".docx", ".json")

_LATEST = 9999
"""A year after all others."""

_Kept = tuple[Received, Submission]


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What an assessment is compared with, and what came before that."""

    assessed: Assessed | None = None
    """The baseline; None if there is none."""
    files: tuple[str, ...] = ()
    """The files it was read from."""
    past: tuple[Past, ...] = ()
    """All past assessments of the User that were found, oldest first, under the current Refs."""
    problems: tuple[Problem, ...] = ()
    """What was passed over, and why."""
    receipt: Receipt | None = None
    """The receipt of the archive that was asked; None if none was."""
    decision: Decision | None = None
    """What the committee decided on the assessment itself, if it has."""
    decided_before: tuple[Decision, ...] = ()
    """What stands of what it decided on earlier assessments of the User, oldest first."""


def baseline(
    paths: Sequence[Path],
    now: Assessed,
    library: Library,
    passwords: Passwords = no_passwords,
    archive: Archive | None = None,
) -> Baseline:
    """Read the files named as the baseline, or find it in the one folder named.

    Where nothing is named the archive is asked, if there is one; what the committee decided is
    asked of it in any case.
    Raises Refused if a file named cannot be used, or if it cannot be told which file is meant.
    """
    if not paths:
        return _recorded(archive, now, library) if archive and archive.is_there else Baseline()
    found = _as_named(paths, now, library, passwords, archive)
    if archive is None or not archive.is_there:
        return found
    with archive.reading() as ledger:
        return with_decisions(found, ledger, now)


def _as_named(
    paths: Sequence[Path],
    now: Assessed,
    library: Library,
    passwords: Passwords,
    archive: Archive | None,
) -> Baseline:
    if len(paths) == 1 and paths[0].is_dir():
        received = (receive(path, library, passwords) for path in _candidates(paths[0]))
        found = among(received, paths[0], now)
        if found.assessed is None:
            return replace(found, problems=(*found.problems, _none(paths[0], now)))
        return found
    assessed = assess(paths, library, passwords, archive)
    past = _past(assessed, now.framework)
    named = tuple(map(str, paths))
    return Baseline(assessed=assessed, files=named, past=(past,), receipt=assessed.receipt)


def recorded_for(  # noqa: PLR0913, PLR0917  each says one thing of what is to be issued
    user: str,
    year: int | None,
    kind: str,
    framework: Framework,
    library: Library,
    archive: Archive,
) -> Baseline:
    """Find in the archive, if there is one, what an assessment yet to be issued is compared with.

    Without a year, it is the one after all that were recorded.
    """
    if not archive.is_there:
        return Baseline()
    marks = Marks(user=user, year=year or _LATEST, kind=kind)
    blank = Submission(marks=marks, carries=(), issued=())
    return _recorded(archive, Assessed(framework=framework, submission=blank, problems=()), library)


def _recorded(archive: Archive, now: Assessed, library: Library) -> Baseline:
    """Find the baseline among what stands in the archive: the newest of each assessment."""
    with archive.reading() as ledger:
        return recorded_in(ledger, now, library)


def recorded_in(ledger: Ledger, now: Assessed, library: Library) -> Baseline:
    """Find the baseline in an open archive, and say which archive it was by its receipt."""
    user = now.submission.marks.user
    kept = list(finding.newest_of_user(ledger, user)) if user else []
    found = among((_again(one, library) for one in kept), Path(ledger.place), now)
    return with_decisions(replace(found, receipt=ledger.receipt()), ledger, now)


def with_decisions(found: Baseline, ledger: Ledger, now: Assessed) -> Baseline:
    """Add what the committee decided on the assessment and on earlier ones of its User."""
    marks = now.submission.marks
    if marks.user is None or marks.year is None:
        return found
    reference = AssessmentReference(user=marks.user, year=marks.year, kind=marks.kind or "")
    decision = decided.standing(ledger, reference)
    before = decided.decided_before(ledger, marks.user, marks.year)
    receipt = found.receipt or (ledger.receipt() if decision or before else None)
    return replace(found, decision=decision, decided_before=before, receipt=receipt)


def _again(kept: finding.Kept, library: Library) -> Received:
    try:
        return from_kept(kept, library)
    except SecselfError as refusal:
        return Received(file=kept.name, file_sha256=None, problems=refusal.problems)


def among(received: Iterable[Received], folder: Path, now: Assessed) -> Baseline:
    """Find the baseline among files that were read, those of one assessment joined."""
    problems: list[Problem] = []
    kept = list(_of_user(received, now, problems))
    grouped: dict[tuple[int, str], list[_Kept]] = {}
    for one in kept:
        marks = one[1].marks
        grouped.setdefault((marks.year or 0, marks.kind or ""), []).append(one)
    wanted = _wanted(grouped, now)
    found: dict[tuple[int, str], Assessed] = {}
    for key in sorted(grouped, key=lambda key: (key[0], key == wanted)):
        parts = list(_without_copies(grouped[key]))
        doubled = _doubled(parts, folder)
        if doubled and key == wanted:
            raise Refused(doubled)
        if doubled:
            problems.append(doubled)
        else:
            found[key] = combine([part for part, _ in parts])
    return Baseline(
        assessed=found[wanted] if wanted else None,
        files=tuple(part.file for part, _ in grouped[wanted]) if wanted else (),
        past=tuple(_past(one, now.framework) for one in found.values()),
        problems=tuple(problems),
    )


def _candidates(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        is_candidate = path.is_file() and path.suffix.lower() in _SUFFIXES
        if is_candidate and not path.name.startswith(("~$", ".")):
            yield path


def _of_user(found: Iterable[Received], now: Assessed, problems: list[Problem]) -> Iterator[_Kept]:
    """Give the earlier answers of this User under this framework; say what was passed over."""
    for received in found:
        path = Path(received.file)
        submission = received.submission
        if submission is None or received.framework is None:
            problems += [_passed(path, fault.what) for fault in received.problems[:1]]
        elif _is_earlier(submission, received.framework, now):
            if any(row.answer is not None for row in submission.responses):
                yield received, submission
            else:
                problems.append(_passed(path, "Nothing in it is answered."))


def _is_earlier(submission: Submission, framework: Framework, now: Assessed) -> bool:
    mine, other = now.submission.marks, submission.marks
    if (mine.user, now.framework.id) != (other.user, framework.id):
        return False
    if (other.year or 0) < (mine.year or 0):
        return True
    is_response = _rule(now) == "response"
    return is_response and other.year == mine.year and other.kind != mine.kind


def _rule(now: Assessed) -> str:
    kinds = {kind.id: kind.baseline for kind in now.framework.kinds}
    return kinds.get(now.submission.marks.kind or "", "last-any")


def _wanted(grouped: Iterable[tuple[int, str]], now: Assessed) -> tuple[int, str] | None:
    """Choose year and kind of the baseline, as the framework has it for the current kind."""
    rule = _rule(now)
    if rule == "none":
        return None
    # A Full assessment is the one that is compared with nothing itself. A Response goes with what
    # it answers, which is of its own year; else with the last Full one.
    full = {kind.id for kind in now.framework.kinds if kind.baseline == "none"}
    same = [key for key in grouped if rule == "response" and key[0] == now.submission.marks.year]
    fit = same or [key for key in grouped if rule == "last-any" or key[1] in full]
    return max(fit, key=lambda key: (key[0], key[1] in full, key[1]), default=None)


def _without_copies(parts: Sequence[_Kept]) -> Iterator[_Kept]:
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for received, submission in parts:
        key = digest(submission), submission.carries
        if key not in seen:
            seen.add(key)
            yield received, submission


def _doubled(parts: Sequence[_Kept], folder: Path) -> Problem | None:
    """Say that two files of one assessment are of one kind and differ."""
    carried: dict[tuple[str, ...], str] = {}
    for received, submission in parts:
        other = carried.setdefault(submission.carries, received.file)
        if other != received.file:
            marks = submission.marks
            return Problem(
                code="baseline-ambiguous",
                origin=Origin(file=str(folder)),
                what=f"{other} and {received.file} are both of {marks.year}-{marks.kind}, and "
                "answer differently.",
                remedy="Name the one that was handed in with --prior, or move the other away.",
            )
    return None


def _past(assessed: Assessed, framework: Framework) -> Past:
    carried = carrying.carry(assessed.framework, framework)
    submission = assessed.submission
    return Past(
        year=submission.marks.year,
        kind=submission.marks.kind,
        submission=carrying.brought_over(submission, carried),
    )


def _passed(path: Path, what: str) -> Problem:
    return Problem(
        level="note",
        code="file-passed-over",
        origin=Origin(file=str(path)),
        what=f"It was passed over in looking for the baseline. {what}",
        remedy="Nothing to do, unless it is the baseline; then name it with --prior.",
    )


def _none(folder: Path, now: Assessed) -> Problem:
    marks = now.submission.marks
    return Problem(
        level="warning",
        code="baseline-not-found",
        origin=Origin(file=str(folder)),
        what=f"No assessment of {marks.user} before {marks.year} was found that a {marks.kind} is "
        "compared with.",
        remedy="Name the baseline with --prior, or put it into the folder.",
    )
