"""A workbook and a questionnaire of one assessment become one Submission; nothing is chosen."""

from dataclasses import replace

from secself import joining
from secself.model import (
    Comment,
    Declaration,
    EvidenceItem,
    Issued,
    Marks,
    Response,
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
