"""Records that become tables and come back: nothing lost, nothing else taken for one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, make_dataclass, replace
from datetime import UTC, date, datetime
from typing import Literal, get_args
from zoneinfo import ZoneInfo

import pytest
from frameworks import tiny_framework, tiny_submission
from hypothesis import given, settings
from hypothesis import strategies as st

from secself import records
from secself.model import (
    Control,
    EntryGuide,
    Framework,
    Lifecycle,
    Profile,
    Provenance,
    Question,
    RuleSetting,
    Schedule,
)
from secself.problems import Origin, Problem

KINDS = (
    Control,
    EntryGuide,
    Lifecycle,
    Origin,
    Problem,
    Profile,
    Provenance,
    Question,
    RuleSetting,
    Schedule,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A record that others hold."""

    word: str = ""
    number: int | float | bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A record with a field of every form."""

    leaf: Leaf = Leaf()
    leaves: tuple[Leaf, ...] = ()
    pair: tuple[str, Leaf] = ("", Leaf())
    named: Mapping[str, tuple[date, ...]] | None = None
    either: Leaf | date | str | tuple[str, ...] | None = None
    word: Literal["yes", "no"] = "yes"
    moment: datetime | None = None


# Zones and repeated hours are refused, not carried.
st.register_type_strategy(datetime, st.datetimes().map(lambda one: one.replace(fold=0)))
# Of mappings, plain ones only: whatever else is a Mapping would come back as a plain one.
st.register_type_strategy(
    Mapping,
    lambda hint: st.dictionaries(*(st.from_type(part) for part in get_args(hint)), max_size=3),
)


def there_and_back(record: object) -> object:
    """Send a record through JSON and back."""
    return records.decode(type(record), json.loads(json.dumps(records.encode(record))))


@pytest.mark.property
@pytest.mark.parametrize("kind", [Tree, *KINDS], ids=lambda kind: kind.__name__)
@settings(max_examples=30)
@given(data=st.data())
def test_what_comes_back_is_what_went(kind, data):
    """A record of any kind comes back as it was, in what is outside equality too."""
    record = data.draw(st.from_type(kind))

    back = there_and_back(record)

    assert repr(back) == repr(record)


def test_a_whole_framework_comes_back():
    """A framework comes back equal, and with the lines on which its items stand."""
    whole = tiny_framework()
    placed = replace(
        whole,
        controls=tuple(
            replace(control, origin=Origin(file="f.yaml", line=line, path="controls"))
            for line, control in enumerate(whole.controls, start=7)
        ),
    )

    back = there_and_back(placed)

    assert placed == back
    assert [one.origin for one in placed.controls] == [one.origin for one in back.controls]
    assert repr(placed) == repr(back)


def test_a_whole_submission_comes_back():
    """A submission comes back with its numbers, its days and what could not be read."""
    sent = tiny_submission()

    assert repr(sent) == repr(there_and_back(sent))


def test_what_is_equal_and_not_the_same_stays_two():
    """1, 1.0 and True are equal in Python, and so are records that stand in different places."""
    numbers = (Leaf(number=1), Leaf(number=True), Leaf(number=1.0), Leaf(number=1))

    assert repr(Tree(leaves=numbers)) == repr(there_and_back(Tree(leaves=numbers)))


@pytest.mark.parametrize(
    "moment",
    [datetime(2026, 10, 25, 1, 30), datetime(2026, 5, 31, 9, 0, 0, 5, tzinfo=UTC)],  # noqa: DTZ001
)
def test_a_time_of_day_comes_back(moment):
    """A day with its time comes back with its zone, or without one."""
    assert repr(Tree(moment=moment)) == repr(there_and_back(Tree(moment=moment)))


def test_what_is_said_twice_is_written_once():
    """Equal records share a row, which keeps what is kept short."""
    once, many = (records.encode(Tree(leaves=(Leaf(word="a"),) * n)) for n in (1, 100))

    assert len(json.dumps(many)) < len(json.dumps(once)) + 400


@pytest.mark.parametrize(
    "wrong",
    [
        Tree(word=3),
        Tree(leaf="a leaf"),
        Tree(leaves=[Leaf()]),
        Tree(leaves=(Leaf(), None)),
        Tree(pair=("", Leaf(), Leaf())),
        Tree(named={1: ()}),
        Tree(named={"a": [date(2026, 1, 1)]}),
        Tree(either=2),
        Tree(moment=datetime(2026, 10, 25, 1, 30, fold=1)),  # noqa: DTZ001
        Tree(moment=datetime(2026, 1, 1, tzinfo=ZoneInfo("Europe/London"))),
        Tree(moment=date(2026, 1, 1)),
        Leaf(word=type("Word", (str,), {})("a")),
    ],
    ids=repr,
)
def test_a_value_that_is_not_declared_is_refused(wrong):
    """What would come back as something else is not written."""
    with pytest.raises(ValueError, match="not of the shape"):
        records.encode(wrong)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats() | st.sampled_from(["", "a"]),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=30,
)


@pytest.mark.property
@given(content=JSON)
def test_what_was_never_written_is_refused(content):
    """Any other content gives a record that is written as such, or is refused."""
    try:
        read = records.decode(Tree, content)
    except ValueError:
        return
    assert repr(read) == repr(there_and_back(read))


@pytest.mark.property
@given(data=st.data())
def test_what_was_changed_is_refused_or_a_record_still(data):
    """A value of a table that somebody replaced makes no record of other types."""
    tables = records.encode(Tree(leaves=(Leaf(), Leaf(word="a")), either=date(2026, 1, 1)))
    table = data.draw(st.sampled_from(tables))
    row = data.draw(st.sampled_from(table))
    place = data.draw(st.integers(0, len(row) - 1))
    row[place] = data.draw(JSON)

    try:
        read = records.decode(Tree, tables)
    except ValueError:
        return
    assert repr(read) == repr(there_and_back(read))


@pytest.mark.parametrize(
    "changed",
    [
        {"word": str, "number": int},
        {"number": int, "word": str | None},
        {"number": int, "text": str},
        {"number": int},
        {"number": int, "word": Literal["a", "b"]},
        {"number": int, "word": Literal["a", "c"]},
        {"number": int, "word": tuple[str, ...]},
        {"number": int, "word": Leaf},
    ],
    ids=str,
)
def test_a_changed_record_has_another_shape(changed):
    """The shape tells apart what fields there are, in which order, and of which types."""
    before = make_dataclass("Record", {"number": int, "word": str}.items())
    same = make_dataclass("Record", {"number": int, "word": str}.items())
    after = make_dataclass("Record", changed.items())
    around = [make_dataclass("Around", [("inner", tuple[kind, ...])]) for kind in (before, after)]

    assert records.shape(before) == records.shape(same)
    assert records.shape(before) != records.shape(after)
    assert records.shape(around[0]) != records.shape(around[1])


@pytest.mark.parametrize(
    "hint", [object, list[str], tuple[str] | tuple[int, ...], Mapping[int, str]]
)
def test_a_type_without_a_form_is_our_own_fault(hint):
    """A field that could not come back exactly is found by any use of its record."""
    with pytest.raises(TypeError):
        records.shape(make_dataclass("Record", [("field", hint)]))


def test_a_framework_has_a_form():
    """Whatever fields are added to the model, frameworks can be written."""
    assert 64 == len(records.shape(Framework))
