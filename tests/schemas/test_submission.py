"""Submissions as plain data: what is saved comes back equal."""

import json
from datetime import date

import pytest
from frameworks import tiny_submission
from hypothesis import given
from hypothesis import strategies as st

from secself.model import Comment, Marks, Reply, Response, Submission, Unreadable
from secself.plain import submission_document
from secself.schemas.submission import load_submission

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
VALUES = st.one_of(
    st.none(),
    TEXT,
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    TEXT.map(lambda shown: Unreadable(shown=shown)),
)


def again(submission: Submission) -> Submission | None:
    """Through JSON text and back."""
    loaded, faults = load_submission(json.loads(json.dumps(submission_document(submission))))
    assert [] == faults
    return loaded


def test_a_whole_submission_comes_back_equal():
    """Every table, the declaration, and what was issued."""
    submission = tiny_submission()

    assert submission == again(submission)


@pytest.mark.property
@given(answer=VALUES, narrative=VALUES, evidence=st.lists(TEXT.filter(bool)))
def test_any_answer_comes_back_equal(answer, narrative, evidence):
    """Text, numbers, dates, blanks and what could not be read."""
    response = Response(
        section="questions", ref="Q1", answer=answer, narrative=narrative, evidence=tuple(evidence)
    )
    submission = Submission(marks=Marks(), carries=("questions",), issued=(), responses=(response,))

    assert submission == again(submission)


@pytest.mark.property
@given(
    text=TEXT, author=st.none() | TEXT, written=st.none() | st.datetimes(), view=st.none() | TEXT
)
def test_any_comment_comes_back_equal(text, author, written, view):
    """Its words as they stand, spaces and line breaks at its ends included."""
    reply = Reply(text=text, author=author, written=written)
    comments = (
        Comment(kind="thread", section="questions", ref="Q1", text=text, replies=(reply, reply)),
        Comment(kind="column", place="Read me!A1", text="", view=view, action=text, on="sha256:1"),
        Comment(kind="note", text=text, author=author, written=written, state="resolved"),
    )
    submission = Submission(marks=Marks(), carries=(), issued=(), comments=comments)

    assert submission == again(submission)


def test_without_comments_the_document_is_what_it_was():
    """So that what knows none can read it."""
    assert "comments" not in submission_document(tiny_submission())


@pytest.mark.parametrize(
    "comment",
    [
        {"kind": "rumour", "text": "x"},
        {"kind": "note"},
        {"kind": "note", "text": 7},
        {"kind": "note", "text": "x", "written": "2026-05-31"},
        {"kind": "note", "text": "x", "written": 7},
        {"kind": "note", "text": "x", "state": "closed"},
        {"kind": "note", "text": "x", "replies": [{"author": "Ana"}]},
        {"kind": "note", "text": "x", "answer": "Met"},
    ],
)
def test_a_comment_that_is_none_is_a_fault(comment):
    """A file of plain data can be written by anybody."""
    document = {**submission_document(tiny_submission()), "comments": [comment]}
    loaded, faults = load_submission(document)

    assert loaded is None
    assert {"comments"} == {path[0] for path, _ in faults}


def test_text_that_looks_like_a_date_stays_text():
    """A date and the text of a date are two things."""
    responses = tuple(
        Response(section="questions", ref=ref, answer=answer)
        for ref, answer in (("Q1", "2026-01-01"), ("Q2", date(2026, 1, 1)))
    )
    submission = Submission(marks=Marks(), carries=(), issued=(), responses=responses)

    assert submission == again(submission)


@pytest.mark.parametrize(
    "content",
    [
        [], {}, {"format": "secself/diff@1"}, "text", 7, None,
        {"format": "secself/submission@1", "marks": {}, "carries": [], "issued": [], "more": 1},
        {"format": "secself/submission@1", "marks": {"year": "x"}, "carries": [], "issued": []},
    ],
)  # fmt: skip
def test_what_is_no_submission_is_refused_with_faults(content):
    """Never half a submission, never an exception."""
    loaded, faults = load_submission(content)

    assert loaded is None
    assert faults
