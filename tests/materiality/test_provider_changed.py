"""A Shared Resource Provider that came, went or changed hands."""


def test_a_new_provider_is_material(judged):
    """One more provider supplies the User."""
    findings = judged(
        """
        | sheet     | ref      | column | before | after    |
        | Providers | meshwell | name   | -      | Meshwell |
        """
    )

    assert [("provider-changed", "meshwell", "material")] == findings


def test_a_removed_provider_is_material(judged):
    """The finding stands on the provider that went."""
    findings = judged(
        """
        | sheet     | ref               | column | before            | after |
        | Providers | gridlink-adapters | name   | Gridlink Adapters | -     |
        """
    )

    assert [("provider-changed", "gridlink-adapters", "material")] == findings


def test_a_replaced_provider_is_one_finding(judged):
    """One went and one came: the finding stands on the one that came."""
    findings = judged(
        """
        | sheet     | ref               | column | before            | after    |
        | Providers | gridlink-adapters | name   | Gridlink Adapters | -        |
        | Providers | meshwell          | name   | -                 | Meshwell |
        """
    )

    assert [("provider-changed", "meshwell", "material")] == findings


def test_the_same_service_tells_the_replacement(judged):
    """Of two that came, the one that supplies the same replaced the one that went."""
    findings = judged(
        """
        | sheet     | ref               | column  | before   | after    |
        | Providers | gridlink-adapters | service | Adapters | -        |
        | Providers | meshwell          | service | -        | Adapters |
        | Providers | keyhouse          | service | -        | Keys     |
        """
    )

    assert [
        ("provider-changed", "keyhouse", "material"),
        ("provider-changed", "meshwell", "material"),
    ] == findings


def test_where_nobody_can_tell_each_speaks_for_itself(judged):
    """Two came that supply the same, so neither is called the replacement."""
    findings = judged(
        """
        | sheet     | ref               | column  | before   | after    |
        | Providers | gridlink-adapters | service | Adapters | -        |
        | Providers | meshwell          | service | -        | Adapters |
        | Providers | keyhouse          | service | -        | Adapters |
        """
    )

    assert [
        ("provider-changed", "gridlink-adapters", "material"),
        ("provider-changed", "keyhouse", "material"),
        ("provider-changed", "meshwell", "material"),
    ] == findings


def test_another_name_is_a_note(judged):
    """It may have been renamed, or not."""
    findings = judged(
        """
        | sheet     | ref               | column | before            | after          |
        | Providers | gridlink-adapters | name   | Gridlink Adapters | Gridlink Group |
        """
    )

    assert [("provider-changed", "gridlink-adapters", "note")] == findings


def test_another_name_since_another_day_is_a_replacement(judged):
    """The id was kept, and the provider was not."""
    findings = judged(
        """
        | sheet     | ref               | column | before            | after      |
        | Providers | gridlink-adapters | name   | Gridlink Adapters | Meshwell   |
        | Providers | gridlink-adapters | since  | 2021-04-01        | 2025-01-01 |
        """
    )

    assert [("provider-changed", "gridlink-adapters", "material")] == findings


def test_other_details_are_nothing(judged):
    """The documents were accepted again."""
    findings = judged(
        """
        | sheet     | ref               | column                | before     | after      |
        | Providers | gridlink-adapters | documents accepted on | 2024-04-01 | 2025-04-01 |
        """
    )

    assert [] == findings


def test_no_baseline_makes_no_provider_new(alone):
    """Without a prior nobody can tell what is new."""
    findings = alone(
        """
        | sheet     | ref      | column | before | after |
        | Providers | meshwell | name   | -      |       |
        """
    )

    assert [("no-baseline", "baseline", "note")] == findings
