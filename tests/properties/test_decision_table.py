"""Every pair of states has a defined change and a direction; none falls through."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import get_args

import pytest
from frameworks import tiny_framework
from submissions import AS_OF, quiet_submission

from secself.comparison import compare
from secself.comparison.states import DECIDED, State
from secself.model import (
    NOT_COMPARABLE,
    Carried,
    Change,
    Delta,
    Direction,
    Response,
    Submission,
    Unreadable,
    Value,
    Wording,
)

FRAMEWORK = tiny_framework()
STATES: tuple[State, ...] = get_args(State)
UNREADABLE = Unreadable(shown="Mostly")
DECIDING, ASKED, CONTROL = "Q07.1", "Q07.2", "G1.1"
CELLS: Mapping[State, tuple[bool, str, Value]] = {
    "not put": (False, "Yes", None),
    "blank": (True, "Yes", None),
    "unreadable": (True, "Yes", UNREADABLE),
    "answered": (True, "Yes", "By two factors."),
    "ruled out": (True, "No", None),
    "ruled out, unreadable": (True, "No", UNREADABLE),
    "ruled out, answered": (True, "No", "By two factors."),
}
"""For each state: whether the item was put, the answer that decides on it, and its own."""

WORDINGS: tuple[Wording, ...] = tuple(
    wording for wording in get_args(Wording) if wording not in ("new", "withdrawn")
)


def side(state: State) -> Submission:
    """A submission in which the question that hangs on another one stands in a state."""
    is_put, deciding, answer = CELLS[state]
    return replace_row(
        replace_row(quiet_submission(), "questions", DECIDING, answer=deciding),
        "questions",
        ASKED,
        is_put=is_put,
        answer=answer,
    )


def replace_row(
    submission: Submission, section: str, ref: str, *, is_put: bool = True, **cells: object
) -> Submission:
    """Write cells of one row, or take the row and the question away."""
    kept = [row for row in submission.responses if (row.section, row.ref) != (section, ref)]
    [row] = [row for row in submission.responses if (row.section, row.ref) == (section, ref)]
    issued = [one for one in submission.issued if (one.section, one.ref) != (section, ref)]
    if not is_put:
        return replace(submission, responses=tuple(kept), issued=tuple(issued))
    return replace(submission, responses=(*kept, replace(row, **cells)))


def delta(before: Submission, after: Submission, ref: str, *carried: Carried) -> Delta:
    """The one Delta of an item."""
    [found] = [
        one for one in compare(FRAMEWORK, after, before, AS_OF, carried).deltas if one.ref == ref
    ]
    return found


@pytest.mark.parametrize(("before", "after"), list(product(STATES, repeat=2)))
def test_every_pair_of_states_is_decided(before, after):
    """What the table says is what is said of two real submissions in these states."""
    if before == after == "not put":
        deltas = compare(FRAMEWORK, side(after), side(before), AS_OF).deltas
        assert ASKED not in {one.ref for one in deltas}
        return
    found = delta(side(before), side(after), ASKED)
    decided = DECIDED[before][after]

    if decided:
        assert decided == tuple(c for c in found.changes if c in decided)
        assert "unclear" == found.direction
    else:
        assert ("unchanged",) == found.changes


@pytest.mark.parametrize(("before", "after"), list(product(STATES, repeat=2)))
def test_silence_is_never_unchanged(before, after):
    """Where one side has no answer that can be read, nothing is called unchanged.

    But for one case: the question is ruled out on both sides, as it should be, and left blank.
    """
    if "not put" in (before, after):
        return
    found = delta(side(before), side(after), ASKED)
    is_answered = [state.endswith("answered") for state in (before, after)]

    if found.change == "unchanged":
        assert is_answered == [True, True] or (before, after) == ("ruled out", "ruled out")


def test_the_table_is_whole():
    """Every state stands in it, on both sides; only what was put to nobody is left out."""
    pairs = {(before, after) for before, row in DECIDED.items() for after in row}

    assert set(product(STATES, repeat=2)) - {("not put", "not put")} == pairs


def test_a_missing_row_is_as_bad_as_a_blank_one():
    """Deleting a row that was put gives what clearing its answer gives."""
    whole = quiet_submission()
    cleared = replace_row(whole, "validation", CONTROL, answer=None)
    deleted = replace(whole, responses=tuple(r for r in whole.responses if r.ref != CONTROL))

    assert "no-longer-answered" == delta(whole, cleared, CONTROL).change
    assert "no-longer-answered" == delta(whole, deleted, CONTROL).change


POSITIONS: tuple[Value, ...] = (*FRAMEWORK.scale.labels, None, UNREADABLE)
RISKS: tuple[Value, ...] = (*FRAMEWORK.residual_risks.labels, None, UNREADABLE)


@pytest.mark.parametrize("wording", WORDINGS)
@pytest.mark.parametrize(("before", "after"), list(product(POSITIONS, repeat=2)), ids=repr)
def test_every_pair_of_positions_is_named_under_every_wording(before, after, wording):
    """Each pair has a change and a direction, and no comfort where nothing can be compared."""
    whole = quiet_submission()
    sides = [replace_row(whole, "validation", CONTROL, answer=one) for one in (before, after)]
    carried = Carried(section="validation", ref=CONTROL, wording=wording, came_from=(CONTROL,))
    found = delta(sides[0], sides[1], CONTROL, carried)

    assert found.changes
    assert set(found.changes) <= set(get_args(Change))
    assert found.direction in get_args(Direction)
    if wording in NOT_COMPARABLE:
        assert found.direction in ("worse", "unclear")
        assert "unchanged" not in found.changes
    elif found.direction == "same":
        assert before == after
        assert isinstance(after, str)
    elif found.direction == "better":
        assert FRAMEWORK.scale.rank(after) < FRAMEWORK.scale.rank(before)


@pytest.mark.parametrize(("before", "after"), list(product(RISKS, repeat=2)), ids=repr)
def test_every_pair_of_risks_points_somewhere(before, after):
    """A risk that is lower is better, a higher one worse; from or to silence nobody can tell."""
    whole = quiet_submission()
    sides = [
        replace_row(whole, "validation", CONTROL, residual_risk=one) for one in (before, after)
    ]
    found = delta(sides[0], sides[1], CONTROL)
    ranks = [FRAMEWORK.residual_risks.rank(one) for one in (before, after)]
    is_told = None not in ranks
    upper = len(FRAMEWORK.residual_risks.labels) // 2

    if before == after:
        assert ("unchanged",) == found.changes
    elif is_told:
        assert ("worse" if ranks[1] > ranks[0] else "better") == found.direction
    elif ranks[1] is not None and ranks[1] > upper:
        assert "worse" == found.direction
    else:
        assert "unclear" == found.direction


@pytest.mark.parametrize("state", STATES)
def test_a_file_that_cannot_carry_a_section_leaves_it_open(state):
    """Whatever the other side says, nothing is compared with a file that could not say it."""
    questionnaire = replace(side("answered"), carries=("validation",))
    for before, after in ((questionnaire, side(state)), (side(state), questionnaire)):
        found = [
            (one.changes, one.direction)
            for one in compare(FRAMEWORK, after, before, AS_OF).deltas
            if one.ref == ASKED
        ]
        assert [(("not-compared",), "unclear")] == found or state == "not put"


def test_a_row_that_only_carries_notes_is_not_blank():
    """A row without an answer keeps what else stands in it in sight."""
    whole = quiet_submission()
    before = replace_row(whole, "validation", CONTROL, answer=None, narrative="To follow.")
    after = replace_row(whole, "validation", CONTROL, answer=None, narrative="Still to follow.")
    found = delta(before, after, CONTROL)

    assert ("unanswered", "narrative-changed") == found.changes
    assert isinstance(found.before, Response)
