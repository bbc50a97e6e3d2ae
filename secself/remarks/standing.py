"""Holds every comment against the answer there is now: written on just this one, or on another."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from secself import digest
from secself.model import (
    NOT_COMPARABLE,
    BoundComment,
    Carried,
    Comment,
    CommentStanding,
    Submission,
)
from secself.model.record import record
from secself.remarks.binding import Rows, record_of, rows_of
from secself.remarks.copies import Copy, Joined, joined, words

_CARRIED = ("questions", "validation")
_LENGTH = 10
_SECTIONS = (
    "questions",
    "validation",
    "profile",
    "providers",
    "evidence",
    "remediation",
    "declaration",
)


@record
class Written:
    """Comments, and the submission they were written on."""

    submission: Submission
    """What was answered."""
    comments: tuple[Comment, ...]
    """What was said of it."""
    about: str | None = None
    """The name of the submission."""
    carried: tuple[Carried, ...] | None = None
    """What became of its items by the edition there is now; None if it is the same edition."""
    seen: Submission | None = None
    """The file in which the comments stand, if that says other than was answered."""

    @property
    def assessment(self) -> str:
        """Name the assessment."""
        marks = self.submission.marks
        return f"{marks.user}/{marks.year}-{marks.kind}"


@record
class Held:
    """One comment as it stands now, and all the copies there are of it."""

    bound: BoundComment
    """How it stands."""
    parts: tuple[Comment, ...]
    """The copies as they came."""
    assessment: str
    """The assessment it was made in, such as `acme/2026-ssa`."""


def bound(written: Sequence[Written], now: Submission) -> tuple[BoundComment, ...]:
    """Give every comment once, and how it stands to the answers there are now.

    The submissions come oldest first. A comment that is in several is bound to the oldest; one
    that is in none but a file of its own comes with what that file says. No comment is left out.
    """
    return tuple(one.bound for one in held(written, now))


def held(written: Sequence[Written], now: Submission) -> tuple[Held, ...]:
    """Give every comment with all of its copies, in the order of the items there are now."""
    ways = [_Way(one.carried) for one in written]
    found = joined(
        copy
        for age, (one, way) in enumerate(zip(written, ways, strict=True))
        for copy in _copies(one, way, age)
    )
    present = rows_of(now)
    order = {key: number for number, key in enumerate(present)}
    standing = [(one, _stands(one, ways[one.copy.age], present, now)) for one in found]
    standing.sort(key=lambda pair: _place(pair[1].comment, order))
    return tuple(_named(standing))


def onward(
    comments: Iterable[BoundComment], carried: Iterable[Carried]
) -> tuple[BoundComment, ...]:
    """Give comments under the Refs of a later edition, in which nothing is answered yet."""
    way = _Way(carried)
    return tuple(_onward(one, way) for one in comments)


def _onward(one: BoundComment, way: "_Way") -> BoundComment:
    comment = one.comment
    if not comment.ref or one.standing == "item-gone":
        return one
    before = (comment.ref, *one.also)
    refs = list(dict.fromkeys(new for ref in before for new in way.became(comment.section, ref)))
    if not refs:
        return replace(one, standing="item-gone")
    is_same = all(way.is_comparable(comment.section, ref) for ref in before)
    standing = one.standing if is_same else "on-earlier-answer"
    moved = replace(comment, ref=refs[0])
    return replace(one, comment=moved, also=tuple(refs[1:]), standing=standing)


class _Way:
    """Leads from the items of one edition to those of another."""

    def __init__(self, carried: Iterable[Carried] | None) -> None:
        self._is_same_edition = carried is None
        self._next: dict[tuple[str, str], list[Carried]] = {}
        for one in carried or ():
            for ref in one.came_from:
                self._next.setdefault((one.section, ref), []).append(one)

    def became(self, section: str, ref: str) -> tuple[str, ...]:
        """Give the Refs an item has now; none if it was withdrawn."""
        if self._is_same_edition or section not in (*_CARRIED, "remediation"):
            return (ref,)
        return tuple(one.ref for one in self._onward(section, ref))

    def is_comparable(self, section: str, ref: str) -> bool:
        """Tell whether the same answer still means the same."""
        return not any(one.wording in NOT_COMPARABLE for one in self._onward(section, ref))

    def _onward(self, section: str, ref: str) -> list[Carried]:
        sections = _CARRIED if section == "remediation" else (section,)
        return [one for each in sections for one in self._next.get((each, ref), ())]


def _copies(written: Written, way: _Way, age: int) -> Iterator[Copy]:
    rows = rows_of(written.submission)
    seen = rows_of(written.seen) if written.seen else rows
    for comment in written.comments:
        row = record_of(comment, rows, seen) if comment.ref else None
        on = digest.of_record(row) if row and comment.on is None else comment.on
        yield Copy(
            comment=replace(comment, on=on),
            assessment=written.assessment,
            age=age,
            about=written.about,
            written_on=row,
            became=way.became(comment.section, comment.ref) if comment.ref else (),
        )


def _stands(one: Joined, way: _Way, present: Rows, now: Submission) -> BoundComment:
    copy, comment = one.copy, one.copy.comment
    refs = copy.became or (comment.ref,)
    is_same = way.is_comparable(comment.section, comment.ref)
    return BoundComment(
        id=_id(copy),
        comment=replace(comment, ref=refs[0]),
        also=refs[1:],
        standing=_standing(copy, present, now, is_comparable=is_same),
        written_on=copy.written_on,
        about=copy.about,
    )


def _standing(
    copy: Copy, present: Rows, now: Submission, *, is_comparable: bool
) -> CommentStanding:
    comment = copy.comment
    if not comment.ref or comment.section not in now.carries:
        return "unbound"
    here = [row for ref in copy.became for row in present.get((comment.section, ref), ())]
    issued = {(item.section, item.ref) for item in now.issued}
    if not here and not any((comment.section, ref) in issued for ref in copy.became):
        return "item-gone"
    if comment.on is None:
        return "unbound"
    is_same = is_comparable and comment.on in {digest.of_record(row) for row in here}
    return "on-this-answer" if is_same else "on-earlier-answer"


def _id(copy: Copy) -> str:
    """Call a comment by what every copy of it tells, so that none changes its name."""
    comment = copy.comment
    text = words(comment.text)
    told = [copy.assessment, comment.section, comment.ref, comment.place, text]
    if not text:
        told += [comment.view or "", comment.action or "", comment.reference or ""]
    plain = json.dumps(told).encode("ascii")
    return hashlib.sha256(plain).hexdigest()[:_LENGTH]


def _named(standing: Iterable[tuple[Joined, BoundComment]]) -> Iterator[Held]:
    """Count on where several say the same of the same item."""
    counted: dict[str, int] = {}
    for one, found in standing:
        number = counted[found.id] = counted.get(found.id, 0) + 1
        name = found.id if number == 1 else f"{found.id}-{number}"
        yield Held(bound=replace(found, id=name), parts=one.parts, assessment=one.copy.assessment)


def _place(comment: Comment, order: dict[tuple[str, str], int]) -> tuple[int, int, str, str, str]:
    section = _SECTIONS.index(comment.section) if comment.section in _SECTIONS else len(_SECTIONS)
    at = order.get((comment.section, comment.ref), len(order))
    told = repr((comment.author or "", comment.text, comment.view, comment.action, comment.kind))
    return section, at, comment.ref or comment.place, str(comment.written or "9"), told
