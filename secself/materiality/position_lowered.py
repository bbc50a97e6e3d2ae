"""The position on a control is lower on the framework's scale than it was last time.

A position is the User's own word on how far an obligation is met. A lower one says that less is in
place than the committee last knew of, and it counts whatever is declared beside it.

Settings: none.

Flagged, because `Partly met` comes after `Met` on the scale:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> said(judge(compare(*pair(position=("Met", "Partly met"))), {"level": "material"}))
    ['G3.9: The position was Met and is now Partly met.']

Not flagged, because the position got better:

    >>> said(judge(compare(*pair(position=("Partly met", "Met"))), {"level": "material"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import pairs, step
from secself.materiality.vocabulary.speech import Settings, finding, shown
from secself.model import Comparison, Finding, Section

ID = "position-lowered"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"validation": ("position",)}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each control whose position went down the scale."""
    for delta, before, after in pairs(comparison, "validation"):
        if step(comparison.framework.scale, before.answer, after.answer) > 0:
            because = f"The position was {shown(before.answer)} and is now {shown(after.answer)}."
            yield finding(
                ID, delta.ref, settings, because, before=before.answer, after=after.answer
            )
