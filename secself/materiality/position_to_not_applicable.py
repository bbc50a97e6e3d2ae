"""A control that was met, or partly, is now said not to apply, while the scope is the same.

What binds a User follows from its User Roles and from whether SMETS1 systems are enrolled. If
neither moved, an obligation that no longer applies wants an explanation: a control may have gone.

Settings: none.

Flagged, because nothing in the scope accounts for it:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> said(judge(compare(*pair(position=("Met", "Not applicable"))), {"level": "material"}))
    ['G3.9: The position was Met and is now Not applicable, though the scope is the same.']

Not flagged, because a User Role was given up:

    >>> roles = ("import-supplier, gas-supplier", "gas-supplier")
    >>> changed = pair(position=("Met", "Not applicable"), roles=roles)
    >>> said(judge(compare(*changed), {"level": "material"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import has_same_scope, is_claimed, is_unranked, pairs
from secself.materiality.vocabulary.speech import Settings, finding, shown
from secself.model import Comparison, Finding, Section

ID = "position-to-not-applicable"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"validation": ("position",)}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each control that left the scale although the scope stayed."""
    if not has_same_scope(comparison):
        return
    scale = comparison.framework.scale
    for delta, before, after in pairs(comparison, "validation"):
        if is_claimed(scale, before.answer) and is_unranked(scale, after.answer):
            because = (
                f"The position was {shown(before.answer)} and is now {shown(after.answer)}, "
                "though the scope is the same."
            )
            yield finding(
                ID, delta.ref, settings, because, before=before.answer, after=after.answer
            )
