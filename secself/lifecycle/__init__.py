"""Which assessment is due when, and why: the cycle of a framework held against one User.

What the framework does not state and the profile lacks stays unknown, and is said.
"""

from collections.abc import Iterator
from datetime import date

from secself.lifecycle import actions, deadlines, follow_up, reasoning, returns
from secself.lifecycle.actions import Action
from secself.lifecycle.appointments import appointments
from secself.lifecycle.deadlines import IsWorkingDay
from secself.lifecycle.follow_up import Standing
from secself.lifecycle.history import check_history
from secself.lifecycle.reasoning import Case
from secself.lifecycle.references import check
from secself.lifecycle.speech import from_today
from secself.model import (
    Expectation,
    Framework,
    NextAssessment,
    PlannedYear,
    Profile,
    Reason,
    Schedule,
)

__all__ = [
    "IsWorkingDay",
    "appointments",
    "check",
    "check_history",
    "expected_kind",
    "from_today",
    "schedule",
]

_FEWEST, _MOST = 6, 30


def schedule(
    framework: Framework, profile: Profile, as_of: date, is_working_day: IsWorkingDay
) -> Schedule | None:
    """Say what is due next and in the years after; None if the framework states no cycle."""
    lifecycle = framework.lifecycle
    if lifecycle is None:
        return None
    case = reasoning.case(framework, lifecycle, profile)
    standing = follow_up.stand(framework, lifecycle, profile)
    # The SSC sets the day of a Follow-up, so there is nothing to count it from.
    days = deadlines.count(lifecycle, None if standing.is_pending else case.last)
    first = case.last.year + 1 if case.last else as_of.year
    owed = returns.count(lifecycle, profile)
    return Schedule(
        as_of=as_of,
        next=NextAssessment(
            kind=lifecycle.follow_up if standing.is_pending else case.found.after(1),
            due=days.due,
            book_by=days.book_by,
            reschedule_free_until=days.reschedule_free_until,
        ),
        cycle=tuple(_years(case, first, as_of)),
        returns=owed,
        reasons=(
            *_first_things(standing, actions.in_turn(case, days, owed, as_of), as_of),
            *reasoning.placing(case, first, is_after_follow_up=standing.is_pending),
            *(() if standing.is_pending else standing.reasons),
            *_dated(case, standing, days, as_of, is_working_day),
            *returns.explain(lifecycle, profile, owed),
            *reasoning.doubting(case, is_after_follow_up=standing.is_pending),
            *reasoning.binding(case),
        ),
    )


def _first_things(standing: Standing, in_turn: list[Action], as_of: date) -> Iterator[Reason]:
    """Give what is late, then a Follow-up that comes before anything else, then what is to come."""
    yield from (reason for day, reason in in_turn if day < as_of)
    yield from standing.reasons if standing.is_pending else ()
    yield from (reason for day, reason in in_turn if day >= as_of)


def expected_kind(framework: Framework, profile: Profile, year: int) -> Expectation:
    """Name the kinds that the cycle expects in a year; none where it says nothing certain."""
    nothing = Expectation(kinds=(), because="")
    lifecycle = framework.lifecycle
    if lifecycle is None:
        return nothing
    case = reasoning.case(framework, lifecycle, profile)
    steps = year - case.last.year if case.last else 1
    kind = case.found.after(steps) if steps > 0 else None
    if kind is None or not (case.is_complete or kind == lifecycle.strength[0]):
        return nothing
    standing = follow_up.stand(framework, lifecycle, profile)
    also = [lifecycle.follow_up] if standing.may_be_ordered else []
    also += [lifecycle.full] if standing.may_begin_again else []
    because = [*(one.reasons[0] for one in case.chosen), case.weakest]
    said = " ".join(dict.fromkeys(map(str, because)))
    return Expectation(kinds=tuple(dict.fromkeys((kind, *also))), because=said)


def _years(case: Case, first: int, as_of: date) -> Iterator[PlannedYear]:
    many = min(max(_FEWEST, as_of.year - first + _FEWEST), _MOST)
    for steps in range(1, many + 1):
        yield PlannedYear(year=first + steps - 1, kind=case.found.after(steps))


def _dated(
    case: Case,
    standing: Standing,
    days: deadlines.Deadlines,
    as_of: date,
    is_working_day: IsWorkingDay,
) -> Iterator[Reason]:
    if case.last is None or standing.is_pending:
        return
    lifecycle = case.lifecycle
    yield from deadlines.explain(lifecycle, case.label(case.last), case.last, days, as_of)
    yield from deadlines.rest_days(days, as_of, is_working_day)
    if case.found.after(1) == lifecycle.full:
        yield from deadlines.fieldwork(lifecycle, days, as_of, is_working_day)
