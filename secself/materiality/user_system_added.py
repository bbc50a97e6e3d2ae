"""The User runs a further User System.

A second or further User System is to be told to the committee in advance, which decides how it is
assessed.

Settings: none.

Flagged, because one was added:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> said(judge(compare(*pair(systems=(1, 2))), {"level": "material"}))
    ['User Systems: The number of User Systems was 1 and is now 2.']

Not flagged, because one was given up:

    >>> said(judge(compare(*pair(systems=(2, 1))), {"level": "material"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.figures import number_of
from secself.materiality.vocabulary.rows import compared
from secself.materiality.vocabulary.speech import Settings, finding
from secself.model import Comparison, Finding, Section, Statement

ID = "user-system-added"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"profile": ("User Systems",)}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag a number of User Systems that went up."""
    for delta in compared(comparison, "profile"):
        sides = delta.before, delta.after
        if delta.ref == "User Systems":
            before, after = (
                number_of(s.value) if isinstance(s, Statement) else None for s in sides
            )
            if before is not None and after is not None and after > before:
                because = f"The number of User Systems was {before} and is now {after}."
                yield finding(ID, delta.ref, settings, because, before=before, after=after)
