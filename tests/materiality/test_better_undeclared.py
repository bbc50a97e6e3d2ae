"""A better position that nobody declared."""


def test_a_better_position_under_no_change_is_a_note(judged):
    """Good news wants a reason."""
    findings = judged(
        """
        | sheet      | ref  | column   | before     | after |
        | Validation | G1.2 | position | Partly met | Met   |
        """
    )

    assert [("better-undeclared", "G1.2", "note")] == findings


def test_a_declared_one_is_nothing(judged):
    """It got better, and the User says so."""
    findings = judged(
        """
        | sheet      | ref  | column   | before     | after |
        | Validation | G1.2 | position | Partly met | Met   |
        | Validation | G1.2 | change   | No change  | New   |
        """
    )

    assert [] == findings
