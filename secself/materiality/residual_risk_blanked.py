"""A residual risk that was stated before is blank now.

A risk that nobody states any more has not gone away.

Settings: none.

Flagged, because the risk is not stated any more:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> said(judge(compare(*pair(residual_risk=("High", None))), {"level": "note"}))
    ['G3.9: The residual risk was High and is now blank.']

Not flagged, because it was never stated:

    >>> said(judge(compare(*pair(residual_risk=(None, None))), {"level": "note"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import is_answered, pairs
from secself.materiality.vocabulary.speech import Settings, finding, shown
from secself.model import Comparison, Finding, Section

ID = "residual-risk-blanked"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"validation": ("residual_risk",)}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each row that is there and lost its residual risk."""
    for delta, row_before, row_after in pairs(comparison, "validation"):
        before, after = row_before.residual_risk, row_after.residual_risk
        if delta.after is not None and is_answered(before) and not is_answered(after):
            because = f"The residual risk was {shown(before)} and is now {shown(after)}."
            yield finding(ID, delta.ref, settings, because, before=before, after=after)
