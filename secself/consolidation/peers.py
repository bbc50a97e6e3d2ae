"""Who stands out from its peers: counted, and held against the median of the same category.

What is counted and from when somebody stands out is data of the framework; nothing here says that
to stand out is wrong.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import median_low

from secself.model import Case, Framework, Outlier, PeerMeasure, Response
from secself.problems import Origin, Problem


def outliers(framework: Framework, cases: Sequence[Case]) -> tuple[Outlier, ...]:
    """Give every User that stands out, in the order of the cases, then of the measures."""
    groups: dict[str, list[Case]] = {}
    for case in cases:
        groups.setdefault(case.party.peers, []).append(case)
    figures = {
        (measure.id, group): _figures(measure, members)
        for measure in framework.peers
        for group, members in groups.items()
    }
    return tuple(
        found
        for case in cases
        for measure in framework.peers
        for found in _standing_out(framework, measure, case, figures[measure.id, case.party.peers])
    )


def check(framework: Framework) -> Iterator[Problem]:
    """Hold the measures that a framework names against those there are."""
    for number, measure in enumerate(framework.peers):
        if measure.id not in MEASURES:
            yield Problem(
                code="measure-unknown",
                origin=Origin(path=f"peers.{number}"),
                ref=measure.id,
                what=f"There is no measure “{measure.id}”.",
                remedy=f"Choose one of: {', '.join(MEASURES)}.",
            )


def _figures(measure: PeerMeasure, members: Sequence[Case]) -> dict[str, int]:
    count = MEASURES.get(measure.id)
    counted = {case.id: count(case) for case in members} if count else {}
    return {user: figure for user, figure in counted.items() if figure is not None}


def _standing_out(
    framework: Framework, measure: PeerMeasure, case: Case, figures: Mapping[str, int]
) -> Iterator[Outlier]:
    figure = figures.get(case.id)
    others = [number for user, number in figures.items() if user != case.id]
    if figure is None or len(others) < max(measure.fewest, 1):
        return
    median = median_low(others)
    if figure < measure.times * median or figure < median + max(measure.above, 1):
        return
    group = case.party.peers
    labels = {one.id: one.label for one in framework.party_categories}
    yield Outlier(
        user=case.id,
        measure=measure.id,
        words=measure.words,
        figure=figure,
        median=median,
        peers=len(others),
        group=group,
        because=(
            f"{figure} {measure.words}; the median of its {len(others)} peers "
            f"({labels.get(group, group) or 'of no known category'}) is {median}. It stands out "
            f"from {max(measure.times * median, median + measure.above)}."
        ),
    )


def _worsened(case: Case) -> int | None:
    if not case.has_baseline:
        return None
    deltas = case.assessment.comparison.of("validation")
    return sum(delta.direction == "worse" for delta in deltas)


def _untouched(case: Case) -> int | None:
    if not case.has_baseline:
        return None
    deltas = case.assessment.comparison.of("validation")
    return sum(delta.change == "unchanged" for delta in deltas)


def _material(case: Case) -> int | None:
    return case.material


def _not_fully(case: Case) -> int | None:
    scale = case.assessment.comparison.framework.scale
    return sum((scale.rank(row.answer) or 0) > 0 for row in _controls(case))


def _unanswered(case: Case) -> int | None:
    submission = case.assessment.comparison.current
    issued = {one.ref for one in submission.issued if one.section == "validation"}
    answered = {row.ref for row in _controls(case) if isinstance(row.answer, str)}
    return len((issued | {row.ref for row in _controls(case)}) - answered)


def _controls(case: Case) -> list[Response]:
    rows = case.assessment.comparison.current.responses
    return [row for row in rows if row.section == "validation"]


MEASURES: Mapping[str, Callable[[Case], int | None]] = {
    "worsened-controls": _worsened,
    "material-findings": _material,
    "controls-not-fully-met": _not_fully,
    "controls-unanswered": _unanswered,
    "controls-untouched": _untouched,
}
"""What can be counted at a User; None where it cannot, as change without a baseline."""
