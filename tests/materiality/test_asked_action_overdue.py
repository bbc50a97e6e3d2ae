"""What was asked at an earlier assessment is late."""

from dataclasses import replace
from datetime import date

import pytest
from submissions import AS_OF, judging_framework, pair, setting

from secself.comparison import compare
from secself.materiality import run
from secself.model import Action, Closing, Decision, Progress

LATE = date(2025, 5, 29)
DONE = Progress(on=LATE, state="done")
SLIPS = Progress(on=LATE, state="late", due=date(2026, 1, 1))
CLOSED = Closing(file="letter.pdf", sha256="0" * 64, on=LATE)


def found(*actions: Action, **decided: object) -> list[str]:
    """What the rule says where these were asked for."""
    decision = Decision(
        subject="acme/2024-vusa",
        outcome="actions-requested",
        on=date(2024, 7, 1),
        actions=actions,
        **decided,
    )
    before, after = pair()
    framework = judging_framework(setting("asked-action-overdue", level="material"))
    compared = replace(compare(framework, after, before, AS_OF), decided_before=(decision,))
    findings, problems = run(compared)
    assert () == problems
    return [one.ref for one in findings]


def action(due: date = LATE, *reports: Progress) -> Action:
    """An action with what was reported on it."""
    return Action(id="A1", text="Test the gateway", due=due, reports=reports)


def test_an_action_past_its_day_is_flagged():
    """By its assessment and id."""
    assert ["acme/2024-vusa A1"] == found(action())


def test_a_later_day_that_was_proposed_moves_none():
    """The day that was set stands."""
    assert ["acme/2024-vusa A1"] == found(action(LATE, SLIPS))


@pytest.mark.parametrize(
    ("asked", "decided"),
    [
        (action(AS_OF), {}),
        (action(LATE, DONE), {}),
        (action(), {"superseded_by": 9}),
        (action(), {"closing": CLOSED}),
    ],
)
def test_what_is_due_today_done_superseded_or_closed_is_not(asked, decided):
    """Nothing is asked for there any more, or not yet."""
    assert [] == found(asked, **decided)
