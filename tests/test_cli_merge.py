"""`secself merge`: five colleagues, five copies of one workbook, and one to send in."""

import functools
import io
import itertools
import json
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from commenting import Entry, Pins, pin
from filling import column_of, edit, header_of, put, row_of, type_in
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from secself.cli.ending import DONE, FLAGGED, WRONG
from secself.grid import read_grid
from secself.model import Comment
from secself.store.assessments import receive
from secself.store.frameworks import Library, shelf
from secself.workbook.layout import DECLARATION, PROFILE

SAMPLES = Path(__file__).parent.parent / "samples"
NORTHFELL = SAMPLES / "northfell-energy"
ISSUED = NORTHFELL / "issued" / "northfell-energy-2026-ssa.xlsx"
RETURNED = NORTHFELL / "returned" / "northfell-energy-2026-ssa.xlsx"
CALDER = SAMPLES / "calder-vale-gas"
PEOPLE = ("ann", "ben", "cat", "dan", "eve")
_REAFFIRMED = ("Reaffirmed", "Reaffirmed by", "Reaffirmed on")
ANSWERED = {
    "Questions": ("Answer", "Explanation", "Evidence", *_REAFFIRMED),
    "Validation": ("Position", "Change", "What changed", "Evidence", "Owner", "Residual risk",
                   *_REAFFIRMED),
}  # fmt: skip
LISTED = {
    "Evidence": ("Id", "Title", "Version", "Date", "Held by", "SHA-256", "Review due"),
    "Providers": ("Id", "Name", "Service", "Since", "Documents accepted on"),
    "Remediation plan": ("Ref", "Action", "Owner", "Due", "Done on"),
}


@pytest.fixture
def parts(tmp_path):
    """Save copies of the issued workbook, each with some cells typed into it."""

    def save(**copies: dict[tuple[str, str, str], object]) -> list[Path]:
        for name, cells in copies.items():
            (tmp_path / f"{name}.xlsx").write_bytes(put(ISSUED.read_bytes(), cells))
        return [tmp_path / f"{name}.xlsx" for name in copies]

    return save


def sheet_of(path: Path, name: str) -> Worksheet:
    """Open one sheet of a saved workbook."""
    return openpyxl.load_workbook(path)[name]


def said(path: Path, name: str, ref: str, heading: str) -> object:
    """What stands in a cell, by Ref and heading."""
    sheet = sheet_of(path, name)
    return sheet.cell(row_of(sheet, ref), column_of(sheet, heading)).value


def below(sheet: Worksheet, heading: str) -> list[tuple[object, ...]]:
    """The rows of a further sheet, below its headings."""
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
    first = next(number for number, row in enumerate(rows) if heading in row)
    return rows[first + 1 :]


def list_rows(sheet: Worksheet, headings: tuple[str, ...]) -> list[dict[str, object]]:
    """The filled rows of a list."""
    rows = []
    for number in range(header_of(sheet) + 1, sheet.max_row + 1):
        row = {name: sheet.cell(number, column_of(sheet, name)).value for name in headings}
        rows.append({name: value for name, value in row.items() if value is not None})
    return [row for row in rows if row]


def add_rows(book: Workbook, name: str, rows: list[dict[str, object]]) -> None:
    """Type rows into a list, from its first row on."""
    sheet = book[name]
    for number, row in enumerate(rows, header_of(sheet) + 1):
        for heading, value in row.items():
            type_in(sheet.cell(number, column_of(sheet, heading)), value)


def beside(sheet: Worksheet) -> dict[str, tuple[int, object]]:
    """What stands right of each label."""
    return {
        str(label.value): (label.row, value.value)
        for label, value in sheet.iter_rows(min_col=1, max_col=2)
        if label.value
    }


def shared_out(folder: Path) -> list[Path]:
    """Save what five people have made of what was issued."""
    for name, content in copies().items():
        (folder / name).write_bytes(content)
    return [folder / name for name in copies()]


@functools.cache
def copies() -> dict[str, bytes]:
    """Share what came back out among five people, each with a copy of what was issued."""
    made = {}
    whole = openpyxl.load_workbook(RETURNED)
    items = [
        (name, str(whole[name].cell(row, column_of(whole[name], "Ref")).value))
        for name in ANSWERED
        for row in range(header_of(whole[name]) + 1, whole[name].max_row + 1)
        if whole[name].cell(row, column_of(whole[name], "Ref")).value
    ]
    for number, person in enumerate(PEOPLE):
        cells = {
            (name, ref, heading): said_in(whole[name], ref, heading)
            for name, ref in items[number::5]
            for heading in ANSWERED[name]
        }
        filled = put(ISSUED.read_bytes(), {k: v for k, v in cells.items() if v is not None})
        made[f"{person}.xlsx"] = edit(filled, lists_of(whole, number))
    return made


def said_in(sheet: Worksheet, ref: str, heading: str) -> object:
    """What stands in a cell, by Ref and heading."""
    return sheet.cell(row_of(sheet, ref), column_of(sheet, heading)).value


def lists_of(whole: Workbook, number: int) -> Callable[[Workbook], None]:
    """Give the change by which one person types a fifth of the lists, one of them the forms."""

    def change(book: Workbook) -> None:
        for name in ("Evidence", "Remediation plan"):
            add_rows(book, name, list_rows(whole[name], LISTED[name])[number::5])
        if number == 3:
            add_rows(book, "Providers", list_rows(whole["Providers"], LISTED["Providers"]))
            for form in (PROFILE, DECLARATION):
                book_side, whole_side = (beside(one[form.sheet]) for one in (book, whole))
                for label in (each.label for each in form.labels if each.is_input):
                    cell = book[form.sheet].cell(book_side[label][0], 2)
                    type_in(cell, whole_side[label][1])

    return change


def test_what_five_people_filled_in_is_what_one_would_have(asked, tmp_path):
    """The merged workbook reads as the one in which everything was filled in, to the digest."""
    people = shared_out(tmp_path)

    code, document = asked("merge", ISSUED, *people, "-o", tmp_path / "merged.xlsx")

    assert (DONE, []) == (code, document["conflicts"])
    assert [] == document["problems"]
    _, merged = asked("check", tmp_path / "merged.xlsx")
    _, returned = asked("check", RETURNED)
    mine, theirs = merged["results"][0], returned["results"][0]
    assert theirs["digest"] == mine["digest"]
    assert theirs["counts"] == mine["counts"]
    assert theirs["cells"] == mine["cells"]


def test_the_order_of_the_parts_makes_no_difference(call, tmp_path):
    """Five parts, shuffled, from one folder or several: the same bytes."""
    people = shared_out(tmp_path)
    clash = put(people[0].read_bytes(), {("Validation", "G3.9", "Owner"): "Somebody else"})
    people[0].write_bytes(clash)
    made = set()
    for number in range(4):
        order = random.Random(number).sample(people, 5)  # noqa: S311 - a shuffle, no secret
        target = tmp_path / f"merged {number}.xlsx"
        call("merge", ISSUED, *order, "-o", target)
        made.add(target.read_bytes())

    assert 1 == len(made)


def test_where_two_differ_nothing_is_chosen(asked, call, parts, tmp_path):
    """The cell stays as issued; JSON, text and the sheet Conflicts say who says what."""
    cell = ("Validation", "G3.9", "Position")
    mine = ("Validation", "G3.9", "Owner")
    ann, ben, cat = parts(ann={cell: "Met"}, ben={cell: "Not met"}, cat={cell: "Met", mine: "Cat"})
    target = tmp_path / "merged.xlsx"

    code, document = asked("merge", ISSUED, cat, ben, ann, "-o", target)

    assert FLAGGED == code
    assert "secself/merge@1" == document["format"]
    assert [str(target)] == document["files"]
    (conflict,) = document["conflicts"]
    assert ("G3.9", "Validation", "Position") == tuple(
        conflict[k] for k in ("ref", "sheet", "column")
    )
    assert [(str(ann), "Met"), (str(ben), "Not met"), (str(cat), "Met")] == [
        (value["file"], value["value"]) for value in conflict["values"]
    ]
    assert said(target, *cell) is None
    listed = below(sheet_of(target, "Conflicts"), "Settled")
    assert [("G3.9", "Validation", "Position", "(blank)", "ann.xlsx", "Met", None)] == [
        (*row[:3], *row[4:8]) for row in listed[:1]
    ]
    assert 3 == len(listed)
    code, out, _ = call("merge", ISSUED, ann, ben, "-o", target, "--force")
    assert "CONFLICT  G3.9  Validation, Position" in out
    assert f"{ben}: “Not met”" in out


def test_who_answered_what_is_recorded(call, parts, tmp_path):
    """A visible sheet lists each cell that was taken, with everybody who said so."""
    cell = ("Validation", "G3.9", "Position")
    ann, ben = parts(ann={cell: "Met", ("Questions", "Q10.1", "Answer"): 0}, ben={cell: "Met"})

    code, _, _ = call("merge", ISSUED, ann, ben, "-o", tmp_path / "merged.xlsx")

    assert DONE == code
    rows = below(sheet_of(tmp_path / "merged.xlsx", "Merged from"), "File")
    assert {
        ("Validation", "G3.9", "Position", "filled in", "ann.xlsx, ben.xlsx"),
        ("Questions", "Q10.1", "Answer", "filled in", "ann.xlsx"),
    } == {(*row[:3], *row[4:]) for row in rows}
    assert "Conflicts" not in openpyxl.load_workbook(tmp_path / "merged.xlsx").sheetnames


def test_one_id_for_two_documents_is_a_conflict(asked, tmp_path):
    """Neither line is written; both are listed whole, and what cites them is left to be settled."""
    for name, title in (("ann", "Policy"), ("ben", "Diagram")):
        rows = [{"Id": "E07", "Title": title, "Date": date(2026, 5, 1)}]
        content = edit(
            ISSUED.read_bytes(), lambda book, rows=rows: add_rows(book, "Evidence", rows)
        )
        (tmp_path / f"{name}.xlsx").write_bytes(content)

    code, document = asked(
        "merge", ISSUED, tmp_path / "ann.xlsx", tmp_path / "ben.xlsx", "-o", tmp_path / "m.xlsx"
    )

    assert FLAGGED == code
    (conflict,) = document["conflicts"]
    assert ("E07", "Evidence", "Id", True) == tuple(
        conflict[k] for k in ("ref", "sheet", "column", "whole_row")
    )
    assert ["E07 | Policy | 2026-05-01", "E07 | Diagram | 2026-05-01"] == [
        value["value"] for value in conflict["values"]
    ]
    assert [] == list_rows(sheet_of(tmp_path / "m.xlsx", "Evidence"), LISTED["Evidence"])


def test_what_was_prefilled_may_be_cleared(asked, tmp_path):
    """A provider that is cleared is gone; one cleared here and changed there is a conflict."""

    def clear(book: Workbook) -> None:
        for cell in book["Providers"][header_of(book["Providers"]) + 1]:
            cell.value = None

    def rename(book: Workbook) -> None:
        sheet = book["Providers"]
        type_in(sheet.cell(header_of(sheet) + 1, column_of(sheet, "Name")), "Another name")

    for name, change in (("ann", clear), ("ben", rename)):
        (tmp_path / f"{name}.xlsx").write_bytes(edit(ISSUED.read_bytes(), change))
    before = list_rows(sheet_of(ISSUED, "Providers"), LISTED["Providers"])

    code, _ = asked("merge", ISSUED, tmp_path / "ann.xlsx", "-o", tmp_path / "m.xlsx")
    clash, document = asked(
        "merge", ISSUED, tmp_path / "ann.xlsx", tmp_path / "ben.xlsx", "-o", tmp_path / "n.xlsx"
    )

    assert (DONE, FLAGGED) == (code, clash)
    assert before[1:] == list_rows(sheet_of(tmp_path / "m.xlsx", "Providers"), LISTED["Providers"])
    assert before == list_rows(sheet_of(tmp_path / "n.xlsx", "Providers"), LISTED["Providers"])
    assert [""] == [v["value"] for v in document["conflicts"][0]["values"]][:1]


def test_what_could_not_be_read_is_carried_as_it_stands(asked, parts, tmp_path):
    """An error stays an error, a word that is no choice stays that word; `check` says so again."""
    (ann,) = parts(
        ann={
            ("Validation", "G3.9", "Position"): "mostly met",
            ("Validation", "G3.9", "Owner"): "  two\nlines  ",
            ("Questions", "Q08.1", "Answer"): "03/04/2026",
        }
    )
    book = openpyxl.load_workbook(ann)
    sheet = book["Validation"]
    sheet.cell(row_of(sheet, "G4.2"), column_of(sheet, "What changed")).value = "#N/A"
    book.save(ann)

    code, _ = asked("merge", ISSUED, ann, "-o", tmp_path / "m.xlsx")

    assert DONE == code
    found = {
        (result["ref"], problem)
        for result in asked("check", tmp_path / "m.xlsx")[1]["results"][0]["problems"]
        for problem in [result["code"]]
    }
    assert {("G3.9", "answer-unknown"), ("Q08.1", "date-unclear"), ("G4.2", "cell-error")} <= found
    assert "mostly met" == said(tmp_path / "m.xlsx", "Validation", "G3.9", "Position")
    assert "  two\nlines  " == said(tmp_path / "m.xlsx", "Validation", "G3.9", "Owner")


def test_what_answers_nothing_is_listed_with_its_place(asked, tmp_path):
    """Rows, cells, columns and sheets of a person's own are not merged, and none goes unsaid."""

    def scribble(book: Workbook) -> None:
        sheet = book["Validation"]
        last = sheet.max_row + 3
        type_in(sheet.cell(last, column_of(sheet, "Ref")), "X1")
        type_in(sheet.cell(last, column_of(sheet, "Position")), "Met")
        type_in(sheet.cell(last + 1, column_of(sheet, "Owner")), "see Ann")
        sheet.cell(header_of(sheet), sheet.max_column + 1).value = "My column"
        sheet.cell(row_of(sheet, "G3.9"), sheet.max_column).value = "mine"
        sheet.cell(row_of(sheet, "G4.2"), sheet.max_column).value = "=1+1"
        book["Read me"]["Z90"] = "remember the milk"
        book["Read me"]["A4"] = "61 of 61 rows are done."
        book.create_sheet("My notes").append(["one", "two"])

    (tmp_path / "ann.xlsx").write_bytes(edit(ISSUED.read_bytes(), scribble))

    code, document = asked("merge", ISSUED, tmp_path / "ann.xlsx", "-o", tmp_path / "m.xlsx")

    assert FLAGGED == code
    listed = {row[1:4] for row in below(sheet_of(tmp_path / "m.xlsx", "Not merged"), "Why")}
    assert {("My notes", "A1", "“one”"), ("My notes", "B1", "“two”")} <= listed
    assert ("Read me", "Z90", "“remember the milk”") in listed
    assert any(sheet == "Validation" and text == "“X1 | Met”" for sheet, _, text in listed)
    said_of = [(p["code"], p["sheet"], p["what"]) for p in document["problems"]]
    wanted = [
        ("row-not-merged", "Validation", "X1"),
        ("cell-not-merged", "Validation", "see Ann"),
        ("cell-not-merged", "Validation", "mine"),
        ("cell-not-merged", "Validation", "“” stands"),
        ("cell-not-merged", "Read me", "remember the milk"),
        ("sheet-not-merged", "My notes", "2 filled cells"),
    ]
    for code_, sheet, words in wanted:
        assert 1 == sum((code_, sheet) == one[:2] and words in one[2] for one in said_of), words
    assert len(wanted) + 1 == len(said_of)  # the last: nothing is where answers are expected
    assert all(p["cell"] for p in document["problems"] if p["code"] == "cell-not-merged")
    assert {"warning"} == {
        p["level"] for p in document["problems"] if p["code"] != "part-unchanged"
    }


def test_a_row_that_has_no_id_yet_is_carried_as_it_stands(asked, tmp_path):
    """Nothing that somebody typed into a list is lost for want of an id; `check` asks for it."""

    def title(book: Workbook) -> None:
        add_rows(book, "Evidence", [{"Title": "Access control policy"}])

    def action(book: Workbook) -> None:
        rows = [{"Action": "Rotate the keys", "Due": date(2026, 9, 1)}, {"Action": "Train"}]
        add_rows(book, "Remediation plan", rows)
        add_rows(book, "Evidence", [{"Title": "Network diagram"}, {"Title": "Log"}])

    def title_again(book: Workbook) -> None:
        title(book)
        book.properties.keywords = "so that no two files are one"

    for name, change in (("ann", title), ("ben", action), ("cat", title_again)):
        (tmp_path / f"{name}.xlsx").write_bytes(edit(ISSUED.read_bytes(), change))
    people = [tmp_path / f"{name}.xlsx" for name in ("ann", "ben", "cat")]

    code, document = asked("merge", ISSUED, *people, "-o", tmp_path / "m.xlsx")

    assert (DONE, []) == (code, document["problems"])
    merged = openpyxl.load_workbook(tmp_path / "m.xlsx")
    titles = [row.get("Title") for row in list_rows(merged["Evidence"], ("Id", "Title"))]
    assert ["Access control policy", "Network diagram", "Log"] == titles
    plan = list_rows(merged["Remediation plan"], ("Ref", "Action"))
    assert [{"Action": "Rotate the keys"}, {"Action": "Train"}] == plan
    files = [row[1:] for row in below(merged["Merged from"], "File") if row[0] == "Evidence"]
    assert ("(no id)", "the whole row", "A5", "added", "ann.xlsx, cat.xlsx") == files[0]
    again = asked("merge", tmp_path / "m.xlsx", tmp_path / "m.xlsx", "-o", tmp_path / "n.xlsx")
    assert 0 == again[1]["counts"]["rows_added"]


def test_a_row_that_lost_its_id_is_still_there(asked, tmp_path):
    """The line as issued goes, and what is left of it comes in its place."""

    def forget(book: Workbook) -> None:
        sheet = book["Providers"]
        sheet.cell(header_of(sheet) + 1, column_of(sheet, "Id")).value = None

    (tmp_path / "ann.xlsx").write_bytes(edit(ISSUED.read_bytes(), forget))
    before = list_rows(sheet_of(ISSUED, "Providers"), LISTED["Providers"])

    asked("merge", ISSUED, tmp_path / "ann.xlsx", "-o", tmp_path / "m.xlsx")

    after = list_rows(sheet_of(tmp_path / "m.xlsx", "Providers"), LISTED["Providers"])
    assert before[0]["Name"] in [row.get("Name") for row in after]
    assert len(before) == len(after)


@pytest.mark.parametrize("sheet", ["Profile", "Declaration"])
def test_what_cannot_be_found_in_a_part_was_not_cleared(asked, tmp_path, sheet):
    """A column put in beside the labels, or a sheet that is gone, clears nothing."""
    issued = tmp_path / "issued.xlsx"
    issued.write_bytes(
        edit(ISSUED.read_bytes(), lambda book: type_in(book["Declaration"]["B4"], "A. Director"))
    )

    def insert(book: Workbook) -> None:
        book[sheet].insert_cols(2)
        type_in(book[sheet]["B3"], "Value")
        book[sheet]["C3"].value = None
        if sheet == "Profile":
            type_in(book[sheet].cell(9, 3), 199_999)

    def remove(book: Workbook) -> None:
        del book[sheet]

    for name, change in (("ann", insert), ("ben", remove)):
        (tmp_path / f"{name}.xlsx").write_bytes(edit(issued.read_bytes(), change))

    code, document = asked("merge", issued, tmp_path / "ann.xlsx", "-o", tmp_path / "m.xlsx")
    _, without = asked("merge", issued, tmp_path / "ben.xlsx", "-o", tmp_path / "n.xlsx")

    before = beside(sheet_of(issued, sheet))
    assert before == beside(sheet_of(tmp_path / "m.xlsx", sheet))
    assert before == beside(sheet_of(tmp_path / "n.xlsx", sheet))
    assert "sheet-missing" in [p["code"] for p in without["problems"]]
    if sheet == "Profile":
        assert FLAGGED == code
        assert any("199999" in p["what"] for p in document["problems"])


def test_what_a_merged_cell_swallowed_was_not_cleared(asked, tmp_path):
    """Only the first of merged cells holds anything; the rest stay as issued, and it is said."""
    first = row_of(sheet_of(ISSUED, "Validation"), "G3.9")
    issued = tmp_path / "issued.xlsx"

    def fill_in(book: Workbook) -> None:
        sheet = book["Validation"]
        for row in range(first, first + 3):
            type_in(sheet.cell(row, column_of(sheet, "Owner")), f"Owner {row}")

    def unite(book: Workbook) -> None:
        sheet = book["Validation"]
        at = column_of(sheet, "Owner")
        sheet.merge_cells(start_row=first, end_row=first + 2, start_column=at, end_column=at)
        lists = book["Providers"]
        lists.merge_cells(start_row=5, end_row=6, start_column=1, end_column=1)

    issued.write_bytes(edit(ISSUED.read_bytes(), fill_in))
    (tmp_path / "ann.xlsx").write_bytes(edit(issued.read_bytes(), unite))

    code, document = asked("merge", issued, tmp_path / "ann.xlsx", "-o", tmp_path / "m.xlsx")

    assert (FLAGGED, 0, 0) == (
        code,
        document["counts"]["cells"],
        document["counts"]["rows_cleared"],
    )
    assert "cell-merged" in [p["code"] for p in document["problems"]]
    sheet = sheet_of(tmp_path / "m.xlsx", "Validation")
    at = column_of(sheet, "Owner")
    assert [f"Owner {row}" for row in range(first, first + 3)] == [
        sheet.cell(row, at).value for row in range(first, first + 3)
    ]


def test_what_is_locked_stays_as_issued(asked, tmp_path):
    """Whose workbook it is cannot be changed by a part; that somebody tried is listed."""

    def change(book: Workbook) -> None:
        for label, told in (("User", "somebody-else"), ("Year", 2031), ("Kind", "fusa")):
            type_in(book["Profile"].cell(beside(book["Profile"])[label][0], 2), told)

    (tmp_path / "ann.xlsx").write_bytes(edit(ISSUED.read_bytes(), change))

    code, document = asked("merge", ISSUED, tmp_path / "ann.xlsx", "-o", tmp_path / "m.xlsx")

    assert FLAGGED == code
    assert beside(sheet_of(ISSUED, "Profile")) == beside(sheet_of(tmp_path / "m.xlsx", "Profile"))
    told = [p["what"] for p in document["problems"] if p["code"] == "cell-not-merged"]
    assert ["somebody-else", "2031", "fusa"] == [one.split("”")[0][1:] for one in told]


def test_parts_of_another_assessment_are_refused(asked, tmp_path):
    """All that stands against the parts is said at once, and nothing is written."""
    stranger = CALDER / "issued" / "calder-vale-gas-2026-ssa.xlsx"
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 no")

    code, document = asked("merge", ISSUED, stranger, "-o", tmp_path / "m.xlsx")
    again, broken = asked(
        "merge", ISSUED, tmp_path / "broken.xlsx", stranger, "-o", tmp_path / "m.xlsx"
    )

    assert (WRONG, WRONG) == (code, again)
    assert [("files-apart", str(stranger))] == [
        (p["code"], p["file"]) for p in document["problems"]
    ]
    assert ["file-damaged"] == [p["code"] for p in broken["problems"]]
    assert not (tmp_path / "m.xlsx").exists()


def test_a_part_given_twice_is_one(asked, parts, tmp_path):
    """The same bytes under two names agree with themselves, and that is said."""
    (ann,) = parts(ann={("Validation", "G3.9", "Position"): "Met"})
    shutil.copy(ann, tmp_path / "copy of ann.xlsx")

    code, document = asked(
        "merge", ISSUED, tmp_path / "copy of ann.xlsx", ann, "-o", tmp_path / "m.xlsx"
    )

    assert DONE == code
    assert ["part-twice"] == [p["code"] for p in document["problems"]]
    assert [str(ann)] == document["parts"]


def test_a_part_that_says_nothing_new_is_named(asked, tmp_path):
    """Somebody may have sent the wrong file."""
    shutil.copy(ISSUED, tmp_path / "ann.xlsx")

    code, document = asked("merge", ISSUED, tmp_path / "ann.xlsx", "-o", tmp_path / "m.xlsx")

    assert DONE == code
    assert [("part-unchanged", "note")] == [(p["code"], p["level"]) for p in document["problems"]]


@pytest.mark.parametrize("target", ["issued", "part"])
def test_nothing_is_written_into_a_file_that_was_read(asked, parts, tmp_path, target):
    """Not even with --force."""
    (ann,) = parts(ann={("Validation", "G3.9", "Position"): "Met"})
    issued = Path(shutil.copy(ISSUED, tmp_path / "issued.xlsx"))
    output = issued if target == "issued" else ann
    before = output.read_bytes()

    code, document = asked("merge", issued, ann, "-o", output, "--force")

    assert WRONG == code
    assert ["file-is-source"] == [p["code"] for p in document["problems"]]
    assert before == output.read_bytes()


def test_the_questionnaire_may_be_a_part(asked, tmp_path):
    """What was answered in Word comes into the workbook; nothing there clears anything."""
    issued = CALDER / "issued" / "calder-vale-gas-2026-ssa.xlsx"
    words, book = (
        CALDER / "returned" / f"calder-vale-gas-2026-ssa.{end}" for end in ("docx", "xlsx")
    )

    _, document = asked("merge", issued, words, book, "-o", tmp_path / "m.xlsx")

    # The sample came back before some of our own locked texts were worded anew; these are listed.
    assert [] == document["conflicts"]
    assert {"cell-not-merged"} >= {problem["code"] for problem in document["problems"]}
    _, merged = asked("check", tmp_path / "m.xlsx")
    _, both = asked("check", words, book)
    counts = merged["results"][0]["counts"]
    assert 0 == counts["unanswered"]
    settled = [one["counts"]["answered"] for one in both["results"]]
    assert counts["answered"] == sum(settled)


def test_a_questionnaire_is_no_base(asked, parts, tmp_path):
    """There would be no place for most of what people say."""
    (ann,) = parts(ann={})

    code, document = asked(
        "merge", CALDER / "issued" / "calder-vale-gas-2026-ssa.docx", ann, "-o", tmp_path / "m.xlsx"
    )

    assert WRONG == code
    assert ["issued-no-workbook"] == [p["code"] for p in document["problems"]]


def test_the_merged_workbook_is_read_like_any_other(asked, tmp_path):
    """Neither further sheet is taken for a table or form of ours, whatever the conflicts are on."""

    def declare(name: str) -> Callable[[Workbook], None]:
        def change(book: Workbook) -> None:
            for label in ("Name", "Role", "Date", "Declared"):
                row, _ = beside(book["Declaration"])[label]
                type_in(book["Declaration"].cell(row, 2), name)
            for label, (row, _) in beside(book["Profile"]).items():
                if label in ("User Roles", "Domestic premises", "User Systems", "SMETS1 enrolled"):
                    type_in(book["Profile"].cell(row, 2), name)

        return change

    for name in ("ann", "ben"):
        (tmp_path / f"{name}.xlsx").write_bytes(edit(ISSUED.read_bytes(), declare(name)))
    both = [tmp_path / "ann.xlsx", tmp_path / "ben.xlsx"]

    code, document = asked("merge", ISSUED, *both, "-o", tmp_path / "clash.xlsx")
    assert (FLAGGED, 8) == (code, len(document["conflicts"]))
    code, _ = asked("merge", ISSUED, both[0], "-o", tmp_path / "taken.xlsx")
    assert DONE == code

    _, before = asked("check", ISSUED)
    _, clash = asked("check", tmp_path / "clash.xlsx")
    _, taken = asked("check", tmp_path / "taken.xlsx")
    assert before["results"][0]["digest"] == clash["results"][0]["digest"]
    for result in (clash["results"][0], taken["results"][0]):
        assert result["accepted"]
        assert set() == {p["code"] for p in result["problems"]} & {"sheet-twice", "sheets-disagree"}


def test_merged_workbooks_can_be_merged_again(asked, parts, tmp_path):
    """What was merged is a part like any other, and a base like any other."""
    cell, other = ("Validation", "G3.9", "Position"), ("Validation", "G3.9", "Owner")
    ann, ben, cat = parts(ann={cell: "Met"}, ben={other: "Ben"}, cat={cell: "Not met"})
    asked("merge", ISSUED, ann, ben, "-o", tmp_path / "first.xlsx")

    code, document = asked(
        "merge", ISSUED, tmp_path / "first.xlsx", cat, "-o", tmp_path / "second.xlsx"
    )

    assert FLAGGED == code
    assert ["Position"] == [one["column"] for one in document["conflicts"]]
    settled = put((tmp_path / "second.xlsx").read_bytes(), {cell: "Met"})
    (tmp_path / "settled.xlsx").write_bytes(settled)
    second, settled = tmp_path / "second.xlsx", tmp_path / "settled.xlsx"
    asked("merge", second, settled, "-o", tmp_path / "third.xlsx")
    assert "Met" == said(tmp_path / "third.xlsx", *cell)
    assert "Ben" == said(tmp_path / "third.xlsx", *other)
    names = openpyxl.load_workbook(tmp_path / "third.xlsx").sheetnames
    assert {"Conflicts", "Merged from"} == set(names) - set(
        openpyxl.load_workbook(ISSUED).sheetnames
    )


def test_a_second_round_goes_on_where_the_first_ended(asked, parts, tmp_path):
    """What is settled leaves Conflicts, what is open stays; Merged from keeps its history."""
    cells = [("Validation", "G3.9", name) for name in ("Position", "Owner", "What changed")]
    ann, ben = parts(
        ann=dict(zip(cells, ("Met", "Ann", "A"), strict=True)),
        ben=dict(zip(cells, ("Not met", "Ben", "B"), strict=True))
        | {("Questions", "Q10.1", "Answer"): 0},
    )
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    asked("merge", ISSUED, ann, ben, "-o", first)

    def tick(book: Workbook) -> None:
        sheet = book["Conflicts"]
        header = next(row for row in range(1, 9) if sheet.cell(row, 1).value == "Ref")
        row = next(r for r in range(header, 20) if sheet.cell(r, 3).value == "What changed")
        type_in(sheet.cell(row, 8), "right as it is")

    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    one.write_bytes(put(first.read_bytes(), {cells[0]: "Met"}))
    two.write_bytes(edit(first.read_bytes(), tick))
    pin_at = {"Conflicts": Pins(notes=[("B2", "Ann", "Ann:\nTo be asked")])}
    first.write_bytes(pin(first.read_bytes(), pin_at))

    code, document = asked("merge", first, one, two, "-o", second)

    assert (DONE, []) == (code, [p for p in document["problems"] if p["code"] != "part-unchanged"])
    book = openpyxl.load_workbook(second)
    assert {"Owner"} == {row[2] for row in below(book["Conflicts"], "Settled")}
    assert 2 == len(below(book["Conflicts"], "Settled"))
    history = [(row[2], *row[4:]) for row in below(book["Merged from"], "File")]
    assert [
        ("Answer", "filled in", "ben.xlsx"),
        ("What changed", "settled", "right as it is"),
        ("Position", "filled in", "one.xlsx"),
    ] == history
    assert ["To be asked"] == [one.text for one in comments(second)]


def test_check_says_which_conflicts_are_open(asked, parts, tmp_path):
    """A cell that still stands as issued is said, once, until it is filled in or ticked."""
    position, owner = (("Validation", "G3.9", name) for name in ("Position", "Owner"))
    ann, ben = parts(ann={position: "Met", owner: "Ann"}, ben={position: "Not met", owner: "Ben"})
    for path, title in ((ann, "Policy"), (ben, "Diagram")):
        rows = [{"Id": "E07", "Title": title}]
        path.write_bytes(edit(path.read_bytes(), lambda b, r=rows: add_rows(b, "Evidence", r)))
    asked("merge", ISSUED, ann, ben, "-o", tmp_path / "m.xlsx")
    merged = (tmp_path / "m.xlsx").read_bytes()

    def still_open(content: bytes) -> list[tuple[str, str | None]]:
        (tmp_path / "now.xlsx").write_bytes(content)
        found = asked("check", tmp_path / "now.xlsx")[1]["results"][0]["problems"]
        return [(p["ref"], p["cell"]) for p in found if p["code"] == "conflict-open"]

    def register(book: Workbook) -> None:
        add_rows(book, "Evidence", [{"Id": "E07", "Title": "Policy"}])

    where = cell_of("Validation", "G3.9", "Position"), cell_of("Validation", "G3.9", "Owner")
    assert [("G3.9", where[0]), ("G3.9", where[1]), ("E07", None)] == still_open(merged)
    assert [("G3.9", where[1])] == still_open(edit(put(merged, {position: "Met"}), register))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_parts_that_libreoffice_sorted_and_saved_come_together(asked, tmp_path):
    """Rows sorted the other way, columns added, sheets renamed, saved by another program."""
    people = shared_out(tmp_path)
    jobs = [
        {
            "source": str(path),
            "target": str(tmp_path / "saved" / path.name),
            "rows": {},
            "lists": {},
            "forms": {},
            "reshaped": [
                {"sheet": "Validation", "sorted by": "Owner"},
                {
                    "sheet": "Questions",
                    "column added": "Mine",
                    "before": "Answer",
                    "filled with": {},
                    "renamed": f"Questions of {path.stem}",
                },
            ],
        }
        for path in people
    ]
    typist = Path(__file__).parent / "making" / "typist.py"
    subprocess.run(
        ["/usr/bin/python3", typist], input=json.dumps(jobs), text=True, check=True, timeout=300
    )
    saved = [tmp_path / "saved" / path.name for path in people]

    code, document = asked("merge", ISSUED, *saved, "-o", tmp_path / "merged.xlsx")

    assert (DONE, []) == (code, document["conflicts"])
    assert [] == [p for p in document["problems"] if p["code"] != "heading-changed"]
    _, merged = asked("check", tmp_path / "merged.xlsx")
    _, returned = asked("check", RETURNED)
    assert returned["results"][0]["digest"] == merged["results"][0]["digest"]


def test_what_was_issued_is_never_altered_beside_what_was_taken(call, parts, tmp_path):
    """Every other cell of every sheet holds in the merged workbook what it held."""
    (ann,) = parts(ann={("Validation", "G3.9", "Position"): "Met"})
    call("merge", ISSUED, ann, "-o", tmp_path / "m.xlsx")

    before, after = (read_grid(path.read_bytes()) for path in (ISSUED, tmp_path / "m.xlsx"))
    changed = {
        (sheet.name, row, column)
        for sheet, then in zip(before.sheets, after.sheets, strict=False)
        for row, column in itertools.product(
            range(1, max({1, *sheet.rows, *then.rows}) + 1), range(1, 60)
        )
        if sheet.cell(row, column) != then.cell(row, column)
        and not sheet.cell(row, column).is_formula
    }

    sheet = openpyxl.load_workbook(io.BytesIO(ISSUED.read_bytes()))["Validation"]
    assert {("Validation", row_of(sheet, "G3.9"), column_of(sheet, "Position"))} == changed


def commented(content: bytes, **sheets: Pins) -> bytes:
    """Hang notes and threads on the sheets of a workbook, as Excel does."""
    return pin(content, {name.replace("_", " "): pins for name, pins in sheets.items()})


def comments(path: Path) -> list[Comment]:
    """What people wrote beside the answers of a workbook."""
    received = receive(path, Library(shelf(())))
    assert received.submission is not None
    return list(received.submission.comments)


def cell_of(name: str, ref: str, heading: str) -> str:
    """The address of a cell of the issued workbook."""
    sheet = sheet_of(ISSUED, name)
    return sheet.cell(row_of(sheet, ref), column_of(sheet, heading)).coordinate


def test_comments_of_all_parts_are_kept(asked, tmp_path):
    """With author, time and replies, on their rows; the same in two parts is one."""
    at, other = (cell_of("Validation", "G3.9", name) for name in ("Position", "Owner"))
    thread = [
        Entry(cell=at, text="Which log source?", by="Ana Reviewer", at="2026-03-01T10:00:00.00"),
        Entry(cell=at, text="The gateway.", by="Ben User", at="2026-03-02T11:30:00.00",
              answers="Which log source?"),
    ]  # fmt: skip
    ann = Pins(notes=[(other, "Ann", "Ann:\nAsk the board."), ("B3", "Ann", "Ann:\nOn no row")])
    ben = Pins(notes=[(other, "Ann", "Ann:\nAsk the board.")], threads=thread)
    cat = Pins(notes=[(other, "Cat", "Another view")], threads=thread)
    for name, pins in (("ann", ann), ("ben", ben), ("cat", cat)):
        content = commented(ISSUED.read_bytes(), Validation=pins)
        (tmp_path / f"{name}.xlsx").write_bytes(content)
    parts = [tmp_path / f"{name}.xlsx" for name in ("ann", "ben", "cat")]

    code, document = asked("merge", ISSUED, *parts, "-o", tmp_path / "m.xlsx")
    asked("merge", ISSUED, *reversed(parts), "-o", tmp_path / "n.xlsx")

    assert (DONE, []) == (code, document["problems"])
    assert (tmp_path / "m.xlsx").read_bytes() == (tmp_path / "n.xlsx").read_bytes()
    found = comments(tmp_path / "m.xlsx")
    assert {
        ("Validation", "G3.9", "Ask the board.", "Ann", None),
        ("Validation", "G3.9", "Another view", "Cat", None),
        ("Validation", "G3.9", "Which log source?", "Ana Reviewer", "2026-03-01T10:00:00"),
        ("Validation", "", "On no row", "Ann", None),
    } == {
        (one.origin.sheet, one.ref, one.text, one.author, one.written and one.written.isoformat())
        for one in found
    }
    assert 4 == len(found)
    (kept,) = (one for one in found if one.replies)
    assert [("The gateway.", "Ben User", "2026-03-02T11:30:00")] == [
        (each.text, each.author, each.written.isoformat()) for each in kept.replies
    ]
    note = openpyxl.load_workbook(tmp_path / "m.xlsx")["Validation"][at].comment
    for words in ("Ana Reviewer", "2026-03-01 10:00", "Which log source?", "The gateway."):
        assert words in note.text
    rows = below(sheet_of(tmp_path / "m.xlsx", "Merged from"), "File")
    assert 4 == sum("a comment" == row[2] for row in rows)


def test_comments_of_the_issued_workbook_stay_and_are_not_doubled(asked, tmp_path):
    """Every part has them too, and some programs forget who wrote them."""
    at = cell_of("Validation", "G3.9", "Owner")
    issued, part = tmp_path / "issued.xlsx", tmp_path / "ann.xlsx"
    issued.write_bytes(
        commented(ISSUED.read_bytes(), Validation=Pins(notes=[(at, "Ana", "Ana:\nWhy?")]))
    )
    part.write_bytes(
        commented(
            put(ISSUED.read_bytes(), {("Validation", "G3.9", "Owner"): "Ann"}),
            Validation=Pins(notes=[(at, " ", "Why?")]),
        )
    )

    code, _ = asked("merge", issued, part, "-o", tmp_path / "m.xlsx")

    assert DONE == code
    assert [("Why?", "Ana")] == [(one.text, one.author) for one in comments(tmp_path / "m.xlsx")]


@pytest.mark.parametrize("done", ["1", ""])
def test_a_thread_comes_back_with_its_state_and_nobodys_words_are_added_to(asked, tmp_path, done):
    """Resolved stays resolved, and merging the copy with its own part keeps the thread once."""
    at = cell_of("Validation", "G3.9", "Position")
    thread = [
        Entry(
            cell=at, text="Which log?", by="Ana Reviewer", at="2026-03-01T10:00:00.25", done=done
        ),
        Entry(cell=at, text="ok", by="Ben User", at="2026-03-02T11:30:00.50", answers="Which log?"),
    ]
    part, once, twice = (tmp_path / name for name in ("ben.xlsx", "once.xlsx", "twice.xlsx"))
    part.write_bytes(commented(ISSUED.read_bytes(), Validation=Pins(threads=thread)))
    asked("merge", ISSUED, part, "-o", once)

    asked("merge", once, part, "-o", twice)

    for path in (once, twice):
        (kept,) = comments(path)
        assert ("thread", "Which log?") == (kept.kind, kept.text)
        assert [("ok", "Ben User")] == [(one.text, one.author) for one in kept.replies]
        assert ("resolved" if done else "answered") == kept.state


def test_a_name_too_long_for_the_system_is_said(asked, parts, tmp_path):
    """Nothing is saved, and no fault of ours is reported."""
    (ann,) = parts(ann={("Validation", "G3.9", "Position"): "Met"})

    code, document = asked("merge", ISSUED, ann, "-o", tmp_path / f"{'x' * 252}.xlsx")

    assert (WRONG, ["not-saved"]) == (code, [p["code"] for p in document["problems"]])


def test_what_a_part_says_cannot_pass_for_a_line_of_the_report(call, parts, tmp_path):
    """A line break in a cell is shown as one, not made."""
    cell = ("Validation", "G3.9", "Owner")
    ann, ben = parts(ann={cell: "Ann\nSaved: elsewhere"}, ben={cell: "Ben"})

    _, out, _ = call("merge", ISSUED, ann, ben, "-o", tmp_path / "m.xlsx")

    assert not [line for line in out.splitlines() if line.startswith("Saved: elsewhere")]


def test_a_list_that_grew_beyond_its_rows_says_so(asked, tmp_path):
    """Every line is there and is read; that the sheet's own counts leave some out is said."""
    for name, first in (("ann", 100), ("ben", 200)):
        rows = [{"Id": f"E{first + n}", "Title": f"{name} {n}"} for n in range(70)]
        content = edit(
            ISSUED.read_bytes(), lambda book, rows=rows: add_rows(book, "Evidence", rows)
        )
        (tmp_path / f"{name}.xlsx").write_bytes(content)
    both = [tmp_path / "ann.xlsx", tmp_path / "ben.xlsx"]

    _, one = asked("merge", ISSUED, both[0], "-o", tmp_path / "one.xlsx")
    code, two = asked("merge", ISSUED, *both, "-o", tmp_path / "two.xlsx")

    assert [] == one["problems"]
    assert (DONE, [("list-outgrown", "Evidence")]) == (
        code,
        [(p["code"], p["sheet"]) for p in two["problems"]],
    )
    assert 140 == len(list_rows(sheet_of(tmp_path / "two.xlsx", "Evidence"), ("Id", "Title")))


def test_days_are_told_as_days(asked, parts, tmp_path):
    """Without the midnight that a spreadsheet keeps with them."""
    cell = ("Validation", "G3.9", "Residual risk")
    ann, ben = parts(ann={cell: date(2026, 5, 20)}, ben={cell: date(2026, 5, 21)})

    _, document = asked("merge", ISSUED, ann, ben, "-o", tmp_path / "m.xlsx")

    (one,) = document["conflicts"]
    assert ["2026-05-20", "2026-05-21"] == [value["value"] for value in one["values"]]


def test_as_many_notes_as_there_may_be_take_seconds(asked, tmp_path):
    """Each is looked at a few times, however many there are."""
    notes = [
        (f"{letter}{row}", "Ann", f"Note {letter}{row}")
        for letter in "CDEFGHIJKLMNOPQRSTUV"
        for row in range(5, 255)
    ]
    content = commented(ISSUED.read_bytes(), Validation=Pins(notes=notes))
    for name in ("ann", "ben"):
        (tmp_path / f"{name}.xlsx").write_bytes(content)
    (tmp_path / "ben.xlsx").write_bytes(put(content, {("Validation", "G3.9", "Owner"): "Ben"}))
    began = time.process_time()

    code, _ = asked(
        "merge", ISSUED, tmp_path / "ann.xlsx", tmp_path / "ben.xlsx", "-o", tmp_path / "m.xlsx"
    )

    assert DONE == code
    assert time.process_time() - began < 25
    assert len(notes) == len(comments(tmp_path / "m.xlsx"))


def test_a_comment_with_no_place_left_is_kept_with_where_it_stood(asked, tmp_path):
    """On the sheet Merged from, since the issued workbook has no such sheet."""
    content = edit(ISSUED.read_bytes(), lambda book: book.create_sheet("Mine").append(["x"]))
    pins = {"Mine": Pins(notes=[("A1", "Ann", "Look here")])}
    (tmp_path / "ann.xlsx").write_bytes(pin(content, pins))

    asked("merge", ISSUED, tmp_path / "ann.xlsx", "-o", tmp_path / "m.xlsx")

    (one,) = comments(tmp_path / "m.xlsx")
    assert "Merged from" == one.origin.sheet
    assert "Look here\n(This stood on Mine!A1 in ann.xlsx.)" == one.text


def test_a_comment_on_a_new_line_goes_with_the_line(asked, tmp_path):
    """Onto the row on which the line stands in the merged workbook."""
    rows = [{"Id": "E07", "Title": "Policy"}, {"Id": "E08", "Title": "Diagram"}]
    first = edit(ISSUED.read_bytes(), lambda book: add_rows(book, "Evidence", rows[:1]))
    second = edit(ISSUED.read_bytes(), lambda book: add_rows(book, "Evidence", rows[1:]))
    line = header_of(sheet_of(ISSUED, "Evidence")) + 1
    (tmp_path / "ann.xlsx").write_bytes(first)
    pins = {"Evidence": Pins(notes=[(f"B{line}", "Ben", "Is it signed?")])}
    (tmp_path / "ben.xlsx").write_bytes(pin(second, pins))

    asked("merge", ISSUED, tmp_path / "ann.xlsx", tmp_path / "ben.xlsx", "-o", tmp_path / "m.xlsx")

    (one,) = comments(tmp_path / "m.xlsx")
    assert ("evidence", "E08", "Is it signed?") == (one.section, one.ref, one.text)
    assert f"B{line + 1}" == one.origin.cell


def test_parts_behind_a_password_are_opened(asked, parts, tmp_path):
    """With the password from a file, as everywhere."""
    cell = ("Validation", "G3.9", "Position")
    (ann,) = parts(ann={cell: "Met"})
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(ann.read_bytes())).encrypt("s3cret", locked)
    (tmp_path / "locked.xlsx").write_bytes(locked.getvalue())
    (tmp_path / "words.txt").write_text("s3cret\n", encoding="utf-8")
    words = ("merge", ISSUED, tmp_path / "locked.xlsx", "-o", tmp_path / "m.xlsx")

    refused, _ = asked(*words)
    code, _ = asked(*words, "--password-file", tmp_path / "words.txt")

    assert (WRONG, DONE) == (refused, code)
    assert "Met" == said(tmp_path / "m.xlsx", *cell)


def test_a_submission_in_json_is_no_part(asked, tmp_path):
    """It says nothing of where a value stood, so nothing could be told from what was issued."""
    _, judged = asked("diff", RETURNED)
    (tmp_path / "ann.json").write_text(json.dumps(judged), encoding="utf-8")

    code, document = asked("merge", ISSUED, tmp_path / "ann.json", "-o", tmp_path / "m.xlsx")

    assert (WRONG, ["part-unsuitable"]) == (code, [p["code"] for p in document["problems"]])


def test_two_tables_on_one_sheet_leave_room_or_say_so(asked, tmp_path):
    """A list that has no free row left keeps what it has, and the new line is listed."""

    def together(book: Workbook) -> None:
        sheet, below_it = book["Evidence"], book["Remediation plan"]
        first = header_of(sheet)
        for row in sheet.iter_rows(min_row=first + 2):
            for cell in row:
                cell.value = None
        for at, cell in enumerate(below_it[header_of(below_it)], 1):
            sheet.cell(first + 2, at).value = cell.value
        del book["Remediation plan"]

    def one(book: Workbook) -> None:
        add_rows(book, "Evidence", [{"Id": "E01", "Title": "Policy"}])

    def other(book: Workbook) -> None:
        add_rows(book, "Evidence", [{"Id": "E02", "Title": "Diagram"}])

    issued = tmp_path / "issued.xlsx"
    issued.write_bytes(edit(ISSUED.read_bytes(), together))
    for name, change in (("ann", one), ("ben", other)):
        (tmp_path / f"{name}.xlsx").write_bytes(edit(issued.read_bytes(), change))

    code, document = asked(
        "merge", issued, tmp_path / "ann.xlsx", tmp_path / "ben.xlsx", "-o", tmp_path / "m.xlsx"
    )

    assert FLAGGED == code
    assert ["E01"] == [
        row.get("Id")
        for row in list_rows(sheet_of(tmp_path / "m.xlsx", "Evidence"), ("Id", "Title"))
    ][:1]
    assert ["E02", "E02"] == [
        p["ref"] for p in document["problems"] if p["code"] == "cell-not-merged"
    ]


def test_a_section_reaffirmed_in_one_act_covers_what_others_answered(asked, tmp_path):
    """The mark itself is merged, not what it said of the rows of one copy; two may differ."""

    def mark(who: str) -> Callable[[Workbook], None]:
        def change(book: Workbook) -> None:
            sheet = book["Read me"]
            row = next(cell.row for cell in sheet["L"] if str(cell.value).endswith("validation/G3"))
            sheet[f"G{row}"].value, sheet[f"H{row}"].value = "Yes", who

        return change

    row = {("Validation", "G3.9", "Position"): "Met", ("Validation", "G3.9", "Change"): "No change"}
    (tmp_path / "ann.xlsx").write_bytes(edit(ISSUED.read_bytes(), mark("Ann")))
    (tmp_path / "ben.xlsx").write_bytes(put(ISSUED.read_bytes(), row))
    (tmp_path / "cat.xlsx").write_bytes(edit(put(ISSUED.read_bytes(), row), mark("Cat")))
    ann, ben, cat = (tmp_path / f"{name}.xlsx" for name in ("ann", "ben", "cat"))

    code, document = asked("merge", ISSUED, ann, ben, "-o", tmp_path / "m.xlsx")
    clash, differing = asked("merge", ISSUED, ann, cat, "-o", tmp_path / "n.xlsx")

    assert (DONE, []) == (code, document["problems"])
    merged = receive(tmp_path / "m.xlsx", Library(shelf(()))).submission
    response = merged.response("validation", "G3.9")
    assert ("Met", "Yes", "Ann") == (response.answer, response.reaffirmed, response.reaffirmed_by)
    assert said(tmp_path / "m.xlsx", "Validation", "G3.9", "Reaffirmed") is None
    _, checked = asked("check", tmp_path / "m.xlsx")
    assert 0 == checked["results"][0]["cells"]["ignored"]
    assert FLAGGED == clash
    assert [("Read me", "Read again by")] == [
        (one["sheet"], one["column"]) for one in differing["conflicts"]
    ]
    _, checked = asked("check", tmp_path / "n.xlsx")
    assert 0 == checked["results"][0]["cells"]["ignored"]
