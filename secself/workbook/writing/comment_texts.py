"""The assessor's open comments of last time, as they stand beside the row they are about."""

from collections.abc import Iterable, Iterator, Sequence

from secself.model import BoundComment, Submission

_EARLIER = "on an earlier answer"


def still_open(
    prior: Submission | None, comments: Sequence[BoundComment] | None
) -> tuple[BoundComment, ...]:
    """Give the comments that still wait: those that are handed in, else those of the prior file."""
    if comments is None:
        own = prior.comments if prior else ()
        comments = [BoundComment(comment=one, standing="on-this-answer") for one in own]
    return tuple(one for one in comments if one.is_open)


def open_comments(comments: Iterable[BoundComment], section: str) -> dict[str, str]:
    """Give the open comments of each row of a section, by Ref; one below the other."""
    said: dict[str, list[str]] = {}
    for one in comments:
        if is_beside(one) and one.comment.section == section:
            for ref in (one.comment.ref, *one.also):
                said.setdefault(ref, []).append(_text(one))
    return {ref: "\n".join(texts) for ref, texts in said.items()}


def is_beside(one: BoundComment) -> bool:
    """Tell whether a comment is about an item there is."""
    return bool(one.comment.ref) and one.standing != "item-gone"


def elsewhere(comments: Iterable[BoundComment], shown: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give place and words of each comment that stands beside none of the rows that are shown."""
    rows = set(shown)
    for one in comments:
        refs = (one.comment.ref, *one.also) if is_beside(one) else ()
        if not rows.intersection(f"{one.comment.section}/{ref}" for ref in refs):
            yield one.comment.ref or one.comment.place or "No place", _text(one)


def _text(bound: BoundComment) -> str:
    comment = bound.comment
    on = comment.written.date().isoformat() if comment.written else ""
    earlier = _EARLIER if bound.standing == "on-earlier-answer" else ""
    who = ", ".join(filter(None, [comment.author or "", on, earlier]))
    lines = [comment.text, comment.view or "", comment.action or ""]
    said = "\n".join(line.strip() for line in lines if line.strip())
    return f"{said} ({who})" if who else said
