"""Who comes first: the gravest case, and the latest of those that are missing."""

from collections.abc import Iterable
from datetime import date

from secself.model import Case, Missing


def gravest_first(cases: Iterable[Case]) -> tuple[Case, ...]:
    """Order by material findings, concerns, notes, then the least comparable, then by id.

    Where all these are equal a User without a baseline comes first: of it the least is known.
    """
    return tuple(sorted(cases, key=_gravity))


def latest_first(missing: Iterable[Missing]) -> tuple[Missing, ...]:
    """Order by standing, then the day that is longest past, then by id; unknown days come last."""
    return tuple(sorted(missing, key=_lateness))


def _gravity(case: Case) -> tuple[int, int, int, float, bool, str]:
    counted = -case.material, -case.concerns, -case.notes
    return *counted, case.comparability, case.has_baseline, case.id


def _lateness(one: Missing) -> tuple[bool, date, str]:
    return one.standing != "late", one.due or date.max, one.party.id
