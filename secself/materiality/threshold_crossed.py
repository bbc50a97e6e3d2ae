"""The premises a User reaches went over the number from which it counts as large.

The size of a supplier decides how it is assessed, and how much harm its systems could do. A
threshold is crossed when the number was at most the threshold before and is more now.

Settings: `domestic` and `non_domestic`, the largest number of premises that does not count yet.

Flagged, because the number went over the threshold:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> settings = {"level": "material", "domestic": 250000, "non_domestic": 50000}
    >>> said(judge(compare(*pair(domestic=(249000, 250001))), settings))
    ['Domestic premises: Domestic premises were 249,000 and are now 250,001, over 250,000.']

Not flagged, because the threshold is reached and not surpassed:

    >>> said(judge(compare(*pair(domestic=(249000, 250000))), settings))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.figures import number_of, thresholds
from secself.materiality.vocabulary.rows import compared
from secself.materiality.vocabulary.speech import Settings, finding
from secself.model import Comparison, Finding, Section, Statement

ID = "threshold-crossed"
SETTINGS: Mapping[str, type[str] | type[int]] = {"domestic": int, "non_domestic": int}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {
    "profile": ("Domestic premises", "Non-domestic premises")
}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each kind of premises that went over its threshold."""
    over = dict(thresholds(settings))
    for delta in compared(comparison, "profile"):
        sides = delta.before, delta.after
        if delta.ref in over:
            before, after = (
                number_of(s.value) if isinstance(s, Statement) else None for s in sides
            )
            threshold = over[delta.ref]
            # What was not stated may have been below, and is over it now.
            if after is not None and after > threshold and (before is None or before <= threshold):
                were = "not stated" if before is None else f"{before:,}"
                because = f"{delta.ref} were {were} and are now {after:,}, over {threshold:,}."
                yield finding(
                    ID,
                    delta.ref,
                    settings,
                    because,
                    before=before,
                    after=after,
                    threshold=threshold,
                )
