"""What the formulas of the Validation workbook say, as another program calculates them."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from frameworks import tiny_framework, tiny_profile, tiny_submission
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from recalculated import needs_libreoffice, through_libreoffice

from secself.model import Submission
from secself.questionnaire import select
from secself.workbook.writer import write

QUESTIONNAIRE = select(tiny_framework(), tiny_profile(), 2026, "ssa")
FAR_OFF = date(2099, 1, 1)

TYPED: dict[str, dict[str, tuple[dict[str, object], str]]] = {
    "Questions": {
        "Q01.1": ({}, "Answer"),
        "Q07.1": ({"Answer": "No", "Evidence": "E01"}, "Done"),
        "Q07.2": ({}, "Not needed: Q07.1 says No"),
        "Q08.1": ({"Answer": date(2026, 3, 1), "Evidence": "E01,\nE02"}, "Done"),
        "Q09.1": ({"Answer": FAR_OFF}, "Done; check: a date lies in the future"),
        "Q10.1": ({"Answer": 0}, "Done"),
        "Q11.1": ({"Answer": "  "}, "Answer"),
        "Q12.1": ({"Answer": 2.5, "Evidence": "E03"}, "Done; check: an id is not on Evidence"),
        "Q16.1": (
            {"Answer": date(2026, 1, 1), "Reaffirmed": "Yes", "Reaffirmed on": FAR_OFF},
            "Done; check: a date lies in the future",
        ),
    },
    "Validation": {
        "G1.1": ({"Position": "Met", "Change": "No change", "Evidence": " E01 , E02"}, "Done"),
        "G1.2": (
            {"Position": "Met", "Change": "No change", "Evidence": "E01, e02", "Owner": "Ann Lee"},
            "Done; check: No change, yet another position; check: an id is not on Evidence",
        ),
        "G1.10": (
            {"Position": "Partly met", "Change": "Changed", "Owner": "Ann Lee"},
            "What changed, Evidence",
        ),
        "G2.1": ({"Position": "Not met", "Owner": "Bo Orr"}, "Change"),
        "G2.2": (
            {"Position": "Not met", "Change": "No change", "Reaffirmed by": "Cy Poe"},
            "Done; check: no line on Remediation plan",
        ),
    },
    "Evidence": {
        "5": ({"Id": "E01", "Title": "A policy", "Date": date(2026, 1, 1)}, "Done"),
        "6": ({"Id": "E02", "Review due": date(2001, 1, 1)}, "Title, Date"),
        "7": (
            {"Id": "E04", "Title": "A test", "Date": FAR_OFF, "Review due": date(2001, 1, 1)},
            (
                "Done; check: the id stands twice; check: a date lies in the future; "
                "check: its review is overdue"
            ),
        ),
        "8": ({"Title": "No id"}, "Id, Date"),
        "9": (
            {"Id": "E04", "Title": "Again", "Date": date(2026, 1, 1)},
            "Done; check: the id stands twice",
        ),
        "10": ({}, ""),
    },
    "Remediation plan": {
        "5": ({"Ref": "G2.1", "Action": "Mend", "Owner": "Bo Orr", "Due": FAR_OFF}, "Done"),
        "6": ({"Ref": "G1.10", "Owner": "Bo Orr"}, "Action, Due"),
        "7": (
            {"Ref": "G9.9", "Action": "Mend", "Owner": "Bo Orr", "Due": date(2001, 1, 1)},
            "Done; check: no row has this Ref; check: it is past its date",
        ),
        "8": (
            {
                "Ref": "Q07.1",
                "Action": "Mend",
                "Owner": "Bo Orr",
                "Due": date(2001, 1, 1),
                "Done on": date(2002, 1, 1),
            },
            "Done",
        ),
    },
}
"""What is typed into which row, and what its To do column then says."""

READ_ME = {
    "3. Questions": (10, 7, 3, "Q01.1"),
    "4. Validation": (5, 3, 2, "G1.10"),
    "2. Evidence": (5, 3, 2, "E02"),
    "7. Remediation plan": (4, 3, 1, "G1.10"),
    "All together": (19, 10, 9, None),
}
"""What Read me then counts: rows, done, still to do, and what comes next."""

MISSING = {
    "Questions without an Answer": (3, "Q01.1"),
    "Rows without a Position": (0, None),
    "Rows without a Change": (1, "G2.1"),
    "Changed, and What changed is blank": (1, "G1.10"),
    "Met or Partly met, and no Evidence is cited": (1, "G1.10"),
    "Documents without an Id, a Title or a Date": (2, "E02"),
    "Providers of whom something is missing": (1, "gridlink-adapters"),
    "Actions without a Ref, words, an Owner or a Due date": (1, "G1.10"),
    "Questions that want a second look; To do says why": (3, "Q09.1"),
    "Obligations that want a second look; To do says why": (2, "G1.2"),
    "Documents that want a second look; To do says why": (2, "E04"),
    "Actions that want a second look; To do says why": (1, "G9.9"),
}
"""What Read me then says is missing: how many rows, and the first of them."""

PEOPLE = {
    "Ann Lee": ("1 of 2 rows owned", 2, 1, 0, "G1.10"),
    "Bo Orr": ("1 of 1 rows owned", 1, 0, 0, "G2.1"),
    "Cy Poe": ("Nothing", 0, 0, 1, None),
    "Dee Ray": ("Nothing", 0, 0, 1, None),
    "Nobody yet": ("Rows of Validation without an Owner.", 2, 2, None, None),
}
"""Whom Read me then names: what is left, rows owned, done, read again, and what comes next."""


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """A workbook that was filled in as above, calculated by LibreOffice."""
    book = openpyxl.load_workbook(io.BytesIO(write(QUESTIONNAIRE, tiny_submission())))
    for name, rows in TYPED.items():
        for ref, (cells, _) in rows.items():
            for heading, value in cells.items():
                cell(book[name], ref, heading).value = value
    mark = line(book["Read me"], "Q08")
    for column, value in zip("GHI", ("Yes", "Dee Ray", date(2026, 5, 1)), strict=True):
        book["Read me"][f"{column}{mark}"].value = value
    return through_libreoffice(book, tmp_path_factory.mktemp("typed"))


def cell(sheet: Worksheet, ref: str, heading: str) -> Cell:
    """Find the cell of a row and a heading; a register's row goes by its number."""
    column = next(c.column for c in sheet[4] if c.value == heading)
    if ref.isdecimal():
        return sheet.cell(int(ref), column)
    return sheet.cell(next(c.row for c in sheet["C"] if c.value == ref), column)


def line(sheet: Worksheet, beginning: str) -> int:
    """Find the row of Read me in whose first two cells a text begins so."""
    return next(
        cells[0].row
        for cells in sheet.iter_rows(min_row=8, max_col=2)
        if any(str(c.value or "").startswith(beginning) for c in cells)
    )


def values(sheet: Worksheet, row: int) -> list[object]:
    """Give what stands in a row of Read me; nothing is None, whatever the formula gives."""
    return [c.value or (0 if c.value == 0 else None) for c in sheet[row]]


@needs_libreoffice
def test_every_row_says_what_it_lacks_and_what_looks_odd_in_it(typed: Workbook) -> None:
    """In words, and in the row itself; the colours only repeat it."""
    assert {
        (name, ref): said for name, rows in TYPED.items() for ref, (_, said) in rows.items()
    } == {
        (name, ref): cell(typed[name], ref, "To do").value or ""
        for name, rows in TYPED.items()
        for ref in rows
    }


@needs_libreoffice
def test_a_document_says_how_many_rows_cite_it(typed: Workbook) -> None:
    """Whatever stands between the ids; a row without an id says nothing."""
    said = [cell(typed["Evidence"], str(row), "Cited by rows").value for row in range(5, 9)]

    assert [4, 2, 0, None] == [value if value != "" else None for value in said]


@needs_libreoffice
def test_read_me_counts_what_is_done(typed: Workbook) -> None:
    """Sheet by sheet, and all together."""
    sheet = typed["Read me"]

    assert READ_ME == {name: tuple(values(sheet, line(sheet, name))[2:6]) for name in READ_ME}
    assert "10 of 19 rows are done." == sheet["A4"].value


@needs_libreoffice
def test_read_me_says_what_is_missing(typed: Workbook) -> None:
    """By kind, with the first row that lacks it."""
    sheet = typed["Read me"]

    assert MISSING == {name: tuple(values(sheet, line(sheet, name))[2:4]) for name in MISSING}


@needs_libreoffice
def test_read_me_names_who_did_what(typed: Workbook) -> None:
    """Owners first, then those who read something again, each once."""
    sheet = typed["Read me"]
    first = line(sheet, "Who did what") + 2
    listed = {
        values(sheet, row)[0]: tuple(values(sheet, row)[1:6]) for row in range(first, first + 16)
    }

    assert PEOPLE == {name: said for name, said in listed.items() if name}


@needs_libreoffice
def test_a_section_that_was_reaffirmed_shows_in_each_row_it_covers(typed: Workbook) -> None:
    """By whom and when; the row whose answer is another than last time is not covered."""
    sheet = typed["Read me"]

    assert 0 == values(sheet, line(sheet, "Q08"))[9]
    assert not cell(typed["Questions"], "Q08.1", "Reaffirmed with its section").value


REAFFIRMED: dict[str, dict[str, tuple[dict[str, object], str]]] = {
    "Questions": {
        "Q01.1": ({}, ""),
        "Q07.1": ({"Answer": "Yes"}, "Yes, Dee Ray, 2026-05-01"),
        "Q07.2": ({"Answer": "By TWO factors."}, ""),
        "Q08.1": ({"Answer": date(2025, 3, 31)}, "Yes, Dee Ray, 2026-05-01"),
        "Q09.1": ({"Answer": date(2026, 3, 31)}, ""),
        "Q10.1": ({"Answer": 0}, "Yes, Dee Ray, 2026-05-01"),
        "Q12.1": ({"Answer": 2.5}, "Yes, Dee Ray, 2026-05-01"),
        "Q16.2": ({"Answer": "Yes", "Reaffirmed": "Yes"}, ""),
    },
    "Validation": {
        "G1.1": ({"Change": "No change", "Position": "Met"}, "Yes, Dee Ray, 2026-05-01"),
        "G2.1": ({"Change": "No change", "Position": "Not met"}, ""),
        "G2.2": ({"Change": "No change"}, ""),
        "G1.2": ({"Change": "Changed"}, ""),
        "G1.10": ({}, ""),
    },
}
"""What is typed where every section is reaffirmed, and what its rows then show."""


@needs_libreoffice
def test_a_section_is_reaffirmed_in_one_act(tmp_path: Path) -> None:
    """Only rows that repeat the prior answer or position; a row's own mark wins."""
    book = openpyxl.load_workbook(io.BytesIO(write(QUESTIONNAIRE, tiny_submission())))
    for name, rows in REAFFIRMED.items():
        for ref, (cells, _) in rows.items():
            for heading, value in cells.items():
                cell(book[name], ref, heading).value = value
    for row in _marked(book["Read me"]):
        for column, value in zip("GHI", ("Yes", "Dee Ray", date(2026, 5, 1)), strict=True):
            book["Read me"][f"{column}{row}"].value = value
    found = through_libreoffice(book, tmp_path)

    assert {
        (n, ref): said for n, rows in REAFFIRMED.items() for ref, (_, said) in rows.items()
    } == {
        (name, ref): cell(found[name], ref, "Reaffirmed with its section").value or ""
        for name, rows in REAFFIRMED.items()
        for ref in rows
    }


def _marked(sheet: Worksheet) -> Iterator[int]:
    """Give the rows in which a section can be reaffirmed."""
    return (c.row for c in sheet["L"] if str(c.value or "").startswith("part:"))


@needs_libreoffice
@pytest.mark.parametrize(
    ("lines", "state"),
    [
        (("A. Brightlow", "Director", date(2026, 5, 30), "Yes"), "FINAL"),
        (("A. Brightlow", "Director", date(2026, 5, 30), None), "DRAFT"),
        (("A. Brightlow", None, date(2026, 5, 30), "Yes"), "DRAFT"),
    ],
)
def test_every_sheet_says_draft_until_all_of_the_declaration_is_there(
    lines: tuple[object, ...], state: str, tmp_path: Path
) -> None:
    """It stands in the rows that are printed on every page."""
    book = openpyxl.load_workbook(io.BytesIO(write(QUESTIONNAIRE)))
    for row, value in enumerate(lines, 4):
        book["Declaration"].cell(row, 2).value = value
    found = through_libreoffice(book, tmp_path)
    shown = [sheet for sheet in found.worksheets if sheet.sheet_state == "visible"]

    assert [state] * 9 == [
        next(c.value for row in sheet["A1:B3"] for c in row if c.value in ("DRAFT", "FINAL"))
        for sheet in shown
    ]


@needs_libreoffice
@pytest.mark.parametrize("prior", [None, tiny_submission()], ids=["first-year", "with-prior"])
def test_the_values_of_formulas_are_those_a_program_calculates(
    prior: Submission | None, tmp_path: Path
) -> None:
    """What the file says before anyone opened it is what LibreOffice makes of it."""
    content = write(QUESTIONNAIRE, prior)
    opened = openpyxl.load_workbook(io.BytesIO(content))
    said = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    formulas = [c for s in opened.worksheets for r in s.iter_rows() for c in r]
    # openpyxl drops the values of formulas, so LibreOffice has to calculate each of them.
    found = through_libreoffice(opened, tmp_path)

    assert {
        (c.parent.title, c.coordinate): said[c.parent.title][c.coordinate].value or ""
        for c in formulas
        if c.data_type == "f"
    } == {
        (c.parent.title, c.coordinate): found[c.parent.title][c.coordinate].value or ""
        for c in formulas
        if c.data_type == "f"
    }


SLIPS: dict[str, dict[str, tuple[dict[str, object], str]]] = {
    "Questions": {
        "Q01.1": ({"Answer": "Maybe"}, "Answer: not on the list"),
        "Q07.1": ({"Answer": "yes\u00a0"}, "Done"),
        "Q08.1": ({"Answer": "last spring"}, "Answer: not a date"),
        "Q09.1": ({"Answer": "31/12/2025"}, "Done"),
        "Q10.1": ({"Answer": "about ten"}, "Answer: not a whole number"),
        "Q12.1": ({"Answer": "1,200.50"}, "Done"),
        "Q16.1": (
            {"Answer": "2025-12-31", "Evidence": "E01, E99"},
            "Done; check: " + "an id is not on Evidence",
        ),
    },
    "Validation": {
        "G1.1": (
            {"Position": "Partialy met", "Change": "None", "Residual risk": "Some"},
            ("Position: not on the list, Change: not on the list, Residual risk: not on the list"),
        ),
        "G1.2": (
            {
                "Position": "Partial",
                "Change": "No change",
                "What changed": "A bit",
                "Evidence": "E02, E02",
            },
            (
                "Done; check: No change, yet another position; "
                "check: No change, yet What changed is filled in"
            ),
        ),
        "G1.10": ({"Position": "Met", "Change": "New", "Evidence": "\u00a0"}, "Evidence"),
        "G2.1": (
            {"Position": "Met", "Change": "New", "Evidence": "e02"},
            "Done; check: an id is not on Evidence",
        ),
        "G2.2": ({"Position": "Met", "Change": "New", "Evidence": "E01,\u00a0E500"}, "Done"),
    },
    "Evidence": {
        "5": (
            {"Id": "E01", "Title": "A", "Date": date(2026, 1, 1)},
            "Done; check: the id stands twice",
        ),
        "6": (
            {"Id": "E01", "Title": "B", "Date": date(2026, 1, 1)},
            "Done; check: the id stands twice",
        ),
        "7": ({"Id": "E02", "Title": "C", "Date": date(2026, 1, 1)}, "Done"),
        "500": ({"Id": "E500", "Title": "D", "Date": date(2026, 1, 1)}, ""),
        "501": ({"Title": "E"}, ""),
    },
    "Remediation plan": {
        "5": (
            {"Ref": "G1.1, G1.2", "Action": "Mend", "Owner": "Bo Orr", "Due": FAR_OFF},
            "Done; check: write one line for each Ref",
        ),
    },
}
"""What slips in by hand or by paste, and what its row then says."""


@pytest.fixture(scope="module")
def slipped(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """A workbook with those slips, marks said by half, and more people than lines."""
    book = openpyxl.load_workbook(io.BytesIO(write(QUESTIONNAIRE, tiny_submission())))
    for name, rows in SLIPS.items():
        for ref, (cells, _) in rows.items():
            for heading, value in cells.items():
                cell(book[name], ref, heading).value = value
    _mark_by_half(book)
    for each in book["Questions"][cell(book["Questions"], "Q11.1", "Ref").row]:
        each.value = None
    _name_many(book)
    return through_libreoffice(book, tmp_path_factory.mktemp("slipped"))


def _mark_by_half(book: Workbook) -> None:
    marked = list(_marked(book["Read me"]))
    halves = (("Yes", None, None), ("Yes", "Dee Ray", None), (None, "Dee Ray", None))
    for row, half in zip(marked, halves, strict=False):
        for column, value in zip("GHI", half, strict=True):
            book["Read me"][f"{column}{row}"].value = value


def _name_many(book: Workbook) -> None:
    questions, validation = book["Questions"], book["Validation"]
    for number, row in enumerate(range(5, 15)):
        cell(questions, str(row), "Reaffirmed by").value = f"Person {number}"
    for number, row in enumerate(range(5, 10)):
        cell(validation, str(row), "Owner").value = f"Owner {number}"
        cell(validation, str(row), "Reaffirmed by").value = f"Reader {number}"


@needs_libreoffice
def test_what_is_no_answer_is_never_done(slipped: Workbook) -> None:
    """A word that is not on the list, an id written otherwise: the row says what to look at."""
    assert {(n, ref): said for n, rows in SLIPS.items() for ref, (_, said) in rows.items()} == {
        (name, ref): cell(slipped[name], ref, "To do").value or ""
        for name, rows in SLIPS.items()
        for ref in rows
    }


@needs_libreoffice
def test_rows_below_those_offered_count_and_rows_that_are_gone_are_missed(
    slipped: Workbook,
) -> None:
    """A blank row in between is no row; a register may be longer than the one that was sent."""
    sheet = slipped["Read me"]

    assert (5, 4, 1, "row 501") == tuple(values(sheet, line(sheet, "2. Evidence"))[2:6])
    assert (10, 4, 6, "Q01.1") == tuple(values(sheet, line(sheet, "3. Questions"))[2:6])
    assert 1 == values(sheet, line(sheet, "Questions that were sent"))[2]
    assert 0 == values(sheet, line(sheet, "Obligations that were sent"))[2]
    assert 1 == values(sheet, line(sheet, "Documents without"))[2]


@needs_libreoffice
def test_a_mark_by_half_says_what_it_lacks(slipped: Workbook) -> None:
    """Who read a section again and when belongs to it; so does the Yes."""
    sheet = slipped["Read me"]

    assert ["Who, and when?", "When?", "Yes, or clear the others", None] == [
        values(sheet, row)[10] or None for row in list(_marked(sheet))[:4]
    ]


@needs_libreoffice
def test_people_without_a_line_are_counted(slipped: Workbook) -> None:
    """Nobody is dropped in silence."""
    sheet = slipped["Read me"]

    assert "and 7 more" == values(sheet, line(sheet, "Nobody yet") - 1)[0]


@needs_libreoffice
def test_a_day_that_is_past_is_said_until_the_workbook_is_declared(tmp_path: Path) -> None:
    """Beside the day by which the assessment is due, and beside the one a User sets for itself."""
    book = openpyxl.load_workbook(io.BytesIO(write(QUESTIONNAIRE)))
    book["Read me"]["B6"].value = date(2001, 1, 1)
    found = through_libreoffice(book, tmp_path)

    assert "This day is past." == found["Read me"]["C6"].value
