"""Laws of comparing and judging, over drawn pairs of submissions."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from submissions import AS_OF, RULES, flat, judging_framework, quiet_submission, setting

from secself.comparison import compare
from secself.digest import digest
from secself.materiality import run
from secself.model import (
    Comparison,
    EvidenceItem,
    Finding,
    Provider,
    RemediationLine,
    Response,
    Statement,
    Submission,
    Unreadable,
)

pytestmark = pytest.mark.property

FRAMEWORK = judging_framework()
LOUD = judging_framework(*(setting(name, level="note") for name in RULES))
"""The same with every rule turned on, those too that are off in the shipped settings."""
QUIET = quiet_submission()
ISSUED = QUIET.issued
POSITIONS = FRAMEWORK.scale.labels
UNREADABLE = Unreadable(shown="Mostly")
NO_CHANGE_AT_ALL = {"unchanged", "unanswered", "not-compared"}
STATE_RULES = {
    "incident-reported",
    "vulnerability-open",
    "risk-assessment-old",
    "vulnerability-assessment-old",
    "clearance-review-old",
    "remediation-overdue",
    "evidence-old",
    "near-threshold",
    "unanswered-on-both-sides",
    "not-met-without-remediation",
    "no-baseline",
    "explanation-repeated",
    "day-lapsed",
    "still-open",
}
MIRRORED = {
    "added": "removed",
    "removed": "added",
    "in-scope": "out-of-scope",
    "out-of-scope": "in-scope",
    "newly-answered": "no-longer-answered",
    "no-longer-answered": "newly-answered",
}
OVER_SEVERAL = {
    "section-weakened",
    "theme-worsened",
    "owners-changed",
    "explanation-repeated",
    "interpretation-changed",
}
"""Rules that name several items in one sentence, in the framework's order."""
ALL = ("questions", "validation", "profile", "providers", "evidence", "remediation")

days = st.sampled_from([date(2023, 1, 1), date(2025, 1, 1), date(2025, 6, 30)])
texts = st.sampled_from([None, UNREADABLE, "One", "Two words"])
ids = st.lists(st.sampled_from(["E01", "E02", "E03", UNREADABLE]), unique=True, max_size=3)
declared = st.sampled_from([None, *FRAMEWORK.declared_changes.labels])
answers = st.sampled_from([None, UNREADABLE, "Yes", "No", "Not known", 0, 2, date(2025, 1, 1)])
digests = st.sampled_from([None, "aa11", "AA11", "bb22"])


def _row(section: str, ref: str) -> st.SearchStrategy[Response]:
    return st.builds(
        Response,
        section=st.just(section),
        ref=st.just(ref),
        answer=answers
        if section == "questions"
        else st.sampled_from([None, UNREADABLE, *POSITIONS]),
        narrative=texts,
        evidence=ids.map(tuple),
        change=declared,
        owner=texts,
        residual_risk=st.sampled_from([None, UNREADABLE, *FRAMEWORK.residual_risks.labels]),
        reaffirmed=st.sampled_from([None, "Yes"]),
        fingerprint=st.sampled_from([None, "aaa", "bbb"]),
    )


def _some(rows: list[st.SearchStrategy[object]]) -> st.SearchStrategy[tuple[object, ...]]:
    """Draw some of these rows: the others are not in the file."""
    drawn = [st.one_of(st.just(None), row, row) for row in rows]
    return st.tuples(*drawn).map(lambda found: tuple(row for row in found if row is not None))


documents = _some(
    [
        st.builds(
            EvidenceItem,
            id=st.just(ref),
            title=texts,
            date=days,
            sha256=digests,
            review_due=st.one_of(st.none(), days),
        )
        for ref in ("E01", "E02", "E03")
    ]
)
providers = _some(
    [
        st.builds(Provider, id=st.just(ref), name=texts, service=texts, since=days)
        for ref in ("gridlink", "meshwell", "keyhouse")
    ]
)
lines = st.lists(
    st.builds(
        RemediationLine,
        ref=st.sampled_from(["G1.2", "G2.2", "The lobby"]),
        action=texts,
        due=days,
        done_on=st.one_of(st.none(), days),
    ),
    max_size=4,
).map(tuple)
statements = _some(
    [
        st.builds(Statement, label=st.just(label), value=st.sampled_from(values))
        for label, values in (
            ("User Roles", [None, "gas-supplier", "gas-supplier, other-user"]),
            ("Domestic premises", [None, UNREADABLE, 210_000, 250_000, 250_001]),
            ("Non-domestic premises", [0, 50_001]),
            ("User Systems", [None, 1, 2]),
            ("SMETS1 enrolled", [None, "Yes", "No"]),
        )
    ]
)
submissions = st.builds(
    replace,
    st.just(QUIET),
    carries=st.sampled_from([ALL, ALL, ("questions",)]),
    issued=st.sets(st.sampled_from(ISSUED), min_size=1).map(tuple),
    responses=_some([_row(item.section, item.ref) for item in ISSUED]),
    statements=statements,
    evidence=documents,
    providers=providers,
    remediation=lines,
    interpretations=st.sampled_from([(), (("AI-1", "aaa"),), (("AI-1", "bbb"), ("AI-2", "aaa"))]),
)


def compared(before: Submission | None, after: Submission) -> Comparison:
    """Compare two submissions of the tiny framework."""
    return compare(FRAMEWORK, after, before, AS_OF)


def heard(before: Submission | None, after: Submission) -> tuple[Finding, ...]:
    """Judge the pair with every rule turned on."""
    findings, problems = run(compare(LOUD, after, before, AS_OF))
    assert () == problems
    return findings


def judged(before: Submission | None, after: Submission) -> tuple[Finding, ...]:
    """Judge the pair by every rule that is on."""
    findings, problems = run(compared(before, after))
    assert () == problems
    return findings


@given(submissions)
def test_nothing_differs_from_itself(submission):
    """The same file twice has no change, and no change rule speaks."""
    comparison = compared(submission, submission)

    assert NO_CHANGE_AT_ALL >= {c for delta in comparison.deltas for c in delta.changes}
    assert STATE_RULES >= {finding.rule for finding in heard(submission, submission)}
    rows = (*submission.issued, *submission.responses)
    assert any(row.section in submission.carries for row in rows) == comparison.comparability


@given(submissions, submissions)
def test_every_item_of_either_side_is_in_exactly_one_delta(before, after):
    """Nothing is lost, and nothing is counted twice."""
    comparison = compared(before, after)
    times = Counter((delta.section, delta.ref) for delta in comparison.deltas)
    wanted = {
        (row.section, row.ref)
        for side in (before, after)
        for row in (*side.issued, *side.responses)
    }
    wanted |= {("profile", row.label) for side in (before, after) for row in side.statements}
    wanted |= {("evidence", row.id) for side in (before, after) for row in side.evidence}
    wanted |= {("providers", row.id) for side in (before, after) for row in side.providers}
    shown = [delta for delta in comparison.of("remediation") if delta.after is not None]

    assert {1} >= set(times.values())
    assert {key for key in times if key[0] != "remediation"} == {
        key for key in wanted if key != ("profile", "User")
    }
    assert Counter(after.remediation) == Counter(delta.after for delta in shown)


@given(submissions, submissions)
def test_the_deltas_applied_to_one_side_give_the_other(before, after):
    """What a Delta says was there is taken away, what it says is there is put in."""
    rows = Counter(_records(before))
    for delta in compared(before, after).deltas:
        if delta.before is not None:
            assert rows[delta.before] > 0
            rows[delta.before] -= 1
        if delta.after is not None:
            rows[delta.after] += 1

    assert Counter(_records(after)) == +rows


def _records(submission: Submission) -> list[object]:
    return [
        *submission.responses,
        *submission.statements,
        *submission.evidence,
        *submission.providers,
        *submission.remediation,
    ]


@given(submissions, submissions)
def test_what_is_better_one_way_is_worse_the_other(before, after):
    """No comfort is found in a change whichever way one looks at it."""
    there, back = compared(before, after), compared(after, before)

    assert all(
        theirs.direction == "worse"
        for ours, theirs in zip(there.deltas, back.deltas, strict=True)
        if ours.direction == "better"
    )


@given(submissions, submissions)
def test_the_other_way_round_before_and_after_change_places(before, after):
    """What came is what went, and what is newly answered is no longer answered."""
    there, back = compared(before, after), compared(after, before)

    assert [(d.section, d.ref, d.after, d.before) for d in there.deltas] == [
        (d.section, d.ref, d.before, d.after) for d in back.deltas
    ]
    assert [_mirrored(delta.changes) for delta in there.deltas] == [
        _plain(delta.changes) for delta in back.deltas
    ]
    assert there.comparability == back.comparability


def _plain(changes: tuple[str, ...]) -> set[str]:
    """Leave out that a newcomer is answered: what went does not say that it was."""
    return set(changes) - {"newly-answered"} if "in-scope" in changes else set(changes)


def _mirrored(changes: tuple[str, ...]) -> set[str]:
    return {MIRRORED.get(change, change) for change in _plain(changes)}


@given(submissions, submissions, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(before, after, random):
    """Somebody sorted the sheets."""
    moved = {
        name: tuple(random.sample(rows, len(rows)))
        for name in (
            "issued",
            "responses",
            "statements",
            "evidence",
            "providers",
            "remediation",
            "interpretations",
        )
        for rows in (getattr(after, name),)
    }
    sorted_anew = replace(after, **moved)

    assert compared(before, after).deltas == compared(before, sorted_anew).deltas
    assert heard(before, after) == heard(before, sorted_anew)
    assert digest(after) == digest(sorted_anew)


@given(submissions, submissions)
def test_equal_answers_have_equal_digests_and_unequal_ones_have_not(before, after):
    """A row in which nothing stands is as good as none."""
    is_same = all(
        delta.changes in {("unchanged",), ("unanswered",)}
        for delta in compared(before, after).deltas
    ) and _written(before) == _written(after)

    assert not is_same or digest(before) == digest(after)
    assert digest(after) == digest(replace(after, responses=tuple(_written(after))))


def _written(submission: Submission) -> list[Response]:
    rows = submission.responses
    return [row for row in rows if row != Response(section=row.section, ref=row.ref)]


@given(submissions)
def test_without_a_prior_only_state_rules_speak(submission):
    """Nobody can tell what changed."""
    findings = heard(None, submission)

    assert STATE_RULES >= {finding.rule for finding in findings}
    assert ("no-baseline", "baseline", "note") in flat(findings)


@given(
    st.sampled_from([row.ref for row in ISSUED if row.section == "validation"]),
    st.sampled_from([("Not met", "Partly met"), ("Not met", "Met"), ("Partly met", "Met")]),
    st.sampled_from(["Changed", "New"]),
)
def test_a_better_answer_alone_and_declared_is_never_a_finding(ref, positions, word):
    """It is a Delta, and it points up."""
    before = _with(QUIET, ref, answer=positions[0])
    before = replace(
        before, evidence=tuple(replace(item, sha256=item.id) for item in before.evidence)
    )
    planned = RemediationLine(ref=ref, action="Mend it", due=date(2025, 9, 30))
    before = replace(before, remediation=(*before.remediation, planned))
    after = _with(before, ref, answer=positions[1], change=word, narrative="It was mended.")

    assert () == judged(before, after)
    assert "better" == compared(before, after).delta("validation", ref).direction


@given(submissions, submissions, st.data())
@settings(max_examples=200)
def test_a_worse_position_never_lowers_what_is_said_of_it(before, after, data):
    """Where the control was claimed before and is no better now."""
    scale = FRAMEWORK.scale
    rows = [
        (row, scale.rank(old.answer), scale.rank(row.answer))
        for row in after.responses
        if row.section == "validation" and (old := before.response("validation", row.ref))
    ]
    rows = [row for row, was, now in rows if was is not None and now is not None and now >= was]
    if not rows:
        return
    row = data.draw(st.sampled_from(rows))
    worse = data.draw(st.sampled_from(scale.labels[scale.rank(row.answer) : 3]))
    worsened = _with(after, row.ref, answer=worse)

    assert _gravity(judged(before, after), row.ref) <= _gravity(judged(before, worsened), row.ref)


def _lower(words: tuple[str, ...], value: object) -> tuple[str, ...]:
    """Give a word of an order and all that are worse; none for what is not in it."""
    return words[words.index(value) :] if value in words else ()


@given(submissions, submissions, st.data())
def test_a_worse_answer_never_lowers_what_is_said_of_it(before, after, data):
    """Where the question was answered before, and the answer is no better now."""
    rankings = {question.id: question.answer.ranking for question in FRAMEWORK.questions}
    rows = [
        (row, _lower(rankings[row.ref], row.answer))
        for row in after.responses
        if row.section == "questions"
        and (old := before.response("questions", row.ref))
        and row.answer in _lower(rankings[row.ref], old.answer)
    ]
    if not rows:
        return
    row, words = data.draw(st.sampled_from(rows))
    worsened = _with(after, row.ref, answer=data.draw(st.sampled_from(words)))

    assert _gravity(judged(before, after), row.ref) <= _gravity(judged(before, worsened), row.ref)


@given(submissions, submissions, st.data())
def test_a_higher_residual_risk_never_lowers_what_is_said_of_it(before, after, data):
    """Where it was stated before, and is no lower now."""
    risks = FRAMEWORK.residual_risks.labels
    rows = [
        row
        for row in after.responses
        if row.section == "validation"
        and (old := before.response("validation", row.ref))
        and row.residual_risk in _lower(risks, old.residual_risk)
    ]
    if not rows:
        return
    row = data.draw(st.sampled_from(rows))
    higher = data.draw(st.sampled_from(_lower(risks, row.residual_risk)))
    worsened = _with(after, row.ref, residual_risk=higher)

    assert _gravity(judged(before, after), row.ref) <= _gravity(judged(before, worsened), row.ref)


@given(st.data())
def test_a_better_cell_alone_is_never_a_finding(data):
    """A better answer, a lower risk, a later day, a smaller number: nothing is said."""
    ref, cell, was, now = data.draw(
        st.sampled_from(
            [
                ("Q16.2", "answer", "No", "Yes"),
                ("Q16.2", "answer", "Not known", "Yes"),
                ("Q08.1", "answer", date(2024, 9, 1), date(2025, 5, 2)),
                ("Q09.1", "answer", date(2024, 9, 1), date(2025, 5, 2)),
                ("Q10.1", "answer", 2, 0),
                ("Q11.1", "answer", 1, 0),
                ("G1.1", "residual_risk", "Very high", "High"),
                ("G2.1", "residual_risk", "High", "Very low"),
                ("G1.2", "residual_risk", "Medium", "Low"),
                ("G1.10", "evidence", (), ("E01",)),
            ]
        )
    )
    word = data.draw(st.sampled_from(["No change", "Changed"] if cell != "evidence" else ["New"]))
    before, after = (_with(QUIET, ref, **{cell: value}) for value in (was, now))
    after = _with(after, ref, **({} if ref.startswith("Q") else {"change": word}))

    assert () == judged(before, after)


@given(submissions, submissions, st.randoms(use_true_random=False))
def test_the_order_of_the_framework_does_not_matter(before, after, random):
    """What is found of a control is found wherever it and the others stand."""
    shuffled = replace(
        LOUD,
        controls=tuple(random.sample(LOUD.controls, len(LOUD.controls))),
        questions=tuple(random.sample(LOUD.questions, len(LOUD.questions))),
    )
    findings, _ = run(compare(shuffled, after, before, AS_OF))
    of_one = [f for f in findings if f.rule not in OVER_SEVERAL]

    assert sorted(map(_told, of_one)) == sorted(
        _told(f) for f in heard(before, after) if f.rule not in OVER_SEVERAL
    )


def _told(finding: Finding) -> tuple[str, str, str, str]:
    return finding.rule, finding.ref, finding.materiality, finding.because


def _gravity(findings: tuple[Finding, ...], ref: str) -> int:
    grades = {finding.materiality for finding in findings if finding.ref == ref}
    return 2 if "material" in grades else len(grades)


@given(submissions, submissions)
def test_a_rule_on_one_control_does_not_look_at_others(before, after):
    """Judging a control alone says the same of it."""
    findings = judged(before, after)
    for ref in ("G1.1", "G2.2"):
        alone = [
            replace(side, responses=tuple(row for row in side.responses if row.ref == ref))
            for side in (before, after)
        ]

        assert [f for f in findings if f.ref == ref] == [f for f in judged(*alone) if f.ref == ref]


def _with(submission: Submission, ref: str, **cells: object) -> Submission:
    """Write some cells of one control or question."""
    rows = (replace(row, **cells) if row.ref == ref else row for row in submission.responses)
    return replace(submission, responses=tuple(rows))
