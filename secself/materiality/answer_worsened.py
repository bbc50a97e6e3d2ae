"""A question with ranked answers got a worse one than last time.

Not every question has a rule of its own. Where the framework says which answers are better, a step
down is worth a look. Numbers and dates are left to the rules that judge them by state.

Settings: none.

Flagged, because `No` ranks below `Yes`:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> said(judge(compare(*pair(answer=("Yes", "No"))), {"level": "note"}))
    ['Q07.1: The answer was Yes and is now No.']

Not flagged, because the answer got better:

    >>> said(judge(compare(*pair(answer=("Not known", "Yes"))), {"level": "note"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import pairs, question_of
from secself.materiality.vocabulary.speech import Settings, finding, shown
from secself.model import Comparison, Finding, Section

ID = "answer-worsened"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"questions": ("answer",)}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each question whose answer went down its ranking."""
    for delta, before, after in pairs(comparison, "questions"):
        question = question_of(comparison, delta.ref)
        ranking = question.answer.ranking if question else ()
        places = [ranking.index(v) for v in (before.answer, after.answer) if v in ranking]
        if len(places) > 1 and places[0] < places[1]:
            because = f"The answer was {shown(before.answer)} and is now {shown(after.answer)}."
            yield finding(
                ID, delta.ref, settings, because, before=before.answer, after=after.answer
            )
