"""A provider changed, and Separation was not looked at again."""

from submissions import AS_OF, judging_framework, pair, setting

from secself.comparison import compare
from secself.materiality import trace


def test_evidence_of_last_time_is_noted(heard):
    """A provider came, and the documents are those of last time."""
    found = heard(
        "provider-separation-unreviewed",
        """
        | sheet | ref | column | before | after |
        | Providers | meshwell | name | - | Meshwell |
        """,
    )

    assert ["G1.10"] == found


def test_evidence_from_before_the_provider_came_is_noted(heard):
    """The document is newer than last year's, and older than the provider."""
    found = heard(
        "provider-separation-unreviewed",
        """
        | sheet | ref | column | before | after |
        | Providers | meshwell | name | - | Meshwell |
        | Providers | meshwell | since | - | 2025-04-01 |
        | Evidence | E02 | date | 2024-03-03 | 2025-03-03 |
        """,
    )

    assert ["G1.10"] == found


def test_evidence_since_then_is_enough(heard):
    """The test was made after the provider came."""
    found = heard(
        "provider-separation-unreviewed",
        """
        | sheet | ref | column | before | after |
        | Providers | meshwell | name | - | Meshwell |
        | Providers | meshwell | since | - | 2025-03-01 |
        """,
    )

    assert [] == found


def test_a_newer_document_is_enough_where_no_day_is_stated(heard):
    """It was renewed since last time."""
    found = heard(
        "provider-separation-unreviewed",
        """
        | sheet | ref | column | before | after |
        | Providers | meshwell | name | - | Meshwell |
        | Evidence | E02 | date | 2024-03-03 | 2025-03-03 |
        | Evidence | E01 | date | 2024-02-14 | 2024-02-14 |
        """,
    )

    assert [] == found


def test_a_row_read_again_is_enough(heard):
    """Somebody stands for it."""
    found = heard(
        "provider-separation-unreviewed",
        """
        | sheet | ref | column | before | after |
        | Providers | meshwell | name | - | Meshwell |
        | Validation | G1.10 | reaffirmed |  | Yes |
        """,
    )

    assert [] == found


def test_without_a_change_of_provider_nothing_is_said(heard):
    """A new name is no new provider."""
    found = heard(
        "provider-separation-unreviewed",
        """
        | sheet | ref | column | before | after |
        | Providers | gridlink-adapters | name | Gridlink Adapters | Gridlink |
        """,
    )

    assert [] == found


def test_a_control_without_any_evidence_is_noted(heard):
    """There is nothing at all to show."""
    found = heard(
        "provider-separation-unreviewed",
        """
        | sheet | ref | column | before | after |
        | Providers | meshwell | name | - | Meshwell |
        | Validation | G1.10 | evidence |  |  |
        """,
    )

    assert ["G1.10"] == found


def test_only_the_trace_of_its_control_names_the_rule():
    """It looks at one control, and at no other."""
    rule = setting("provider-separation-unreviewed", level="note")
    before, after = pair()
    comparison = compare(judging_framework(rule), after, before, AS_OF)

    assert [1, 0] == [len(trace(comparison, ref)[0].looks) for ref in ("G1.10", "G1.1")]
