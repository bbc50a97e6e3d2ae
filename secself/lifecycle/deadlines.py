"""The days of a schedule: counted from what the profile says, and never moved."""

import calendar
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from secself.lifecycle import speech
from secself.model import Lifecycle, PastAssessment, Reason

IsWorkingDay = Callable[[date], bool]
"""Tells whether a day is a working day; the calendar itself stands elsewhere."""

_WEEKEND = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """The days of the next assessment; what is not known is None."""

    due: date | None = None
    """The day by which it must be completed."""
    book_by: date | None = None
    """The last day to book it for its due day."""
    reschedule_free_until: date | None = None
    """The last day to put off a date booked for its due day without charge."""


def count(lifecycle: Lifecycle, last: PastAssessment | None) -> Deadlines:
    """Count from the end of the last fieldwork; without it there is nothing to count from."""
    interval = lifecycle.figure("interval")
    if last is None or last.fieldwork_ended is None or interval is None:
        return Deadlines()
    due = months_after(last.fieldwork_ended, interval.value)
    return Deadlines(
        due=due,
        book_by=_weeks_before(lifecycle, "booking", due),
        reschedule_free_until=_weeks_before(lifecycle, "rescheduling", due),
    )


def explain(
    lifecycle: Lifecycle, name: str, last: PastAssessment, days: Deadlines, as_of: date
) -> Iterator[Reason]:
    """Say where the days come from; what is to be done by them stands elsewhere."""
    if days.due is None:
        yield speech.from_profile(
            f"When the fieldwork of the {name} ended is not stated, so no day can be counted."
        )
        yield from speech.stated(lifecycle.figure("interval"))
        yield from _own_work(lifecycle, last)
        return
    ends = f"{'ends' if is_ahead(last, as_of) else 'ended'} on {last.fieldwork_ended}"
    due = f"due by {days.due}, {speech.from_today(days.due, as_of)}"
    yield from speech.stated(
        lifecycle.figure("interval"), f"The fieldwork of the {name} {ends}; {due}."
    )
    yield from _own_work(
        lifecycle, last, f"The day that the profile gives for the {name} is counted from."
    )
    if days.due < as_of:
        passed = f"The last day to book for it passed on {days.book_by}."
        yield from speech.stated(lifecycle.figure("booking"), passed)
    elif days.reschedule_free_until is not None:
        until = f"For an assessment on {days.due}: until {days.reschedule_free_until}"
        until += ", which has passed." if days.reschedule_free_until < as_of else "."
        yield from speech.stated(lifecycle.figure("rescheduling"), until)
        yield from speech.stated(lifecycle.figure("late-charge"))


def is_ahead(last: PastAssessment, as_of: date) -> bool:
    """Tell whether the fieldwork that days are counted from has yet to end."""
    return last.fieldwork_ended is not None and last.fieldwork_ended > as_of


def _own_work(lifecycle: Lifecycle, last: PastAssessment, before: str = "") -> Iterator[Reason]:
    """Say where there was no fieldwork whose end the code could mean."""
    if last.kind in lifecycle.self_assessed:
        yield from speech.stated(lifecycle.ground("self-assessed"), before)


def rest_days(days: Deadlines, as_of: date, is_working_day: IsWorkingDay) -> Iterator[Reason]:
    """Say which days to come are no working days; nothing says where they would move to."""
    named = (
        ("due day", days.due),
        ("last day to book", days.book_by),
        ("last day to reschedule without charge", days.reschedule_free_until),
    )
    found: dict[str, list[str]] = {}
    for name, day in named:
        if day is not None and day >= as_of and not is_working_day(day):
            weekend = day.weekday() >= _WEEKEND
            rest = f"a {day:%A}" if weekend else "a bank holiday in England and Wales"
            found.setdefault(rest, []).append(f"{name}, {day}")
    for rest, told in found.items():
        *others, last = told
        if others:
            said = f"{', the '.join(others)}, and the {last}, are each {rest}; none was moved."
        else:
            said = f"{last}, is {rest}; it was not moved."
        yield speech.from_profile(f"The {said}")


def fieldwork(
    lifecycle: Lifecycle, days: Deadlines, as_of: date, is_working_day: IsWorkingDay
) -> Iterator[Reason]:
    """Say when the longest fieldwork would have to begin to be over by the due day."""
    figure = lifecycle.figure("fieldwork")
    if figure is None or days.due is None or days.due < as_of:
        return
    begin, left = days.due, figure.value - is_working_day(days.due)
    while left > 0 and begin > date.min:
        begin -= timedelta(days=1)
        left -= is_working_day(begin)
    yield from speech.stated(
        figure, f"{figure.value} working days that end by {days.due} begin by {begin}."
    )


def months_after(day: date, months: int) -> date | None:
    """Give the same day so many months later, or the month's last; None past the last year."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _weeks_before(lifecycle: Lifecycle, name: str, day: date | None) -> date | None:
    figure = lifecycle.figure(name)
    return day - timedelta(weeks=figure.value) if day and figure else None
