"""The sheets of labels and values, as people leave them: nothing is invented, nothing is lost."""

from collections.abc import Callable
from datetime import date

import pytest
from filling import edit
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from workbook_acts import FRAMEWORK, SENT, filled

from secself.model import Declaration, Submission
from secself.problems import Problem
from secself.workbook.reader import read

OLD = ("Last year", "Jane Old", "Director", date(2025, 5, 1), "Yes")


def got(change: Callable[[Workbook], None]) -> tuple[Submission, list[Problem]]:
    """Read the completed workbook after a change."""
    return read(edit(filled(), change), FRAMEWORK, "w.xlsx")


def codes(problems: list[Problem]) -> list[tuple[str, str | None]]:
    """Give what is said, and of which cell."""
    return [(each.code, each.origin.cell) for each in problems]


def insert(sheet: Worksheet, *values: object) -> None:
    """Put a column before the values, with its own heading."""
    sheet.insert_cols(2)
    for row, value in enumerate(values, 3):
        sheet.cell(row, 2).value = value


def without_headings(sheet: Worksheet) -> None:
    """Clear the line of headings."""
    for cell in sheet[3]:
        cell.value = None


def test_a_declaration_of_last_year_is_not_taken_for_this_year() -> None:
    """The values stand under their heading, wherever it is; another column is somebody's own."""

    def change(book: Workbook) -> None:
        for row in range(4, 8):
            book["Declaration"].cell(row, 2).value = None
        insert(book["Declaration"], *OLD)

    submission, problems = got(change)

    assert Declaration() == submission.declaration
    assert [("column-unknown", "B4")] == codes(problems)


@pytest.mark.parametrize("values", [OLD, ()])
def test_a_column_before_the_values_moves_nothing(values: tuple[object, ...]) -> None:
    """Nor does a blank one lose them."""
    submission, _ = got(lambda book: insert(book["Declaration"], *values))

    assert SENT.declaration == submission.declaration


def test_the_premises_of_last_year_are_not_those_of_this_year() -> None:
    """The profile is read by its heading too."""
    last = ("Last time", "tiny", 2024, "ssa", "tiny@1.0", "supplier", 1, 2, 3, "No")
    submission, problems = got(lambda book: insert(book["Profile"], *last))

    assert read(filled(), FRAMEWORK)[0].statements == submission.statements
    assert [] == codes(problems)


@pytest.mark.parametrize("sheet", ["Profile", "Declaration"])
def test_without_headings_the_value_is_the_cell_right_of_its_label(sheet: str) -> None:
    """Two columns, a label and a value, need no more."""
    submission, problems = got(lambda book: without_headings(book[sheet]))

    assert [] == problems
    assert read(filled(), FRAMEWORK)[0] == submission


@pytest.mark.parametrize("heading", ["Last year", None])
def test_where_it_cannot_be_told_which_column_holds_the_values_none_is_read(
    heading: str | None,
) -> None:
    """Each cell that may be a value is listed, and the declaration is blank."""

    def change(book: Workbook) -> None:
        insert(book["Declaration"], *OLD)
        book["Declaration"]["B3"].value = heading
        book["Declaration"]["C3"].value = None

    submission, problems = got(change)
    listed = [f"{column}{row}" for row in range(4, 8) for column in "BC"]

    assert Declaration() == submission.declaration
    assert ("column-unclear", "error") in [(each.code, each.level) for each in problems]
    assert listed == [each.origin.cell for each in problems if each.code == "cell-ignored"]
    assert len(listed) == submission.cells.ignored


def test_a_blank_column_before_values_without_headings_is_not_the_one_that_is_read() -> None:
    """What stands further right could be the values, so it is listed."""

    def change(book: Workbook) -> None:
        insert(book["Declaration"])
        without_headings(book["Declaration"])

    submission, problems = got(change)

    assert Declaration() == submission.declaration
    assert "column-unclear" in [each.code for each in problems]
    assert 4 <= submission.cells.ignored


@pytest.mark.parametrize("heading", ["Value", "VALUE "])
def test_values_under_two_headings_must_agree(heading: str) -> None:
    """Where they contradict each other neither is taken."""
    submission, problems = got(lambda book: insert(book["Declaration"], heading, *OLD[1:]))

    assert "cells-disagree" in [each.code for each in problems]
    assert "Jane Old" != submission.declaration.name


def test_lines_of_ones_own_are_counted_and_listed() -> None:
    """What nobody asked for is no answer, and is not passed over in silence."""

    def change(book: Workbook) -> None:
        book["Declaration"]["A20"], book["Declaration"]["B20"] = "Approved by", "The Board"
        book["Profile"]["B30"] = "Only we"

    submission, problems = got(change)

    assert [("cell-ignored", "B30"), ("cell-ignored", "B20")] == codes(problems)
    assert 2 == submission.cells.ignored


def test_a_value_whose_label_is_gone_is_listed() -> None:
    """Its label is missed, and what stands beside it is not lost without a word."""

    def change(book: Workbook) -> None:
        book["Declaration"]["A5"].value = "Rôle"
        book["Profile"]["A9"].value = None

    submission, problems = got(change)

    assert [("label-missing", None), ("cell-ignored", "B9")] == codes(problems)[:2]
    assert [("label-missing", None), ("cell-ignored", "B5")] == codes(problems)[2:]
    assert submission.declaration.role is None


def test_what_we_say_below_the_declaration_is_no_value_of_a_line() -> None:
    """What is declared is counted by formulas; pasted as values they are ours all the same."""

    def change(book: Workbook) -> None:
        for row in range(9, 16):
            if str(book["Declaration"].cell(row, 2).value).startswith("="):
                book["Declaration"].cell(row, 2).value = "12 of 12"

    assert [] == got(change)[1]
