"""A control is said to have changed, and the evidence is a document it already cited last time.

A document is told by its SHA-256, whatever id it goes by. One that was written before a change
cannot show what the change did. A control that only got better is not flagged.

Settings: none.

Flagged, because the document is the one of last time:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> cells = {"change": ("No change", "Changed"), "what_changed": (None, "A new scanner")}
    >>> said(judge(compare(*pair(**cells)), {"level": "note"}))
    ['G3.9: Changed is declared, but E1 is a document cited for it last time.']

Not flagged, because another document is offered:

    >>> said(judge(compare(*pair(**cells, evidence=("E1", "E2"))), {"level": "note"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import cited, declared, pairs
from secself.materiality.vocabulary.speech import Settings, finding, listed, shown
from secself.model import Comparison, Finding, Section, Submission

ID = "same-document-again"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"validation": ("change", "evidence")}

_SAME = frozenset({"unchanged", "unanswered"})


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each changed control that offers a document of last time."""
    if comparison.prior is None:
        return
    prints_before, prints_now = _prints(comparison.prior), _prints(comparison.current)
    for delta, before, after in pairs(comparison, "validation"):
        is_same_or_better = _SAME.issuperset(delta.changes) or delta.direction == "better"
        if is_same_or_better or declared(comparison, after) not in {"changed", "new"}:
            continue
        known = {prints_before[ref] for ref in cited(before) if ref in prints_before}
        again = tuple(ref for ref in cited(after) if prints_now.get(ref) in known)
        if again:
            are = "is a document" if len(again) == 1 else "are documents"
            because = (
                f"{shown(after.change)} is declared, but {listed(again)} {are} "
                "cited for it last time."
            )
            yield finding(
                ID,
                delta.ref,
                settings,
                because,
                declared=after.change,
                evidence=", ".join(again),
                sha256=", ".join(prints_now[ref] for ref in again),
            )


def _prints(submission: Submission) -> dict[str, str]:
    """Give the SHA-256 of each document that has one; how the digits are written is no matter."""
    return {
        row.id: row.sha256.strip().lower()
        for row in reversed(submission.evidence)
        if isinstance(row.sha256, str) and row.sha256.strip()
    }
