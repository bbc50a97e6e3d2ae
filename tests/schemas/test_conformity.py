"""A saved submission counts for no more than the cells it came from."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from frameworks import tiny_framework, tiny_submission

from secself.model import EvidenceItem, Marks, Response, Statement, Submission, Unreadable
from secself.plain import submission_document
from secself.problems import Problem, Refused
from secself.schemas import strict_json
from secself.schemas.conformity import conform
from secself.schemas.submission import load_submission
from secself.store.assessments import assess, receive
from secself.store.frameworks import Library, shelf
from secself.workbook.reader import CARRIES

SAMPLES = Path(__file__).parent.parent.parent / "samples"
RETURNED = sorted([*SAMPLES.glob("*/returned/*"), *SAMPLES.glob("*/2025-vusa.xlsx")])


def saved(**changes: object) -> Submission:
    """A complete submission of all a workbook carries."""
    return tiny_submission(**({"carries": CARRIES} | changes))


def held(submission: Submission) -> tuple[Submission, list[Problem]]:
    """Hold a submission to the invented framework."""
    return conform(submission, tiny_framework(), "saved.json")


def again(submission: Submission) -> Submission:
    """Through JSON text and back."""
    text = json.dumps(submission_document(submission), allow_nan=False)
    loaded, faults = load_submission(strict_json.parse(text.encode()))
    assert [] == faults
    return loaded


def with_response(ref: str, **fields: object) -> Submission:
    """A submission in which one row says something else."""
    responses = saved().responses
    return saved(responses=tuple(replace(r, **fields) if r.ref == ref else r for r in responses))


def said(problems: list[Problem], *levels: str) -> list[tuple[str, str | None, str | None]]:
    """Code, Ref and place of each Problem of some levels; all but notes if none is named."""
    wanted = levels or ("error", "warning")
    return [(p.code, p.ref, p.origin.path) for p in problems if p.level in wanted]


def test_a_submission_that_conforms_stays_as_it_is():
    """Saved, loaded and held to its framework it is equal, and nothing is said."""
    submission = saved()

    assert (submission, []) == held(again(submission))


@pytest.mark.parametrize("file", RETURNED, ids=lambda file: f"{file.parts[-3]}-{file.name}")
def test_what_was_read_from_a_file_conforms(file):
    """Every sample comes back equal, and no row is an error that was none in its file."""
    received = receive(file, Library(shelf(())))
    conformed, problems = conform(again(received.submission), received.framework, "saved.json")

    assert received.submission == conformed
    before = {(p.code, p.ref) for p in received.problems if p.level == "error"}
    assert set() == {(p.code, p.ref) for p in problems if p.level == "error"} - before


@pytest.mark.parametrize(
    ("ref", "field", "value", "code"),
    [
        ("G1.1", "answer", "Splendid", "answer-unknown"),
        ("G1.1", "answer", 1, "answer-unknown"),
        ("G1.1", "change", "Perhaps", "answer-unknown"),
        ("G1.1", "residual_risk", "None", "answer-unknown"),
        ("G1.1", "reaffirmed", "No", "answer-unknown"),
        ("G1.1", "reaffirmed_on", "03/04/2026", "date-unclear"),
        ("Q07.1", "answer", "Sometimes", "answer-unknown"),
        ("Q08.1", "answer", "lately", "date-unclear"),
        ("Q10.1", "answer", -1, "number-unclear"),
        ("Q10.1", "answer", 2.5, "number-unclear"),
        ("Q12.1", "answer", 10**400, "number-unclear"),
        ("Q07.2", "answer", "x" * 40_000, "text-too-long"),
    ],
)
def test_a_value_no_cell_could_hold_is_unreadable(ref, field, value, code):
    """Each field has the law of its column, and the place is named."""
    submission = with_response(ref, **{field: value})
    place = [r.ref for r in submission.responses].index(ref)
    conformed, problems = held(submission)
    section = "validation" if ref.startswith("G") else "questions"

    assert Unreadable(shown=str(value)) == getattr(conformed.response(section, ref), field)
    assert [(code, ref, f"responses[{place}].{field}")] == said(problems)
    assert {"saved.json"} == {problem.origin.file for problem in problems}


def test_what_a_cell_may_say_otherwise_is_taken_with_a_note():
    """A choice in other capitals, a date as text."""
    respelled, notes = held(with_response("G1.1", answer="  met"))
    dated, more = held(with_response("Q08.1", answer="2025-03-31"))

    assert ("Met", date(2025, 3, 31)) == (
        respelled.response("validation", "G1.1").answer,
        dated.response("questions", "Q08.1").answer,
    )
    assert ["choice-respelled", "date-as-text"] == [p.code for p in (*notes, *more)]


@pytest.mark.parametrize(
    ("ref", "shown", "code"),
    [
        ("G1.1", "Splendid", "answer-unknown"),
        ("Q08.1", "lately", "date-unclear"),
        ("Q07.2", "formula without a value", "answer-unreadable"),
        ("G1.1", "Met", "answer-unreadable"),
    ],
)
def test_what_could_not_be_read_stays_unreadable(ref, shown, code):
    """It is an error again, by the law that spoke before or by one that says it cannot tell."""
    submission = with_response(ref, answer=Unreadable(shown=shown))
    conformed, problems = held(submission)

    assert submission == conformed
    assert [(code, ref)] == [(p.code, p.ref) for p in problems if p.level == "error"]


def test_ids_are_read_as_a_cell_of_ids():
    """Several in one text are several; what could not be read stays."""
    lost = Unreadable(shown="E01 / E02")
    conformed, problems = held(with_response("G1.1", evidence=("E01, E02", "E03", lost, "")))

    assert ("E01", "E02", "E03", lost) == conformed.response("validation", "G1.1").evidence
    assert ["answer-unreadable"] == [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("label", "value", "code"),
    [
        ("User Roles", "Import Supplier, Juggler", "role-unknown"),
        ("Domestic premises", "many", "number-unclear"),
        ("User Systems", 1.5, "number-unclear"),
        ("SMETS1 enrolled", "Perhaps", "answer-unknown"),
    ],
)
def test_the_profile_has_its_laws(label, value, code):
    """Roles, whole numbers, yes or no."""
    lines = [s for s in saved().statements if s.label != label]
    conformed, problems = held(saved(statements=(*lines, Statement(label=label, value=value))))

    assert isinstance(conformed.statement(label), Unreadable)
    assert [(code, None, f"statements[{len(lines)}].value")] == said(problems)


def test_roles_are_named_by_id():
    """An abbreviation counts as the role, as it does on the sheet."""
    lines = [s for s in saved().statements if s.label != "User Roles"]
    conformed, _ = held(saved(statements=(*lines, Statement(label="User Roles", value="GS, IS"))))

    assert ("import-supplier", "gas-supplier") == conformed.roles


def test_dates_of_lists_and_declaration_are_dates():
    """Evidence, providers, remediation plan and declaration."""
    submission = saved()
    wrong = replace(
        submission,
        evidence=(replace(submission.evidence[0], date="spring"), submission.evidence[1]),
        providers=(replace(submission.providers[0], since=2019),),
        remediation=(replace(submission.remediation[0], due="soon"),),
        declaration=replace(submission.declaration, date="today", declared="Sort of"),
    )
    conformed, problems = held(wrong)

    assert conformed.declared_on is None
    assert {
        ("date-unclear", "evidence[0].date"),
        ("date-unclear", "providers[0].since"),
        ("date-unclear", "remediation[0].due"),
        ("date-unclear", "declaration.date"),
        ("answer-unknown", "declaration.declared"),
    } == {(code, path) for code, _, path in said(problems)}


def test_two_responses_to_one_item_are_an_error():
    """Where they differ neither is taken; where one is silent the other speaks."""
    twin = Response(section="validation", ref="G1.1", answer="Not met", reaffirmed_by="B. Low")
    responses = saved().responses
    conformed, problems = held(saved(responses=(*responses, twin)))
    joined = conformed.response("validation", "G1.1")

    assert len(responses) == len(conformed.responses)
    assert (Unreadable(shown="Met | Not met"), "B. Low", "Head of IT") == (
        joined.answer, joined.reaffirmed_by, joined.owner,
    )  # fmt: skip
    assert [("row-twice", "G1.1", f"responses[{len(responses)}]")] == said(problems)


def test_two_documents_or_providers_of_one_id_are_an_error_and_stay():
    """A row that cites the id could mean either; spaces around it make no other id."""
    submission = saved()
    evidence = (*submission.evidence, EvidenceItem(id=" E01", title="Another"))
    providers = (*submission.providers, *submission.providers)
    conformed, problems = held(saved(evidence=evidence, providers=providers))

    assert ["E01", "E02", "E01"] == [item.id for item in conformed.evidence]
    assert [("evidence-twice", "E01"), ("provider-twice", "gridlink-adapters")] == [
        (code, ref) for code, ref, _ in said(problems)
    ]


def test_two_statements_of_one_label_are_an_error():
    """Both stay, and the second is named."""
    lines = saved().statements
    conformed, problems = held(saved(statements=(*lines, lines[-1])))

    assert (*lines, lines[-1]) == conformed.statements
    assert [("label-twice", None, f"statements[{len(lines)}]")] == said(problems)


@pytest.mark.parametrize("ref", ["G9.99", "Q01.1"])
def test_a_response_to_no_item_is_kept_as_an_added_row(ref):
    """Nothing in it counts as an answer, and all of it is there."""
    stranger = Response(section="validation", ref=ref, answer="Met", evidence=("E01", "E02"))
    conformed, problems = held(saved(responses=(stranger, *saved().responses)))

    assert saved().responses == conformed.responses
    cells = (("Ref", ref), ("Position", "Met"), ("Evidence", "E01, E02"))
    assert [("validation", cells)] == [(row.section, row.cells) for row in conformed.added]
    assert [("row-added", ref, "responses[0]")] == said(problems)


def test_what_the_roles_draw_cannot_be_left_out_of_what_was_issued():
    """An item taken out of both lists is put to the User still, and has no row."""
    submission = saved()
    without = replace(
        submission,
        issued=tuple(each for each in submission.issued if each.ref != "G2.2"),
        responses=tuple(each for each in submission.responses if each.ref != "G2.2"),
    )
    conformed, problems = held(without)

    assert ("validation", "G2.2") in {(each.section, each.ref) for each in conformed.issued}
    assert len(submission.issued) == len(conformed.issued)
    assert [("issued-incomplete", None, "issued")] == said(problems)


def test_where_the_marks_are_gone_the_profile_says_the_roles():
    """Nor does taking out the marks' roles shorten the list."""
    marks = replace(saved().marks, roles=(), facts=())
    conformed, _ = held(saved(marks=marks, issued=saved().issued[:1]))

    drawn = {"G1.1", "G1.2", "G1.10", "G2.1", "G2.2"}
    assert drawn == {each.ref for each in conformed.issued if each.section == "validation"}


def test_where_nobody_knows_what_was_issued_the_rows_say_it():
    """As in a workbook without its hidden sheet."""
    conformed, _ = held(saved(marks=Marks(), statements=(), issued=()))

    refs = [each.ref for each in saved().responses]
    assert refs == [each.ref for each in conformed.issued]


@pytest.mark.parametrize(
    ("carries", "sections"),
    [
        ((), ()),
        (("validation",), ("validation",)),
        (CARRIES[:-1], ("questions", "validation")),
        ((*CARRIES, "more"), ("questions", "validation")),
        ((*CARRIES, "questions"), ("questions", "validation")),
        (("questions",), ("questions", "validation")),
    ],
)
def test_a_file_carries_what_a_workbook_or_a_questionnaire_carries(carries, sections):
    """Else a section could be declared not to be missing."""
    issued = tuple(each for each in saved().issued if each.section in sections)
    with pytest.raises(Refused) as refused:
        held(saved(carries=carries, issued=issued))

    assert [("data-shape", None, "carries")] == said(list(refused.value.problems))


def test_the_order_in_which_sections_are_carried_is_free():
    """A questionnaire joined with its workbook carries the same, in another order."""
    submission = saved(carries=tuple(reversed(CARRIES)))

    assert (submission, []) == held(submission)


@pytest.mark.parametrize("cited", [7, 1.5, None, {"date": "2026-01-01"}, ["E01"]])
def test_only_text_can_cite_a_document(cited):
    """Anything else is a fault of shape."""
    plain = json.loads(json.dumps(submission_document(saved())))
    plain["responses"][0]["evidence"] = [cited]
    loaded, faults = load_submission(plain)

    assert loaded is None
    assert [("responses", 0, "evidence", 0)] == [path for path, _ in faults]


def test_a_questionnaire_joined_with_its_workbook_conforms():
    """What `diff` saves of two files comes back equal, whichever was named first."""
    library = Library(shelf(()))
    files = sorted((SAMPLES / "calder-vale-gas" / "returned").iterdir())
    for order in (files, files[::-1]):
        assessed = assess(order, library)
        conformed, _ = conform(again(assessed.submission), assessed.framework, "saved.json")

        assert assessed.submission == conformed
