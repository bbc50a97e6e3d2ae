"""What an assessor said, with the answer it was said of: as text, and as plain data."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from secself.formats.documents import bound_document, receipt_document
from secself.model import (
    BoundComment,
    Comment,
    CommentStanding,
    Receipt,
    Record,
    Reply,
    Unreadable,
    Value,
    columns_of,
)
from secself.phrases import one_line

STANDINGS: Mapping[CommentStanding, str] = {
    "on-this-answer": "",
    "on-earlier-answer": "made on an earlier answer",
    "item-gone": "its item is not asked now",
    "unbound": "on no answer",
}
"""How a comment stands to the answer there is now, in words; nothing where it is on just this."""
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


def who(entry: Comment | Reply) -> str:
    """Say who wrote something and when, as far as anybody knows."""
    day = entry.written.date().isoformat() if entry.written else ""
    return ", ".join(filter(None, (entry.author or "", day)))


def said(comment: Comment) -> str:
    """Give the words with the view, the action and the reference, a line each."""
    lines = [comment.text]
    lines += [f"View: {comment.view}"] if comment.view else []
    lines += [f"Suggested: {comment.action}"] if comment.action else []
    lines += [f"Reference: {comment.reference}"] if comment.reference else []
    return "\n".join(line for line in lines if line.strip())


def state(bound: BoundComment) -> str:
    """Say whether it waits, and how it stands to the answer there is now."""
    own = f"withdrawn: {bound.withdrawn}" if bound.withdrawn else bound.comment.state
    return ", ".join(filter(None, (own, STANDINGS[bound.standing])))


def replaced(bound: BoundComment, now: Record | None) -> Iterator[tuple[str, str, str]]:
    """Give each column that differs between the answer it was made on and that of now."""
    was = bound.written_on
    if was is None or now is None or bound.standing != "on-earlier-answer":
        return
    then, present = columns_of(was), columns_of(now) if type(now) is type(was) else {}
    for name in then:
        pair = _shown(then[name]), _shown(present.get(name))
        if pair[0] != pair[1]:
            yield name.replace("_", " "), *pair


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


def _shown(value: Value | tuple[str | Unreadable, ...]) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
