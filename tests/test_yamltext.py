"""YAML text to plain data: text stays text, and every fault has its line."""

import pytest

from secself import yamltext


def codes(text: str) -> list[tuple[str, int | None]]:
    """Code and line of every Problem of a text."""
    return [(p.code, p.origin.line) for p in yamltext.parse(text, "framework.yaml").problems]


@pytest.mark.parametrize(
    "scalar", ["no", "NO", "1.10", "010", "12:30", "2026-01-01", "null", "~", "1e3", "0x1f", "yes"]
)
def test_every_scalar_is_text(scalar):
    """What YAML would turn into a number, a truth value or a date stays as it was typed."""
    assert {"key": scalar} == yamltext.parse(f"key: {scalar}\n", "f.yaml").content


def test_a_key_that_stands_twice_is_named_with_its_line():
    """The second of two equal keys is a Problem; the first is kept."""
    assert [("yaml-key-twice", 3)] == codes("a: 1\nb: 2\na: 3\n")


def test_an_alias_is_refused_and_not_followed():
    """A file cannot grow by repeating itself, and cannot contain itself."""
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"

    assert {"yaml-alias"} == {code for code, _ in codes(bomb)}


def test_a_tag_is_refused():
    """No key means “make this object”."""
    assert [("yaml-tag", 1)] == codes("a: !!python/object:os.system x\n")


def test_text_that_is_no_yaml_says_where_it_stops():
    """The line at which reading stopped is named."""
    assert [("yaml-broken", 2)] == codes("a: 1\n b: [\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a remark\n",
        "[" * 5000,
        "a: " + "[" * 300,
        "a: " + "[" * 60000,
        "- " * 50000,
        "a:\n" + " " * 500 + "b: 1",
    ],
)
def test_empty_and_monstrous_files_are_problems_not_crashes(text):
    """Whatever the text is, the answer is a document with Problems."""
    assert codes(text)


def test_more_values_than_anybody_writes_are_not_counted_out():
    """A list of two million numbers takes a gigabyte, and is within five megabytes."""
    [problem] = yamltext.parse("x: [" + "1," * 400_001 + "]", "profile.yaml").problems

    assert ("yaml-broken", 1) == (problem.code, problem.origin.line)


def test_values_nested_too_deep_are_refused():
    """Twenty levels are enough for any framework."""
    assert "yaml-deep" in {code for code, _ in codes("[" * 25 + "]" * 25)}


def test_every_value_knows_its_line():
    """A way through the data leads to a line; a way that is not there, to the nearest around it."""
    document = yamltext.parse("controls:\n  - id: G3.2\n  - id: G3.3\n    text: x\n", "f.yaml")

    assert (3, 4, 3) == (
        document.line_of(("controls", 1)),
        document.line_of(("controls", 1, "text")),
        document.line_of(("controls", 1, "missing", 7)),
    )


def test_a_file_over_five_mebibytes_is_not_read():
    """The limit is named, and nothing is parsed."""
    assert [("yaml-broken", 1)] == codes("a: " + "x" * (5 * 1024 * 1024))
