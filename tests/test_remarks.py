"""Comments that stay with the answer they are about: which are one, and on which answer."""

import itertools
from dataclasses import replace

import pytest
from frameworks import tiny_submission

from secself.digest import of_record
from secself.model import (
    Carried,
    Comment,
    Issued,
    RemediationLine,
    Reply,
    Response,
    Submission,
    moment_of,
)
from secself.problems import Origin
from secself.remarks import Settlement, Written, beside, bind, bound, held, settle, waiting

NOW = tiny_submission()
ROW = next(row for row in NOW.responses if row.section == "validation")
MARCH = moment_of("2026-03-01T10:00:00")
SAID = Comment(kind="column", section="validation", ref=ROW.ref, text="Which\nreport?")
NOTE = replace(SAID, kind="note", author="Ana")
THREAD = replace(NOTE, kind="thread", written=MARCH)


def edited(submission: Submission, ref: str, **changes: object) -> Submission:
    """Answer one item otherwise."""
    rows = (replace(r, **changes) if r.ref == ref else r for r in submission.responses)
    return replace(submission, responses=tuple(rows))


def said(*comments: Comment, on: Submission = NOW, now: Submission = NOW, **more: object):
    """Give what comments on one submission are to another."""
    return bound([Written(submission=on, comments=comments, about="acme/2026-ssa#1", **more)], now)


def test_column_note_and_thread_that_say_the_same_are_one():
    """Whatever their order; who wrote it, when and what was thought of it are kept together."""
    copies = [replace(SAID, view="No concern"), NOTE, THREAD]
    found = {said(*order) for order in itertools.permutations(copies)}

    [[one]] = found
    assert replace(THREAD, view="No concern", on=of_record(ROW)) == one.comment
    assert "on-this-answer" == one.standing


@pytest.mark.parametrize(
    "other",
    [
        replace(THREAD, text="Which reports?"),
        replace(THREAD, author="Ben"),
        replace(THREAD, written=moment_of("2026-03-02T10:00:00")),
        replace(THREAD, ref=next(r.ref for r in NOW.responses if r != ROW)),
        replace(THREAD, view="Non-compliance"),
    ],
)
def test_two_that_differ_in_anything_are_two(other):
    """In words, author, time, view or item."""
    assert 2 == len(said(replace(THREAD, view="No concern"), other))


def test_a_copy_that_could_be_of_either_stands_for_itself():
    """Two people wrote the same; nobody can tell whose the unsigned copy is."""
    found = said(SAID, NOTE, replace(NOTE, author="Ben"))

    assert {None, "Ana", "Ben"} == {one.comment.author for one in found}


def test_a_name_in_the_text_of_a_note_is_known_where_another_copy_has_it():
    """Excel writes the author above the words, and other programs forget that it is one."""
    unsigned = replace(NOTE, author=None, text="Ana:\nWhich\nreport?")

    assert 1 == len(said(unsigned, NOTE))
    assert ["Ana:\nWhich\nreport?"] == [one.comment.text for one in said(unsigned)]


def test_a_flattened_thread_finds_its_replies_again():
    """The copy that was saved by another program adds nothing; further replies are added."""
    ben, ana = (
        Reply(text="The one of May", author="Ben", written=MARCH),
        Reply(text="Thanks", author="Ana", written=MARCH),
    )
    whole = replace(THREAD, replies=(ben,), state="answered")
    flat = replace(
        SAID, kind="thread", replies=(Reply(text="The one of May"), Reply(text="Thanks"))
    )
    [one] = said(whole, flat)
    [more] = said(whole, flat, replace(whole, replies=(ben, ana), state="open"))

    assert ((ben, Reply(text="Thanks")), "open") == (one.comment.replies, one.comment.state)
    assert ((ben, ana), "open") == (more.comment.replies, more.comment.state)


def test_a_thread_that_was_settled_is_settled_though_a_copy_forgot():
    """A program that knows no threads does not know that one was resolved."""
    resolved = replace(THREAD, state="resolved")
    again = replace(THREAD, replies=(Reply(text="Still no report", author="Ana"),))

    assert ["resolved"] == [one.comment.state for one in said(resolved, SAID, NOTE)]
    assert ["open"] == [one.comment.state for one in said(resolved, again)]


@pytest.mark.parametrize(
    ("change", "standing"),
    [
        ({"narrative": "Something else"}, "on-earlier-answer"),
        ({"answer": None}, "on-earlier-answer"),
        ({"evidence": ("E9",)}, "on-earlier-answer"),
        ({"reaffirmed": "Yes", "reaffirmed_by": "Bo"}, "on-this-answer"),
        ({}, "on-this-answer"),
    ],
)
def test_a_changed_answer_makes_its_comment_one_on_an_earlier_answer(change, standing):
    """With what stood there; to read an answer again does not change it."""
    [one] = said(THREAD, now=edited(NOW, ROW.ref, **change))

    assert (standing, ROW, "acme/2026-ssa#1") == (one.standing, one.written_on, one.about)


def test_a_comment_whose_item_is_gone_is_beside_nothing():
    """It is kept, and said to be without its item."""
    rows = tuple(row for row in NOW.responses if row != ROW)
    gone = replace(
        NOW,
        responses=rows,
        issued=tuple(i for i in NOW.issued if (i.section, i.ref) != ("validation", ROW.ref)),
    )
    found = said(THREAD, now=gone)

    assert ["item-gone"] == [one.standing for one in found]
    assert () == beside(found, "validation", ROW.ref)


def test_a_comment_on_no_item_is_bound_to_none():
    """It keeps its place."""
    [one] = said(Comment(kind="note", place="Read me!B2", text="Thank you"))

    assert ("unbound", None, None) == (one.standing, one.written_on, one.comment.on)


def test_a_comment_follows_its_item_that_was_renamed_split_or_merged():
    """To the Refs it has now; the answer to a part is never the answer to the whole."""
    renamed, part = (Response(section="validation", ref=ref, answer=ROW.answer) for ref in "AB")
    renamed = replace(ROW, ref="A")
    after = replace(
        NOW,
        responses=(renamed, part),
        issued=tuple(Issued(section="validation", ref=ref) for ref in "AB"),
    )

    def found(*carried: Carried):
        [one] = said(THREAD, now=after, carried=carried)
        return one.comment.ref, one.also, one.standing

    def of(ref: str, wording: str):
        return Carried(section="validation", ref=ref, wording=wording, came_from=(ROW.ref,))

    assert ("A", (), "on-this-answer") == found(of("A", "moved"))
    assert ("A", ("B",), "on-earlier-answer") == found(of("A", "split"), of("B", "split"))
    assert ("A", (), "on-earlier-answer") == found(of("A", "merged"))
    assert (ROW.ref, (), "item-gone") == found()


def test_a_comment_that_came_along_with_an_amended_answer_stays_with_the_first():
    """The same file, amended and sent again, still has the comment on what stood there before."""
    later = edited(NOW, ROW.ref, narrative="We have changed this.")
    first, again = (Written(submission=each, comments=(NOTE,)) for each in (NOW, later))
    [one] = bound([first, again], later)

    assert ("on-earlier-answer", ROW) == (one.standing, one.written_on)


def test_what_is_said_again_in_another_year_is_said_again():
    """Only a time shows that a comment came along; open ones of other years still count."""
    before = replace(NOW, marks=replace(NOW.marks, year=(NOW.marks.year or 0) - 1))
    both = [Written(submission=each, comments=(NOTE,)) for each in (before, NOW)]
    dated = [Written(submission=each, comments=(THREAD,)) for each in (before, NOW)]
    settled = Written(submission=before, comments=(replace(NOTE, text="Old"), THREAD))
    found = held([settled, Written(submission=NOW, comments=())], NOW)
    done = settle(found, [Settlement(act="resolved", reason="", on=found[0].parts[0])])

    assert (2, 1) == (len(bound(both, NOW)), len(bound(dated, NOW)))
    assert len({one.id for one in bound(both, NOW)}) == 2
    assert (2, 1) == (
        len(done),
        len(waiting(done, Written(submission=NOW, comments=()).assessment)),
    )


def test_a_comment_is_withdrawn_with_a_reason_in_every_copy():
    """And stays so when it comes again; what was done last counts."""
    twice = [Written(submission=NOW, comments=(NOTE, THREAD))]
    act = Settlement(act="withdrawn", reason="I was mistaken.", on=NOTE)
    [taken] = settle(held(twice, NOW), [act])
    [again] = settle(held(twice, NOW), [act, replace(act, act="reopened")])

    assert ("I was mistaken.", False) == (taken.bound.withdrawn, taken.bound.is_open)
    assert (None, True) == (again.bound.withdrawn, again.bound.is_open)


def test_a_comment_keeps_its_name_when_more_is_known_of_it():
    """So that it can be named in a letter; two of one wording are counted."""
    [plain], [whole] = said(SAID), said(SAID, THREAD)
    twins = said(NOTE, replace(NOTE, author="Ben"))

    assert plain.id == whole.id
    assert [plain.id, f"{plain.id}-2"] == [one.id for one in twins]


def test_of_several_lines_under_one_ref_it_is_the_one_it_stands_on():
    """A plan has many actions for one control."""
    lines = tuple(
        RemediationLine(ref="G1.1", action=action, origin=Origin(sheet="Plan", cell=f"A{row}"))
        for row, action in enumerate(("First", "Second"), 2)
    )
    plan = replace(NOW, remediation=lines)
    on = replace(SAID, section="remediation", ref="G1.1", origin=Origin(sheet="Plan", cell="B3"))
    [found] = said(on, on=plan, now=plan)
    [nowhere] = said(replace(on, origin=Origin()), on=plan, now=plan)

    assert ("on-this-answer", lines[1]) == (found.standing, found.written_on)
    assert "unbound" == nowhere.standing


def test_comments_in_an_altered_copy_are_bound_to_what_was_really_answered():
    """Whoever edited the locked answers in the assessor's workbook answers nothing."""
    altered = edited(NOW, ROW.ref, answer="Not met")
    [comment] = bind([NOTE], NOW, altered)

    assert of_record(ROW) == comment.on
