"""A No that another sheet contradicts."""


def test_a_provider_that_came_belies_it(heard):
    """The answer is No."""
    found = heard(
        "answer-belied",
        """
        | sheet | ref | column | before | after |
        | Providers | meshwell | name | - | Meshwell |
        | Questions | Q16.2 | answer | No | No |
        """,
    )

    assert ["Q16.2"] == found


def test_a_role_that_was_added_belies_it(heard):
    """A further role is stated."""
    found = heard(
        "answer-belied",
        """
        | sheet | ref | column | before | after |
        | Profile | User Roles | value | gas-supplier | gas-supplier, other-user |
        | Questions | Q16.2 | answer | No | No |
        """,
    )

    assert ["Q16.2"] == found


def test_a_further_system_belies_it(heard):
    """It was one, and is two."""
    found = heard(
        "answer-belied",
        """
        | sheet | ref | column | before | after |
        | Profile | User Systems | value | 1 | 2 |
        | Questions | Q07.1 | answer | No | No |
        """,
    )

    assert ["Q07.1"] == found


def test_a_yes_is_believed(heard):
    """It is told."""
    found = heard(
        "answer-belied",
        """
        | sheet | ref | column | before | after |
        | Providers | meshwell | name | - | Meshwell |
        """,
    )

    assert [] == found


def test_what_was_given_up_belies_nothing(heard):
    """Fewer roles and systems were not taken on."""
    found = heard(
        "answer-belied",
        """
        | sheet | ref | column | before | after |
        | Profile | User Roles | value | gas-supplier, other-user | gas-supplier |
        | Profile | User Systems | value | 2 | 1 |
        | Questions | Q16.2 | answer | No | No |
        """,
    )

    assert [] == found
