"""A residual risk raised to a high level, or by several steps."""

import pytest
from submissions import AS_OF, flat, judging_framework, pair, setting

from secself.comparison import compare
from secself.materiality import run


@pytest.mark.parametrize(
    ("before", "after", "is_raised"),
    [
        ("Very low", "Low", False),
        ("Very low", "Medium", True),
        ("Low", "Medium", False),
        ("Low", "High", True),
        ("Medium", "High", True),
        ("High", "Very high", True),
        ("High", "High", False),
        ("Very high", "High", False),
        ("Medium", "Low", False),
        ("", "High", True),
        ("", "Very high", True),
        ("", "Medium", False),
        ("?some", "High", True),
        ("Medium", "?more", False),
    ],
)
def test_a_step_to_high_or_two_anywhere_are_material(judged, before, after, is_raised):
    """Blank before and high now counts as raised; what fell or stayed does not."""
    findings = judged(
        f"""
        | sheet      | ref  | column        | before   | after   |
        | Validation | G1.1 | residual risk | {before} | {after} |
        """
    )

    assert (("residual-risk-raised", "G1.1", "material") in findings) == is_raised


def test_a_raised_risk_is_the_only_finding(judged):
    """Nothing else speaks of it."""
    findings = judged(
        """
        | sheet      | ref  | column        | before | after |
        | Validation | G1.1 | residual risk | Low    | High  |
        """
    )

    assert [("residual-risk-raised", "G1.1", "material")] == findings


def test_a_level_the_framework_does_not_have_leaves_the_steps():
    """Without a high level, only the number of steps counts."""
    before, after = pair(
        """
        | sheet      | ref   | column        | before | after |
        | Validation | G1.1  | residual risk | Medium | High  |
        | Validation | G1.10 | residual risk | Low    | High  |
        """
    )
    framework = judging_framework(setting("residual-risk-raised", high="grave"))
    findings, _ = run(compare(framework, after, before, AS_OF))

    assert [("residual-risk-raised", "G1.10", "material")] == flat(findings)
