"""A review of clearances that lies more than a year back."""


def test_more_than_a_year_ago_is_material(judged):
    """The last review of clearances was a year and a day before the day of judging."""
    findings = judged(
        """
        | sheet     | ref   | column | before     | after      |
        | Questions | Q16.1 | answer | 2024-05-29 | 2024-05-29 |
        """
    )

    assert [("clearance-review-old", "Q16.1", "material")] == findings


def test_the_same_day_a_year_later_is_not_more(judged):
    """The last review of clearances was a year ago to the day."""
    findings = judged(
        """
        | sheet     | ref   | column | before     | after      |
        | Questions | Q16.1 | answer | 2024-05-30 | 2024-05-30 |
        """
    )

    assert [] == findings


def test_it_needs_no_baseline(alone):
    """The current side is enough."""
    findings = alone(
        """
        | sheet     | ref   | column | before     | after      |
        | Questions | Q16.1 | answer | 2024-05-29 | 2024-05-29 |
        """
    )

    assert [
        ("clearance-review-old", "Q16.1", "material"),
        ("no-baseline", "baseline", "note"),
    ] == findings


def test_what_is_no_date_is_not_judged(judged):
    """Text says nothing of a day."""
    findings = judged(
        """
        | sheet     | ref   | column | before      | after       |
        | Questions | Q16.1 | answer | last spring | last spring |
        """
    )

    assert [] == findings
