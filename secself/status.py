"""Tells how far the assessments of Users have come, what is late, and in which order to look.

Nothing is guessed: without a due day nothing is late for want of coming back, and what was never
recorded as issued is not said to have been.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from secself.model import Lateness, Stage, UserStatus

_TURN: tuple[Stage, ...] = (
    "asked-again",
    "incomplete",
    "issued",
    "expected",
    "returned",
    "commented",
    "decided",
)
"""Where two are equally late, whom to look at first: the User's turn before our own."""


def stage(one: UserStatus) -> Stage:
    """Say how far an assessment has come; what is being waited for counts before what was done."""
    if one.asked_again and one.asked_again.is_open:
        return "asked-again"
    if one.decided:
        return "decided"
    if one.returned is None:
        return "expected" if one.issued_on is None else "issued"
    if not one.returned.is_complete:
        return "incomplete"
    return "commented" if one.commented.total else "returned"


def late(one: UserStatus, as_of: date) -> tuple[Lateness, ...]:
    """Say what should have come by now and has not, what is over the longest first."""
    found = [*_of_due_day(one, as_of), *_of_actions(one, as_of)]
    return tuple(sorted(found, key=lambda each: each.since))


def in_order(found: Iterable[UserStatus], as_of: date) -> list[UserStatus]:
    """Sort: the latest first, then by stage, by the day it is due, and by name."""
    return sorted(found, key=lambda one: _rank(one, as_of))


def newest(found: Iterable[UserStatus], as_of: date) -> list[UserStatus]:
    """Keep the newest year of each User, and older ones in which something is still owed."""
    listed = list(found)
    last: dict[str, int] = {}
    for one in listed:
        last[one.user] = max(one.year, last.get(one.user, one.year))
    return [one for one in listed if one.year == last[one.user] or _is_owed(one, as_of)]


def _is_owed(one: UserStatus, as_of: date) -> bool:
    return stage(one) == "asked-again" or bool(late(one, as_of))


def _rank(one: UserStatus, as_of: date) -> tuple[date, int, date, str, int, str]:
    since = min((each.since for each in late(one, as_of)), default=date.max)
    return since, _TURN.index(stage(one)), one.due or date.max, one.user, -one.year, one.kind


def _of_due_day(one: UserStatus, as_of: date) -> Iterator[Lateness]:
    if one.due is None or one.due >= as_of or one.decided:
        return
    if one.returned is None:
        yield Lateness(what="not-returned", since=one.due)
    elif not one.returned.is_complete:
        yield Lateness(what="incomplete", since=one.due)


def _of_actions(one: UserStatus, as_of: date) -> Iterator[Lateness]:
    for day in one.decided.overdue if one.decided else ():
        if day < as_of:
            yield Lateness(what="action-overdue", since=day)
