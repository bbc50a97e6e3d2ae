"""Submissions in JSON are received as carefully as workbooks."""

import codecs
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from secself import completeness
from secself.plain import submission_document
from secself.store.assessments import Received, receive
from secself.store.frameworks import Library, shelf

SAMPLES = Path(__file__).parent.parent.parent / "samples"
WORKBOOK = SAMPLES / "northfell-energy" / "returned" / "northfell-energy-2026-ssa.xlsx"


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped frameworks."""
    return Library(shelf(()))


@pytest.fixture(scope="module")
def original(library) -> Received:
    """A workbook as it was received."""
    return receive(WORKBOOK, library)


@pytest.fixture
def plain(original) -> dict:
    """The workbook's submission as plain data, free to be altered."""
    return json.loads(json.dumps(submission_document(original.submission)))


@pytest.fixture
def received(tmp_path, library) -> Callable[[bytes], Received]:
    """Receive bytes as a file."""

    def receiving(content: bytes) -> Received:
        (tmp_path / "saved.json").write_bytes(content)
        return receive(tmp_path / "saved.json", library)

    return receiving


def codes(received: Received, level: str = "error") -> set[str]:
    """The codes of the Problems of a level."""
    return {problem.code for problem in received.problems if problem.level == level}


@pytest.mark.parametrize("begin", [b"", codecs.BOM_UTF8, codecs.BOM_UTF8 + b"\n  "])
def test_a_saved_submission_is_the_one_that_was_read(received, original, plain, begin):
    """With a byte order mark or without."""
    saved = received(begin + json.dumps(plain).encode())

    assert original.submission == saved.submission
    assert set() == codes(saved) - codes(original)


def test_an_answer_that_is_no_choice_is_no_answer(received, plain):
    """A Position nobody offers is unreadable, and the place is named."""
    place = next(n for n, r in enumerate(plain["responses"]) if r["section"] == "validation")
    plain["responses"][place]["answer"] = "Splendid"
    saved = received(json.dumps(plain).encode())

    assert [("answer-unknown", f"responses[{place}].answer")] == [
        (p.code, p.origin.path) for p in saved.problems if p.level == "error"
    ]


def test_a_row_taken_out_everywhere_is_missing(received, original, plain):
    """What was put to the User is worked out again, so the gap shows."""
    ref = plain["issued"][-1]["ref"]
    for part in ("issued", "responses"):
        plain[part] = [one for one in plain[part] if one["ref"] != ref]
    saved = received(json.dumps(plain).encode())
    before, after = (completeness.count(one.submission, one.framework) for one in (original, saved))

    assert "issued-incomplete" in codes(saved, "warning")
    assert (before.rows, before.answered - 1) == (after.rows, after.answered)


@pytest.mark.parametrize(
    "text",
    [
        '{"format": "secself/submission@1", "format": "secself/submission@1"}',
        '{"format": {"date": 1, "date": 1}}',
        '{"format": NaN}',
        '{"format": [Infinity]}',
        '{"format": -Infinity}',
        '{"format": 1e999}',
        '{"format": "secself/submission@1"',
        '{"format": ' + "[" * 100_000,
        '{"format": ' + "9" * 5_000 + "}",
    ],
    ids=["twice", "deep", "nan", "infinity", "minus", "large", "cut", "nested", "digits"],
)
def test_what_two_programs_could_read_in_two_ways_is_refused(received, text):
    """A key said twice, a number that is none, a file cut off."""
    saved = received(text.encode())

    assert (False, {"json-broken"}) == (saved.is_accepted, codes(saved))


def test_a_million_faults_are_counted_and_a_hundred_listed(received, plain):
    """Whoever made the file so reads none of them."""
    plain |= {f"key {number}": 1 for number in range(20_000)}
    saved = received(json.dumps(plain).encode())

    said = [problem.what for problem in saved.problems]
    assert 101 == len(said)
    assert "19,900 more" in said[-1]


def test_bytes_that_are_no_text_are_refused(received):
    """JSON is UTF-8."""
    assert {"json-broken"} == codes(received(b'{"format": "\xff"}'))


def test_a_file_that_carries_less_is_refused(received, plain):
    """Nobody can declare that a section is not missing."""
    plain["carries"].remove("validation")
    saved = received(json.dumps(plain).encode())

    assert (None, {"data-shape"}) == (saved.submission, codes(saved))
