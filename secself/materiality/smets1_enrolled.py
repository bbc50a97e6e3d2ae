"""The User has enrolled SMETS1 systems, and had none last time.

Older meters bring risks that were not in what was assessed, and may change which assessment is due.

Settings: none.

Flagged, because `No` became `Yes`:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> said(judge(compare(*pair(enrolled=("No", "Yes"))), {"level": "note"}))
    ['SMETS1 enrolled: SMETS1 systems are enrolled since the last assessment.']

Not flagged, because they were enrolled before:

    >>> said(judge(compare(*pair(enrolled=("Yes", "Yes"))), {"level": "note"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import compared
from secself.materiality.vocabulary.speech import Settings, finding
from secself.model import Comparison, Finding, Section, Statement

ID = "smets1-enrolled"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"profile": ("SMETS1 enrolled",)}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag an enrolment that is new."""
    words = comparison.framework.affirmations
    for delta in compared(comparison, "profile"):
        before, after = (
            words.id_of(side.value) if isinstance(side, Statement) else None
            for side in (delta.before, delta.after)
        )
        if delta.ref == "SMETS1 enrolled" and (before, after) == ("no", "yes"):
            because = "SMETS1 systems are enrolled since the last assessment."
            yield finding(ID, delta.ref, settings, because, before=before, after=after)
