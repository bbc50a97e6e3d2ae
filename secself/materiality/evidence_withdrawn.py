"""A control still claimed `Met` or `Partly met` has lost all of its evidence.

A claim with nothing behind it is worth less than the same claim last time, when something was
shown.

Settings: none.

Flagged, because nothing is cited any more:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> said(judge(compare(*pair(evidence=("E1, E2", None))), {"level": "material"}))
    ['G3.9: The position is Met; the evidence was E1 and E2, and now there is none.']

Not flagged, because something is cited still:

    >>> said(judge(compare(*pair(evidence=("E1, E2", "E2"))), {"level": "material"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import cited, is_claimed, pairs
from secself.materiality.vocabulary.speech import Settings, finding, listed, shown
from secself.model import Comparison, Finding, Section

ID = "evidence-withdrawn"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"validation": ("position", "evidence")}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each claimed control that cites nothing now and did before."""
    for delta, before, after in pairs(comparison, "validation"):
        documents = cited(before)
        is_gone = bool(documents) and not after.evidence
        if is_gone and is_claimed(comparison.framework.scale, after.answer):
            because = (
                f"The position is {shown(after.answer)}; the evidence was {listed(documents)}, "
                "and now there is none."
            )
            yield finding(
                ID,
                delta.ref,
                settings,
                because,
                position=after.answer,
                before=", ".join(documents),
                after=None,
            )
