"""The assessor's report: what it says, in which forms, and that nothing in it runs."""

import io
import json
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from secself.cli.ending import DONE, WRONG
from tests.making.pictures import pages_of, pdf_of

SAMPLES = Path(__file__).parent.parent / "samples"
USER = "northfell-energy"
CURRENT = SAMPLES / USER / "returned" / f"{USER}-2026-ssa.xlsx"
PRIOR = SAMPLES / USER / "2025-vusa.xlsx"
HOSTILE = "{{7*7}} & <b>x</b> {% for a in b %} =cmd|'/c' @SUM\nnext line " + "word " * 1000
NAME = f"{USER}-2026-ssa-report.docx"


@pytest.fixture(autouse=True)
def alone(here):
    """Every test stands in a folder of its own, in which there is no archive yet."""


@pytest.fixture
def reviewed(asked, tmp_path):
    """An assessor's workbook with a comment on two rows, and a view on three."""
    file = tmp_path / "reviewed.xlsx"
    words = ["review", CURRENT, "--prior", PRIOR, "--assessor", "Ada Byron", "-o", file]
    assert DONE == asked(*words)[0]
    book = openpyxl.load_workbook(file)
    for sheet, ref, comment, view in (
        ("Validation", "G3.3", HOSTILE, "Material increase in risk"),
        ("Validation", "G5.23", "Two reviews missed.", "Potential non-compliance"),
        ("Questions", "Q04.1", None, "No concern"),
    ):
        _fill(book[sheet], ref, {"Assessor's comment": comment, "Assessor's view": view})
    book.save(file)
    return file


def _fill(sheet, ref: str, values: dict[str, str | None]) -> None:
    rows = list(sheet.iter_rows())
    head = next(row for row in rows if {"Ref", *values} <= {cell.value for cell in row})
    places = {cell.value: cell.column for cell in head}
    row = next(row for row in rows if row[places["Ref"] - 1].value == ref)
    for heading, value in values.items():
        sheet.cell(row[0].row, places[heading]).value = value


def texts(content: bytes) -> list[str]:
    """Every paragraph of a document, those in tables included."""
    document = Document(io.BytesIO(content))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    return [p.text for part in (document, *cells) for p in part.paragraphs]


def test_it_says_what_was_found_and_what_the_assessor_said(asked, reviewed):
    """Findings stand with value, reason and source; comments beside what the User says."""
    words = [CURRENT, "--prior", PRIOR, "--with", reviewed, "--as-of", "2026-06-30"]
    code, said = asked("report", *words, "-o", "report.json")

    assert DONE == code
    assert ["G3.3", "G3.20", "G5.23", "halyard-exchange"] == [
        one["ref"] for one in said["material"]
    ]
    assert ["G3.10", "Domestic premises", "E19"] == [one["ref"] for one in said["notes"]]
    rows = {row["ref"]: row for part in said["parts"] for row in part["rows"]}
    assert {"G3.3", "G5.23", "Q04.1"} == rows.keys()
    assert ("Ada Byron", "Potential non-compliance") == (rows["G5.23"]["by"], rows["G5.23"]["view"])
    assert rows["G5.23"]["said"].startswith("Partly met\nTwo of the four quarterly reviews")
    assert [] == said["gaps"]
    assert {**said, "files": []} == json.loads(Path("report.json").read_text(encoding="utf-8"))


def test_what_could_not_be_assessed_is_listed(asked):
    """Blank rows and answers that are none stand there; a question not put to the User does not."""
    user = "brightmeter-insight"
    words = [SAMPLES / user / "returned" / f"{user}-2026-ssa.xlsx"]
    _, said = asked("report", *words, "--prior", SAMPLES / user / "2025-vusa.xlsx")
    reasons = {one["ref"]: one["reason"] for one in said["gaps"]}

    assert {"Q18.3", "Q20.1", "G3.6", "G5.22"} == reasons.keys()
    assert "It was not answered." == reasons["Q18.3"]
    assert "What stands there is no answer: one or two" == reasons["Q20.1"]


def test_the_document_holds_every_word_and_runs_none(asked, reviewed):
    """Braces, tags, formulas and line breaks of a comment of 5,000 signs stand there as typed."""
    words = [CURRENT, "--prior", PRIOR, "--with", reviewed, "--marking", "SECRET & {{x}}"]
    code, said = asked("report", *words, "--by", "Ada {{7*7}}")
    content = Path(NAME).read_bytes()
    found = texts(content)

    assert (DONE, [str(Path(NAME).absolute())]) == (code, said["files"])
    assert HOSTILE.strip() in {text.strip() for text in found}
    assert "Reported by Ada {{7*7}}" in found
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        headers = "".join(
            parts.read(n).decode() for n in parts.namelist() if n.startswith("word/header")
        )
    assert "SECRET &amp; {{x}}" in headers


def test_no_heading_stands_over_nothing(asked):
    """A report on a quiet year without comments has no empty section and no empty table."""
    user = "calder-vale-gas"
    book, paper = (
        SAMPLES / user / "returned" / f"{user}-2026-ssa.{one}" for one in ("xlsx", "docx")
    )
    asked("report", book, "--with", paper, "--prior", SAMPLES / user / "2025-vusa.xlsx")
    document = Document(f"{user}-2026-ssa-report.docx")
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]

    assert [
        "Summary",
        "Scope",
        "Method",
        "Baseline",
        "What changed",
        "Standing of the framework's texts",
    ] == headings
    assert 3 == len(document.tables)
    assert all(len(table.rows) > 1 for table in document.tables)


def test_a_verification_is_reported_control_by_control(asked):
    """Every control with its position and the assessor's view; a self-assessment is not."""
    _, verified = asked("report", PRIOR, "-o", "verified.docx")
    _, reviewed = asked("report", CURRENT, "--prior", PRIOR, "-o", "reviewed.docx")
    [table] = [t for t in Document("verified.docx").tables if t.cell(0, 0).text == "Ref"
               and t.cell(0, 2).text == "Position"]  # fmt: skip

    assert 49 == len(verified["controls"]) == len(table.rows) - 1
    assert {"Met", "Partly met", "Not met", "Not applicable"} == {
        row["position"] for row in verified["controls"]
    }
    assert [] == reviewed["controls"]
    assert "Control by control" not in texts(Path("reviewed.docx").read_bytes())


def test_the_same_input_gives_the_same_bytes(asked):
    """In every form; and nothing that is there is replaced unasked."""
    words = ["report", CURRENT, "--prior", PRIOR]
    made = []
    for folder in ("one", "two"):
        asked(*words, "-o", f"{folder}/report.docx")
        asked(*words, "--to", "oscal", "-o", f"{folder}/oscal")
        made.append(
            {f.relative_to(folder): f.read_bytes() for f in sorted(Path(folder).rglob("*.*"))}
        )

    assert made[0] == made[1]
    assert WRONG == asked(*words, "-o", "one/report.docx")[0]


@pytest.mark.parametrize(
    "words",
    [
        ["-o", "report.pdf"],
        ["--to", "oscal"],
        ["-o", str(CURRENT.with_suffix(".docx")), "--to", "x"],
    ],
    ids=["another ending", "no folder", "another form"],
)
def test_what_cannot_be_written_is_refused(asked, words):
    """And nothing is written."""
    assert WRONG == asked("report", CURRENT, "--prior", PRIOR, *words)[0]
    assert [] == list(Path().iterdir())


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_it_prints(asked, reviewed, tmp_path):
    """LibreOffice prints it, with the marking on every page and the long comment to its end."""
    asked("report", CURRENT, "--prior", PRIOR, "--with", reviewed, "--marking", "OFFICIAL")
    pdf = pdf_of(Path(NAME).absolute(), tmp_path / "printed")
    pages = pages_of(pdf)

    assert all("OFFICIAL" in page for page in pages)
    assert 1000 <= sum(page.count("word") for page in pages)
