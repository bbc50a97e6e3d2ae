"""Something that should be closed is counted as open.

Observations of earlier assessments, findings in a provider's report: a number above 0 is work that
is left.

Settings: `question`, the question that counts.

Flagged, because three are open:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> settings = {"level": "note", "question": "Q10.1"}
    >>> said(judge(compare(*pair(question="Q10.1", answer=3)), settings))
    ['Q10.1: Still open: 3.']

Not flagged, because nothing is left:

    >>> said(judge(compare(*pair(question="Q10.1", answer=0)), settings))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.speech import Settings
from secself.materiality.vocabulary.standing import above_nought
from secself.model import Comparison, Finding, Section

ID = "still-open"
SETTINGS: Mapping[str, type[str] | type[int]] = {"question": str}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"questions": ("answer",)}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag a number above 0, whatever it was before."""
    return above_nought(ID, comparison, settings, "Still open")
