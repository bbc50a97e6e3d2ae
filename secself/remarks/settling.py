"""Lets people take a comment back or settle it, with a reason; what they said last counts."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, get_args

from secself.model import BoundComment, Comment, CommentState
from secself.model.record import record
from secself.remarks.standing import Held

Act = Literal["withdrawn", "resolved", "reopened"]
"""What can be done to a comment."""
ACTS: tuple[Act, ...] = get_args(Act)
"""All of them."""


@record
class Settlement:
    """What somebody did to a comment, and why."""

    act: Act
    """What was done."""
    reason: str
    """Why; may be empty where a comment was resolved or opened again."""
    on: Comment
    """The comment, as one of its copies has it."""
    moment: str = ""
    """When it was recorded, in universal time."""


def settle(held: Iterable[Held], settlements: Iterable[Settlement]) -> tuple[Held, ...]:
    """Give the comments as they stand after all that was done to them, oldest first."""
    acts = [(replace(act.on, on=None), act) for act in settlements]
    return tuple(_settled(one, acts) if acts else one for one in held)


def waiting(held: Iterable[Held], assessment: str) -> tuple[BoundComment, ...]:
    """Give the comments made in one assessment, and those of others that are still open."""
    return tuple(one.bound for one in held if one.assessment == assessment or one.bound.is_open)


def _settled(held: Held, acts: Iterable[tuple[Comment, Settlement]]) -> Held:
    copies = {replace(part, on=None) for part in held.parts}
    found = held.bound
    for on, act in acts:
        if on in copies:
            found = _after(act, found)
    return replace(held, bound=found)


def _after(act: Settlement, found: BoundComment) -> BoundComment:
    if act.act == "withdrawn":
        return replace(found, withdrawn=act.reason)
    state: CommentState = "resolved" if act.act == "resolved" else "open"
    return replace(found, comment=replace(found.comment, state=state), withdrawn=None)
