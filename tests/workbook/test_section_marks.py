"""A theme or section that was reaffirmed in one act, on `Read me`."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from filling import column_of, edit, fill, row_of
from frameworks import tiny_framework, tiny_profile, tiny_submission
from openpyxl.workbook import Workbook

from secself.model import Response, Submission, Unreadable
from secself.problems import Problem
from secself.questionnaire import select
from secself.workbook.reader import read
from secself.workbook.writer import write

FRAMEWORK = tiny_framework()
PRIOR = tiny_submission()
SENT = replace(PRIOR, marks=replace(PRIOR.marks, year=2026), declaration=PRIOR.declaration)
FILLED = fill(write(select(FRAMEWORK, tiny_profile(), 2026, "ssa"), PRIOR), SENT)
DAY = date(2026, 5, 1)
MARK = {"G": "Yes", "H": "Dee Ray", "I": DAY}
"""What is typed into the cells of a section, by column."""


def row_for(book: Workbook, part: str) -> int:
    """Find the line of a theme or section."""
    return next(cell.row for cell in book["Read me"]["L"] if cell.value == f"part:{part}")


def marked(*parts: str, cells: dict[str, object] | None = None) -> Callable[[Workbook], None]:
    """Reaffirm some themes and sections."""

    def change(book: Workbook) -> None:
        for part in parts:
            for column, value in (MARK if cells is None else cells).items():
                book["Read me"][f"{column}{row_for(book, part)}"].value = value

    return change


def typed(sheet: str, ref: str, heading: str, value: object) -> Callable[[Workbook], None]:
    """Type into one cell of a table."""

    def change(book: Workbook) -> None:
        place = row_of(book[sheet], ref), column_of(book[sheet], heading)
        book[sheet].cell(*place).value = value

    return change


def got(*changes: Callable[[Workbook], None]) -> tuple[Submission, list[Problem]]:
    """Read the workbook after some changes."""
    content = FILLED
    for change in changes:
        content = edit(content, change)
    return read(content, FRAMEWORK, "w.xlsx")


def response(submission: Submission, section: str, ref: str) -> Response:
    """Find the response to an item."""
    found = submission.response(section, ref)
    assert found is not None
    return found


def said(submission: Submission, section: str, ref: str) -> tuple[object, object, object]:
    """Give what is said of a row's being reaffirmed."""
    one = response(submission, section, ref)
    return one.reaffirmed, one.reaffirmed_by, one.reaffirmed_on


@pytest.mark.parametrize("ref", ["G1.1", "G1.2", "G1.10"])
def test_a_section_speaks_for_each_row_that_says_no_change(ref: str) -> None:
    """By whom and when, and its place is the cell in which it was said."""
    submission, problems = got(marked("validation/G1"))
    one = response(submission, "validation", ref)

    assert [] == problems
    assert ("Yes", "Dee Ray", DAY) == said(submission, "validation", ref)
    assert ("Read me", "G") == (one.origins["reaffirmed"].sheet, one.origins["reaffirmed"].cell[:1])
    assert "Validation" == one.origins["answer"].sheet


def test_a_section_speaks_for_no_other_section() -> None:
    """Neither of its own table nor of the other one."""
    submission, _ = got(marked("validation/G1"))

    assert (None, None, None) == said(submission, "validation", "G2.1")
    assert (None, None, None) == said(submission, "questions", "Q07.1")


@pytest.mark.parametrize("change", ["Changed", "New", None, "maybe"])
def test_a_row_that_does_not_say_no_change_is_not_covered(change: str | None) -> None:
    """Nobody reaffirms what somebody else has changed."""
    submission, _ = got(marked("validation/G1"), typed("Validation", "G1.1", "Change", change))

    assert (None, None, None) == said(submission, "validation", "G1.1")
    assert ("Yes", "Dee Ray", DAY) == said(submission, "validation", "G1.2")


@pytest.mark.parametrize("ref", ["Q01.1", "Q07.1", "Q07.2", "Q08.1", "Q10.1", "Q12.1", "Q16.2"])
def test_a_theme_speaks_for_each_question_that_is_answered_as_before(ref: str) -> None:
    """Whatever the type of the answer: a word, a text, a date, a number."""
    submission, problems = got(marked(f"questions/{ref.split('.', maxsplit=1)[0]}"))

    assert [] == problems
    assert ("Yes", "Dee Ray", DAY) == said(submission, "questions", ref)


@pytest.mark.parametrize(
    ("ref", "answer"),
    [
        ("Q07.1", "No"),
        ("Q07.2", "By two Factors."),
        ("Q08.1", date(2025, 4, 1)),
        ("Q10.1", 1),
        ("Q12.1", 2.6),
        ("Q07.1", None),
        ("Q10.1", "many"),
    ],
)
def test_a_question_answered_otherwise_is_not_covered(ref: str, answer: object) -> None:
    """Nor is a blank one: the mark never gives an answer."""
    submission, _ = got(
        marked(f"questions/{ref.split('.', maxsplit=1)[0]}"),
        typed("Questions", ref, "Answer", answer),
    )

    assert (None, None, None) == said(submission, "questions", ref)
    if answer is None:
        assert response(submission, "questions", ref).answer is None


def test_what_a_row_says_of_itself_wins() -> None:
    """By whom and when are then its own too, blank or not."""
    submission, _ = got(
        marked("validation/G1"),
        typed("Validation", "G1.1", "Reaffirmed", "Yes"),
        typed("Validation", "G1.1", "Reaffirmed by", "Ann Lee"),
    )

    assert ("Yes", "Ann Lee", None) == said(submission, "validation", "G1.1")


def test_its_cells_count_like_any_other() -> None:
    """Three were filled, three were taken, however many rows they speak for."""
    before, after = got()[0].cells, got(marked("validation/G1"))[0].cells

    assert (3, 3) == (after.filled - before.filled, after.taken - before.taken)


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"G": "perhaps"}, "answer-unknown", "G"),
        ({"G": "Yes", "H": "Dee Ray", "I": "soon"}, "date-unclear", "I"),
        ({"G": "#N/A"}, "cell-error", "G"),
        ({"H": "Dee Ray"}, "section-mark-alone", "H"),
    ],
)
def test_what_cannot_be_read_there_is_a_problem_of_that_cell(
    cells: dict[str, object], code: str, column: str
) -> None:
    """It names the cell, and what stands in it is counted."""
    submission, problems = got(marked("validation/G1", cells=cells))

    assert [(code, "Read me", column)] == [
        (each.code, each.origin.sheet, str(each.origin.cell)[:1]) for each in problems
    ]
    assert len(cells) == submission.cells.filled - got()[0].cells.filled


def test_a_day_that_cannot_be_read_stands_in_the_rows_as_it_was_typed() -> None:
    """Nothing that somebody wrote is dropped."""
    submission, _ = got(marked("validation/G1", cells={"G": "Yes", "I": "soon"}))

    assert ("Yes", None, Unreadable(shown="soon")) == said(submission, "validation", "G1.1")


def test_a_mark_beside_no_section_is_listed() -> None:
    """It is counted as ignored, and speaks for nothing."""

    def change(book: Workbook) -> None:
        book["Read me"][f"G{row_for(book, 'validation/G2') + 2}"].value = "Yes"

    submission, problems = got(change)

    assert ["cell-ignored"] == [each.code for each in problems]
    assert 1 == submission.cells.ignored


def test_a_renamed_and_moved_sheet_and_a_lost_hidden_word_do_no_harm() -> None:
    """The line is known by its hidden word, else by what it shows."""

    def change(book: Workbook) -> None:
        sheet = book["Read me"]
        for cell in sheet["L"]:
            cell.value = None
        sheet.insert_rows(3, 2)
        sheet.insert_cols(1)
        sheet.title = "Start here"
        book.move_sheet(sheet, 5)

    submission, problems = got(marked("validation/G1"), change)

    assert [] == problems
    assert ("Yes", "Dee Ray", DAY) == said(submission, "validation", "G1.1")


def test_two_copies_that_contradict_each_other_are_not_believed() -> None:
    """Neither name is taken; the problem shows both cells."""

    def change(book: Workbook) -> None:
        copy = book.copy_worksheet(book["Read me"])
        copy[f"H{row_for(book, 'validation/G1')}"].value = "Ann Lee"

    submission, problems = got(marked("validation/G1"), change)

    assert ["cells-disagree"] == [each.code for each in problems]
    assert isinstance(said(submission, "validation", "G1.1")[1], Unreadable)


def test_without_a_prior_there_is_nothing_to_reaffirm() -> None:
    """The cells are not there in the first year."""
    book = openpyxl.load_workbook(io.BytesIO(write(select(FRAMEWORK, tiny_profile(), 2026, "ssa"))))

    assert "All of it reaffirmed" not in {
        c.value for row in book["Read me"].iter_rows() for c in row
    }


def test_a_line_that_shows_another_section_than_its_hidden_word_is_not_believed() -> None:
    """Sorting what is seen leaves the hidden words behind; the mark is then taken for neither."""

    def change(book: Workbook) -> None:
        sheet, one, other = (
            book["Read me"],
            row_for(book, "validation/G1"),
            row_for(book, "validation/G2"),
        )
        for column in "AB":
            mine, theirs = sheet[f"{column}{one}"], sheet[f"{column}{other}"]
            mine.value, theirs.value = theirs.value, mine.value

    submission, problems = got(marked("validation/G1"), change)

    assert ["section-mark-unclear"] == [each.code for each in problems]
    assert all(part in problems[0].what for part in ("G1", "G2"))
    assert (None, None, None) == said(submission, "validation", "G1.1")
    assert (None, None, None) == said(submission, "validation", "G2.1")
    assert 3 == submission.cells.ignored


def test_a_hidden_word_is_enough_where_the_line_was_typed_over() -> None:
    """And so is what is shown where the hidden word is gone."""

    def change(book: Workbook) -> None:
        book["Read me"][f"B{row_for(book, 'validation/G1')}"].value = "Done by Jo"

    submission, _ = got(marked("validation/G1"), change)

    assert ("Yes", "Dee Ray", DAY) == said(submission, "validation", "G1.1")


@pytest.mark.parametrize("position", [None, "perhaps", "Not met"])
def test_a_control_with_another_position_is_not_covered(position: str | None) -> None:
    """Nor is one without a position, or with one that cannot be read."""
    submission, _ = got(marked("validation/G1"), typed("Validation", "G1.1", "Position", position))

    assert (None, None, None) == said(submission, "validation", "G1.1")
    assert ("Yes", "Dee Ray", DAY) == said(submission, "validation", "G1.2")


def test_where_no_prior_position_is_shown_the_word_no_change_is_enough() -> None:
    """There is nothing to hold the position against."""
    submission, _ = got(
        marked("validation/G1"), typed("Validation", "G1.1", "Prior position", None)
    )

    assert ("Yes", "Dee Ray", DAY) == said(submission, "validation", "G1.1")


@pytest.mark.parametrize("cells", [{"G": "Yes"}, {"G": "Yes", "H": "Dee Ray"}])
def test_a_mark_without_a_name_or_a_day_is_taken_and_said(cells: dict[str, object]) -> None:
    """Nobody knows who read it again, or when."""
    submission, problems = got(marked("validation/G1", cells=cells))

    assert [("reaffirmed-by-missing", "warning")] == [(each.code, each.level) for each in problems]
    assert "Yes" == said(submission, "validation", "G1.1")[0]


def test_rows_reaffirmed_without_a_name_are_named_in_one_note() -> None:
    """They are taken as they stand."""
    submission, problems = got(
        typed("Validation", "G1.1", "Reaffirmed", "Yes"),
        typed("Validation", "G1.2", "Reaffirmed", "Yes"),
    )

    assert [("reaffirmed-by-missing", "note")] == [(each.code, each.level) for each in problems]
    assert "G1.1, G1.2" in problems[0].what
    assert ("Yes", None, None) == said(submission, "validation", "G1.1")
