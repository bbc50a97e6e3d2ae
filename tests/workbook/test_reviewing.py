"""The assessor's workbook: what the User said, as typed; what to look at; room to comment."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from commenting import Entry, Pins, pin
from describe import describe_xlsx
from filling import column_of, edit, header_of, put, row_of
from frameworks import tiny_framework
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.workbook import Workbook
from reviews import YEAR, assessed, cell, of, opened, two
from submissions import changed

from secself.digest import digest
from secself.model import VIEWS, Challenged, ChallengeSample, Comment, Unreadable
from secself.problems import Origin, Problem
from secself.workbook.layout import HIDDEN, SHEETS
from secself.workbook.reader import read, read_grid
from secself.workbook.reading.reviewed import is_review
from secself.workbook.reviewing.writer import write

OURS = ("Questions", "Validation")
ENTRIES = {"Assessor's comment", "Assessor's view", "Suggested action", "Reference"}
TYPED = [
    "=cmd|' /C calc'!A1",
    "+44 20",
    "@SUM(A1)",
    "<r><t>x</t></r>",
    "_x0041_ and _x000D_",
    "first line\nsecond line",
    "  spaces  ",
    "A & B < C > D",
    "{{ 7*7 }}",
    "00012",
    "TRUE",
    "ünï 🔐 한국",
    "word " * 1000,
]


def test_the_sheets_are_those_of_the_user_and_three_more() -> None:
    """In the contract's order, with the marks of the file on a sheet nobody sees."""
    book = opened(assessed())

    assert [*SHEETS, "Deltas", "Findings", "Summary", HIDDEN] == book.sheetnames
    assert "veryHidden" == book[HIDDEN].sheet_state


def test_the_same_assessment_gives_the_same_bytes() -> None:
    """No clock and no chance is in them."""
    assert write(assessed(), "Ana") == write(assessed(), "Ana")


def test_the_answers_read_back_as_they_were_submitted() -> None:
    """Those that cannot be read included; an assessor's workbook, without a comment yet."""
    assessment = assessed()
    content = write(assessment)
    again, _ = read(content, tiny_framework(), "review.xlsx")

    assert assessment.digest == digest(again)
    assert () == again.comments
    assert is_review(read_grid(content, "review.xlsx"))


def test_of_the_workbook_itself_nothing_is_remarked_on() -> None:
    """Columns of ours beside the answers are known; a User's own `Attention` would be named."""
    _, problems = read(write(assessed("")), tiny_framework(), "review.xlsx")

    assert [] == problems


@pytest.mark.parametrize("text", TYPED)
def test_what_was_typed_stands_as_it_was_typed(text: str) -> None:
    """Whatever it looks like, and whether or not anything was there before."""
    before, now = two("")
    after = changed(now, "Validation", "G1.1", "what changed", "x")
    responses = tuple(
        replace(row, narrative=text if row.narrative == "x" else row.narrative)
        for row in after.responses
    )
    after = replace(after, responses=responses)
    again, _ = read(write(of(before, after)), tiny_framework(), "review.xlsx")

    found = again.response("validation", "G1.1")
    assert found is not None
    assert text == found.narrative


def test_what_cannot_be_seen_is_kept_and_said() -> None:
    """A text that turns others around is as it was typed, and the row says what is in it."""
    before, after = two("| s | r | c | b | a |\n| Validation | G1.1 | what changed |  | a\u202eb |")
    content = write(of(before, after))
    again, _ = read(content, tiny_framework(), "review.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content))

    found = again.response("validation", "G1.1")
    assert found is not None
    assert "a\u202eb" == found.narrative
    assert str(cell(book, "Validation", "G1.1", "What to look at")).endswith(
        "Holds what cannot be seen: [U+202E]"
    )


def test_what_could_not_be_read_is_shown_as_typed() -> None:
    """And said to be unreadable beside it, never put right."""
    problem = Problem(
        code="answer-unknown",
        origin=Origin(file="now.xlsx", sheet="Validation", cell="P9"),
        ref="G2.1",
        what="“Mostly met” is not one of the choices.",
        remedy="Choose.",
    )
    book = opened(assessed(problems=(problem,)))

    assert "Mostly met" == cell(book, "Validation", "G2.1", "Position")
    assert "is not one of the choices" in str(cell(book, "Validation", "G2.1", "What to look at"))


def test_what_was_no_text_is_none_when_it_is_read_again() -> None:
    """An error that a formula left in a cell of words stands as a text, and counts as none."""
    before, after = two(
        """
        | sheet            | ref  | column       | before | after  |
        | Validation       | G1.1 | what changed |        | ?#REF! |
        | Validation       | G1.2 | evidence     | E01    | ?#N/A  |
        | Evidence         | E01  | title        | A      | ?#REF! |
        | Remediation plan | G2.2 | owner        | A      | ?#REF! |
        """
    )
    assessment = of(before, after)
    again, _ = read(write(assessment), tiny_framework(), "review.xlsx")

    found = again.response("validation", "G1.1")
    assert found is not None
    assert Unreadable(shown="#REF!") == found.narrative
    assert assessment.digest == digest(again)


def test_nobody_elses_file_is_believed_to_say_what_was_unreadable() -> None:
    """Such a line in a workbook that is no review makes nothing unreadable."""
    assessment = assessed("| s | r | c | b | a |\n| Validation | G1.1 | what changed |  | ?#REF! |")

    def stripped(book: Workbook) -> None:
        for name in OURS:
            for heading in book[name][4]:
                if heading.value in ENTRIES:
                    heading.value = "Mine"
        for sheet in book:
            for key in sheet[1]:
                key.value = None if str(key.value).startswith("key:") else key.value

    again, _ = read(edit(write(assessment), stripped), tiny_framework(), "w.xlsx")
    found = again.response("validation", "G1.1")
    assert found is not None
    assert "#REF!" == found.narrative


@pytest.mark.parametrize("has_prior", [True, False])
def test_a_whole_workbook_as_a_picture(has_prior: bool, golden: Callable[[str, str], None]) -> None:
    """Every cell, look, lock and list of it, as another library sees them."""
    before, after = two(YEAR)
    said = replace(
        before, comments=(Comment(kind="note", section="validation", ref="G1.1", text="Which?"),)
    )
    name = "with-prior" if has_prior else "first-time"
    golden(name, describe_xlsx(write(of(said if has_prior else None, after), "Ana")))


def test_words_that_changed_are_marked_in_the_cells() -> None:
    """What was taken out is struck through before, what was put in underlined now."""
    book = opened(assessed(), rich_text=True)
    before = cell(book, "Validation", "G1.1", "Prior explanation")
    now = cell(book, "Validation", "G1.1", "What changed")

    assert ["four"] == [one.text.strip() for one in _blocks(before) if one.font.strike]
    assert {"old", "nine"} == {one.text.strip() for one in _blocks(now) if one.font.u}
    assert "Two hosts of four" == str(before)


def test_a_row_says_why_it_is_looked_at() -> None:
    """With the finding, its rule and where the code says so, and which way the change points."""
    book = opened(assessed())

    assert "Material" == cell(book, "Validation", "G1.1", "Attention")
    said = str(cell(book, "Validation", "G1.1", "What to look at"))
    assert said.startswith("Material: The position was Met and is now Partly met.")
    assert "(position-lowered; TFC G8.18" in said
    assert "Direction: worse" in str(cell(book, "Validation", "G1.1", "Difference"))


def test_rows_with_nothing_to_look_at_are_hidden_by_the_filter_alone() -> None:
    """Choosing all in the filter of `Attention` shows them again, and the sheet says so."""
    sheet = opened(assessed())["Validation"]
    shown = {row for row in range(5, 11) if not sheet.row_dimensions[row].hidden}

    assert {row_of(sheet, "G1.1"), row_of(sheet, "G2.1")} <= shown < set(range(5, 11))
    assert "Select All" in str(sheet["B3"].value)
    assert "Attention" == sheet.cell(4, sheet.auto_filter.filterColumn[0].colId + 2).value


def test_only_the_assessors_columns_can_be_written_in() -> None:
    """On a protected sheet on which columns may be widened and rows filtered, but not sorted."""
    book = opened(assessed())
    for name in SHEETS:
        sheet = book[name]
        free = {
            sheet.cell(4, one.column).value
            for row in sheet.iter_rows(min_row=5)
            for one in row
            if not one.protection.locked
        }
        assert sheet.protection.sheet
        assert sheet.protection.sort
        assert free == (ENTRIES if name in OURS else set())
    [rule] = [
        each for each in book["Validation"].data_validations.dataValidation if each.type == "list"
    ]
    assert f'"{",".join(VIEWS)}"' == rule.formula1


def test_comments_come_back_with_the_name_of_the_assessor() -> None:
    """Just those that were written, on just those rows, and the answers are what they were."""
    assessment = assessed()
    content = put(
        write(assessment, "Ana Assessor"),
        {
            ("Validation", "G1.1", "Assessor's comment"): "Which nine?",
            ("Validation", "G1.1", "Assessor's view"): "More evidence needed",
            ("Questions", "Q01.1", "Suggested action"): "Say since when",
            ("Questions", "Q01.1", "Reference"): "G8.18",
        },
    )
    again, problems = read(content, tiny_framework(), "review.xlsx")

    assert assessment.digest == digest(again)
    assert [] == [one for one in problems if one.code == "column-unknown"]
    assert (
        Comment(
            kind="column",
            section="questions",
            ref="Q01.1",
            text="",
            action="Say since when",
            reference="G8.18",
            author="Ana Assessor",
        ),
        Comment(
            kind="column",
            section="validation",
            ref="G1.1",
            text="Which nine?",
            view="More evidence needed",
            author="Ana Assessor",
        ),
    ) == again.comments


def test_an_assessor_may_call_the_columns_otherwise() -> None:
    """The hidden keys tell them, and that the workbook is no User's; the new names are said."""

    def rename(book: Workbook) -> None:
        for name in OURS:
            sheet = book[name]
            for heading in ENTRIES:
                sheet.cell(header_of(sheet), column_of(sheet, heading)).value = f"My {heading[:3]}"

    said = {
        ("Validation", "G1.1", "Assessor's comment"): "Which nine?",
        ("Validation", "G1.1", "Assessor's view"): "Non-compliance",
        ("Questions", "Q01.1", "Reference"): "G8.18",
    }
    content = edit(put(write(assessed(), "Ana Assessor"), said), rename)
    again, problems = read(content, tiny_framework(), "review.xlsx")

    assert is_review(read_grid(content, "review.xlsx"))
    assert [
        ("Q01.1", "", None, "G8.18", "Ana Assessor"),
        ("G1.1", "Which nine?", "Non-compliance", None, "Ana Assessor"),
    ] == [(one.ref, one.text, one.view, one.reference, one.author) for one in again.comments]
    told = [one.what for one in problems if one.code == "heading-changed"]
    assert 2 * len(ENTRIES) == len(told)
    assert "“My Ref” is not one of this table" in " ".join(told)
    assert "column-unknown" not in {one.code for one in problems}


def test_notes_and_threads_on_any_row_count_as_well() -> None:
    """With the author that Excel gives them, on a locked answer or on a document of the list."""
    assessment = assessed()
    pinned = pin(
        write(assessment, "Ana Assessor"),
        {
            "Validation": Pins(threads=[Entry("J5", "Why nine?")]),
            "Evidence": Pins(notes=[("C5", "Bo Second", "Out of date")]),
        },
    )
    again, _ = read(pinned, tiny_framework(), "review.xlsx")

    assert assessment.digest == digest(again)
    assert [
        ("validation", "G1.1", "thread", "Ana Reviewer", "Why nine?"),
        ("evidence", "E01", "note", "Bo Second", "Out of date"),
    ] == [(one.section, one.ref, one.kind, one.author, one.text) for one in again.comments]


def test_without_a_name_a_comment_has_no_author() -> None:
    """Nobody is made up."""
    content = put(write(assessed()), {("Validation", "G1.1", "Assessor's comment"): "Which?"})
    again, _ = read(content, tiny_framework(), "review.xlsx")

    assert [None] == [comment.author for comment in again.comments]


def test_the_name_survives_the_loss_of_the_properties() -> None:
    """It stands on the hidden sheet as well, where no program that rewrites properties comes."""
    content = put(
        write(assessed(), "Ana Assessor"),
        {
            ("Validation", "G1.1", "Reference"): "x",
            ("Validation", "G1.1", "Assessor's comment"): "Which?",
        },
    )
    grid = read_grid(content, "review.xlsx")
    again, _ = read(replace(grid, properties={}), tiny_framework(), "review.xlsx")

    assert ["Ana Assessor"] == [comment.author for comment in again.comments]


def test_what_was_said_before_stands_beside_the_row() -> None:
    """Comments of last time with state and standing, those of the User's file with author."""
    before, after = two(YEAR)
    asked = Comment(kind="note", section="validation", ref="G1.1", text="Which hosts?", author="Bo")
    told = replace(
        asked,
        text="See annex",
        author="Cy",
        written=datetime(2026, 3, 2, 10),  # noqa: DTZ001
    )
    then, now = replace(before, comments=(asked,)), replace(after, comments=(told,))
    said = str(cell(opened(of(then, now)), "Validation", "G1.1", "Comments so far"))

    assert "Bo, of brightlow/2025-ssa, in a note, open, made on an earlier answer]" in said
    assert "Which hosts?\nThe answer was then: Met, Two hosts of four" in said
    assert "[Cy 2026-03-02 10:00" in said
    assert "made on just this answer]\nSee annex" in said


def test_a_comment_that_is_on_no_row_is_not_lost() -> None:
    """It stands on `Read me`, with its place."""
    _, after = two("")
    loose = Comment(kind="note", place="Read me!B4", text="Thank you", author="Cy")
    book = opened(of(None, replace(after, comments=(loose,))))
    texts = [str(one.value) for row in book["Read me"].iter_rows() for one in row if one.value]

    assert any(text.startswith("Read me!B4") and text.endswith("Thank you") for text in texts)


def test_the_challenge_sample_is_named_in_its_rows() -> None:
    """With what speaks for probing the row, and on `Summary` with the seed."""
    drawn = Challenged(ref="G1.2", weight=3, reasons=("the evidence is old",))
    sample = ChallengeSample(seed="june", drawn_from=4, drawn=(drawn,))
    book = opened(assessed("", probed=sample))

    assert "To be probed" == cell(book, "Validation", "G1.2", "Attention")
    assert "Drawn to be probed: the evidence is old (weight 3)." == cell(
        book, "Validation", "G1.2", "What to look at"
    )
    assert "Seed: june" in [one.value for row in book["Summary"].iter_rows() for one in row]
    assert "weight 3" in [one.value for row in book["Read me"].iter_rows() for one in row]


def test_evidence_says_its_age_and_whether_it_was_offered_before() -> None:
    """As of the day on which ages are judged."""
    said = str(cell(opened(assessed("")), "Validation", "G1.1", "Evidence cited"))

    assert said.startswith("E01 ")
    assert "months old" in said
    assert "last time (E01)" in said


def test_a_sheet_names_what_is_there_no_more() -> None:
    """A document that is listed no longer has no row, and is not passed over in silence."""
    gone = "| s | r | c | b | a |\n| Evidence | E09 | title | Old | - |"
    note = str(opened(assessed(gone))["Evidence"]["A3"].value)

    assert note.endswith("There last time and not now, see Deltas: E09.")


def test_read_me_leads_to_what_matters_first() -> None:
    """Material findings come first, each line a link to its row."""
    book = opened(assessed())
    cells = [one for [one] in book["Read me"]["A1:A80"] if one.value]
    lines = [(one.value, one.hyperlink.location) for one in cells if one.hyperlink]
    titles = [str(one.value) for one in cells if str(one.value).endswith(")")]

    at = row_of(book["Validation"], "G1.1")
    assert ("G1.1", f"'Validation'!B{at}") in lines[:3]
    assert titles[0].startswith("Material: look at these before anything else (")


def test_without_a_baseline_every_row_is_to_be_read() -> None:
    """There is nothing to compare with, and that is said."""
    _, after = two("")
    book = opened(of(None, after))

    assert "No baseline" == cell(book, "Validation", "G1.2", "Attention")
    assert "nothing to compare with" == cell(book, "Validation", "G1.2", "Difference")


def test_what_cannot_be_read_of_a_list_is_shown_as_well() -> None:
    """A date in the register that is none stands there as it was typed."""
    before, after = two("| s | r | c | b | a |\n| Evidence | E01 | date |  | ?last spring |")
    assessment = of(before, after)
    again, _ = read(write(assessment), tiny_framework(), "review.xlsx")

    assert Unreadable(shown="last spring") in [item.date for item in again.evidence]
    assert assessment.digest == digest(again)


def _blocks(text: object) -> list[TextBlock]:
    assert isinstance(text, CellRichText)
    return [one for one in text if isinstance(one, TextBlock)]
