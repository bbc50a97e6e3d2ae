"""What a cell's XML holds: numbers, dates, truth values, errors and texts, as they stand."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from secself.answers import Raw

_ESCAPED = re.compile(r"((?:_x[0-9A-Fa-f]{4}_)+)")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_CARRIED = frozenset("\t\n\r")
_END_OF_DATES = 2_958_466
"""The serial of the first day after the year 9999."""
_LEAP_BUG = 60
"""Serials below this one are off by a day, since 1900 is taken for a leap year."""
_EXACT = 10**15
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - cells have no zone
_TRUTHS = {"1": True, "true": True, "0": False, "false": False}


@dataclass(frozen=True, kw_only=True)
class Conventions:
    """What the cells of one workbook are read with."""

    texts: Sequence[Raw] = ()
    """The shared texts, by number."""
    dated: frozenset[str] = frozenset()
    """The numbers of the styles that show a number as a date."""
    counts_from_1904: bool = False
    """Whether day 0 is the first of January 1904."""

    @cached_property
    def by_number(self) -> dict[str, Raw]:
        """Give the shared texts that say something by their numbers as cells write them."""
        return {str(number): raw for number, raw in enumerate(self.texts) if raw.value != ""}

    def content(self, kind: str | None, style: str | None, text: str) -> Raw | None:
        """Make of a cell's type, style and text what stands in it; None if that is nothing."""
        if kind == "s":
            return self._shared(text)
        if text == "":
            # A cell that is said to show an error is not blank, whatever error it is.
            return Raw(value="without a name", kind="error") if kind == "e" else None
        if kind is None or kind == "n":
            return self._number(text, style)
        if kind in ("str", "inlineStr"):
            return Raw(value=decoded(text))
        if kind == "b" and text in _TRUTHS:
            return Raw(value=_TRUTHS[text], kind="truth")
        return _iso(text) if kind == "d" else Raw(value=text, kind="error")

    def _shared(self, text: str) -> Raw | None:
        if text.isdecimal() and text.isascii() and len(text) < len(str(_EXACT)):
            number = int(text)
            if number < len(self.texts):
                found = self.texts[number]
                return None if found.value == "" else found
        return Raw(value=f"text number {text}, which is missing", kind="error") if text else None

    def _number(self, text: str, style: str | None) -> Raw:
        if _WHOLE.fullmatch(text):
            number: int | float = int(text)
        elif _NUMBER.fullmatch(text) and math.isfinite(float(text)):
            number = float(text)
            if number.is_integer() and abs(number) < _EXACT:
                number = int(number)
        else:
            return Raw(value=text, kind="error")
        if style in self.dated and 0 <= number < _END_OF_DATES:
            return self._moment(number)
        return Raw(value=number, kind="number")

    def _moment(self, serial: float) -> Raw:
        if self.counts_from_1904:
            epoch = _EPOCH_1904
        else:
            epoch = _EPOCH if serial >= _LEAP_BUG else _EPOCH + timedelta(days=1)
        try:
            moment = epoch + timedelta(seconds=round(serial * 86_400))
        except OverflowError:
            return Raw(value=serial, kind="number")
        if serial < 1 and not self.counts_from_1904:
            return Raw(value=moment.time().isoformat(), kind="date")
        return Raw(value=moment, kind="date")


def decoded(text: str) -> str:
    """Undo the `_xHHHH_` escapes of Excel, but for characters that no XML text can carry."""
    return _ESCAPED.sub(_unescaped, text) if "_x" in text else text


def _unescaped(found: re.Match[str]) -> str:
    run = found[1]
    units = [int(run[i + 2 : i + 6], 16) for i in range(0, len(run), 7)]
    # Two escaped surrogates are one character; one alone is none, and stays as it is written.
    text = b"".join(unit.to_bytes(2, "little") for unit in units).decode(
        "utf-16-le", "surrogatepass"
    )
    return "".join(mark if _is_carried(mark) else f"_x{ord(mark):04X}_" for mark in text)


def _is_carried(mark: str) -> bool:
    return (
        (mark >= " " or mark in _CARRIED)
        and not "\ud800" <= mark <= "\udfff"
        and mark not in "\ufffe\uffff"
    )


def _iso(text: str) -> Raw:
    try:
        moment = datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        return Raw(value=text, kind="error")
    return Raw(value=moment.replace(tzinfo=None), kind="date")
