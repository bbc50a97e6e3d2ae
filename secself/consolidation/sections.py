"""Where the market got better or worse: sections of controls and themes of questions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from secself.model import Case, Framework, Section, SectionTrend, differs

_Key = tuple[Section, str]


@dataclass(slots=True)
class _Count:
    items: int = 0
    changed: int = 0
    worse: int = 0
    better: int = 0
    material: int = 0
    users: dict[str, None] = field(default_factory=dict)


def count(framework: Framework, cases: Sequence[Case]) -> tuple[SectionTrend, ...]:
    """Count each section that any case has, those that got worse most first."""
    counts: dict[_Key, _Count] = {}
    for case in cases:
        _add(case, counts)
    headings = list(_headings(framework))
    # A section that the newest edition no longer has comes after those that it has.
    known = {key for key, _ in headings}
    headings += [(key, "") for key in sorted(counts.keys() - known)]
    found = [_trend(key, title, counts[key]) for key, title in headings if key in counts]
    return tuple(sorted(found, key=lambda one: (one.better - one.worse, -one.worse)))


def _headings(framework: Framework) -> Iterator[tuple[_Key, str]]:
    yield from ((("validation", one.id), one.title) for one in framework.chapters)
    yield from ((("questions", one.id), one.title) for one in framework.themes)


def _add(case: Case, counts: dict[_Key, _Count]) -> None:
    homes = dict(_homes(case))
    comparison = case.assessment.comparison
    for delta in comparison.deltas:
        key = homes.get((delta.section, delta.ref))
        if key is None:
            continue
        counted = counts.setdefault(key, _Count())
        if comparison.prior is None or delta.change == "not-compared":
            continue
        counted.items += 1
        counted.changed += differs(delta)
        counted.worse += delta.direction == "worse"
        counted.better += delta.direction == "better"
        if delta.direction == "worse":
            counted.users[case.id] = None
    by_ref = {ref: key for (_, ref), key in homes.items()}
    for finding in case.assessment.material:
        if finding.ref in by_ref:
            counts.setdefault(by_ref[finding.ref], _Count()).material += 1


def _homes(case: Case) -> Iterable[tuple[tuple[Section, str], _Key]]:
    """Say of each item in which section it stands, in the edition it was judged by."""
    framework = case.assessment.comparison.framework
    for control in framework.controls:
        yield ("validation", control.id), ("validation", control.chapter)
    for question in framework.questions:
        yield ("questions", question.id), ("questions", question.theme)


def _trend(key: _Key, title: str, counted: _Count) -> SectionTrend:
    section, name = key
    return SectionTrend(
        id=name,
        title=title,
        section=section,
        items=counted.items,
        changed=counted.changed,
        worse=counted.worse,
        better=counted.better,
        material=counted.material,
        users=tuple(counted.users),
    )
