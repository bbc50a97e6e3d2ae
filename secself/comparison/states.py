"""What an item looks like on one side, and what becomes of it from each state to each other.

This table decides before any cell is compared; where it says nothing, the cells are looked at.
"""

from collections.abc import Mapping
from typing import Literal

from secself.model import Change

State = Literal[
    "not put",
    "blank",
    "unreadable",
    "answered",
    "ruled out",
    "ruled out, unreadable",
    "ruled out, answered",
]
"""How an item stands on one side.

A row that is missing from a file in which it was put counts as blank. An item is ruled out where
another answer of that side says it does not apply; what was written there all the same counts.
"""

Verdict = tuple[Change, ...]
"""The changes that follow from the states alone; none of them if the cells decide."""

_OUT: Verdict = ("out-of-scope",)
_IN: Verdict = ("in-scope",)
_IN_ANSWERED: Verdict = ("in-scope", "newly-answered")
_LOST: Verdict = ("no-longer-answered",)
_CAME: Verdict = ("newly-answered",)
_OPEN: Verdict = ("unanswered",)
_CELLS: Verdict = ()

_ENTERING: Mapping[State, Verdict] = {
    "blank": _IN,
    "unreadable": _IN,
    "answered": _IN_ANSWERED,
    "ruled out": _IN,
    "ruled out, unreadable": _IN,
    "ruled out, answered": _IN_ANSWERED,
}
_UNANSWERED: Mapping[State, Verdict] = {
    "not put": _OUT,
    "blank": _OPEN,
    "unreadable": _OPEN,
    "answered": _CAME,
    "ruled out": _OUT,
    "ruled out, unreadable": _OPEN,
    "ruled out, answered": _CAME,
}
_ANSWERED: Mapping[State, Verdict] = {
    "not put": _OUT,
    "blank": _LOST,
    "unreadable": _LOST,
    "answered": _CELLS,
    "ruled out": _OUT,
    "ruled out, unreadable": _LOST,
    "ruled out, answered": _CELLS,
}

DECIDED: Mapping[State, Mapping[State, Verdict]] = {
    "not put": _ENTERING,
    "blank": _UNANSWERED,
    "unreadable": _UNANSWERED,
    "answered": _ANSWERED,
    "ruled out": {
        "not put": _OUT,
        "blank": _IN,
        "unreadable": _IN,
        "answered": _IN_ANSWERED,
        "ruled out": _CELLS,
        "ruled out, unreadable": _OPEN,
        "ruled out, answered": _CAME,
    },
    # It was ruled out before as it is now: that it is silent now is no other scope.
    "ruled out, unreadable": {**_UNANSWERED, "ruled out": _OPEN},
    "ruled out, answered": {**_ANSWERED, "ruled out": _LOST},
}
"""From each earlier state to each current one; an item that is put on neither side has no row."""
