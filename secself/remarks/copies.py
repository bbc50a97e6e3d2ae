"""Tells which comments are one and the same, whichever way and however often they came.

A comment is known again by its item, its words, and all that both copies still tell of who wrote
it, when, and with which view. Copies are brought together only where there is no doubt: a copy
that has forgotten who wrote it, where two people wrote the same, stands for itself. Nothing that
any copy tells is lost, and the order in which they came makes no difference.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from secself.model import Comment, CommentState, Record, Reply, state_of
from secself.model.record import record

_KINDS = ("column", "note", "thread")
_SIGNED = re.compile(r"([^\n]+):\n(.*)", re.DOTALL)

_T = TypeVar("_T")
Told = tuple[Hashable, ...]
"""What something tells of itself, None for each thing it does not tell."""


@record
class Copy:
    """A comment as one submission has it, and what it was written on there."""

    comment: Comment
    """The comment, under the Ref that its item had then."""
    assessment: str
    """Which assessment it was made in."""
    age: int
    """The place of its submission among all that are looked at, the oldest first."""
    about: str | None = None
    """The name of the submission."""
    written_on: Record | None = None
    """The row it was written on, None if that is not known."""
    became: tuple[str, ...] = ()
    """The Refs its item has now; none if the item is gone."""


@record
class Joined:
    """One comment, and all the copies there are of it."""

    copy: Copy
    """The comment with all that any copy tells, bound to the oldest answer it was seen on."""
    parts: tuple[Comment, ...]
    """The copies as they came."""


def joined(copies: Iterable[Copy]) -> list[Joined]:
    """Give each comment once, with all of its copies."""
    groups: dict[Hashable, list[Copy]] = {}
    for copy in _signed(list(copies)):
        groups.setdefault((copy.assessment, *_subject(copy.comment)), []).append(copy)
    found = [
        _joined(together)
        for group in groups.values()
        for writers in apart(group, _writer)
        for together in apart(writers, _judged)
    ]
    return list(_carried_along(found))


def words(text: str) -> str:
    """Give the words of a text: programs differ in how they end lines and texts."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def apart(these: Sequence[_T], told: Callable[[_T], Told]) -> list[list[_T]]:
    """Put together what tells the same, and with it what tells less of just that.

    What tells so little that it could be one or another of them is put with none.
    """
    known = {told(one) for one in these}
    fullest = [one for one in known if not any(_tells_less(one, other) for other in known)]
    groups: dict[Told, list[_T]] = {}
    for one in these:
        over = [each for each in fullest if each == told(one) or _tells_less(told(one), each)]
        groups.setdefault(over[0] if len(over) == 1 else told(one), []).append(one)
    return list(groups.values())


def _tells_less(one: Told, other: Told) -> bool:
    pairs = zip(one, other, strict=True)
    return one != other and all(mine in (None, theirs) for mine, theirs in pairs)


def _subject(comment: Comment) -> tuple[str, ...]:
    """Give what every program keeps of a comment: what it is about, and its words."""
    return comment.section, comment.ref, comment.place, words(comment.text)


def _writer(copy: Copy) -> Told:
    return _who(copy.comment)


def _who(entry: Comment | Reply) -> Told:
    # What is written out as a note tells whole seconds.
    moment = entry.written and entry.written.replace(microsecond=0)
    return entry.author, moment


def _judged(copy: Copy) -> Told:
    comment = copy.comment
    return comment.view, comment.action, comment.reference


def _signed(copies: list[Copy]) -> Iterator[Copy]:
    """Know the line with the author's name that Excel puts into a note, where a copy has lost it.

    It is taken for a name only where another copy says that it is one.
    """
    known = {(_subject(copy.comment), copy.comment.author) for copy in copies}
    for copy in copies:
        comment = copy.comment
        found = _SIGNED.fullmatch(comment.text) if comment.author is None else None
        if found:
            unsigned = replace(comment, author=found[1], text=found[2])
            if (_subject(unsigned), unsigned.author) in known:
                yield replace(copy, comment=unsigned)
                continue
        yield copy


def _joined(copies: Sequence[Copy]) -> Joined:
    parts = sorted((copy.comment for copy in copies), key=_fullness, reverse=True)
    first = min(copies, key=lambda one: (one.written_on is None, one.age, one.comment.on or ""))
    replies = _replies(parts)
    author = next(filter(None, (part.author for part in parts)), None)
    moments = [part.written for part in parts if part.written]
    comment = replace(
        parts[0],
        author=author,
        written=max(moments, default=None),
        replies=replies,
        state=_state(parts, author, replies),
        view=next(filter(None, (part.view for part in parts)), None),
        action=next(filter(None, (part.action for part in parts)), None),
        reference=next(filter(None, (part.reference for part in parts)), None),
        on=first.comment.on,
    )
    return Joined(copy=replace(first, comment=comment), parts=tuple(parts))


def _fullness(comment: Comment) -> tuple[int, int, bool, bool, str, str]:
    """Say how much a copy tells; the last two only settle which of two equals comes first."""
    return (
        _KINDS.index(comment.kind),
        len(comment.replies),
        comment.written is not None,
        comment.author is not None,
        comment.text,
        str(comment.origin),
    )


def _replies(parts: Iterable[Comment]) -> tuple[Reply, ...]:
    """Give every reply of any copy once, in the order they have in the copy with the most."""
    said: dict[Hashable, list[tuple[int, Reply]]] = {}
    for part in parts:
        counted: dict[str, int] = {}
        for place, reply in enumerate(part.replies):
            text = words(reply.text)
            counted[text] = counted.get(text, 0) + 1
            said.setdefault((text, counted[text]), []).append((place, reply))
    found = [
        (max(place for place, _ in group), _one_reply([reply for _, reply in group]))
        for alike in said.values()
        for group in apart(alike, lambda one: _who(one[1]))
    ]
    return tuple(reply for _, reply in sorted(found, key=_in_turn))


def _one_reply(replies: list[Reply]) -> Reply:
    return Reply(
        text=max(reply.text for reply in replies),
        author=next(filter(None, (reply.author for reply in replies)), None),
        written=max((reply.written for reply in replies if reply.written), default=None),
    )


def _in_turn(placed: tuple[int, Reply]) -> tuple[int, str, str, str]:
    place, reply = placed
    return place, str(reply.written or ""), reply.author or "", reply.text


def _state(
    parts: Sequence[Comment], author: str | None, replies: tuple[Reply, ...]
) -> CommentState:
    """Say how the comment stands, by the copies that can know it and have heard the most."""
    knowing = [part for part in parts if part.state != "open" or _tells_state(part)]
    most = max((len(part.replies) for part in knowing), default=0)
    latest = [part for part in knowing if len(part.replies) == most]
    is_settled = any(part.state == "resolved" for part in latest) and len(replies) == most
    return state_of(author, replies, is_settled=is_settled)


def _tells_state(part: Comment) -> bool:
    return part.kind == "thread" and None not in (part.author, part.written)


def _carried_along(found: Sequence[Joined]) -> Iterator[Joined]:
    """Know a comment of an earlier assessment again, where its time leaves no doubt."""
    groups: dict[Hashable, list[Joined]] = {}
    for one in found:
        comment = one.copy.comment
        is_dated = comment.written is not None and one.copy.became
        said = (comment.section, comment.place, words(comment.text), *_who(comment))
        key = (one.copy.became, *said) if is_dated else id(one)
        groups.setdefault(key, []).append(one)
    for group in groups.values():
        years = {one.copy.assessment for one in group}
        if len(group) == 1 or len(years) < len(group):
            yield from group
            continue
        first = min(group, key=lambda one: one.copy.age)
        again = _joined([replace(one.copy, comment=one.copy.comment) for one in group])
        parts = tuple(part for one in group for part in one.parts)
        ref = first.copy.comment.ref
        whole = replace(again.copy.comment, ref=ref, on=first.copy.comment.on)
        yield Joined(copy=replace(first.copy, comment=whole), parts=parts)
