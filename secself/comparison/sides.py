"""One side of a comparison, with its rows looked up by section and Ref."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from secself.model import (
    EvidenceItem,
    Issued,
    Provider,
    Question,
    RemediationLine,
    Response,
    Statement,
    Submission,
    Unreadable,
    Value,
)

Table = Literal["questions", "validation"]
"""A section whose rows are put to the User one by one."""

Key = tuple[Table, str]
"""Section and Ref of a question or control."""

Row = TypeVar("Row", Response, EvidenceItem, Provider, RemediationLine, Statement, Issued)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A submission with its rows in reach."""

    submission: Submission
    """The submission itself."""
    issued: Mapping[Key, Issued]
    """What was put to the User."""
    responses: Mapping[Key, Response]
    """The rows that are in the file."""
    titles: Mapping[str, str]
    """The readable titles of the register, by evidence id."""

    def carries(self, section: str) -> bool:
        """Tell whether a file of this kind can say anything on the section."""
        return section in self.submission.carries

    def has(self, key: Key) -> bool:
        """Tell whether the item was put to the User, or answered, in a file that can carry it."""
        return self.carries(key[0]) and (key in self.issued or key in self.responses)

    def response(self, key: Key) -> Response:
        """Give the row of an item; a row that is missing says what a blank one says."""
        return self.responses.get(key) or Response(section=key[0], ref=key[1])

    def fingerprint(self, key: Key) -> str | None:
        """Give the fingerprint of the words that were put to the User, if the file still says."""
        row, issued = self.responses.get(key), self.issued.get(key)
        return (row.fingerprint if row else None) or (issued.fingerprint if issued else None)

    def rules_out(self, question: Question | None) -> bool:
        """Tell whether another answer of this side rules the question out."""
        if question is None or question.condition is None:
            return False
        deciding = self.response(("questions", question.condition.question)).answer
        return question.condition.rules_out(deciding)


def side_of(submission: Submission) -> Side:
    """Look up the rows of a submission; of two rows for one item the first counts."""
    return Side(
        submission=submission,
        issued=first_of(((row.section, row.ref), row) for row in submission.issued),
        responses=first_of(((row.section, row.ref), row) for row in submission.responses),
        titles={
            row.id: " ".join(row.title.split())
            for row in reversed(submission.evidence)
            if isinstance(row.title, str)
        },
    )


AnyKey = TypeVar("AnyKey")


def first_of(rows: Iterable[tuple[AnyKey, Row]]) -> dict[AnyKey, Row]:
    """Look up rows by key; of two rows with one key the first counts."""
    found: dict[AnyKey, Row] = {}
    for key, row in rows:
        found.setdefault(key, row)
    return found


def is_answered(value: Value) -> bool:
    """Tell whether somebody wrote something that can be read."""
    return value is not None and not isinstance(value, Unreadable)


def is_written(row: Response) -> bool:
    """Tell whether somebody wrote anything at all in a row."""
    return row != Response(section=row.section, ref=row.ref)


def as_read(text: str) -> list[tuple[int, str]]:
    """Order texts as a person would: `E2` before `E10`."""
    parts = re.split(r"([0-9]+)", text)
    return [
        (len(part.lstrip("0")), part.lstrip("0")) if place % 2 else (-1, part)
        for place, part in enumerate(parts)
    ]
