"""A record is told by its fields, shows them, and cannot be changed."""

from collections.abc import Mapping
from dataclasses import FrozenInstanceError, field, fields, replace

import pytest

from secself.model.record import record


@record
class Leaf:
    """A record with a field that does not count, and one that is not shown."""

    name: str
    size: int = 1
    place: str = field(default="", compare=False)
    unshown: str = field(default="", repr=False)


@record
class Branch:
    """A record that holds others."""

    leaves: tuple[Leaf, ...] = ()


@record
class Titled:
    """A record that knows better how it is shown."""

    name: str

    def __repr__(self) -> str:
        """Give the name."""
        return f"<{self.name}>"


@record
class Loose:
    """A record with what has no hash."""

    seen: Mapping[str, int] = field(default_factory=dict)


def test_records_with_the_same_fields_are_the_same():
    """Whatever their fields hold that does not count."""
    assert Leaf(name="a", place="here") == Leaf(name="a", place="there")
    assert Leaf(name="a") != Leaf(name="b")
    assert Branch(leaves=(Leaf(name="a"),)) == Branch(leaves=(Leaf(name="a", place="x"),))
    assert 1 == len({Leaf(name="a"), Leaf(name="a", place="x")})
    assert 2 == len({Leaf(name="a"), Leaf(name="a", size=2)})


def test_records_of_two_kinds_are_never_the_same():
    """Even if their fields hold the same."""
    assert Titled(name="a") != Leaf(name="a")
    assert Leaf(name="a") != ("a", 1, "")


def test_a_record_shows_its_fields():
    """By name; one that shows itself in its own way does so."""
    assert "Leaf(name='a', size=1, place='')" == repr(Leaf(name="a", unshown="x"))
    assert "<a>" == repr(Titled(name="a"))


def test_a_record_cannot_be_changed():
    """Only another can be made of it, by name."""
    leaf = Leaf(name="a")
    with pytest.raises(FrozenInstanceError):
        leaf.name = "b"
    with pytest.raises(TypeError):
        Leaf("a")
    assert Leaf(name="b") == replace(leaf, name="b")
    assert not hasattr(leaf, "__dict__")
    assert ["name", "size", "place", "unshown"] == [each.name for each in fields(leaf)]


def test_a_record_that_holds_what_has_no_hash_has_none():
    """As a tuple of the same would."""
    assert Loose() == Loose()
    with pytest.raises(TypeError):
        hash(Loose())
