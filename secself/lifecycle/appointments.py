"""The days of a schedule as appointments, for people's own calendars."""

from collections.abc import Iterator
from datetime import date

from secself.lifecycle import speech
from secself.model import Appointment, Framework, Profile, Schedule


def appointments(
    framework: Framework, profile: Profile, schedule: Schedule, *, marking: str = ""
) -> tuple[Appointment, ...]:
    """Give every day that is known as an appointment; what is not known has none."""
    after = schedule.next
    kind = speech.label_of(framework, after.kind) if after.kind else "Assessment"
    name = f"{kind} of {profile.name}"
    why = "\n".join(map(str, schedule.reasons))
    text = f"{marking}\n\n{why}" if marking else why
    days: list[tuple[str, date | None, str]] = [
        ("book-by", after.book_by, f"Last day to book: {name}"),
        ("reschedule", after.reschedule_free_until, f"Last day to put off without charge: {name}"),
        ("due", after.due, f"Due: {name}"),
    ]
    year = schedule.cycle[0].year
    days = [(f"{year}-{step}", day, title) for step, day, title in days]
    days += [
        (f"return-{one.provider}", one.due, f"Shared Resource return due: {one.provider}")
        for one in schedule.returns
    ]
    return tuple(_dated(profile, days, text))


def _dated(
    profile: Profile, days: list[tuple[str, date | None, str]], text: str
) -> Iterator[Appointment]:
    for step, day, title in days:
        if day is not None:
            yield Appointment(id=f"{profile.id}-{step}", day=day, title=title, text=text)
