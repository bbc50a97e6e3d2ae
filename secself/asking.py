"""Asks a User again about a few rows, and lays what comes back over what was answered before.

Asked again is what an assessor wants more evidence of, and where something is suggested to be done;
not what was resolved. What was not asked again stays as it was answered, and is never missing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from secself.model import (
    AddedRow,
    Comment,
    Declaration,
    EvidenceItem,
    Provider,
    RemediationLine,
    Response,
    Statement,
    Submission,
)

WANTED = "More evidence needed"
"""The view by which an assessor asks for more."""

Item = tuple[str, str]
"""Section and Ref of a row."""
Line = TypeVar("Line", bound=Statement | EvidenceItem | Provider | RemediationLine)


FINE = "No concern"
"""The view by which an assessor says that there is nothing to answer."""


def wanted(
    comments: Iterable[Comment], submission: Submission, *, for_response: bool = False
) -> tuple[Item, ...]:
    """Name the rows to ask again, in the order in which they were put to the User.

    For a Response these are all with a concern, whatever it is.
    """
    is_meant = is_finding if for_response else is_asking
    asked = {(one.section, one.ref) for one in comments if is_meant(one)}
    put = [(one.section, one.ref) for one in submission.issued]
    return tuple(item for item in dict.fromkeys(put) if item in asked)


def is_asking(comment: Comment) -> bool:
    """Tell whether a comment asks for something that the User can still give."""
    return comment.state != "resolved" and (comment.view == WANTED or bool(comment.action))


def is_finding(comment: Comment) -> bool:
    """Tell whether a comment is something that the User must respond to."""
    has_concern = comment.view not in (None, FINE) or bool(comment.action)
    return comment.state != "resolved" and has_concern


def laid_over(
    earlier: Submission, further: Submission, sent: Submission | None = None
) -> Submission:
    """Lay what was answered when asked again over what was answered before; nothing goes.

    A row that was asked again is as it came back, blank if it was cleared; one that is not in the
    file stays as it was. A line of a list is known by its id, one of the plan by Ref and action.
    What is just as it was `sent`, filled in with older answers, was not answered and lies over
    nothing.
    """
    further = _differing(further, sent) if sent else further
    put = {(one.section, one.ref) for one in earlier.issued}
    return replace(
        earlier,
        carries=tuple(dict.fromkeys((*earlier.carries, *further.carries))),
        issued=(
            *earlier.issued,
            *(one for one in further.issued if (one.section, one.ref) not in put),
        ),
        responses=tuple(_responses(earlier, further)),
        statements=_lines(earlier.statements, _said(further), lambda one: one.label),
        evidence=_lines(earlier.evidence, further.evidence, lambda one: one.id),
        providers=_lines(earlier.providers, further.providers, lambda one: one.id),
        remediation=_lines(earlier.remediation, further.remediation, _named),
        declaration=_declaration(earlier, further),
        added=(*earlier.added, *_fresh(earlier, further)),
        comments=tuple(dict.fromkeys((*earlier.comments, *further.comments))),
        cells=earlier.cells + further.cells,
    )


def unchanged(earlier: Submission, further: Submission) -> tuple[Response, ...]:
    """Give the rows that came back just as they were, though they were asked again."""
    before = {(one.section, one.ref): one for one in earlier.responses}
    asked = {(one.section, one.ref) for one in further.issued}
    return tuple(
        row
        for row in further.responses
        if (row.section, row.ref) in asked and before.get((row.section, row.ref)) == row
    )


def _differing(further: Submission, sent: Submission) -> Submission:
    """Leave out what came back just as it was sent."""
    rows = set(sent.responses)
    return replace(
        further,
        responses=tuple(row for row in further.responses if row not in rows),
        statements=tuple(one for one in further.statements if one not in sent.statements),
        evidence=tuple(one for one in further.evidence if one not in sent.evidence),
        providers=tuple(one for one in further.providers if one not in sent.providers),
        remediation=tuple(one for one in further.remediation if one not in sent.remediation),
    )


def _responses(earlier: Submission, further: Submission) -> Iterator[Response]:
    asked = {(one.section, one.ref) for one in further.issued}
    came = {
        (row.section, row.ref): row
        for row in further.responses
        if (row.section, row.ref) in asked or row.answer is not None or row.evidence
    }
    for row in earlier.responses:
        yield came.pop((row.section, row.ref), row)
    yield from came.values()


def _said(further: Submission) -> tuple[Statement, ...]:
    return tuple(one for one in further.statements if one.value is not None)


def _lines(
    mine: tuple[Line, ...], others: tuple[Line, ...], name: Callable[[Line], object]
) -> tuple[Line, ...]:
    """Keep the order; a line of one name is as it came last, one without a twin stays."""
    came: dict[object, Line] = {name(one): one for one in others}
    known: set[object] = {name(one) for one in mine}
    kept: list[Line] = [came.get(name(one), one) for one in mine]
    return (*kept, *(one for one in others if name(one) not in known))


def _named(line: RemediationLine) -> object:
    return line.ref, line.action


def _declaration(earlier: Submission, further: Submission) -> Declaration:
    return earlier.declaration if further.declaration == Declaration() else further.declaration


def _fresh(earlier: Submission, further: Submission) -> Iterator[AddedRow]:
    return (row for row in further.added if row not in earlier.added)
