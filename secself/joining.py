"""Joins the files of one assessment, such as a workbook and a questionnaire, into one Submission.

Where two files answer the same item differently nothing is chosen: the answer becomes
`Unreadable`, and a Problem names both places.
"""

from collections.abc import Sequence
from dataclasses import replace

from secself.model import Response, Submission, Unreadable, Value
from secself.problems import Problem

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
        statements=first.statements or second.statements,
        evidence=first.evidence or second.evidence,
        providers=first.providers or second.providers,
        remediation=first.remediation or second.remediation,
        declaration=first.declaration if "declaration" in first.carries else second.declaration,
        interpretations=first.interpretations or second.interpretations,
        added=(*first.added, *second.added),
        cells=first.cells + second.cells,
    ), problems


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
