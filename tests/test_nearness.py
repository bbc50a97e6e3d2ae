"""What is nearly one of our words is proposed; what is nearly two, or nothing, is not."""

import pytest

from secself.nearness import nearest, nearest_ref

WORDS = ("Met", "Partly met", "Not met", "Not applicable")
REFS = ("Q01.1", "Q07.1", "Q07.2", "G1.1", "G1.10")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Partialy met", "Partly met"),
        ("Mett", "Met"),
        ("not-applicable", "Not applicable"),
        ("N/A", None),
        ("maybe", None),
        ("", None),
        ("Met " * 30, None),
    ],
)
def test_a_slip_of_the_pen_is_known(typed: str, expected: str | None) -> None:
    """One or two letters may differ; what is short for something is not guessed."""
    assert expected == nearest(typed, WORDS)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Q7.1", "Q07.1"),
        ("q07-1", "Q07.1"),
        ("Q 7.1", "Q07.1"),
        ("QO7.l", "Q07.1"),
        ("G1.11", None),
        ("G1.2", None),
        ("X1", None),
        ("", None),
    ],
)
def test_a_ref_may_differ_in_its_spelling_only(typed: str, expected: str | None) -> None:
    """Every Ref is nearly its neighbour, so another figure is another item."""
    assert expected == nearest_ref(typed, REFS)


def test_two_that_are_equally_near_are_none() -> None:
    """A proposal that could be the other one helps nobody."""
    assert nearest("Lo", ("Low", "Log")) is None
    assert nearest_ref("A1", ("A01", "A001")) is None
