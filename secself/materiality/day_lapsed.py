"""Something that is done at intervals was last done too long ago.

Returns, reviews by management, reviews of thresholds: a framework asks for the day and may say how
long it holds.
The same day so many months later is not more.

Settings: `question`, the question that gives the day; `months`, how many calendar months may pass.

Flagged, because half a year is over by a day:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> from datetime import date
    >>> settings = {"level": "note", "question": "Q08.1", "months": 6}
    >>> said(judge(compare(*pair(question="Q08.1", answer=date(2025, 12, 29))), settings))
    ['Q08.1: The day given was on 2025-12-29, over 6 months before 2026-06-30.']

Not flagged, because it is the same day half a year later:

    >>> said(judge(compare(*pair(question="Q08.1", answer=date(2025, 12, 30))), settings))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.speech import Settings
from secself.materiality.vocabulary.standing import too_long_ago
from secself.model import Comparison, Finding, Section

ID = "day-lapsed"
SETTINGS: Mapping[str, type[str] | type[int]] = {"question": str, "months": int}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"questions": ("answer",)}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag a day that lies too many months before the day of judging."""
    return too_long_ago(ID, comparison, settings, "The day given")
