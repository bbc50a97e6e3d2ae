"""Compares what the `Profile` sheet states of the User."""

from collections.abc import Iterator

from secself.comparison.cells import by_size
from secself.comparison.sides import Side, first_of
from secself.model import Change, Delta, Direction, Value

_LABELS = (
    "User Roles",
    "Domestic premises",
    "Non-domestic premises",
    "User Systems",
    "SMETS1 enrolled",
)


def fact_deltas(then: Side, now: Side) -> Iterator[Delta]:
    """Give the Delta of every fact that is stated on either side."""
    before = first_of((row.label, row) for row in then.submission.statements)
    after = first_of((row.label, row) for row in now.submission.statements)
    is_carried = then.carries("profile") and now.carries("profile")
    for label in _LABELS:
        if label in before or label in after:
            values = then.submission.statement(label), now.submission.statement(label)
            change, direction = _compared(label, *values)
            yield Delta(
                section="profile",
                ref=label,
                changes=(change if is_carried else "not-compared",),
                direction=direction if is_carried else "unclear",
                before=before.get(label),
                after=after.get(label),
            )


def _compared(label: str, before: Value, after: Value) -> tuple[Change, Direction]:
    roles = _listed(before), _listed(after)
    if before == after or (label == "User Roles" and None not in roles and roles[0] == roles[1]):
        return "unchanged", "same"
    if label == "User Systems":
        return "fact-changed", by_size(before, after, "lower")
    is_wider = label == "User Roles" and bool((roles[1] or set()) - (roles[0] or set()))
    return "fact-changed", "worse" if is_wider and None not in roles else "unclear"


def _listed(value: Value) -> set[str] | None:
    return {part.strip() for part in value.split(",")} if isinstance(value, str) else None
