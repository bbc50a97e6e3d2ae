"""Controls that changed hands."""


def test_most_of_them_are_noted_once(heard):
    """Three of five have another owner."""
    found = heard(
        "owners-changed",
        """
        | sheet | ref | column | before | after |
        | Validation | G1.1 | owner | Ann | Bo |
        | Validation | G1.2 | owner | Ann | Bo |
        | Validation | G1.10 | owner | Ann | Bo |
        """,
    )

    assert ["owners"] == found


def test_two_of_five_are_not_most(heard):
    """That is ordinary business."""
    found = heard(
        "owners-changed",
        """
        | sheet | ref | column | before | after |
        | Validation | G1.1 | owner | Ann | Bo |
        | Validation | G1.2 | owner | Ann | Bo |
        """,
    )

    assert [] == found


def test_a_blank_is_no_other_owner(heard):
    """Nobody can tell who it is."""
    found = heard(
        "owners-changed",
        """
        | sheet | ref | column | before | after |
        | Validation | G1.1 | owner | Ann |  |
        | Validation | G1.2 | owner | Ann |  |
        | Validation | G1.10 | owner | Ann |  |
        """,
    )

    assert [] == found
