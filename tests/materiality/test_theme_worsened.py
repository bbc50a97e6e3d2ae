"""Several answers of one theme that got worse."""


def test_as_many_as_set_are_noted_on_their_theme(heard):
    """One is enough here."""
    found = heard(
        "theme-worsened",
        """
        | sheet | ref | column | before | after |
        | Questions | Q16.2 | answer | Yes | No |
        """,
        answers="1",
    )

    assert ["Q16"] == found


def test_one_is_not_two(heard):
    """The theme has another question."""
    found = heard(
        "theme-worsened",
        """
        | sheet | ref | column | before | after |
        | Questions | Q16.2 | answer | Yes | No |
        """,
    )

    assert [] == found


def test_numbers_and_days_count(heard):
    """More incidents are worse."""
    found = heard(
        "theme-worsened",
        """
        | sheet | ref | column | before | after |
        | Questions | Q10.1 | answer | 0 | 2 |
        | Questions | Q08.1 | answer | 2025-03-31 | 2025-01-31 |
        """,
        answers="1",
    )

    assert ["Q08", "Q10"] == found


def test_a_blank_has_a_rule_of_its_own(heard):
    """And so has a better answer."""
    found = heard(
        "theme-worsened",
        """
        | sheet | ref | column | before | after |
        | Questions | Q16.2 | answer | Yes |  |
        | Questions | Q07.1 | answer | No | Yes |
        """,
        answers="1",
    )

    assert [] == found
