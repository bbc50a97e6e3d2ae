"""A control or question is not answered now, and was not answered last time either.

Nothing changed, and nothing is known. A row that is put to the User for the first time and left
unanswered is flagged too, for otherwise nobody would hear of it.

Settings: none.

Flagged, because the row was and is blank:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> said(judge(compare(*pair(position=(None, None))), {"level": "note"}))
    ['G3.9: The position was blank, and is blank now.']

Not flagged, because it is answered now:

    >>> said(judge(compare(*pair(position=(None, "Met"))), {"level": "note"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import compared
from secself.materiality.vocabulary.speech import Settings, finding, state_of, subject_of
from secself.model import Comparison, Delta, Finding, Section

ID = "unanswered-on-both-sides"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {
    "questions": ("answer",),
    "validation": ("position",),
}


_SECTIONS: tuple[Section, ...] = ("questions", "validation")


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each row that nobody answered."""
    for section in _SECTIONS:
        for delta in compared(comparison, section):
            now = state_of(delta.after)
            if "unanswered" in delta.changes:
                before = state_of(delta.before)
                because = f"The {subject_of(section)} was {before}, and is {now} now."
                yield finding(ID, delta.ref, settings, because, before=before, after=now)
            elif _is_unanswered_newcomer(delta):
                because = f"It was not put to the User last time, and is {now} now."
                yield finding(ID, delta.ref, settings, because, before=None, after=now)


def _is_unanswered_newcomer(delta: Delta) -> bool:
    return "in-scope" in delta.changes and "newly-answered" not in delta.changes
