"""An Agreed Interpretation changed since last time.

Industry and assessor have agreed to read a term in another way, so a position on the controls that
lean on it may no longer hold. One note names the interpretation and its controls, and one stands on
each of those controls whose position was not reaffirmed.

Settings: none.

Flagged, twice, because the control was not read again:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> for line in said(judge(compare(*pair(interpretation=("a", "b"))), {"level": "note"})):
    ...     print(line)
    AI-1: The Agreed Interpretation AI-1 (Promptly) changed; it is read with G3.9.
    G3.9: AI-1, which it is read with, changed, and Met was not reaffirmed.

Not flagged, because the interpretation is that of last time:

    >>> said(judge(compare(*pair(interpretation=("a", "a"))), {"level": "note"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import (
    controls_read_with,
    is_answered,
    is_reaffirmed,
    pairs,
)
from secself.materiality.vocabulary.speech import Settings, finding, listed, shown
from secself.model import Comparison, Finding, Section

ID = "interpretation-changed"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"validation": ("position", "reaffirmed")}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each interpretation that changed, and each control that was not read again."""
    rows = {delta.ref: row for delta, _, row in pairs(comparison, "validation")}
    read_with: dict[str, list[str]] = {}
    for changed in _changed(comparison):
        controls = [c.id for c in controls_read_with(comparison, changed) if c.id in rows]
        for ref in controls:
            read_with.setdefault(ref, []).append(changed)
        because = (
            f"The Agreed Interpretation {_named(comparison, changed)} changed; it is read with "
            f"{listed(tuple(controls)) or 'no control of this User'}."
        )
        yield finding(ID, changed, settings, because, controls=", ".join(controls))
    for ref, interpretations in read_with.items():
        row, names = rows[ref], listed(tuple(interpretations))
        if is_answered(row.answer) and not is_reaffirmed(comparison, row):
            because = (
                f"{names}, which it is read with, changed, "
                f"and {shown(row.answer)} was not reaffirmed."
            )
            yield finding(ID, ref, settings, because, interpretations=", ".join(interpretations))


def _changed(comparison: Comparison) -> list[str]:
    before = dict(comparison.prior.interpretations) if comparison.prior else {}
    after = dict(comparison.current.interpretations)
    return [ref for ref in after if ref in before and before[ref] != after[ref]]


def _named(comparison: Comparison, ref: str) -> str:
    terms = {ai.id: ai.term for ai in comparison.framework.interpretations}
    return f"{ref} ({terms[ref]})" if ref in terms else ref
