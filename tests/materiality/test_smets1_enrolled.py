"""SMETS1 systems that were enrolled since."""


def test_the_first_ones_are_noted(heard):
    """There were none."""
    found = heard(
        "smets1-enrolled",
        """
        | sheet | ref | column | before | after |
        | Profile | SMETS1 enrolled | value | No | Yes |
        """,
    )

    assert ["SMETS1 enrolled"] == found


def test_those_of_last_time_are_not(heard):
    """They were there."""
    found = heard(
        "smets1-enrolled",
        """
        | sheet | ref | column | before | after |
        | Profile | SMETS1 enrolled | value | Yes | Yes |
        """,
    )

    assert [] == found


def test_given_up_is_not_enrolled(heard):
    """They went."""
    found = heard(
        "smets1-enrolled",
        """
        | sheet | ref | column | before | after |
        | Profile | SMETS1 enrolled | value | Yes | No |
        """,
    )

    assert [] == found


def test_from_a_blank_nobody_can_tell(heard):
    """It was not stated."""
    found = heard(
        "smets1-enrolled",
        """
        | sheet | ref | column | before | after |
        | Profile | SMETS1 enrolled | value |  | Yes |
        """,
    )

    assert [] == found
