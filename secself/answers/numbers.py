"""Reads numbers; text is taken where it can mean one number only."""

import re

from secself.answers.raw import Raw, Reading, Remark
from secself.answers.settled import SPACES, computed, early
from secself.model import Unreadable

_WHOLE = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)")
_DECIMAL = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")
_LONGEST_NUMBER = 300
"""A number with more digits than this is a slip, and too large to reckon with."""


def read_number(raw: Raw, *, whole: bool) -> Reading:
    """Take a number of nought or more; text is taken where it can mean one number only."""
    if (done := early(raw)) is not None:
        return done
    remarks = computed(raw)
    number = _number_of(raw, whole=whole)
    if number is None or number < 0 or (whole and number != int(number)):
        kind = "a whole number" if whole else "a number"
        unclear = Remark(
            level="error",
            code="number-unclear",
            what=f"“{raw.quoted}” is not {kind} of nought or more.",
            remedy="Type the number in digits, such as 12.",
        )
        return Unreadable(shown=raw.shown), (*remarks, unclear)
    if isinstance(raw.value, str):
        note = Remark(
            level="note",
            code="number-as-text",
            what=f"The text “{raw.quoted}” was read as the number {number}.",
            remedy="Nothing to do if that is meant.",
        )
        remarks = (*remarks, note)
    return number, remarks


def _number_of(raw: Raw, *, whole: bool) -> int | float | None:
    if isinstance(raw.value, bool):
        return None
    if isinstance(raw.value, int | float):
        return int(raw.value) if raw.value == int(raw.value) else raw.value
    if isinstance(raw.value, str):
        typed = SPACES.sub(" ", raw.value).strip()
        if len(typed) > _LONGEST_NUMBER:
            return None
        if _WHOLE.fullmatch(typed):
            return int(typed.replace(",", ""))
        if not whole and _DECIMAL.fullmatch(typed):
            return float(typed.replace(",", ""))
    return None
