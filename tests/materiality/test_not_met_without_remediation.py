"""A gap that nobody plans to close."""

from dataclasses import replace

from submissions import pair


def test_a_gap_without_a_plan_is_a_note(judged):
    """No line of the plan names the control."""
    findings = judged(
        """
        | sheet            | ref  | column | before | after |
        | Remediation plan | G2.2 | action | -      | -     |
        """
    )

    assert [("not-met-without-remediation", "G2.2", "note")] == findings


def test_a_line_is_enough(judged):
    """The plan names the control."""
    findings = judged(
        """
        | sheet            | ref  | column | before     | after      |
        | Remediation plan | G2.2 | action | Clear them | Clear them |
        """
    )

    assert [] == findings


def test_a_file_that_cannot_carry_a_plan_is_not_asked_for_one(judged):
    """Nobody can tell from such a file whether there is a plan."""
    before, after = (
        replace(
            side,
            carries=tuple(section for section in side.carries if section != "remediation"),
            remediation=(),
        )
        for side in pair()
    )

    assert [] == judged(before=before, after=after)
