"""The last risk assessment lies more than a year back.

A risk assessment is yearly work; what it says of a system that has moved on since is guesswork.
The same day so many months later is not more.

Settings: `question`, the question that gives the day; `months`, how many calendar months may pass.

Flagged, because it is a day too long ago:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> from datetime import date
    >>> settings = {"level": "material", "question": "Q08.1", "months": 12}
    >>> said(judge(compare(*pair(question="Q08.1", answer=date(2025, 6, 29))), settings))
    ['Q08.1: The last risk assessment was on 2025-06-29, over 12 months before 2026-06-30.']

Not flagged, because it is the same day a year later:

    >>> said(judge(compare(*pair(question="Q08.1", answer=date(2025, 6, 30))), settings))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.speech import Settings
from secself.materiality.vocabulary.standing import too_long_ago
from secself.model import Comparison, Finding, Section

ID = "risk-assessment-old"
SETTINGS: Mapping[str, type[str] | type[int]] = {"question": str, "months": int}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"questions": ("answer",)}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag a day that lies too many months before the day of judging."""
    return too_long_ago(ID, comparison, settings, "The last risk assessment")
