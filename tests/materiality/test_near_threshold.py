"""Premises close to a threshold."""


def test_over_four_fifths_is_a_note(judged):
    """200,001 of 250,000."""
    findings = judged(
        """
        | sheet   | ref               | column | before | after  |
        | Profile | Domestic premises | value  | 200001 | 200001 |
        """
    )

    assert [("near-threshold", "Domestic premises", "note")] == findings


def test_just_four_fifths_is_nothing(judged):
    """200,000 of 250,000."""
    findings = judged(
        """
        | sheet   | ref               | column | before | after  |
        | Profile | Domestic premises | value  | 200000 | 200000 |
        """
    )

    assert [] == findings


def test_the_threshold_itself_is_not_surpassed(judged):
    """50,000 of 50,000."""
    findings = judged(
        """
        | sheet   | ref                   | column | before | after |
        | Profile | Non-domestic premises | value  | 50000  | 50000 |
        """
    )

    assert [("near-threshold", "Non-domestic premises", "note")] == findings


def test_what_is_over_it_is_not_near(judged):
    """The User counts as large already."""
    findings = judged(
        """
        | sheet   | ref               | column | before | after  |
        | Profile | Domestic premises | value  | 250001 | 250001 |
        """
    )

    assert [] == findings


def test_text_is_no_number(judged):
    """Nobody can tell."""
    findings = judged(
        """
        | sheet   | ref               | column | before | after |
        | Profile | Domestic premises | value  | many   | many  |
        """
    )

    assert [] == findings
