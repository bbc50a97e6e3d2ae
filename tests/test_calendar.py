"""Working days of England and Wales, and the calendars people import."""

from dataclasses import replace
from datetime import date, timedelta

import icalendar
import pytest

from secself import calendar
from secself.model import Appointment

DUE = Appointment(
    id="someone-2026-due",
    day=date(2026, 7, 18),
    title="Due: SSA of Someone",
    text="Because, as stated; in G8.42.\nAnd “so on” ✓",
)


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        (date(2026, 11, 23), True),  # a Monday
        (date(2026, 11, 21), False),  # a Saturday
        (date(2026, 11, 22), False),  # a Sunday
        (date(2026, 12, 25), False),  # Christmas Day
        (date(2026, 12, 28), False),  # in place of Boxing Day, a Saturday
        (date(2027, 3, 26), False),  # Good Friday
        (date(2026, 8, 31), False),  # the last Monday of August, not kept in Scotland
        (date(2026, 8, 3), True),  # the first one, kept in Scotland only
        (date(2026, 3, 17), True),  # St Patrick's Day, kept in Northern Ireland only
        (date(2023, 5, 8), False),  # the coronation, proclaimed once
        (date(2022, 9, 19), False),  # a state funeral
    ],
)
def test_working_days_are_those_of_england_and_wales(day, is_working):
    """Weekends and bank holidays are none, those of Scotland and Northern Ireland are."""
    assert is_working == calendar.is_working_day(day)


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (date(2026, 11, 20), 5, date(2026, 11, 27)),
        (date(2026, 12, 29), -1, date(2026, 12, 24)),
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
    ],
)
def test_counting_leaves_out_days_of_rest(day, number, expected):
    """Forward and back; the day itself does not count, and nought moves nothing."""
    assert expected == calendar.add_working_days(day, number)


def test_a_calendar_can_be_read_back():
    """Whole days, with all that was said of them."""
    read = icalendar.Calendar.from_ical(calendar.write("A plan", [DUE], as_of=date(2026, 3, 2)))
    [event] = read.walk("VEVENT")

    assert "A plan" == str(read["x-wr-calname"])
    assert "someone-2026-due@secself" == str(event["uid"])
    assert (DUE.day, DUE.day + timedelta(days=1)) == (event["dtstart"].dt, event["dtend"].dt)
    assert (DUE.title, DUE.text) == (str(event["summary"]), str(event["description"]))
    assert date(2026, 3, 2) == event["dtstamp"].dt.date()


def test_the_last_day_there_is_can_be_written():
    """Somebody who types 9999 means never; that is no fault of ours."""
    content = calendar.write("Name", [replace(DUE, day=date.max)], as_of=date(2026, 6, 30))
    [event] = icalendar.Calendar.from_ical(content).walk("VEVENT")

    assert date.max == event["dtstart"].dt


def test_equal_input_gives_equal_bytes():
    """Nothing depends on the clock."""
    one, two = (calendar.write("A plan", [DUE], as_of=date(2026, 3, 2)) for _ in range(2))

    assert one == two
    assert one.endswith(b"END:VCALENDAR\r\n")
    assert [] == [line for line in one.split(b"\r\n") if len(line) > 75]


def test_control_characters_are_shown_and_not_obeyed():
    """A name that would steer a screen, or begin a line of its own, does neither."""
    name = "Some\x1b[2Jone\r\nEND:VCALENDAR"
    written = calendar.write(name, [DUE], as_of=date(2026, 3, 2))

    assert b"\x1b" not in written
    assert 1 == written.count(b"\r\nEND:VCALENDAR")
