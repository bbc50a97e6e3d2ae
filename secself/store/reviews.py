"""Makes the assessor's workbook, and reads it back before it is handed over."""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import TypeVar

from secself.digest import digest
from secself.model import Assessment, Submission, Unreadable
from secself.phrases import name_of
from secself.problems import Problem, Refused
from secself.sheets.pen import as_typed
from secself.workbook import reader
from secself.workbook.reviewing import writer

_MOST = 10
_Row = TypeVar("_Row")


def name(assessment: Assessment) -> str:
    """Give the name of the file: whose it is, of which year and kind."""
    marks = name_of(assessment.comparison.current.marks)
    return f"{marks.replace('/', '-')}-review.xlsx"


def make(assessment: Assessment, assessor: str = "") -> bytes:
    """Write the workbook in which an assessor reviews a submission.

    Raises Refused, naming the rows, if its answers do not read back as they were submitted.
    """
    content = writer.write(assessment, assessor)
    comparison = assessment.comparison
    again, _ = reader.read(content, comparison.framework, name(assessment))
    wanted = _as_carried(comparison.current)
    if digest(again) != digest(wanted):
        refs = list(dict.fromkeys((*_differing(wanted, again), *_differing(again, wanted))))
        raise Refused(_unlike(name(assessment), refs))
    return content


def not_as_typed(assessment: Assessment) -> tuple[Problem, ...]:
    """Say which answers hold what no cell of a workbook can carry; they are shown otherwise."""
    current = assessment.comparison.current
    refs = list(_differing(current, _as_carried(current)))
    if not refs:
        return ()
    return (
        Problem(
            level="warning",
            code="review-not-as-typed",
            what=f"{_listed(refs)} hold what no cell can carry: a text that is too long, or signs "
            "that cannot be shown. The workbook says so there.",
            remedy="Read these answers in the file that came, or on the page of “secself diff”.",
        ),
    )


def _as_carried(submission: Submission) -> Submission:
    """Give a submission as cells can carry it."""
    return replace(
        submission,
        responses=tuple(map(_shown, submission.responses)),
        statements=tuple(map(_shown, submission.statements)),
        evidence=tuple(map(_shown, submission.evidence)),
        providers=tuple(map(_shown, submission.providers)),
        remediation=tuple(map(_shown, submission.remediation)),
        declaration=_shown(submission.declaration),
    )


def _shown(row: _Row) -> _Row:
    changed: dict[str, str | Unreadable] = {}
    for each in fields(row):  # type: ignore[arg-type]
        value = getattr(row, each.name)
        if each.compare and isinstance(value, str | Unreadable):
            text = as_typed(str(value))
            if text != str(value):
                changed[each.name] = text if isinstance(value, str) else Unreadable(shown=text)
    return replace(row, **changed) if changed else row  # type: ignore[type-var]


def _differing(one: Submission, other: Submission) -> Iterator[str]:
    """Name the rows that say something else."""
    pairs: tuple[tuple[tuple[object, ...], tuple[object, ...], str], ...] = (
        (one.responses, other.responses, "ref"),
        (one.statements, other.statements, "label"),
        (one.evidence, other.evidence, "id"),
        (one.providers, other.providers, "id"),
        (one.remediation, other.remediation, "ref"),
    )
    for rows, others, key in pairs:
        there = set(others)
        yield from (str(getattr(row, key)) for row in rows if row not in there)
    if one.declaration != other.declaration:
        yield "Declaration"


def _listed(refs: list[str]) -> str:
    more = f" and {len(refs) - _MOST} more" if len(refs) > _MOST else ""
    return f"{', '.join(refs[:_MOST])}{more}"


def _unlike(file: str, refs: list[str]) -> Problem:
    said = _listed(refs) or "some rows"
    return Problem(
        code="review-not-whole",
        what=f"{file} would not say what the User said: {said}. It was not written.",
        remedy="Read these answers in the file that came, or on the page of “secself diff”, and "
        "report it.",
    )
