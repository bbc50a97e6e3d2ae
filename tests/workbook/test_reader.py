"""A completed workbook, whatever a person has done to it."""

import io
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from filling import column_of, edit, fill, header_of, put, row_of
from frameworks import tiny_framework, tiny_profile, tiny_submission
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from packages import packed, replaced, unpacked

from secself.answers import Raw, read_text
from secself.model import CellCount, Marks, Response, Statement, Submission, Unreadable
from secself.problems import Problem, Refused
from secself.questionnaire import select
from secself.workbook.reader import CARRIES, marks, read, read_grid
from secself.workbook.writer import write

FRAMEWORK = tiny_framework()
ASKED = select(FRAMEWORK, tiny_profile(), 2025, "ssa")
REFS = {each.item.id for each in (*ASKED.questions, *ASKED.controls)}
BLANK = write(ASKED)
SENT = tiny_submission()
SENT = replace(
    SENT,
    carries=CARRIES,
    issued=tuple(each for each in SENT.issued if each.ref in REFS),
    responses=tuple(each for each in SENT.responses if each.ref in REFS),
)
FILLED = fill(BLANK, SENT)


def got(content: bytes) -> tuple[Submission, list[Problem]]:
    """Read a workbook as it came back."""
    return read(content, FRAMEWORK, "got.xlsx")


def flat(problems: Iterable[Problem]) -> list[tuple[str, str, str | None]]:
    """Give level, code and place of each Problem."""
    return [
        (
            each.level,
            each.code,
            "!".join(filter(None, (each.origin.sheet, each.origin.cell))) or None,
        )
        for each in problems
    ]


def codes(problems: Iterable[Problem]) -> list[str]:
    """Give the codes of Problems."""
    return [each.code for each in problems]


def answers(submission: Submission) -> dict[str, object]:
    """Give every main answer by Ref."""
    return {each.ref: each.answer for each in submission.responses}


def respond(submission: Submission, ref: str) -> Response:
    """Find a Response by its Ref alone."""
    return next(each for each in submission.responses if each.ref == ref)


def set_table(sheet: Worksheet, rows: list[list[object]], first: int = 1) -> None:
    """Write cells from the left, row by row."""
    for number, row in enumerate(rows, first):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value


def test_a_blank_workbook_has_every_row_and_no_problem() -> None:
    """What was written is what is read: rows without answers, and what was prefilled."""
    submission, problems = got(BLANK)

    assert [] == problems
    assert {None} == set(answers(submission).values())
    assert [(each.section, each.ref) for each in submission.issued] == [
        (each.section, each.ref) for each in submission.responses
    ]
    assert SENT.issued == submission.issued
    assert SENT.interpretations == submission.interpretations
    assert CARRIES == submission.carries


def test_a_filled_workbook_is_the_submission_that_was_typed() -> None:
    """Equal in every field, and every cell is accounted for."""
    submission, problems = got(FILLED)

    assert [] == problems
    assert SENT == submission
    assert submission.cells.filled == submission.cells.taken > 60


def test_every_answer_says_where_it_stands() -> None:
    """So that a Problem can name sheet and cell, also for a field that is blank."""
    submission, _ = got(FILLED)
    response = respond(submission, "G1.2")
    sheet = openpyxl.load_workbook(io.BytesIO(FILLED))["Validation"]
    row = row_of(sheet, "G1.2")

    assert (
        "got.xlsx",
        "Validation",
        sheet.cell(row, column_of(sheet, "Position")).coordinate,
    ) == (response.origin.file, response.origin.sheet, response.origin.cell)
    assert (
        sheet.cell(row, column_of(sheet, "Reaffirmed on")).coordinate
        == response.origins["reaffirmed_on"].cell
    )
    assert set(response.origins) >= {"answer", "change", "narrative", "evidence", "owner"}


def test_bytes_without_a_grid_give_the_same() -> None:
    """A grid that has been read for its marks need not be read again."""
    assert got(FILLED)[0] == read(read_grid(FILLED, "got.xlsx"), FRAMEWORK)[0]


# What a person may do to a workbook.


def reversed_rows(book: Workbook) -> None:
    """Sort both tables the other way round; formats move with their cells."""
    for name in ("Questions", "Validation"):
        sheet = book[name]
        rows = [
            [(cell.value, cell.number_format) for cell in row]
            for row in sheet.iter_rows(min_row=header_of(sheet) + 1)
        ]
        for number, row in enumerate(reversed(rows), header_of(sheet) + 1):
            for column, (value, shown_as) in enumerate(row, 1):
                sheet.cell(number, column).value = value
                sheet.cell(number, column).number_format = shown_as


def reversed_columns(book: Workbook) -> None:
    """Put every column of every table in the opposite order, key row included."""
    for name in ("Questions", "Validation", "Evidence", "Providers", "Remediation plan"):
        sheet = book[name]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        set_table(sheet, [row[::-1] for row in rows])


def inserted_rows(book: Workbook) -> None:
    """Put blank rows, a heading and a total between and above."""
    for name in ("Questions", "Validation"):
        sheet = book[name]
        first = header_of(sheet) + 1
        sheet.insert_rows(first + 2, 3)
        sheet.cell(first + 3, column_of(sheet, "Owner" if name == "Validation" else "Theme"))
        sheet.insert_rows(1, 4)
        sheet.cell(sheet.max_row + 3, 2).value = "Total"


def renamed_and_moved_sheets(book: Workbook) -> None:
    """Give every sheet another name and place."""
    for number, sheet in enumerate(book.worksheets):
        if sheet.title != "_secself":
            sheet.title = f"Sheet {number}"
    book.move_sheet("Sheet 3", 4)


def no_hidden_sheets(book: Workbook) -> None:
    """Delete what is hidden."""
    for sheet in [each for each in book.worksheets if each.sheet_state != "visible"]:
        del book[sheet.title]


def no_key_rows(book: Workbook) -> None:
    """Delete the hidden first row of every table."""
    for name in ("Questions", "Validation", "Evidence", "Providers", "Remediation plan"):
        book[name].delete_rows(1)


def no_tokens(book: Workbook) -> None:
    """Delete the hidden column."""
    for name in ("Questions", "Validation"):
        book[name].delete_cols(1)


def no_refs(book: Workbook) -> None:
    """Delete the column of Refs: tokens and words are left."""
    for name in ("Questions", "Validation"):
        book[name].delete_cols(column_of(book[name], "Ref"))


def only_words(book: Workbook) -> None:
    """Delete both the Refs and the tokens: only the words are left."""
    no_refs(book)
    no_tokens(book)


def other_headings_case(book: Workbook) -> None:
    """Spell headings and labels another way."""
    for sheet in book.worksheets[:-2]:
        for row in sheet.iter_rows(max_row=12):
            for cell in row:
                if cell.value in ("Answer", "Position", "Ref", "User Roles", "Title", "Declared"):
                    cell.value = f" {cell.value.upper()}: "


def pasted_into_another_workbook(book: Workbook) -> None:
    """Keep nothing but values that can be seen: no properties, no hidden sheet, row or column."""
    no_hidden_sheets(book)
    no_key_rows(book)
    no_tokens(book)
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        (reversed_rows, set()),
        (reversed_columns, set()),
        (inserted_rows, set()),
        (renamed_and_moved_sheets, set()),
        (no_hidden_sheets, set()),
        (no_key_rows, set()),
        (no_tokens, set()),
        (no_refs, {"row-identity"}),
        (only_words, {"row-identity"}),
        (other_headings_case, set()),
        (pasted_into_another_workbook, set()),
    ],
)
def test_what_people_do_to_a_workbook_changes_no_answer(
    change: Callable[[Workbook], None], allowed: set[str]
) -> None:
    """Nothing goes by position, by a sheet's name or by what is hidden."""
    submission, problems = got(edit(FILLED, change))

    assert allowed == set(codes(problems))
    assert all(each.level == "note" for each in problems)
    assert SENT.responses == submission.responses
    assert SENT.statements == submission.statements
    assert (SENT.evidence, SENT.providers, SENT.remediation, SENT.declaration) == (
        submission.evidence,
        submission.providers,
        submission.remediation,
        submission.declaration,
    )
    assert [(each.section, each.ref) for each in SENT.issued] == [
        (each.section, each.ref) for each in submission.issued
    ]


def test_headings_in_another_language_are_known_by_the_hidden_keys() -> None:
    """As long as the key row is there, no heading need be."""

    def change(book: Workbook) -> None:
        for name in ("Questions", "Evidence"):
            sheet = book[name]
            for number, cell in enumerate(sheet[header_of(sheet)]):
                cell.value = f"Überschrift {number}"

    submission, problems = got(edit(FILLED, change))

    assert {"heading-changed"} == set(codes(problems))
    assert ("note", "heading-changed", "Questions!A4") == flat(problems)[0]
    assert all(word in problems[0].what for word in ("“Überschrift 0”", "“Row token”"))
    assert (SENT.responses, SENT.evidence) == (submission.responses, submission.evidence)


def test_a_heading_that_contradicts_its_hidden_key_counts_and_is_said() -> None:
    """Two headings exchanged by hand exchange two columns; nobody may be left unaware of it."""

    def change(book: Workbook) -> None:
        sheet = book["Validation"]
        header = header_of(sheet)
        cells = [sheet.cell(header, column_of(sheet, name)) for name in ("Owner", "What changed")]
        cells[0].value, cells[1].value = "What changed", "Owner"

    submission, problems = got(edit(FILLED, change))
    unclear = [each for each in problems if each.code == "column-unclear"]

    assert ["warning"] * 2 == [each.level for each in unclear]
    assert all(word in unclear[0].what + unclear[1].what for word in ("“What changed”", "“Owner”"))
    assert respond(SENT, "G1.1").owner == respond(submission, "G1.1").narrative


def test_a_second_table_below_needs_no_keys_of_its_own() -> None:
    """The hidden keys above the first table say nothing of the second."""

    def change(book: Workbook) -> None:
        evidence, sheet = book["Evidence"], book["Providers"]
        rows = [list(row) for row in evidence.iter_rows(min_row=header_of(evidence))]
        first = sheet.max_row + 5
        for number, row in enumerate(rows, first):
            for cell in row:
                sheet.cell(number, cell.column).value = cell.value
                sheet.cell(number, cell.column).number_format = cell.number_format
        book.remove(evidence)

    submission, problems = got(edit(FILLED, change))

    assert "column-unclear" not in codes(problems)
    assert SENT.evidence == submission.evidence


# Marks.


def said(content: bytes) -> tuple[Marks, list[Problem]]:
    """Give what a file says of itself."""
    return marks(read_grid(content, "got.xlsx"))


def without_properties(book: Workbook) -> None:
    """Delete the custom properties."""
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]


@pytest.mark.parametrize(
    "change",
    [
        lambda _book: None,
        without_properties,
        no_hidden_sheets,
        no_key_rows,
        lambda book: (without_properties(book), no_hidden_sheets(book)),
        lambda book: (without_properties(book), no_key_rows(book)),
    ],
)
def test_marks_survive_in_three_places(change: Callable[[Workbook], object]) -> None:
    """Properties, a hidden sheet and the key row say the same; one is enough."""
    assert (SENT.marks, []) == said(edit(FILLED, change))


def test_the_profile_says_whose_it_is_when_all_marks_are_gone() -> None:
    """User, year, kind and framework stand there for everyone to see."""
    found, problems = said(edit(FILLED, pasted_into_another_workbook))

    assert replace(SENT.marks, roles=(), facts=()) == found
    assert [] == problems


def test_a_file_without_any_marks_says_so_once() -> None:
    """And is read all the same, by the rows that are there."""

    def change(book: Workbook) -> None:
        pasted_into_another_workbook(book)
        del book["Profile"]

    content = edit(FILLED, change)
    found, problems = said(content)
    submission, _ = got(content)

    assert (Marks(), [("warning", "marks-missing", None)]) == (found, flat(problems))
    assert SENT.responses == submission.responses


def test_marks_that_disagree_are_all_shown() -> None:
    """The properties are believed, and the warning quotes every place."""

    def change(book: Workbook) -> None:
        book["Profile"]["B4"] = "someone-else"
        book["_secself"]["C3"] = "2024"

    found, problems = said(edit(FILLED, change))

    assert ("brightlow", 2025) == (found.user, found.year)
    assert ["marks-disagree", "marks-disagree"] == codes(problems)
    assert "“brightlow”" in problems[0].what
    assert "Profile: “someone-else”" in problems[0].what
    assert "hidden sheet _secself: “2024”" in problems[1].what


# Rows.


def test_refs_exchanged_between_rows_are_outvoted() -> None:
    """Token and words are two against the Ref."""

    def change(book: Workbook) -> None:
        sheet = book["Validation"]
        column = column_of(sheet, "Ref")
        first, second = row_of(sheet, "G1.1"), row_of(sheet, "G1.2")
        sheet.cell(first, column).value, sheet.cell(second, column).value = "G1.2", "G1.1"

    submission, problems = got(edit(FILLED, change))

    assert SENT.responses == submission.responses
    assert [("warning", "row-identity")] * 2 == [(p.level, p.code) for p in problems]


def test_a_row_whose_token_and_words_disagree_with_each_other_and_the_ref_is_not_placed() -> None:
    """It is kept as an added row, its cells are counted as ignored, and its item is missing."""

    def change(book: Workbook) -> None:
        sheet = book["Validation"]
        row = row_of(sheet, "G1.1")
        sheet.cell(row, column_of(sheet, "Ref")).value = "G1.2"
        sheet.cell(row, column_of(sheet, "Obligation")).value = "Something else"

    submission, problems = got(edit(FILLED, change))

    assert [("error", "row-unplaced", "Validation!C5")] == flat(problems)
    assert "G1.1" not in answers(submission)
    assert SENT.responses[-1] == respond(submission, SENT.responses[-1].ref)
    assert ("Position", str(respond(SENT, "G1.1").answer)) in submission.added[0].cells
    assert submission.cells.ignored > 2


def test_a_row_a_person_added_is_kept_and_listed() -> None:
    """Its Ref is none of ours, or one that was not put to this User."""

    def change(book: Workbook) -> None:
        sheet = book["Validation"]
        for row, ref in ((40, "X1"), (41, "G2.3")):
            sheet.cell(row, column_of(sheet, "Ref")).value = ref
            sheet.cell(row, column_of(sheet, "Position")).value = "Met"

    submission, problems = got(edit(FILLED, change))

    assert [("warning", "row-added", f"Validation!C{row}") for row in (40, 41)] == flat(problems)
    assert (("Ref", "X1"), ("Position", "Met")) == submission.added[0].cells
    assert SENT.responses == submission.responses
    assert 2 == submission.cells.ignored


def test_a_filled_cell_in_a_row_without_a_ref_is_listed() -> None:
    """A heading or note may not swallow an answer."""
    content = edit(FILLED, lambda book: book["Questions"].cell(60, 12).__setattr__("value", "Yes"))
    submission, problems = got(content)

    assert [("warning", "cell-ignored", "Questions!L60")] == flat(problems)
    assert CellCount(
        filled=submission.cells.taken + 1, taken=submission.cells.taken, ignored=1
    ) == (submission.cells)
    assert () == submission.added


def doubled(answer: str | None) -> bytes:
    """Copy the row of G1.1 to the end, with this position."""

    def change(book: Workbook) -> None:
        sheet = book["Validation"]
        row = row_of(sheet, "G1.1")
        for cell in list(sheet[row]):
            sheet.cell(30, cell.column).value = cell.value
        sheet.cell(30, column_of(sheet, "Position")).value = answer

    return edit(FILLED, change)


def test_a_row_twice_with_the_same_values_is_one_response() -> None:
    """It is an error all the same: one of the two must go."""
    submission, problems = got(doubled(str(respond(SENT, "G1.1").answer)))

    assert [("error", "row-twice", "Validation!C30")] == flat(problems)
    assert SENT.responses == submission.responses


def test_a_row_twice_with_different_values_is_unreadable_where_they_differ() -> None:
    """Both are shown, and the rest of the row is taken."""
    submission, problems = got(doubled("Not applicable"))
    given = respond(SENT, "G1.1")

    assert {"row-twice", "cells-disagree"} == set(codes(problems))
    assert replace(given, answer=Unreadable(shown=f"{given.answer} | Not applicable")) == respond(
        submission, "G1.1"
    )
    assert 2 == submission.cells.unreadable


def test_altered_words_are_said() -> None:
    """The answer is taken; whether it answers those words is for a person to see."""

    def change(book: Workbook) -> None:
        sheet = book["Questions"]
        cell = sheet.cell(row_of(sheet, "Q07.1"), column_of(sheet, "Question"))
        cell.value = "Can User Systems  be reached from inside?"

    submission, problems = got(edit(FILLED, change))

    assert [("warning", "text-altered", "Questions!E6")] == flat(problems)
    assert SENT.responses == submission.responses


def test_white_space_in_the_words_does_not_matter() -> None:
    """Programs break lines in their own way."""

    def change(book: Workbook) -> None:
        sheet = book["Questions"]
        cell = sheet.cell(row_of(sheet, "Q07.1"), column_of(sheet, "Question"))
        cell.value = " Can User Systems\nbe reached  from outside? "

    assert [] == got(edit(FILLED, change))[1]


# Columns.


def test_a_column_a_person_added_is_listed_where_it_is_filled() -> None:
    """A note, with its heading."""

    def change(book: Workbook) -> None:
        sheet = book["Validation"]
        sheet.insert_cols(4, 2)
        sheet.cell(header_of(sheet), 4).value = "Our own remarks"
        sheet.cell(header_of(sheet), 5).value = "Never used"
        sheet.cell(8, 4).value = "ask Jo"

    submission, problems = got(edit(FILLED, change))

    assert [("note", "column-unknown", "Validation!D8")] == flat(problems)
    assert "“Our own remarks”" in problems[0].what
    assert SENT.responses == submission.responses


def test_of_columns_with_one_heading_twenty_are_read_and_the_rest_listed() -> None:
    """Thousands of them, times thousands of rows, would keep a machine busy for minutes."""

    def change(book: Workbook) -> None:
        sheet = book["Validation"]
        for column in range(40, 90):
            sheet.cell(header_of(sheet), column).value = "Position"
        sheet.cell(row_of(sheet, "G1.1"), 80).value = "Not met"

    submission, problems = got(edit(FILLED, change))

    assert ["column-twice", "column-unknown"] == codes(problems)
    assert "“Position”" in problems[1].what
    assert SENT.responses == submission.responses


def test_a_missing_column_is_a_warning() -> None:
    """What stood in it is blank, and so is said of the whole sheet."""

    def change(book: Workbook) -> None:
        sheet = book["Validation"]
        sheet.delete_cols(column_of(sheet, "Owner"))

    submission, problems = got(edit(FILLED, change))

    assert [("warning", "column-missing", "Validation")] == flat(problems)
    assert tuple(
        replace(each, owner=None) if each.section == "validation" else each
        for each in SENT.responses
    ) == (submission.responses)


@pytest.mark.parametrize(("name", "heading"), [("Questions", "Answer"), ("Validation", "Position")])
def test_a_file_without_the_column_of_answers_is_refused(name: str, heading: str) -> None:
    """There is nothing to read; the message names the column."""

    def change(book: Workbook) -> None:
        sheet = book[name]
        sheet.delete_cols(column_of(sheet, heading))

    with pytest.raises(Refused) as refused:
        got(edit(FILLED, change))

    assert [("error", "answer-column-missing", name)] == flat(refused.value.problems)
    assert heading in refused.value.problems[0].what


def test_a_file_without_a_table_is_refused() -> None:
    """Other than the lists, a table that was issued must be there."""
    with pytest.raises(Refused) as refused:
        got(edit(FILLED, lambda book: book.remove(book["Validation"])))

    assert [("error", "answer-column-missing", None)] == flat(refused.value.problems)


def test_an_unrelated_workbook_is_refused_with_one_problem() -> None:
    """Nothing in it is ours, so to list what it lacks would help nobody."""
    book = Workbook()
    set_table(book.worksheets[0], [["Month", "Turnover"], ["May", 12]])
    content = io.BytesIO()
    book.save(content)

    with pytest.raises(Refused) as refused:
        got(content.getvalue())

    assert [("error", "not-a-validation-workbook", None)] == flat(refused.value.problems)


def test_other_sheets_that_are_missing_are_warnings() -> None:
    """Each is named once."""

    def change(book: Workbook) -> None:
        for name in ("Profile", "Evidence", "Providers", "Remediation plan", "Declaration"):
            del book[name]

    submission, problems = got(edit(FILLED, change))

    assert [("warning", "sheet-missing", None)] * 5 == flat(problems)
    assert SENT.responses == submission.responses


def copied(change: Callable[[Worksheet], object]) -> bytes:
    """Copy the Questions sheet, and change the copy."""
    return edit(FILLED, lambda book: change(book.copy_worksheet(book["Questions"])))


def test_two_sheets_that_say_the_same_are_noted() -> None:
    """Nothing is counted twice."""
    submission, problems = got(copied(lambda _sheet: None))

    assert [("note", "sheet-twice", "Questions Copy")] == flat(problems)
    assert SENT == submission
    assert got(FILLED)[0].cells == submission.cells


def test_two_sheets_that_contradict_each_other_are_refused() -> None:
    """Both are named, and the row where they differ."""
    with pytest.raises(Refused) as refused:
        got(
            copied(
                lambda sheet: sheet.cell(6, column_of(sheet, "Answer")).__setattr__("value", "No")
            )
        )

    (problem,) = refused.value.problems
    assert "sheets-disagree" == problem.code
    assert all(word in problem.what for word in ("“Questions”", "“Questions Copy”", "Q07.1"))


def test_a_table_that_goes_on_on_another_sheet_is_read_whole() -> None:
    """People split a long table; what one sheet lacks the other gives."""

    def change(book: Workbook) -> None:
        copy = book.copy_worksheet(book["Questions"])
        book["Questions"].delete_rows(10, 50)
        copy.delete_rows(5, 5)

    submission, problems = got(edit(FILLED, change))

    assert ["sheet-twice"] == codes(problems)
    assert SENT.responses == submission.responses


def test_headings_repeated_within_a_table_are_headings() -> None:
    """A table printed in parts may carry its headings again."""

    def change(book: Workbook) -> None:
        sheet = book["Questions"]
        header = header_of(sheet)
        sheet.insert_rows(9)
        for cell in list(sheet[header]):
            sheet.cell(9, cell.column).value = cell.value

    submission, problems = got(edit(FILLED, change))

    assert ([], SENT.responses) == (problems, submission.responses)


def extended(name: str, heading: str, ref: str, typed: str, times: int) -> bytes:
    """Write so many rows below a table, with a text in Ref and one in another column."""

    def change(book: Workbook) -> None:
        sheet = book[name]
        columns = column_of(sheet, "Ref"), column_of(sheet, heading)
        for number in range(100, 100 + times):
            sheet.cell(number, columns[0]).value = ref.format(number)
            sheet.cell(number, columns[1]).value = typed

    return edit(FILLED, change)


def test_thousands_of_added_rows_are_each_listed_and_counted() -> None:
    """However many there are, every cell is accounted for."""
    submission, problems = got(extended("Validation", "Position", "X{}", "Met", 6_000))

    assert ["row-added"] * 6_000 == codes(problems)
    assert (6_000, 6_000) == (submission.cells.ignored, len(submission.added))


class Walked(dict[int, Mapping[int, Raw]]):
    """The rows of a sheet, which count how often one of them was walked over."""

    steps = 0

    def __iter__(self) -> Iterator[int]:
        """Count each step."""
        for number in super().__iter__():
            self.steps += 1
            yield number


def steps(times: int) -> int:
    """Count the steps over the rows of a sheet on which so many rows look like headings."""
    grid = read_grid(extended("Validation", "Position", "Ref", "Position", times), "got.xlsx")
    sheets = [replace(sheet, rows=Walked(sheet.rows)) for sheet in grid.sheets]
    submission, _ = read(replace(grid, sheets=tuple(sheets)), FRAMEWORK)
    assert SENT.responses == submission.responses
    return sum(sheet.rows.steps for sheet in sheets if isinstance(sheet.rows, Walked))


def test_rows_that_look_like_headings_cost_no_more_each_the_more_there_are() -> None:
    """Ten times the rows are about ten times the steps, never a hundred."""
    assert steps(1_000) < 11 * steps(100)


def test_problems_come_in_the_order_of_their_places() -> None:
    """As a person meets them: sheet by sheet, then row by row, then column by column."""

    def change(book: Workbook) -> None:
        sheet = book["Validation"]
        sheet.cell(row_of(sheet, "G1.2"), column_of(sheet, "Change")).value = "none"
        sheet.cell(row_of(sheet, "G1.1"), column_of(sheet, "Position")).value = "maybe"
        sheet.cell(40, column_of(sheet, "Ref")).value = "X1"
        sheet.cell(40, column_of(sheet, "Position")).value = "Met"
        book["Questions"].cell(60, 12).value = "Yes"
        book.move_sheet("Questions", 9)
        del book["Providers"]

    _, problems = got(edit(FILLED, change))

    assert [
        "sheet-missing",
        "answer-unknown",
        "answer-unknown",
        "row-added",
        "cell-ignored",
    ] == codes(problems)
    assert problems[1].ref == "G1.1"


# Cells.


@pytest.mark.parametrize(
    ("ref", "heading", "typed", "field", "expected", "expected_codes"),
    [
        ("Q07.1", "Answer", " yes", "answer", "Yes", ["choice-respelled"]),
        ("Q07.1", "Answer", "maybe", "answer", Unreadable(shown="maybe"), ["answer-unknown"]),
        ("Q08.1", "Answer", "3 April 2025", "answer", date(2025, 4, 3), ["date-as-text"]),
        (
            "Q08.1",
            "Answer",
            "03/04/2025",
            "answer",
            Unreadable(shown="03/04/2025"),
            ["date-unclear"],
        ),
        ("Q10.1", "Answer", "3", "answer", 3, ["number-as-text"]),
        ("Q10.1", "Answer", 2.5, "answer", Unreadable(shown="2.5"), ["number-unclear"]),
        ("Q07.1", "Explanation", 1.1, "narrative", "1.1", ["cell-not-text"]),
        ("Q07.1", "Explanation", " ", "narrative", None, ["cell-only-space"]),
        ("Q07.1", "Explanation", "=1+1", "narrative", "=1+1", []),
        ("Q07.1", "Evidence", "E01\nE02", "evidence", ("E01", "E02"), []),
        ("G1.1", "Position", "Partial", "answer", "Partly met", ["choice-respelled"]),
        ("G1.1", "Change", "none", "change", Unreadable(shown="none"), ["answer-unknown"]),
        ("G1.1", "Residual risk", "LOW", "residual_risk", "Low", ["choice-respelled"]),
        ("G1.1", "Reaffirmed", "No", "reaffirmed", Unreadable(shown="No"), ["answer-unknown"]),
        ("G1.1", "Reaffirmed on", date(2025, 4, 3), "reaffirmed_on", date(2025, 4, 3), []),
        ("G1.1", "Owner", "_x0041_", "owner", "_x0041_", []),
    ],
)
def test_a_cell_is_read_by_the_kind_of_its_column(  # noqa: PLR0913, PLR0917 - a table of cases
    ref: str, heading: str, typed: object, field: str, expected: object, expected_codes: list[str]
) -> None:
    """And every remark names the cell and the row."""
    sheet = "Questions" if ref.startswith("Q") else "Validation"
    submission, problems = got(put(FILLED, {(sheet, ref, heading): typed}))

    assert expected == getattr(respond(submission, ref), field)
    assert expected_codes == codes(problems)
    assert all((each.ref, each.origin.sheet) == (ref, sheet) for each in problems)
    count = submission.cells
    assert count.filled == count.taken + count.unreadable + count.ignored


def bare(number: float, *, from_1904: bool = False) -> bytes:
    """Type a bare number where a date is wanted."""

    def change(book: Workbook) -> None:
        sheet = book["Questions"]
        cell = sheet.cell(row_of(sheet, "Q08.1"), column_of(sheet, "Answer"))
        cell.value, cell.number_format = number, "General"

    main = "xl/workbook.xml"
    other = ("<workbookPr", '<workbookPr date1904="1"')
    return replaced(edit(FILLED, change), main, *(other if from_1904 else ("<b", "<b")))


@pytest.mark.parametrize(
    ("content", "expected", "expected_codes"),
    [
        (bare(45_750), date(2025, 4, 3), ["date-as-number"]),
        (bare(36_526), date(2000, 1, 1), ["date-as-number"]),
        (bare(73_050), date(2099, 12, 31), ["date-as-number"]),
        (bare(44_288, from_1904=True), date(2025, 4, 3), ["date-as-number"]),
        (bare(36_525), Unreadable(shown="36525"), ["date-unclear"]),
        (bare(73_051), Unreadable(shown="73051"), ["date-unclear"]),
        (bare(45_750.5), Unreadable(shown="45750.5"), ["date-unclear"]),
        (bare(2025), Unreadable(shown="2025"), ["date-unclear"]),
    ],
)
def test_a_bare_number_is_the_day_that_it_counts(
    content: bytes, expected: object, expected_codes: list[str]
) -> None:
    """Pasted values lose what shows them as dates; the number is that day in a spreadsheet."""
    submission, problems = got(content)

    assert expected == respond(submission, "Q08.1").answer
    assert expected_codes == [each.code for each in problems if each.ref == "Q08.1"]


def test_a_formula_gives_the_value_it_last_showed_or_none() -> None:
    """Openpyxl saves no value, so there is none; Excel would have saved one."""
    content = edit(
        FILLED, lambda book: book["Validation"].cell(5, column_of(book["Validation"], "Owner"))
        .__setattr__("value", "=A1")
    )  # fmt: skip
    submission, problems = got(content)

    assert Unreadable(shown="formula without a value") == submission.responses[10].owner
    assert ["formula-without-value"] == codes(problems)


def test_merged_cells_are_warned_of() -> None:
    """Below the first cell of a merge nothing can be said."""

    def change(book: Workbook) -> None:
        sheet = book["Questions"]
        column = column_of(sheet, "Explanation")
        sheet.merge_cells(start_row=6, end_row=8, start_column=column, end_column=column)
        sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=9)

    assert [("warning", "cell-merged", "Questions!M6")] == flat(got(edit(FILLED, change))[1])


# The lists and forms.


def in_evidence(*rows: tuple[object, ...]) -> bytes:
    """Type rows below those of the register, from the column of Ids."""

    def change(book: Workbook) -> None:
        sheet = book["Evidence"]
        for number, row in enumerate(rows, header_of(sheet) + 3):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value

    return edit(FILLED, change)


def test_a_document_without_an_id_is_kept_and_is_an_error() -> None:
    """Nothing can cite it; its cells are counted as ignored."""
    submission, problems = got(in_evidence((None, "Policy", "3.1")))

    assert [("error", "id-missing", "Evidence!A7")] == flat(problems)
    assert (("Title", "Policy"), ("Version", "3.1")) == submission.added[0].cells
    assert (SENT.evidence, 2) == (submission.evidence, submission.cells.ignored)


def test_a_document_listed_twice_is_an_error_and_both_are_kept() -> None:
    """A row that cites the id could mean either."""
    submission, problems = got(in_evidence(("E01", "Another policy")))

    assert [("error", "evidence-twice", "Evidence!A7")] == flat(problems)
    assert ["E01", "E02", "E01"] == [each.id for each in submission.evidence]


def test_an_id_that_became_a_number_is_read_and_said() -> None:
    """A spreadsheet makes a number of 1; the rows cite it as 1 all the same."""
    submission, problems = got(in_evidence((1, "Policy"), (" E09 ", "Other"), (" ", None)))

    assert ["1", "E09"] == [each.id for each in submission.evidence[2:]]
    assert ["cell-not-text", "id-respelled", "cell-only-space"] == codes(problems)


@pytest.mark.parametrize(
    ("label", "typed", "expected", "expected_codes"),
    [
        ("User Roles", "GS", "gas-supplier", []),
        ("User Roles", "Gas Supplier\nImport Supplier", "import-supplier, gas-supplier", []),
        ("User Roles", "Shipper", Unreadable(shown="Shipper"), ["role-unknown"]),
        ("Domestic premises", "250,001", 250_001, ["number-as-text"]),
        ("User Systems", None, None, []),
        ("SMETS1 enrolled", "no", "No", ["choice-respelled"]),
    ],
)
def test_the_profile_is_read_line_by_line(
    label: str, typed: object, expected: object, expected_codes: list[str]
) -> None:
    """What stands there counts, whatever the file was issued with."""

    def change(book: Workbook) -> None:
        sheet = book["Profile"]
        row = next(row for row in range(1, 20) if sheet.cell(row, 1).value == label)
        sheet.cell(row, 2).value = typed

    submission, problems = got(edit(FILLED, change))

    assert expected == submission.statement(label)
    assert expected_codes == codes(problems)
    assert isinstance(submission.statements[0], Statement)
    assert 2025 == submission.statement("Year")


def test_a_line_that_is_gone_is_a_warning() -> None:
    """Its value is blank."""
    submission, problems = got(edit(FILLED, lambda book: book["Profile"].delete_rows(9)))

    assert [("warning", "label-missing", "Profile")] == flat(problems)
    assert submission.statement("Domestic premises") is None


def test_a_list_of_people_is_no_declaration() -> None:
    """The sheet with most of the labels is taken."""

    def change(book: Workbook) -> None:
        sheet = book.create_sheet("People", 0)
        set_table(sheet, [["Name", "Jo"], ["Role", "Clerk"], ["Date", "today"]])

    submission, problems = got(edit(FILLED, change))

    assert ([], SENT.declaration) == (problems, submission.declaration)


def test_rows_are_missing_by_what_was_issued() -> None:
    """A row deleted by hand is issued still; without marks, roles and kind say what was issued."""

    def change(book: Workbook) -> None:
        no_hidden_sheets(book)
        book["Validation"].delete_rows(row_of(book["Validation"], "G1.2"))

    submission, _ = got(edit(FILLED, change))

    assert ("validation", "G1.2") in {(each.section, each.ref) for each in submission.issued}
    assert submission.response("validation", "G1.2") is None


def test_a_link_out_of_the_file_is_a_warning_and_never_followed() -> None:
    """Its cells are read as values."""
    parts = unpacked(FILLED)
    rels = "xl/_rels/workbook.xml.rels"
    link = (
        b'<Relationship Id="rX" Type="http://x/externalLink" Target="externalLinks/link1.xml"/>'
        b"</Relationships>"
    )
    content = packed(
        parts
        | {
            rels: parts[rels].replace(b"</Relationships>", link),
            "xl/externalLinks/link1.xml": b"<externalLink/>",
        }
    )

    submission, problems = got(content)

    assert (["external-link"], SENT) == (codes(problems), submission)


def test_an_answer_may_be_the_word_of_a_heading() -> None:
    """A row that says Ref and Answer in its cells is no header."""
    submission, problems = got(
        put(
            FILLED,
            {
                ("Validation", "G1.1", "What changed"): "Answer",
                ("Validation", "G1.1", "Owner"): "Ref",
                ("Questions", "Q07.1", "Explanation"): "secself:1 user=other",
            },
        )
    )

    assert [] == problems
    assert ("Answer", "Ref") == (
        respond(submission, "G1.1").narrative,
        respond(submission, "G1.1").owner,
    )
    assert [(each.section, each.ref) for each in SENT.responses] == [
        (each.section, each.ref) for each in submission.responses
    ]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("through", ["xlsx", "ods"])
def test_libreoffice_may_save_it(through: str, tmp_path: Path) -> None:
    """As a workbook, or in its own format and back: the same submission, and nothing to say."""
    (tmp_path / "given.xlsx").write_bytes(FILLED)
    source = tmp_path / "given.xlsx"
    for number, suffix in enumerate((through, "xlsx")):
        folder = tmp_path / str(number)
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={(tmp_path / 'settings').as_uri()}",
                "--headless",
                "--convert-to",
                suffix,
                "--outdir",
                folder,
                source,
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        source = folder / f"given.{suffix}"
    submission, problems = got(source.read_bytes())

    assert [] == problems
    assert SENT == submission
    assert [] == said(source.read_bytes())[1]


def headless(book: Workbook) -> None:
    """Delete the row of headings of every table; the hidden keys above them stay."""
    for name in ("Questions", "Validation", "Evidence", "Providers", "Remediation plan"):
        book[name].delete_rows(header_of(book[name]))


def test_no_row_of_answers_is_taken_for_headings() -> None:
    """Where the headings are deleted and the hidden keys are left, the first row is an answer."""
    submission, problems = got(edit(FILLED, headless))

    assert SENT.responses == submission.responses
    assert SENT.evidence == submission.evidence
    assert SENT.providers == submission.providers
    assert SENT.remediation == submission.remediation
    assert {"heading-changed"} == set(codes(problems))


def told(content: bytes, code: str) -> Problem:
    """Give the one Problem of a code."""
    (problem,) = [each for each in got(content)[1] if each.code == code]
    return problem


def test_near_matches_are_proposed_and_never_taken() -> None:
    """Of a choice, a Ref, a heading and the name of a sheet."""

    def mistype(book: Workbook) -> None:
        sheet = book["Validation"]
        sheet.cell(row_of(sheet, "G1.1"), column_of(sheet, "Position")).value = "Partialy met"
        sheet.cell(40, column_of(sheet, "Ref")).value = "G1-1"
        sheet.cell(40, column_of(sheet, "Position")).value = "Met"
        sheet.cell(1, column_of(sheet, "Owner")).value = None
        sheet.cell(header_of(sheet), column_of(sheet, "Owner")).value = "Onwer"
        del book["Evidence"]
        book.create_sheet("Evidense")

    content = edit(FILLED, mistype)
    submission, _ = got(content)

    assert "Perhaps “Partly met” is meant." in told(content, "answer-unknown").remedy
    assert "Perhaps G1.1 is meant" in told(content, "row-added").remedy
    assert "Perhaps “Onwer” is that column" in told(content, "column-missing").remedy
    assert "Perhaps “Evidense” is that sheet" in told(content, "sheet-missing").remedy
    assert Unreadable(shown="Partialy met") == respond(submission, "G1.1").answer
    assert respond(submission, "G1.1").owner is None


def test_a_near_heading_of_the_column_of_answers_is_proposed() -> None:
    """The file is refused all the same, since nothing is taken by likeness."""

    def mistype(book: Workbook) -> None:
        sheet = book["Questions"]
        sheet.cell(1, column_of(sheet, "Answer")).value = None
        sheet.cell(header_of(sheet), column_of(sheet, "Answer")).value = "Anwser"

    with pytest.raises(Refused) as refused:
        got(edit(FILLED, mistype))

    assert "Perhaps “Anwser” is that column" in refused.value.problems[0].remedy


def test_a_space_among_the_evidence_is_counted_as_it_is_said() -> None:
    """It counts as blank, so it is ignored, and not taken."""
    before = read(FILLED, FRAMEWORK)[0].cells
    content = put(FILLED, {("Validation", "G1.1", "Evidence"): " "})
    submission, problems = read(content, FRAMEWORK)

    assert ["cell-only-space"] == [each.code for each in problems]
    assert (before.taken - 1, 1) == (submission.cells.taken, submission.cells.ignored)


def test_a_cell_outside_every_sheet_is_counted_as_it_is_listed() -> None:
    """It is filled, and answers nothing."""
    before = read(FILLED, FRAMEWORK)[0].cells
    name, part = next(
        (name, part) for name, part in unpacked(FILLED).items() if b"</sheetData>" in part
    )
    odd = b'<row r="900"><c r="$O$9"><v>7</v></c></row></sheetData>'
    content = packed(unpacked(FILLED) | {name: part.replace(b"</sheetData>", odd)})
    submission, problems = read(content, FRAMEWORK)

    assert ["cell-out-of-range"] == [each.code for each in problems]
    assert (1, 1) == (submission.cells.ignored, submission.cells.filled - before.filled)


def test_a_cell_with_two_contents_is_not_said_to_show_an_error() -> None:
    """Programs differ in what they show of it."""
    assert "the error" not in read_text(Raw(value="1 | 2", kind="error"))[1][0].what
    assert "the error #N/A" in read_text(Raw(value="#N/A", kind="error"))[1][0].what
