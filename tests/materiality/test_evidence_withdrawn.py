"""A claimed control that cites nothing any more."""


def test_a_claim_without_evidence_is_material(judged):
    """All evidence is gone, and the change is declared."""
    findings = judged(
        """
        | sheet      | ref  | column   | before   | after   |
        | Validation | G1.1 | evidence | E01, E02 |         |
        | Validation | G1.1 | change   | Changed  | Changed |
        """
    )

    assert [("evidence-withdrawn", "G1.1", "material")] == findings


def test_under_no_change_it_is_undeclared_too(judged):
    """The evidence differs, and nobody said so."""
    findings = judged(
        """
        | sheet      | ref  | column   | before | after |
        | Validation | G1.2 | evidence | E01    |       |
        """
    )

    assert [
        ("evidence-withdrawn", "G1.2", "material"),
        ("undeclared-change", "G1.2", "material"),
    ] == findings


def test_one_document_left_is_enough(judged):
    """Some evidence went, some is there."""
    findings = judged(
        """
        | sheet      | ref  | column   | before   | after   |
        | Validation | G1.1 | evidence | E01, E02 | E02     |
        | Validation | G1.1 | change   | Changed  | Changed |
        """
    )

    assert [] == findings


def test_an_unmet_control_claims_nothing(judged):
    """There is nothing to show for what is not met."""
    findings = judged(
        """
        | sheet      | ref  | column   | before  | after   |
        | Validation | G2.2 | evidence | E01     |         |
        | Validation | G2.2 | change   | Changed | Changed |
        """
    )

    assert [] == findings


def test_what_cannot_be_read_is_not_withdrawn(judged):
    """Something is cited, though nobody can tell what."""
    findings = judged(
        """
        | sheet      | ref  | column   | before  | after      |
        | Validation | G1.1 | evidence | E01     | ?see email |
        | Validation | G1.1 | change   | Changed | Changed    |
        """
    )

    assert [] == findings


def test_nothing_before_and_nothing_now_is_nothing(judged):
    """A claim that never cited anything withdrew nothing."""
    findings = judged(
        """
        | sheet      | ref  | column   | before | after |
        | Validation | G1.1 | evidence |        |       |
        """
    )

    assert [] == findings
