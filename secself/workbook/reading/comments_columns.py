"""Reads the columns an assessor writes in: their words are comments, never part of a response."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from secself.asking import FINE
from secself.grid import address, folded
from secself.model import VIEWS, Comment
from secself.problems import Origin, Problem
from secself.workbook.assessor import ASSESSOR
from secself.workbook.layout import Column
from secself.workbook.reading.reviewed import renamed
from secself.workbook.reading.tables import Found

_FIELDS = {
    folded(name): column.field for column in ASSESSOR for name in (column.heading, *column.formerly)
}
_IN_TURN = _WORDS, _VIEW, _ACTION, _REFERENCE = tuple(column.field for column in ASSESSOR)
_SHOWN = 60
LONGEST_NAME = 100
"""How long a name may be in a heading."""
_NAMED = re.compile(rf"([^()]{{1,40}}) \(([^\n]{{1,{LONGEST_NAME}}})\)")
_VIEWS = {folded(view): view for view in VIEWS}


def assessors(piece: Found) -> dict[int, tuple[str, str | None]]:
    """Name the columns of a table that are an assessor's: what they hold, and whose they are.

    A heading may bear a name, as in “Assessor's view (Ada Byron)”: then the column is that
    person's. A heading that nobody knows is passed over where the hidden key above it is one of
    ours. `Reference` is a word for many things, and counts only beside another of them.
    """
    found = ((at, _of_heading(heading)) for at, heading in piece.strangers.items())
    own = {at: told for at, told in found if told is not None}
    own |= {at: (column.field, None) for at, column in unnamed(piece).items()}
    return own if {field for field, _ in own.values()} - {_REFERENCE} else {}


def unnamed(piece: Found) -> dict[int, Column]:
    """Give the assessor's columns that are known by their hidden keys alone."""
    return {
        at: column
        for at, column in renamed(piece).items()
        if at in piece.strangers and _of_heading(piece.strangers[at]) is None
    }


def _of_heading(heading: str) -> tuple[str, str | None] | None:
    field = _FIELDS.get(folded(heading))
    if field is not None:
        return field, None
    named = _NAMED.fullmatch(" ".join(heading.split()))
    field = _FIELDS.get(folded(named[1])) if named else None
    return (field, named[2].strip()) if named and field else None


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
            for whose in dict.fromkeys(name for _, name in own.values()):
                mine = {at: field for at, (field, name) in own.items() if name == whose}
                said = _in_row(piece, row, mine, file)
                comments += (replace(each, author=whose or author) for each in said)
            problems += _unreadable(piece, row, own, file)
    problems += [_unknown(comment) for comment in comments if _is_unknown(comment.view)]
    return comments, problems


def _in_row(piece: Found, row: int, own: Mapping[int, str], file: str | None) -> Iterator[Comment]:
    """Make one Comment of a row, or several where a column is there more than once."""
    cells = piece.sheet.rows[row]
    there = {at: cells[at] for at in sorted(own) if at in cells and cells[at].kind != "error"}
    filled = {at: raw.shown for at, raw in there.items() if raw.shown.strip()}
    for group in _groups(own):
        said = {name: filled[at] for name, at in group.items() if at in filled}
        if not said:
            continue
        view = said.get(_VIEW)
        view = _VIEWS.get(folded(view), view) if view else None
        # A row that was only found good waits for nothing, and need not be put to the User.
        is_settled = view == FINE and not {_WORDS, _ACTION} & said.keys()
        first = next(group[name] for name in _IN_TURN if name in said)
        yield Comment(
            kind="column",
            text=said.get(_WORDS, ""),
            state="resolved" if is_settled else "open",
            view=view,
            action=said.get(_ACTION),
            reference=said.get(_REFERENCE),
            origin=Origin(file=file, sheet=piece.sheet.name, cell=address(row, first)),
        )


def _groups(own: Mapping[int, str]) -> list[dict[str, int]]:
    """Put columns together that hold one comment: the first of each kind, the second of each."""
    groups: list[dict[str, int]] = []
    for at, name in sorted(own.items()):
        group = next((one for one in groups if name not in one), None)
        if group is None:
            groups.append(group := {})
        group[name] = at
    return groups


def _unreadable(
    piece: Found, row: int, own: Collection[int], file: str | None
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
