"""An Agreed Interpretation that changed."""


def test_it_is_named_with_each_control_that_was_not_read_again(judged):
    """One note on the interpretation, one on each control that leans on it."""
    findings = judged(
        """
        | sheet           | ref  | column | before | after |
        | Interpretations | AI-1 | text   | aaa    | bbb   |
        """
    )

    assert [
        ("interpretation-changed", "G1.1", "note"),
        ("interpretation-changed", "G1.2", "note"),
        ("interpretation-changed", "AI-1", "note"),
    ] == findings


def test_a_control_read_again_is_not_named(judged):
    """Only the interpretation itself remains to be said."""
    findings = judged(
        """
        | sheet           | ref  | column     | before | after |
        | Interpretations | AI-2 | text       | aaa    | bbb   |
        | Validation      | G1.2 | reaffirmed |        | Yes   |
        """
    )

    assert [("interpretation-changed", "AI-2", "note")] == findings


def test_two_that_changed_are_one_note_on_a_control(judged):
    """It leans on both."""
    findings = judged(
        """
        | sheet           | ref  | column     | before | after |
        | Interpretations | AI-1 | text       | aaa    | bbb   |
        | Interpretations | AI-2 | text       | aaa    | bbb   |
        | Validation      | G1.1 | reaffirmed |        | Yes   |
        """
    )

    assert [
        ("interpretation-changed", "G1.2", "note"),
        ("interpretation-changed", "AI-1", "note"),
        ("interpretation-changed", "AI-2", "note"),
    ] == findings


def test_a_control_that_is_not_answered_reaffirms_nothing(judged):
    """Its blank position is another rule's."""
    findings = judged(
        """
        | sheet           | ref  | column   | before     | after |
        | Interpretations | AI-2 | text     | aaa        | bbb   |
        | Validation      | G1.2 | position | Partly met |       |
        """
    )

    assert [
        ("no-longer-answered", "G1.2", "material"),
        ("interpretation-changed", "AI-2", "note"),
    ] == findings


def test_one_no_control_leans_on_is_named_all_the_same(judged):
    """The framework does not have it any more."""
    findings = judged(
        """
        | sheet           | ref  | column | before | after |
        | Interpretations | AI-9 | text   | aaa    | bbb   |
        """
    )

    assert [("interpretation-changed", "AI-9", "note")] == findings


def test_one_that_is_known_on_one_side_only_did_not_change(judged):
    """Nobody can tell what it said."""
    findings = judged(
        """
        | sheet           | ref  | column | before | after |
        | Interpretations | AI-9 | text   | -      | bbb   |
        """
    )

    assert [] == findings
