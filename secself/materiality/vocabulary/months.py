"""Calendar months, and how old a day is."""

from calendar import monthrange
from datetime import MAXYEAR, date


def months_after(day: date, months: int) -> date:
    """Give the same day so many months later, or the last of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_older(day: date, months: int, as_of: date) -> bool:
    """Tell whether a day lies more than so many calendar months back."""
    return as_of > months_after(day, months)
