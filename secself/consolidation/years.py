"""What was answered year by year: of one User, and of all together."""

from collections import Counter
from collections.abc import Iterable, Sequence

from secself.model import Framework, Scale, Submission, YearCount


def count(
    framework: Framework,
    submission: Submission,
    *,
    material: int | None = None,
    notes: int | None = None,
) -> YearCount | None:
    """Count the controls of one submission; None if it does not say of which year it is.

    `framework` is the edition under whose scales the answers stand.
    """
    marks = submission.marks
    if marks.year is None:
        return None
    rows = {row.ref: row for row in submission.responses if row.section == "validation"}
    put = {one.ref for one in submission.issued if one.section == "validation"} | rows.keys()
    positions = _counted(framework.scale, [row.answer for row in rows.values()])
    return YearCount(
        year=marks.year,
        kind=marks.kind,
        positions=positions,
        risks=_counted(framework.residual_risks, [row.residual_risk for row in rows.values()]),
        unanswered=len(put) - sum(number for _, number in positions),
        material=material,
        notes=notes,
    )


def together(trends: Iterable[Sequence[YearCount]]) -> tuple[YearCount, ...]:
    """Add up the counts of all Users, year by year; of a User's year the last assessment counts."""
    years: dict[int, list[YearCount]] = {}
    for trend in trends:
        for one in {one.year: one for one in trend}.values():
            years.setdefault(one.year, []).append(one)
    return tuple(_sum(year, years[year]) for year in sorted(years))


def _counted(scale: Scale, said: Iterable[object]) -> tuple[tuple[str, int], ...]:
    known = Counter(scale.id_of(label) for label in said)
    return tuple((choice.id, known[choice.id]) for choice in scale.choices)


def _sum(year: int, counts: Sequence[YearCount]) -> YearCount:
    kinds = {one.kind for one in counts}
    return YearCount(
        year=year,
        kind=kinds.pop() if len(kinds) == 1 else None,
        users=sum(one.users for one in counts),
        positions=_added(one.positions for one in counts),
        risks=_added(one.risks for one in counts),
        unanswered=sum(one.unanswered for one in counts),
        material=_all([one.material for one in counts]),
        notes=_all([one.notes for one in counts]),
    )


def _added(listed: Iterable[tuple[tuple[str, int], ...]]) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for pairs in listed:
        for name, number in pairs:
            found[name] = found.get(name, 0) + number
    return tuple(found.items())


def _all(numbers: Sequence[int | None]) -> int | None:
    """Add numbers up; None if one of them is not known."""
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None
