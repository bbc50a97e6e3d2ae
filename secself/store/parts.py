"""Loads the workbook that was issued and the parts people made of it, and joins them."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from secself import merging, opc
from secself.grid import Grid
from secself.merging import ListedConflict, Merged
from secself.model import Framework, Submission
from secself.opc.decryption import is_protected, unlocked
from secself.opc.recognise import ZIP
from secself.problems import Level, Origin, Problem, Refused
from secself.store import files
from secself.store.assessments import Passwords, Received, identity, no_passwords, receive
from secself.store.frameworks import Library
from secself.workbook.amending import amend
from secself.workbook.merging import leftovers, parts, reviews, sheets, writing
from secself.workbook.merging.leftovers import Left
from secself.workbook.outgrown import outgrown
from secself.workbook.reader import read_grid

_QUOTED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One file that was named."""

    path: Path
    """Its place."""
    content: bytes
    """Its bytes, without their password if they had one."""
    received: Received
    """What it says."""
    submission: Submission
    """The same, since it could be read."""
    framework: Framework
    """The framework it was made from."""
    grid: Grid | None
    """Its cells, if it is a workbook."""

    @property
    def digest(self) -> str:
        """Give the digest of its bytes."""
        return self.received.file_sha256 or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The merged workbook, and what must be said of it."""

    content: bytes
    """Its bytes."""
    merged: Merged
    """What was taken, and where nothing was chosen."""
    conflicts: tuple[ListedConflict, ...]
    """Where nothing was chosen, in the words of the workbook."""
    names: dict[str, str]
    """The files as they were named, by what they are called in the workbook."""
    problems: tuple[Problem, ...]
    """What was not merged, and what else is remarkable."""
    is_whole: bool
    """Whether all that the parts hold was merged or stands among the conflicts."""


def join(
    issued_path: Path,
    paths: Sequence[Path],
    library: Library,
    passwords: Passwords = no_passwords,
) -> Joined:
    """Join the parts against the issued workbook, or raise Refused with all that stands against."""
    issued, *rest = load([issued_path, *paths], library, passwords)
    if issued.grid is None:
        raise Refused(_no_workbook(issued.path))
    refused = [_no_part(part.path) for part in rest if not part.content.startswith(ZIP)]
    if refused:
        raise Refused(*refused)
    strangers = [_stranger(issued, part) for part in rest if _is_apart(issued, part)]
    if strangers:
        raise Refused(*strangers)
    once, problems = _once(rest)
    named = dict(zip(_names(once), once, strict=True))
    base = parts.of_workbook(issued.grid, issued.submission, issued.framework, "")
    told = [_told(name, part, issued.grid) for name, part in named.items()]
    merged = merging.merge(base, told)
    merged.conflicts += reviews.conflicts(issued.grid, base, told)
    left = [(name, one) for name, part in named.items() for one in _left(issued, issued.grid, part)]
    grids = {name: part.grid for name, part in named.items()}
    wanted = writing.amendments(issued.grid, base, merged, grids, left)
    problems += outgrown(issued.grid, wanted.changes, str(issued.path))
    heard = merged.files
    for name, part in named.items():
        problems += [one.problem for file, one in left if file == name]
        if name not in heard:
            problems.append(_unchanged(part.path))
    return Joined(
        content=amend(issued.content, wanted, str(issued.path)),
        merged=merged,
        conflicts=tuple(sheets.listed(merged)),
        names={name: str(part.path) for name, part in named.items()},
        problems=(*problems, *(_unplaced(one) for one in merged.unplaced)),
        is_whole=not merged.unplaced and not any(one.texts for _, one in left),
    )


def _told(name: str, part: Given, issued: Grid) -> merging.Part:
    if part.grid is None:
        return parts.of_questionnaire(part.submission, name)
    return parts.of_workbook(part.grid, part.submission, part.framework, name, issued)


def _left(issued: Given, grid: Grid, part: Given) -> list[Left]:
    return leftovers.leftovers(
        grid,
        issued.submission,
        part.grid,
        part.submission,
        part.framework,
        part.received.problems,
        issued.received.problems,
    )


def load(
    paths: Sequence[Path], library: Library, passwords: Passwords = no_passwords
) -> list[Given]:
    """Read files with their bytes and cells, or raise Refused with all that stands against."""
    given: list[Given] = []
    refused: list[Problem] = []
    for path in paths:
        received = receive(path, library, passwords)
        if received.submission is None or received.framework is None:
            refused += received.problems
            continue
        content = files.read(path)
        if hashlib.sha256(content).hexdigest() != received.file_sha256:
            refused.append(
                _problem(
                    "file-unreadable", path, "The file changed while it was read.", "Try again."
                )
            )
            continue
        if is_protected(content):
            content = unlocked(content, passwords(str(path)), str(path))
        given.append(
            Given(
                path=path,
                content=content,
                received=received,
                submission=received.submission,
                framework=received.framework,
                grid=_grid(content, str(path)),
            )
        )
    if refused:
        raise Refused(*refused)
    return given


def _grid(content: bytes, name: str) -> Grid | None:
    if not content.startswith(ZIP):
        return None
    package = opc.open_package(content, name)
    return read_grid(content, name) if package.kind == "workbook" else None


def _once(given: Sequence[Given]) -> tuple[list[Given], list[Problem]]:
    """Take each file once, in the order of their names, and say which were given twice."""
    found: dict[str, Given] = {}
    problems = []
    for part in sorted(given, key=lambda one: (one.path.name, one.digest, str(one.path))):
        if part.digest in found:
            first = found[part.digest].path
            what = f"This is the same file as {first}, byte for byte; it was merged once."
            problems.append(_problem("part-twice", part.path, what, "Nothing to do.", level="note"))
        else:
            found[part.digest] = part
    return list(found.values()), problems


def _names(given: Sequence[Given]) -> list[str]:
    """Call each file by its name; files of one name also by their digest."""
    many = Counter(part.path.name for part in given)
    return [
        part.path.name if many[part.path.name] == 1 else f"{part.path.name} ({part.digest[:8]})"
        for part in given
    ]


def _is_apart(issued: Given, part: Given) -> bool:
    pairs = zip(identity(issued.received), identity(part.received), strict=True)
    return any(None not in pair and pair[0] != pair[1] for pair in pairs)


def _stranger(issued: Given, part: Given) -> Problem:
    return _problem(
        "files-apart",
        part.path,
        f"This file is not of the same User, year, kind and framework as {issued.path}.",
        "Name only what people made of the issued workbook.",
    )


def _no_workbook(path: Path) -> Problem:
    return _problem(
        "issued-no-workbook",
        path,
        "This is not a workbook, so nothing can be merged into a copy of it.",
        "Name the Validation workbook that was issued first, then the parts.",
    )


def _no_part(path: Path) -> Problem:
    return _problem(
        "part-unsuitable",
        path,
        "This is a submission in JSON; a part is a workbook or a questionnaire.",
        "Name the file that was filled in.",
    )


def _unchanged(path: Path) -> Problem:
    return _problem(
        "part-unchanged",
        path,
        "Nothing in this file differs from the issued workbook where answers are expected.",
        "Check that it is the file somebody has filled in.",
        level="note",
    )


def _unplaced(one: merging.Unplaced) -> Problem:
    held = one.voice.held
    return Problem(
        level="warning",
        code="cell-not-merged",
        origin=held.origin,
        ref=one.spot.ref,
        what="The issued workbook has no place for this, so it was not merged: "
        f"“{_cut(held.shown)}”.",
        remedy="Put it where it belongs by hand.",
    )


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"


def _problem(code: str, path: Path, what: str, remedy: str, level: Level = "error") -> Problem:
    return Problem(level=level, code=code, origin=Origin(file=str(path)), what=what, remedy=remedy)
