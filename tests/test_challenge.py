"""The sample of what was declared unchanged, for the assessor to probe."""

from collections import Counter
from dataclasses import replace

import pytest
from frameworks import PROPOSED
from hypothesis import given
from hypothesis import strategies as st
from submissions import AS_OF, judging_framework, quiet_submission

from secself.challenge import check, sample
from secself.comparison import compare
from secself.model import ChallengeFactor, Comparison, Submission

FACTORS = (
    "residual-risk",
    "not-fully-met",
    "no-evidence",
    "evidence-stale",
    "evidence-same",
    "words-same",
    "not-reaffirmed",
    "interpreted",
)


def factor(name: str, weight: int = 2) -> ChallengeFactor:
    """One factor, in the words of its name."""
    return ChallengeFactor(id=name, weight=weight, words=name, provenance=PROPOSED)


def framework(*factors: ChallengeFactor):
    """The tiny framework with some factors."""
    return replace(judging_framework(), challenge=factors)


def compared(now: Submission | None = None, *factors: ChallengeFactor) -> Comparison:
    """The quiet pair, with another current side."""
    return compare(framework(*factors), now or quiet_submission(), quiet_submission(), AS_OF)


def rows(submission: Submission, **changes: object) -> Submission:
    """Write cells into one row: G1_1={...}."""
    return replace(
        submission,
        responses=tuple(
            replace(row, **changes.get(row.ref.replace(".", "_"), {}))
            for row in submission.responses
        ),
    )


def refs(drawn) -> list[str]:
    """The refs that were drawn."""
    return [one.ref for one in drawn.drawn]


def test_the_same_seed_draws_the_same_controls():
    """Anybody with the answers and the seed can draw it again; another seed draws others."""
    drawn = [refs(sample(compared(), 2, seed)) for seed in ("a", "a", "b", "c", "d", "e")]

    assert drawn[0] == drawn[1]
    assert len({tuple(one) for one in drawn}) > 1


def test_the_order_of_rows_does_not_matter():
    """A sorted workbook gives the same sample."""
    quiet = quiet_submission()
    turned = replace(quiet, responses=tuple(reversed(quiet.responses)))

    assert sample(compared(quiet), 3, "x") == sample(compared(turned), 3, "x")


def test_only_what_is_declared_unchanged_is_drawn():
    """A declared change is looked at anyway; a row without an answer is a finding of its own."""
    now = rows(quiet_submission(), G1_1={"change": "Changed"}, G2_1={"answer": None})
    drawn = sample(compared(now), 99, "x")

    assert {"G1.1", "G2.1"}.isdisjoint(refs(drawn))
    assert drawn.drawn_from == len(drawn.drawn) > 0


def test_fewer_than_asked_for_are_all_there_are():
    """A sample larger than the whole is the whole, each once."""
    drawn = sample(compared(), 99, "x")

    assert max(Counter(refs(drawn)).values()) == 1
    assert len(drawn.drawn) == drawn.drawn_from


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("residual-risk", {"residual_risk": "Medium"}),
        ("not-fully-met", {"answer": "Partly met"}),
        ("no-evidence", {"evidence": ()}),
        ("not-reaffirmed", {"reaffirmed": None}),
    ],
)
def test_a_factor_adds_its_weight_and_says_why(name, cells):
    """What makes a row worth probing is counted and told."""
    best = {"residual_risk": "Very low", "answer": "Met", "reaffirmed": "Yes"}
    plain, heavier = (
        next(
            one
            for one in sample(
                compared(rows(quiet_submission(), G1_1=row), factor(name)), 99, "x"
            ).drawn
            if one.ref == "G1.1"
        )
        for row in (best, best | cells)
    )

    assert (1, ()) == (plain.weight, plain.reasons)
    assert (name,) == heavier.reasons
    assert heavier.weight >= 3


def test_what_is_the_same_as_last_time_weighs_more():
    """The very documents and the very words of last time are what copying looks like."""
    told = rows(quiet_submission(), G1_1={"narrative": "As before."})
    pair = compare(framework(factor("evidence-same"), factor("words-same")), told, told, AS_OF)
    other = rows(told, G1_1={"narrative": "Read again.", "evidence": ("E02",)})
    fresh = compare(framework(factor("evidence-same"), factor("words-same")), other, told, AS_OF)
    weights = [
        next(one.weight for one in sample(which, 99, "x").drawn if one.ref == "G1.1")
        for which in (pair, fresh)
    ]

    assert [5, 1] == weights


@pytest.mark.property
@given(st.integers(0, 10_000))
def test_the_riskier_is_drawn_more_often(start):
    """Over many seeds the control of high risk comes first far oftener than an equal share."""
    now = rows(quiet_submission(), G1_1={"residual_risk": "Very high"})
    comparison = compared(now, factor("residual-risk", 10))
    first = [refs(sample(comparison, 1, f"{start}-{number}"))[0] for number in range(60)]

    assert first.count("G1.1") > len(first) / len(comparison.of("validation"))


def test_a_factor_nobody_knows_is_a_problem():
    """A misspelt factor would weigh nothing, and nobody would notice."""
    [problem] = check(framework(factor("residual-rsik")))

    assert "factor-unknown" == problem.code
    assert [] == list(check(framework(*map(factor, FACTORS))))
