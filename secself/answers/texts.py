"""Reads texts, exactly as typed, and lists of ids."""

import re

from secself.answers.days import day_shown
from secself.answers.raw import Raw, Reading, Remark
from secself.answers.settled import computed, early
from secself.model import Unreadable

_LONGEST = 32_767
"""How many UTF-16 units a cell can carry."""
_BETWEEN_IDS = re.compile(r"[,\r\n]")
_GLYPHS = {"text": "text", "number": "a number", "truth": "a truth value", "date": "a date"}


def read_text(raw: Raw) -> Reading:
    """Take any content as text, exactly as typed; a number or date is written out and remarked."""
    if (done := early(raw)) is not None:
        return done
    remarks = computed(raw)
    if isinstance(raw.value, str) and raw.kind == "text":
        return _carried(raw.value, remarks)
    shown = day_shown(raw)
    remark = Remark(
        level="warning" if raw.kind == "number" else "note",
        code="cell-not-text",
        what=f"This cell takes text and holds {_GLYPHS[raw.kind]}; it was read as “{shown}”.",
        remedy="If that is not what was typed (1.10 may have become 1.1), type it again as text.",
    )
    return shown, (*remarks, remark)


def read_ids(raw: Raw) -> tuple[tuple[str | Unreadable, ...], tuple[Remark, ...]]:
    """Take evidence ids, separated by commas or line breaks; an id keeps the spaces inside it."""
    value, remarks = read_text(raw)
    if isinstance(value, Unreadable):
        return (value,), remarks
    parts = _BETWEEN_IDS.split(str(value or "").replace("\u00a0", " "))
    ids = tuple(part.strip() for part in parts if part.strip())
    if value is None or ids:
        return ids, remarks
    unclear = Remark(
        level="error",
        code="ids-unclear",
        what=f"“{raw.quoted}” names no document.",
        remedy="Type ids of the Evidence sheet, separated by commas, such as E01, E07.",
    )
    return (Unreadable(shown=raw.shown),), (*remarks, unclear)


def _carried(text: str, remarks: tuple[Remark, ...]) -> Reading:
    # No character takes more than two units, so most texts need not be written out to be counted.
    is_short = 2 * len(text) <= _LONGEST
    if is_short or len(text.encode("utf-16-le", "surrogatepass")) <= 2 * _LONGEST:
        return text, remarks
    too_long = Remark(
        level="error",
        code="text-too-long",
        what=f"This cell holds {len(text):,} characters, more than a cell can carry.",
        remedy="Put the text in a document, list it as evidence, and say here what it shows.",
    )
    return Unreadable(shown=text), (*remarks, too_long)
