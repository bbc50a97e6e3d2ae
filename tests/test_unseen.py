"""Characters of which nothing is to be seen are shown by their number, all others left alone."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secself.unseen import escaped, in_json, is_unseen, seen


@pytest.mark.parametrize(
    ("text", "page", "screen"),
    [
        ("plain words, é and 🔐", "plain words, é and 🔐", "plain words, é and 🔐"),
        ("invoice\u202etxt.exe", "invoice[U+202E]txt.exe", "invoice\\u202etxt.exe"),
        ("ad\u200bmin", "ad[U+200B]min", "ad\\u200bmin"),
        ("\x1b[31m", "[U+001B][31m", "\\x1b[31m"),
        ("a\tb\nc", "a\tb\nc", "a\\tb\nc"),
        ("a\rb", "a[U+000D]b", "a\\rb"),
        ("\u3164\ufe0f\U000e0100", "[U+3164][U+FE0F][U+E0100]", "\\u3164\\ufe0f\\U000e0100"),
        ("no\u00a0break", "no\u00a0break", "no\u00a0break"),
    ],
)
def test_the_unseen_is_shown_by_its_number(text, page, screen):
    """In brackets on pages and in workbooks, as an escape on terminals."""
    assert (page, screen) == (seen(text), escaped(text))


@given(st.text(st.characters()))
def test_nothing_unseen_is_left_and_nothing_seen_is_changed(text):
    """Whatever was typed, lone surrogates included."""
    assert not any(is_unseen(char) for char in escaped(text).replace("\n", ""))
    assert not any(is_unseen(char) and char not in "\n\t" for char in seen(text))
    if not any(map(is_unseen, text)):
        assert text == seen(text) == escaped(text)


@given(st.text(st.characters()))
def test_a_json_document_says_the_same_with_its_unseen_escaped(text):
    """It is read as the same text."""
    document = in_json(json.dumps({"text": text}, ensure_ascii=False))

    assert {"text": text} == json.loads(document)
    assert not any(is_unseen(char) for char in document)


def test_what_turns_a_line_round_is_unseen():
    """Every mark of direction that Unicode knows."""
    marks = [
        chr(code)
        for code in range(0x110000)
        if unicodedata.bidirectional(chr(code))
        in {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    ]

    assert len(marks) == 9
    assert all(map(is_unseen, marks))
