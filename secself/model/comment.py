"""What somebody wrote beside an answer: kept apart from the answer, and with what it is about."""

from collections.abc import Sequence
from dataclasses import field
from datetime import UTC, datetime
from typing import Literal

from secself.model.record import record
from secself.problems import NOWHERE, Origin

CommentKind = Literal["column", "note", "thread"]
"""A cell of the assessor's columns, a note on a cell, or a comment that can be replied to."""

CommentState = Literal["open", "answered", "resolved"]
"""Whether it still waits, somebody else has replied, or it was settled."""

VIEWS = (
    "No concern",
    "Potential non-compliance",
    "Non-compliance",
    "Material increase in risk",
    "More evidence needed",
)
"""What an assessor can think of a row."""


@record
class Reply:
    """What somebody answered to a comment."""

    text: str
    """The words, as they stand."""
    author: str | None = None
    """Who wrote it, None if the file does not say."""
    written: datetime | None = None
    """When, as the file says it and without a zone; None if it does not."""


@record
class Comment:
    """What somebody wrote beside an answer, and where."""

    kind: CommentKind
    """Where it was written."""
    section: str = ""
    """The section of the submission it is about; empty for a sheet that carries none."""
    ref: str = ""
    """Ref, Profile or Declaration label, document or provider id; empty if it is on none."""
    place: str = ""
    """Where it stands if it is on no item, such as `Read me!B4`; else empty."""
    text: str
    """The words, as they stand; empty where the assessor gave a view and no words."""
    author: str | None = None
    """Who wrote it, None if the file does not say."""
    written: datetime | None = None
    """When, as the file says it and without a zone; None if it does not."""
    state: CommentState = "open"
    """Whether it still waits for something."""
    replies: tuple[Reply, ...] = ()
    """What was answered, in the order given."""
    view: str | None = None
    """The assessor's view of the row, one of `VIEWS` or as typed; None if none was given."""
    action: str | None = None
    """What the assessor suggests to do, None if nothing."""
    reference: str | None = None
    """What the assessor refers to, such as a clause; None if nothing."""
    on: str | None = None
    """The digest of the response it was written on, None while nobody has worked it out."""
    origin: Origin = field(default=NOWHERE, compare=False)
    """The file, sheet and cell it stands in."""


def moment_of(text: str) -> datetime | None:
    """Read when something was written; None for what is no time, a mere day included.

    Excel means universal time and does not say so, Word means the writer's clock and says
    otherwise, so the zone is left out: the figures are those in the file.
    """
    if not {"T", " "} & set(text.strip()):
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
        if moment.utcoffset():
            moment = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=None)


def state_of(author: str | None, replies: Sequence[Reply], *, is_settled: bool) -> CommentState:
    """Say how a thread stands; a reply of nobody knows whom, or of its own author, leaves it open.

    To ask once too often does no harm, and to drop a comment nobody answered does.
    """
    if is_settled:
        return "resolved"
    last = replies[-1].author if replies else None
    return "answered" if last and author and last != author else "open"
