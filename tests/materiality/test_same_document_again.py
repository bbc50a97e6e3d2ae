"""An old document for a changed control."""


def test_the_document_of_last_time_for_a_changed_control_is_a_note(judged):
    """The control changed, its evidence did not."""
    findings = judged(
        """
        | sheet      | ref  | column       | before    | after       |
        | Validation | G1.1 | change       | No change | Changed     |
        | Validation | G1.1 | what changed |           | A new plan. |
        | Evidence   | E01  | sha-256      | aa11      | aa11        |
        """
    )

    assert [("same-document-again", "G1.1", "note")] == findings


def test_it_is_told_by_its_digest_and_not_by_its_id(judged):
    """It goes by another id now, and its digest is written large."""
    findings = judged(
        """
        | sheet      | ref  | column   | before  | after   |
        | Validation | G1.1 | change   | Changed | Changed |
        | Validation | G1.1 | evidence | E01     | E03     |
        | Evidence   | E01  | sha-256  | aa11    | -       |
        | Evidence   | E03  | sha-256  | -       | AA11    |
        """
    )

    assert [("same-document-again", "G1.1", "note")] == findings


def test_a_renewed_document_is_nothing(judged):
    """The same id holds another document."""
    findings = judged(
        """
        | sheet      | ref  | column  | before    | after   |
        | Validation | G1.1 | change  | No change | Changed |
        | Evidence   | E01  | sha-256 | aa11      | bb22    |
        """
    )

    assert [] == findings


def test_a_better_position_is_nothing(judged):
    """What only got better is no finding, whatever it cites."""
    findings = judged(
        """
        | sheet      | ref  | column   | before     | after   |
        | Validation | G1.2 | position | Partly met | Met     |
        | Validation | G1.2 | change   | No change  | Changed |
        | Evidence   | E01  | sha-256  | aa11       | aa11    |
        """
    )

    assert [] == findings


def test_an_unchanged_row_is_nothing(judged):
    """It said Changed last time too, and nothing in it moved."""
    findings = judged(
        """
        | sheet      | ref  | column  | before  | after   |
        | Validation | G1.1 | change  | Changed | Changed |
        | Evidence   | E01  | sha-256 | aa11    | aa11    |
        """
    )

    assert [] == findings


def test_no_change_is_not_meant(judged):
    """The control is said to be as it was, so its evidence may be."""
    findings = judged(
        """
        | sheet      | ref  | column  | before | after |
        | Validation | G1.1 | owner   | Ann    | Bob   |
        | Evidence   | E01  | sha-256 | aa11   | aa11  |
        """
    )

    assert [] == findings


def test_two_documents_are_one_note(judged):
    """Both were cited last time."""
    findings = judged(
        """
        | sheet      | ref  | column  | before    | after |
        | Validation | G1.1 | change  | No change | New   |
        | Evidence   | E01  | sha-256 | aa11      | aa11  |
        | Evidence   | E02  | sha-256 | cc33      | cc33  |
        """
    )

    assert [("same-document-again", "G1.1", "note")] == findings
