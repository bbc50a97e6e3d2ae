"""Names are taken out of what is kept, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secself.redaction import MARK, fits, is_marked, like, pattern, places, redacted

JANE = pattern(["Jane Doe"])
TEXTS = st.text(st.sampled_from("JaneDo .,-\n"), max_size=30)
PLAIN = st.recursive(
    TEXTS | st.integers() | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Jane Doe", MARK),
        ("asked of JANE  DOE, by phone", f"asked of {MARK}, by phone"),
        ("Jane\u00a0Doe and Jane\nDoe", f"{MARK} and {MARK}"),
        ("Jane Doeson", "Jane Doeson"),
        ("Mary-Jane Doe", f"Mary-{MARK}"),
        ("JaneDoe", "JaneDoe"),
    ],
)
def test_a_name_is_found_as_whole_words_however_it_is_typed(text, left):
    """Case and blanks do not matter; a longer word is another."""
    assert left == redacted(text, JANE)


def test_a_letter_with_an_accent_may_be_one_sign_or_two():
    """They look the same."""
    assert [MARK, MARK] == redacted(["Zoe\u0308 Li", "Zo\u00eb Li"], pattern(["Zo\u00eb Li"]))


def test_the_longer_of_two_spellings_goes_first():
    """So that nothing of it is left."""
    assert f"{MARK}." == redacted("Jane Doe-Smith.", pattern(["Jane Doe", "Jane Doe-Smith"]))


def test_what_says_which_file_or_user_is_meant_stays():
    """A name in a User's id is that of a company."""
    plain = {"user": "Jane Doe", "sha256": "Jane Doe", "owner": "Jane Doe", "year": 2026}

    assert {**plain, "owner": MARK} == redacted(plain, JANE)
    assert [("owner", "Jane Doe")] == list(places(plain, JANE))


def test_a_place_is_named_as_a_person_knows_it():
    """By the Ref or the id of its line, else by its number."""
    plain = {"rows": [{"ref": "G3.9", "owner": "Jane Doe"}, {"note": ["", "by Jane Doe"]}]}

    assert [("rows.G3.9.owner", "Jane Doe"), ("rows.2.note.2", "by Jane Doe")] == list(
        places(plain, JANE)
    )


@pytest.mark.parametrize(
    ("kept", "value", "expected"),
    [
        (MARK, "Jane Doe", True),
        (f"by {MARK}", "by Jane Doe", True),
        (f"by {MARK}", "of Jane Doe", False),
        (f"by {MARK}", None, False),
        (("E1", f"CV {MARK}"), ("E1", "CV Jane Doe"), True),
        (("E1", f"CV {MARK}"), ("E2", "CV Jane Doe"), False),
        ("Met", "Met", True),
        (None, "Met", False),
        (1, 1, True),
    ],
)
def test_what_is_kept_can_be_held_against_what_stood_there(kept, value, expected):
    """But for the name itself."""
    assert expected == fits(kept, value)


@pytest.mark.property
@given(PLAIN)
def test_what_is_left_holds_no_name_and_can_be_what_is_left_of_it(plain):
    """Taken out once, it is gone; what had none is as it was."""
    left = redacted(plain, JANE)

    assert [] == list(places(left, JANE))
    assert like(left, plain)
    assert (left == plain) == (next(places(plain, JANE), None) is None)
    assert is_marked(left) == (left != plain)
