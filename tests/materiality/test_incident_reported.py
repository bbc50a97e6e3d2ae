"""Major Security Incidents since the last assessment."""


def test_an_incident_is_material(judged):
    """One is enough."""
    findings = judged(
        """
        | sheet     | ref   | column | before | after |
        | Questions | Q10.1 | answer | 0      | 1     |
        """
    )

    assert [("incident-reported", "Q10.1", "material")] == findings


def test_the_same_number_as_last_time_is_material(judged):
    """The state counts, not the change."""
    findings = judged(
        """
        | sheet     | ref   | column | before | after |
        | Questions | Q10.1 | answer | 2      | 2     |
        """
    )

    assert [("incident-reported", "Q10.1", "material")] == findings


def test_fewer_than_last_time_is_material(judged):
    """One is one too many."""
    findings = judged(
        """
        | sheet     | ref   | column | before | after |
        | Questions | Q10.1 | answer | 2      | 1     |
        """
    )

    assert [("incident-reported", "Q10.1", "material")] == findings


def test_none_is_nothing(judged):
    """There were none."""
    findings = judged(
        """
        | sheet     | ref   | column | before | after |
        | Questions | Q10.1 | answer | 3      | 0     |
        """
    )

    assert [] == findings


def test_it_needs_no_baseline(alone):
    """The current side is enough."""
    findings = alone(
        """
        | sheet     | ref   | column | before | after |
        | Questions | Q10.1 | answer | 0      | 1     |
        """
    )

    assert [
        ("incident-reported", "Q10.1", "material"),
        ("no-baseline", "baseline", "note"),
    ] == findings


def test_a_question_that_was_not_put_says_nothing(judged):
    """Nobody asked."""
    findings = judged(
        """
        | sheet     | ref   | column | before  | after   |
        | Questions | Q10.1 | answer | not put | not put |
        """
    )

    assert [] == findings
