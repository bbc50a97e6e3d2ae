"""A document came into the register since last time, and every control says `No change`.

A new paper is written for a reason: a contract, a design, a report. Where all rows say that nothing
changed and none of them cites it, somebody should ask what it is about. A document that a control
does cite is looked at with that control.

Settings: none.

Flagged, because E2 is new, dated after the last declaration, and cited by no control:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> from datetime import date
    >>> days = (date(2026, 1, 31), date(2026, 6, 30))
    >>> cells = {"change": "No change", "declared_on": days, "register": ("E1", "E1, E2")}
    >>> said(judge(compare(*pair(**cells)), {"level": "note"}))
    ['E2: Document E2 (2026-02-14) is new, and every control says that nothing changed.']

Not flagged, because a change is declared:

    >>> said(judge(compare(*pair(**{**cells, "change": "Changed"})), {"level": "note"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.figures import day_of
from secself.materiality.vocabulary.rows import cited, compared, declared
from secself.materiality.vocabulary.speech import Settings, finding, shown
from secself.model import Comparison, EvidenceItem, Finding, Response, Section

ID = "documents-untold"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"evidence": ("title", "date")}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each new document that no control cites, if none is said to have changed."""
    controls = [row for row in comparison.current.responses if row.section == "validation"]
    last = comparison.prior.declared_on if comparison.prior else None
    if last is None or not controls or not all(_is_quiet(comparison, row) for row in controls):
        return
    used = {ref for row in controls for ref in cited(row)}
    for delta in compared(comparison, "evidence"):
        item = delta.after
        if delta.before is None and isinstance(item, EvidenceItem) and item.id not in used:
            day = day_of(item.date)
            if day is not None and day > last:
                because = (
                    f"{shown(item.title)} ({day}) is new, and every control says that nothing "
                    "changed."
                )
                yield finding(ID, item.id, settings, because, date=day, declared_before=last)


def _is_quiet(comparison: Comparison, row: Response) -> bool:
    return declared(comparison, row) == "no-change"
