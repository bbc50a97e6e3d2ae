"""No comment is ever lost, doubled, or attached to another question, whatever is edited."""

from dataclasses import replace

import pytest
from frameworks import tiny_submission
from hypothesis import given
from hypothesis import strategies as st

from secself.digest import of_record
from secself.model import Comment, Submission, moment_of
from secself.remarks import Written, bound

pytestmark = pytest.mark.property

FIRST = tiny_submission()
ROWS = [(row.section, row.ref) for row in FIRST.responses]
TEXTS = ("Why?", "Which report?", "Why?\nAnd when?", "")
AUTHORS = (None, "Ana", "Ben")
MOMENTS = (None, moment_of("2026-03-01T10:00:00"), moment_of("2026-03-02T09:30:15"))

comments = st.builds(
    lambda at, kind, text, author, written, view: Comment(
        kind=kind,
        section=ROWS[at][0],
        ref=ROWS[at][1],
        text=text,
        author=author,
        written=written,
        view=view,
    ),
    st.integers(0, 3),
    st.sampled_from(("column", "note", "thread")),
    st.sampled_from(TEXTS),
    st.sampled_from(AUTHORS),
    st.sampled_from(MOMENTS),
    st.sampled_from((None, "No concern", "Non-compliance")),
)
edits = st.tuples(
    st.integers(0, 3),
    st.sampled_from(("answer", "narrative", "owner")),
    st.sampled_from((None, "Yes", "Something else")),
)
turns = st.lists(
    st.tuples(st.lists(edits, max_size=3), st.lists(comments, max_size=5), st.booleans()),
    min_size=1,
    max_size=4,
)


def told(comment: Comment) -> tuple[object, ...]:
    """Give what a comment is about and says."""
    return comment.section, comment.ref, comment.text


def history(drawn: list) -> list[Written]:
    """Submit again and again: each time answers were edited, and comments added or left in."""
    written: list[Written] = []
    submission, kept = FIRST, ()
    for number, (edited, added, keeps) in enumerate(drawn, 1):
        for at, field, value in edited:
            section, ref = ROWS[at]
            rows = (
                replace(r, **{field: value}) if (r.section, r.ref) == (section, ref) else r
                for r in submission.responses
            )
            submission = replace(submission, responses=tuple(rows))
        kept = (*(kept if keeps else ()), *added)
        written.append(Written(submission=submission, comments=kept, about=f"a#{number}"))
    return written


def row(submission: Submission, comment: Comment):
    """Give the row a comment is about."""
    return submission.response(comment.section, comment.ref)


@given(turns)
def test_no_comment_is_lost_doubled_or_attached_to_another_question(drawn):
    """Each stands once beside its own item, with the answer it was written on."""
    written = history(drawn)
    now = written[-1].submission
    found = bound(written, now)
    came = [comment for each in written for comment in each.comments]

    assert {told(one) for one in came} == {told(one.comment) for one in found}
    assert len(found) == len(set(found)) == len({one.id for one in found})
    for one in came:
        assert any(holds(each.comment, one) for each in found)
    for one in found:
        assert row(FIRST, one.comment).ref == one.written_on.ref
        is_same = of_record(row(now, one.comment)) == one.comment.on
        assert ("on-this-answer" if is_same else "on-earlier-answer") == one.standing


@given(turns, st.randoms(use_true_random=False))
def test_the_order_in_which_copies_come_makes_no_difference(drawn, random):
    """Nor does it whether they came once or twice."""
    written = history(drawn)
    now = written[-1].submission
    shuffled = []
    for each in written:
        copies = [*each.comments, *random.sample(each.comments, len(each.comments))]
        random.shuffle(copies)
        shuffled.append(replace(each, comments=tuple(copies)))

    assert bound(written, now) == bound(shuffled, now)


@given(turns)
def test_what_is_one_already_stays_one(drawn):
    """To bring together what was brought together changes nothing."""
    written = history(drawn)[:1]
    now = written[0].submission
    once = bound(written, now)
    again = bound([replace(written[0], comments=tuple(one.comment for one in once))], now)

    assert once == again


def holds(whole: Comment, copy: Comment) -> bool:
    """Tell whether a comment tells all that a copy of it tells."""
    pairs = [
        (getattr(whole, name), getattr(copy, name))
        for name in ("author", "written", "view", "section", "ref", "text")
    ]
    return all(theirs in (None, mine) for mine, theirs in pairs)
