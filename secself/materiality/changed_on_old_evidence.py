"""A control is said to have changed, and all it cites is from before the last declaration.

What was written before a change cannot show what the change did. A control that only got better is
not flagged, and a document without a date shows nothing either way.

Settings: none.

Flagged, because E1 was there when the last declaration was made:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> from datetime import date
    >>> days = (date(2026, 1, 31), date(2026, 6, 30))
    >>> cells = {"declared_on": days, "what_changed": (None, "A new scanner")}
    >>> said(judge(compare(*pair(**cells)), {"level": "note"}))
    ['G3.9: Changed is declared, and all that is cited was written by 2026-01-31: E1.']

Not flagged, because E2 was written since:

    >>> said(judge(compare(*pair(**cells, evidence=("E1", "E1, E2"))), {"level": "note"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.figures import day_of
from secself.materiality.vocabulary.rows import cited, declared, pairs
from secself.materiality.vocabulary.speech import Settings, finding, listed, shown
from secself.model import Comparison, Finding, Section

ID = "changed-on-old-evidence"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"validation": ("change", "evidence")}

_SAME = frozenset({"unchanged", "unanswered"})


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each changed control that cites nothing written since the last declaration."""
    last = comparison.prior.declared_on if comparison.prior else None
    days = {item.id: day_of(item.date) for item in reversed(comparison.current.evidence)}
    for delta, _, after in pairs(comparison, "validation"):
        is_same_or_better = _SAME.issuperset(delta.changes) or delta.direction == "better"
        if last is None or is_same_or_better or declared(comparison, after) == "no-change":
            continue
        ids = cited(after)
        written = [days.get(ref) for ref in ids]
        if ids and all(day is not None and day <= last for day in written):
            because = (
                f"{shown(after.change)} is declared, and all that is cited was written by {last}: "
                f"{listed(ids)}."
            )
            yield finding(
                ID, delta.ref, settings, because, evidence=", ".join(ids), declared_before=last
            )
