"""The Validation workbook for people who hear it, see it in other colours, or use no mouse."""

import io
import re
import zipfile
from collections.abc import Iterator

import openpyxl
import pytest
from frameworks import tiny_framework, tiny_profile, tiny_submission
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from secself.questionnaire import select
from secself.workbook.layout import TABLES
from secself.workbook.writer import write
from secself.workbook.writing.styles import CHECK, DONE, ENTRY, ENTRY_EDGE, OPEN, OUT, STYLES

ASKED = select(tiny_framework(), tiny_profile(), 2026, "ssa")
CONTENTS = {prior is not None: write(ASKED, prior) for prior in (None, tiny_submission())}
BOOKS = {has: openpyxl.load_workbook(io.BytesIO(content)) for has, content in CONTENTS.items()}
SHOWN = [sheet.title for sheet in BOOKS[True].worksheets if sheet.sheet_state == "visible"]
TEXT, GRAPHIC = 4.5, 3.0
"""The contrasts that WCAG 2.2 AA asks for: of text, and of what shows where a field is."""

each_book = pytest.mark.parametrize("has_prior", [False, True], ids=["first-year", "with-prior"])
each_sheet = pytest.mark.parametrize("name", SHOWN)


def unlocked(sheet: Worksheet) -> Iterator[Cell]:
    """Give the cells in which people write, in the order in which the Tab key visits them."""
    return (cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked)


@pytest.mark.parametrize("name", [name for name in STYLES if not name.startswith("if_")])
def test_text_stands_out_from_its_ground(name: str) -> None:
    """WCAG AA asks for a contrast of 4.5 to 1."""
    style = STYLES[name]

    assert contrast(style["font_color"], style.get("bg_color", "#FFFFFF")) >= TEXT


@pytest.mark.parametrize("over", ["if_open", "if_done", "if_check", "if_not_needed"])
@pytest.mark.parametrize("name", ["shown", "past", "to_do", "text", "date", "ref", "link"])
def test_text_still_stands_out_where_a_colour_is_laid_over_it(name: str, over: str) -> None:
    """A condition may change ground and letters; together they keep the contrast."""
    style = STYLES[name] | STYLES[over]

    assert contrast(style["font_color"], style["bg_color"]) >= TEXT


@pytest.mark.parametrize("ground", ["#FFFFFF", ENTRY, OPEN, DONE, CHECK])
def test_the_frame_of_a_field_stands_out(ground: str) -> None:
    """Where a field begins is seen by its frame, and not by its tint alone: 3 to 1."""
    assert contrast(ENTRY_EDGE, ground) >= GRAPHIC


def test_every_colour_is_named_and_said_in_words() -> None:
    """Each colour a condition lays over is named in the legend, and To do says it in words."""
    sheet = BOOKS[True]["Read me"]
    named = {str(c.fill.start_color.rgb)[2:] for row in sheet["A1:A120"] for c in row if c.value}

    assert {colour.strip("#") for colour in (OPEN, DONE, CHECK, OUT, ENTRY)} <= named
    assert all("To do" in {c.value for c in BOOKS[True][t.sheet][4]} for t in TABLES)


@each_book
@each_sheet
def test_no_cell_is_merged(name: str, has_prior: bool) -> None:
    """A merged cell breaks reading order, filters and sorting."""
    assert [] == list(BOOKS[has_prior][name].merged_cells.ranges)


@each_book
@each_sheet
def test_every_sheet_begins_with_its_title(name: str, has_prior: bool) -> None:
    """The first cell that is not hidden says what the sheet is."""
    sheet = BOOKS[has_prior][name]
    seen = (
        cell
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
        and not sheet.row_dimensions[cell.row].hidden
        and not sheet.column_dimensions[cell.column_letter].hidden
    )
    first = next(seen)

    assert 16 == first.font.size
    assert first.font.bold


@each_book
@each_sheet
def test_headings_are_printed_on_every_page_and_named(name: str, has_prior: bool) -> None:
    """Screen readers find headings by a name of this shape; on paper the rows are repeated."""
    book = BOOKS[has_prior]
    sheet = book[name]
    number = book.worksheets.index(sheet) + 1
    regions = [
        re.fullmatch(r"TitleRegion\d+\.([A-Z]+)(\d+)\.([A-Z]+)(\d+)\.(\d+)", each)
        for each in book.defined_names
    ]
    own = [each for each in regions if each and int(each[5]) == number]

    assert sheet.print_title_rows
    assert own
    for each in own:
        left, top = openpyxl.utils.column_index_from_string(each[1]), int(each[2])
        right = openpyxl.utils.column_index_from_string(each[3])
        headings = [sheet.cell(top, column).value for column in range(left, right + 1)]
        assert all(headings), (name, headings)
        assert len(headings) == len(set(headings))
        assert all(sheet.cell(top, column).font.bold for column in range(left, right + 1))


@each_book
def test_every_cell_to_be_filled_in_says_what_it_takes(has_prior: bool) -> None:
    """The message comes up with the cell, and a screen reader reads it out."""
    silent = []
    for name in SHOWN:
        sheet = BOOKS[has_prior][name]
        said = [
            rule.sqref
            for rule in sheet.data_validations.dataValidation
            if rule.prompt and rule.promptTitle
        ]
        silent += [
            f"{name}!{cell.coordinate}"
            for cell in unlocked(sheet)
            if not any(cell.coordinate in ranges for ranges in said)
        ]

    assert [] == silent


@each_book
def test_fields_are_framed_and_tinted_and_nothing_else_is(has_prior: bool) -> None:
    """What one can write in looks so, and what looks so can be written in."""
    for name in SHOWN:
        sheet = BOOKS[has_prior][name]
        legend = {c.coordinate for c in sheet["A"]} if name == "Read me" else set()
        tinted = {
            c.coordinate
            for row in sheet.iter_rows()
            for c in row
            if str(c.fill.start_color.rgb).endswith(ENTRY.strip("#"))
        }

        assert {c.coordinate for c in unlocked(sheet)} == tinted - legend
        assert all(c.border.left.style == "thin" for c in unlocked(sheet))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.sheet)
def test_the_tab_key_goes_from_field_to_field_in_reading_order(table: object) -> None:
    """Unlocked cells stand as the layout has them: the answer first, who read it again last."""
    sheet = BOOKS[True][table.sheet]  # type: ignore[attr-defined]
    visited = [sheet.cell(4, cell.column).value for cell in unlocked(sheet) if cell.row == 5]

    assert [column.heading for column in table.inputs] == visited  # type: ignore[attr-defined]


@each_book
def test_links_say_where_they_lead(has_prior: bool) -> None:
    """Each leads to a place of this workbook that is there."""
    book = BOOKS[has_prior]
    for name in SHOWN:
        for row in book[name].iter_rows():
            for cell in row:
                if cell.hyperlink is not None:
                    sheet, place = cell.hyperlink.location.rsplit("!", 1)
                    assert cell.value
                    assert book[sheet.strip("'")][place] is not None


@each_book
def test_there_is_no_picture_that_would_need_words(has_prior: bool) -> None:
    """Neither pictures nor drawings nor controls: everything is a cell."""
    names = zipfile.ZipFile(io.BytesIO(CONTENTS[has_prior])).namelist()

    assert [] == [name for name in names if "drawing" in name or "media" in name]


@each_book
@each_sheet
def test_a_page_is_one_sheet_wide_and_says_what_it_is(name: str, has_prior: bool) -> None:
    """Landscape, all columns on one page, with sheet, page number and assessment."""
    sheet = BOOKS[has_prior][name]

    assert (1, 0) == (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    number = BOOKS[has_prior].worksheets.index(sheet) + 1
    part = zipfile.ZipFile(io.BytesIO(CONTENTS[has_prior])).read(f"xl/worksheets/sheet{number}.xml")
    head, foot = re.findall(r"<odd(?:Header|Footer)>(.*?)</odd", part.decode())
    assert head.endswith("&amp;R&amp;A")
    assert foot.startswith("&amp;Lbrightlow/2026-ssa&amp;C")
    assert foot.endswith("&amp;RPage &amp;P of &amp;N")


def test_lists_are_literal_or_named() -> None:
    """A list that leads to cells goes by a name of the whole book, so that it survives copying."""
    for name in SHOWN:
        for rule in BOOKS[True][name].data_validations.dataValidation:
            if rule.type == "list":
                known = rule.formula1 in BOOKS[True].defined_names
                assert rule.formula1.startswith('"') or known


def test_the_language_is_said() -> None:
    """A screen reader must know in which language to speak."""
    properties = {each.name: each.value for each in BOOKS[True].custom_doc_props.props}

    assert "en-GB" == properties["Language"]


def test_colours_are_compared_as_wcag_defines_it() -> None:
    """Black on white is 21 to 1, and a colour on itself 1 to 1."""
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21
    assert contrast("#777777", "#777777") == 1
    assert round(contrast("#767676", "#FFFFFF"), 2) == 4.54


def contrast(one: object, other: object) -> float:
    """Give the contrast of two colours as WCAG defines it."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((light(str(one)), light(str(other))))
    return (lighter + 0.05) / (darker + 0.05)
