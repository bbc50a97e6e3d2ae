"""Major Security Incidents are reported since the last assessment.

An incident is the plainest sign that risk was higher than thought, and an occasion to assess it
anew. It counts whether or not last year had one too.

Settings: `question`, the question that counts them.

Flagged, because the number is above 0:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> settings = {"level": "material", "question": "Q10.1"}
    >>> said(judge(compare(*pair(question="Q10.1", answer=2)), settings))
    ['Q10.1: Major Security Incidents since the last assessment: 2.']

Not flagged, because there was none:

    >>> said(judge(compare(*pair(question="Q10.1", answer=0)), settings))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.speech import Settings
from secself.materiality.vocabulary.standing import above_nought
from secself.model import Comparison, Finding, Section

ID = "incident-reported"
SETTINGS: Mapping[str, type[str] | type[int]] = {"question": str}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"questions": ("answer",)}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag a number above 0, whatever it was before."""
    return above_nought(
        ID, comparison, settings, "Major Security Incidents since the last assessment"
    )
