"""Several controls of one section that fell together."""


def test_three_that_fell_are_noted_once(heard):
    """On their section."""
    found = heard(
        "section-weakened",
        """
        | sheet | ref | column | before | after |
        | Validation | G1.1 | position | Met | Partly met |
        | Validation | G1.10 | position | Met | Partly met |
        | Validation | G1.2 | position | Partly met | Not met |
        """,
    )

    assert ["G1"] == found


def test_two_of_one_and_one_of_another_are_not_three(heard):
    """Sections do not add up."""
    found = heard(
        "section-weakened",
        """
        | sheet | ref | column | before | after |
        | Validation | G1.1 | position | Met | Partly met |
        | Validation | G1.10 | position | Met | Partly met |
        | Validation | G2.1 | position | Met | Not met |
        """,
    )

    assert [] == found


def test_a_framework_says_how_many(heard):
    """Two are enough here."""
    found = heard(
        "section-weakened",
        """
        | sheet | ref | column | before | after |
        | Validation | G1.1 | position | Met | Partly met |
        | Validation | G1.10 | position | Met | Partly met |
        """,
        controls="2",
    )

    assert ["G1"] == found


def test_what_rose_does_not_count(heard):
    """Neither does what left the scale."""
    found = heard(
        "section-weakened",
        """
        | sheet | ref | column | before | after |
        | Validation | G1.1 | position | Met | Partly met |
        | Validation | G1.10 | position | Met | Partly met |
        | Validation | G1.2 | position | Partly met | Met |
        """,
    )

    assert [] == found
