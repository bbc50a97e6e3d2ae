"""What differs between two texts, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secself.passages import differences, is_alike

texts = st.lists(
    st.sampled_from(["the", "a", "keys", "are", "held", "tested.", "yearly", "\n", "it"]),
    max_size=30,
).map(" ".join)


def told(before: str, after: str) -> list[tuple[str, str]]:
    """What became of each passage, and its words."""
    return [(one.change, one.text.strip()) for one in differences(before, after)]


def test_a_word_exchanged_is_one_taken_out_and_one_put_in():
    """The rest of the sentence is kept."""
    assert [
        ("kept", "Keys are rotated every"),
        ("removed", "month"),
        ("added", "quarter"),
        ("kept", "by the network team."),
    ] == told(
        "Keys are rotated every month by the network team.",
        "Keys are rotated every quarter by the network team.",
    )


def test_a_difference_never_cuts_a_word():
    """Week became quarter; the r and the k they share are no passage."""
    assert [("removed", "weekly"), ("added", "quarterly")] == told("weekly", "quarterly")


def test_white_space_alone_is_no_difference():
    """A text that was wrapped otherwise is alike, and shown as it stands now."""
    assert [("kept", "One two\nthree.")] == told("One  two three.", "One two\nthree.")
    assert is_alike("One  two\n", "One two")


def test_a_sentence_that_stands_elsewhere_has_moved():
    """It is neither new nor gone."""
    said = "Reviewed twice a year."
    text = "All accounts are named, and no shared ones remain in use."

    assert {("moved away", said), ("moved here", said)} <= set(
        told(f"{said} {text}", f"{text} {said}")
    ) or {("moved away", text), ("moved here", text)} <= set(
        told(f"{said} {text}", f"{text} {said}")
    )


def test_lonely_short_words_do_not_break_a_difference_up():
    """Where all but “of” differs, it reads as one exchange."""
    assert [("removed", "Parts of systems"), ("added", "Copies of keys")] == told(
        "Parts of systems", "Copies of keys"
    )


@pytest.mark.parametrize(("before", "after"), [("", ""), ("", "New."), ("Old.", "")])
def test_nothing_on_a_side_gives_nothing_of_it(before, after):
    """An empty text has no passage."""
    wanted = [(change, text) for change, text in (("removed", before), ("added", after)) if text]

    assert wanted == told(before, after)


@pytest.mark.property
@given(texts, texts)
def test_the_passages_give_both_texts(before, after):
    """What is kept and taken out is the text before, what is kept and put in the text after."""
    passages = differences(before, after)
    sides = [
        " ".join(one.text for one in passages if one.change in changes).split()
        for changes in (("kept", "removed", "moved away"), ("kept", "added", "moved here"))
    ]

    assert [before.split(), after.split()] == sides


@pytest.mark.property
@given(texts)
def test_a_text_does_not_differ_from_itself(text):
    """One kept passage, or none of an empty text."""
    assert {one.change for one in differences(text, text)} <= {"kept"}


@pytest.mark.property
@given(texts, texts)
def test_what_moved_away_moved_here(before, after):
    """Every passage that left one place is in another, word for word."""
    found = {"moved away": set(), "moved here": set()}
    for one in differences(before, after):
        if one.change in found:
            found[one.change].add(tuple(one.text.split()))

    assert found["moved away"] == found["moved here"]
