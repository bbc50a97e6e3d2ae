"""What is typed into a Word questionnaire comes back as it was typed."""

from datetime import date

import pytest
from documents import (
    changed,
    drop_controls,
    filled,
    packed,
    parts,
    tiny_document,
    tiny_questionnaire,
)
from frameworks import tiny_framework
from hypothesis import example, given
from hypothesis import strategies as st

from secself.model import Response, Value
from secself.problems import SecselfError
from secself.wordform.layout import ALL_PROMPTS, WORD_PROMPTS
from secself.wordform.reader import read

pytestmark = pytest.mark.property

BLANK = tiny_document()
HOSTILE = (
    "A & B",
    "<b>x</b>",
    "{{ 7*7 }}",
    "{_{ 7 }_}",
    "</w:t></w:r></w:p>",
    "&amp;&#10;",
    "]]>",
    "one\ntwo\n\nfour",
    "\ttab\t",
    "🙂👩‍👩‍👧",
    "שלום عالم",
    "  spaces  ",
    "Q07.1/answer",
    "secself:1 user=other;year=1999",
)
"""Texts that have broken other tools."""

_typed = st.text(
    st.characters(
        # What XML can carry; a carriage return is a line feed to every XML parser.
        exclude_categories=("Cs",),
        exclude_characters=[*map(chr, [*range(9), *range(11, 32)]), "\ufffe", "\uffff"],
    ),
    min_size=1,
    max_size=200,
).filter(lambda text: text.strip() and text not in {*ALL_PROMPTS, *WORD_PROMPTS})
_texts = st.one_of(st.sampled_from(HOSTILE), _typed)
_ids = st.lists(st.from_regex(r"E[0-9]{2}", fullmatch=True), min_size=1, max_size=4)


def _answers() -> st.SearchStrategy[dict[str, Value]]:
    """Draw an answer for some of the questions, each of its type."""
    kinds: dict[str, st.SearchStrategy[Value]] = {
        "date": st.dates(min_value=date(1900, 1, 1)),
        "whole": st.integers(min_value=0, max_value=10**9),
        "decimal": st.decimals(min_value=0, max_value=10**6, places=2).map(float),
        "text": _texts,
    }
    drawn = {
        asked.item.id: st.sampled_from(asked.item.answer.choices)
        if asked.item.answer.kind == "choice"
        else kinds[asked.item.answer.kind]
        for asked in tiny_questionnaire().questions
    }
    return st.fixed_dictionaries({}, optional=drawn)


def _response(data: bytes, ref: str) -> Response | None:
    return read(data, tiny_framework())[0].response("questions", ref)


@given(explanation=_texts, ids=_ids)
@example(explanation="{{ 7*7 }}", ids=["E01"])
def test_texts_come_back_as_typed(explanation: str, ids: list[str]) -> None:
    """Every text comes back character by character, evidence ids in their order."""
    data = filled(BLANK, {"Q07.1/explanation": explanation, "Q07.1/evidence": ", ".join(ids)})

    response = _response(data, "Q07.1")

    assert response is not None
    assert (explanation, tuple(ids)) == (response.narrative, response.evidence)


@given(answers=_answers())
def test_answers_come_back_as_their_types(answers: dict[str, Value]) -> None:
    """Every answer comes back equal, every other is blank, and each filled cell is counted."""
    submission, problems = read(
        filled(BLANK, {f"{ref}/answer": str(value) for ref, value in answers.items()}),
        tiny_framework(),
    )

    assert answers == {r.ref: r.answer for r in submission.responses if r.answer is not None}
    assert not [problem for problem in problems if problem.level != "note"]
    assert len(answers) == submission.cells.filled == submission.cells.taken


@given(text=_texts)
def test_answers_come_back_without_their_controls(text: str) -> None:
    """A program that takes the controls away takes nothing else."""
    data = filled(BLANK, {"Q07.2/answer": text})

    assert _response(data, "Q07.2") == _response(changed(data, drop_controls), "Q07.2")


@given(
    name=st.sampled_from(sorted(parts(BLANK))),
    place=st.floats(min_value=0, max_value=1),
    byte=st.integers(min_value=0, max_value=255),
)
def test_any_document_gives_answers_or_a_reason(name: str, place: float, byte: int) -> None:
    """A byte that flipped in any part ends in a Submission or an error of ours, nothing else."""
    contents = parts(BLANK)
    part = bytearray(contents[name])
    part[int(place * (len(part) - 1))] = byte
    told: tuple[object, ...] = ()

    try:
        told = read(packed({**contents, name: bytes(part)}), tiny_framework())[0].issued
    except SecselfError as error:
        told = error.problems

    assert told
