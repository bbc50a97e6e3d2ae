"""Tells which item a row answers: by its token, its Ref and its words, two against one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from secself.answers import Raw, Remark
from secself.grid import folded
from secself.identity import read_token
from secself.model import Control, Framework, Question
from secself.nearness import nearest_ref
from secself.workbook.reading.tables import Found

Section = Literal["questions", "validation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table that is answered row by row."""

    piece: Found
    """The table it stands in."""
    number: int
    """Its number, counted from 1."""
    ref: str | None
    """The item it answers, None if that cannot be told."""
    typed: str
    """What stands in its Ref."""
    fingerprint: str | None = None
    """The fingerprint in its token, if the token is of that item."""
    remark: Remark | None = None
    """What must be said about how it was recognised."""

    @property
    def is_item(self) -> bool:
        """Tell whether it claims to be an item; headings, notes and totals do not."""
        return self.ref is not None or bool(self.typed) or self.remark is not None


class Items:
    """The items of one section, as rows may name them."""

    def __init__(
        self, section: Section, framework: Framework, issued: Iterable[tuple[str, str]]
    ) -> None:
        """Know the framework's items, and those that were issued if it has them no more."""
        self.section: Section = section
        """The section."""
        known: tuple[Control, ...] | tuple[Question, ...] = (
            framework.questions if section == "questions" else framework.controls
        )
        self._items: Mapping[str, Control | Question] = {item.id: item for item in known}
        refs = [*self._items, *(ref for its, ref in issued if its == section)]
        self._refs = {folded(ref): ref for ref in refs}

    @cached_property
    def _words(self) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for item in self._items.values():
            words = spaced(item.text)
            # Words that two items share tell neither of them.
            found[words] = None if words in found else item.id
        return found

    def item(self, ref: str) -> Control | Question | None:
        """Give an item of the framework."""
        return self._items.get(ref)

    def near(self, typed: str) -> str | None:
        """Name the item whose Ref was perhaps meant; it is proposed, and never taken."""
        return nearest_ref(typed, self._refs.values())

    def in_order(self, refs: Iterable[str]) -> tuple[str, ...]:
        """Sort some Refs as the framework has them; Refs it does not have come last."""
        some = set(refs)
        return tuple(ref for ref in self._refs.values() if ref in some)

    def row(self, piece: Found, number: int) -> Row:
        """Recognise one row."""
        token = read_token(_shown(piece, number, "token"))
        token = token if token and token[0] == self.section else None
        typed = _shown(piece, number, "ref").strip()
        by_token = self._refs.get(folded(token[1])) if token else None
        by_ref = self._refs.get(folded(typed)) if typed else None
        ref, remark = by_ref, None
        if by_ref is None or by_token != by_ref:
            # Only where token and Ref agree are they two against one already.
            votes = {"token": by_token, "Ref": by_ref}
            if token is None or by_token != by_ref:
                votes["words"] = self._words.get(spaced(_shown(piece, number, "text")))
            ref, remark = _decide(votes, typed)
        if remark is None and ref is not None and typed not in {"", ref}:
            remark = _respelled(typed, ref)
        return Row(
            piece=piece,
            number=number,
            ref=ref,
            typed=typed,
            fingerprint=token[2] if token and token[1] == ref else None,
            remark=remark,
        )


def spaced(text: str) -> str:
    """Give a text with every run of white space as one space."""
    return " ".join(text.split())


def shown_text(row: Row) -> str:
    """Give what stands as the row's obligation or question."""
    return _shown(row.piece, row.number, "text")


def _shown(piece: Found, number: int, key: str) -> str:
    cells = piece.sheet.rows[number]
    for column in piece.columns.get(key, ()):
        raw: Raw | None = cells.get(column)
        if raw is not None and not raw.is_blank:
            return raw.shown
    return ""


def _decide(votes: Mapping[str, str | None], typed: str) -> tuple[str | None, Remark | None]:
    """Take what two agree on; where only one speaks it is believed if nothing speaks against."""
    given = {name: ref for name, ref in votes.items() if ref is not None}
    if typed and votes["Ref"] is not None and len(agreed := set(given.values())) == 1:
        return agreed.pop(), None
    counted = Counter(given.values()).most_common()
    if not counted:
        return None, None
    ref, count = counted[0]
    against = [name for name, other in given.items() if other != ref]
    if typed and votes["Ref"] is None:
        against.append("Ref")
    if not against:
        return ref, _nameless(given, ref) if not typed else None
    if count > 1:
        return ref, Remark(
            level="warning",
            code="row-identity",
            what=f"The {' and '.join(against)} of this row (Ref “{typed}”) says something else "
            f"than the rest of it; it was read as {ref}.",
            remedy=f"If it is {ref}, put that in its Ref; if not, copy the row back.",
        )
    listed = ", ".join(f"{name}: {other}" for name, other in given.items())
    return None, Remark(
        level="error",
        code="row-unplaced",
        what=f"It cannot be told which item this row answers: Ref “{typed}”, {listed}.",
        remedy="Copy the row back from the workbook that was sent to you, and fill it in again.",
    )


def _nameless(given: Mapping[str, str], ref: str) -> Remark:
    return Remark(
        level="note",
        code="row-identity",
        what=f"The Ref of this row is gone; by its {' and '.join(given)} it was read as {ref}.",
        remedy=f"Put {ref} in its Ref if that is meant.",
    )


def _respelled(typed: str, ref: str) -> Remark:
    return Remark(
        level="note",
        code="ref-respelled",
        what=f"The Ref “{typed}” was read as {ref}.",
        remedy="Nothing to do if that is meant.",
    )
