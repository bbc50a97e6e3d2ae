"""A gap that went out of sight."""


def test_a_gap_that_does_not_apply_any_more_is_a_note(judged):
    """Not met last time, and not applicable now."""
    findings = judged(
        """
        | sheet      | ref  | column   | before  | after          |
        | Validation | G2.2 | position | Not met | Not applicable |
        | Validation | G2.2 | change   | Changed | Changed        |
        """
    )

    assert [("not-met-to-not-applicable", "G2.2", "note")] == findings


def test_another_scope_does_not_silence_it(judged):
    """A role was given up; somebody should look all the same."""
    findings = judged(
        """
        | sheet      | ref        | column   | before                        | after          |
        | Validation | G2.2       | position | Not met                       | Not applicable |
        | Profile    | User Roles | value    | import-supplier, gas-supplier | gas-supplier   |
        """
    )

    assert [("not-met-to-not-applicable", "G2.2", "note")] == findings


def test_a_closed_gap_is_nothing(judged):
    """Not met last time, and met now."""
    findings = judged(
        """
        | sheet      | ref  | column   | before  | after   |
        | Validation | G2.2 | position | Not met | Met     |
        | Validation | G2.2 | change   | Changed | Changed |
        """
    )

    assert [] == findings
