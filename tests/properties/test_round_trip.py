"""What is typed into a workbook comes back as it was typed."""

import re
from dataclasses import replace
from datetime import date

import pytest
from filling import fill
from frameworks import tiny_framework, tiny_profile
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from secself.model import (
    AnswerType,
    Declaration,
    EvidenceItem,
    Provider,
    RemediationLine,
    Response,
    Submission,
    Value,
)
from secself.questionnaire import select
from secself.workbook.reader import read
from secself.workbook.writer import write

pytestmark = pytest.mark.property

FRAMEWORK = tiny_framework()
ASKED = select(FRAMEWORK, tiny_profile(), 2026, "ssa")
BLANK = write(ASKED)
ISSUED, _ = read(BLANK, FRAMEWORK)

HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "'quoted",
    "#N/A",
    "_x0041_",
    "_x005F_x0041_",
    "a_x000D_b",
    "carriage\rreturn",
    "<b>x</b> & ]]>",
    "&amp;&#10;",
    "one\ntwo\n\nfour",
    "  spaces  ",
    "1.10",
    "2026-01-01",
    "TRUE",
    "🙂👩‍👩‍👧",
    "שלום עالم",
    "secself:1 user=other",
    "key:answer",
    "Ref",
    "Answer",
    "E01, E02",
)
"""Texts that have broken other tools."""

_BLANK = re.compile(r"[\s\u00a0\u2007\u202f\u200b\ufeff]*")
_typed = st.text(
    st.characters(
        exclude_categories=("Cs",),
        exclude_characters=[*map(chr, (*range(9), 11, 12, *range(14, 32))), "\ufffe", "\uffff"],
    ),
    min_size=1,
    max_size=200,
).filter(lambda text: not _BLANK.fullmatch(text))
_texts = st.one_of(st.sampled_from(HOSTILE), _typed)
_days = st.dates(min_value=date(1900, 3, 1))
_ids = st.from_regex(r"[A-Z][A-Za-z0-9]([A-Za-z0-9 ./-]{0,8}[A-Za-z0-9])?", fullmatch=True)


def maybe(drawn: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    """Draw a value, or leave the cell blank."""
    return st.one_of(st.none(), drawn)


def _answer(answer: AnswerType) -> st.SearchStrategy[Value]:
    kinds: dict[str, st.SearchStrategy[Value]] = {
        "date": _days,
        "whole": st.integers(min_value=0, max_value=10**12),
        # A spreadsheet keeps fifteen digits of a number.
        "decimal": st.decimals(min_value=0, max_value=10**6, places=2).map(float),
        "text": _texts,
    }
    if answer.kind == "choice":
        return st.sampled_from(answer.choices)
    return kinds[answer.kind]


def _reaffirmed() -> dict[str, st.SearchStrategy[Value]]:
    return {
        "reaffirmed": maybe(st.just("Yes")),
        "reaffirmed_by": maybe(_texts),
        "reaffirmed_on": maybe(_days),
    }


_cited = st.lists(_ids, max_size=4).map(tuple)
_questions = [
    st.builds(
        Response,
        section=st.just("questions"),
        ref=st.just(each.item.id),
        answer=maybe(_answer(each.item.answer)),
        narrative=maybe(_texts),
        evidence=_cited,
        **_reaffirmed(),
    )
    for each in ASKED.questions
]
_controls = [
    st.builds(
        Response,
        section=st.just("validation"),
        ref=st.just(each.item.id),
        answer=maybe(st.sampled_from(FRAMEWORK.scale.labels)),
        narrative=maybe(_texts),
        evidence=_cited,
        change=maybe(st.sampled_from(FRAMEWORK.declared_changes.labels)),
        owner=maybe(_texts),
        residual_risk=maybe(st.sampled_from(FRAMEWORK.residual_risks.labels)),
        **_reaffirmed(),
    )
    for each in ASKED.controls
]
_evidence = st.builds(
    EvidenceItem,
    id=_ids,
    title=maybe(_texts),
    version=maybe(_texts),
    date=maybe(_days),
    held_by=maybe(_texts),
    sha256=maybe(_texts),
    review_due=maybe(_days),
)
_providers = st.builds(
    Provider,
    id=_ids,
    name=maybe(_texts),
    service=maybe(_texts),
    since=maybe(_days),
    documents_accepted_on=maybe(_days),
)
_remediation = st.builds(
    RemediationLine,
    ref=_ids,
    action=maybe(_texts),
    owner=maybe(_texts),
    due=maybe(_days),
    done_on=maybe(_days),
)
_submissions = st.builds(
    lambda responses, evidence, providers, remediation, declaration: replace(
        ISSUED,
        responses=tuple(responses),
        evidence=tuple(evidence),
        providers=tuple(providers),
        remediation=tuple(remediation),
        declaration=declaration,
    ),
    st.tuples(*_questions, *_controls),
    st.lists(_evidence, max_size=4, unique_by=lambda each: each.id),
    st.lists(_providers, max_size=3, unique_by=lambda each: each.id),
    st.lists(_remediation, max_size=3),
    st.builds(
        Declaration,
        name=maybe(_texts),
        role=maybe(_texts),
        date=maybe(_days),
        declared=maybe(st.just("Yes")),
    ),
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    # Shrinking a whole workbook takes minutes; the test of single texts below is shrunk.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(submission=_submissions)
def test_what_is_typed_is_what_is_read(submission: Submission) -> None:
    """Every answer, document, provider, action and declaration, and no cell goes uncounted."""
    found, problems = read(fill(BLANK, submission), FRAMEWORK)

    assert submission == found
    # That nobody says who read an answer again is worth a note, and no fault of the reading.
    assert {problem.code for problem in problems} <= {"reaffirmed-by-missing"}
    assert found.cells.filled == found.cells.taken


@settings(max_examples=25, deadline=None)
@given(explanation=_texts, action=_texts)
@example(explanation="_x000D_ and \r", action="=HYPERLINK(1)")
def test_a_text_is_kept_letter_by_letter(explanation: str, action: str) -> None:
    """Nothing is trimmed, decoded twice or made into something else."""
    typed = replace(
        ISSUED,
        responses=(
            replace(ISSUED.responses[0], narrative=explanation),
            *ISSUED.responses[1:],
        ),
        remediation=(RemediationLine(ref="G1.1", action=action),),
    )
    found, _ = read(fill(BLANK, typed), FRAMEWORK)

    assert explanation == found.responses[0].narrative
    assert action == found.remediation[0].action
