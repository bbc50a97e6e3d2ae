"""Reads a bare number where a date is wanted as the day it counts in its workbook.

Whoever pastes values only loses what shows a number as a date; the number is left, and in a
spreadsheet it is that day.
"""

from datetime import date, datetime, time, timedelta

from secself.answers import Raw, Remark

FIRST_DAY, FIRST_DAY_1904 = date(1899, 12, 30), date(1904, 1, 1)
"""The day that nought stands for, in most workbooks and in old ones of the Macintosh."""
_CENTURY = range(2000, 2100)
"""A number that counts a day outside these years is more likely something else."""


def counted(raw: Raw, first: date) -> Raw | None:
    """Give the cell as the date its number counts; None if it is no such number."""
    if raw.kind != "number" or not isinstance(raw.value, int):
        return None
    if not 0 <= raw.value - (date(_CENTURY.start, 1, 1) - first).days < len(_CENTURY) * 366:
        return None
    day = first + timedelta(days=raw.value)
    if day.year not in _CENTURY:
        return None
    moment = datetime.combine(day, time())
    return Raw(value=moment, kind="date", is_formula=raw.is_formula)


def remark(raw: Raw, read: Raw) -> Remark:
    """Say as which day a number was read."""
    return Remark(
        level="warning",
        code="date-as-number",
        what=f"The number {raw.quoted} was read as {read.shown[:10]}, the day that it counts.",
        remedy="If that is not the day meant, type it as year-month-day, such as 2026-04-03.",
    )
