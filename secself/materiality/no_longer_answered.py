"""A control or question that was answered last time is blank, unreadable or missing now.

Silence is not safety: what was answered before and is not now cannot be compared, and whoever wants
to hide a change need only leave it out.

Settings: none.

Flagged, because the answer is gone:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> said(judge(compare(*pair(position=("Met", None))), {"level": "material"}))
    ['G3.9: The position was Met and is now blank.']

Not flagged, because nothing was answered before either:

    >>> said(judge(compare(*pair(position=(None, None))), {"level": "material"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import pairs
from secself.materiality.vocabulary.speech import Settings, finding, shown, state_of, subject_of
from secself.model import Comparison, Finding, Section

ID = "no-longer-answered"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {
    "questions": ("answer",),
    "validation": ("position",),
}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each question and control that lost its answer."""
    for section in ("questions", "validation"):
        for delta, before, _ in pairs(comparison, section):
            if "no-longer-answered" in delta.changes:
                now = state_of(delta.after)
                because = f"The {subject_of(section)} was {shown(before.answer)} and is now {now}."
                yield finding(ID, delta.ref, settings, because, before=before.answer, after=now)
