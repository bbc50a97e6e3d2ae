"""A row that nobody answers."""


def test_blank_twice_is_a_note(judged):
    """It was blank last time too."""
    findings = judged(
        """
        | sheet      | ref  | column   | before | after |
        | Validation | G1.1 | position |        |       |
        """
    )

    assert [("unanswered-on-both-sides", "G1.1", "note")] == findings


def test_missing_after_unreadable_is_a_note(judged):
    """However it goes unanswered, nothing is known."""
    findings = judged(
        """
        | sheet     | ref   | column | before  | after |
        | Questions | Q01.1 | answer | ?cloudy | -     |
        """
    )

    assert [("unanswered-on-both-sides", "Q01.1", "note")] == findings


def test_a_newcomer_that_is_blank_is_a_note(judged):
    """It is put to the User for the first time, and nobody answered."""
    findings = judged(
        """
        | sheet      | ref  | column   | before  | after |
        | Validation | G1.1 | position | not put |       |
        """
    )

    assert [("unanswered-on-both-sides", "G1.1", "note")] == findings


def test_a_newcomer_that_is_answered_is_nothing(judged):
    """It is put to the User for the first time, and is met."""
    findings = judged(
        """
        | sheet      | ref  | column   | before  | after |
        | Validation | G2.1 | position | not put | Met   |
        """
    )

    assert [] == findings


def test_a_question_ruled_out_need_not_be_answered(judged):
    """There is no access from outside, so nothing guards it."""
    findings = judged(
        """
        | sheet     | ref   | column | before | after |
        | Questions | Q07.1 | answer | No     | No    |
        | Questions | Q07.2 | answer |        |       |
        """
    )

    assert [] == findings


def test_without_a_baseline_it_is_not_said(alone):
    """The other state rules speak, and the check lists the row."""
    findings = alone(
        """
        | sheet      | ref  | column   | before | after |
        | Validation | G1.1 | position |        |       |
        """
    )

    assert [("no-baseline", "baseline", "note")] == findings
