"""A control is not met, and the remediation plan has no line for it.

A gap may stand for a while if there is a plan. A gap without one is a decision nobody took.

Settings: none.

Flagged, because the plan says nothing of the control:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> said(judge(compare(*pair(position="Not met")), {"level": "note"}))
    ['G3.9: The position is Not met, and the remediation plan has no line for it.']

Not flagged, because something is planned:

    >>> from datetime import date
    >>> said(judge(compare(*pair(position="Not met", due=date(2026, 9, 30))), {"level": "note"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import is_worst
from secself.materiality.vocabulary.speech import Settings, finding, shown
from secself.model import Comparison, Finding, Section

ID = "not-met-without-remediation"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"validation": ("position",)}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each unmet control that nobody plans to mend, in files that can carry a plan."""
    planned = {line.ref for line in comparison.current.remediation}
    if "remediation" not in comparison.current.carries:
        return
    for row in comparison.current.responses:
        is_unmet = is_worst(comparison.framework.scale, row.answer)
        if row.section == "validation" and is_unmet and row.ref not in planned:
            because = (
                f"The position is {shown(row.answer)}, and the remediation plan has no line for it."
            )
            yield finding(ID, row.ref, settings, because, position=row.answer)
