"""Finds in a folder what came back: for each User the files of the newest assessment.

A User of whom only an earlier year is there has not sent anything yet, and is passed over.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from secself.digest import digest
from secself.problems import Origin, Problem, SecselfError
from secself.store.assessments import (
    Assessed,
    Passwords,
    Received,
    combine,
    no_passwords,
    receive,
)
from secself.store.frameworks import Library

SUFFIXES = (".xlsx", ".xlsm", ".docx", ".json")
"""The endings of files that can be what a User sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What one User sent for one assessment."""

    files: tuple[str, ...]
    """The files, as they were found."""
    assessed: Assessed
    """What they say together."""
    has_earlier: bool = False
    """Whether files of an earlier assessment of the same User lie in the same folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """What was found in a folder."""

    returned: tuple[Returned, ...]
    """What can be used, by User."""
    problems: tuple[Problem, ...]
    """What was passed over, and what cannot be used."""

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing in it had to be refused."""
        return all(problem.level != "error" for problem in self.problems)


def look_through(folder: Path, library: Library, passwords: Passwords = no_passwords) -> Folder:
    """Read every file of a folder, those in folders within it as well; one bad file stops none."""
    received = [receive(path, library, passwords) for path in candidates(folder)]
    problems = [problem for one in received for problem in _refusals(one)]
    found: list[Returned] = []
    by_user = _by_user(received, problems)
    newest = max((year for parts in by_user.values() for year, _ in parts), default=0)
    for user, parts in sorted(by_user.items()):
        if max(parts)[0] < newest:
            problems.append(_late(parts, newest))
            continue
        try:
            found.append(_newest(parts, problems))
        except SecselfError as refusal:
            problems += [_about(user, problem) for problem in refusal.problems]
    return Folder(returned=tuple(found), problems=tuple(problems))


def candidates(folder: Path) -> list[Path]:
    """List the files of a folder that can be what a User sent, in order."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.suffix.lower() in SUFFIXES
        and not path.name.startswith(("~$", "."))
    ]


def _refusals(one: Received) -> Sequence[Problem]:
    if not one.is_accepted:
        return one.problems
    if one.is_review:
        what = "It is an assessor's workbook, which hands in no answers."
        return [_passed(one.file, what, "Take its comments in with “secself ingest”.")]
    submission = one.submission
    if submission is not None and submission.marks.user is None:
        what = "It does not say whose it is, so it can be paired with nothing."
        return [_passed(one.file, what, "Name it by itself, with --prior and --with.")]
    if submission is not None and not any(row.answer is not None for row in submission.responses):
        return [_passed(one.file, "Nothing in it is answered.", "Nothing to do if it was issued.")]
    return []


def _by_user(
    received: Iterable[Received], problems: list[Problem]
) -> dict[str, dict[tuple[int, str], list[Received]]]:
    passed = {problem.origin.file for problem in problems}
    found: dict[str, dict[tuple[int, str], list[Received]]] = {}
    for one in received:
        if one.submission is None or one.file in passed:
            continue
        marks = one.submission.marks
        key = marks.year or 0, marks.kind or ""
        found.setdefault(marks.user or "", {}).setdefault(key, []).append(one)
    return found


def _newest(parts: dict[tuple[int, str], list[Received]], problems: list[Problem]) -> Returned:
    """Join the files of the newest assessment; a copy that says the same is left out."""
    newest = max(parts)
    kept: dict[tuple[str, tuple[str, ...]], Received] = {}
    for one in parts[newest]:
        if one.submission is not None:
            key = digest(one.submission), one.submission.carries
            if key in kept:
                what = f"It says the same as {kept[key].file}."
                problems.append(_passed(one.file, what, "Nothing to do."))
            kept.setdefault(key, one)
    return Returned(
        files=tuple(one.file for one in kept.values()),
        assessed=combine(list(kept.values())),
        has_earlier=any(year < newest[0] for year, _ in parts),
    )


def _late(parts: dict[tuple[int, str], list[Received]], newest: int) -> Problem:
    file = parts[max(parts)][0].file
    what = f"It is of {max(parts)[0]}; of this User nothing of {newest} is here."
    return _passed(file, what, f"Ask for what is of {newest}, or name the file by itself.")


def _passed(file: str, what: str, remedy: str) -> Problem:
    return Problem(
        level="note",
        code="file-passed-over",
        origin=Origin(file=file),
        what=f"It was passed over. {what}",
        remedy=remedy,
    )


def _about(user: str, problem: Problem) -> Problem:
    if problem.origin.file:
        return problem
    return Problem(
        level=problem.level,
        code=problem.code,
        origin=Origin(file=user),
        ref=problem.ref,
        what=problem.what,
        remedy=problem.remedy,
    )
