"""Lays the columns of one row side by side: what stood there before, and what stands there now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from secself.formats.html.showing import anchor, shown
from secself.model import (
    Delta,
    EvidenceItem,
    Passage,
    Record,
    Response,
    Unreadable,
    Value,
    columns_of,
)
from secself.passages import differences, is_alike
from secself.phrases import heading

_FEW_WORDS = 4
"""Values of so few words on both sides are choices and names; they are told whole."""
_KEPT_OF_SAME = 5
"""Texts of which less than one in so many letters was kept are two texts, and told whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A document that a row cites."""

    id: str
    """Its id, as the row has it."""
    told: str
    """Title, version and day, as far as that side's register has them."""
    place: str
    """Where on the page the document stands; blank if no register has it."""
    change: Literal["kept", "added", "removed", "renewed", "renamed"]
    """What became of it; `renamed` if its id now has another title, `renewed` for all else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in one column on one side."""

    state: Literal["filled", "blank", "absent", "unreadable"]
    """Whether something stands there; `absent` if the item is not there at all."""
    passages: tuple[Passage, ...] = ()
    """The text, marked where it differs from the other side."""
    documents: tuple[Cited, ...] = ()
    """For a column that cites documents: each of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One column of an item, on both sides."""

    name: str
    """The column's name in our JSON."""
    heading: str
    """The heading people know it by."""
    differs: bool
    """Whether the two sides differ by what makes a change of the item."""
    is_even: bool
    """Whether all that is shown is the same on both sides."""
    before: Cell
    """The prior side."""
    after: Cell
    """The current side."""
    remark: str = ""
    """What cannot be seen by comparing the two."""
    passages: tuple[Passage, ...] = ()
    """The texts of both sides in one, if they could be told apart word by word."""


Register = Mapping[str, EvidenceItem]
"""The documents of one side by their ids."""


def rows_of(delta: Delta, then: Register, now: Register) -> tuple[Row, ...]:
    """Give each column that either side fills, in the sheet's order."""
    return tuple(_rows(delta, then, now))


def _rows(delta: Delta, then: Register, now: Register) -> Iterator[Row]:
    before, after = _columns(delta.before), _columns(delta.after)
    for name in before | after:
        old, new = before.get(name), after.get(name)
        if not (_is_filled(old) or _is_filled(new)):
            continue
        if name == "evidence" and isinstance(delta.before or delta.after, Response):
            yield _citing(delta, then, now)
        else:
            yield _row(name, old, new, delta)


def _row(name: str, old: object, new: object, delta: Delta) -> Row:
    passages, remark = _passages(old, new)
    return Row(
        name=name,
        heading=heading(name),
        differs=old != new,
        is_even=old == new,
        before=_cell(old, delta.before, passages, ("kept", "removed", "moved away")),
        after=_cell(new, delta.after, passages, ("kept", "added", "moved here")),
        remark=remark,
        passages=passages,
    )


def _cell(
    value: object, record: Record | None, passages: tuple[Passage, ...], mine: tuple[str, ...]
) -> Cell:
    if record is None:
        return Cell(state="absent")
    if not _is_filled(value):
        return Cell(state="blank")
    whole = (Passage(change="kept", text=_said(value)),)
    return Cell(
        state="unreadable" if isinstance(value, Unreadable) else "filled",
        passages=tuple(one for one in passages if one.change in mine) or whole,
    )


def _passages(old: object, new: object) -> tuple[tuple[Passage, ...], str]:
    """Mark two texts where they differ, if there is more to them than a word or two."""
    if not (isinstance(old, str) and isinstance(new, str)) or old == new:
        return (), ""
    if is_alike(old, new):
        return (), "Only the white space differs."
    if max(len(old.split()), len(new.split())) < _FEW_WORDS:
        return (), ""
    found = differences(old, new)
    is_text = min(len(old.split()), len(new.split())) > _FEW_WORDS
    kept = sum(len(one.text) for one in found if one.change in ("kept", "moved here"))
    if kept * _KEPT_OF_SAME < min(len(old), len(new)):
        return (), "Written anew." if is_text else ""
    return found, ""


def _citing(delta: Delta, then: Register, now: Register) -> Row:
    old = delta.before.evidence if isinstance(delta.before, Response) else ()
    new = delta.after.evidence if isinstance(delta.after, Response) else ()
    before = _cited(delta.before, old, new, (then, now), "removed")
    after = _cited(delta.after, new, old, (now, then), "added")
    changes = {one.change for one in (*before.documents, *after.documents)}
    return Row(
        name="evidence",
        heading=heading("evidence"),
        differs=bool(changes.difference(("kept", "renewed"))),
        is_even=changes <= {"kept"},
        before=before,
        after=after,
    )


def _cited(
    record: Record | None,
    mine: tuple[str | Unreadable, ...],
    theirs: tuple[str | Unreadable, ...],
    registers: tuple[Register, Register],
    alone: Literal["added", "removed"],
) -> Cell:
    if record is None:
        return Cell(state="absent")
    listed = tuple(
        Cited(
            id=shown(one),
            told=_told(registers[0].get(str(one))),
            place=anchor("evidence", str(one)) if any(str(one) in r for r in registers) else "",
            change=_change(str(one), registers) if one in theirs else alone,
        )
        for one in mine
    )
    return Cell(state="filled" if listed else "blank", documents=listed)


def _change(
    ref: str, registers: tuple[Register, Register]
) -> Literal["kept", "renewed", "renamed"]:
    old, new = (register.get(ref) for register in registers)
    if old == new:
        return "kept"
    return "renewed" if old and new and old.title == new.title else "renamed"


def _told(item: EvidenceItem | None) -> str:
    if item is None:
        return "not in this side's register"
    version = f"version {shown(item.version)}" if item.version is not None else ""
    day = f"dated {shown(item.date)}" if item.date is not None else "without a date"
    return ", ".join(
        part for part in (shown(item.title) or "without a title", version, day) if part
    )


def _columns(record: Record | None) -> dict[str, Value | tuple[str | Unreadable, ...]]:
    return columns_of(record) if record else {}


def _is_filled(value: object) -> bool:
    return value not in (None, ())


def _said(value: object) -> str:
    return value.shown if isinstance(value, Unreadable) else shown(value)
