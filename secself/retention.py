"""How long what is recorded is kept: periods as people say them, and the day on which they end.

An assessment, what was issued for it and what was decided on it are kept from the end of the
assessment's year; a refused file from the day it came.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

ASSESSMENTS, PACKS, DECISIONS, QUARANTINE = "assessments", "packs", "decisions", "quarantine"

KEPT: dict[str, tuple[str, ...]] = {
    ASSESSMENTS: ("original", "submission", "comments", "findings"),
    PACKS: ("pack",),
    DECISIONS: ("decision", "action", "letter", "progress", "closing"),
    QUARANTINE: (),
}
"""What is kept for a while of its own, and the kinds of entry it is made of."""

FOREVER = "forever"
_PERIOD = re.compile(r"([1-9][0-9]{0,3})\s*(y|m|d)(?:ears?|onths?|ays?)?")
_UNITS = {"y": "year", "m": "month", "d": "day"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """For how long something is kept."""

    number: int
    """How many units; 0 for ever."""
    unit: str = "d"
    """`y`, `m` or `d`."""

    def __str__(self) -> str:
        """Write it as it is read back."""
        return f"{self.number}{self.unit}" if self.number else FOREVER

    @property
    def words(self) -> str:
        """Say it to a person."""
        unit = _UNITS[self.unit]
        return f"{self.number} {unit}{'' if self.number == 1 else 's'}" if self.number else FOREVER


def read(text: str) -> Period | None:
    """Read a period such as `7y`, `18 months` or `forever`; None if the text is none."""
    said = text.strip().lower()
    if said == FOREVER:
        return Period(number=0)
    found = _PERIOD.fullmatch(said)
    return Period(number=int(found[1]), unit=found[2]) if found else None


def last_day(begun: date, period: Period) -> date | None:
    """Give the last day on which something is kept; None for ever, or beyond all calendars."""
    try:
        return _after(begun, period) if period.number else None
    except (ValueError, OverflowError):
        return None


def year_end(year: int) -> date:
    """Give the day from which all that is of a year's assessment is counted."""
    return date(year, 12, 31)


def _after(begun: date, period: Period) -> date:
    if period.unit == "d":
        return begun + timedelta(days=period.number)
    months = period.number * (12 if period.unit == "y" else 1)
    year, month = divmod(begun.year * 12 + begun.month - 1 + months, 12)
    # The last day of a month stays the last day of one.
    is_last = begun.day == calendar.monthrange(begun.year, begun.month)[1]
    days = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, days if is_last else min(begun.day, days))
