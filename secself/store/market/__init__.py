"""Gathers many Users for the committee: from files, from folders, from the archive.

`sources` reads what was named, `portions` parts an archive by User, `cases` judges one User,
`expected` says who is missing. A file that cannot be used is said, and the others go on.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from secself import consolidation
from secself.model import Case, Consolidation, Framework, edition_age
from secself.problems import Problem, Refused, SecselfError
from secself.store.archive.place import Archive
from secself.store.assessments import Passwords, no_passwords
from secself.store.frameworks import Library
from secself.store.market import cases, expected, portions, sources
from secself.store.market.cases import Judging
from secself.store.market.sources import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the committee wants to see."""

    places: tuple[Path, ...] = ()
    """Files, folders and references; none for all that the archive holds."""
    profiles: tuple[Path, ...] = ()
    """Profiles, or folders of profiles."""
    kind: str = "ssa"
    """The kind of assessment."""
    year: int | None = None
    """Its year; None for the newest there is."""
    as_of: date | None = None
    """The day on which ages and deadlines are judged, if it was said."""
    today: date
    """The day on which the command runs."""
    marking: str = ""
    """The protective marking of every output."""
    without: tuple[Path, ...] = ()
    """Folders that are not looked into, such as the one that is written to."""


def gather(
    wanted: Wanted,
    library: Library,
    archive: Archive,
    passwords: Passwords = no_passwords,
    progress: Callable[[str], None] = lambda _: None,
) -> Consolidation:
    """Read, judge and order all Users; Refused if there is nothing of the kind and year."""
    read = sources.read(wanted.places, wanted.without, library, passwords, archive, progress)
    with portions.opened(archive, needed=not wanted.places) as held:
        keys = {*read.received, *(() if wanted.places else portions.keys(held))}
        year = wanted.year or max((key.year for key in keys if key.kind == wanted.kind), default=0)
        users = sorted(key.user for key in keys if (key.year, key.kind) == (year, wanted.kind))
        judging = Judging(
            read=read,
            portions=held,
            library=library,
            profiles=expected.profiles(
                wanted.profiles, read, library, wanted.as_of or wanted.today
            ),
            as_of=wanted.as_of,
            today=wanted.today,
            marking=wanted.marking,
        )
        judged = _judged([Key(user, year, wanted.kind) for user in users], judging, progress)
        if not judged:
            raise Refused(*read.problems, _nothing(wanted, keys, year))
        framework, judged = _of_one_framework(judged, read.problems)
        day = wanted.as_of or wanted.today
        missing = expected.missing(framework, Key("", year, wanted.kind), judging, judged, day)
    return consolidation.consolidate(
        framework,
        judged,
        year=year,
        kind=wanted.kind,
        as_of=day,
        marking=wanted.marking,
        missing=missing,
        problems=read.problems,
    )


def _judged(keys: Sequence[Key], judging: Judging, progress: Callable[[str], None]) -> list[Case]:
    judged = []
    for number, key in enumerate(keys, 1):
        try:
            judged.append(cases.judged(key, judging))
        except SecselfError as refusal:
            judging.read.problems += refusal.problems
        judging.read.let_go(key.user)
        if number % sources.STEP == 0:
            progress(f"{number} of {len(keys)} Users judged")
    return judged


def _of_one_framework(
    judged: Sequence[Case], problems: list[Problem]
) -> tuple[Framework, list[Case]]:
    """Keep the Users under the framework that most answered, and say who answered another."""
    frameworks = [case.assessment.comparison.framework for case in judged]
    names = sorted(one.id for one in frameworks)
    chosen = max(sorted(set(names)), key=names.count)
    newest = max(
        (one for one in frameworks if one.id == chosen), key=lambda one: edition_age(one.edition)
    )
    kept = []
    for case in judged:
        theirs = case.assessment.comparison.framework
        if theirs.id == chosen:
            kept.append(case)
        else:
            problems.append(_of_another(case, theirs, chosen))
    return newest, kept


def _of_another(case: Case, theirs: Framework, chosen: str) -> Problem:
    return Problem(
        code="pack-framework",
        ref=case.id,
        what=f"{case.id} answered {theirs.reference}, and most others {chosen}; it was left out.",
        remedy="Consolidate the Users of each framework by themselves.",
    )


def _nothing(wanted: Wanted, keys: Iterable[Key], year: int) -> Problem:
    there = sorted({f"{key.year}-{key.kind}" for key in keys})
    what = f"There is no assessment of {year or 'any year'}-{wanted.kind} to consolidate."
    remedy = f"There are: {', '.join(there)}; choose with --year and --kind."
    return Problem(
        code="pack-empty",
        what=what,
        remedy=remedy if there else "Name completed files, a folder of them, or an archive.",
    )
