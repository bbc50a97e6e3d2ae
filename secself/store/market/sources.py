"""Reads the files, folders and references that are named, and puts together what belongs together.

An assessor's workbook hands nothing in: what it says is laid beside what the User sent, and only
where that is not there its answers are taken. A file in which nothing is answered says no more than
that it was issued.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from secself import remarks
from secself.model import Comment, Submission
from secself.problems import Origin, Problem
from secself.store.archive.place import Archive
from secself.store.assessments import Passwords, Received, receive
from secself.store.frameworks import Library
from secself.store.inside import Inside

STEP = 50
"""After how many files or Users it is said how far things are."""
PROFILE = "profile.yaml"
"""The name by which a profile in a folder is known."""

_SUFFIXES = (".xlsx", ".xlsm", ".docx", ".json")
_OURS = "consolidated."
"""How the files of a pack begin, which nobody handed in."""


class Key(NamedTuple):
    """One assessment of one User."""

    user: str
    """The User's id."""
    year: int
    """The assessment's year."""
    kind: str
    """Id of the kind."""


@dataclass(slots=True, kw_only=True)
class Sources:
    """What was named, as it was read."""

    received: dict[Key, list[Received]] = field(default_factory=dict)
    """The files of each assessment in which something is answered."""
    blank: dict[Key, list[Received]] = field(default_factory=dict)
    """Those in which nothing is."""
    profiles: list[Path] = field(default_factory=list)
    """The profiles that lie in the folders."""
    problems: list[Problem] = field(default_factory=list)
    """What could not be used, and why."""

    def handed_in(self, user: str, before: int) -> list[Received]:
        """Give the files that handed in a User's assessments before a year."""
        return [
            one
            for key, files in self.received.items()
            if key.user == user and key.year < before
            for one in together(files)[0]
        ]

    def let_go(self, user: str) -> None:
        """Hold no more what a User answered, once it was judged; that it did stays known."""
        for key in self.received:
            if key.user == user:
                self.received[key] = []


def read(  # noqa: PLR0913, PLR0917  what reading one file asks for, and where not to look
    places: Sequence[Path],
    without: Sequence[Path],
    library: Library,
    passwords: Passwords,
    archive: Archive,
    progress: Callable[[str], None],
) -> Sources:
    """Read everything that is named; in a folder whatever may be an assessment."""
    found = Sources()
    named = list(dict.fromkeys(_files(places, without, found)))
    with Inside(library) as inside:
        for number, path in enumerate(named, 1):
            _place(receive(path, library, passwords, archive, inside), found)
            if number % STEP == 0:
                progress(f"{number} of {len(named)} files read")
    return found


def together(files: Sequence[Received]) -> tuple[list[Received], tuple[Comment, ...]]:
    """Part the files of an assessment: those that hand it in, and what assessors said besides."""
    sent = [one for one in files if not one.is_review]
    reviews = [one for one in files if one.is_review]
    if not sent:
        sent, reviews = reviews[:1], reviews[1:]
    said = [one.submission for one in reviews if one.submission]
    return sent, tuple(comment for one in said for comment in _bound(one))


def _bound(submission: Submission) -> Iterable[Comment]:
    """Bind comments to the answers beside which they were written, whatever the User sent since."""
    return remarks.bind(submission.comments, submission)


def _files(places: Iterable[Path], without: Sequence[Path], found: Sources) -> Iterator[Path]:
    aside = [one.resolve() for one in without]
    for place in places:
        if not place.is_dir():
            yield place
            continue
        for path in sorted(place.rglob("*")):
            if any(path.resolve().is_relative_to(folder) for folder in aside):
                continue
            if path.name == PROFILE:
                found.profiles.append(path)
            elif _is_candidate(path):
                yield path


def _is_candidate(path: Path) -> bool:
    is_ours = path.name.startswith((_OURS, "~$", "."))
    return not is_ours and path.suffix.lower() in _SUFFIXES and path.is_file()


def _place(received: Received, found: Sources) -> None:
    submission = received.submission
    if submission is None:
        found.problems += received.problems
        return
    marks = submission.marks
    if marks.user is None or marks.year is None or marks.kind is None:
        found.problems.append(_unnamed(received))
        return
    home = found.received if _is_answered(submission) else found.blank
    key = Key(marks.user, marks.year, marks.kind)
    home.setdefault(key, []).append(replace(received, content=None))


def _is_answered(submission: Submission) -> bool:
    return any(row.answer is not None for row in submission.responses)


def _unnamed(received: Received) -> Problem:
    return Problem(
        code="identity-missing",
        origin=Origin(file=received.file),
        what="The file does not say of which User, year and kind it is; it was left out.",
        remedy="Record it with `secself ingest --as USER/YEAR-KIND`, and name that.",
    )
