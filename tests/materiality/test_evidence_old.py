"""A cited document that is out of date."""


def test_an_old_document_is_one_note(judged):
    """Fifteen rows cite it, and it is named once."""
    findings = judged(
        """
        | sheet    | ref | column | before     | after      |
        | Evidence | E01 | date   | 2024-05-29 | 2024-05-29 |
        """
    )

    assert [("evidence-old", "E01", "note")] == findings


def test_a_year_to_the_day_is_not_old(judged):
    """It is as old as it may be."""
    findings = judged(
        """
        | sheet    | ref | column | before     | after      |
        | Evidence | E01 | date   | 2024-05-30 | 2024-05-30 |
        """
    )

    assert [] == findings


def test_a_review_that_is_overdue_is_a_note(judged):
    """The document is young, its review is late."""
    findings = judged(
        """
        | sheet    | ref | column     | before     | after      |
        | Evidence | E01 | review due | 2025-05-29 | 2025-05-29 |
        """
    )

    assert [("evidence-old", "E01", "note")] == findings


def test_both_reasons_are_one_note(judged):
    """Old, and its review is late."""
    findings = judged(
        """
        | sheet    | ref | column     | before     | after      |
        | Evidence | E01 | date       | 2020-01-01 | 2020-01-01 |
        | Evidence | E01 | review due | 2021-01-01 | 2021-01-01 |
        """
    )

    assert [("evidence-old", "E01", "note")] == findings


def test_a_review_due_today_is_not_overdue(judged):
    """There is time until tonight."""
    findings = judged(
        """
        | sheet    | ref | column     | before     | after      |
        | Evidence | E01 | review due | 2025-05-30 | 2025-05-30 |
        """
    )

    assert [] == findings


def test_a_document_nobody_cites_is_left_alone(judged):
    """It may lie in the register for as long as it likes."""
    findings = judged(
        """
        | sheet    | ref | column | before     | after      |
        | Evidence | E09 | date   | 2019-01-01 | 2019-01-01 |
        """
    )

    assert [] == findings


def test_a_document_without_a_title_goes_by_its_id(judged):
    """It is old all the same."""
    findings = judged(
        """
        | sheet    | ref | column | before     | after      |
        | Evidence | E01 | title  |            |            |
        | Evidence | E01 | date   | 2019-01-01 | 2019-01-01 |
        """
    )

    assert [("evidence-old", "E01", "note")] == findings
