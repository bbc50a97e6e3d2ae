"""Reads dates; text is taken where it can mean one day only."""

import calendar
import re
from datetime import date, datetime, time

from secself.answers.raw import Raw, Reading, Remark
from secself.answers.settled import SPACES, computed, early
from secself.model import Unreadable

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_WORDED = re.compile(r"(\d{1,2})\s+([A-Za-z]{3,9})\s+(\d{4})")
_MONTHS = [month.lower() for month in calendar.month_name]
"""January stands at 1; at 0 stands nothing."""
_LAST_MONTH = 12


def read_date(raw: Raw) -> Reading:
    """Take a date; text is taken where it can mean one day only."""
    if (done := early(raw)) is not None:
        return done
    remarks = computed(raw)
    if isinstance(raw.value, datetime):
        return raw.value.date(), (*remarks, *_time_dropped(raw.value))
    if isinstance(raw.value, date):
        return raw.value, remarks
    found = _date_of(SPACES.sub(" ", raw.value).strip()) if isinstance(raw.value, str) else None
    if found is not None:
        note = Remark(
            level="note",
            code="date-as-text",
            what=f"The text “{raw.quoted}” was read as {found.isoformat()}.",
            remedy="Nothing to do if that is meant.",
        )
        return found, (*remarks, note)
    return Unreadable(shown=raw.shown), (
        *remarks,
        Remark(
            level="error",
            code="date-unclear",
            what=f"“{raw.quoted}” is not a date, or could mean more than one day.",
            remedy="Type the date as year-month-day, such as 2026-04-03.",
        ),
    )


def day_shown(raw: Raw) -> str:
    """Give the content as text, a day without a time of day."""
    if isinstance(raw.value, datetime) and _is_midnight(raw.value):
        return raw.value.date().isoformat()
    return raw.shown


def _time_dropped(moment: datetime) -> tuple[Remark, ...]:
    if _is_midnight(moment):
        return ()
    return (
        Remark(
            level="note",
            code="date-with-time",
            what=f"“{moment.isoformat(sep=' ')}” has a time of day; the day was taken.",
            remedy="Nothing to do if that is meant.",
        ),
    )


def _is_midnight(value: object) -> bool:
    return isinstance(value, datetime) and value.time() == time()


def _date_of(text: str) -> date | None:
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _SLASHED.fullmatch(text):
        first, second, year = (int(part) for part in match.groups())
        # 03/04/2026 is April to some and March to others: taken only where it cannot differ.
        return _day(year, second, first) if first > _LAST_MONTH or first == second else None
    if match := _WORDED.fullmatch(text):
        named = [i for i, name in enumerate(_MONTHS) if name.startswith(match[2].lower())]
        return _day(int(match[3]), named[0], int(match[1])) if len(named) == 1 else None
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
