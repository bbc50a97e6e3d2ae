"""An action whose day moved back."""


def test_a_day_put_off_is_noted(judged):
    """September became December."""
    found = judged(
        """
        | sheet | ref | column | before | after |
        | Remediation plan | G1.2 | due | 2025-09-30 | 2025-12-31 |
        """,
    )

    assert [("remediation-postponed", "G1.2", "note")] == found


def test_a_day_brought_forward_is_not_noted(judged):
    """That is better."""
    found = judged(
        """
        | sheet | ref | column | before | after |
        | Remediation plan | G1.2 | due | 2025-09-30 | 2025-08-29 |
        """,
    )

    assert [] == found


def test_what_is_done_was_not_put_off(judged):
    """The day was moved, and then it was kept."""
    found = judged(
        """
        | sheet | ref | column | before | after |
        | Remediation plan | G1.2 | due | 2025-04-30 | 2025-09-30 |
        | Remediation plan | G1.2 | done on |  | 2025-05-20 |
        """,
    )

    assert [] == found


def test_a_day_that_is_new_or_gone_is_not_put_off(judged):
    """There is nothing to compare it with."""
    found = judged(
        """
        | sheet | ref | column | before | after |
        | Remediation plan | G1.2 | due |  | 2025-12-31 |
        | Remediation plan | G2.2 | due | 2025-09-30 | ?later |
        """,
    )

    assert [] == found


def test_a_day_put_off_into_the_past_is_overdue_too(judged):
    """Both are true."""
    found = judged(
        """
        | sheet | ref | column | before | after |
        | Remediation plan | G1.2 | due | 2025-03-31 | 2025-05-29 |
        """,
    )

    assert [
        ("remediation-overdue", "G1.2", "material"),
        ("remediation-postponed", "G1.2", "note"),
    ] == found
