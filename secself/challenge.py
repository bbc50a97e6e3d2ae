"""Draws a sample of the controls that are declared unchanged, the riskier the likelier.

The same answers and the same seed give the same sample, in whatever order the rows stand. Who
fills in a workbook does not know the seed, so nobody can tell beforehand what will be probed.
"""

import hashlib
import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from secself.model import (
    Challenged,
    ChallengeFactor,
    ChallengeSample,
    Comparison,
    Delta,
    EvidenceItem,
    Framework,
    Response,
)
from secself.problems import Origin, Problem

_STALE_DAYS = 365


def sample(comparison: Comparison, size: int, seed: str) -> ChallengeSample:
    """Draw so many controls of those declared unchanged; fewer if there are fewer."""
    unchanged = [
        (delta, delta.after)
        for delta in comparison.of("validation")
        if isinstance(delta.after, Response) and _is_declared_unchanged(comparison, delta.after)
    ]
    weighed = [_weighed(comparison, delta, row) for delta, row in unchanged]
    ordered = sorted(weighed, key=lambda one: (_luck(one, seed), one.ref))
    chosen = {one.ref for one in ordered[:size]}
    return ChallengeSample(
        seed=seed,
        drawn_from=len(weighed),
        drawn=tuple(one for one in weighed if one.ref in chosen),
    )


def check(framework: Framework) -> Iterator[Problem]:
    """Hold the factors that a framework weighs against those there are."""
    for number, factor in enumerate(framework.challenge):
        if factor.id not in FACTORS:
            yield Problem(
                code="factor-unknown",
                origin=Origin(path=f"challenge.{number}"),
                ref=factor.id,
                what=f"There is no factor “{factor.id}”.",
                remedy=f"Choose one of: {', '.join(FACTORS)}.",
            )


def _is_declared_unchanged(comparison: Comparison, row: Response) -> bool:
    declared = comparison.framework.declared_changes.id_of(row.change)
    return declared == "no-change" and isinstance(row.answer, str)


def _weighed(comparison: Comparison, delta: Delta, row: Response) -> Challenged:
    found = [
        (factor, times)
        for factor in comparison.framework.challenge
        for times in (_times(comparison, factor, delta, row),)
        if times
    ]
    return Challenged(
        ref=delta.ref,
        weight=1 + sum(factor.weight * times for factor, times in found),
        reasons=tuple(factor.words for factor, _ in found),
    )


def _times(comparison: Comparison, factor: ChallengeFactor, delta: Delta, row: Response) -> int:
    known = FACTORS.get(factor.id)
    return known(comparison, delta, row) if known else 0


def _luck(one: Challenged, seed: str) -> float:
    """Give each control its lot: the heavier, the smaller; the smallest are drawn.

    This is drawing without replacement by exponential variates (Efraimidis and Spirakis, 2006).
    """
    digest = hashlib.sha256(f"{seed}\x1f{one.ref}".encode()).digest()
    uniform = (int.from_bytes(digest[:8], "big") + 1) / (2**64 + 1)
    return -math.log(uniform) / one.weight


def _risk(comparison: Comparison, _: Delta, row: Response) -> int:
    return comparison.framework.residual_risks.rank(row.residual_risk) or 0


def _not_fully(comparison: Comparison, _: Delta, row: Response) -> int:
    return int((comparison.framework.scale.rank(row.answer) or 0) > 0)


def _without_evidence(_: Comparison, __: Delta, row: Response) -> int:
    return int(not row.evidence)


def _stale(comparison: Comparison, _: Delta, row: Response) -> int:
    register = {item.id: item for item in comparison.current.evidence}
    cited = [register[ref] for ref in row.evidence if isinstance(ref, str) and ref in register]
    return int(any(_age(item, comparison) > _STALE_DAYS for item in cited))


def _age(item: EvidenceItem, comparison: Comparison) -> int:
    return (comparison.as_of - item.date).days if isinstance(item.date, date) else 0


def _same_evidence(comparison: Comparison, delta: Delta, row: Response) -> int:
    before = delta.before
    if comparison.prior is None or not isinstance(before, Response) or not row.evidence:
        return 0
    then = {item.id: item for item in comparison.prior.evidence}
    now = {item.id: item for item in comparison.current.evidence}
    return int(
        set(before.evidence) == set(row.evidence)
        and all(then.get(str(ref)) == now.get(str(ref)) for ref in row.evidence)
    )


def _not_reaffirmed(comparison: Comparison, _: Delta, row: Response) -> int:
    return int(comparison.framework.affirmations.id_of(row.reaffirmed) != "yes")


def _same_words(_: Comparison, delta: Delta, row: Response) -> int:
    before = delta.before
    told = isinstance(before, Response) and before.narrative is not None
    return int(told and before.narrative == row.narrative)  # type: ignore[union-attr]


def _interpreted(comparison: Comparison, delta: Delta, _: Response) -> int:
    return int(
        any(one.id == delta.ref and one.interpretations for one in comparison.framework.controls)
    )


FACTORS: Mapping[str, Callable[[Comparison, Delta, Response], int]] = {
    "residual-risk": _risk,
    "not-fully-met": _not_fully,
    "no-evidence": _without_evidence,
    "evidence-stale": _stale,
    "evidence-same": _same_evidence,
    "not-reaffirmed": _not_reaffirmed,
    "words-same": _same_words,
    "interpreted": _interpreted,
}
"""What a factor counts on one row; `residual-risk` counts the steps above the lowest level."""
