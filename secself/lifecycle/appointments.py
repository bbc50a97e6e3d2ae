"""The days of a schedule as appointments, for people's own calendars."""

from collections.abc import Iterator
from datetime import date

from secself.lifecycle import speech
from secself.model import Appointment, Framework, Profile, Schedule

_Day = tuple[str, date | None, tuple[str, str], str]
"""A day: its step, when it is, how its title begins ahead of it and after it, and how it ends."""


def appointments(
    framework: Framework, profile: Profile, schedule: Schedule, *, marking: str = ""
) -> tuple[Appointment, ...]:
    """Give every day that is known as an appointment; what is not known has none."""
    after = schedule.next
    kind = speech.label_of(framework, after.kind) if after.kind else "Assessment"
    name = f"{kind} of {profile.name}"
    why = "\n".join(map(str, schedule.reasons))
    year = schedule.cycle[0].year
    days: list[_Day] = [
        (f"{year}-book-by", after.book_by, ("Last", "Passed: last"), f" day to book: {name}"),
        (
            f"{year}-reschedule",
            after.reschedule_free_until,
            ("Last", "Passed: last"),
            f" day to put off without charge: {name}",
        ),
        (f"{year}-due", after.due, ("Due", "Overdue"), f": {name}"),
    ]
    days += [
        (
            f"return-{one.provider}",
            one.due,
            ("Shared Resource return due", "Overdue: Shared Resource return"),
            f": {one.provider}",
        )
        for one in schedule.returns
    ]
    return tuple(_dated(profile, schedule, days, marking, why))


def _dated(
    profile: Profile, schedule: Schedule, days: list[_Day], marking: str, why: str
) -> Iterator[Appointment]:
    passed = f"Passed when seen from {schedule.as_of}."
    for step, day, (ahead, over), rest in days:
        if day is None:
            continue
        is_over = schedule.has_passed(day)
        yield Appointment(
            id=f"{profile.id}-{step}",
            day=day,
            title=f"{over if is_over else ahead}{rest}",
            text="\n\n".join(filter(None, (marking, passed if is_over else "", why))),
        )
