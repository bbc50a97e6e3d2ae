"""What must be said of everything printed: editions, baselines, and texts that are unverified."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from secself.model import Case, Framework, Notice

_Status = Literal["verified", "recalled", "proposed"]


def notice(framework: Framework, cases: Sequence[Case], marking: str) -> Notice:
    """Say on which editions, baselines and texts the cases rest."""
    return Notice(
        marking=marking,
        framework=framework.reference,
        interpretations=framework.interpretations_edition,
        statement=framework.notice,
        answered_under=_numbered(case.assessment.comparison.framework.reference for case in cases),
        baselines=_numbered(_baseline(case) for case in cases),
        texts=tuple(_texts(framework, cases)),
    )


def _baseline(case: Case) -> str:
    prior = case.assessment.comparison.prior
    if prior is None:
        return "none"
    return f"{prior.marks.year or 'unknown'}-{prior.marks.kind or 'unknown'}"


def _numbered(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items()))


def _texts(framework: Framework, cases: Sequence[Case]) -> Iterator[tuple[str, _Status]]:
    """Give the items that any case has, in the framework's order, and all interpretations."""
    used = {delta.ref for case in cases for delta in case.assessment.comparison.deltas}
    yield from ((one.id, one.provenance.status) for one in framework.controls if one.id in used)
    yield from ((one.id, one.provenance.status) for one in framework.questions if one.id in used)
    yield from ((one.id, one.provenance.status) for one in framework.interpretations)
