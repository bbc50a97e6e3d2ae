"""Every item of either side gets one Delta, with its changes, gravest first, and a direction."""

from dataclasses import replace

import pytest
from submissions import AS_OF, issue, judging_framework, pair, quiet_submission

from secself.comparison import compare
from secself.comparison.sides import as_read
from secself.model import Comparison, Issued, RemediationLine, Response, Submission

PLAIN = ("questions",)


def compared(before: Submission | None, after: Submission) -> Comparison:
    """Compare two submissions of the tiny framework."""
    return compare(judging_framework(), after, before, AS_OF)


def changes(table: str) -> list[tuple[str, str, str]]:
    """Give ref, changes and direction of all that is not unchanged."""
    return [
        (delta.ref, " ".join(delta.changes), delta.direction)
        for delta in compared(*pair(table)).deltas
        if delta.changes != ("unchanged",)
    ]


def one(sheet: str, ref: str, column: str, before: str, after: str) -> str:
    """Write the table of one cell."""
    return f"| sheet | ref | column | before | after |\n|{sheet}|{ref}|{column}|{before}|{after}|"


@pytest.mark.parametrize(
    ("column", "before", "after", "change", "direction"),
    [
        ("position", "Met", "Partly met", "position-changed", "worse"),
        ("position", "Not met", "Partly met", "position-changed", "better"),
        ("position", "Met", "Not applicable", "position-changed", "unclear"),
        ("position", "Met", "Mostly", "position-changed", "unclear"),
        ("position", "Met", "", "no-longer-answered", "unclear"),
        ("position", "Met", "?Mostly", "no-longer-answered", "unclear"),
        ("position", "Met", "-", "no-longer-answered", "unclear"),
        ("position", "", "Met", "newly-answered", "unclear"),
        ("position", "", "?Mostly", "unanswered", "unclear"),
        ("position", "-", "-", "unanswered", "unclear"),
        ("position", "not put", "Met", "in-scope newly-answered", "unclear"),
        ("position", "not put", "", "in-scope", "unclear"),
        ("position", "not put", "-", "in-scope", "unclear"),
        ("position", "Met", "not put", "out-of-scope", "unclear"),
        ("position", "", "not put", "out-of-scope", "unclear"),
        ("residual risk", "Low", "High", "risk-changed", "worse"),
        ("residual risk", "High", "Low", "risk-changed", "better"),
        ("residual risk", "", "High", "risk-changed", "worse"),
        ("residual risk", "", "Medium", "risk-changed", "unclear"),
        ("residual risk", "High", "", "risk-changed", "unclear"),
        ("residual risk", "?", "?!", "risk-changed", "unclear"),
        ("evidence", "E01", "E02", "evidence-changed", "unclear"),
        ("evidence", "E01", "", "evidence-changed", "worse"),
        ("evidence", "", "E01", "evidence-changed", "unclear"),
        ("what changed", "New plan", "", "narrative-changed", "same"),
        ("owner", "Ann", "Bob", "owner-changed", "same"),
        ("change", "Changed", "No change", "declared-change-changed", "same"),
        ("reaffirmed", "", "Yes", "reaffirmation-changed", "same"),
        ("reaffirmed by", "", "Ann", "reaffirmation-changed", "same"),
    ],
)
def test_one_cell_of_a_control_is_one_change(column, before, after, change, direction):
    """The change is named after the cell; rank, risk and lost evidence decide the direction."""
    found = changes(one("Validation", "G1.1", column, before, after))

    assert [("G1.1", change, direction)] == found


@pytest.mark.parametrize(
    ("ref", "before", "after", "change", "direction"),
    [
        ("Q16.2", "Yes", "No", "answer-changed", "worse"),
        ("Q16.2", "No", "Not known", "answer-changed", "better"),
        ("Q16.2", "Yes", "Mostly", "answer-changed", "unclear"),
        ("Q10.1", "0", "1", "answer-changed", "worse"),
        ("Q10.1", "3", "1", "answer-changed", "better"),
        ("Q10.1", "3", "few", "answer-changed", "unclear"),
        ("Q10.1", "3", "2025-01-01", "answer-changed", "unclear"),
        ("Q08.1", "2024-01-01", "2025-01-01", "answer-changed", "better"),
        ("Q08.1", "2025-01-01", "2024-01-01", "answer-changed", "worse"),
        ("Q16.1", "2025-01-01", "2024-01-01", "answer-changed", "unclear"),
        ("Q12.1", "2", "3", "answer-changed", "unclear"),
        ("Q01.1", "Here", "There", "answer-changed", "unclear"),
        ("Q99.1", "Here", "There", "answer-changed", "unclear"),
    ],
)
def test_an_answer_points_where_the_framework_says(ref, before, after, change, direction):
    """By its ranking, by which numbers or days are better, else nobody can tell."""
    found = changes(one("Questions", ref, "answer", before, after))

    assert [(ref, change, direction)] == found


def test_several_changes_are_named_gravest_first():
    """What is worse decides the direction, whatever got better besides."""
    found = changes(
        """
        | sheet      | ref  | column        | before | after      |
        | Validation | G1.1 | owner         | Ann    | Bob        |
        | Validation | G1.1 | position      | Met    | Partly met |
        | Validation | G1.1 | residual risk | High   | Low        |
        """
    )

    assert [("G1.1", "position-changed risk-changed owner-changed", "worse")] == found


def test_evidence_exchanged_under_a_declared_change_does_not_decide():
    """The better position does."""
    found = changes(
        """
        | sheet      | ref  | column   | before     | after   |
        | Validation | G1.2 | position | Partly met | Met     |
        | Validation | G1.2 | evidence | E01        | E02     |
        | Validation | G1.2 | change   | No change  | Changed |
        """
    )

    assert [
        ("G1.2", "position-changed evidence-changed declared-change-changed", "better")
    ] == found


def test_evidence_withdrawn_under_a_declared_change_is_worse():
    """A declaration does not replace what is gone."""
    found = changes(
        """
        | sheet      | ref  | column   | before  | after   |
        | Validation | G1.1 | evidence | E01     |         |
        | Validation | G1.1 | change   | Changed | Changed |
        """
    )

    assert [("G1.1", "evidence-changed", "worse")] == found


def test_another_title_changes_the_evidence_of_every_row_that_cites_it():
    """White space in a title is no other title, and a title nobody knows is none."""
    found = changes(
        """
        | sheet      | ref  | column   | before | after     |
        | Validation | G1.1 | evidence | E09    | E09       |
        | Validation | G1.2 | evidence | E08    | E08       |
        | Validation | G2.1 | evidence | E07    | E07       |
        | Evidence   | E07  | title    |        | Policy    |
        | Evidence   | E08  | title    | A plan | A  plan   |
        | Evidence   | E09  | title    | A plan | Some plan |
        """
    )

    assert [
        ("G1.1", "evidence-changed", "unclear"),
        ("E07", "detail-changed", "same"),
        ("E08", "detail-changed", "same"),
        ("E09", "detail-changed", "same"),
    ] == found


RULED_OUT = """
    | sheet     | ref   | column | before   | after   |
    | Questions | Q07.1 | answer | {before} | {after} |
    | Questions | Q07.2 | answer | {was}    | {now}   |
"""


@pytest.mark.parametrize(
    ("before", "was", "after", "now", "expected"),
    [
        ("Yes", "By keys", "No", "", "out-of-scope"),
        ("Yes", "", "No", "", "out-of-scope"),
        ("Yes", "By keys", "No", "By keys", "unchanged"),
        ("No", "", "Yes", "", "in-scope"),
        ("No", "", "Yes", "By keys", "in-scope newly-answered"),
        ("No", "", "No", "", "unchanged"),
        ("No", "", "No", "By keys", "newly-answered"),
        ("No", "By keys", "No", "", "no-longer-answered"),
        ("No", "By keys", "Yes", "", "no-longer-answered"),
        ("No", "?", "No", "", "unanswered"),
    ],
)
def test_another_answer_rules_a_question_in_and_out(before, was, after, now, expected):
    """Ruled out and blank is out of scope if it was not so before."""
    table = RULED_OUT.format(before=before, was=was, after=after, now=now)
    delta = compared(*pair(table)).delta("questions", "Q07.2")

    assert expected == " ".join(delta.changes)


@pytest.mark.parametrize(
    ("label", "before", "after", "direction"),
    [
        ("User Roles", "gas-supplier", "gas-supplier, other-user", "worse"),
        ("User Roles", "gas-supplier", "other-user", "worse"),
        ("User Roles", "gas-supplier, other-user", "gas-supplier", "unclear"),
        ("User Roles", "", "gas-supplier", "unclear"),
        ("User Roles", "gas-supplier", "?some", "unclear"),
        ("Domestic premises", "1000", "2000", "unclear"),
        ("Non-domestic premises", "2000", "1000", "unclear"),
        ("User Systems", "1", "2", "worse"),
        ("User Systems", "2", "1", "better"),
        ("User Systems", "1", "some", "unclear"),
        ("SMETS1 enrolled", "No", "Yes", "unclear"),
    ],
)
def test_a_fact_points_where_risk_is_known_to_lie(label, before, after, direction):
    """Further roles and systems are worse; of the rest nobody can tell."""
    found = changes(one("Profile", label, "value", before, after))

    assert [(label, "fact-changed", direction)] == found


def test_the_order_in_which_roles_are_listed_does_not_matter():
    """The same roles are the same fact."""
    found = changes(
        one(
            "Profile", "User Roles", "value", "gas-supplier, other-user", "other-user, gas-supplier"
        )
    )

    assert [] == found


def test_a_line_that_is_gone_is_as_good_as_blank():
    """Nothing is stated either way."""
    found = changes(one("Profile", "SMETS1 enrolled", "value", "-", ""))

    assert [] == found


def test_a_fact_stated_on_neither_side_is_no_item():
    """There is nothing to compare."""
    before, after = pair(one("Profile", "User Systems", "value", "-", "-"))

    assert compared(before, after).delta("profile", "User Systems") is None


@pytest.mark.parametrize(
    ("sheet", "ref", "column", "before", "after", "change", "direction"),
    [
        ("Evidence", "E09", "title", "-", "Plan", "added", "same"),
        ("Evidence", "E09", "title", "Plan", "-", "removed", "unclear"),
        ("Evidence", "E02", "version", "1", "2", "detail-changed", "same"),
        ("Providers", "meshwell", "name", "-", "Meshwell", "added", "unclear"),
        ("Providers", "meshwell", "name", "Meshwell", "-", "removed", "unclear"),
        ("Providers", "meshwell", "service", "Keys", "Adapters", "detail-changed", "same"),
    ],
)
def test_the_registers_pair_by_id(sheet, ref, column, before, after, change, direction):  # noqa: PLR0913, PLR0917 - the columns of a table
    """What came, what went, and what says something else."""
    found = changes(one(sheet, ref, column, before, after))

    assert [(ref, change, direction)] == found


def test_remediation_lines_pair_by_ref_and_exact_action():
    """A moved deadline is unclear, a line that is done is a detail, a reworded one is another."""
    before, after = pair()
    lines = [
        RemediationLine(ref="G1.1", action=action, due=due)
        for action, due in (("Buy", "May"), ("Fit", "May"), ("Sell", None), ("Sell", None))
    ]
    now = [
        replace(lines[0], due="June"),
        replace(lines[1], done_on="May"),
        replace(lines[2], action="Sell it"),
        lines[3],
    ]
    deltas = compared(
        replace(before, remediation=tuple(lines)), replace(after, remediation=tuple(now[::-1]))
    ).of("remediation")

    assert [
        ("G1.1#1", "detail-changed", "unclear"),
        ("G1.1#2", "detail-changed", "same"),
        ("G1.1#3", "unchanged", "same"),
        ("G1.1#4", "removed", "unclear"),
        ("G1.1#5", "added", "same"),
    ] == [(delta.ref, delta.change, delta.direction) for delta in deltas]


def test_without_a_prior_everything_is_added():
    """Nothing can be told of a direction, and nothing was compared."""
    comparison = compared(None, quiet_submission())

    assert {(("added",), "unclear")} == {(d.changes, d.direction) for d in comparison.deltas}
    assert 0.0 == comparison.comparability
    assert {None} == {delta.before for delta in comparison.deltas}


def test_a_file_compares_wholly_with_itself():
    """Nothing changed, and everything was compared."""
    comparison = compared(quiet_submission(), quiet_submission())

    assert {(("unchanged",), "same")} == {(d.changes, d.direction) for d in comparison.deltas}
    assert 1.0 == comparison.comparability


def test_what_a_file_cannot_carry_is_not_compared():
    """A questionnaire has questions only; nothing else in it is missing or removed."""
    before, after = quiet_submission(), plain(quiet_submission())
    comparison = compared(before, after)

    assert {"questions": "unchanged"} | dict.fromkeys(
        ("validation", "profile", "providers", "evidence", "remediation"), "not-compared"
    ) == {delta.section: delta.change for delta in comparison.deltas}
    assert {"unclear"} == {d.direction for d in comparison.deltas if d.section != "questions"}
    assert round(10 / 15, 3) == comparison.comparability


def plain(submission: Submission) -> Submission:
    """What remains of a submission in a file that carries questions only."""
    return replace(
        submission,
        carries=PLAIN,
        responses=tuple(row for row in submission.responses if row.section == "questions"),
        statements=(),
        evidence=(),
        providers=(),
        remediation=(),
    )


def test_a_questionnaire_compares_wholly_with_itself():
    """What neither side can carry is no loss."""
    assert 1.0 == compared(plain(quiet_submission()), plain(quiet_submission())).comparability


def test_nothing_compares_with_nothing():
    """A file that put nothing to the User has nothing to compare."""
    empty = replace(quiet_submission(), issued=(), responses=())

    assert 0.0 == compared(empty, empty).comparability


def test_comparability_is_the_share_of_what_is_on_both_sides():
    """One of fifteen was not put before."""
    before, after = pair(one("Validation", "G1.1", "position", "not put", "Met"))

    assert round(14 / 15, 3) == compared(before, after).comparability


@pytest.mark.parametrize(
    ("before", "after", "wording"),
    [("aaa", "bbb", "reworded"), ("aaa", "aaa", "same"), ("", "bbb", "reworded")],
)
def test_the_fingerprint_tells_other_words(before, after, wording):
    """The row's own, else that of what was issued."""
    comparison = compared(*pair(one("Validation", "G1.1", "words", before, after)))

    assert wording == comparison.delta("validation", "G1.1").wording


def test_words_that_a_file_does_not_name_are_taken_as_the_same():
    """Without a fingerprint nobody can tell."""
    before, after = (
        replace(side, issued=(issue("validation", "G9.9"),), responses=()) for side in pair()
    )
    delta = compared(before, after).delta("validation", "G9.9")

    assert ("same", "unanswered") == (delta.wording, delta.change)


def test_items_come_in_the_framework_s_order_and_strangers_behind_them():
    """A ref of another edition is not lost."""
    after = quiet_submission()
    after = replace(
        after, issued=(issue("validation", "G9.10"), issue("validation", "G9.9"), *after.issued)
    )
    refs = [delta.ref for delta in compared(quiet_submission(), after).of("validation")]

    assert ["G1.1", "G1.2", "G1.10", "G2.1", "G2.2", "G9.9", "G9.10"] == refs


def test_ids_are_ordered_as_a_person_reads_them():
    """Two comes before ten, however long the number."""
    assert ["E2", "E10", "E" + "9" * 5000] == sorted(["E" + "9" * 5000, "E10", "E2"], key=as_read)


def test_of_two_rows_with_one_id_the_first_counts():
    """The check lists the second as a problem."""
    submission = quiet_submission()
    twice = replace(submission, providers=submission.providers * 2)

    assert ["unchanged"] == [d.change for d in compared(submission, twice).of("providers")]


def test_a_question_no_longer_put_is_out_of_scope_whatever_ruled_it_out_before():
    """Ruled out and blank on one side, not put at all on the other: it went, or it came."""
    base = quiet_submission()
    no = Response(section="questions", ref="Q07.1", answer="No")
    put = replace(base, issued=(Issued(section="questions", ref="Q07.2"),), responses=(no,))
    gone = replace(base, issued=(), responses=())

    there, back = compared(put, gone), compared(gone, put)
    assert ("out-of-scope",) == next(d.changes for d in there.deltas if d.ref == "Q07.2")
    assert ("in-scope",) == next(d.changes for d in back.deltas if d.ref == "Q07.2")


@pytest.mark.parametrize(
    ("sheet", "ref", "column", "before", "after", "direction"),
    [
        ("Evidence", "E01", "date", "2025-02-14", "", "unclear"),
        ("Evidence", "E01", "date", "2025-02-14", "?last summer", "unclear"),
        ("Evidence", "E01", "date", "2025-02-14", "2024-02-14", "unclear"),
        ("Evidence", "E01", "date", "2025-02-14", "2025-05-14", "same"),
        ("Evidence", "E01", "sha-256", "ab12", "", "unclear"),
        ("Evidence", "E01", "sha-256", "ab12", "cd34", "same"),
        ("Remediation plan", "G2.2", "done on", "2025-02-14", "", "worse"),
        ("Remediation plan", "G2.2", "done on", "", "2025-02-14", "same"),
        ("Questions", "Q08.1", "answer", "2025-03-31", "2035-01-01", "unclear"),
        ("Questions", "Q08.1", "answer", "2025-03-31", "2025-04-30", "better"),
    ],
)
def test_what_says_less_than_it_did_is_no_comfort(  # noqa: PLR0913, PLR0917  a row of a table
    sheet, ref, column, before, after, direction
):
    """A day that is gone, went back or has not come yet is not as good as it was; a renewal is."""
    table = f"""
        | sheet | ref | column | before | after |
        | {sheet} | {ref} | {column} | {before} | {after} |
    """
    then, now = pair(table)
    found = [
        delta.direction
        for delta in compared(then, now).deltas
        if delta.ref.partition("#")[0] == ref and delta.change != "unchanged"
    ]

    assert [direction] == found


def test_a_further_row_under_one_id_that_says_something_else_is_seen():
    """Which of the two counts nobody can tell, so the document is not called unchanged."""
    submission = quiet_submission()
    other = replace(submission.evidence[0], title="A wholly other document")
    now = replace(submission, evidence=(*submission.evidence, other))
    [found] = [d for d in compared(submission, now).of("evidence") if d.ref == other.id]

    assert ("detail-changed", "unclear") == (found.change, found.direction)
