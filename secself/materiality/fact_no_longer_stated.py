"""A fact of the Profile that was stated last time is blank, unreadable or gone.

User Roles, premises and User Systems decide which obligations bind and which thresholds count. A
fact that is not stated cannot be judged, so its silence must not look like a quiet year.

Settings: none.

Flagged, because nobody can tell any more how many premises there are:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> said(judge(compare(*pair(domestic=(240000, None))), {"level": "note"}))
    ['Domestic premises: It was 240000 and is now blank.']

Not flagged, because it is stated, whatever it says:

    >>> said(judge(compare(*pair(domestic=(240000, 90000))), {"level": "note"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import compared
from secself.materiality.vocabulary.speech import Settings, finding, shown
from secself.model import Comparison, Finding, Section, Statement, Unreadable, Value

ID = "fact-no-longer-stated"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {
    "profile": (
        "User Roles",
        "Domestic premises",
        "Non-domestic premises",
        "User Systems",
        "SMETS1 enrolled",
    )
}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each fact that was stated and is not any more."""
    for delta in compared(comparison, "profile"):
        before, after = (
            side.value if isinstance(side, Statement) else None
            for side in (delta.before, delta.after)
        )
        if _is_stated(before) and not _is_stated(after):
            because = f"It was {shown(before)} and is now {shown(after)}."
            yield finding(ID, delta.ref, settings, because, before=before, after=after)


def _is_stated(value: Value) -> bool:
    return value is not None and not isinstance(value, Unreadable)
