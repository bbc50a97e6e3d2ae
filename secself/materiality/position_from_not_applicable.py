"""A control that did not apply applies now and is not fully met, while the scope is the same.

If neither the User Roles nor SMETS1 enrolment moved, either the earlier answer was mistaken or
something was taken on that is not secured yet. Both are new to the committee.

Settings: none.

Flagged, because nothing in the scope accounts for it:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> said(judge(compare(*pair(position=("Not applicable", "Not met"))), {"level": "material"}))
    ['G3.9: The position was Not applicable and is now Not met, though the scope is the same.']

Not flagged, because what applies now is met:

    >>> said(judge(compare(*pair(position=("Not applicable", "Met"))), {"level": "material"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import has_same_scope, is_unranked, pairs
from secself.materiality.vocabulary.speech import Settings, finding, shown
from secself.model import Comparison, Finding, Section

ID = "position-from-not-applicable"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"validation": ("position",)}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each control that came onto the scale below its best, although the scope stayed."""
    if not has_same_scope(comparison):
        return
    scale = comparison.framework.scale
    for delta, before, after in pairs(comparison, "validation"):
        if is_unranked(scale, before.answer) and (scale.rank(after.answer) or 0) > 0:
            because = (
                f"The position was {shown(before.answer)} and is now {shown(after.answer)}, "
                "though the scope is the same."
            )
            yield finding(
                ID, delta.ref, settings, because, before=before.answer, after=after.answer
            )
