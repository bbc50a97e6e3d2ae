"""Other words, and an answer that was not read again."""

from dataclasses import replace

from submissions import flat

from secself.materiality import run


def test_an_answer_to_other_words_is_a_note(judged):
    """The words changed, and nobody said that the answer holds."""
    findings = judged(
        """
        | sheet      | ref  | column | before | after |
        | Validation | G1.1 | words  | aaa    | bbb   |
        """
    )

    assert [("wording-changed", "G1.1", "note")] == findings


def test_a_question_counts_as_a_control_does(judged):
    """Its words changed."""
    findings = judged(
        """
        | sheet     | ref   | column | before | after |
        | Questions | Q12.1 | words  | aaa    | bbb   |
        """
    )

    assert [("wording-changed", "Q12.1", "note")] == findings


def test_an_answer_read_again_is_nothing(judged):
    """It still holds."""
    findings = judged(
        """
        | sheet      | ref  | column     | before | after |
        | Validation | G1.1 | words      | aaa    | bbb   |
        | Validation | G1.1 | reaffirmed |        | Yes   |
        """
    )

    assert [] == findings


def test_a_no_is_not_a_yes(judged):
    """Somebody read it again, and it does not hold."""
    findings = judged(
        """
        | sheet      | ref  | column     | before | after |
        | Validation | G1.1 | words      | aaa    | bbb   |
        | Validation | G1.1 | reaffirmed |        | No    |
        """
    )

    assert [("wording-changed", "G1.1", "note")] == findings


def test_a_first_answer_was_given_to_these_words(judged):
    """It was blank before, so nothing was carried over."""
    findings = judged(
        """
        | sheet      | ref  | column   | before | after |
        | Validation | G1.1 | words    | aaa    | bbb   |
        | Validation | G1.1 | position |        | Met   |
        """
    )

    assert [] == findings


def test_a_turned_meaning_is_material(compared):
    """The words say the opposite now, so the answer may too."""
    comparison = compared()
    turned = tuple(
        replace(delta, wording="turned") if delta.ref == "G1.1" else delta
        for delta in comparison.deltas
    )
    findings, _ = run(replace(comparison, deltas=turned))

    assert [("wording-changed", "G1.1", "material")] == flat(findings)
