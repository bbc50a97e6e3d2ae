"""A position that went down the scale."""


def test_a_lower_position_is_material(judged):
    """Met last time, partly met now, and declared."""
    findings = judged(
        """
        | sheet      | ref  | column       | before    | after                  |
        | Validation | G1.1 | position     | Met       | Partly met             |
        | Validation | G1.1 | change       | No change | Changed                |
        | Validation | G1.1 | what changed |           | A plan is out of date. |
        """
    )

    assert [("position-lowered", "G1.1", "material")] == findings


def test_to_the_worst_is_material_and_wants_a_plan(judged):
    """From the top to the bottom, or from the middle: the missing plan is a note besides."""
    findings = judged(
        """
        | sheet      | ref  | column   | before     | after   |
        | Validation | G1.2 | position | Partly met | Not met |
        | Validation | G1.2 | change   | Changed    | Changed |
        """
    )

    assert [("position-lowered", "G1.2", "material")] == findings


def test_a_better_position_declared_is_nothing(judged):
    """What only got better is a Delta and no finding."""
    findings = judged(
        """
        | sheet      | ref  | column       | before     | after                  |
        | Validation | G1.2 | position     | Partly met | Met                    |
        | Validation | G1.2 | change       | No change  | Changed                |
        | Validation | G1.2 | what changed |            | All three were mended. |
        """
    )

    assert [] == findings


def test_a_position_of_no_scale_has_no_rank(judged):
    """A word the scale does not have is neither lower nor higher."""
    findings = judged(
        """
        | sheet      | ref  | column   | before  | after   |
        | Validation | G1.1 | position | Met     | Mostly  |
        | Validation | G1.1 | change   | Changed | Changed |
        """
    )

    assert [] == findings
