"""Brings together what people wrote beside the answers; the same comment in two files is one."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace

from secself.merging.words import KeptComment, Part
from secself.model import Comment, Reply


def merge_comments(issued: Sequence[Comment], parts: Iterable[Part]) -> list[KeptComment]:
    """Give every comment the issued file does not have, once, with the files that have it."""
    kept: list[KeptComment] = []
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for part in parts:
        met: set[int] = set()
        for comment in _without(part.comments, issued):
            alike = places[_told(comment)]
            number = next(
                (one for one in alike if one not in met and _are_one(kept[one].comment, comment)),
                None,
            )
            if number is None:
                number = len(kept)
                alike.append(number)
                kept.append(KeptComment(comment=comment, files=(part.file,)))
            else:
                known = kept[number]
                kept[number] = KeptComment(
                    comment=_fuller(known.comment, comment), files=(*known.files, part.file)
                )
            met.add(number)
    return kept


def _without(comments: Iterable[Comment], issued: Sequence[Comment]) -> list[Comment]:
    """Leave out what stands in the issued file already, each comment of it once."""
    rest: defaultdict[Hashable, list[Comment]] = defaultdict(list)
    for one in issued:
        rest[_told(one)].append(one)
    fresh = []
    for comment in comments:
        alike = rest[_told(comment)]
        known = next((at for at, one in enumerate(alike) if _are_one(one, comment)), None)
        if known is None:
            fresh.append(comment)
        else:
            del alike[known]
    return fresh


def _told(comment: Comment) -> Hashable:
    """Give what every program keeps of a comment: what it is about, and its words."""
    about = comment.section, comment.ref, comment.place
    said = comment.text, comment.view, comment.action, comment.reference
    return about, said, tuple(reply.text for reply in comment.replies)


def _are_one(one: Comment, other: Comment) -> bool:
    """Tell whether two alike are one comment; some programs forget who wrote it, and when."""
    return _may_be_one(one, other) and all(
        _may_be_one(mine, theirs) for mine, theirs in zip(one.replies, other.replies, strict=True)
    )


def _may_be_one(one: Comment | Reply, other: Comment | Reply) -> bool:
    authors = {each.author for each in (one, other)} - {None}
    # What is written out as a note tells whole seconds.
    told = [each.written for each in (one, other) if each.written is not None]
    moments = {moment.replace(microsecond=0) for moment in told}
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
