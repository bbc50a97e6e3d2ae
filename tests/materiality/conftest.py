"""What the tests of the rules share: a pair from a table, compared and judged by every rule."""

from collections.abc import Callable
from datetime import date

import pytest
from submissions import AS_OF, Flat, flat, judging_framework, pair, setting

from secself.comparison import compare
from secself.materiality import run
from secself.model import Comparison, Submission

Judged = Callable[..., Flat]
"""Give all findings of a pair, whichever rule they come from."""


@pytest.fixture
def compared() -> Callable[..., Comparison]:
    """Compare the pair that a table describes, or the two submissions given."""

    def compare_pair(
        table: str = "",
        *,
        as_of: date = AS_OF,
        before: Submission | None = None,
        after: Submission | None = None,
    ) -> Comparison:
        prior, current = pair(table)
        return compare(judging_framework(), after or current, before or prior, as_of)

    return compare_pair


@pytest.fixture
def judged(compared) -> Judged:
    """Judge the pair that a table describes by every rule there is."""

    def judge_pair(table: str = "", **changes: object) -> Flat:
        findings, problems = run(compared(table, **changes))
        assert problems == ()
        return flat(findings)

    return judge_pair


@pytest.fixture
def heard() -> Callable[..., list[str]]:
    """Judge the pair of a table by one rule, turned on, and give the refs it speaks of."""

    def hear(rule: str, table: str = "", **settings: str) -> list[str]:
        before, after = pair(table)
        framework = judging_framework(setting(rule, level="note", **settings))
        findings, problems = run(compare(framework, after, before, AS_OF))
        assert problems == ()
        return [finding.ref for finding in findings]

    return hear


@pytest.fixture
def alone() -> Judged:
    """Judge the current side of a table without any prior."""

    def judge_alone(table: str = "", as_of: date = AS_OF) -> Flat:
        findings, _ = run(compare(judging_framework(), pair(table)[1], None, as_of))
        return flat(findings)

    return judge_alone
