"""What was said of each item so far: what the file carried, and what stood last time."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from secself.model import (
    Assessment,
    BoundComment,
    Comment,
    CommentStanding,
    Delta,
    Reply,
    Response,
)
from secself.phrases import name_of
from secself.sheets.pen import join
from secself.sheets.rows import shown

STANDINGS: Mapping[CommentStanding, str] = {
    "on-this-answer": "made on just this answer",
    "on-earlier-answer": "made on an earlier answer",
    "item-gone": "made on an item that is not asked now",
    "unbound": "it cannot be told on which answer",
}
"""How a comment stands to the answer there is now, in words."""
_KINDS = {"column": "in a column", "note": "in a note", "thread": "in a thread"}


def gathered(assessment: Assessment) -> Iterator[BoundComment]:
    """Give every comment: those that count for the submission, and what was settled before.

    Where nobody has worked out which ones count, those that the files carry are taken.
    """
    names = _names(assessment)
    held = {_identity(one.comment) for one in assessment.comments}
    for one in assessment.comments:
        yield replace(one, about=names.get(one.about or "", one.about))
    for one in _of_last_time(assessment):
        is_settled = one.comment.state != "open" and _identity(one.comment) not in held
        if is_settled or not assessment.comments:
            yield one
    yield from () if assessment.comments else _of_this_file(assessment)


def _names(assessment: Assessment) -> Mapping[str, str]:
    """Name the assessment for files that were named; where they lay says nothing."""
    comparison = assessment.comparison
    names = {", ".join(assessment.files): name_of(comparison.current.marks)}
    if comparison.prior is not None:
        names[", ".join(assessment.prior_files)] = name_of(comparison.prior.marks)
    return names


def text(bound: BoundComment) -> str:
    """Write a comment out: who, when, how it stands, what was said, and what was answered."""
    comment = bound.comment
    said = [
        _head(bound),
        comment.text,
        comment.view and f"View: {comment.view}",
        comment.action and f"Suggested: {comment.action}",
        comment.reference and f"Reference: {comment.reference}",
        *(_replied(reply) for reply in comment.replies),
        _written_on(bound),
    ]
    return join([line or "" for line in said])


def _head(bound: BoundComment) -> str:
    comment = bound.comment
    about = f"of {bound.about}" if bound.about else ""
    withdrawn = f"withdrawn: {bound.withdrawn}" if bound.withdrawn else comment.state
    said = (who(comment), about, _KINDS[comment.kind], withdrawn, STANDINGS[bound.standing])
    return f"[{', '.join(filter(None, said))}]"


def who(comment: Comment | Reply) -> str:
    """Say who wrote something, and when, as far as the file says."""
    written = comment.written.isoformat(sep=" ", timespec="minutes") if comment.written else ""
    return " ".join(filter(None, (comment.author or "author not said", written)))


def _replied(reply: Reply) -> str:
    return f"↳ {who(reply)}: {reply.text}"


def _written_on(bound: BoundComment) -> str:
    """Say on what an earlier comment was made; the answer there is now stands in the row."""
    record = bound.written_on
    if bound.standing != "on-earlier-answer" or not isinstance(record, Response):
        return ""
    values = (record.answer, record.change, record.narrative)
    said = ", ".join(shown(value) for value in values if value is not None)
    return f"The answer was then: {said or 'blank'}"


def _of_last_time(assessment: Assessment) -> Iterator[BoundComment]:
    comparison = assessment.comparison
    prior = comparison.prior
    if prior is None:
        return
    now: dict[tuple[str, str], Delta] = {}
    for delta in comparison.deltas:
        before = delta.before
        was = before.ref if isinstance(before, Response) else delta.ref
        if before is not None and (delta.after is not None or (delta.section, was) not in now):
            now.setdefault((delta.section, was), delta)
    for comment in prior.comments:
        found = now.get((comment.section, comment.ref))
        yield _bound_before(comment, found, name_of(prior.marks))


def _bound_before(comment: Comment, delta: Delta | None, about: str) -> BoundComment:
    if delta is None:
        return BoundComment(comment=comment, about=about)
    standing: CommentStanding = "on-earlier-answer"
    if delta.after is None:
        standing = "item-gone"
    elif delta.change == "unchanged":
        standing = "on-this-answer"
    moved = replace(comment, ref=delta.ref)
    return BoundComment(comment=moved, about=about, standing=standing, written_on=delta.before)


def _of_this_file(assessment: Assessment) -> Iterator[BoundComment]:
    current = assessment.comparison.current
    for comment in current.comments:
        row = current.response(comment.section, comment.ref)
        standing: CommentStanding = "on-this-answer" if comment.ref else "unbound"
        yield BoundComment(
            comment=comment, about=name_of(current.marks), standing=standing, written_on=row
        )


def _identity(comment: Comment) -> tuple[object, ...]:
    return (comment.section, comment.ref, comment.text, comment.author, comment.view)
