"""A further User Role."""


def test_a_further_role_is_material(judged):
    """The finding stands on the label of the Profile sheet."""
    findings = judged(
        """
        | sheet   | ref        | column | before          | after                         |
        | Profile | User Roles | value  | import-supplier | import-supplier, gas-supplier |
        """
    )

    assert [("role-added", "User Roles", "material")] == findings


def test_two_roles_are_one_finding(judged):
    """There is one line for them, and one finding."""
    findings = judged(
        """
        | sheet   | ref        | column | before       | after                                     |
        | Profile | User Roles | value  | gas-supplier | import-supplier, gas-supplier, other-user |
        """
    )

    assert [("role-added", "User Roles", "material")] == findings


def test_a_role_given_up_is_nothing(judged):
    """Less is asked of the User."""
    findings = judged(
        """
        | sheet   | ref        | column | before                        | after           |
        | Profile | User Roles | value  | import-supplier, gas-supplier | import-supplier |
        """
    )

    assert [] == findings


def test_the_order_of_roles_does_not_matter(judged):
    """The same roles are listed in another order."""
    findings = judged(
        """
        | sheet   | ref        | column | before                   | after                    |
        | Profile | User Roles | value  | gas-supplier, other-user | other-user, gas-supplier |
        """
    )

    assert [] == findings


def test_a_blank_line_falls_back_on_what_the_file_was_issued_for(judged):
    """The sheet is blank, and the roles are known all the same."""
    findings = judged(
        """
        | sheet   | ref        | column | before          | after |
        | Profile | User Roles | value  | import-supplier |       |
        """
    )

    assert [
        ("role-added", "User Roles", "material"),
        ("fact-no-longer-stated", "User Roles", "note"),
    ] == findings
