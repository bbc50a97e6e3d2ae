"""The checklist as a workbook, as another library reads it."""

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from entering import MONDAY, ours

from secself.checklist import workbook
from secself.problems import Refused

HEADINGS = [heading for heading, _ in workbook.COLUMNS]


def opened(content: bytes) -> openpyxl.Workbook:
    """Open a workbook with the library that did not write it."""
    return openpyxl.load_workbook(io.BytesIO(content))


def table(content: bytes) -> list[dict[str, object]]:
    """Give the rows of the checklist by their headings."""
    rows = opened(content)["Checklist"].iter_rows(min_row=5, values_only=True)
    return [dict(zip(HEADINGS, row, strict=True)) for row in rows]


def test_every_step_is_a_row_with_its_days_as_dates():
    """The steps stand in order, each with what it waits for, by number."""
    rows = table(workbook.write(ours("import-supplier")))
    notice = next(row for row in rows if row["Step"] == "Give the DCC notice of testing")

    assert list(range(1, len(rows) + 1)) == [row["No."] for row in rows]
    assert (datetime(2026, 11, 25), datetime(2027, 2, 22)) == (  # noqa: DTZ001
        notice["Earliest start"], notice["Earliest end"],
    )  # fmt: skip
    assert ("Import Supplier", "SEC H1", "Yes", "1", "at least 60", "Counted", "Yes") == (
        notice["User Role"], notice["Reference"], notice["Applies"], notice["After"],
        notice["Working days"], notice["How firm"], notice["Longest chain"],
    )  # fmt: skip


def test_steps_that_do_not_apply_stand_last_and_have_no_days():
    """They are there, so that nobody wonders whether they were forgotten."""
    rows = table(workbook.write(ours("import-supplier")))
    others = [row for row in rows if row["Applies"] == "No"]

    assert others == rows[-len(others) :]
    assert 4 == len(others)
    assert [None] == list({row["Earliest start"] for row in others})


def test_only_the_two_last_columns_take_anything():
    """`Done on` takes a date and `Notes` a text; the rest is locked, and the sheet says so."""
    sheet = opened(workbook.write(ours("other-user")))["Checklist"]
    free = {HEADINGS[cell.column - 1] for row in sheet["A5:O22"] for cell in row
            if not cell.protection.locked}  # fmt: skip
    [rule] = sheet.data_validations.dataValidation

    assert {"Done on", "Notes"} == free
    assert sheet.protection.sheet
    assert ("date", "warning") == (rule.type, rule.errorStyle)


def test_it_prints_landscape_one_page_wide_with_its_marking():
    """Headings are repeated; the marking stands at the top and foot of each page."""
    book = opened(workbook.write(replace(ours("other-user"), marking="OFFICIAL & more")))
    for sheet in book.worksheets:
        assert "landscape" == sheet.page_setup.orientation
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert 0 == int(sheet.page_setup.fitToHeight)
        assert sheet.oddHeader.center.text == sheet.oddFooter.center.text == "OFFICIAL && more"
    assert "$4:$4" == book["Checklist"].print_title_rows


def test_a_marking_that_no_header_can_carry_is_refused():
    """Cut off, it would not mark anything."""
    with pytest.raises(Refused) as refusal:
        workbook.write(replace(ours("other-user"), marking="x" * 256))

    assert ["marking-too-long"] == [problem.code for problem in refusal.value.problems]


def test_the_second_sheet_says_how_far_to_trust_each_step():
    """Each step once, however many roles it is done for, and every source."""
    plan = ours("import-supplier", "gas-supplier")
    sheet = opened(workbook.write(plan))["Where it comes from"]
    said = [row for row in sheet.iter_rows(values_only=True) if row[1]]

    assert [step.title for step in plan.guide.steps] == sorted(
        [row[1] for row in said if row[1] in {step.title for step in plan.guide.steps}],
        key=[step.title for step in plan.guide.steps].index,
    )
    assert {source.code for source in plan.guide.sources} <= {row[1] for row in said}
    assert "Step: recalled" in {row[3] for row in said}


def test_a_name_that_looks_like_a_formula_stays_text():
    """Nothing a person typed becomes a formula; the only one is the count of what is done."""
    book = opened(workbook.write(replace(ours("other-user"), name='=HYPERLINK("http://x")')))
    formulas = [cell.coordinate for sheet in book.worksheets for row in sheet.iter_rows()
                for cell in row if cell.data_type == "f"]  # fmt: skip

    assert ["A3"] == formulas
    assert book["Checklist"]["A1"].value.startswith("=HYPERLINK")


def test_the_same_plan_gives_the_same_bytes_dated_by_its_first_day():
    """No clock and no machine is in it."""
    content = workbook.write(ours("gas-transporter"))

    assert content == workbook.write(ours("gas-transporter"))
    assert MONDAY == opened(content).properties.created.date()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_counts_what_is_done(tmp_path):
    """The count is there before anyone opens the file, and moves when a day is filled in."""
    book = opened(workbook.write(ours("other-user")))
    book["Checklist"].cell(5, HEADINGS.index("Done on") + 1).value = MONDAY
    book.save(tmp_path / "given.xlsx")
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'settings').as_uri()}", "--headless",
         "--convert-to", "xlsx", "--outdir", tmp_path / "out", tmp_path / "given.xlsx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    saved = openpyxl.load_workbook(tmp_path / "out" / "given.xlsx", data_only=True)

    assert "Done: 1 of 20" == saved["Checklist"]["A3"].value
