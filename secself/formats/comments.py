"""What an assessor said, with the answer it was said of: as text, and as plain data."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from secself.formats.documents import bound_document, receipt_document
from secself.model import BoundComment, Comment, Receipt, Record, Reply
from secself.phrases import one_line
from secself.remarks import replaced, said, state, who

_WIDTH = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The comments that count for one assessment."""

    name: str
    """The submission, or the file."""
    comments: tuple[BoundComment, ...]
    """What was said."""
    answers: Mapping[tuple[str, str], tuple[Record, ...]] = field(default_factory=dict)
    """What is answered there, by section and Ref."""


def lines(bound: BoundComment, now: Record | None = None) -> Iterator[str]:
    """Say one comment on a few lines of a terminal, with both texts where the answer changed."""
    comment = bound.comment
    about = one_line(", ".join((comment.ref, *bound.also)) or comment.place or "nothing")
    on = f" of {one_line(bound.about)}" if bound.about else ""
    yield f"{bound.id}  {about}{on}  [{one_line(state(bound))}]"
    yield from _indented(f"{said(comment)}{_signed(comment)}")
    for reply in comment.replies:
        yield from _indented(f"> {reply.text}{_signed(reply)}")
    for name, then, present in replaced(bound, now):
        yield from _indented(f"{name} was “{then}”, and is “{present}”")


def text(listed: Sequence[Listed], *, names_assessment: bool) -> str:
    """List comments, assessment by assessment."""
    found: list[str] = []
    for one in listed:
        waiting = sum(each.is_open for each in one.comments)
        number = len(one.comments)
        if one.comments or names_assessment:
            comments = "1 comment" if number == 1 else f"{number} comments"
            found += [f"{one_line(one.name)}: {comments}, {waiting} open"]
        for each in one.comments:
            rows = one.answers.get((each.comment.section, each.comment.ref), ())
            now = rows[0] if len(rows) == 1 else None
            found += textwrap.indent("\n".join(lines(each, now)), "  ").splitlines()
    return "\n".join(found or ["There are no comments."])


def document(
    listed: Sequence[Listed], place: str | None, receipt: Receipt | None
) -> Mapping[str, object]:
    """Give comments as plain data."""
    return {
        "format": "secself/comments@1",
        "files": [],
        "archive": place,
        "receipt": receipt_document(receipt),
        "assessments": [
            {
                "assessment": one.name,
                "open": sum(each.is_open for each in one.comments),
                "comments": [bound_document(each) for each in one.comments],
            }
            for one in listed
        ],
        "problems": [],
    }


def _signed(entry: Comment | Reply) -> str:
    return f" ({who(entry)})" if who(entry) else ""


def _indented(words: str) -> Iterator[str]:
    for line in words.splitlines():
        yield from textwrap.wrap(
            one_line(line), _WIDTH, initial_indent="    ", subsequent_indent="    "
        )
