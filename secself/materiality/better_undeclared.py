"""`No change` is declared, but the position is better than it was.

Good news too wants a reason: without one nobody can tell what was done, or whether last year's
position was too harsh.

Settings: none.

Flagged, because the declaration contradicts the row:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> cells = {"position": ("Partly met", "Met"), "change": "No change"}
    >>> said(judge(compare(*pair(**cells)), {"level": "note"}))
    ['G3.9: No change is declared, but the position was Partly met and is now Met.']

Not flagged, because the change is declared:

    >>> said(judge(compare(*pair(position=("Partly met", "Met"))), {"level": "note"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import declared, pairs, step
from secself.materiality.vocabulary.speech import Settings, finding, shown
from secself.model import Comparison, Finding, Section

ID = "better-undeclared"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"validation": ("position", "change")}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each control whose better position is not declared."""
    for delta, before, after in pairs(comparison, "validation"):
        is_better = step(comparison.framework.scale, before.answer, after.answer) < 0
        if is_better and declared(comparison, after) == "no-change":
            because = (
                f"{shown(after.change)} is declared, but the position was "
                f"{shown(before.answer)} and is now {shown(after.answer)}."
            )
            yield finding(
                ID,
                delta.ref,
                settings,
                because,
                declared=after.change,
                before=before.answer,
                after=after.answer,
            )
