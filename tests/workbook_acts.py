"""What a person does to a completed workbook: one act for each case of `cases/reading.yaml`."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache

import openpyxl
from filling import column_of, edit, fill, header_of, put, row_of
from frameworks import tiny_framework, tiny_profile, tiny_submission
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from packages import edited, packed, unpacked

from secself.questionnaire import select
from secself.workbook.reader import CARRIES
from secself.workbook.writer import write

Act = Callable[[Workbook], object]
ACTS: dict[str, Callable[[], bytes]] = {}
"""What each case makes of the completed workbook, by the name of the case."""

FRAMEWORK = tiny_framework()
_ASKED = select(FRAMEWORK, tiny_profile(), 2025, "ssa")
_REFS = {each.item.id for each in (*_ASKED.questions, *_ASKED.controls)}
SENT = replace(
    tiny_submission(),
    carries=CARRIES,
    issued=tuple(each for each in tiny_submission().issued if each.ref in _REFS),
    responses=tuple(each for each in tiny_submission().responses if each.ref in _REFS),
)
_TABLES = ("Questions", "Validation", "Evidence", "Providers", "Remediation plan")
_MAIN = "xl/workbook.xml"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@cache
def filled() -> bytes:
    """Give the completed workbook."""
    return fill(write(_ASKED), SENT)


def act(change: Act) -> Act:
    """Take a function that changes the workbook as the act of the case of its name."""
    ACTS[change.__name__.replace("_", "-")] = lambda: edit(filled(), change)
    return change


def whole(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Take a function that makes the file anew as the act of the case of its name."""
    ACTS[make.__name__.replace("_", "-")] = make
    return make


def typed(name: str, cells: Mapping[tuple[str, str], object]) -> None:
    """Take what is typed, by Ref and heading, as the act of a case."""
    placed = {
        ("Questions" if ref.startswith("Q") else "Validation", ref, heading): value
        for (ref, heading), value in cells.items()
    }
    ACTS[name] = lambda: put(filled(), placed)


def _cell(book: Workbook, ref: str, heading: str) -> openpyxl.cell.cell.Cell:
    sheet = book["Questions" if ref.startswith("Q") else "Validation"]
    return sheet.cell(row_of(sheet, ref), column_of(sheet, heading))


# Rows.


@act
def rows_inserted(book: Workbook) -> None:
    """Insert blank rows and a line of one's own that is no row."""
    for name in ("Questions", "Validation"):
        sheet = book[name]
        sheet.insert_rows(header_of(sheet) + 2, 3)
        sheet.cell(header_of(sheet) + 3, column_of(sheet, "To do")).value = "Ask Jo"


@act
def rows_sorted(book: Workbook) -> None:
    """Turn both tables upside down."""
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


@act
def rows_hidden(book: Workbook) -> None:
    """Hide half of the rows, as a filter does."""
    sheet = book["Validation"]
    sheet.auto_filter.add_filter_column(column_of(sheet, "Position"), ["Met"])
    for number in range(header_of(sheet) + 1, sheet.max_row + 1, 2):
        sheet.row_dimensions[number].hidden = True


@act
def row_deleted(book: Workbook) -> None:
    """Delete the row of a control."""
    book["Validation"].delete_rows(row_of(book["Validation"], "G1.2"))


def _doubled(book: Workbook) -> Worksheet:
    sheet = book["Validation"]
    for cell in list(sheet[row_of(sheet, "G1.1")]):
        sheet.cell(30, cell.column).value = cell.value
    return sheet


@act
def row_copied(book: Workbook) -> None:
    """Copy a row to the end."""
    _doubled(book)


@act
def row_copied_and_changed(book: Workbook) -> None:
    """Copy a row to the end, and give the copy another position."""
    sheet = _doubled(book)
    sheet.cell(30, column_of(sheet, "Position")).value = "Not met"


@act
def row_of_ones_own(book: Workbook) -> None:
    """Add a row with a Ref of one's own."""
    sheet = book["Validation"]
    sheet.cell(40, column_of(sheet, "Ref")).value = "X1"
    sheet.cell(40, column_of(sheet, "Position")).value = "Met"


@act
def row_not_put_to_the_user(book: Workbook) -> None:
    """Add the row of a control that binds another User Role."""
    sheet = book["Validation"]
    sheet.cell(40, column_of(sheet, "Ref")).value = "G2.3"
    sheet.cell(40, column_of(sheet, "Position")).value = "Met"


@act
def answer_without_a_row(book: Workbook) -> None:
    """Type an answer below the table, beside no Ref."""
    sheet = book["Questions"]
    sheet.cell(60, column_of(sheet, "Explanation")).value = "see above"


@act
def ref_near(book: Workbook) -> None:
    """Type a Ref that is nearly one of ours into a row of one's own."""
    sheet = book["Validation"]
    sheet.cell(40, column_of(sheet, "Ref")).value = "G1-1"
    sheet.cell(40, column_of(sheet, "Position")).value = "Met"


@act
def ref_typed_over(book: Workbook) -> None:
    """Type over a locked Ref."""
    _cell(book, "G1.1", "Ref").value = "1.1 (ours)"


@act
def ref_respelled(book: Workbook) -> None:
    """Spell a locked Ref otherwise."""
    _cell(book, "G1.1", "Ref").value = " g1.1 "


@act
def refs_exchanged(book: Workbook) -> None:
    """Exchange two Refs."""
    first, second = _cell(book, "G1.1", "Ref"), _cell(book, "G1.2", "Ref")
    first.value, second.value = second.value, first.value


@act
def ref_and_words_exchanged(book: Workbook) -> None:
    """Give a row the Ref of another one, and words that are nobody's."""
    _cell(book, "G1.1", "Obligation").value = "Something else"
    _cell(book, "G1.1", "Ref").value = "G1.2"


@act
def refs_and_tokens_deleted(book: Workbook) -> None:
    """Delete Refs and hidden tokens: only the words tell the rows apart."""
    for name in ("Questions", "Validation"):
        sheet = book[name]
        sheet.delete_cols(column_of(sheet, "Ref"))
        sheet.delete_cols(1)


@act
def obligation_edited(book: Workbook) -> None:
    """Type over a locked obligation."""
    _cell(book, "G1.1", "Obligation").value = "Hold a plan of some User Systems."


@act
def prior_position_edited(book: Workbook) -> None:
    """Type over a locked prior position."""
    _cell(book, "G1.1", "Prior position").value = "Met"


@act
def blank_rows_above(book: Workbook) -> None:
    """Put blank rows above the hidden keys of every table."""
    for name in _TABLES:
        book[name].insert_rows(1, 6)


@act
def headings_moved_down(book: Workbook) -> None:
    """Put blank rows between the hidden keys and the headings."""
    for name in _TABLES:
        book[name].insert_rows(header_of(book[name]), 4)


@act
def headings_deleted(book: Workbook) -> None:
    """Delete the row of headings of the questions; the hidden keys stay."""
    book["Questions"].delete_rows(header_of(book["Questions"]))


@act
def headings_repeated(book: Workbook) -> None:
    """Repeat the headings within the table."""
    sheet = book["Validation"]
    sheet.insert_rows(7)
    for cell in list(sheet[header_of(sheet)]):
        sheet.cell(7, cell.column).value = cell.value


# Columns.


@act
def column_added(book: Workbook) -> None:
    """Add a column for notes."""
    sheet = book["Validation"]
    sheet.insert_cols(4)
    sheet.cell(header_of(sheet), 4).value = "Our own notes"
    sheet.cell(6, 4).value = "ask Jo"


@act
def columns_moved(book: Workbook) -> None:
    """Put the columns of every table in the opposite order."""
    for name in _TABLES:
        sheet = book[name]
        rows = [[(c.value, c.number_format) for c in row] for row in sheet.iter_rows()]
        for number, row in enumerate(rows, 1):
            for column, (value, shown_as) in enumerate(reversed(row), 1):
                sheet.cell(number, column).value = value
                sheet.cell(number, column).number_format = shown_as


@act
def columns_hidden(book: Workbook) -> None:
    """Hide columns, those of answers among them."""
    for letter in "FGHMNOP":
        book["Validation"].column_dimensions[letter].hidden = True


@act
def column_renamed(book: Workbook) -> None:
    """Give a column another heading; the hidden key above it stays."""
    sheet = book["Validation"]
    sheet.cell(header_of(sheet), column_of(sheet, "Owner")).value = "Who is in charge"


@act
def column_near(book: Workbook) -> None:
    """Mistype a heading where the hidden key is gone."""
    sheet = book["Validation"]
    sheet.cell(1, column_of(sheet, "Owner")).value = None
    sheet.cell(header_of(sheet), column_of(sheet, "Owner")).value = "Onwer"


@act
def headings_exchanged(book: Workbook) -> None:
    """Exchange two headings."""
    sheet = book["Validation"]
    header = header_of(sheet)
    cells = [sheet.cell(header, column_of(sheet, name)) for name in ("Owner", "What changed")]
    cells[0].value, cells[1].value = "What changed", "Owner"


@act
def column_deleted(book: Workbook) -> None:
    """Delete a column in which people write."""
    sheet = book["Validation"]
    sheet.delete_cols(column_of(sheet, "Owner"))


@act
def column_copied(book: Workbook) -> None:
    """Copy the column of positions, and change one of them in the copy."""
    sheet = book["Validation"]
    source, target = column_of(sheet, "Position"), sheet.max_column + 1
    for number in range(header_of(sheet), header_of(sheet) + 6):
        sheet.cell(number, target).value = sheet.cell(number, source).value
    sheet.cell(row_of(sheet, "G1.1"), target).value = "Not met"


@act
def answers_deleted(book: Workbook) -> None:
    """Delete the column of answers itself."""
    book["Questions"].delete_cols(column_of(book["Questions"], "Answer"))


def _beside_the_values(book: Workbook) -> Worksheet:
    sheet = book["Declaration"]
    sheet.insert_cols(2)
    last = ("Last year", "Jane Old", "Director", date(2024, 5, 1), "Yes")
    for row, value in enumerate(last, 3):
        sheet.cell(row, 2).value = value
    return sheet


@act
def declaration_of_last_year_beside(book: Workbook) -> None:
    """Put last year's declaration before this year's."""
    _beside_the_values(book)


@act
def values_without_their_heading(book: Workbook) -> None:
    """Put last year's declaration before this year's, and take the heading of that away."""
    _beside_the_values(book)["C3"].value = None


@act
def lines_of_ones_own(book: Workbook) -> None:
    """Add a line below the declaration."""
    book["Declaration"]["A20"].value = "Approved by"
    book["Declaration"]["B20"].value = "The Board"


# Sheets.


@act
def sheets_renamed(book: Workbook) -> None:
    """Give every sheet that can be seen another name and place."""
    for number, sheet in enumerate(book.worksheets):
        if sheet.sheet_state == "visible":
            sheet.title = f"Tab {number}"
    book.move_sheet("Tab 3", 4)


@act
def sheet_near(book: Workbook) -> None:
    """Delete a sheet, and leave an empty one with nearly its name."""
    del book["Evidence"]
    book.create_sheet("Evidense")


@act
def sheet_copied(book: Workbook) -> None:
    """Keep a copy of a sheet."""
    book.copy_worksheet(book["Questions"])


@act
def sheet_copied_and_changed(book: Workbook) -> None:
    """Keep a copy of a sheet, and answer a question otherwise there."""
    copy = book.copy_worksheet(book["Questions"])
    copy.cell(row_of(copy, "Q07.1"), column_of(copy, "Answer")).value = "No"


@act
def sheet_split(book: Workbook) -> None:
    """Go on with a table on a second sheet, under the same headings."""
    copy = book.copy_worksheet(book["Questions"])
    book["Questions"].delete_rows(10, 50)
    copy.delete_rows(5, 5)


@act
def hidden_sheets_deleted(book: Workbook) -> None:
    """Delete what is hidden."""
    for sheet in [each for each in book.worksheets if each.sheet_state != "visible"]:
        del book[sheet.title]


@act
def sheets_copied_to_a_new_workbook(book: Workbook) -> None:
    """Leave behind the properties of the file, hidden sheets, hidden rows and hidden columns."""
    hidden_sheets_deleted(book)
    for name in _TABLES:
        book[name].delete_rows(1)
    for name in ("Questions", "Validation"):
        book[name].delete_cols(1)
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]


@act
def marks_gone(book: Workbook) -> None:
    """Leave behind all that says whose workbook it is, the sheet Profile included."""
    sheets_copied_to_a_new_workbook(book)
    del book["Profile"]


@act
def marks_contradict(book: Workbook) -> None:
    """Copy the sheet Profile from another User's file."""
    book["Profile"]["B4"] = "someone-else"


@act
def table_deleted(book: Workbook) -> None:
    """Delete a sheet whose rows must be answered."""
    del book["Validation"]


# Cells.


@act
def answers_merged(book: Workbook) -> None:
    """Merge three answers into one, which clears the last two."""
    sheet = book["Validation"]
    column, row = column_of(sheet, "Owner"), row_of(sheet, "G1.1")
    sheet.merge_cells(start_row=row, end_row=row + 2, start_column=column, end_column=column)


typed("yes-with-spaces", {("Q07.1", "Answer"): " yes\u00a0"})
typed("choice-in-capitals", {("G1.1", "Residual risk"): "LOW"})
typed("choice-by-a-former-name", {("G1.1", "Position"): "Partial"})
typed("choice-near", {("G1.1", "Position"): "Partialy met"})
typed("choice-unknown", {("G1.1", "Position"): "see comment"})
typed("text-of-1-10", {("Q07.1", "Explanation"): "1.10"})
typed("number-1-10", {("Q07.1", "Explanation"): 1.10})
typed("leading-zeros", {("G1.1", "Owner"): "007"})
typed("truth-value-as-text", {("G1.1", "Owner"): True})
typed("truth-value-as-answer", {("Q07.1", "Answer"): True})
typed("word-true", {("G1.1", "Owner"): "TRUE"})
typed("date-iso", {("Q08.1", "Answer"): "2025-04-03"})
typed("date-uk-clear", {("Q08.1", "Answer"): "31/03/2025"})
typed("date-uk-unclear", {("Q08.1", "Answer"): "03/04/2025"})
typed("date-in-words", {("Q08.1", "Answer"): "3 April 2025"})
typed("date-with-time", {("Q08.1", "Answer"): datetime(2025, 4, 3, 14, 30)})  # noqa: DTZ001
typed("number-as-text", {("Q10.1", "Answer"): "1,250"})
typed("number-with-unit", {("Q10.1", "Answer"): "about 3"})
typed("line-breaks", {("Q07.2", "Answer"): "one\ntwo\n\nfour"})
typed("hard-spaces", {("Q07.2", "Answer"): "two\u00a0factors\u00a0"})
typed("only-space", {("Q07.2", "Answer"): " \u00a0 "})
typed("as-long-as-a-cell", {("Q07.2", "Answer"): "x" * 32_767})
typed("emoji", {("Q07.2", "Answer"): "👩‍👩‍👧 🙂"})
typed("right-to-left", {("Q07.2", "Answer"): "שלום עالم"})
typed("control-characters", {("Q07.2", "Answer"): "a_x000D_b\rc"})
typed("looks-like-a-formula", {("Q07.2", "Answer"): "=1+1"})
typed("error-as-text", {("Q07.2", "Answer"): "#N/A"})


@act
def rich_text(book: Workbook) -> None:
    """Make a part of an answer bold."""
    bold = TextBlock(InlineFont(b=True), "two")
    _cell(book, "Q07.2", "Answer").value = CellRichText(["By ", bold, " factors."])


def _plain(book: Workbook, ref: str, value: object) -> None:
    cell = _cell(book, ref, "Answer")
    cell.value, cell.number_format = value, "General"


@act
def date_serial(book: Workbook) -> None:
    """Paste a date without its format."""
    _plain(book, "Q08.1", 45_750)


@whole
def date_serial_from_1904() -> bytes:
    """Paste a date without its format, in a workbook that counts days from 1904."""
    content = edit(filled(), lambda book: _plain(book, "Q08.1", 44_288))

    def count(xml: bytes) -> bytes:
        return xml.replace(b"<workbookPr", b'<workbookPr date1904="1"')

    return edited(_without_dates(content), _MAIN, count)


def _without_dates(content: bytes) -> bytes:
    """Clear all other dates, which count from the other day."""

    def clear(book: Workbook) -> None:
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, date):
                        cell.value = None

    return edit(content, clear)


@act
def year_alone(book: Workbook) -> None:
    """Type a year where a date is wanted."""
    _plain(book, "Q08.1", 2025)


def _xml(ref: str, heading: str, inner: str, kind: str) -> bytes:
    """Put other XML into a cell."""
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    cell = _cell(book, ref, heading)
    number = book.sheetnames.index(cell.parent.title) + 1
    start = f'<c r="{cell.coordinate}" '.encode()

    def change(xml: bytes) -> bytes:
        before, _, after = xml.partition(start)
        tag, _, rest = after.partition(b">")
        if not tag.endswith(b"/"):
            rest = rest.partition(b"</c>")[2]
        return before + start + f't="{kind}">{inner}</c>'.encode() + rest

    return edited(filled(), f"xl/worksheets/sheet{number}.xml", change)


@whole
def formula_with_value() -> bytes:
    """Compute an answer by a formula whose value the file holds."""
    return _xml("G1.1", "Position", "<f>A1</f><v>Met</v>", "str")


@whole
def formula_without_value() -> bytes:
    """Compute an answer by a formula whose value the file lacks."""
    return _xml("G1.1", "Position", "<f>A1</f>", "str")


@whole
def error_cell() -> bytes:
    """Leave an error where an answer should be."""
    return _xml("G1.1", "Position", "<v>#N/A</v>", "e")


@act
def values_for_formulas(book: Workbook) -> None:
    """Paste values over the formulas of To do and Read me."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    cell.value = "Done"


@act
def note_on_an_answer(book: Workbook) -> None:
    """Write a note beside an answer."""
    _cell(book, "G1.1", "Position").comment = Comment("Ask Jo whether this holds.", "A. Brightlow")


@act
def id_missing(book: Workbook) -> None:
    """List a document without an id."""
    book["Evidence"].cell(header_of(book["Evidence"]) + 4, 2).value = "A policy"


@act
def id_twice(book: Workbook) -> None:
    """List two documents under one id."""
    sheet = book["Evidence"]
    sheet.cell(header_of(sheet) + 3, 1).value = "E01"
    sheet.cell(header_of(sheet) + 3, 2).value = "Another policy"


# Files.


@whole
def strict_ooxml() -> bytes:
    """Save as Strict Open XML."""
    spaces = {
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
            b"http://purl.oclc.org/ooxml/spreadsheetml/main"
        ),
    }
    parts = unpacked(filled())
    for old, strict in spaces.items():
        parts = {name: part.replace(old, strict) for name, part in parts.items()}
    return packed(parts)


@whole
def password() -> bytes:
    """Protect the file with a password."""
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(filled())).encrypt("secret", locked)
    return locked.getvalue()


def _macros(content: bytes) -> bytes:
    parts = unpacked(content)
    types = parts["[Content_Types].xml"]
    plain = f"{_TYPES}.sheet.main+xml".encode()
    macro = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    return packed(
        parts
        | {"[Content_Types].xml": types.replace(plain, macro), "xl/vbaProject.bin": b"program"}
    )


@whole
def xlsm() -> bytes:
    """Save with macros, under the name .xlsm."""
    return _macros(filled())


@whole
def macros_under_xlsx() -> bytes:
    """Save with macros, under the name .xlsx."""
    return _macros(filled())


@whole
def cut_off() -> bytes:
    """Lose the end of the file on its way."""
    return filled()[: len(filled()) // 2]


@whole
def another_workbook() -> bytes:
    """Send a workbook that has nothing to do with it."""
    book = Workbook()
    book.worksheets[0].append(["Month", "Turnover"])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
