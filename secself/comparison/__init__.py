"""Pairs two Submissions of one User and names the Delta of every item of either.

`sides` looks things up on one side, `succession` puts earlier rows under the Refs they have now,
`items` pairs questions and controls and names what became of them, `cells` names what differs
inside a row and which way it points, `registers` pairs documents, providers and remediation lines,
`facts` the lines of the `Profile` sheet.

Knows nothing of how much a Delta matters; see secself.materiality.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from secself.comparison.facts import fact_deltas
from secself.comparison.items import comparability, item_deltas
from secself.comparison.registers import evidence_deltas, provider_deltas, remediation_deltas
from secself.comparison.sides import Side, side_of
from secself.comparison.succession import Succession, succession
from secself.model import Carried, Comparison, Delta, Framework, Marks, Response, Submission

__all__ = ["compare"]


def compare(
    framework: Framework,
    current: Submission,
    prior: Submission | None,
    as_of: date,
    carried: Iterable[Carried] = (),
) -> Comparison:
    """Put every item of either submission into exactly one Delta.

    The order of rows does not matter. Without a prior every Delta is `added`. Items pair by Ref,
    or by what became of them between the editions of the two sides, where `carried` says.
    """
    now = side_of(current)
    earlier = side_of(prior or Submission(marks=Marks(), carries=current.carries, issued=()))
    known = succession(carried)
    then = known.brought_over(earlier, framework)
    found = _deltas(framework, then, now, known)
    deltas = tuple(_as_known_on(as_of, delta) for delta in found)
    return Comparison(
        framework=framework,
        current=current,
        prior=prior,
        as_of=as_of,
        deltas=deltas if prior else tuple(map(_without_baseline, deltas)),
        comparability=comparability(then, now, deltas) if prior else 0.0,
    )


def _deltas(framework: Framework, then: Side, now: Side, known: Succession) -> Iterator[Delta]:
    yield from item_deltas(framework, then, now, known)
    yield from fact_deltas(then, now)
    yield from provider_deltas(then, now)
    yield from evidence_deltas(then, now)
    yield from remediation_deltas(then, now, known.moves)


def _as_known_on(as_of: date, delta: Delta) -> Delta:
    """Take no comfort from a day that has not come: a later date is better only once it is past."""
    row = delta.after
    is_ahead = isinstance(row, Response) and isinstance(row.answer, date) and row.answer > as_of
    return (
        replace(delta, direction="unclear") if is_ahead and delta.direction == "better" else delta
    )


def _without_baseline(delta: Delta) -> Delta:
    return replace(delta, changes=("added",), direction="unclear")
