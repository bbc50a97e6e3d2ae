"""What an assessor still wanted to know last time stands beside the row it is about."""

import io
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from filling import column_of, row_of
from frameworks import tiny_framework, tiny_profile, tiny_submission

from secself.model import BoundComment, Comment
from secself.questionnaire import select
from secself.workbook.reader import read
from secself.workbook.writer import write

MARCH = datetime(2026, 3, 2, 10)  # noqa: DTZ001 - the file has no zone
FIRST = Comment(
    kind="column", section="validation", ref="G1.1", text="Which systems?", view="No concern"
)
SECOND = Comment(
    kind="note", section="validation", ref="G1.1", text="Since when?", author="Ana", written=MARCH
)
ASKED = select(tiny_framework(), tiny_profile(), 2026, "ssa")


def shown(*comments: Comment, ref: str = "G1.1", section: str = "Validation") -> object:
    """Give what stands under Open comments beside a row."""
    prior = replace(tiny_submission(), comments=comments)
    sheet = openpyxl.load_workbook(io.BytesIO(write(ASKED, prior)))[section]
    return sheet.cell(row_of(sheet, ref), column_of(sheet, "Open comments")).value


def test_open_comments_stand_beside_their_row() -> None:
    """One below the other, with who wrote it and when, and the view that was taken."""
    assert "Which systems?\nNo concern\nSince when? (Ana, 2026-03-02)" == shown(FIRST, SECOND)


@pytest.mark.parametrize("state", ["answered", "resolved"])
def test_what_was_settled_is_not_shown_again(state: str) -> None:
    """Only what still waits comes back."""
    settled = replace(FIRST, state=state)  # type: ignore[arg-type]

    assert "Since when? (Ana, 2026-03-02)" == shown(settled, SECOND)


def test_a_comment_on_a_question_stands_on_questions() -> None:
    """And the column is on both sheets where there is any."""
    asked = replace(FIRST, section="questions", ref="Q07.1")

    assert "Which systems?\nNo concern" == shown(asked, ref="Q07.1", section="Questions")
    assert shown(asked) is None


def test_without_an_open_comment_there_is_no_such_column() -> None:
    """An empty column would only take room."""
    settled = replace(FIRST, state="resolved")
    prior = replace(tiny_submission(), comments=(settled,))
    sheet = openpyxl.load_workbook(io.BytesIO(write(ASKED, prior)))["Validation"]

    assert "Open comments" not in {cell.value for cell in sheet[4]}


def test_what_is_shown_is_no_answer() -> None:
    """The workbook reads back as blank as without the comments."""
    prior = replace(tiny_submission(), comments=(FIRST, SECOND))
    submission, problems = read(write(ASKED, prior), tiny_framework(), "w.xlsx")

    assert [] == problems
    assert {None} == {response.answer for response in submission.responses}


def test_a_comment_on_an_earlier_answer_says_so_and_stands_beside_each_part() -> None:
    """What was split since has it on every row it became; what is gone, on none."""
    split = BoundComment(
        comment=SECOND, standing="on-earlier-answer", also=("G1.2",), about="a/2025-ssa#1"
    )
    gone = BoundComment(comment=replace(FIRST, ref="G9.9"), standing="item-gone")
    withdrawn = BoundComment(comment=FIRST, withdrawn="Mistaken.")
    content = write(ASKED, tiny_submission(), comments=[split, gone, withdrawn])
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Validation"]
    column = column_of(sheet, "Open comments")
    said = "Since when? (Ana, 2026-03-02, on an earlier answer)"

    assert [said, said] == [
        sheet.cell(row_of(sheet, ref), column).value for ref in ("G1.1", "G1.2")
    ]


def test_read_me_says_how_many_are_open_and_leads_to_the_first() -> None:
    """And lists those that are about nothing that is asked now."""
    gone = BoundComment(comment=replace(FIRST, ref="G9.9"), standing="item-gone")
    content = write(ASKED, tiny_submission(), comments=[gone, BoundComment(comment=SECOND)])
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet, rows = book["Read me"], book["Validation"]
    cell = sheet["B7"]
    texts = [line[1].value for line in sheet.iter_rows() if line[0].value == "G9.9"]
    at = rows.cell(row_of(rows, "G1.1"), column_of(rows, "Open comments")).coordinate

    assert ("Comments", "2 comments of the assessor are still open") == (
        sheet["A7"].value,
        cell.value,
    )
    assert f"'Validation'!{at}" == cell.hyperlink.location
    assert ["Which systems?\nNo concern"] == texts


def test_without_an_open_comment_read_me_says_nothing_of_any() -> None:
    """No line is kept free for it."""
    book = openpyxl.load_workbook(io.BytesIO(write(ASKED, tiny_submission(), comments=[])))

    assert book["Read me"]["A7"].value is None
