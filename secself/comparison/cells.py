"""Names what differs between two rows of one item, and which way each difference points.

Direction comes from position, residual risk, ranked answers and withdrawn evidence. Text never
decides it, and evidence exchanged under a declared change does not either.
"""

from collections.abc import Iterator
from datetime import date

from secself.comparison.sides import Side, is_answered
from secself.model import (
    AnswerType,
    Change,
    Direction,
    Framework,
    Question,
    Response,
    Scale,
    Value,
)

Difference = tuple[Change, Direction]
"""What differs, and which way it points."""

_GRAVEST_FIRST: tuple[Direction, ...] = ("worse", "unclear", "better", "same")


def overall(differences: list[Difference]) -> Direction:
    """Fold directions: what is worse counts before what is unclear, and that before better."""
    found = {direction for _, direction in differences}
    return next((direction for direction in _GRAVEST_FIRST if direction in found), "same")


def answer_differences(
    framework: Framework, question: Question | None, before: Response, after: Response
) -> Iterator[Difference]:
    """Name the change of a main answer that is readable on both sides."""
    then, now = before.answer, after.answer
    if then == now or not (is_answered(then) and is_answered(now)):
        return
    if after.section == "validation":
        yield "position-changed", by_rank(framework.scale, then, now)
    else:
        yield "answer-changed", _by_type(question.answer, then, now) if question else "unclear"


def row_differences(
    framework: Framework, then: Side, now: Side, before: Response, after: Response
) -> Iterator[Difference]:
    """Name everything but the main answer that differs between two rows of one item."""
    if before.residual_risk != after.residual_risk:
        risks = framework.residual_risks
        yield "risk-changed", _risk(risks, before.residual_risk, after.residual_risk)
    if _evidence_differs(then, now, before, after):
        yield "evidence-changed", _evidence(framework, before, after)
    if before.narrative != after.narrative:
        yield "narrative-changed", "same"
    if before.owner != after.owner:
        yield "owner-changed", "same"
    if before.change != after.change:
        yield "declared-change-changed", "same"
    if _reaffirmation(before) != _reaffirmation(after):
        yield "reaffirmation-changed", "same"


def by_rank(scale: Scale, before: Value, after: Value) -> Direction:
    """Say which way one word of a scale became another; best comes first."""
    return _step(scale.rank(before), scale.rank(after))


def by_size(before: Value, after: Value, better: str) -> Direction:
    """Say which way a number or date went, if one way is better."""
    sizes = _size(before), _size(after)
    if not better or isinstance(before, date) != isinstance(after, date):
        return "unclear"
    return _step(*sizes) if better == "lower" else _step(*reversed(sizes))


def _size(value: Value) -> int | float | None:
    if isinstance(value, date):
        return value.toordinal()
    return value if isinstance(value, int | float) else None


def _by_type(answer: AnswerType, before: Value, after: Value) -> Direction:
    if not answer.ranking:
        return by_size(before, after, answer.better)
    places = {label: place for place, label in enumerate(answer.ranking)}
    return _step(places.get(str(before)), places.get(str(after)))


def _step(before: float | None, after: float | None) -> Direction:
    if before is None or after is None or before == after:
        return "unclear"
    return "worse" if after > before else "better"


def _risk(risks: Scale, before: Value, after: Value) -> Direction:
    stated = risks.rank(after)
    if not is_answered(before) and stated is not None:
        # Nobody can tell what it was; stated for the first time in the upper half it is no comfort.
        return "worse" if 2 * stated > len(risks.labels) - 1 else "unclear"
    return by_rank(risks, before, after)


def _evidence_differs(then: Side, now: Side, before: Response, after: Response) -> bool:
    both = set(before.evidence) & set(after.evidence) & then.titles.keys() & now.titles.keys()
    return set(before.evidence) != set(after.evidence) or any(
        then.titles[cited] != now.titles[cited] for cited in both if isinstance(cited, str)
    )


def _evidence(framework: Framework, before: Response, after: Response) -> Direction:
    if before.evidence and not after.evidence and _is_claimed(framework.scale, after):
        return "worse"
    declared = framework.declared_changes.id_of(after.change)
    return "same" if declared in {"changed", "new"} else "unclear"


def _is_claimed(scale: Scale, row: Response) -> bool:
    """Tell whether a row claims something that evidence should stand behind."""
    if row.section == "questions":
        return is_answered(row.answer)
    rank = scale.rank(row.answer)
    return rank is not None and rank < sum(choice.ranked for choice in scale.choices) - 1


def _reaffirmation(row: Response) -> tuple[Value, Value, Value]:
    return row.reaffirmed, row.reaffirmed_by, row.reaffirmed_on
