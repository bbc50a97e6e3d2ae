"""Whether the cycles of a framework name only what the framework has."""

from collections.abc import Iterable, Iterator
from itertools import chain

from secself.model import Framework, Lifecycle, Provenance
from secself.problems import Origin, Problem

_Named = Iterable[tuple[str, Iterable[str]]]
"""Ways into the lifecycle, with the names that stand there."""


def check(framework: Framework) -> tuple[Problem, ...]:
    """Hold the cycles against the framework's roles, kinds, statuses and sources."""
    lifecycle = framework.lifecycle
    return tuple(_dangling(framework, lifecycle)) if lifecycle else ()


def _dangling(framework: Framework, lifecycle: Lifecycle) -> Iterator[Problem]:
    kinds = {kind.id for kind in framework.kinds}
    own = [
        ("strength", lifecycle.strength),
        ("full", [lifecycle.full]),
        ("follow_up", [lifecycle.follow_up]),
        ("self_assessed", lifecycle.self_assessed),
    ]
    yield from _lost("kind", own, kinds)
    steps = [(f"cycles.{n}.kinds", cycle.kinds) for n, cycle in enumerate(lifecycle.cycles)]
    yield from _lost("kind among “strength”,", steps, set(lifecycle.strength))
    yield from _lost("User Role", _roles(lifecycle), {role.id for role in framework.roles})
    parties = [
        (f"cycles.{n}.party_categories", cycle.party_categories)
        for n, cycle in enumerate(lifecycle.cycles)
    ]
    categories = {category.id for category in framework.party_categories}
    yield from _lost("category of Party", parties, categories)
    followed = [
        ("followed_up", lifecycle.followed_up),
        ("may_be_followed_up", lifecycle.may_be_followed_up),
        ("may_begin_again", lifecycle.may_begin_again),
    ]
    yield from _lost("assurance status", followed, {s.id for s in framework.statuses})
    sources = ((way, stated.sources) for way, stated in _provenances(lifecycle))
    yield from _lost("source", sources, {source.code for source in framework.sources})


def _roles(lifecycle: Lifecycle) -> _Named:
    for n, cycle in enumerate(lifecycle.cycles):
        yield f"cycles.{n}.roles", cycle.roles
        yield f"cycles.{n}.unless_roles", cycle.unless_roles
    for n, threshold in enumerate(lifecycle.thresholds):
        yield f"thresholds.{n}.roles", threshold.roles


def _provenances(lifecycle: Lifecycle) -> Iterator[tuple[str, Provenance]]:
    return chain(
        ((f"cycles.{n}", line.provenance) for n, line in enumerate(lifecycle.cycles)),
        ((f"thresholds.{n}", line.provenance) for n, line in enumerate(lifecycle.thresholds)),
        ((f"figures.{n}", line.provenance) for n, line in enumerate(lifecycle.figures)),
        ((f"grounds.{n}", line.provenance) for n, line in enumerate(lifecycle.grounds)),
        ((f"phases.{n}", line.provenance) for n, line in enumerate(lifecycle.phases)),
    )


def _lost(what: str, named: _Named, known: set[str]) -> Iterator[Problem]:
    for way, names in named:
        for name in names:
            if name not in known:
                yield Problem(
                    code="reference-dangling",
                    origin=Origin(path=f"lifecycle.{way}"),
                    what=f"The lifecycle names the {what} “{name}”, which is not there.",
                    remedy="Correct the name, or add what it names.",
                )
