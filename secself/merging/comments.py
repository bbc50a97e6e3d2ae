"""Brings together what people wrote beside the answers; the same comment in two files is one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from secself.merging.words import KeptComment, Part
from secself.model import Comment, Reply


def merge_comments(issued: Sequence[Comment], parts: Iterable[Part]) -> list[KeptComment]:
    """Give every comment the issued file does not have, once, with the files that have it."""
    kept: list[KeptComment] = []
    for part in parts:
        here: list[int] = []
        for comment in _without(part.comments, issued):
            number = _same_in(kept, comment, here)
            if number is None:
                here.append(len(kept))
                kept.append(KeptComment(comment=comment, files=(part.file,)))
            else:
                here.append(number)
                known = kept[number]
                kept[number] = KeptComment(
                    comment=_fuller(known.comment, comment), files=(*known.files, part.file)
                )
    return kept


def _without(comments: Iterable[Comment], issued: Sequence[Comment]) -> list[Comment]:
    """Leave out what stands in the issued file already, each comment of it once."""
    rest = list(issued)
    fresh = []
    for comment in comments:
        known = next((one for one in rest if _is_same(one, comment)), None)
        if known is None:
            fresh.append(comment)
        else:
            rest.remove(known)
    return fresh


def _same_in(kept: Sequence[KeptComment], comment: Comment, taken: Sequence[int]) -> int | None:
    """Find the comment another file has too; two alike in one file are two."""
    for number, one in enumerate(kept):
        if number not in taken and _is_same(one.comment, comment):
            return number
    return None


def _is_same(one: Comment, other: Comment) -> bool:
    """Tell whether two files hold one comment; some programs forget who wrote it, and when."""
    return (
        (one.section, one.ref, one.place, one.text)
        == (other.section, other.ref, other.place, other.text)
        and (one.view, one.action, one.reference) == (other.view, other.action, other.reference)
        and len(one.replies) == len(other.replies)
        and _may_be_one(one, other)
        and all(
            mine.text == theirs.text and _may_be_one(mine, theirs)
            for mine, theirs in zip(one.replies, other.replies, strict=True)
        )
    )


def _may_be_one(one: Comment | Reply, other: Comment | Reply) -> bool:
    authors = {each.author for each in (one, other)} - {None}
    moments = {each.written for each in (one, other)} - {None}
    return len(authors) < 2 and len(moments) < 2  # noqa: PLR2004 - two who differ


def _fuller(one: Comment, other: Comment) -> Comment:
    """Of two copies of a comment, let what one has forgotten be filled from the other."""
    return replace(
        one,
        author=one.author or other.author,
        written=one.written or other.written,
        state="resolved" if "resolved" in (one.state, other.state) else one.state,
        replies=tuple(
            replace(
                mine, author=mine.author or theirs.author, written=mine.written or theirs.written
            )
            for mine, theirs in zip(one.replies, other.replies, strict=True)
        ),
    )
