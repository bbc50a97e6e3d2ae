"""The days of a schedule: counted from what the profile says, and never moved."""

import calendar
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from secself.lifecycle import speech
from secself.model import Lifecycle, PastAssessment, Profile, Reason, ResourceReturn

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
    """Say where the days come from, and which of them have passed."""
    if days.due is None:
        yield speech.from_profile(
            f"When the fieldwork of the {name} ended is not stated, so no day can be counted."
        )
        yield from speech.stated(lifecycle.figure("interval"))
        yield from _own_work(lifecycle, last)
        return
    is_over = last.fieldwork_ended is None or last.fieldwork_ended <= as_of
    ends = f"{'ended' if is_over else 'ends'} on {last.fieldwork_ended}"
    yield from speech.stated(
        lifecycle.figure("interval"), f"The fieldwork of the {name} {ends}; due by {days.due}."
    )
    if not is_over:
        yield speech.from_profile(
            f"{last.fieldwork_ended} is after {as_of}; the days hold only if it ends then."
        )
    yield from _own_work(
        lifecycle, last, f"The day that the profile gives for the {name} is counted from."
    )
    if days.due < as_of:
        yield speech.from_profile(f"It is overdue: {days.due} was before {as_of}.")
    yield from speech.stated(lifecycle.figure("booking"), f"Book by {days.book_by}.")
    if days.book_by and days.book_by < as_of <= days.due:
        yield speech.from_profile(
            f"The day to book for {days.due} has passed ({days.book_by}); ask SECAS at once."
        )
    until = f"For an assessment on {days.due}: until {days.reschedule_free_until}."
    yield from speech.stated(lifecycle.figure("rescheduling"), until)
    yield from speech.stated(lifecycle.figure("late-charge"))


def _own_work(lifecycle: Lifecycle, last: PastAssessment, before: str = "") -> Iterator[Reason]:
    """Say where there was no fieldwork whose end the code could mean."""
    if last.kind in lifecycle.self_assessed:
        yield from speech.stated(lifecycle.ground("self-assessed"), before)


def rest_days(days: Deadlines, is_working_day: IsWorkingDay) -> Iterator[Reason]:
    """Say which days are no working days; they are kept, since nothing says where they move to."""
    named = (
        ("due day", days.due),
        ("last day to book", days.book_by),
        ("last day to reschedule without charge", days.reschedule_free_until),
    )
    for name, day in named:
        if day is not None and not is_working_day(day):
            weekend = day.weekday() >= _WEEKEND
            rest = f"a {day:%A}" if weekend else "a bank holiday in England and Wales"
            yield speech.from_profile(f"The {name}, {day}, is {rest}; it was not moved.")


def fieldwork(
    lifecycle: Lifecycle, days: Deadlines, is_working_day: IsWorkingDay
) -> Iterator[Reason]:
    """Say when the longest fieldwork would have to begin to be over by the due day."""
    figure = lifecycle.figure("fieldwork")
    if figure is None or days.due is None:
        return
    begin, left = days.due, figure.value - is_working_day(days.due)
    while left > 0 and begin > date.min:
        begin -= timedelta(days=1)
        left -= is_working_day(begin)
    yield from speech.stated(
        figure, f"{figure.value} working days that end by {days.due} begin by {begin}."
    )


def returns(
    lifecycle: Lifecycle, profile: Profile, as_of: date
) -> tuple[tuple[ResourceReturn, ...], tuple[Reason, ...]]:
    """Count the next return on each provider's Shared Resources from the last one."""
    figure = lifecycle.figure("shared-resource-return")
    if figure is None or not profile.providers:
        return (), ()
    found: list[ResourceReturn] = []
    reasons = [*speech.stated(figure)]
    for provider in profile.providers:
        last = provider.last_return
        due = months_after(last, figure.value) if last else None
        found.append(ResourceReturn(provider=provider.id, due=due))
        if due is None:
            said = f"When the last return on {provider.id} was made is not stated (last_return)."
        else:
            state = "is overdue since" if due < as_of else "is due by"
            said = f"The last return on {provider.id} was made on {last}; the next {state} {due}."
        reasons.append(speech.from_profile(said))
    return tuple(found), tuple(reasons)


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
