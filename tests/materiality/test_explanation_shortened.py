"""An explanation that lost most of its words."""


def test_most_of_the_words_gone_is_a_note(judged):
    """Twelve words became two."""
    findings = judged(
        """
        | sheet     | ref   | column      | before                  | after      |
        | Questions | Q01.1 | explanation | a b c d e f g h i j k l | As before. |
        """
    )

    assert [("explanation-shortened", "Q01.1", "note")] == findings


def test_no_word_left_is_a_note(judged):
    """The explanation is blank."""
    findings = judged(
        """
        | sheet     | ref   | column      | before                  | after |
        | Questions | Q01.1 | explanation | a b c d e f g h i j k l |       |
        """
    )

    assert [("explanation-shortened", "Q01.1", "note")] == findings


def test_a_short_explanation_may_be_cut(judged):
    """It never said much."""
    findings = judged(
        """
        | sheet     | ref   | column      | before                  | after       |
        | Questions | Q01.1 | explanation | See the policy of 2024. | See policy. |
        """
    )

    assert [] == findings


def test_two_fifths_may_remain(judged):
    """Five words of twelve are more than 40 %."""
    findings = judged(
        """
        | sheet     | ref   | column      | before                  | after     |
        | Questions | Q01.1 | explanation | a b c d e f g h i j k l | a b c d e |
        """
    )

    assert [] == findings


def test_what_cannot_be_read_cannot_be_counted(judged):
    """Something stands there."""
    findings = judged(
        """
        | sheet     | ref   | column      | before                  | after |
        | Questions | Q01.1 | explanation | a b c d e f g h i j k l | ?#REF |
        """
    )

    assert [] == findings


def test_a_missing_row_is_another_rule_s(judged):
    """The whole row is gone, and that is said once."""
    findings = judged(
        """
        | sheet     | ref   | column      | before                  | after |
        | Questions | Q01.1 | explanation | a b c d e f g h i j k l | -     |
        """
    )

    assert [("no-longer-answered", "Q01.1", "material")] == findings
