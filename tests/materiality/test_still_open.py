"""Something that should be closed."""


def test_a_number_above_nought_is_noted(heard):
    """Whatever it was before."""
    found = heard(
        "still-open",
        """
        | sheet | ref | column | before | after |
        | Questions | Q11.1 | answer | 2 | 2 |
        """,
    )

    assert ["Q11.1"] == found


def test_nought_is_not(heard):
    """Nothing is left."""
    found = heard(
        "still-open",
        """
        | sheet | ref | column | before | after |
        | Questions | Q11.1 | answer | 0 | 0 |
        """,
    )

    assert [] == found


def test_a_blank_is_no_number(heard):
    """Other rules look at that."""
    found = heard(
        "still-open",
        """
        | sheet | ref | column | before | after |
        | Questions | Q11.1 | answer |  |  |
        """,
    )

    assert [] == found
