"""An action that vanished from the plan."""


def test_a_line_that_vanished_is_noted(judged):
    """The control is partly met still."""
    found = judged(
        """
        | sheet | ref | column | before | after |
        | Remediation plan | G1.2 | action | Mend the three open weaknesses | - |
        """,
    )

    assert [("remediation-dropped", "G1.2", "note")] == found


def test_where_nothing_is_met_the_missing_plan_speaks(judged):
    """One note is enough."""
    found = judged(
        """
        | sheet | ref | column | before | after |
        | Remediation plan | G2.2 | action | Clear the administrators | - |
        """,
    )

    assert [("not-met-without-remediation", "G2.2", "note")] == found


def test_where_the_gap_is_closed_no_line_is_missed(judged):
    """It is met, and declared."""
    found = judged(
        """
        | sheet | ref | column | before | after |
        | Remediation plan | G1.2 | action | Mend the three open weaknesses | - |
        | Validation | G1.2 | position | Partly met | Met |
        | Validation | G1.2 | change |  | Changed |
        """,
    )

    assert [] == found


def test_what_was_done_may_go(judged):
    """A done line is history."""
    found = judged(
        """
        | sheet | ref | column | before | after |
        | Remediation plan | G1.2 | done on | 2025-03-01 | - |
        """,
    )

    assert [] == found


def test_an_action_in_other_words_is_a_plan_still(judged):
    """The line is another one, and it is there."""
    found = judged(
        """
        | sheet | ref | column | before | after |
        | Remediation plan | G1.2 | action | Mend them | Mend them all |
        """,
    )

    assert [] == found
