"""A question has come to an answer that is worth a look, and had another one last time.

Not every choice can be ranked. That conformity is not shown any more, or that a letter was not
sent, is a word among others, and the committee may want to hear when it is chosen.

Settings: `question`, the question; `answer`, the answer to look for.

Flagged, because that answer is given now:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> settings = {"level": "note", "question": "Q07.1", "answer": "Not known"}
    >>> said(judge(compare(*pair(answer=("Yes", "Not known"))), settings))
    ['Q07.1: The answer was Yes and is now Not known.']

Not flagged, because it was given last time too:

    >>> said(judge(compare(*pair(answer=("Not known", "Not known"))), settings))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import pairs
from secself.materiality.vocabulary.speech import Settings, finding, shown
from secself.model import Comparison, Finding, Section

ID = "answer-reached"
SETTINGS: Mapping[str, type[str] | type[int]] = {"question": str, "answer": str}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"questions": ("answer",)}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag the question if it came to that answer."""
    for delta, before, after in pairs(comparison, "questions"):
        is_reached = after.answer == settings["answer"] and before.answer != after.answer
        if delta.ref == settings["question"] and is_reached:
            because = f"The answer was {shown(before.answer)} and is now {shown(after.answer)}."
            yield finding(
                ID, delta.ref, settings, because, before=before.answer, after=after.answer
            )
