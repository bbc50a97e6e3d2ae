"""The premises a User reaches come close to the number from which it counts as large.

A User that will be assessed in another way next year should hear of it this year.

Settings: `percent`, the share of a threshold from which it counts as near; `domestic` and
`non_domestic`, the thresholds.

Flagged, because 210,000 is over 80 % of 250,000:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> settings = {"level": "note", "percent": 80, "domestic": 250000, "non_domestic": 50000}
    >>> said(judge(compare(*pair(domestic=210000)), settings))
    ['Domestic premises: Domestic premises are 210,000, over 80 % of 250,000.']

Not flagged, because 200,000 is just 80 %:

    >>> said(judge(compare(*pair(domestic=200000)), settings))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.figures import number_of, thresholds
from secself.materiality.vocabulary.speech import Settings, finding
from secself.model import Comparison, Finding, Section

ID = "near-threshold"
SETTINGS: Mapping[str, type[str] | type[int]] = {
    "percent": int,
    "domestic": int,
    "non_domestic": int,
}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {
    "profile": ("Domestic premises", "Non-domestic premises")
}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each kind of premises that is near its threshold and not over it."""
    percent = int(settings["percent"])
    for label, threshold in thresholds(settings):
        number = number_of(comparison.current.statement(label))
        if number is not None and percent * threshold < 100 * number <= 100 * threshold:
            because = f"{label} are {number:,}, over {percent} % of {threshold:,}."
            yield finding(ID, label, settings, because, premises=number, threshold=threshold)
