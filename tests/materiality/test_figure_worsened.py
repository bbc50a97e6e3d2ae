"""A figure that went the wrong way."""


def test_more_where_less_is_better_is_noted(heard):
    """It doubled."""
    found = heard(
        "figure-worsened",
        """
        | sheet | ref | column | before | after |
        | Questions | Q10.1 | answer | 2 | 4 |
        """,
    )

    assert ["Q10.1"] == found


def test_anything_is_far_from_nought(heard):
    """There was none."""
    found = heard(
        "figure-worsened",
        """
        | sheet | ref | column | before | after |
        | Questions | Q10.1 | answer | 0 | 1 |
        """,
    )

    assert ["Q10.1"] == found


def test_a_little_is_not_noted(heard):
    """Just ten in a hundred is not more."""
    found = heard(
        "figure-worsened",
        """
        | sheet | ref | column | before | after |
        | Questions | Q10.1 | answer | 10 | 11 |
        """,
    )

    assert [] == found


def test_less_is_better_here(heard):
    """It fell."""
    found = heard(
        "figure-worsened",
        """
        | sheet | ref | column | before | after |
        | Questions | Q10.1 | answer | 4 | 2 |
        """,
    )

    assert [] == found


def test_a_figure_with_no_better_way_is_left_alone(heard):
    """The budget may go either way."""
    found = heard(
        "figure-worsened",
        """
        | sheet | ref | column | before | after |
        | Questions | Q12.1 | answer | 9 | 2 |
        """,
    )

    assert [] == found


def test_a_blank_is_no_figure(heard):
    """Other rules look at that."""
    found = heard(
        "figure-worsened",
        """
        | sheet | ref | column | before | after |
        | Questions | Q10.1 | answer | 2 |  |
        """,
    )

    assert [] == found
