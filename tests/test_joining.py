"""A workbook and a questionnaire of one assessment become one Submission; nothing is chosen."""

from dataclasses import replace

import pytest

from secself import joining
from secself.model import (
    Comment,
    Declaration,
    EvidenceItem,
    Issued,
    Marks,
    Response,
    Statement,
    Submission,
    Unreadable,
)
from secself.problems import Origin

MARKS = Marks(user="acme", year=2026, kind="ssa", framework="tiny@1.0")


def book(*responses: Response) -> Submission:
    """A workbook, which carries everything."""
    issued = (Issued(section="questions", ref="Q1"), Issued(section="validation", ref="G1"))
    carries = ("questions", "validation", "declaration")
    declared = Declaration(name="Ann")
    return Submission(
        marks=MARKS, carries=carries, issued=issued, responses=responses, declaration=declared
    )


def form(*responses: Response) -> Submission:
    """A questionnaire, which carries the questions only."""
    issued = (Issued(section="questions", ref="Q1"),)
    return Submission(marks=MARKS, carries=("questions",), issued=issued, responses=responses)


def answer(text: str | None, file: str = "", explanation: str | None = None) -> Response:
    """An answer to Q1, from a file."""
    return Response(
        section="questions", ref="Q1", answer=text, narrative=explanation, origin=Origin(file=file)
    )


def test_an_answer_given_in_one_file_only_is_taken():
    """The blank in the workbook is filled from the questionnaire, and remembers its place."""
    joined, problems = joining.join([book(answer(None, "a.xlsx")), form(answer("Yes", "a.docx"))])

    assert [] == problems
    assert [("Yes", "a.docx")] == [(r.answer, r.origin.file) for r in joined.responses]


def test_equal_answers_are_one():
    """The same answer twice is no contradiction."""
    joined, problems = joining.join([book(answer("Yes")), form(answer("Yes"))])

    assert [] == problems
    assert ["Yes"] == [response.answer for response in joined.responses]


def test_different_answers_are_an_error_that_names_both_places():
    """Neither is taken; both are kept in what could not be read."""
    joined, problems = joining.join([book(answer("Yes", "a.xlsx")), form(answer("No", "a.docx"))])

    assert [("files-contradict", "error", "a.xlsx", "Q1")] == [
        (p.code, p.level, p.origin.file, p.ref) for p in problems
    ]
    assert "a.docx" in problems[0].what
    assert [Unreadable(shown="Yes / No")] == [response.answer for response in joined.responses]


def test_order_decides_nothing_but_the_order_of_the_two():
    """Joined either way round the same items are answered, and the same one is in dispute."""
    parts = [book(answer("Yes", "a.xlsx", "because")), form(answer("No", "a.docx"))]
    one, _ = joining.join(parts)
    other, _ = joining.join(parts[::-1])

    assert {(i.section, i.ref) for i in one.issued} == {(i.section, i.ref) for i in other.issued}
    assert set(one.carries) == set(other.carries)
    assert "Ann" == one.declaration.name == other.declaration.name
    assert "because" == one.responses[0].narrative == other.responses[0].narrative
    assert isinstance(one.responses[0].answer, Unreadable)
    assert isinstance(other.responses[0].answer, Unreadable)


def test_registers_of_two_workbooks_are_kept_whole():
    """Documents listed in either are there; one listed differently in both is in dispute."""
    one, other = (
        replace(book(), evidence=(EvidenceItem(id="E1", title=title), EvidenceItem(id=extra)))
        for title, extra in (("Policy", "E2"), ("Plan", "E3"))
    )
    joined, problems = joining.join([one, other])

    assert ["E1", "E2", "E1", "E3"] == [item.id for item in joined.evidence]
    assert [("files-contradict", "E1")] == [(problem.code, problem.ref) for problem in problems]


def test_two_declarations_that_differ_are_in_dispute():
    """The first stands, and it is said."""
    other = replace(book(), declaration=Declaration(name="Bob"))
    joined, problems = joining.join([book(), other])

    assert "Ann" == joined.declaration.name
    assert ["files-contradict"] == [problem.code for problem in problems]
    assert [] == joining.join([book(), book()])[1]


def test_items_that_only_one_file_holds_stay():
    """A control in the workbook and a question in the questionnaire are both there."""
    control = Response(section="validation", ref="G1", answer="Met")
    joined, _ = joining.join([book(control), form(answer("Yes"))])

    assert {"G1", "Q1"} == {response.ref for response in joined.responses}


def test_comments_of_all_files_are_kept_and_copies_are_one():
    """What stands in both files word by word was written once."""
    why = Comment(kind="note", section="questions", ref="Q1", text="Why?", author="Ana")
    mine, other = replace(why, origin=Origin(file="a.xlsx")), replace(why, author="Ben")

    joined, problems = joining.join(
        [replace(book(), comments=(mine,)), replace(form(), comments=(why, other))]
    )

    assert [] == problems
    assert (mine, other) == joined.comments


def profile(value: object, file: str) -> Submission:
    """A workbook with one line of its Profile filled in, or blank."""
    line = Statement(label="User Systems", value=value, origin=Origin(file=file, cell="B11"))
    return replace(book(), statements=(line,))


@pytest.mark.parametrize(("first", "second"), [(2, None), (None, 2), (2, 2)])
def test_a_line_of_the_profile_that_is_blank_in_one_file_is_taken_from_the_other(first, second):
    """A blank contradicts nothing, and the line stands once."""
    joined, problems = joining.join([profile(first, "a.xlsx"), profile(second, "b.xlsx")])

    assert [] == problems
    assert [("User Systems", 2)] == [(line.label, line.value) for line in joined.statements]


def test_a_line_of_the_profile_that_differs_is_neither():
    """Thresholds hang on it, so none of the two is used; both places and values are named."""
    joined, problems = joining.join([profile(1, "a.xlsx"), profile(2, "b.xlsx")])

    assert [Unreadable(shown="1 / 2")] == [line.value for line in joined.statements]
    assert [("files-contradict", "a.xlsx", "User Systems")] == [
        (problem.code, problem.origin.file, problem.ref) for problem in problems
    ]
    assert all(word in problems[0].what for word in ("“1”", "“2”", "b.xlsx"))


@pytest.mark.parametrize(
    ("field", "here", "there", "expected"),
    [
        ("narrative", "because", "since", Unreadable(shown="because / since")),
        ("evidence", ("E01",), ("E02",), (Unreadable(shown="E01 / E02"),)),
        ("answer", Unreadable(shown="maybe"), "Yes", Unreadable(shown="maybe / Yes")),
        ("answer", "1", 1, Unreadable(shown="1 / 1")),
    ],
)
def test_every_field_is_held_against_its_twin(field, here, there, expected):
    """Also where one of the two could not be read: it may have meant something else."""
    one, other = (
        replace(answer(None, file), **{field: value})
        for file, value in (("a.xlsx", here), ("b.docx", there))
    )
    joined, problems = joining.join([book(one), form(other)])

    assert expected == getattr(joined.responses[0], field)
    assert [("files-contradict", "a.xlsx")] == [(p.code, p.origin.file) for p in problems]
    assert "b.docx" in problems[0].what


def test_a_third_file_does_not_settle_what_two_dispute():
    """Two against one is no law between files: a person decides."""
    files = [book(answer("Yes", "a.xlsx")), form(answer("No", "b.docx"))]
    joined, problems = joining.join([*files, form(answer("Yes", "c.docx"))])

    assert isinstance(joined.responses[0].answer, Unreadable)
    assert ["b.docx", "c.docx"] == [problem.what.split("but ")[1][:6] for problem in problems]
