"""Calendar months: the same day so many months later is not more."""

from datetime import date

import pytest

from secself.materiality.vocabulary.months import is_older, months_after


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2025-05-30", 12, "2026-05-30"),
        ("2025-12-31", 1, "2026-01-31"),
        ("2025-11-30", 1, "2025-12-30"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-05-30", 0, "2025-05-30"),
        ("9999-01-31", 1, "9999-02-28"),
        ("9999-06-01", 12, "9999-12-31"),
    ],
)
def test_a_month_that_is_too_short_gives_its_last_day(day, months, later):
    """The year after 29 February ends on 28 February."""
    assert date.fromisoformat(later) == months_after(date.fromisoformat(day), months)


@pytest.mark.parametrize(
    ("day", "as_of", "older"),
    [
        ("2024-06-30", "2025-06-30", False),
        ("2024-06-30", "2025-07-01", True),
        ("2024-02-29", "2025-02-28", False),
        ("2024-02-29", "2025-03-01", True),
        ("2023-02-28", "2024-02-28", False),
        ("2023-02-28", "2024-02-29", True),
        ("2030-01-01", "2025-01-01", False),
    ],
)
def test_a_year_and_a_day_is_more_than_twelve_months(day, as_of, older):
    """To the day it is not."""
    assert older == is_older(date.fromisoformat(day), 12, date.fromisoformat(as_of))
