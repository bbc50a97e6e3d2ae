"""Finds the row that a comment was written on, and binds the comment to what stands there."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from secself import digest
from secself.model import Comment, Declaration, Record, Statement, Submission

Rows = Mapping[tuple[str, str], tuple[Record, ...]]
"""The rows of a submission, by section and Ref, label or id; a plan has several under one Ref."""

_DECLARED = ("name", "role", "date", "declared")


def rows_of(submission: Submission) -> Rows:
    """Give every row of a submission by what a comment on it is about."""
    rows: dict[tuple[str, str], tuple[Record, ...]] = {}
    for key, row in _rows(submission):
        rows[key] = (*rows.get(key, ()), row)
    return rows


def record_of(comment: Comment, rows: Rows, seen: Rows | None = None) -> Record | None:
    """Find the row a comment was written on, None if that cannot be told.

    Where several rows have one Ref, it is the one that gives the digest the comment is bound to,
    else the one in whose row of the file the comment was `seen`.
    """
    found = rows.get((comment.section, comment.ref), ())
    if comment.on is not None:
        return next((row for row in found if digest.of_record(row) == comment.on), None)
    if len(found) < 2:  # noqa: PLR2004 - one, or none
        return next(iter(found), None)
    return _of_several(comment, found, (seen or rows).get((comment.section, comment.ref), ()))


def bind(
    comments: Iterable[Comment], submission: Submission, seen: Submission | None = None
) -> tuple[Comment, ...]:
    """Give each comment the digest of the answer it was written on; bound ones stay as they are.

    What was `seen` is the file in which the comments stand, if that says other than was answered.
    """
    rows = rows_of(submission)
    theirs = rows_of(seen) if seen else rows
    return tuple(_bound(comment, rows, theirs) for comment in comments)


def _bound(comment: Comment, rows: Rows, seen: Rows) -> Comment:
    row = record_of(comment, rows, seen) if comment.ref and comment.on is None else None
    return replace(comment, on=digest.of_record(row)) if row else comment


def _of_several(
    comment: Comment, found: tuple[Record, ...], seen: tuple[Record, ...]
) -> Record | None:
    sheet, line = comment.origin.sheet, _line(comment.origin.cell)
    places = [(row.origin.sheet, _line(row.origin.cell)) for row in seen]
    if line is None or (sheet, line) not in places:
        return None
    at = places.index((sheet, line))
    alike = [row for row in found if row == seen[at]]
    return next(iter(alike or found[at : at + 1]), None)


def _line(cell: str | None) -> str | None:
    found = re.search(r"[0-9]+", cell or "")
    return found[0] if found else None


def _rows(submission: Submission) -> Iterable[tuple[tuple[str, str], Record]]:
    yield from (((row.section, row.ref), row) for row in submission.responses)
    yield from ((("profile", row.label), row) for row in submission.statements)
    yield from ((("evidence", row.id), row) for row in submission.evidence)
    yield from ((("providers", row.id), row) for row in submission.providers)
    yield from ((("remediation", row.ref), row) for row in submission.remediation)
    if "declaration" in submission.carries or submission.declaration != Declaration():
        for field in _DECLARED:
            yield ("declaration", field.capitalize()), _declared(submission.declaration, field)


def _declared(declaration: Declaration, field: str) -> Statement:
    return Statement(label=field.capitalize(), value=getattr(declaration, field))
