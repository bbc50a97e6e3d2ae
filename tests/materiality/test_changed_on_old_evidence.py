"""A change that only older documents are cited for."""


def test_documents_from_before_are_noted(heard):
    """All of it was there when the last declaration was made."""
    found = heard(
        "changed-on-old-evidence",
        """
        | sheet | ref | column | before | after |
        | Validation | G1.1 | change | No change | Changed |
        """,
    )

    assert ["G1.1"] == found


def test_one_newer_document_is_enough(heard):
    """It was written since."""
    found = heard(
        "changed-on-old-evidence",
        """
        | sheet | ref | column | before | after |
        | Validation | G1.1 | change | No change | Changed |
        | Evidence | E02 | date | 2025-03-03 | 2025-05-31 |
        """,
    )

    assert [] == found


def test_a_control_that_only_got_better_is_not_noted(heard):
    """That is no risk."""
    found = heard(
        "changed-on-old-evidence",
        """
        | sheet | ref | column | before | after |
        | Validation | G1.2 | change | No change | Changed |
        | Validation | G1.2 | position | Partly met | Met |
        """,
    )

    assert [] == found


def test_a_document_without_a_day_shows_nothing_either_way(heard):
    """It may be newer."""
    found = heard(
        "changed-on-old-evidence",
        """
        | sheet | ref | column | before | after |
        | Validation | G1.1 | change | No change | Changed |
        | Evidence | E02 | date |  |  |
        """,
    )

    assert [] == found


def test_nothing_cited_is_not_old(heard):
    """Other rules look at that."""
    found = heard(
        "changed-on-old-evidence",
        """
        | sheet | ref | column | before | after |
        | Validation | G1.1 | change | No change | Changed |
        | Validation | G1.1 | evidence |  |  |
        """,
    )

    assert [] == found
