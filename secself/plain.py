"""Submissions as plain data that JSON can carry, in a form that loses nothing and keeps its order.

A date is written as `{"date": "2026-05-31"}` and what could not be read as
`{"unreadable": "…"}`, so that text that looks like a date stays text. Comments stand apart from the
answers, and are left out where there are none.
`secself.schemas.submission` reads it back.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime

from secself.model import CellCount, Submission, Unreadable

SUBMISSION = "secself/submission@1"
"""The name of this form, and its number."""

_PLACES = ("origin", "origins")
_LATER_MARKS = ("source", "follows")


def submission_document(submission: Submission) -> Mapping[str, object]:
    """Make plain data of a Submission; places in files and counts of cells are left out."""
    content = {"format": SUBMISSION, **_record(submission)}
    if not submission.comments:
        del content["comments"]
    # So that what was saved before these marks were known has the digest it had.
    content["marks"] = {
        name: value
        for name, value in _record(submission.marks).items()
        if value or name not in _LATER_MARKS
    }
    return content


def _record(record: object) -> dict[str, object]:
    kept = [field.name for field in fields(record) if field.name not in _PLACES]  # type: ignore[arg-type]
    values = {name: getattr(record, name) for name in kept}
    return {
        name: _plain(value) for name, value in values.items() if not isinstance(value, CellCount)
    }


def _plain(value: object) -> object:
    if isinstance(value, Unreadable):
        return {"unreadable": value.shown}
    if isinstance(value, datetime):
        # The only moments are those of comments, whose fields are never text that looks like one.
        return value.isoformat()
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return _record(value) if is_dataclass(value) else value
