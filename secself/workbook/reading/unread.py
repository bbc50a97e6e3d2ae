"""Answers that an assessor's workbook shows, and that could not be read when they came.

A cell of ours can only hold a text, and a text reads as one; so the workbook says besides which of
them were none, such as an error that a formula left. Nobody else's file is believed in this.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from secself.grid import Grid
from secself.model import (
    Declaration,
    EvidenceItem,
    Provider,
    RemediationLine,
    Response,
    Statement,
    Submission,
    Unreadable,
)
from secself.workbook.layout import HIDDEN
from secself.workbook.reading.reviewed import is_review

KIND = "unread"
"""What such a line of the hidden sheet begins with; section, Ref or id, and field follow."""

_Marks = Mapping[tuple[str, str], frozenset[str]]
_Row = TypeVar("_Row", Response, Statement, EvidenceItem, Provider, RemediationLine, Declaration)


def as_they_came(submission: Submission, grid: Grid) -> Submission:
    """Take for unreadable what the workbook says could not be read."""
    marks = _marks(grid)
    if not marks or not is_review(grid):
        return submission

    def rows(section: str, key: str, held: tuple[_Row, ...]) -> tuple[_Row, ...]:
        return tuple(
            _unread(row, marks.get((section, getattr(row, key)), frozenset())) for row in held
        )

    return replace(
        submission,
        responses=tuple(
            _unread(row, marks.get((row.section, row.ref), frozenset()))
            for row in submission.responses
        ),
        statements=rows("profile", "label", submission.statements),
        evidence=rows("evidence", "id", submission.evidence),
        providers=rows("providers", "id", submission.providers),
        remediation=rows("remediation", "ref", submission.remediation),
        declaration=_unread(submission.declaration, marks.get(("declaration", ""), frozenset())),
    )


def _marks(grid: Grid) -> _Marks:
    found: dict[tuple[str, str], frozenset[str]] = {}
    for sheet in grid.sheets:
        if sheet.name == HIDDEN:
            for row, column in sheet.places.get(KIND, ()):
                if column == 1:
                    section, key, name = (sheet.cell(row, at).shown for at in (2, 3, 4))
                    known = found.get((section, key), frozenset())
                    found[section, key] = known | {name}
    return found


def _unread(row: _Row, names: frozenset[str]) -> _Row:
    values = {name: getattr(row, name, None) for name in names}
    changed: dict[str, Unreadable | tuple[Unreadable, ...]] = {}
    for name, value in values.items():
        if isinstance(value, str):
            changed[name] = Unreadable(shown=value)
        elif isinstance(value, tuple) and value:
            changed[name] = (Unreadable(shown=", ".join(map(str, value))),)
    return replace(row, **changed) if changed else row  # type: ignore[arg-type]
