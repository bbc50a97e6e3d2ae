"""Writes merged comments as notes at the rows they are about, with who wrote them and when.

A note is what every program shows. A thread is written out as Google Sheets does, entry by entry,
so that author, time, replies and state are read again.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from secself.grid import Grid, read_area
from secself.grid.comments_flattened import RESOLVED, UNDATED
from secself.merging import KeptComment
from secself.model import Comment, Reply
from secself.workbook.amending import Note
from secself.workbook.reading import tables

_DIGITS = 11


class Place(NamedTuple):
    """A cell of the merged workbook."""

    sheet: str
    """The name of its sheet."""
    row: int
    """Its row, counted from 1."""
    column: int
    """Its column, counted from 1."""


class Desk:
    """Knows where in the merged workbook a comment belongs."""

    def __init__(
        self, issued: Grid, rows: Mapping[tuple[str, str], Place], elsewhere: Place
    ) -> None:
        """Know the rows of the items, and the cell for what has no place of its own."""
        self._rows = rows
        self._elsewhere = elsewhere
        self._keys: dict[int, dict[tuple[str, int], str]] = {}
        self._names = {sheet.name for sheet in issued.sheets}
        self._columns = {
            (piece.sheet.name, key): numbers[0]
            for sheets in tables.find(issued).values()
            for pieces in sheets
            for piece in pieces
            for key, numbers in piece.columns.items()
        }

    def note(self, kept: KeptComment, part: Grid | None) -> Note:
        """Make a note of a comment, on the cell it was written on if that can be told."""
        comment = kept.comment
        place = self._place(comment, part)
        text = written_out(comment)
        if place == self._elsewhere:
            origin = comment.origin
            at = "!".join(filter(None, (origin.sheet, origin.cell)))
            text = f"{text}\n(This stood on {at or comment.ref} in {kept.files[0]}.)"
        return Note(
            sheet=place.sheet,
            row=place.row,
            column=place.column,
            author=comment.author or "",
            text=text,
        )

    def _key(self, part: Grid, sheet: str, column: int) -> str:
        if id(part) not in self._keys:
            self._keys[id(part)] = _keys(part)
        return self._keys[id(part)].get((sheet, column), "")

    def _place(self, comment: Comment, part: Grid | None) -> Place:
        area = read_area(comment.origin.cell or "")
        sheet = comment.origin.sheet or ""
        if comment.ref:
            row = self._rows.get((comment.section, comment.ref))
            if row is None:
                return self._elsewhere
            key = self._key(part, sheet, area.left) if part is not None and area else ""
            return row._replace(column=self._columns.get((row.sheet, key), row.column))
        if sheet in self._names and area is not None:
            return Place(sheet, area.top, area.left)
        return self._elsewhere


def written_out(comment: Comment) -> str:
    """Give the text of a note: of a thread every entry with author and time."""
    if comment.kind == "thread":
        return _thread(comment)
    named = (("View", comment.view), ("Action", comment.action), ("Reference", comment.reference))
    lines = [comment.text, *(f"{name}: {said}" for name, said in named if said)]
    text = "\n".join(filter(None, lines))
    when = f"{text}\n({_moment(comment.written)})" if comment.written else text
    # Excel begins a note with its author's name, and readers take it off again.
    return f"{comment.author}:\n{when}" if comment.author else when


def _thread(comment: Comment) -> str:
    """Write a thread entry by entry; that it is resolved is said in a form of our own."""
    entries: list[Comment | Reply] = [comment, *comment.replies]
    told = "\n------\n".join(_entry(entry) for entry in entries)
    return f"======\n{told}{RESOLVED if comment.state == 'resolved' else ''}"


def _entry(entry: Comment | Reply) -> str:
    when = _moment(entry.written)
    name = sha256(f"{entry.author}\x1f{when}\x1f{entry.text}".encode()).hexdigest()[:_DIGITS]
    return f"ID#{name}\n{entry.author or ''}    ({when or UNDATED})\n{entry.text}"


def _moment(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%Y-%m-%d %H:%M:%S}"


def _keys(part: Grid) -> dict[tuple[str, int], str]:
    """Name the columns of a part by their keys; their numbers may differ from the issued ones."""
    keys: dict[tuple[str, int], str] = {}
    for sheets in tables.find(part).values():
        for piece in (piece for pieces in sheets for piece in pieces):
            for key, numbers in piece.columns.items():
                for number in numbers:
                    keys.setdefault((piece.sheet.name, number), key)
    return keys


def in_order(notes: Iterable[Note]) -> list[Note]:
    """Sort notes, so that the order of the parts makes no difference."""
    return sorted(
        notes, key=lambda note: (note.sheet, note.row, note.column, note.author, note.text)
    )
