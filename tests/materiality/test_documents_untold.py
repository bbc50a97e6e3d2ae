"""A document nobody mentions."""


def test_a_new_document_is_noted(heard):
    """Every control says that nothing changed."""
    found = heard(
        "documents-untold",
        """
        | sheet | ref | column | before | after |
        | Evidence | E09 | title | - | A design |
        | Evidence | E09 | date | - | 2025-06-02 |
        """,
    )

    assert ["E09"] == found


def test_a_document_that_a_control_cites_is_not_noted(heard):
    """It is looked at there."""
    found = heard(
        "documents-untold",
        """
        | sheet | ref | column | before | after |
        | Evidence | E09 | title | - | A design |
        | Evidence | E09 | date | - | 2025-06-02 |
        | Validation | G1.1 | evidence | E01 | E09 |
        """,
    )

    assert [] == found


def test_one_declared_change_is_a_word(heard):
    """It may be what the document is about."""
    found = heard(
        "documents-untold",
        """
        | sheet | ref | column | before | after |
        | Evidence | E09 | title | - | A design |
        | Evidence | E09 | date | - | 2025-06-02 |
        | Validation | G1.1 | change | No change | Changed |
        """,
    )

    assert [] == found


def test_an_old_document_was_only_listed_late(heard):
    """It was written before the last declaration."""
    found = heard(
        "documents-untold",
        """
        | sheet | ref | column | before | after |
        | Evidence | E09 | title | - | A design |
        | Evidence | E09 | date | - | 2025-05-30 |
        """,
    )

    assert [] == found


def test_a_renewed_document_is_no_new_one(heard):
    """The id is that of last time."""
    found = heard(
        "documents-untold",
        """
        | sheet | ref | column | before | after |
        | Evidence | E01 | date | 2025-02-14 | 2025-06-02 |
        """,
    )

    assert [] == found


def test_a_document_without_a_day_tells_nothing(heard):
    """Nobody can say when it was written."""
    found = heard(
        "documents-untold",
        """
        | sheet | ref | column | before | after |
        | Evidence | E09 | title | - | A design |
        """,
    )

    assert [] == found
