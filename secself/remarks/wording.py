"""Says in words how a comment stands, who wrote it, and what has become of the answer since."""

from collections.abc import Iterator, Mapping

from secself.model import (
    BoundComment,
    Comment,
    CommentStanding,
    Record,
    Reply,
    Unreadable,
    Value,
    columns_of,
)

STANDINGS: Mapping[CommentStanding, str] = {
    "on-this-answer": "",
    "on-earlier-answer": "made on an earlier answer",
    "item-gone": "its item is not asked now",
    "unbound": "on no answer",
}
"""How a comment stands to the answer there is now, in words; nothing where it is on just this."""


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


def _shown(value: Value | tuple[str | Unreadable, ...]) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def told(bound: BoundComment, now: Record | None = None) -> str:
    """Write a comment out: how it stands, the words, the replies, and both texts if they differ."""
    comment = bound.comment
    lines = [f"[{state(bound)}] {said(comment)}{_signed(comment)}"]
    lines += [f"> {reply.text}{_signed(reply)}" for reply in comment.replies]
    lines += [
        f"{name} was “{was}”, and is “{present}”" for name, was, present in replaced(bound, now)
    ]
    return "\n".join(lines)


def _signed(entry: Comment | Reply) -> str:
    return f" ({who(entry)})" if who(entry) else ""
