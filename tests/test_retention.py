"""How long something is kept: periods as people say them, and the day on which they end."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secself.retention import Period, last_day, read, year_end


@pytest.mark.parametrize(
    ("text", "written", "words"),
    [
        ("7y", "7y", "7 years"),
        (" 1 Year ", "1y", "1 year"),
        ("18 months", "18m", "18 months"),
        ("90d", "90d", "90 days"),
        ("forever", "forever", "forever"),
    ],
)
def test_a_period_is_read_as_people_say_it(text, written, words):
    """And written in one way, which reads back the same."""
    period = read(text)

    assert period
    assert (written, words) == (str(period), period.words)
    assert period == read(str(period))


@pytest.mark.parametrize("text", ["", "7", "y", "0y", "-1y", "7.5y", "7 weeks", "ever", "7y 2m"])
def test_what_is_no_period_is_none(text):
    """Nothing is guessed, least of all no time at all."""
    assert read(text) is None


@pytest.mark.parametrize(
    ("begun", "period", "until"),
    [
        (date(2026, 12, 31), "7y", date(2033, 12, 31)),
        (date(2026, 12, 31), "2m", date(2027, 2, 28)),
        (date(2024, 2, 29), "1y", date(2025, 2, 28)),
        (date(2023, 2, 28), "1y", date(2024, 2, 29)),
        (date(2026, 1, 30), "1m", date(2026, 2, 28)),
        (date(2026, 6, 30), "90d", date(2026, 9, 28)),
        (date(2026, 6, 30), "forever", None),
        (date(2026, 6, 30), "9999y", None),
    ],
)
def test_a_period_ends_on_the_same_day_of_a_later_month(begun, period, until):
    """The last day of a month stays the last one."""
    assert until == last_day(begun, read(period))


@pytest.mark.property
@given(st.dates(date(1950, 1, 1), date(2200, 1, 1)), st.integers(1, 50))
def test_a_longer_period_never_ends_earlier(begun, number):
    """Whatever the unit, and whichever day it began on."""
    for unit in "ymd":
        shorter = last_day(begun, Period(number=number, unit=unit))
        longer = last_day(begun, Period(number=number + 1, unit=unit))
        assert shorter
        assert longer
        assert begun < shorter < longer
    assert year_end(begun.year) - begun < timedelta(days=366)
