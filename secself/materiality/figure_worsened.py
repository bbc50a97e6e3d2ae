"""A figure of which it is known which way is better went the other way by more than a little.

Components that monitoring covers, findings of a provider that are open, observations that are left:
where the framework says which way is better, a figure that went far the other way is worth a look.

Settings: `percent`, how far it must go, in parts of a hundred of what it was.

Flagged, because it doubled:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> settings = {"level": "note", "percent": 10}
    >>> said(judge(compare(*pair(question="Q10.1", answer=(4, 8))), settings))
    ['Q10.1: It was 4 and is now 8.']

Not flagged, because less is better here:

    >>> said(judge(compare(*pair(question="Q10.1", answer=(8, 4))), settings))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.figures import number_of
from secself.materiality.vocabulary.rows import pairs
from secself.materiality.vocabulary.speech import Settings, finding
from secself.model import Comparison, Finding, Section

ID = "figure-worsened"
SETTINGS: Mapping[str, type[str] | type[int]] = {"percent": int}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"questions": ("answer",)}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each figure that went the wrong way, and far enough."""
    percent = int(settings["percent"])
    better = {question.id: question.answer.better for question in comparison.framework.questions}
    for delta, row_before, row_after in pairs(comparison, "questions"):
        before, after = number_of(row_before.answer), number_of(row_after.answer)
        if before is None or after is None:
            continue
        worse = {"lower": after - before, "higher": before - after}.get(
            better.get(delta.ref, ""), 0
        )
        if worse > 0 and 100 * worse > percent * abs(before):
            because = f"It was {before:g} and is now {after:g}."
            yield finding(ID, delta.ref, settings, because, before=before, after=after)
