"""Reads the columns an assessor writes in: their words are comments, never part of a response."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from secself.grid import address, folded
from secself.model import VIEWS, Comment
from secself.problems import Origin, Problem
from secself.workbook.assessor import ASSESSOR
from secself.workbook.reading.tables import Found

_FIELDS = {
    folded(name): column.field for column in ASSESSOR for name in (column.heading, *column.formerly)
}
_WORDS, _VIEW, _ACTION, _REFERENCE = (column.field for column in ASSESSOR)
_SHOWN = 60
_VIEWS = {folded(view): view for view in VIEWS}


def assessors(piece: Found) -> dict[int, str]:
    """Name the columns of a table that are an assessor's, by what they hold.

    `Reference` is a word for many things, and counts only beside another of them.
    """
    own = {at: _FIELDS.get(folded(heading), "") for at, heading in piece.strangers.items()}
    own = {at: name for at, name in own.items() if name}
    return own if set(own.values()) - {_REFERENCE} else {}


def in_columns(
    found: Mapping[str, Sequence[Sequence[Found]]], file: str | None, author: str | None = None
) -> tuple[list[Comment], list[Problem]]:
    """Make a Comment of each row in which an assessor wrote, with the cell it stands in.

    A cell does not say who wrote in it; the workbook may say for whom it was made.
    """
    comments: list[Comment] = []
    problems: list[Problem] = []
    for piece in (piece for sheets in found.values() for pieces in sheets for piece in pieces):
        own = assessors(piece)
        for row in piece.rows if own else ():
            comments += (replace(each, author=author) for each in _in_row(piece, row, own, file))
            problems += _unreadable(piece, row, own, file)
    problems += [_unknown(comment) for comment in comments if _is_unknown(comment.view)]
    return comments, problems


def _in_row(piece: Found, row: int, own: Mapping[int, str], file: str | None) -> Iterator[Comment]:
    """Make one Comment of a row, or several where a column is there more than once."""
    cells = piece.sheet.rows[row]
    there = {at: cells[at] for at in sorted(own) if at in cells and cells[at].kind != "error"}
    filled = {at: raw.shown for at, raw in there.items() if raw.shown.strip()}

    def held(name: str) -> list[tuple[int, str]]:
        return [(at, text) for at, text in filled.items() if own[at] == name]

    by_field = zip_longest(*map(held, (_WORDS, _VIEW, _ACTION, _REFERENCE)))
    for places in by_field:
        words, view, action, reference = (place[1] if place else None for place in places)
        first = next(place[0] for place in places if place)
        yield Comment(
            kind="column",
            text=words or "",
            view=_VIEWS.get(folded(view), view) if view else None,
            action=action,
            reference=reference,
            origin=Origin(file=file, sheet=piece.sheet.name, cell=address(row, first)),
        )


def _unreadable(
    piece: Found, row: int, own: Mapping[int, str], file: str | None
) -> Iterator[Problem]:
    """List the cells that should hold words and hold what nobody can read."""
    for at in sorted(own):
        raw = piece.sheet.cell(row, at)
        if raw.kind == "error" or (raw.is_formula and raw.value is None):
            yield Problem(
                level="warning",
                code="comment-unreadable",
                origin=Origin(file=file, sheet=piece.sheet.name, cell=address(row, at)),
                what=f"This cell of the assessor's holds no words: “{raw.quoted}”.",
                remedy="Copy the cell, and paste it back as a value.",
            )


def _is_unknown(view: str | None) -> bool:
    return view is not None and view not in VIEWS


def _unknown(comment: Comment) -> Problem:
    return Problem(
        level="warning",
        code="view-unknown",
        origin=comment.origin,
        what=f"“{_cut(comment.view or '')}” is no view of an assessor; it was kept as it stands.",
        remedy=f"Write one of: {', '.join(VIEWS)}.",
    )


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
