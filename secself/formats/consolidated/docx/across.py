"""Draws the whole paper: what is said before and after the pages of the Users."""

import re
from collections.abc import Iterator

from secself.formats.consolidated import wording
from secself.formats.consolidated.docx.cases import demand, pages, ranked
from secself.formats.consolidated.docx.words import (
    Choice,
    Common,
    Fact,
    Grown,
    PaperWords,
    Year,
)
from secself.model import Consolidation
from secself.phrases import written
from secself.unseen import seen

_WEIGHTS = {"material": "Material", "note": "Note"}
_MOST = 40
"""How many ids of texts are named one by one."""


def drawn(held: Consolidation) -> PaperWords:
    """Say everything the paper says."""
    statement = held.notice.statement.strip()
    return PaperWords(
        marking=held.marking,
        title=wording.title(held),
        headline=wording.headline(held),
        control=tuple(_control(held)),
        ranking=tuple(ranked(held)),
        missing=tuple(_missing(held)),
        cases=tuple(pages(held)),
        shared=tuple(_shared(held)),
        outliers=tuple(Fact(label=seen(o.user), text=seen(o.because)) for o in held.outliers),
        sections=tuple(_sections(held)),
        trend=tuple(_trend(held)),
        actions=tuple(map(demand, held.actions)),
        choices=tuple(_choices(held)),
        definitions=tuple(Fact(label=name, text=text) for name, text in wording.DEFINITIONS),
        texts=tuple(_texts(held)),
        notice=tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", statement)),
    )


def _control(held: Consolidation) -> Iterator[Fact]:
    notice = held.notice
    baselines = ", ".join(
        f"{name} ({wording.numbered(number, 'User')})" for name, number in notice.baselines
    )
    editions = ", ".join(
        f"{name} ({wording.numbered(number, 'User')})" for name, number in notice.answered_under
    )
    yield Fact(label="Dates judged as of", text=written(held.as_of))
    yield Fact(label="Framework", text=f"{held.framework.title}, {notice.framework}")
    yield Fact(label="Agreed Interpretations", text=notice.interpretations)
    yield Fact(label="Answered under", text=editions or "nothing")
    yield Fact(label="Compared with", text=baselines or "nothing")
    if held.receipt:
        yield Fact(label="Receipt of the archive", text=str(held.receipt))


def _missing(held: Consolidation) -> Iterator[Fact]:
    for one in held.missing:
        due = f", due {written(one.due)}" if one.due else ""
        name = seen(one.party.name or one.party.id)
        yield Fact(
            label=name,
            text=f"{wording.MISSING[one.standing].capitalize()}{due}. {seen(one.because)}",
        )


def _shared(held: Consolidation) -> Iterator[Common]:
    for one in held.shared:
        if one.provider:
            title = f" ({one.title})" if one.title and one.title != one.provider else ""
            what = f"Provider {one.provider}{title}: changed at {len(one.changed_at)}"
        else:
            what = f"{one.rule} on {one.ref}\n{' '.join(one.title.split())}"
        yield Common(
            what=seen(what),
            weight=_WEIGHTS[one.materiality],
            users=seen(", ".join(one.users)),
            premises=f"{one.premises:,}",
        )


def _sections(held: Consolidation) -> Iterator[Grown]:
    for one in held.sections:
        if one.got_worse:
            yield Grown(
                section=f"{one.id}: {' '.join(one.title.split())}",
                worse=str(one.worse),
                better=str(one.better),
                users=seen(", ".join(one.users)),
            )


def _trend(held: Consolidation) -> Iterator[Year]:
    for year in held.trend:
        positions = wording.position_labels(held.framework, year)
        risks = wording.risk_labels(held.framework, year)
        unanswered = [("No position", year.unanswered)] if year.unanswered else []
        yield Year(
            year=str(year.year),
            users=str(year.users),
            positions=_listed([*positions, *unanswered]),
            risks=_listed(risks),
        )


def _listed(counted: list[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in counted if number) or "none"


def _choices(held: Consolidation) -> Iterator[Choice]:
    for one in held.framework.outcomes:
        if not one.kinds or held.kind in one.kinds:
            yield Choice(label=one.label, meaning=" ".join(one.meaning.split()))


def _texts(held: Consolidation) -> Iterator[Fact]:
    for status, words in wording.TEXTS.items():
        ids = held.notice.of_status(status)
        more = f" and {len(ids) - _MOST} more" if len(ids) > _MOST else ""
        if ids:
            yield Fact(label=f"{len(ids)}", text=f"{words}. {', '.join(ids[:_MOST])}{more}")
