"""A control that was not met is now said not to apply.

It is one way of closing a gap without doing anything about it, so somebody should ask.

Settings: none.

Flagged, because the gap went out of sight:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> said(judge(compare(*pair(position=("Not met", "Not applicable"))), {"level": "note"}))
    ['G3.9: The position was Not met and is now Not applicable.']

Not flagged, because the gap was closed:

    >>> said(judge(compare(*pair(position=("Not met", "Met"))), {"level": "note"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import is_unranked, is_worst, pairs
from secself.materiality.vocabulary.speech import Settings, finding, shown
from secself.model import Comparison, Finding, Section

ID = "not-met-to-not-applicable"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"validation": ("position",)}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each control that left the scale from its worst position."""
    scale = comparison.framework.scale
    for delta, before, after in pairs(comparison, "validation"):
        if is_worst(scale, before.answer) and is_unranked(scale, after.answer):
            because = f"The position was {shown(before.answer)} and is now {shown(after.answer)}."
            yield finding(
                ID, delta.ref, settings, because, before=before.answer, after=after.answer
            )
