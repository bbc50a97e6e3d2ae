"""Tells what is said of the whole pack: its figures, what lies across the Users, the notice."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from secself.formats.consolidated import wording
from secself.formats.consolidated.html import places
from secself.formats.consolidated.html.cases import demand, users
from secself.formats.consolidated.html.charts import charts
from secself.formats.consolidated.html.words import CaseWords, Choice, Fact, PageWords
from secself.model import Consolidation
from secself.phrases import written

_LEVELS = {
    "material": "with a material finding",
    "note": "with a note",
    "none": "without a finding",
}


def drawn(held: Consolidation) -> PageWords:
    """Say everything the page says."""
    told = tuple(users(held, places.names(case.id for case in held.cases)))
    paragraphs = re.split(r"\n\s*\n", held.notice.statement.strip())
    return PageWords(
        held=held,
        title=wording.title(held),
        headline=wording.headline(held),
        figures=tuple(_figures(held)),
        control=tuple(_control(held)),
        users=told,
        places={one.case.id: one for one in told},
        facets=tuple(_facets(told)),
        outcomes=tuple(_outcomes(held)),
        missing=tuple(
            (one, wording.MISSING[one.standing], held.label_of_category(one.party.category))
            for one in held.missing
        ),
        demands=tuple(demand(held, one) for one in held.actions),
        rules=tuple(one for one in held.shared if not one.provider),
        providers=tuple(one for one in held.shared if one.provider),
        sections=tuple(one for one in held.sections if one.got_worse),
        years=tuple(_years(held)),
        charts=tuple(charts(held)),
        definitions=tuple(Fact(label=name, text=text) for name, text in wording.DEFINITIONS),
        texts=tuple(_texts(held)),
        statement=tuple(" ".join(part.split()) for part in paragraphs if part.strip()),
    )


def _figures(held: Consolidation) -> Iterator[tuple[int, str]]:
    cases = held.cases
    yield len(cases), "Users" if len(cases) != 1 else "User"
    yield sum(case.material for case in cases), "material findings"
    yield sum(case.concerns for case in cases), "concerns of the assessor"
    yield sum(case.notes for case in cases), "notes"
    yield sum(one.standing == "overdue" for one in held.actions), "actions overdue"
    yield len(held.missing), "Users missing"
    yield sum(case.decision is not None for case in cases), "decided"


def _control(held: Consolidation) -> Iterator[Fact]:
    notice = held.notice
    if held.marking:
        yield Fact(label="Marking", text=held.marking)
    yield Fact(label="Dates judged as of", text=written(held.as_of))
    yield Fact(label="Framework", text=f"{held.framework.title}, {notice.framework}")
    yield Fact(label="Agreed Interpretations", text=f"edition {notice.interpretations}")
    yield Fact(label="Answered under", text=_counted(notice.answered_under) or "nothing")
    yield Fact(label="Compared with", text=_counted(notice.baselines) or "nothing")
    unsure = len(notice.of_status("recalled"))
    if unsure:
        texts = wording.numbered(unsure, "text")
        yield Fact(label="Not verified", text=f"{texts} this rests on, recalled only: see below")
    if held.receipt:
        yield Fact(label="Receipt of the archive", text=str(held.receipt))


def _counted(numbers: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name} ({wording.numbered(number, 'User')})" for name, number in numbers)


def _facets(told: tuple[CaseWords, ...]) -> Iterator[tuple[str, str, tuple[Choice, ...]]]:
    """Give what the page can be filtered for, each choice with its Users."""
    yield "category", "Category", _choices(Counter(one.category for one in told))
    levels = Counter(level for one in told for level in _levels(one))
    yield "finding", "Finding", _choices(levels, _LEVELS)
    rules = Counter(rule for one in told for rule in {name.partition(":")[2] for name in one.found})
    yield "rule", "Rule", _choices(rules)
    yield "provider", "Provider", _choices(Counter(name for one in told for name in one.providers))


def _levels(one: CaseWords) -> set[str]:
    return {name.partition(":")[0] for name in one.found} or {"none"}


def _choices(
    counted: Mapping[str, int], labels: Mapping[str, str] | None = None
) -> tuple[Choice, ...]:
    values = [one for one in labels if counted.get(one)] if labels else sorted(counted)
    return tuple(
        Choice(value=one, label=(labels or {}).get(one, one), number=counted[one])
        for one in values
        if one
    )


def _outcomes(held: Consolidation) -> Iterator[Choice]:
    for one in held.framework.outcomes:
        if not one.kinds or held.kind in one.kinds:
            yield Choice(value=one.id, label=one.label, meaning=" ".join(one.meaning.split()))


def _years(held: Consolidation) -> Iterator[tuple[str, ...]]:
    scale, risks = held.framework.scale.choices, held.framework.residual_risks.choices
    yield (
        *("Year", "Users"),
        *(one.label for one in scale),
        "No position",
        *(f"Risk: {one.label}" for one in risks),
        *("Material", "Notes"),
    )
    for year in held.trend:
        found = (year.material, year.notes)
        yield (
            *(str(year.year), f"{year.users:,}"),
            *(f"{number:,}" for _, number in year.positions),
            f"{year.unanswered:,}",
            *(f"{number:,}" for _, number in year.risks),
            *("not recorded" if number is None else f"{number:,}" for number in found),
        )


def _texts(held: Consolidation) -> Iterator[Fact]:
    for status, words in wording.TEXTS.items():
        refs = held.notice.of_status(status)
        if refs:
            yield Fact(label=f"{len(refs)}: {words}", text=", ".join(refs))
