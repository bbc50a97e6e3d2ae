"""Pairs two Submissions of one User and names the Delta of every item of either.

`sides` looks things up on one side, `items` pairs questions and controls and names what became of
them, `cells` names what differs inside a row and which way it points, `registers` pairs documents,
providers and remediation lines, `facts` the lines of the `Profile` sheet.

Knows nothing of how much a Delta matters; see secself.materiality.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from secself.comparison.facts import fact_deltas
from secself.comparison.items import comparability, item_deltas
from secself.comparison.registers import evidence_deltas, provider_deltas, remediation_deltas
from secself.comparison.sides import Side, side_of
from secself.model import Comparison, Delta, Framework, Marks, Submission

__all__ = ["compare"]


def compare(
    framework: Framework, current: Submission, prior: Submission | None, as_of: date
) -> Comparison:
    """Put every item of either submission into exactly one Delta.

    The order of rows does not matter. Without a prior every Delta is `added`.
    """
    now = side_of(current)
    then = side_of(prior or Submission(marks=Marks(), carries=current.carries, issued=()))
    deltas = tuple(_deltas(framework, then, now))
    return Comparison(
        framework=framework,
        current=current,
        prior=prior,
        as_of=as_of,
        deltas=deltas if prior else tuple(map(_without_baseline, deltas)),
        comparability=comparability(then, now, deltas) if prior else 0.0,
    )


def _deltas(framework: Framework, then: Side, now: Side) -> Iterator[Delta]:
    yield from item_deltas(framework, then, now)
    yield from fact_deltas(then, now)
    yield from provider_deltas(then, now)
    yield from evidence_deltas(then, now)
    yield from remediation_deltas(then, now)


def _without_baseline(delta: Delta) -> Delta:
    return replace(delta, changes=("added",), direction="unclear")
