"""Proofreads editions on the disk: every Problem of every file, of every stage, in one run."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from secself import (
    carrying,
    catalogue,
    challenge,
    consolidation,
    lifecycle,
    materiality,
    proofreading,
)
from secself.model import Framework
from secself.problems import NotFound, Origin, Problem
from secself.schemas import framework as framework_schema
from secself.schemas.fields import Fault
from secself.schemas.mending import STAND_IN, mend
from secself.store import layers
from secself.store.frameworks import Library, locate, misplaced, neighbours, shelf
from secself.store.layers import Layer, Way, read_layer, unsaid

_SINGLE = ("format", "id", "edition", "title", "notice", "interpretations_edition")
"""What a framework says once, and what nothing else names."""
_MOST_FAULTS = 1_000
"""With more values than these that are not as they must be, the rest is counted, not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What was found in one edition."""

    place: str
    """Its folder, or its file, as it was named."""
    reference: str | None
    """Id and edition, if the files say."""
    problems: tuple[Problem, ...]
    """All that is wrong in its files."""


def proofread(path: Path, extra: Iterable[Path] = ()) -> tuple[Proof, ...]:
    """Proofread every edition in a folder of one edition, of a framework, or of many."""
    if path.is_file():
        return (_proof(path, Library(neighbours(path.parent, extra))),)
    folders = _editions(path)
    if not folders:
        raise NotFound(_nothing(path))
    proofs = [_proof(folder, Library(neighbours(folder, extra))) for folder in folders]
    return tuple(_without_echoes(proof, proofs) for proof in proofs)


def _without_echoes(proof: Proof, proofs: list[Proof]) -> Proof:
    """Say what is wrong in an edition with that edition, not again with those that extend it.

    What an inherited line does wrong only here, such as naming what was withdrawn, is said here.
    """
    homes = {one.place: set(one.problems) for one in proofs if one.place != proof.place}
    own = [
        one
        for one in proof.problems
        if one not in homes.get(str(Path(one.origin.file or "").parent), ())
    ]
    return replace(proof, problems=tuple(own))


def _editions(path: Path) -> list[Path]:
    for pattern in ("framework.yaml", "*/framework.yaml", "*/*/framework.yaml"):
        found = sorted(file.parent for file in path.glob(pattern))
        if found:
            return found
    return []


def _proof(place: Path, library: Library) -> Proof:
    own = [place] if place.is_file() else sorted(place.glob("*.yaml"))
    layer = library.grounded(read_layer(own, around=True), place)
    framework, problems = _read(layer)
    problems += layer.problems
    if framework is not None:
        where = locate(framework, layer)
        problems += [*_laws(where), *_elsewhere(where, place, library)]
        problems = [one for one in problems if _is_known(one, layer)]
    reference = framework.reference if framework else STAND_IN
    placed = (layer.placed(problem) for problem in problems)
    mine = {str(file) for file in own}
    reused = {f"“{one.ref}”" for one in problems if one.code == "id-reused"}
    placed = (one for one in placed if not _is_reused(one, reused, mine))
    return Proof(
        place=str(place),
        reference=None if STAND_IN in reference else reference,
        problems=tuple(sorted(_once(_own(placed, mine, str(own[0]))), key=_order)),
    )


def hold(layer: Layer) -> tuple[Framework | None, tuple[Problem, ...], tuple[Problem, ...]]:
    """Hold a layer that stands nowhere yet against schema and laws.

    Gives the framework, what keeps it from being used, and what a careful reader says besides.
    """
    framework, problems = _read(layer)
    problems += layer.problems
    if framework is None:
        return None, tuple(problems), ()
    where = locate(framework, layer)
    laws = [*catalogue.check(where), *lifecycle.check(where)]
    besides = [*proofreading.proofread(where), *materiality.check_settings(where)]
    return (
        where,
        tuple(_once(layer.placed(one) for one in [*problems, *laws] if _is_known(one, layer))),
        tuple(_once(layer.placed(one) for one in besides if _is_known(one, layer))),
    )


def _read(layer: Layer) -> tuple[Framework | None, list[Problem]]:
    """Make a framework of what there is, with stand-ins for what is faulty."""
    framework, faults = framework_schema.load_framework(layer.content)
    # A key that stands in text which could not be read is not missing.
    told = unsaid(layer, faults)
    known = [fault for fault in told if not (len(fault[0]) == 1 and _hides(layer, fault[0][0]))]
    is_headless = any(_is_gone(layer, way) for way, _ in faults)
    problems = [layer.problem(fault) for fault in known[:_MOST_FAULTS]]
    if len(known) > _MOST_FAULTS:
        return None, [*problems, _many(layer, known)]
    # Where a whole list is not there, the laws could only say so of each name in it.
    if framework is None and not is_headless:
        framework, _ = framework_schema.load_framework(mend(layer.content, faults))
    return framework, problems


def _many(layer: Layer, faults: Sequence[Fault]) -> Problem:
    """Count what is not told one by one: what is this far from a framework is not read further."""
    way, _ = faults[_MOST_FAULTS]
    what = f"{len(faults) - _MOST_FAULTS:,} more values are not as they must be."
    return Problem(
        code="data-shape",
        origin=layer.place(way),
        what=what,
        remedy="Correct those before it; the laws are looked at once they are fewer.",
    )


def _is_gone(layer: Layer, way: Way) -> bool:
    """Tell whether a list is missing altogether, by which others name what is in it."""
    is_list = len(way) == 1 and way[0] not in _SINGLE
    return is_list and way[0] not in layer.content and not _hides(layer, way[0])


def _hides(layer: Layer, key: str | int) -> bool:
    return any(line.startswith(f"{key}:") for line in layer.hidden.splitlines())


def _laws(framework: Framework) -> Iterator[Problem]:
    yield from catalogue.check(framework)
    yield from lifecycle.check(framework)
    yield from carrying.check(framework)
    yield from challenge.check(framework)
    yield from consolidation.check(framework)
    yield from proofreading.proofread(framework)
    yield from materiality.check_settings(framework)


def _elsewhere(framework: Framework, place: Path, library: Library) -> Iterator[Problem]:
    """Hold an edition against its folder, and against the editions before it."""
    if place.is_file():
        return
    if (framework.id, framework.edition) != (place.parent.name, place.name):
        yield misplaced(framework, place)
    yield from _hiding(framework, place)
    editions = library.shelf.editions().get(place.parent.name, [])
    earlier = editions[: editions.index(place.name)] if place.name in editions else []
    loaded = [_loaded(f"{place.parent.name}@{edition}", library) for edition in earlier]
    here = [one for one in loaded if one]
    yield from proofreading.compare_ids(here, framework)
    yield from carrying.check_against(here, framework)


def _hiding(framework: Framework, place: Path) -> Iterator[Problem]:
    """Remark on an edition that has the name of a shipped one and does not lie over it."""
    try:
        shipped = shelf().folder_of(framework.reference)
    except NotFound:
        return
    own = layers.extended(read_layer(sorted(place.glob("*.yaml")), around=True))
    if own == framework.reference or _loaded(framework.reference, Library(shelf())) == framework:
        return
    if shipped.resolve() != place.resolve():
        yield Problem(
            level="note",
            code="edition-hides",
            origin=Origin(file=str(place / "framework.yaml"), line=1),
            what=f"The edition has the name of one that is shipped, {framework.reference}, and "
            "hides it wherever --controls names this folder.",
            remedy="Give it an edition of its own, such as "
            f"{framework.edition}-ours; “framework diff” then shows what differs.",
        )


def _loaded(reference: str, library: Library) -> Framework | None:
    """Load an edition, if it can be; what is wrong with it is said where it is proofread itself."""
    layer = library.layer(library.shelf.folder_of(reference))
    return framework_schema.load_framework(layer.content)[0]


def _is_known(problem: Problem, layer: Layer) -> bool:
    """Tell whether a Problem is a fault and not the echo of one that is said already."""
    if STAND_IN in problem.what or STAND_IN in (problem.ref or ""):
        return False
    names = [part.partition("”")[0] for part in problem.what.split("“")[1:]]
    is_law = problem.code not in ("data-shape", "yaml-broken")
    return not (is_law and any(_stands(name, layer.hidden) for name in (*names, problem.ref)))


def _stands(name: str | None, text: str) -> bool:
    return bool(name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def _is_reused(problem: Problem, reused: set[str], mine: set[str]) -> bool:
    """Tell whether an id that stands twice, once beneath, was said to be reused."""
    is_beneath = problem.code == "id-twice" and problem.origin.file not in mine
    return is_beneath and any(name in problem.what for name in reused)


def _own(problems: Iterable[Problem], mine: set[str], first: str) -> Iterator[Problem]:
    """Leave notes on inherited lines to the edition that has them; place what has no place."""
    for problem in problems:
        if problem.origin.file is None:
            yield replace(problem, origin=replace(problem.origin, file=first, line=1))
        elif problem.level == "error" or problem.origin.file in mine:
            yield problem


def _once(problems: Iterable[Problem]) -> list[Problem]:
    return list(dict.fromkeys(problems))


def _order(problem: Problem) -> tuple[str, int, str]:
    return problem.origin.file or "", problem.origin.line or 0, problem.what


def _nothing(path: Path) -> Problem:
    return Problem(
        code="folder-unknown",
        origin=Origin(file=str(path)),
        what="There is no edition of a framework here.",
        remedy="Name a folder that holds framework.yaml, EDITION/ or FRAMEWORK/EDITION/ with one.",
    )
