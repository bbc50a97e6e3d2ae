"""A question that came to a certain answer."""


def test_the_answer_is_noted_when_it_is_new(heard):
    """It was Yes."""
    found = heard(
        "answer-reached",
        """
        | sheet | ref | column | before | after |
        | Questions | Q07.1 | answer | Yes | Not known |
        """,
    )

    assert ["Q07.1"] == found


def test_the_same_answer_as_last_time_is_not(heard):
    """It was known then."""
    found = heard(
        "answer-reached",
        """
        | sheet | ref | column | before | after |
        | Questions | Q07.1 | answer | Not known | Not known |
        """,
    )

    assert [] == found


def test_another_answer_is_not(heard):
    """The rule looks for one word."""
    found = heard(
        "answer-reached",
        """
        | sheet | ref | column | before | after |
        | Questions | Q07.1 | answer | Yes | No |
        """,
    )

    assert [] == found


def test_from_a_blank_it_is_reached_too(heard):
    """Nothing was said before."""
    found = heard(
        "answer-reached",
        """
        | sheet | ref | column | before | after |
        | Questions | Q07.1 | answer |  | Not known |
        """,
    )

    assert ["Q07.1"] == found


def test_another_question_is_left_alone(heard):
    """The rule names one."""
    found = heard(
        "answer-reached",
        """
        | sheet | ref | column | before | after |
        | Questions | Q16.2 | answer | Yes | Not known |
        """,
    )

    assert [] == found
