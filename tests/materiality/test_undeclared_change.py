"""A row that contradicts the `No change` declared in it."""

from secself.materiality import run


def test_a_worse_position_under_no_change(judged):
    """Two rules speak: the position was lowered, and it was not said."""
    findings = judged(
        """
        | sheet      | ref  | column   | before | after      |
        | Validation | G1.1 | position | Met    | Partly met |
        """
    )

    assert [
        ("position-lowered", "G1.1", "material"),
        ("undeclared-change", "G1.1", "material"),
    ] == findings


def test_other_evidence_under_no_change(judged):
    """Another document is cited."""
    findings = judged(
        """
        | sheet      | ref  | column   | before | after |
        | Validation | G1.1 | evidence | E01    | E02   |
        """
    )

    assert [("undeclared-change", "G1.1", "material")] == findings


def test_further_evidence_under_no_change(judged):
    """A set of ids that grew differs too."""
    findings = judged(
        """
        | sheet      | ref  | column   | before | after    |
        | Validation | G1.1 | evidence | E01    | E01, E02 |
        """
    )

    assert [("undeclared-change", "G1.1", "material")] == findings


def test_the_order_of_ids_does_not_matter(judged):
    """The same documents are cited in another order."""
    findings = judged(
        """
        | sheet      | ref  | column   | before   | after    |
        | Validation | G1.1 | evidence | E01, E02 | E02, E01 |
        """
    )

    assert [] == findings


def test_a_declared_change_is_nothing(judged):
    """The User says so, and that is what is wanted."""
    findings = judged(
        """
        | sheet      | ref  | column   | before    | after   |
        | Validation | G1.1 | evidence | E01       | E02     |
        | Validation | G1.1 | change   | No change | Changed |
        """
    )

    assert [] == findings


def test_a_renewal_is_nothing(judged):
    """A newer version under the same id is what should happen."""
    findings = judged(
        """
        | sheet    | ref | column  | before     | after      |
        | Evidence | E01 | version | 3.1        | 3.2        |
        | Evidence | E01 | date    | 2024-09-02 | 2025-02-14 |
        | Evidence | E01 | sha-256 | aa         | bb         |
        """
    )

    assert [] == findings


def test_evidence_that_cannot_be_read_differs(judged):
    """Nobody can tell what it cites."""
    findings = judged(
        """
        | sheet      | ref  | column   | before | after      |
        | Validation | G1.1 | evidence | E01    | ?see email |
        """
    )

    assert [("undeclared-change", "G1.1", "material")] == findings


def test_another_title_under_the_same_id_is_another_document(compared):
    """Every control that cites the id is flagged, and the sentence says why."""
    findings, _ = run(
        compared(
            """
            | sheet    | ref | column | before | after            |
            | Evidence | E02 | title  | Report | Quite other work |
            """
        )
    )

    assert {("undeclared-change", "material")} == {(f.rule, f.materiality) for f in findings}
    assert ["G1.1", "G1.2", "G1.10", "G2.1", "G2.2"] == [f.ref for f in findings]
    assert (
        "No change is declared, but a document cited in E01, E02 has another title than before."
        == findings[0].because
    )


def test_other_evidence_and_nothing_declared_is_undeclared(judged):
    """The Change cell was left blank, which declares nothing."""
    findings = judged(
        """
        | sheet      | ref  | column   | before    | after |
        | Validation | G1.1 | change   | No change |       |
        | Validation | G1.1 | evidence | E01       | E02   |
        """
    )

    assert ("undeclared-change", "G1.1", "material") in findings
