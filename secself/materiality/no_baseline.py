"""There is no earlier submission to compare with.

Without one only the present state can be judged. That nothing is flagged then says little.

Settings: none.

Flagged, because there is no prior:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> framework, current, prior, as_of = pair()
    >>> said(judge(compare(framework, current, None, as_of), {"level": "note"}))
    ['baseline: There is no earlier submission to compare with; only the present state is judged.']

Not flagged, because there is one:

    >>> said(judge(compare(framework, current, prior, as_of), {"level": "note"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.speech import Settings, finding
from secself.model import Comparison, Finding, Section

ID = "no-baseline"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Say once that there is no baseline."""
    if comparison.prior is None:
        because = (
            "There is no earlier submission to compare with; only the present state is judged."
        )
        yield finding(ID, "baseline", settings, because)
