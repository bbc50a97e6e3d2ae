"""A residual risk that nobody states any more."""


def test_a_risk_that_is_blank_now_is_a_note(judged):
    """It was stated before."""
    findings = judged(
        """
        | sheet      | ref  | column        | before | after |
        | Validation | G1.1 | residual risk | Low    |       |
        """
    )

    assert [("residual-risk-blanked", "G1.1", "note")] == findings


def test_one_that_cannot_be_read_is_not_stated(judged):
    """Something stands there that is no level."""
    findings = judged(
        """
        | sheet      | ref  | column        | before | after  |
        | Validation | G1.1 | residual risk | Low    | ?so so |
        """
    )

    assert [("residual-risk-blanked", "G1.1", "note")] == findings


def test_a_missing_row_is_another_rule_s(judged):
    """The whole row is gone, and that is said once."""
    findings = judged(
        """
        | sheet      | ref  | column   | before | after |
        | Validation | G1.1 | position | Met    | -     |
        """
    )

    assert [("no-longer-answered", "G1.1", "material")] == findings


def test_never_stated_is_nothing(judged):
    """It was blank before."""
    findings = judged(
        """
        | sheet      | ref  | column        | before | after |
        | Validation | G1.1 | residual risk |        |       |
        """
    )

    assert [] == findings
