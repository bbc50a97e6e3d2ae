"""Which rows a rule looks at, and what a position on the scale amounts to."""

from collections.abc import Iterator

from secself.model import (
    Comparison,
    Control,
    Delta,
    Question,
    Response,
    Scale,
    Section,
    Submission,
    Unreadable,
    Value,
)

_NOT_ON_BOTH_SIDES = frozenset({"added", "removed", "in-scope", "out-of-scope", "not-compared"})


def compared(comparison: Comparison, section: Section) -> Iterator[Delta]:
    """Give the Deltas of a section that were compared with a prior; none without one."""
    if comparison.prior is not None:
        for delta in comparison.of(section):
            if delta.change != "not-compared":
                yield delta


def is_on_both_sides(delta: Delta) -> bool:
    """Tell whether an item was put to the User both times, and could be compared."""
    return _NOT_ON_BOTH_SIDES.isdisjoint(delta.changes)


def pairs(comparison: Comparison, section: Section) -> Iterator[tuple[Delta, Response, Response]]:
    """Give the rows that were put to the User both times, with both sides.

    A row that is missing counts as blank.
    """
    for delta in compared(comparison, section):
        before, after = delta.before, delta.after
        blank = before if isinstance(before, Response) else after
        if isinstance(blank, Response) and is_on_both_sides(delta):
            empty = Response(section=blank.section, ref=blank.ref)
            yield (
                delta,
                before if isinstance(before, Response) else empty,
                after if isinstance(after, Response) else empty,
            )


def is_answered(value: Value) -> bool:
    """Tell whether somebody wrote something that can be read."""
    return value is not None and not isinstance(value, Unreadable)


def is_unranked(scale: Scale, label: Value) -> bool:
    """Tell whether a word of the scale is neither better nor worse, as `Not applicable` is."""
    choice = scale.find(label)
    return choice is not None and not choice.ranked


def is_worst(scale: Scale, label: Value) -> bool:
    """Tell whether a word is the last in the order, as `Not met` is."""
    return scale.rank(label) == sum(choice.ranked for choice in scale.choices) - 1


def is_claimed(scale: Scale, label: Value) -> bool:
    """Tell whether a word claims something, as `Met` and `Partly met` do."""
    return scale.rank(label) is not None and not is_worst(scale, label)


def step(scale: Scale, before: Value, after: Value) -> int:
    """Count the ranks a word went down; less than 0 for up, 0 where there is no telling."""
    ranks = scale.rank(before), scale.rank(after)
    return ranks[1] - ranks[0] if ranks[0] is not None and ranks[1] is not None else 0


def declared(comparison: Comparison, row: Response) -> str | None:
    """Give the id of what the User declares of a control, such as `no-change`."""
    return comparison.framework.declared_changes.id_of(row.change)


def cited(row: Response) -> tuple[str, ...]:
    """Give the readable evidence ids of a row."""
    return tuple(part for part in row.evidence if isinstance(part, str))


def is_reaffirmed(comparison: Comparison, row: Response) -> bool:
    """Tell whether a carried-over answer was read again and still holds."""
    return comparison.framework.affirmations.id_of(row.reaffirmed) == "yes"


def has_same_scope(comparison: Comparison) -> bool:
    """Tell whether User Roles and SMETS1 enrolment are those of last time, as far as known.

    What the `Profile` sheet leaves open is taken from what the file was issued for.
    """
    if comparison.prior is None:
        return False
    before, after = comparison.prior, comparison.current
    roles = set(before.roles), set(after.roles)
    enrolled = _enrolled(comparison, before), _enrolled(comparison, after)
    return (not all(roles) or roles[0] == roles[1]) and (
        None in enrolled or enrolled[0] == enrolled[1]
    )


def controls_read_with(comparison: Comparison, interpretation: str) -> tuple[Control, ...]:
    """Give the controls that an Agreed Interpretation is read with."""
    controls = comparison.framework.controls
    return tuple(control for control in controls if interpretation in control.interpretations)


def question_of(comparison: Comparison, ref: str) -> Question | None:
    """Find a question of the framework."""
    return next((q for q in comparison.framework.questions if q.id == ref), None)


def _enrolled(comparison: Comparison, submission: Submission) -> Value:
    stated = submission.statement("SMETS1 enrolled")
    if is_answered(stated) or submission.marks.framework is None:
        return stated if is_answered(stated) else None
    fact = "yes" if "smets1-enrolled" in submission.marks.facts else "no"
    return comparison.framework.affirmations.label_of(fact)
