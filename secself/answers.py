"""What a cell's content says as an answer: taken as it stands, taken with a remark, or unreadable.

Nothing is guessed. What is taken other than as it stands is said; what has two readings is not
taken at all, and is kept as `Unreadable` with what stands in the file.
"""

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Literal, NamedTuple

from secself.model import AnswerType, Choice, Unreadable, Value
from secself.nearness import nearest
from secself.problems import Level

_QUOTED = 60
_LONGEST = 32_767
"""How many UTF-16 units a cell can carry."""
_LONGEST_NUMBER = 300
"""A number with more digits than this is a slip, and too large to reckon with."""


class Raw(NamedTuple):
    """What stands in a cell, before anything is made of it."""

    value: str | int | float | bool | date | datetime | None
    """The content; for a formula the value last computed, None if there is none."""
    kind: Literal["text", "number", "truth", "date", "error"] = "text"
    """What sort of content it is; `error` for `#N/A` and its kin."""
    is_formula: bool = False
    """Whether the cell computes its content."""

    @property
    def is_blank(self) -> bool:
        """Tell whether there is nothing in it, not even a space."""
        return self.value in (None, "") and not self.is_formula

    @property
    def quoted(self) -> str:
        """Give the content for a message: the first sixty characters."""
        return self.shown if len(self.shown) <= _QUOTED else f"{self.shown[:_QUOTED]}…"

    @property
    def shown(self) -> str:
        """Give the content as text, whole."""
        if isinstance(self.value, bool):
            return "TRUE" if self.value else "FALSE"
        if isinstance(self.value, datetime):
            return self.value.isoformat(sep=" ")
        return "" if self.value is None else str(self.value)


def as_texts(texts: Iterable[str]) -> list[Raw]:
    """Make of thousands of texts what stands in cells, with no call for each."""
    make = tuple.__new__
    return [make(Raw, (text, "text", False)) for text in texts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What must be said about how a cell was read."""

    level: Level
    """How grave it is."""
    code: str
    """The Problem's code."""
    what: str
    """What is remarkable, quoting the cell."""
    remedy: str
    """What to do."""


Reading = tuple[Value, tuple[Remark, ...]]
"""A value and what must be said about it."""

_SPACES = re.compile(r"[\s\u00a0\u2007\u202f\u200b\ufeff]+")
_NO_SPACE = re.compile(r"[^\s\u00a0\u2007\u202f\u200b\ufeff]")
_BETWEEN_IDS = re.compile(r"[,\r\n]")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_WORDED = re.compile(r"(\d{1,2})\s+([A-Za-z]{3,9})\s+(\d{4})")
_WHOLE = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)")
_DECIMAL = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")
_MONTHS = [month.lower() for month in calendar.month_name]
"""January stands at 1; at 0 stands nothing."""
_LAST_MONTH = 12
_GLYPHS = {"text": "text", "number": "a number", "truth": "a truth value", "date": "a date"}


def read_text(raw: Raw) -> Reading:
    """Take any content as text, exactly as typed; a number or date is written out and remarked."""
    if (early := _early(raw)) is not None:
        return early
    remarks = _formula(raw)
    if isinstance(raw.value, str) and raw.kind == "text":
        return _carried(raw.value, remarks)
    shown = _day_shown(raw)
    remark = Remark(
        level="warning" if raw.kind == "number" else "note",
        code="cell-not-text",
        what=f"This cell takes text and holds {_GLYPHS[raw.kind]}; it was read as “{shown}”.",
        remedy="If that is not what was typed (1.10 may have become 1.1), type it again as text.",
    )
    return shown, (*remarks, remark)


def read_choice(raw: Raw, choices: Sequence[Choice]) -> Reading:
    """Take one of the choices; case, spaces around and hard spaces may differ, with a note."""
    if (early := _early(raw)) is not None:
        return early
    remarks = _formula(raw)
    for choice in choices:
        if raw.value == choice.label:
            return choice.label, remarks
    typed = _folded(raw.shown)
    for choice in choices:
        if raw.kind == "text" and typed in {
            _folded(name) for name in (choice.label, *choice.formerly)
        }:
            note = Remark(
                level="note",
                code="choice-respelled",
                what=f"“{raw.quoted}” was read as “{choice.label}”.",
                remedy="Nothing to do if that is meant.",
            )
            return choice.label, (*remarks, note)
    allowed = ", ".join(choice.label for choice in choices)
    near = _near(raw, choices)
    return Unreadable(shown=raw.shown), (
        *remarks,
        Remark(
            level="error",
            code="answer-unknown",
            what=f"“{raw.quoted}” is not one of the choices.",
            remedy=f"{near}Choose one of: {allowed}.",
        ),
    )


@lru_cache(maxsize=256)
def _worded(words: tuple[str, ...]) -> tuple[Choice, ...]:
    """Make choices of the words of a question; many questions share theirs."""
    return tuple(Choice(id=word, label=word) for word in words)


def _near(raw: Raw, choices: Sequence[Choice]) -> str:
    """Propose the choice that comes near; it is never taken."""
    labels = {name: one.label for one in choices for name in (one.label, *one.formerly)}
    meant = nearest(raw.shown, labels) if raw.kind == "text" else None
    return f"Perhaps “{labels[meant]}” is meant. " if meant else ""


def read_date(raw: Raw) -> Reading:
    """Take a date; text is taken where it can mean one day only."""
    if (early := _early(raw)) is not None:
        return early
    remarks = _formula(raw)
    if isinstance(raw.value, datetime):
        return raw.value.date(), (*remarks, *_time_dropped(raw.value))
    if isinstance(raw.value, date):
        return raw.value, remarks
    found = _date_of(_SPACES.sub(" ", raw.value).strip()) if isinstance(raw.value, str) else None
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


def read_number(raw: Raw, *, whole: bool) -> Reading:
    """Take a number of nought or more; text is taken where it can mean one number only."""
    if (early := _early(raw)) is not None:
        return early
    remarks = _formula(raw)
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


def read_answer(raw: Raw, answer: AnswerType) -> Reading:
    """Take an answer of the type its question asks for."""
    if answer.kind == "choice":
        return read_choice(raw, _worded(answer.choices))
    if answer.kind == "date":
        return read_date(raw)
    if answer.kind in ("whole", "decimal"):
        return read_number(raw, whole=answer.kind == "whole")
    return read_text(raw)


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


def read_roles(raw: Raw, roles: Iterable[tuple[str, str, str]]) -> Reading:
    """Take User Roles by id, abbreviation or label, and give their ids in the given order."""
    if (early := _early(raw)) is not None:
        return early
    known = list(roles)
    by_name = {_folded(name): names[0] for names in known for name in names}
    parts = [part for part in re.split(r"[,;\r\n]", raw.shown) if _folded(part)]
    unknown = [part.strip() for part in parts if _folded(part) not in by_name]
    if unknown or not parts:
        return Unreadable(shown=raw.shown), (
            *_formula(raw),
            Remark(
                level="error",
                code="role-unknown",
                what=f"“{', '.join(unknown) or raw.quoted}” is not a User Role.",
                remedy=f"Use: {', '.join(names[0] for names in known)}.",
            ),
        )
    held = {by_name[_folded(part)] for part in parts}
    return ", ".join(names[0] for names in known if names[0] in held), _formula(raw)


def _early(raw: Raw) -> Reading | None:
    """Settle what is the same for every type: blank, error, formula without value, mere space."""
    value, kind, _ = raw
    if isinstance(value, str) and kind != "error" and _NO_SPACE.search(value):
        # A text that says something is by far what stands in most cells.
        return None
    if raw.is_blank:
        return None, ()
    if raw.kind == "error":
        return Unreadable(shown=raw.shown), (
            Remark(
                level="error",
                code="cell-error",
                what=f"This cell shows the error {raw.quoted}, not an answer."
                if raw.shown.startswith("#")
                else f"This cell holds what no program shows alike: {raw.quoted}.",
                remedy="Type the answer over it.",
            ),
        )
    if raw.value is None:
        return Unreadable(shown="formula without a value"), (
            Remark(
                level="error",
                code="formula-without-value",
                what="This cell holds a formula whose value is not in the file.",
                remedy="Copy the cell and paste it back as a value.",
            ),
        )
    if isinstance(raw.value, str) and not _NO_SPACE.search(raw.value):
        return None, (
            Remark(
                level="note",
                code="cell-only-space",
                what="This cell holds nothing but space; it counts as blank.",
                remedy="Delete the space, or type the answer.",
            ),
        )
    return None


def _formula(raw: Raw) -> tuple[Remark, ...]:
    if not raw.is_formula:
        return ()
    return (
        Remark(
            level="warning",
            code="cell-formula",
            what=f"This cell holds a formula; the value it last showed, “{raw.quoted}”, was taken.",
            remedy="Copy the cell and paste it back as a value.",
        ),
    )


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


def _day_shown(raw: Raw) -> str:
    if isinstance(raw.value, datetime) and _is_midnight(raw.value):
        return raw.value.date().isoformat()
    return raw.shown


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


def _number_of(raw: Raw, *, whole: bool) -> int | float | None:
    if isinstance(raw.value, bool):
        return None
    if isinstance(raw.value, int | float):
        return int(raw.value) if raw.value == int(raw.value) else raw.value
    if isinstance(raw.value, str):
        typed = _SPACES.sub(" ", raw.value).strip()
        if len(typed) > _LONGEST_NUMBER:
            return None
        if _WHOLE.fullmatch(typed):
            return int(typed.replace(",", ""))
        if not whole and _DECIMAL.fullmatch(typed):
            return float(typed.replace(",", ""))
    return None


def _folded(text: str) -> str:
    return _SPACES.sub(" ", text).strip(" ").casefold()
