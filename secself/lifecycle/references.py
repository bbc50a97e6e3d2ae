"""Whether the cycles of a framework name only what the framework has."""

from collections.abc import Iterable, Iterator

from secself.model import Framework, Lifecycle
from secself.problems import Problem


def check(framework: Framework) -> tuple[Problem, ...]:
    """Hold the cycles against the framework's roles, kinds, statuses and sources."""
    lifecycle = framework.lifecycle
    if lifecycle is None:
        return ()
    return tuple(_dangling(framework, lifecycle))


def _dangling(framework: Framework, lifecycle: Lifecycle) -> Iterator[Problem]:
    kinds = {kind.id for kind in framework.kinds}
    roles = {role.id for role in framework.roles}
    categories = {category.id for category in framework.party_categories}
    statuses = {status.id for status in framework.statuses}
    yield from _lost("kind", [*lifecycle.strength, lifecycle.full, lifecycle.follow_up], kinds)
    steps = [kind for cycle in lifecycle.cycles for kind in cycle.kinds]
    yield from _lost("kind among `strength`", [*steps, lifecycle.full], set(lifecycle.strength))
    named = [role for cycle in lifecycle.cycles for role in (*cycle.roles, *cycle.unless_roles)]
    named += [role for threshold in lifecycle.thresholds for role in threshold.roles]
    yield from _lost("User Role", named, roles)
    parties = [one for cycle in lifecycle.cycles for one in cycle.party_categories]
    yield from _lost("category of Party", parties, categories)
    followed = (*lifecycle.followed_up, *lifecycle.may_be_followed_up)
    yield from _lost("assurance status", followed, statuses)
    provenances = (
        *(cycle.provenance for cycle in lifecycle.cycles),
        *(threshold.provenance for threshold in lifecycle.thresholds),
        *(figure.provenance for figure in lifecycle.figures),
        *(ground.provenance for ground in lifecycle.grounds),
        *(phase.provenance for phase in lifecycle.phases),
    )
    codes = [code for provenance in provenances for code in provenance.sources]
    yield from _lost("source", codes, {source.code for source in framework.sources})


def _lost(what: str, named: Iterable[str], known: set[str]) -> Iterator[Problem]:
    for name in dict.fromkeys(named):
        if name not in known:
            yield Problem(
                code="reference-dangling",
                what=f"The lifecycle names the {what} “{name}”, which is not in the framework.",
                remedy=f"Correct the name, or add the {what}.",
            )
