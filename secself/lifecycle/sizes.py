"""Which cycles bind a User: by its User Roles, and by its size where size decides."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from secself.lifecycle import speech
from secself.model import Cycle, Framework, Lifecycle, Profile, Reason, Size, Threshold

GRADES = ("low", "medium", "high")
"""How certain a thing may be, the least certain first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A cycle that binds a User, with what it would be were the User of another size."""

    cycle: Cycle
    """The cycle."""
    otherwise: Cycle | None = None
    """The cycle of the other size, if size decides."""
    reasons: tuple[Reason, ...] = ()
    """Why it is this one."""

    @property
    def weakest(self) -> Reason:
        """Give the reason of the least confidence that the cycle was chosen for."""
        # Rules without a clause, such as that on voting, are remarks and decide nothing.
        first, *others = self.reasons
        decisive = [first, *(reason for reason in others if reason.clause)]
        grounds = [(reason, reason.provenance) for reason in decisive if reason.provenance]
        return min(grounds, key=lambda one: GRADES.index(one[1].confidence))[0]


def bound(framework: Framework, lifecycle: Lifecycle, profile: Profile) -> tuple[Bound, ...]:
    """Find every cycle that binds a User of these roles and premises."""
    mine = [cycle for cycle in lifecycle.cycles if _is_for(cycle, profile)]
    sized = [cycle for cycle in mine if cycle.size != "any"]
    found = [
        Bound(cycle=cycle, reasons=tuple(_stated(framework, cycle, None, profile)))
        for cycle in mine
        if cycle.size == "any"
    ]
    for cycle in sized:
        size, why = size_of(lifecycle, cycle, profile)
        if cycle.size == size:
            other = next((c for c in sized if c.roles == cycle.roles and c.size != size), None)
            said = (*_stated(framework, cycle, other, profile), *why)
            found.append(Bound(cycle=cycle, otherwise=other, reasons=said))
    return tuple(sorted(found, key=lambda one: lifecycle.cycles.index(one.cycle)))


def size_of(
    lifecycle: Lifecycle, cycle: Cycle, profile: Profile
) -> tuple[Size, tuple[Reason, ...]]:
    """Hold the premises against the thresholds of a cycle's roles, each of which is enough."""
    measures = [t for t in lifecycle.thresholds if set(t.roles) & set(cycle.roles)]
    over = next((t for t in measures if _is_over(t, measures, profile)), None)
    if over is not None:
        return "large", (_said(over, measures, profile),)
    counted = [t for t in measures if _counts(t, profile)]
    small = tuple(_said(threshold, measures, profile) for threshold in counted)
    return "small", (*small, *_uncounted(measures, profile), *_rule(lifecycle))


def _is_for(cycle: Cycle, profile: Profile) -> bool:
    held = set(profile.user_roles)
    return bool(held & set(cycle.roles)) and not held & set(cycle.unless_roles)


def _number(counts: Literal["domestic", "non-domestic", "mixed"], profile: Profile) -> int:
    return profile.domestic_premises if counts == "domestic" else profile.non_domestic_premises


def _is_over(threshold: Threshold, measures: list[Threshold], profile: Profile) -> bool:
    if threshold.counts != "mixed":
        return _number(threshold.counts, profile) > threshold.premises
    part, whole = _mixed(measures, profile)
    return _counts(threshold, profile) and part > whole


def _counts(threshold: Threshold, profile: Profile) -> bool:
    """Tell whether a User has premises of the sort; the first threshold is always told of."""
    both = profile.domestic_premises and profile.non_domestic_premises
    if threshold.counts == "mixed":
        return bool(both)
    return threshold.counts == "domestic" or bool(profile.non_domestic_premises)


def _mixed(measures: list[Threshold], profile: Profile) -> tuple[int, int]:
    """Give what the numbers add up to as shares of their thresholds: part and whole."""
    part, whole = 0, 1
    for threshold in measures:
        if threshold.counts != "mixed":
            number = _number(threshold.counts, profile)
            part, whole = part * threshold.premises + number * whole, whole * threshold.premises
    return part, whole


def _said(threshold: Threshold, measures: list[Threshold], profile: Profile) -> Reason:
    if threshold.counts == "mixed":
        part, whole = _mixed(measures, profile)
        than = "more than" if part > whole else "not more than"
        text = (
            f"Domestic and non-domestic premises, each as a share of its threshold, add up to "
            f"{part / whole:.4g}, {than} 1: this equation for mixed portfolios is inferred."
        )
    else:
        number = _number(threshold.counts, profile)
        than = "surpasses" if number > threshold.premises else "does not surpass"
        text = (
            f"The number of {threshold.counts} premises, {number:,}, {than} {threshold.premises:,}."
        )
    return Reason(text=text, clause=threshold.clause, provenance=threshold.provenance)


def _uncounted(measures: list[Threshold], profile: Profile) -> Iterator[Reason]:
    """Say where premises that no threshold counts would have made the User large."""
    total = profile.domestic_premises + profile.non_domestic_premises
    if any(threshold.counts != "domestic" for threshold in measures):
        return
    for threshold in measures:
        if total > threshold.premises:
            doubt = replace(threshold.provenance, status="recalled", confidence="low")
            yield Reason(
                text=f"With non-domestic premises the number would be {total:,}; whether they "
                "count here was not found, and they are left out.",
                clause=threshold.clause,
                provenance=doubt,
            )


def _rule(lifecycle: Lifecycle) -> Iterator[Reason]:
    yield from speech.stated(lifecycle.ground("size"))


def _stated(
    framework: Framework, cycle: Cycle, other: Cycle | None, profile: Profile
) -> Iterator[Reason]:
    if cycle.kinds:
        text = f"As {cycle.label}: {speech.order_of(framework, cycle.kinds)}."
    else:
        text = f"As {cycle.label}: the cycle is not known; no public page was found that states it."
    yield Reason(text=text, clause=cycle.clause, provenance=cycle.provenance)
    category = profile.party_category
    if not cycle.party_categories or category in cycle.party_categories:
        return
    said = f"The category of Party is “{category}”."
    if framework.lifecycle and other and category in other.party_categories:
        yield from speech.stated(framework.lifecycle.ground("party-category"), said)
    else:
        yield speech.from_profile(f"{said} This cycle is for others; the User Roles were followed.")
