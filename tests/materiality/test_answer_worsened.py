"""A ranked answer that got worse."""


def test_a_worse_answer_is_a_note(judged):
    """Yes became No."""
    findings = judged(
        """
        | sheet     | ref   | column | before | after |
        | Questions | Q16.2 | answer | Yes    | No    |
        """
    )

    assert [("answer-worsened", "Q16.2", "note")] == findings


def test_a_better_answer_is_nothing(judged):
    """Not known became Yes."""
    findings = judged(
        """
        | sheet     | ref   | column | before    | after |
        | Questions | Q16.2 | answer | Not known | Yes   |
        """
    )

    assert [] == findings


def test_a_choice_without_a_ranking_is_nothing(judged):
    """Nobody said which is better."""
    findings = judged(
        """
        | sheet     | ref   | column | before              | after        |
        | Questions | Q01.1 | answer | On our own machines | In the cloud |
        """
    )

    assert [] == findings


def test_an_answer_of_no_ranking_is_nothing(judged):
    """A word that is not ranked is neither worse nor better."""
    findings = judged(
        """
        | sheet     | ref   | column | before | after  |
        | Questions | Q16.2 | answer | Yes    | Mostly |
        """
    )

    assert [] == findings


def test_a_question_the_framework_does_not_have_is_nothing(judged):
    """Another edition asked it."""
    findings = judged(
        """
        | sheet     | ref   | column | before | after |
        | Questions | Q99.1 | answer | Yes    | No    |
        """
    )

    assert [] == findings
