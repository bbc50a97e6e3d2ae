"""A further User System."""


def test_a_second_system_is_material(judged):
    """There was one, and there are two."""
    findings = judged(
        """
        | sheet   | ref          | column | before | after |
        | Profile | User Systems | value  | 1      | 2     |
        """
    )

    assert [("user-system-added", "User Systems", "material")] == findings


def test_a_system_given_up_is_nothing(judged):
    """There were two, and there is one."""
    findings = judged(
        """
        | sheet   | ref          | column | before | after |
        | Profile | User Systems | value  | 2      | 1     |
        """
    )

    assert [] == findings


def test_a_number_nobody_knows_is_not_more(judged):
    """Blank before: nobody can tell that there are more."""
    findings = judged(
        """
        | sheet   | ref          | column | before | after |
        | Profile | User Systems | value  |        | 2     |
        """
    )

    assert [] == findings


def test_a_line_that_is_gone_is_not_more(judged):
    """The line is missing now."""
    findings = judged(
        """
        | sheet   | ref          | column | before | after |
        | Profile | User Systems | value  | 1      | -     |
        """
    )

    assert [("fact-no-longer-stated", "User Systems", "note")] == findings
