"""The Validation workbook on paper, as LibreOffice prints it."""

import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from frameworks import tiny_framework, tiny_profile, tiny_submission
from openpyxl.worksheet.worksheet import Worksheet
from recalculated import convert, needs_libreoffice

from secself.model import Submission
from secself.questionnaire import select
from secself.workbook.layout import SHEETS
from secself.workbook.writer import write
from tests.making.answers import SAMPLES
from tests.making.pictures import pages_of, sheet_of

ISSUED = SAMPLES / "northfell-energy" / "issued" / "northfell-energy-2026-ssa.xlsx"
A3, A4 = (1191, 842), (842, 595)
"""Landscape, in points."""


def printed(content: bytes, folder: Path) -> Path:
    """Have LibreOffice print a workbook."""
    (folder / "book.xlsx").write_bytes(content)
    return convert(folder / "book.xlsx", "pdf")


def by_sheet(pages: list[str]) -> dict[str, list[str]]:
    """Give the pages of each sheet."""
    found: dict[str, list[str]] = {name: [] for name in SHEETS}
    for page in pages:
        found[sheet_of(page)].append(page)
    return found


def sizes(pdf: Path) -> list[tuple[int, int]]:
    """Give width and height of every page, in points."""
    words = ["pdfinfo", "-l", "999", str(pdf)]
    said = subprocess.run(words, check=True, capture_output=True, timeout=60).stdout.decode()
    found = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", said)
    return [(round(float(width)), round(float(height))) for width, height in found]


def texts(sheet: Worksheet) -> Iterator[str]:
    """Give what stands in the cells that are shown."""
    area = (sheet.print_area or sheet.dimensions).rsplit("!", 1)[-1]
    for row in sheet[area]:
        for cell in row:
            hidden = sheet.column_dimensions[cell.column_letter].hidden
            hidden |= sheet.row_dimensions[cell.row].hidden
            if isinstance(cell.value, str) and cell.data_type == "s" and not hidden:
                yield cell.value


def squeezed(text: str) -> str:
    """Leave out what line breaks and hyphens of a page add."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


@needs_libreoffice
def test_no_sheet_is_wider_than_a_page_and_no_text_is_lost(tmp_path: Path) -> None:
    """The text of each cell of the sample stands on a page as a whole, to its last letter."""
    pdf = printed(ISSUED.read_bytes(), tmp_path)
    raw = subprocess.run(
        ["pdftotext", "-raw", str(pdf), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    book, whole = openpyxl.load_workbook(ISSUED), squeezed(raw)
    lost = {(n, text) for n in SHEETS for text in texts(book[n]) if squeezed(text) not in whole}

    assert set() == lost
    assert {A3, A4} == set(sizes(pdf))


@needs_libreoffice
def test_every_page_of_a_sheet_has_all_its_columns(tmp_path: Path) -> None:
    """The headings are repeated on each page, from the first column to the last."""
    pages = by_sheet(pages_of(printed(ISSUED.read_bytes(), tmp_path)))

    for name in ("Questions", "Validation"):
        assert len(pages[name]) > 1
        for page in pages[name]:
            assert squeezed("Ref") in squeezed(page[:1500])
            assert "section" in page[:3000]


@needs_libreoffice
@pytest.mark.parametrize("prior", [None, tiny_submission()], ids=["first-year", "with-prior"])
@pytest.mark.parametrize("state", ["DRAFT", "FINAL"])
def test_every_page_says_whether_it_is_a_draft(
    state: str, prior: Submission | None, tmp_path: Path
) -> None:
    """Until the declaration is complete and says Yes; and which page of how many it is."""
    asked = select(tiny_framework(), tiny_profile(), 2026, "ssa")
    (tmp_path / "given.xlsx").write_bytes(write(asked, prior, marking="OFFICIAL"))
    book = openpyxl.load_workbook(tmp_path / "given.xlsx")
    if state == "FINAL":
        for row, value in enumerate(("A. B.", "Director", date(2026, 5, 30), "Yes"), 4):
            book["Declaration"].cell(row, 2).value = value
    book.save(tmp_path / "book.xlsx")
    pages = pages_of(convert(tmp_path / "book.xlsx", "pdf"))

    assert [] == [page[:300] for page in pages if state not in page.split()]
    assert all(f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, 1))
    assert all(page.count("OFFICIAL") >= 2 for page in pages)
