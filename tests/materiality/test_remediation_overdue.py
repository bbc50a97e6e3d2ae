"""A planned action that is late."""

from dataclasses import replace
from datetime import date

from submissions import pair

from secself.materiality import run
from secself.model import RemediationLine


def test_a_day_late_is_material(judged):
    """It was due the day before, and is not done."""
    findings = judged(
        """
        | sheet            | ref  | column | before     | after      |
        | Remediation plan | G1.2 | due    | 2025-05-29 | 2025-05-29 |
        """
    )

    assert [("remediation-overdue", "G1.2", "material")] == findings


def test_on_the_day_is_not_late(judged):
    """It is due today."""
    findings = judged(
        """
        | sheet            | ref  | column | before     | after      |
        | Remediation plan | G1.2 | due    | 2025-05-30 | 2025-05-30 |
        """
    )

    assert [] == findings


def test_what_is_done_is_not_late(judged):
    """It was due, and was done."""
    findings = judged(
        """
        | sheet            | ref  | column  | before     | after      |
        | Remediation plan | G1.2 | due     | 2025-05-29 | 2025-05-29 |
        | Remediation plan | G1.2 | done on |            | 2025-05-29 |
        """
    )

    assert [] == findings


def test_what_cannot_be_read_is_not_known_to_be_done(judged):
    """Something stands under Done on that is no day."""
    findings = judged(
        """
        | sheet            | ref  | column  | before     | after      |
        | Remediation plan | G1.2 | due     | 2025-05-29 | 2025-05-29 |
        | Remediation plan | G1.2 | done on |            | ?nearly    |
        """
    )

    assert [("remediation-overdue", "G1.2", "material")] == findings


def test_without_a_day_nothing_is_late(judged):
    """Nobody said by when."""
    findings = judged(
        """
        | sheet            | ref  | column | before | after |
        | Remediation plan | G1.2 | due    |        |       |
        """
    )

    assert [] == findings


def test_a_ref_the_framework_does_not_have_is_late_as_well(judged):
    """The plan may name what no row does."""
    findings = judged(
        """
        | sheet            | ref       | column | before | after      |
        | Remediation plan | The lobby | due    |        | 2025-01-31 |
        """
    )

    assert [("remediation-overdue", "The lobby", "material")] == findings


def test_the_late_actions_of_one_ref_are_one_finding(compared):
    """The sentence names each, and the inputs say since when."""
    _, after = pair()
    late = tuple(
        RemediationLine(ref="G1.2", action=action, due=date(2025, month, 1))
        for action, month in (("Buy a scanner", 4), ("Patch the gateway", 3))
    )
    after = replace(after, remediation=(*after.remediation, *late))
    findings, _ = run(compared(after=after))

    assert (
        "Not done by 2025-05-30: Buy a scanner (due 2025-04-01); "
        "Patch the gateway (due 2025-03-01)."
    ) == findings[0].because
    assert 1 == len(findings)
    assert {"actions": 2, "earliest": "2025-03-01", "as_of": "2025-05-30"} == findings[0].inputs
