"""A control that stopped to apply although the scope stayed."""

from submissions import marked, pair, unmarked


def test_leaving_the_scale_in_the_same_scope_is_material(judged):
    """Neither roles nor enrolment account for it."""
    findings = judged(
        """
        | sheet      | ref  | column   | before  | after          |
        | Validation | G1.1 | position | Met     | Not applicable |
        | Validation | G1.1 | change   | Changed | Changed        |
        """
    )

    assert [("position-to-not-applicable", "G1.1", "material")] == findings


def test_partly_met_counts_as_well(judged):
    """It was claimed in part, and is not claimed any more."""
    findings = judged(
        """
        | sheet      | ref  | column   | before     | after          |
        | Validation | G1.2 | position | Partly met | Not applicable |
        """
    )

    assert [("position-to-not-applicable", "G1.2", "material")] == findings


def test_another_scope_accounts_for_it(judged):
    """A role was given up, so a duty may have gone with it."""
    findings = judged(
        """
        | sheet      | ref        | column   | before                        | after          |
        | Validation | G1.1       | position | Met                           | Not applicable |
        | Profile    | User Roles | value    | import-supplier, gas-supplier | gas-supplier   |
        """
    )

    assert [] == findings


def test_enrolment_is_part_of_the_scope(judged):
    """SMETS1 systems are not enrolled any more."""
    findings = judged(
        """
        | sheet      | ref             | column   | before | after          |
        | Validation | G1.1            | position | Met    | Not applicable |
        | Profile    | SMETS1 enrolled | value    | Yes    | No             |
        """
    )

    assert [] == findings


def test_a_blank_profile_is_no_other_scope(judged):
    """What the sheet leaves open is taken from what the file was issued for."""
    findings = judged(
        """
        | sheet      | ref             | column   | before                        | after          |
        | Validation | G1.1            | position | Met                           | Not applicable |
        | Profile    | SMETS1 enrolled | value    | Yes                           |                |
        | Profile    | User Roles      | value    | import-supplier, gas-supplier |                |
        """
    )

    assert ("position-to-not-applicable", "G1.1", "material") in findings


def test_what_the_file_was_issued_for_is_the_scope_where_the_sheet_is_silent(judged):
    """It was issued to a User with SMETS1 systems before, and to one without now."""
    before, after = pair(
        """
        | sheet      | ref             | column   | before | after          |
        | Validation | G1.1            | position | Met    | Not applicable |
        | Profile    | SMETS1 enrolled | value    | Yes    |                |
        """
    )

    assert [("fact-no-longer-stated", "SMETS1 enrolled", "note")] == judged(
        before=before, after=marked(after, facts=())
    )


def test_a_scope_that_nobody_knows_is_no_other_scope(judged):
    """With neither sheet nor marks, silence does not excuse."""
    before, after = pair(
        """
        | sheet      | ref             | column   | before | after          |
        | Validation | G1.1            | position | Met    | Not applicable |
        | Profile    | SMETS1 enrolled | value    | Yes    | ?perhaps       |
        | Profile    | User Roles      | value    |        | -              |
        """
    )
    findings = judged(before=before, after=unmarked(after))

    assert ("position-to-not-applicable", "G1.1", "material") in findings
