"""A fact that was stated last time, and is not any more."""

import pytest


@pytest.mark.parametrize("now", ["", "-", "?many"])
def test_premises_nobody_states_any_more_are_noted(judged, now):
    """Blank, gone or unreadable: a threshold cannot be judged."""
    findings = judged(
        f"""
        | sheet   | ref               | column | before | after |
        | Profile | Domestic premises | value  | 240000 | {now} |
        """
    )

    assert [("fact-no-longer-stated", "Domestic premises", "note")] == findings


def test_fewer_premises_are_nothing(judged):
    """They are stated, and there are fewer."""
    findings = judged(
        """
        | sheet   | ref               | column | before | after |
        | Profile | Domestic premises | value  | 90000  | 80000 |
        """
    )

    assert [] == findings
