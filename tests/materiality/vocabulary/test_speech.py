"""How a rule speaks: values in the User's words, and plain inputs."""

from dataclasses import replace
from datetime import date

from secself.materiality.vocabulary.rows import has_same_scope
from secself.materiality.vocabulary.speech import finding, listed, shown
from secself.model import Unreadable


def test_a_value_reads_well_inside_a_sentence():
    """Blank and unreadable are said, never left out."""
    values = (None, Unreadable(shown="Mostly"), date(2025, 5, 30), "Met", 0)

    assert ["blank", 'unreadable ("Mostly")', "2025-05-30", "Met", "0"] == list(map(shown, values))


def test_words_are_joined_as_people_join_them():
    """Commas, and one `and`."""
    assert ["", "E1", "E1 and E2", "E1, E2 and E3"] == [
        listed(words) for words in ((), ("E1",), ("E1", "E2"), ("E1", "E2", "E3"))
    ]


def test_inputs_are_plain_values():
    """A program reads them; what could not be read is given as it stood."""
    made = finding(
        "a-rule",
        "G1.1",
        {"level": "note"},
        "It is so.",
        day=date(2025, 5, 30),
        text=Unreadable(shown="?"),
        number=2,
    )

    assert {"day": "2025-05-30", "text": "?", "number": 2} == made.inputs


def test_without_a_prior_there_is_no_scope_to_share(compared):
    """Nothing can be the same as nothing."""
    assert has_same_scope(compared())
    assert not has_same_scope(replace(compared(), prior=None))
