"""Many assessments seen as one: put in order, counted, and held against each other.

`parties` says who a User is, `order` who comes first, `actions` what was asked of them, `shared`
what several Users have in common, `peers` who stands out from its kind, `sections` where the market
got worse, `years` what was answered year by year, and `standing` what must be said of all of it.
None of them knows how an assessment was judged, and the order in which cases are given changes
nothing.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from secself.consolidation import actions, order, peers, sections, shared, standing, years
from secself.consolidation.parties import of_profile, party
from secself.consolidation.peers import check
from secself.consolidation.years import count
from secself.model import Case, Consolidation, Framework, Missing
from secself.problems import Problem

__all__ = ["check", "consolidate", "count", "of_profile", "party", "reordered"]


def consolidate(  # noqa: PLR0913  each says one thing of what is before the committee
    framework: Framework,
    cases: Iterable[Case],
    *,
    year: int,
    kind: str,
    as_of: date,
    marking: str = "",
    missing: Iterable[Missing] = (),
    problems: Iterable[Problem] = (),
) -> Consolidation:
    """Put the cases of one year and kind in order, and say what they are together.

    `framework` is the newest edition among them; no two cases are of one User.
    """
    ordered = order.gravest_first(cases)
    return Consolidation(
        framework=framework,
        year=year,
        kind=kind,
        as_of=as_of,
        marking=marking,
        cases=ordered,
        actions=actions.asked(ordered, as_of),
        missing=order.latest_first(missing),
        shared=shared.find(ordered),
        outliers=peers.outliers(framework, ordered),
        sections=sections.count(framework, ordered),
        trend=years.together(case.trend for case in ordered),
        notice=standing.notice(framework, ordered, marking),
        problems=tuple(problems),
    )


def reordered(held: Consolidation) -> Consolidation:
    """Put a pack in order again, whose Users have other ids now.

    Where all else is equal the id decides; the order of those it had would tell its alphabet.
    """
    cases = order.gravest_first(held.cases)
    place = {case.id: number for number, case in enumerate(cases)}

    def listed(users: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(users, key=place.__getitem__))

    return replace(
        held,
        cases=cases,
        actions=actions.ordered(held.actions),
        missing=order.latest_first(held.missing),
        shared=shared.ordered(
            replace(one, users=listed(one.users), changed_at=listed(one.changed_at))
            for one in held.shared
        ),
        outliers=tuple(sorted(held.outliers, key=lambda one: place[one.user])),
        sections=tuple(replace(one, users=listed(one.users)) for one in held.sections),
    )
