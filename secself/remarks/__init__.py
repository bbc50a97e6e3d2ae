"""What an assessor said, and what it was said of: comments that stay with their answer.

`binding` finds the row a comment stands on, `copies` tells which comments are one and the same,
`standing` holds each against the answer there is now, `settling` lets people take one back,
`wording` says all of this.
"""

from collections.abc import Iterable

from secself.model import BoundComment
from secself.remarks.binding import bind, record_of, rows_of
from secself.remarks.settling import ACTS, Act, Settlement, settle, waiting
from secself.remarks.standing import Held, Written, bound, held, onward
from secself.remarks.wording import replaced, said, state, told, who

__all__ = [
    "ACTS",
    "Act",
    "Held",
    "Settlement",
    "Written",
    "beside",
    "bind",
    "bound",
    "held",
    "onward",
    "record_of",
    "replaced",
    "rows_of",
    "said",
    "settle",
    "state",
    "told",
    "waiting",
    "who",
]


def beside(comments: Iterable[BoundComment], section: str, ref: str) -> tuple[BoundComment, ...]:
    """Give the comments to show beside an item, or a line `Ref#n`; what is gone has none."""
    return tuple(
        one
        for one in comments
        if one.standing != "item-gone"
        and one.comment.section == section
        and ref.partition("#")[0] in (one.comment.ref, *one.also)
    )
