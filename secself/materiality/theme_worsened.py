"""Several answers of one theme are worse than last time.

The questions of a theme look at one thing from several sides. Where two or three of them got worse
together, the thing itself has.

Settings: `answers`, how many of a theme count.

Flagged, because one answer is worse, and one is enough here:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> worse = {"answer": ("Yes", "No")}
    >>> said(judge(compare(*pair(**worse)), {"level": "note", "answers": 1}))
    ['Q07: In this theme 1 answer is worse than last time: Q07.1.']

Not flagged, because it takes two:

    >>> said(judge(compare(*pair(**worse)), {"level": "note", "answers": 2}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import is_answered, pairs, question_of
from secself.materiality.vocabulary.speech import Settings, finding, listed
from secself.model import Comparison, Finding, Section

ID = "theme-worsened"
SETTINGS: Mapping[str, type[str] | type[int]] = {"answers": int}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"questions": ("answer",)}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each theme in which enough answers point down."""
    worse: dict[str, list[str]] = {}
    for delta, before, after in pairs(comparison, "questions"):
        question = question_of(comparison, delta.ref)
        both = is_answered(before.answer) and is_answered(after.answer)
        if question and both and delta.direction == "worse" and "answer-changed" in delta.changes:
            worse.setdefault(question.theme, []).append(delta.ref)
    for theme, refs in worse.items():
        if len(refs) >= int(settings["answers"]):
            are = "answer is" if len(refs) == 1 else "answers are"
            because = (
                f"In this theme {len(refs)} {are} worse than last time: {listed(tuple(refs))}."
            )
            yield finding(ID, theme, settings, because, answers=", ".join(refs))
