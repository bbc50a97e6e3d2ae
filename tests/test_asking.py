"""Asking again: which rows are, and what becomes of all that was answered before."""

from dataclasses import replace
from datetime import date

from frameworks import tiny_submission
from hypothesis import given
from hypothesis import strategies as st

from secself import asking
from secself.model import (
    VIEWS,
    Comment,
    Declaration,
    EvidenceItem,
    RemediationLine,
    Response,
    Submission,
)

EARLIER = tiny_submission()
PUT = [(one.section, one.ref) for one in EARLIER.issued]


def further(*refs: str, **changes: object) -> Submission:
    """What came back when these Refs were asked again: as it was sent, but for what is named."""
    issued = tuple(one for one in EARLIER.issued if one.ref in refs)
    rows = tuple(one for one in EARLIER.responses if one.ref in refs)
    marks = replace(EARLIER.marks, follows="sha256:0")
    blank = replace(
        EARLIER, marks=marks, issued=issued, responses=rows, declaration=Declaration(), comments=()
    )
    return replace(blank, **changes)


def about(ref: str, **said: object) -> Comment:
    """What somebody said of a row."""
    section = next(section for section, known in PUT if known == ref)
    return Comment(kind="column", text="", section=section, ref=ref, **said)


def test_asked_again_is_what_more_is_wanted_on():
    """By the view, or by a suggested action; not what was resolved, nor what is no row."""
    first, second, third, fourth, *_ = [ref for _, ref in PUT]
    comments = [
        about(fourth, view="More evidence needed"),
        about(first, action="Send the report."),
        about(second, view="More evidence needed", state="resolved"),
        about(third, view="Non-compliance"),
        Comment(kind="note", text="", section="evidence", ref="E1", action="Send it."),
    ]
    assert [first, fourth] == [ref for _, ref in asking.wanted(comments, EARLIER)]


def test_a_response_is_to_every_concern():
    """Whatever the view, or where only an action is suggested; not where there is no concern."""
    said = [*({"view": view} for view in VIEWS), {"action": "Send it."}, {"text": "Hm."}]
    comments = [replace(about(ref), **each) for (_, ref), each in zip(PUT, said, strict=False)]
    found = [ref for _, ref in asking.wanted(comments, EARLIER, for_response=True)]
    meant = [one.ref for one in comments if one.view not in (None, asking.FINE) or one.action]
    assert meant == found


def test_a_row_asked_again_is_as_it_came_back():
    """All others stay, in their order."""
    row = EARLIER.responses[0]
    came = replace(row, answer="Something else", evidence=("E9",))
    whole = asking.laid_over(EARLIER, further(row.ref, responses=(came,)))
    assert (came, *EARLIER.responses[1:]) == whole.responses
    assert EARLIER.issued == whole.issued
    assert EARLIER.marks == whole.marks


def test_a_row_that_is_gone_stays_as_it_was_and_one_that_was_cleared_is_blank():
    """Somebody who takes an answer out of its cell means it; a lost row means nothing."""
    row = EARLIER.responses[0]
    blank = Response(section=row.section, ref=row.ref)
    assert EARLIER.responses == asking.laid_over(EARLIER, further(row.ref, responses=())).responses
    cleared = asking.laid_over(EARLIER, further(row.ref, responses=(blank,)))
    assert blank == cleared.responses[0]


def test_lists_gain_what_came_and_lose_nothing():
    """A document is known by its id, a line of the plan by its Ref and action."""
    known = EARLIER.evidence[0]
    renewed, fresh = replace(known, version="9"), EvidenceItem(id="E99", title="Report")
    line = RemediationLine(ref=EARLIER.responses[0].ref, action="Test again")
    whole = asking.laid_over(
        EARLIER, further(evidence=(renewed, fresh), remediation=(line,), providers=())
    )
    assert (renewed, *EARLIER.evidence[1:], fresh) == whole.evidence
    assert (*EARLIER.remediation, line) == whole.remediation
    assert EARLIER.providers == whole.providers


def test_who_declares_last_declares_the_whole():
    """A further file that nobody declared leaves the declaration as it was."""
    declared = Declaration(name="A", role="Director", date=date(2025, 6, 1), declared="Yes")
    assert declared == asking.laid_over(EARLIER, further(declaration=declared)).declaration
    assert EARLIER.declaration == asking.laid_over(EARLIER, further()).declaration


def test_what_came_back_as_it_was_is_known():
    """So that nobody takes it for an answer."""
    first, second = EARLIER.responses[:2]
    rows = (first, replace(second, narrative="More words than before"))
    assert (first,) == asking.unchanged(EARLIER, further(first.ref, second.ref, responses=rows))


refs = st.sets(st.sampled_from([row.ref for row in EARLIER.responses]))


@given(refs, st.text(max_size=9))
def test_only_what_was_asked_again_differs(asked, text):
    """Whatever was asked; and laid over once more, it changes nothing."""
    rows = tuple(replace(row, answer=text) for row in EARLIER.responses if row.ref in asked)
    came = further(*asked, responses=rows)
    whole = asking.laid_over(EARLIER, came)
    differing = {
        now.ref
        for before, now in zip(EARLIER.responses, whole.responses, strict=True)
        if before != now
    }
    assert differing <= asked
    assert whole.responses == asking.laid_over(whole, came).responses


def test_what_came_back_as_it_was_sent_lies_over_nothing():
    """Answers that were filled in for the User do not undo what it answered meanwhile."""
    first, second = EARLIER.responses[:2]
    newer = replace(EARLIER, responses=(replace(first, narrative="Newer"), *EARLIER.responses[1:]))
    came = further(first.ref, second.ref, responses=(first, replace(second, narrative="Too")))
    whole = asking.laid_over(newer, came, EARLIER)
    assert ["Newer", "Too"] == [row.narrative for row in whole.responses[:2]]


@given(st.permutations(VIEWS))
def test_the_order_of_comments_makes_no_difference(views):
    """The rows are asked in the order in which they were put."""
    comments = [about(ref, view=view) for (_, ref), view in zip(PUT, views, strict=False)]
    assert asking.wanted(comments, EARLIER) == asking.wanted(comments[::-1], EARLIER)
