"""Something that was last done too long ago."""


def test_a_day_too_long_ago_is_noted(heard):
    """Half a year and a day."""
    found = heard(
        "day-lapsed",
        """
        | sheet | ref | column | before | after |
        | Questions | Q16.1 | answer | 2024-11-29 | 2024-11-29 |
        """,
    )

    assert ["Q16.1"] == found


def test_the_same_day_is_not_more(heard):
    """Half a year to the day."""
    found = heard(
        "day-lapsed",
        """
        | sheet | ref | column | before | after |
        | Questions | Q16.1 | answer | 2024-11-30 | 2024-11-30 |
        """,
    )

    assert [] == found


def test_a_blank_is_no_day(heard):
    """Other rules look at that."""
    found = heard(
        "day-lapsed",
        """
        | sheet | ref | column | before | after |
        | Questions | Q16.1 | answer |  |  |
        """,
    )

    assert [] == found
