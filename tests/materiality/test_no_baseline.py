"""No earlier submission."""


def test_no_prior_is_one_note(alone):
    """It says that only the present state is judged."""
    findings = alone(
        """
        | sheet      | ref  | column   | before | after |
        | Validation | G1.1 | position | Met    | Met   |
        """
    )

    assert [("no-baseline", "baseline", "note")] == findings


def test_a_prior_is_nothing(judged):
    """There is something to compare with."""
    findings = judged(
        """
        | sheet      | ref  | column   | before | after |
        | Validation | G1.1 | position | Met    | Met   |
        """
    )

    assert [] == findings
