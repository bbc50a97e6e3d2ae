"""Laws of the assessor's workbook, over drawn answers and comments: nothing is lost or changed."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from reviews import of, two

from secself import unseen
from secself.grid import read_grid
from secself.model import Comment, Submission, Unreadable, Value
from secself.store import reviews

pytestmark = pytest.mark.property

HOSTILE = (
    "=1+1",
    "+1",
    "@SUM(A1)",
    "\t=1",
    "'quoted",
    "#N/A",
    "<r><t>x</t></r>",
    "_x0041_",
    "a_x000D_b",
    "carriage\rreturn",
    "<b>x</b> & ]]>",
    "one\ntwo\n\nfour",
    "  spaces  ",
    "1.10",
    "2026-01-01",
    "TRUE",
    "🙂👩‍👩‍👧 שלום",
    "secself:1 user=other",
    "key:answer",
    "Ref",
)
"""Texts that have broken other tools."""
_typed = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Cf")), min_size=1)
_texts = st.one_of(st.sampled_from(HOSTILE), _typed)
_values = st.one_of(st.none(), _texts, st.builds(Unreadable, shown=_texts))
_comments = st.builds(
    Comment,
    kind=st.sampled_from(("column", "note", "thread")),
    section=st.sampled_from(("validation", "questions", "evidence")),
    ref=st.sampled_from(("G1.1", "Q01.1", "E01", "Z9")),
    text=_texts,
    author=st.one_of(st.none(), st.just("Ana")),
)
_laws = settings(
    max_examples=15,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)


def saying(submission: Submission, *said: Value) -> Submission:
    """The submission, with other words in its texts, one after the other."""
    words = iter(said)
    responses = tuple(
        replace(row, narrative=next(words, row.narrative)) for row in submission.responses
    )
    evidence = tuple(replace(one, title=next(words, one.title)) for one in submission.evidence)
    plan = tuple(replace(one, action=next(words, one.action)) for one in submission.remediation)
    return replace(submission, responses=responses, evidence=evidence, remediation=plan)


@_laws
@example(then=["a b c"], now=["a c\r b"])
@given(then=st.lists(_values, max_size=20), now=st.lists(_values, max_size=20))
def test_the_answers_are_as_they_were_submitted(then: list[Value], now: list[Value]) -> None:
    """Whatever they were, and whatever stood there before: the workbook is proved, or not made."""
    before, after = two("")
    assessment = of(saying(before, *then), saying(after, *now))

    assert reviews.make(assessment, "Ana")
    assert reviews.not_as_typed(assessment) == ()


@_laws
@given(then=st.lists(_comments, max_size=5), now=st.lists(_comments, max_size=5))
def test_no_comment_is_lost(then: list[Comment], now: list[Comment]) -> None:
    """Each stands beside its row, or on `Read me` if it is on none; and no answer is changed."""
    before, after = two("")
    told = replace(before, comments=tuple(then)), replace(after, comments=tuple(now))
    grid = read_grid(reviews.make(of(*told)), "review.xlsx")
    shown = [
        raw.shown
        for sheet in grid.sheets
        for cells in sheet.rows.values()
        for raw in cells.values()
    ]

    texts = [unseen.seen(one.text, but="\n\r\t") for one in (*then, *now)]
    assert [] == [text for text in texts if not any(text in cell for cell in shown)]
