"""Joins the files of one assessment, such as a workbook and a questionnaire, into one Submission.

Where two files answer the same item differently nothing is chosen: the answer becomes
`Unreadable`, and a Problem names both places.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from secself.model import (
    Comment,
    Declaration,
    EvidenceItem,
    Provider,
    RemediationLine,
    Response,
    Statement,
    Submission,
    Unreadable,
    Value,
)
from secself.problems import Origin, Problem

Line = TypeVar("Line", bound=EvidenceItem | Provider | RemediationLine)

_FIELDS = (
    "answer",
    "narrative",
    "evidence",
    "change",
    "owner",
    "residual_risk",
    "reaffirmed",
    "reaffirmed_by",
    "reaffirmed_on",
)


def join(parts: Sequence[Submission]) -> tuple[Submission, list[Problem]]:
    """Make one Submission of several; the first part that carries a section provides it."""
    joined, problems = parts[0], list[Problem]()
    for part in parts[1:]:
        joined, more = _two(joined, part)
        problems += more
    return joined, problems


def _two(first: Submission, second: Submission) -> tuple[Submission, list[Problem]]:
    problems: list[Problem] = []
    responses: list[Response] = []
    others = {(r.section, r.ref): r for r in second.responses}
    for mine in first.responses:
        other = others.pop((mine.section, mine.ref), None)
        responses.append(mine if other is None else _response(mine, other, problems))
    fresh = [section for section in second.carries if section not in first.carries]
    issued = [item for item in second.issued if item not in first.issued]
    known = {(item.section, item.ref) for item in first.issued}
    return replace(
        first,
        carries=(*first.carries, *fresh),
        issued=(*first.issued, *(i for i in issued if (i.section, i.ref) not in known)),
        responses=(*responses, *others.values()),
        statements=_statements(first.statements, second.statements, problems),
        evidence=_lines(first.evidence, second.evidence, problems),
        providers=_lines(first.providers, second.providers, problems),
        remediation=_lines(first.remediation, second.remediation, problems),
        declaration=_declaration(first, second, problems),
        interpretations=first.interpretations or second.interpretations,
        added=(*first.added, *second.added),
        # What stands in both files word by word was written once, and copied.
        comments=(*first.comments, *_fresh(first.comments, second.comments)),
        cells=first.cells + second.cells,
    ), problems


def _fresh(known: Sequence[Comment], others: Sequence[Comment]) -> Iterator[Comment]:
    there = frozenset(known)
    return (comment for comment in others if comment not in there)


def _statements(
    mine: tuple[Statement, ...], others: tuple[Statement, ...], problems: list[Problem]
) -> tuple[Statement, ...]:
    """Keep each line once: a blank yields, and one that differs can no longer be read."""
    labels = {line.label for line in mine}
    theirs = {line.label: line for line in reversed(others)}
    fresh = (line for line in others if line.label not in labels)
    return (*(_statement(line, theirs.get(line.label), problems) for line in mine), *fresh)


def _statement(mine: Statement, other: Statement | None, problems: list[Problem]) -> Statement:
    if other is None or other.value in (None, mine.value):
        return mine
    if mine.value is None:
        return other
    here, there = _shown(mine.value), _shown(other.value)
    problems.append(
        Problem(
            code="files-contradict",
            origin=mine.origin,
            ref=mine.label,
            what=f"“{mine.label}” says “{here}”, but {other.origin} says “{there}”.",
            remedy="Make the two files agree, or clear one of the two.",
        )
    )
    return replace(mine, value=Unreadable(shown=f"{here} / {there}"))


def _lines(
    mine: tuple[Line, ...], others: tuple[Line, ...], problems: list[Problem]
) -> tuple[Line, ...]:
    """Keep every line of both; those of one name that differ are said, and both stay."""
    added: list[Line] = [line for line in others if line not in mine]
    for line in added:
        if isinstance(line, RemediationLine):
            continue  # one item may need many actions
        twin = next((one for one in mine if _name(one) == _name(line)), None)
        if twin is not None:
            problems.append(_differing(_name(line), twin.origin, line.origin))
    return (*mine, *added)


def _declaration(first: Submission, second: Submission, problems: list[Problem]) -> Declaration:
    mine, other = first.declaration, second.declaration
    if "declaration" not in second.carries or other in (mine, Declaration()):
        return mine
    if "declaration" not in first.carries or mine == Declaration():
        return other
    problems.append(_differing("The Declaration", mine.origin, other.origin))
    return mine


def _name(line: EvidenceItem | Provider | RemediationLine) -> str:
    return line.ref if isinstance(line, RemediationLine) else line.id


def _differing(name: str, here: Origin, there: Origin) -> Problem:
    return Problem(
        code="files-contradict",
        origin=here,
        ref=name,
        what=f"“{name}” says something else here than in {there}.",
        remedy="Make the two files agree.",
    )


def _response(mine: Response, other: Response, problems: list[Problem]) -> Response:
    joined = mine
    for name in _FIELDS:
        here, there = getattr(mine, name), getattr(other, name)
        if here == there or _is_nothing(there):
            continue
        if _is_nothing(here):
            joined = _taken(joined, other, name)
            continue
        problems.append(_contradiction(mine, other, name))
        joined = _with(joined, name, _both(here, there))
    return joined


def _with(response: Response, name: str, value: object) -> Response:
    # The type checker cannot see that `name` is one of _FIELDS and the value of its type.
    return replace(response, **{name: value})  # type: ignore[arg-type]


def _taken(joined: Response, other: Response, name: str) -> Response:
    origin = other.origin if name == "answer" else joined.origin
    origins = {**joined.origins, **{key: at for key, at in other.origins.items() if key == name}}
    return _with(replace(joined, origin=origin, origins=origins), name, getattr(other, name))


def _is_nothing(value: Value | tuple[str | Unreadable, ...]) -> bool:
    return value is None or value == ()


def _both(here: object, there: object) -> object:
    shown = Unreadable(shown=f"{_shown(here)} / {_shown(there)}")
    return (shown,) if isinstance(here, tuple) else shown


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _contradiction(mine: Response, other: Response, name: str) -> Problem:
    here, there = getattr(mine, name), getattr(other, name)
    return Problem(
        code="files-contradict",
        origin=mine.origins.get(name, mine.origin),
        ref=mine.ref,
        what=(
            f"This says “{_shown(here)}”, but {other.origins.get(name, other.origin)} "
            f"says “{_shown(there)}”."
        ),
        remedy="Make the two files agree, or clear one of the two answers.",
    )
