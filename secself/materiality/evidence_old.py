"""A cited document is old, or its review is overdue.

Evidence is to show how things run today. One note names the document, however many rows cite it; a
document that no row cites is left alone.

Settings: `months`, how many calendar months old a document may be.

Flagged, because the document is older than that:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> settings = {"level": "note", "months": 12}
    >>> said(judge(compare(*pair(evidence="E3")), settings))
    ['E3: Document E3 is dated 2024-11-05, over 12 months before 2026-06-30.']

Not flagged, because the document is of this year:

    >>> said(judge(compare(*pair(evidence="E1")), settings))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.figures import day_of
from secself.materiality.vocabulary.months import is_older
from secself.materiality.vocabulary.rows import cited, is_answered
from secself.materiality.vocabulary.speech import Settings, finding, shown
from secself.model import Comparison, EvidenceItem, Finding, Section

ID = "evidence-old"
SETTINGS: Mapping[str, type[str] | type[int]] = {"months": int}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"evidence": ("date", "review_due")}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each cited document that is out of date."""
    used = {ref for row in comparison.current.responses for ref in cited(row)}
    register = {item.id: item for item in reversed(comparison.current.evidence)}
    for item in register.values():
        reasons = list(_reasons(comparison, item, int(settings["months"])))
        if item.id in used and reasons:
            title = shown(item.title) if is_answered(item.title) else f"The document {item.id}"
            yield finding(
                ID,
                item.id,
                settings,
                f"{title} {', and '.join(reasons)}.",
                date=item.date,
                review_due=item.review_due,
                as_of=comparison.as_of,
            )


def _reasons(comparison: Comparison, item: EvidenceItem, months: int) -> Iterator[str]:
    written, due, as_of = day_of(item.date), day_of(item.review_due), comparison.as_of
    if written is not None and is_older(written, months, as_of):
        yield f"is dated {written}, over {months} months before {as_of}"
    if due is not None and due < as_of:
        yield f"was due for review on {due}"
