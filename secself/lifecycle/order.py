"""Where in the order of kinds a User stands, and what comes after that.

What the past assessments leave open stays open: a place is a set of places, and a kind is only
named where all of them agree.
"""

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from secself.model import Cycle, Lifecycle, PastAssessment, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The kinds that follow one another for one User, and where it stands."""

    kinds: tuple[str, ...]
    """Ids of the kinds, the Full assessment first; empty where nothing is known."""
    places: frozenset[int]
    """Where the last assessment may stand in it."""

    def after(self, steps: int) -> str | None:
        """Name the kind so many steps after the last assessment; None where it is not known."""
        if not self.kinds:
            return None
        found = {self.kinds[(place + steps) % len(self.kinds)] for place in self.places}
        return found.pop() if len(found) == 1 else None


def history_of(lifecycle: Lifecycle, profile: Profile) -> tuple[PastAssessment, ...]:
    """Give the past assessments that are steps of a cycle, oldest first."""
    return tuple(past for past in oldest_first(profile) if past.kind in lifecycle.strength)


def oldest_first(profile: Profile) -> tuple[PastAssessment, ...]:
    """Give all past assessments; those of one year as they ended, or as listed if one says no."""
    found: list[PastAssessment] = []
    by_year = sorted(profile.assessments, key=lambda past: past.year)
    for _, of_year in itertools.groupby(by_year, key=lambda past: past.year):
        listed = list(of_year)
        ended = [past.fieldwork_ended for past in listed if past.fieldwork_ended]
        if len(ended) == len(listed):
            listed.sort(key=lambda past: past.fieldwork_ended or date.min)
        found += listed
    return tuple(found)


def find(lifecycle: Lifecycle, cycles: Iterable[Cycle], profile: Profile) -> Order:
    """Lay the known cycles over one another and find the User's place."""
    kinds = strongest([cycle.kinds for cycle in cycles if cycle.kinds], lifecycle.strength)
    history = history_of(lifecycle, profile)
    return Order(kinds=kinds, places=frozenset(_places(kinds, history, lifecycle.full)))


def strongest(cycles: Sequence[tuple[str, ...]], strength: Sequence[str]) -> tuple[str, ...]:
    """Give the strongest kind of several cycles, step by step."""
    if not cycles:
        return ()
    length = math.lcm(*map(len, cycles))
    steps = ([cycle[n % len(cycle)] for cycle in cycles] for n in range(length))
    found = tuple(min(kinds, key=strength.index) for kinds in steps)
    return found[:1] if len(set(found)) == 1 else found


def departs(kinds: Sequence[str], history: Sequence[PastAssessment]) -> bool:
    """Tell whether the latest assessments did not follow one another in this order."""
    pairs = set(zip(kinds, [*kinds[1:], *kinds[:1]], strict=True))
    last = [past.kind for past in history[-len(kinds) - 1 :]]
    return bool(kinds) and any(pair not in pairs for pair in itertools.pairwise(last))


def gaps(history: Sequence[PastAssessment]) -> list[int]:
    """Name the years between the first and the last assessment of which none is known."""
    known = {past.year for past in history}
    between = range(min(known), min(max(known), min(known) + 100)) if known else ()
    return [year for year in between if year not in known]


def _places(kinds: Sequence[str], history: Sequence[PastAssessment], full: str) -> set[int]:
    if not kinds:
        return set()
    if not history:
        # Before the first Full assessment a User stands where the order is about to begin.
        return {len(kinds) - 1}
    found = {place for place, kind in enumerate(kinds) if kind == history[-1].kind}
    if len(found) == 1:
        return found
    since = _since_full(history, full)
    if since is None:
        return _after_run(found, history) if found else set(range(len(kinds)))
    if found and gaps(history[-since - 1 :]):
        return found
    return {min(since, max(found, default=len(kinds) - 1))}


def _since_full(history: Sequence[PastAssessment], full: str) -> int | None:
    """Count the assessments since the last Full one."""
    return next((n for n, past in enumerate(reversed(history)) if past.kind == full), None)


def _after_run(found: set[int], history: Sequence[PastAssessment]) -> set[int]:
    """Without a Full one, keep the places that have room for as many equal kinds before them."""
    last = history[-1].kind
    run = next((n for n, past in enumerate(reversed(history)) if past.kind != last), len(history))
    return {place for place in found if place >= run} or {max(found)}
