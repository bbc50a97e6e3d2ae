"""What the committee may decide of which assessment, and what makes no sense in it."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from deciding import asked
from frameworks import tiny_framework

from secself import deciding
from secself.model import RowCount, Ruling

TODAY = date(2026, 7, 31)
CLEAN = Ruling(id="satisfactory", label="Satisfactory", meaning="Fine.", actions="none")
WANTS = Ruling(id="actions-requested", label="Actions", meaning="Do.", actions="needed")


def speaking(material: int = 0, concerns: int = 0, **counts: int) -> tuple[str, ...]:
    """What speaks against a clean outcome."""
    found = SimpleNamespace(material=(object(),) * material, concerns=concerns)
    return deciding.against(found, RowCount(**counts))


def codes(*said: object) -> list[str]:
    """The codes of what makes no sense."""
    return [problem.code for problem in deciding.check(*said, TODAY)]


def test_each_kind_has_the_words_that_are_for_it():
    """Outcomes for self-assessments, the assurance statuses for Full ones."""
    framework = tiny_framework()

    assert ["satisfactory", "actions-requested", "compliance-assessment"] == [
        one.id for one in deciding.rulings(framework, "ssa")
    ]
    assert [status.id for status in framework.statuses] == [
        one.id for one in deciding.rulings(framework, "fusa")
    ]
    own = replace(framework.outcomes[0], id="accepted", kinds=("followup",))
    more = replace(framework, outcomes=(*framework.outcomes, own))
    assert ["accepted"] == [one.id for one in deciding.rulings(more, "followup")]
    assert 3 == len(deciding.rulings(more, "ssa"))


def test_an_older_name_is_never_taken_for_one_of_today():
    """By id or by the label, however it is cased; the older name is only told."""
    framework = tiny_framework()

    assert "approved" == deciding.find(framework, "fusa", "APPROVED").id
    assert deciding.find(framework, "fusa", "Pass") is None
    assert "formerly Pass" in deciding.unknown(framework, "fusa", "Pass").remedy
    assert deciding.find(framework, "ssa", "approved") is None


def test_what_speaks_against_a_clean_outcome_is_counted():
    """Material findings, rows with a concern of the assessor, rows without an answer."""
    assert () == speaking()
    assert (
        "2 material findings are flagged.",
        "1 row has a concern of the assessor.",
        "1 row is unanswered.",
        "3 rows are unreadable.",
    ) == speaking(material=2, concerns=1, unanswered=1, unreadable=3)


@pytest.mark.parametrize(
    ("decision", "ruling", "against", "expected"),
    [
        (asked(reason=""), CLEAN, (), []),
        (asked(reason=" "), CLEAN, ("1 row is unanswered.",), ["decision-unreasoned"]),
        (asked(reason="Seen."), CLEAN, ("1 row is unanswered.",), []),
        (asked("Do"), CLEAN, (), ["decision-with-actions"]),
        (asked(), WANTS, (), ["decision-without-actions"]),
        (asked("Do", on=date(2026, 8, 1)), WANTS, (), ["decision-ahead"]),
        (asked("Do", on=date(2026, 10, 1)), WANTS, (), ["decision-ahead", "action-due-before"]),
        (asked(" "), WANTS, (), ["action-blank"]),
        (asked("Do", on=TODAY), WANTS, (), []),
    ],
)
def test_what_makes_no_sense_is_said_all_at_once(decision, ruling, against, expected):
    """Each with what to do."""
    assert expected == codes(decision, ruling, against)
