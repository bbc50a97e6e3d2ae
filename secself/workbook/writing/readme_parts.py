"""The block of `Read me` in which each theme and section counts itself, and can be reaffirmed."""

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from secself.workbook.layout import PART, SECTION_MARKS
from secself.workbook.writing import reaffirming, validity
from secself.workbook.writing.areas import Brief, Part
from secself.workbook.writing.book import Book, Formula
from secself.workbook.writing.counting import Counting
from secself.workbook.writing.readme_block import NEXT, begin, end, write_counts
from secself.workbook.writing.readme_rows import Rows

_KEYS = [column.key for column in SECTION_MARKS.columns]
_COVERED, _LACKS = _KEYS.index("covered"), _KEYS.index("mark_lacks")


def write_parts(book: Book, sheet: Worksheet, brief: Brief, blocks: Rows) -> None:
    """Write how far each theme and section is done, and where all of it is reaffirmed."""
    has_prior = brief.prior is not None
    title = "Progress by theme and section"
    if has_prior:
        title += "; each can be reaffirmed in one act"
    headings = [column.heading for column in SECTION_MARKS.columns if column.kind != "token"]
    shown = headings if has_prior else headings[: NEXT + 1]
    first = begin(book, sheet, blocks.parts, title, shown)
    counting = Counting(brief)
    for row, part in enumerate(brief.parts, first):
        write_counts(book, sheet, row, counting.of_part(part))
        _write_names(book, sheet, row, brief, part)
        if has_prior:
            book.formula(sheet, row, _COVERED, counting.covered(part), "count")
            lacks = reaffirming.lacks(reaffirming.mark_at(row))
            book.formula(sheet, row, _LACKS, Formula(text=lacks, now=""), "to_do")
    last = first + len(brief.parts) - 1
    end(book, sheet, first, last, len(shown))
    if has_prior and brief.parts:
        _write_entry(book, sheet, first, last)
        rule = {"type": "formula", "criteria": f'={xl_rowcol_to_cell(first, _LACKS)}<>""'}
        options = rule | {"format": book.look("if_open")}
        sheet.conditional_format(first, _LACKS, last, _LACKS, options)


def _write_names(book: Book, sheet: Worksheet, row: int, brief: Brief, part: Part) -> None:
    """Write what a line is about, and its cells for a mark where there is something to reaffirm."""
    area = brief.areas[part.section]
    key = "theme" if part.section == "questions" else "chapter"
    place = f"internal:'{area.table.sheet}'!{area.letters[key]}{part.rows[0] + 1}"
    book.text(sheet, row, 0, area.table.sheet, "shown")
    book.link(sheet, row, 1, place, part.name)
    if brief.prior is None:
        return
    for number, column in enumerate(SECTION_MARKS.columns):
        if column.is_input:
            book.text(sheet, row, number, "", "date" if column.kind == "date" else "text")
        elif column.kind == "token":
            book.text(sheet, row, number, f"{PART}{part.section}/{part.id}", "token")


def _write_entry(book: Book, sheet: Worksheet, first: int, last: int) -> None:
    """Say in each cell for a mark what may be entered."""
    for number, column in enumerate(SECTION_MARKS.columns):
        if not column.is_input:
            continue
        if column.kind == "choice":
            words = (reaffirming.YES,)
            rule = validity.choice(book, words, column.choices, column.heading, column.hint)
        elif column.kind == "date":
            rule = validity.day(column.heading, column.hint)
        else:
            rule = validity.anything(column.heading, column.hint)
        validity.put(sheet, rule, [(first, number, last, number)])
