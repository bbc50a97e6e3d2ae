"""A control that began to apply, and is not fully met, although the scope stayed."""


def test_a_duty_out_of_nowhere_is_material(judged):
    """It did not apply, and is partly met now."""
    findings = judged(
        """
        | sheet      | ref  | column   | before         | after      |
        | Validation | G1.1 | position | Not applicable | Partly met |
        | Validation | G1.1 | change   | Changed        | Changed    |
        """
    )

    assert [("position-from-not-applicable", "G1.1", "material")] == findings


def test_not_met_is_material_as_well(judged):
    """It did not apply, and is not met now."""
    findings = judged(
        """
        | sheet      | ref  | column   | before         | after   |
        | Validation | G2.2 | position | Not applicable | Not met |
        """
    )

    assert [("position-from-not-applicable", "G2.2", "material")] == findings


def test_met_at_once_is_nothing(judged):
    """What applies now is met."""
    findings = judged(
        """
        | sheet      | ref  | column   | before         | after |
        | Validation | G1.1 | position | Not applicable | Met   |
        """
    )

    assert [] == findings


def test_another_scope_accounts_for_it(judged):
    """A role came, which is the finding."""
    findings = judged(
        """
        | sheet            | ref        | column   | before         | after                    |
        | Validation       | G1.1       | position | Not applicable | Not met                  |
        | Profile          | User Roles | value    | gas-supplier   | gas-supplier, other-user |
        | Remediation plan | G1.1       | action   |                | Draw it                  |
        """
    )

    assert [("role-added", "User Roles", "material")] == findings
