"""The assessor's comments, each with the answer it was written on."""

from typing import Literal

from secself.model.comment import Comment
from secself.model.record import record
from secself.model.submission import Record

CommentStanding = Literal["on-this-answer", "on-earlier-answer", "item-gone", "unbound"]
"""How a comment stands to the answer there is now.

Written on just this answer; on another answer to the same item; on an item that this submission
does not have; or nobody can tell on which answer, since it was never bound to one.
"""


@record
class BoundComment:
    """A comment, and what it was written on."""

    id: str = ""
    """What it is called by, such as `7f3a09c2d1`; the same in every copy of it."""
    comment: Comment
    """What was said; its `ref` is the one the item has now."""
    also: tuple[str, ...] = ()
    """The other items that its item became, if that was split."""
    standing: CommentStanding = "unbound"
    """How it stands to the answer there is now."""
    written_on: Record | None = None
    """The row it was written on, None if that is not known."""
    about: str | None = None
    """The submission it was made on: its name in the archive, else the file; None if unknown."""
    withdrawn: str | None = None
    """Why its author took it back, None if it stands."""

    @property
    def is_open(self) -> bool:
        """Tell whether it still waits for something."""
        return self.withdrawn is None and self.comment.state == "open"
