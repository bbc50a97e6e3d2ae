"""An answer of last time that is gone."""


def test_a_position_left_blank_is_material(judged):
    """The row is there, the position is not."""
    findings = judged(
        """
        | sheet      | ref  | column   | before | after |
        | Validation | G1.1 | position | Met    |       |
        """
    )

    assert [("no-longer-answered", "G1.1", "material")] == findings


def test_an_unreadable_position_is_no_answer(judged):
    """Something stands there that nobody can take."""
    findings = judged(
        """
        | sheet      | ref  | column   | before | after   |
        | Validation | G1.1 | position | Met    | ?Mostly |
        """
    )

    assert [("no-longer-answered", "G1.1", "material")] == findings


def test_a_missing_row_is_no_answer(judged):
    """It was put to the User, and its row is gone."""
    findings = judged(
        """
        | sheet      | ref  | column   | before | after |
        | Validation | G1.1 | position | Met    | -     |
        """
    )

    assert [("no-longer-answered", "G1.1", "material")] == findings


def test_a_question_counts_as_a_control_does(judged):
    """An answer left blank is an answer withheld."""
    findings = judged(
        """
        | sheet     | ref   | column | before | after |
        | Questions | Q12.1 | answer | 2      |       |
        """
    )

    assert [("no-longer-answered", "Q12.1", "material")] == findings


def test_out_of_scope_is_no_silence(judged):
    """What is not put to the User any more need not be answered."""
    findings = judged(
        """
        | sheet      | ref  | column   | before | after   |
        | Validation | G2.1 | position | Met    | not put |
        """
    )

    assert [] == findings


def test_a_question_ruled_out_by_another_answer_need_not_be_answered(judged):
    """There is no access from outside any more, so nothing guards it."""
    findings = judged(
        """
        | sheet     | ref   | column | before          | after |
        | Questions | Q07.1 | answer | Yes             | No    |
        | Questions | Q07.2 | answer | By two factors. |       |
        """
    )

    assert [("answer-worsened", "Q07.1", "note")] == findings
