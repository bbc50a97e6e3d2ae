"""Working days of England and Wales, and dates written for people's own calendars (iCalendar).

Which days are holidays the `holidays` package knows; the calendar's bytes depend on what is put
in, never on the clock.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

import holidays
import icalendar

from secself.model import Appointment

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)
_HOLIDAYS = holidays.country_holidays("GB", subdiv="ENG")


def is_working_day(day: date) -> bool:
    """Tell whether a day is no Saturday, no Sunday and no bank holiday of England and Wales."""
    return day.weekday() < _SATURDAY and day not in _HOLIDAYS


def holiday_name(day: date) -> str:
    """Name the bank holiday of a day; empty if it is none."""
    return str(_HOLIDAYS.get(day, ""))


def add_working_days(day: date, number: int) -> date:
    """Count working days forward, or back for a negative number; the day itself does not count."""
    step = _ONE_DAY if number >= 0 else -_ONE_DAY
    left = abs(number)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def write(name: str, appointments: Iterable[Appointment], *, as_of: date) -> bytes:
    """Write whole-day events as an iCalendar file, stamped with the day that counts as today."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//secself//schedule//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", icalendar.vText(_plain(name)))
    for appointment in appointments:
        calendar.add_component(_event(appointment, as_of))
    return bytes(calendar.to_ical())


def _event(appointment: Appointment, as_of: date) -> icalendar.Event:
    event = icalendar.Event()
    # The same appointment keeps its id, so that importing a later file moves it.
    event.add("uid", f"{appointment.id}@secself")
    event.add("dtstamp", datetime.combine(as_of, time.min, tzinfo=UTC))
    event.add("dtstart", appointment.day)
    if appointment.day < date.max:
        # Without an end it is of one day, too; the last day there is has none after it.
        event.add("dtend", appointment.day + _ONE_DAY)
    event.add("summary", _plain(appointment.title))
    event.add("description", _plain(appointment.text))
    event.add("transp", "TRANSPARENT")
    return event


def _plain(text: str) -> str:
    """Show control characters as escapes: iCalendar cannot carry them, and screens obey them."""
    return "".join(
        char
        if char == "\n" or char.isprintable()
        else char.encode("unicode_escape").decode("ascii")
        for char in text
    )
