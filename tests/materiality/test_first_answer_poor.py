"""A control or question that is put for the first time, and answered as badly as can be."""


def test_the_worst_first_answer_is_noted(judged):
    """It was not asked last time, and is No now."""
    found = judged(
        """
        | sheet | ref | column | before | after |
        | Questions | Q16.2 | answer | not put | No |
        """,
    )

    assert [("first-answer-poor", "Q16.2", "note")] == found


def test_a_control_that_is_new_and_not_met_is_noted(judged):
    """What is planned for it is another matter."""
    found = judged(
        """
        | sheet | ref | column | before | after |
        | Validation | G2.2 | position | not put | Not met |
        """,
    )

    assert [("first-answer-poor", "G2.2", "note")] == found


def test_a_better_first_answer_is_not_noted(judged):
    """Partly met is not the worst, and Not known is not either."""
    found = judged(
        """
        | sheet | ref | column | before | after |
        | Validation | G1.2 | position | not put | Partly met |
        | Questions | Q16.2 | answer | not put | Not known |
        """,
    )

    assert [] == found


def test_an_answer_that_is_not_ranked_is_never_poor(judged):
    """A number is left to the rules that look at it."""
    found = judged(
        """
        | sheet | ref | column | before | after |
        | Questions | Q12.1 | answer | not put | 0 |
        """,
    )

    assert [] == found


def test_what_was_asked_before_is_no_newcomer(judged):
    """A fall has a rule of its own."""
    found = judged(
        """
        | sheet | ref | column | before | after |
        | Questions | Q16.2 | answer | Yes | No |
        """,
    )

    assert [("answer-worsened", "Q16.2", "note")] == found


def test_a_question_another_answer_brings_is_a_newcomer(judged):
    """It has no ranking here, so nothing is said."""
    found = judged(
        """
        | sheet | ref | column | before | after |
        | Questions | Q07.1 | answer | No | Yes |
        | Questions | Q07.2 | answer |  | By two factors. |
        """,
    )

    assert [] == found
