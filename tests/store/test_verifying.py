"""Whatever answer is another, the digest is another too, and the answer is named."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secself.digest import digest
from secself.model import Submission
from secself.redaction import pattern, redacted
from secself.store.assessments import Received, assess
from secself.store.frameworks import Library, shelf
from secself.store.verifying import altered

USER = Path(__file__).parent.parent.parent / "samples" / "northfell-energy"
CURRENT = USER / "returned" / "northfell-energy-2026-ssa.xlsx"
REAFFIRMED = ("reaffirmed", "reaffirmed_by", "reaffirmed_on")
WRITTEN = {
    "questions": ("answer", "narrative", *REAFFIRMED),
    "validation": ("answer", "change", "narrative", "owner", "residual_risk", *REAFFIRMED),
    "evidence": ("title", "version", "date", "held_by", "sha256", "review_due"),
    "providers": ("name", "service", "since", "documents_accepted_on"),
    "remediation": ("action", "owner", "due", "done_on"),
    "statements": ("value",),
}
"""What a person can write in, by sheet."""
REGISTERS = ("responses", "evidence", "providers", "remediation", "statements")


@pytest.fixture(scope="module")
def sent() -> Submission:
    """What a User answered."""
    return assess([CURRENT], Library(shelf())).submission


def told(before: Submission, after: Submission) -> list[tuple[str | None, str]]:
    """What is said to be altered: refs, and sentences."""
    received = Received(file="came.xlsx", file_sha256=None, submission=after)
    return [(one.ref, one.what) for one in altered(before, after, received)]


@pytest.mark.property
@settings(max_examples=300)
@given(drawn=st.data())
def test_any_one_value_that_is_another_is_found_and_named(sent, drawn):
    """Of any row of any sheet, in any column that a person can write in."""
    register = drawn.draw(st.sampled_from(REGISTERS))
    rows = getattr(sent, register)
    at = drawn.draw(st.integers(0, len(rows) - 1))
    row = rows[at]
    known = WRITTEN[getattr(row, "section", register)]
    column = drawn.draw(st.sampled_from(known))
    words = drawn.draw(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=8))
    changed = replace(row, **{column: f"{getattr(row, column) or ''}{words}"})
    after = replace(sent, **{register: (*rows[:at], changed, *rows[at + 1 :])})
    found = told(sent, after)

    assert digest(sent) != digest(after)
    assert 1 == len(found)
    assert words in found[0][1] or "…" in found[0][1]


@pytest.mark.parametrize("field", ["name", "role", "declared"])
def test_a_word_of_the_declaration_that_is_another_is_found(sent, field):
    """Whoever declared it, and that they did."""
    after = replace(sent, declaration=replace(sent.declaration, **{field: "Other"}))

    assert digest(sent) != digest(after)
    assert 1 == len(told(sent, after))


def test_evidence_that_was_cited_or_is_cited_no_more_is_found(sent):
    """A list of ids is an answer too."""
    at, row = next((at, row) for at, row in enumerate(sent.responses) if row.evidence)
    for evidence in ((), (*row.evidence, "E99")):
        rows = (*sent.responses[:at], replace(row, evidence=evidence), *sent.responses[at + 1 :])
        after = replace(sent, responses=rows)

        assert digest(sent) != digest(after)
        assert [row.ref] == [ref for ref, _ in told(sent, after)]


def test_the_same_answers_are_never_called_altered(sent):
    """Nor is a text from which a name was erased since."""
    names = pattern(["Martin Oyelaran", "Operations"])
    owners = tuple(
        replace(row, owner=redacted(row.owner, names)) if row.owner else row
        for row in sent.responses
    )
    declaration = replace(sent.declaration, name=redacted(sent.declaration.name, names))
    kept = replace(sent, responses=owners, declaration=declaration)

    assert kept != sent
    assert [] == told(sent, sent)
    assert [] == told(kept, sent)
