"""Makes a value of what stands in one input cell, with what must be said about it."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from secself.answers import Raw, Reading, Remark, read_answer, read_ids, read_text
from secself.model import Question, Unreadable
from secself.wordform.filled import Filled

Ids = tuple[tuple[str | Unreadable, ...], tuple[Remark, ...]]
"""Evidence ids and what must be said about them."""

_ROUTINE = frozenset({"date-as-text", "number-as-text"})


def answer_in(filled: Filled, question: Question) -> Reading:
    """Read an answer of the type its question asks for."""

    def read(raw: Raw) -> Reading:
        reading = _without_routine(read_answer(raw, question.answer), raw)
        return _by_picked_day(reading, raw, filled.day)

    return _read(filled, read)


def text_in(filled: Filled) -> Reading:
    """Read a text, exactly as typed."""
    return _read(filled, read_text)


def ids_in(filled: Filled) -> Ids:
    """Read evidence ids."""
    whole, remarks = _read(filled, read_text)
    if isinstance(whole, Unreadable) or whole is None:
        return (() if whole is None else (whole,)), remarks
    ids, _ = read_ids(Raw(value=str(whole)))
    return ids, remarks


def settled(cells: Sequence[Filled], read: Callable[[Filled], Reading]) -> Reading:
    """Read the cell of a question; where the question stands twice, only if both say the same."""
    texts = ["\n".join(cell.texts) for cell in cells]
    return _differing(texts) if len(set(texts)) > 1 else read(cells[0])


def settled_ids(cells: Sequence[Filled]) -> Ids:
    """Read evidence ids; where the question stands twice, only if both say the same."""
    value, remarks = settled(cells, lambda _: (None, ()))
    return ((value,), remarks) if isinstance(value, Unreadable) else ids_in(cells[0])


def _differing(texts: Sequence[str]) -> Reading:
    return Unreadable(shown=" | ".join(text or "(blank)" for text in texts)), (
        Remark(
            level="error",
            code="row-twice",
            what=f"This question stands in the document more than once, and differs: "
            f"{_quoted(texts)}.",
            remedy="Delete the rows that do not count.",
        ),
    )


def _read(filled: Filled, read: Callable[[Raw], Reading]) -> Reading:
    remarks = _remarks(filled)
    if len(filled.texts) > 1 or filled.is_merged:
        return Unreadable(shown=" | ".join(filled.texts)), (*remarks, _unclear(filled))
    value, more = read(Raw(value=filled.texts[0] if filled.texts else None))
    return value, (*remarks, *more)


def _unclear(filled: Filled) -> Remark:
    if filled.is_merged:
        return Remark(
            level="error",
            code="merged-unclear",
            what=f"This cell was merged with the one beside it and holds {_quoted(filled.texts)}.",
            remedy="Split the cells, and write into each what belongs there.",
        )
    return Remark(
        level="error",
        code="cell-filled-twice",
        what=f"This cell holds more than one text: {_quoted(filled.texts)}.",
        remedy="Leave the one that counts, inside the field or outside it.",
    )


def _remarks(filled: Filled) -> tuple[Remark, ...]:
    told = []
    if filled.is_prompt_kept:
        told.append(
            Remark(
                level="warning",
                code="prompt-kept",
                what=f"The file says that “{_first(filled)}” is only a prompt, but it is none of "
                "ours; it was taken as what you wrote.",
                remedy="Type it again, or empty the field if it is a prompt.",
            )
        )
    if filled.moved_from:
        told.append(
            Remark(
                level="warning",
                code="field-moved",
                what=f"This field was made for {filled.moved_from}; “{_first(filled)}” was taken "
                "for the row it stands in.",
                remedy="Nothing to do if it stands where it belongs.",
            )
        )
    if filled.is_merged_up:
        told.append(
            Remark(
                level="warning",
                code="cell-merged",
                what="This cell was merged with the one above it, so nobody sees what it holds"
                + (f": “{_first(filled)}”." if filled.texts else "."),
                remedy="Split the cells, and write into each what belongs there.",
            )
        )
    if filled.has_picture:
        told.append(
            Remark(
                level="warning",
                code="cell-picture",
                what="There is a picture or an embedded file in this cell; it was not read.",
                remedy="Say in words what it shows, or list it as evidence.",
            )
        )
    return tuple(told)


def _without_routine(reading: Reading, raw: Raw) -> Reading:
    """Leave out that a date or number stands as text where it is written as we ask: all is text."""
    value, remarks = reading
    if str(value) != raw.value:
        return reading
    return value, tuple(each for each in remarks if each.code not in _ROUTINE)


def _by_picked_day(reading: Reading, raw: Raw, day: date | None) -> Reading:
    """Take an unclear date where the date picker says which of its readings was picked."""
    value, _ = reading
    if not isinstance(value, Unreadable) or day is None or not isinstance(raw.value, str):
        return reading
    numbers = sorted(int(digits) for digits in re.findall(r"[0-9]{1,4}", raw.value))
    if numbers != sorted((day.day, day.month, day.year)):
        return reading
    picked = Remark(
        level="note",
        code="date-as-text",
        what=f"The text “{raw.value}” was read as {day.isoformat()}, the day that was picked.",
        remedy="Nothing to do if that is meant.",
    )
    return day, (picked,)


def _first(filled: Filled) -> str:
    return _cut(filled.texts[0]) if filled.texts else ""


def _quoted(texts: Sequence[str]) -> str:
    return ", ".join(f"“{_cut(text)}”" if text else "blank" for text in texts)


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"  # noqa: PLR2004 - about one line
