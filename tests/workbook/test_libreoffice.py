"""What people do in LibreOffice itself to a completed workbook: each answer lands in its place.

Nothing is imitated: a person at LibreOffice does each act to a sample and saves it as .xlsx. One
session does them all, the first time one of the files is asked for.
"""

import fcntl
import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from secself.grid import Grid
from secself.model import Marks, Submission
from secself.problems import Problem
from secself.store.frameworks import Library, shelf
from secself.workbook.reader import marks, read, read_grid

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]

REPOSITORY = Path(__file__).parents[2]
SAMPLE = REPOSITORY / "samples/northfell-energy/returned/northfell-energy-2026-ssa.xlsx"
CASES = REPOSITORY / "tests" / "cases" / "reading.yaml"
PERSON = REPOSITORY / "tests" / "making" / "person.py"
FRAMEWORK = Library(shelf(())).framework("sec-scf@2.5")
ACTS = (
    "sort",
    "filter_rows",
    "insert_rows",
    "delete_row",
    "rename_sheets",
    "add_columns",
    "move_columns",
    "delete_hidden_sheets",
    "copy_sheets",
    "paste_values",
    "paste_values_elsewhere",
    "through_ods",
)


@dataclass(frozen=True, kw_only=True)
class Read:
    """A file as it was read."""

    grid: Grid
    marks: Marks
    submission: Submission
    problems: list[Problem]

    @property
    def codes(self) -> set[str]:
        """Give the codes of what is said of it."""
        return {each.code for each in self.problems}

    def column(self, sheet: str, heading: str) -> list[str]:
        """Give a column as it stands, from the cell below its heading."""
        (found,) = [each for each in self.grid.sheets if each.name == sheet]
        header, column = found.places[heading.casefold()][0]
        cells = (found.cell(row, column).shown for row in found.rows if row > header)
        return [shown for shown in cells if shown]


def taken_in(file: Path) -> Read:
    """Read a file."""
    grid = read_grid(file.read_bytes(), file.name)
    said, first = marks(grid)
    submission, problems = read(grid, FRAMEWORK, file.name)
    return Read(grid=grid, marks=said, submission=submission, problems=[*first, *problems])


BEFORE = taken_in(SAMPLE)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Do every act once, however many processes run the tests."""
    own = tmp_path_factory.getbasetemp()
    # Where several processes run the tests, each has a folder within that of the run.
    place = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "libreoffice"
    place.mkdir(exist_ok=True)
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not all((place / f"{act}.xlsx").exists() for act in ACTS):
            _act(place)
    return place


def _act(place: Path) -> None:
    jobs = [
        {"source": str(SAMPLE), "target": str(place / f"{act}.xlsx"), "act": act} for act in ACTS
    ]
    subprocess.run(
        ["/usr/bin/python3", PERSON], input=json.dumps(jobs), text=True, check=True, timeout=300
    )


def after(folder: Path, act: str) -> Read:
    """Read the sample as it is after an act."""
    return taken_in(folder / f"{act}.xlsx")


def assert_nothing_changed(now: Read) -> None:
    """Hold everything that was answered against what it was before."""
    before = BEFORE.submission
    assert before.responses == now.submission.responses
    assert before.statements == now.submission.statements
    assert before.evidence == now.submission.evidence
    assert before.providers == now.submission.providers
    assert before.remediation == now.submission.remediation
    assert before.declaration == now.submission.declaration
    assert BEFORE.marks == now.marks
    assert before.cells.taken == now.submission.cells.taken


@pytest.mark.parametrize("act", ACTS)
def test_the_page_says_what_is_said(folder: Path, act: str) -> None:
    """Each act is a case of docs/reference/reading.md, and comes out as it stands there."""
    now = after(folder, act)
    groups = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    (case,) = [
        case
        for group in groups
        for case in group["cases"]
        if case["name"] == f"libreoffice-{act.replace('_', '-')}"
    ]
    cells = now.submission.cells
    untaken = {"unreadable": cells.unreadable, "ignored": cells.ignored}

    assert case.get("said", []) == [
        *dict.fromkeys(f"{each.level} {each.code}" for each in now.problems)
    ]
    assert case.get("cells", "") == ", ".join(f"{n} {name}" for name, n in untaken.items() if n)


def test_sorting(folder: Path) -> None:
    """Both tables stand in another order, and nothing else is different."""
    now = after(folder, "sort")

    assert BEFORE.column("Questions", "Ref") != now.column("Questions", "Ref")
    assert BEFORE.column("Validation", "Ref") != now.column("Validation", "Ref")
    assert sorted(BEFORE.column("Validation", "Ref")) == sorted(now.column("Validation", "Ref"))
    assert_nothing_changed(now)
    assert set() == now.codes


def test_filtering(folder: Path) -> None:
    """Rows that a filter hides are read like all others."""
    now = after(folder, "filter_rows")

    assert_nothing_changed(now)
    assert set() == now.codes


def test_inserting_rows(folder: Path) -> None:
    """Blank rows and notes change nothing; a row of one's own is listed, and its cells counted."""
    now = after(folder, "insert_rows")

    assert_nothing_changed(now)
    assert {"row-added"} == now.codes
    assert [("questions", "ours-1"), ("validation", "ours-1")] == [
        (each.section, dict(each.cells)["Ref"]) for each in now.submission.added
    ]
    assert 2 == now.submission.cells.ignored


def test_deleting_a_row(folder: Path) -> None:
    """The item of the row is missing, in each table one; every other answer is as it was."""
    now = after(folder, "delete_row")
    there = {(each.section, each.ref) for each in now.submission.responses}
    gone = [
        (each.section, each.ref)
        for each in BEFORE.submission.responses
        if (each.section, each.ref) not in there
    ]

    assert ["questions", "validation"] == [section for section, _ in gone]
    assert set(gone) <= {(each.section, each.ref) for each in now.submission.issued}
    assert tuple(
        each for each in BEFORE.submission.responses if (each.section, each.ref) not in gone
    ) == (now.submission.responses)
    assert set() == now.codes


def test_moving_and_renaming_sheets(folder: Path) -> None:
    """Tables are known by their headings, whatever their sheet is called and wherever it stands."""
    now = after(folder, "rename_sheets")

    assert ["Tab 3", "Tab 8", "Tab 0"] == [each.name for each in now.grid.sheets][:3]
    assert_nothing_changed(now)
    assert set() == now.codes


def test_adding_columns(folder: Path) -> None:
    """A column of one's own is listed where it is filled, and is no answer."""
    now = after(folder, "add_columns")

    assert_nothing_changed(now)
    assert {"column-unknown"} == now.codes


def test_moving_columns(folder: Path) -> None:
    """Refs and answers may stand at the far end of the table."""
    now = after(folder, "move_columns")
    (sheet,) = [each for each in now.grid.sheets if each.name == "Questions"]

    assert sheet.places["answer"][0][1] > sheet.places["reaffirmed on"][0][1]
    assert_nothing_changed(now)
    assert set() == now.codes


def test_deleting_hidden_sheets(folder: Path) -> None:
    """Properties and hidden keys say enough of whose the workbook is and what was asked."""
    now = after(folder, "delete_hidden_sheets")

    assert {"visible"} == {each.state for each in now.grid.sheets}
    assert_nothing_changed(now)
    assert [(each.section, each.ref) for each in BEFORE.submission.issued] == [
        (each.section, each.ref) for each in now.submission.issued
    ]
    assert set() == now.codes


def test_copying_the_sheets_to_a_new_workbook(folder: Path) -> None:
    """Properties and hidden sheets stay behind; the lists of the cells now lead out of the file."""
    now = after(folder, "copy_sheets")

    assert {} == now.grid.properties
    assert_nothing_changed(now)
    assert {"external-link"} == now.codes


def test_pasting_values_only(folder: Path) -> None:
    """Where formulas were there are values, and no answer was a formula."""
    now = after(folder, "paste_values")

    assert not any(
        raw.is_formula
        for sheet in now.grid.sheets
        for cells in sheet.rows.values()
        for raw in cells.values()
    )
    assert_nothing_changed(now)
    assert set() == now.codes


def test_pasting_values_only_into_a_new_workbook(folder: Path) -> None:
    """Dates become bare numbers: each is read as the day it counts, and each is said."""
    now = after(folder, "paste_values_elsewhere")

    assert_nothing_changed(now)
    assert {"date-as-number"} == now.codes
    assert {"warning"} == {each.level for each in now.problems}


def test_saving_as_ods_and_back(folder: Path) -> None:
    """LibreOffice's own format takes nothing away."""
    now = after(folder, "through_ods")

    assert_nothing_changed(now)
    assert set() == now.codes
