"""Premises that went over a threshold."""


def test_one_home_over_the_threshold_is_material(judged):
    """250,000 is not over it, 250,001 is."""
    findings = judged(
        """
        | sheet   | ref               | column | before | after  |
        | Profile | Domestic premises | value  | 250000 | 250001 |
        """
    )

    assert [("threshold-crossed", "Domestic premises", "material")] == findings


def test_non_domestic_premises_have_their_own_threshold(judged):
    """50,001 is over it."""
    findings = judged(
        """
        | sheet   | ref                   | column | before | after |
        | Profile | Non-domestic premises | value  | 0      | 50001 |
        """
    )

    assert [("threshold-crossed", "Non-domestic premises", "material")] == findings


def test_up_to_the_threshold_is_only_near(judged):
    """It is reached and not surpassed."""
    findings = judged(
        """
        | sheet   | ref               | column | before | after  |
        | Profile | Domestic premises | value  | 249000 | 250000 |
        """
    )

    assert [("near-threshold", "Domestic premises", "note")] == findings


def test_what_was_over_it_crosses_nothing(judged):
    """A large User that grows was large before."""
    findings = judged(
        """
        | sheet   | ref               | column | before | after  |
        | Profile | Domestic premises | value  | 250001 | 300000 |
        """
    )

    assert [] == findings


def test_downward_is_nothing(judged):
    """A User that shrinks crosses it the other way."""
    findings = judged(
        """
        | sheet   | ref               | column | before | after  |
        | Profile | Domestic premises | value  | 260000 | 190000 |
        """
    )

    assert [] == findings


def test_premises_not_stated_before_and_over_it_now_are_material(judged):
    """Nobody can tell that they were over it before."""
    findings = judged(
        """
        | sheet   | ref               | column | before | after  |
        | Profile | Domestic premises | value  |        | 300000 |
        """
    )

    assert [("threshold-crossed", "Domestic premises", "material")] == findings
