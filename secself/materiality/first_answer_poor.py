"""A control or question is put for the first time, and its answer is the worst there is.

A User Role, SMETS1 systems, Shared Resources or another answer, such as that on cloud, can bring
obligations that nobody asked about last time. Nothing can fall there, and yet risk has come.

A control counts that is not met; a question, if its answers are ranked and it got the last one.

Settings: none.

Flagged, because the question is new to this User, and `No` is the worst answer to it:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> cells = {"question": ("Q10.1", "Q07.1")}
    >>> said(judge(compare(*pair(**cells, answer=(0, "No"))), {"level": "note"}))
    ['Q07.1: It was not put to the User last time, and is No now.']

Not flagged, because the first answer is a good one:

    >>> said(judge(compare(*pair(**cells, answer=(0, "Yes"))), {"level": "note"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import compared, is_worst, question_of
from secself.materiality.vocabulary.speech import Settings, finding, shown
from secself.model import Comparison, Finding, Response, Section

ID = "first-answer-poor"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {
    "questions": ("answer",),
    "validation": ("position",),
}

_CAME = frozenset({"in-scope", "added"})
_SECTIONS: tuple[Section, ...] = ("questions", "validation")


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each newcomer that is answered as badly as can be."""
    for section in _SECTIONS:
        for delta in compared(comparison, section):
            row = delta.after
            is_newcomer = not _CAME.isdisjoint(delta.changes)
            if is_newcomer and isinstance(row, Response) and _is_poor(comparison, row):
                because = f"It was not put to the User last time, and is {shown(row.answer)} now."
                yield finding(ID, delta.ref, settings, because, after=row.answer)


def _is_poor(comparison: Comparison, row: Response) -> bool:
    if row.section == "validation":
        return is_worst(comparison.framework.scale, row.answer)
    question = question_of(comparison, row.ref)
    return question is not None and row.answer in question.answer.ranking[-1:]
