"""Puts earlier answers beside the rows they belong to now, and says what became of each row."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from secself.model import (
    Asked,
    Carried,
    Control,
    Question,
    Questionnaire,
    Response,
    Submission,
    Unreadable,
    Value,
    Wording,
)

AnyItem = TypeVar("AnyItem", Control, Question)

_REWORDED = "The wording has changed since the prior assessment: read it again."
_TOLD: Mapping[Wording, str] = {
    "turned": "Since the prior assessment the same answer means something else: answer it anew.",
    "moved": "It was {was} in the prior assessment: read it again.",
    "split": "It was part of {was} in the prior assessment: read it again.",
    "merged": "It was {was} in the prior assessment: read them again as one.",
    "new": "It is new since the edition of the prior assessment.",
}


def brought_over(submission: Submission, carried: Iterable[Carried]) -> Submission:
    """Put earlier answers under the Refs of a later edition, to stand beside its rows.

    Answers of several items that became one stand there together, each behind its old Ref. What
    has no successor keeps its own Ref. Nothing is chosen and nothing is left out.
    """
    rows = {(row.section, row.ref): row for row in submission.responses}
    found: list[Response] = []
    placed: set[tuple[str, str]] = set()
    for one in carried:
        sources = [(one.section, ref) for ref in one.came_from if (one.section, ref) in rows]
        if sources:
            found.append(replace(_together([rows[key] for key in sources]), ref=one.ref))
            placed.update(sources)
    found += [row for key, row in rows.items() if key not in placed]
    return replace(submission, responses=tuple(found))


def marked(questionnaire: Questionnaire, carried: Iterable[Carried]) -> Questionnaire:
    """Say of every item that is put to a User what became of it since the prior edition."""
    known = {(one.section, one.ref): one for one in carried}
    return replace(
        questionnaire,
        questions=tuple(
            _marked(one, known.get(("questions", one.item.id))) for one in questionnaire.questions
        ),
        controls=tuple(
            _marked(one, known.get(("validation", one.item.id))) for one in questionnaire.controls
        ),
        gone=tuple(one for one in known.values() if one.wording == "withdrawn"),
    )


def told(asked: Asked[Control] | Asked[Question], prior: Response | None) -> str:
    """Say in a sentence what became of an item since the prior assessment; nothing if it is same.

    What the file of the prior assessment holds counts before what its edition says.
    """
    if asked.wording in _TOLD:
        return _TOLD[asked.wording].format(was=" and ".join(asked.came_from))
    if prior is None or prior.fingerprint is None:
        is_reworded = prior is not None and asked.wording == "reworded"
    else:
        is_reworded = prior.fingerprint != asked.item.fingerprint
    return _REWORDED if is_reworded else ""


def _marked(asked: Asked[AnyItem], known: Carried | None) -> Asked[AnyItem]:
    if known is None:
        return asked
    came_from = () if known.came_from == (known.ref,) else known.came_from
    return replace(asked, wording=known.wording, came_from=came_from)


def _together(rows: list[Response]) -> Response:
    """Make one row of several, each cell behind the Ref it stood under."""
    if len(rows) == 1:
        return rows[0]
    return replace(
        rows[0],
        answer=_each(rows, "answer"),
        narrative=_each(rows, "narrative"),
        change=_each(rows, "change"),
        owner=_each(rows, "owner"),
        residual_risk=_each(rows, "residual_risk"),
        evidence=tuple(dict.fromkeys(cited for row in rows for cited in row.evidence)),
        reaffirmed=None,
        reaffirmed_by=None,
        reaffirmed_on=None,
        fingerprint=None,
    )


def _each(rows: list[Response], name: str) -> Value:
    values: list[tuple[str, Value]] = [(row.ref, getattr(row, name)) for row in rows]
    if all(value is None for _, value in values):
        return None
    said = (f"{ref}: {_shown(value)}" for ref, value in values if value is not None)
    return "\n".join(said)


def _shown(value: Value) -> str:
    return value.shown if isinstance(value, Unreadable) else str(value)
