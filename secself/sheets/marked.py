"""Two texts against each other: each side whole and as it was typed, its passages marked."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from secself.model import Passage
from secself.passages import differences

MOST = 500
"""How many pieces a cell is given at most; programs grow slow, or refuse, with thousands."""

_WORD = re.compile(r"\s*\S+")
_BEFORE = ("kept", "removed", "moved away")
_NOW = ("kept", "added", "moved here")


class Piece(NamedTuple):
    """A stretch of a text, and what became of it."""

    mark: str
    """`kept`, or how it differs, as a Passage names it."""
    text: str
    """The stretch, white space included."""


Pieces = tuple[Piece, ...]
"""A whole text; joined, the pieces are the text, character for character."""


def texts(before: str, after: str) -> tuple[Pieces, Pieces]:
    """Mark what differs between two texts, word by word, on either side."""
    found = differences(before, after)
    return _side(before, found, _BEFORE), _side(after, found, _NOW)


def lists(before: Sequence[str], after: Sequence[str]) -> tuple[Pieces, Pieces]:
    """Mark what only one of two lists holds; their order is no difference."""
    return _listed(before, after, "removed"), _listed(after, before, "added")


def plain(text: str) -> Pieces:
    """Take a text as it is, nothing of it marked."""
    return (Piece("kept", text),) if text else ()


def _listed(shown: Sequence[str], other: Iterable[str], mark: str) -> Pieces:
    elsewhere = set(other)
    pieces = []
    for number, one in enumerate(shown):
        if number:
            pieces.append(Piece("kept", ", "))
        pieces.append(Piece("kept" if one in elsewhere else mark, one))
    return _joined(pieces)


def _side(text: str, passages: Iterable[Passage], marks: Iterable[str]) -> Pieces:
    """Lay the passages of one side over its own text, whose white space counts as it stands."""
    words = _WORD.findall(text)
    pieces, done = [], 0
    for passage in passages:
        if passage.change in marks:
            until = done + len(passage.text.split())
            pieces.append(Piece(passage.change, "".join(words[done:until])))
            done = until
    rest = text[sum(len(piece.text) for piece in pieces) :]
    return _few(_joined([*pieces, Piece("kept", rest)]))


def _few(pieces: Pieces) -> Pieces:
    """Tell short kept passages with what differs around them until the pieces are few enough."""
    shortest = 1
    while len(pieces) > MOST:
        shortest *= 2
        pieces = _joined(_told_together(pieces, shortest))
    return pieces


def _told_together(pieces: Pieces, shortest: int) -> Iterable[Piece]:
    mark = next(piece.mark for piece in pieces if piece.mark != "kept")
    for piece in pieces:
        is_short = piece.mark == "kept" and len(piece.text) < shortest
        mark = mark if piece.mark == "kept" else piece.mark
        yield Piece(mark, piece.text) if is_short else piece


def _joined(pieces: Iterable[Piece]) -> Pieces:
    filled = (piece for piece in pieces if piece.text)
    return tuple(
        Piece(mark, "".join(piece.text for piece in group))
        for mark, group in groupby(filled, key=lambda piece: piece.mark)
    )
