"""Many assessments seen as one: put in order, counted, and held against each other.

`parties` says who a User is, `order` who comes first, `actions` what was asked of them, `shared`
what several Users have in common, `peers` who stands out from its kind, `sections` where the market
got worse, `years` what was answered year by year, and `standing` what must be said of all of it.
None of them knows how an assessment was judged, and the order in which cases are given changes
nothing.
"""

from collections.abc import Iterable
from datetime import date

from secself.consolidation import actions, order, peers, sections, shared, standing, years
from secself.consolidation.parties import of_profile, party
from secself.consolidation.peers import check
from secself.consolidation.years import count
from secself.model import Case, Consolidation, Framework, Missing
from secself.problems import Problem

__all__ = ["check", "consolidate", "count", "of_profile", "party"]


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
