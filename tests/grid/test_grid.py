"""Any xlsx, read into sheets of cells."""

import io
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from packages import edited, unpacked, workbook
from python_calamine import CalamineWorkbook
from xlsxwriter.workbook import Workbook as Written

from secself.answers import Raw
from secself.grid import Sheet, address, read_area, read_grid
from secself.problems import NotAWorkbook

TEXTS = "<si><t>first</t></si><si><r><t>rich </t></r><r><t>text</t></r></si>"
DATED = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd&quot;th&quot; mmm"/>'
    '<numFmt numFmtId="165" formatCode="0 &quot;days&quot;"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/>'
    '<xf numFmtId="165"/></cellXfs>'
)


def only(content: bytes) -> Sheet:
    """Read the one sheet of a workbook."""
    (sheet,) = read_grid(content, "one.xlsx").sheets
    return sheet


def cell(xml: str, **parts: str) -> Raw:
    """Read the cell A1, given as XML."""
    return only(workbook(f'<row r="1">{xml}</row>', **parts)).cell(1, 1)


def saved(book: Workbook) -> bytes:
    """Save a workbook of openpyxl."""
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def varied() -> Workbook:
    """Make a workbook with every sort of cell that openpyxl writes."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Every sort"
    for row in (
        ["text", " spaced ", "two\nlines", "<&>\"'", "日本 🙂", ""],
        [1, -7, 0, 1.5, 1e300, 0.1 + 0.2],
        [True, False, date(2026, 4, 3), datetime(2026, 4, 3, 14, 30), None, "1.10"],  # noqa: DTZ001
        ["#N/A", "=1+1", "=A1", "last", 10**14, 123456789.25],
    ):
        sheet.append(row)
    sheet["AA200"] = "far away"
    book.create_sheet("Hidden").sheet_state = "veryHidden"
    book.create_sheet("Empty")
    return book


def test_every_cell_is_what_openpyxl_reads() -> None:
    """Values and places agree with another library, sheet by sheet."""
    content = saved(varied())
    grid = read_grid(content)
    oracle = openpyxl.load_workbook(io.BytesIO(content), data_only=True)

    expected = {
        (sheet.title, cell.row, cell.column): cell.value
        for sheet in oracle.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    found = {
        (sheet.name, row, column): raw.value
        for sheet in grid.sheets
        for row, cells in sheet.rows.items()
        for column, raw in cells.items()
        if raw.value is not None
    }
    assert expected == found


def test_every_cell_is_what_calamine_reads() -> None:
    """A third library agrees, on a file of another writer with shared texts."""
    made = io.BytesIO()
    with Written(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Cells")
        sheet.write_row(0, 0, ["Ref", "Answer", " kept ", "_x0041_", "a\tb", "tail\n"])
        sheet.write_row(1, 0, [1, 2.25, -3, "1", True, False])
        sheet.write_datetime(2, 0, date(2026, 4, 3), book.add_format({"num_format": "d mmm yyyy"}))
        sheet.write_formula(2, 1, "=1+1", None, 2)
    oracle = CalamineWorkbook.from_filelike(io.BytesIO(made.getvalue()))
    sheet = only(made.getvalue())

    expected = oracle.get_sheet_by_name("Cells").to_python()
    found = [[sheet.cell(row, column).value for column in range(1, 7)] for row in (1, 2)]
    assert expected[:2] == found
    assert (expected[2][0], expected[2][1]) == (date(2026, 4, 3), 2)
    assert (datetime(2026, 4, 3), 2) == (sheet.cell(3, 1).value, sheet.cell(3, 2).value)  # noqa: DTZ001


def test_names_states_and_custom_properties_are_kept() -> None:
    """Hidden sheets are read like others; properties are text."""
    made = io.BytesIO()
    with Written(made, {"in_memory": True}) as book:
        book.add_worksheet("Seen")
        book.add_worksheet("Unseen").very_hidden()
        book.set_custom_property("secself.user", "acme & sons", "text")
        book.set_custom_property("number", 7)
    grid = read_grid(made.getvalue())

    assert [("Seen", "visible"), ("Unseen", "veryHidden")] == [
        (sheet.name, sheet.state) for sheet in grid.sheets
    ]
    assert {"secself.user": "acme & sons", "number": "7"} == grid.properties


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<c r='A1' t='s'><v>0</v></c>", Raw(value="first")),
        ("<c r='A1' t='s'><v>1</v></c>", Raw(value="rich text")),
        ("<c r='A1' t='s'><v/></c>", Raw(value=None)),
        ("<c r='A1'><v/></c>", Raw(value=None)),
        ("<c r='A1' t='inlineStr'><is><t>in line</t></is></c>", Raw(value="in line")),
        (
            "<c r='A1' t='inlineStr'><is><r><t>two </t></r><r><t>runs</t></r></is></c>",
            Raw(value="two runs"),
        ),
        (
            "<c r='A1' t='inlineStr'><is><t>word</t><rPh sb='0' eb='1'><t>sound</t></rPh></is></c>",
            Raw(value="word"),
        ),
        ("<c r='A1' t='str'><is><t>odd</t></is></c>", Raw(value="odd")),
        ("<c r='A1' t='str'><v>_x0041_b_x000A_c</v></c>", Raw(value="Ab\nc")),
        ("<c r='A1' t='str'><v>_x005F_x0041_</v></c>", Raw(value="_x0041_")),
        ("<c r='A1' t='str'><v>_xD83D__xDE42_</v></c>", Raw(value="🙂")),
        ("<c r='A1' t='str'><v>_xD83D_ _x0000_</v></c>", Raw(value="_xD83D_ _x0000_")),
        ("<c r='A1' t='str'><v><![CDATA[<row r='9'/>]]></v></c>", Raw(value="<row r='9'/>")),
        ("<c r='A1' t='b'><v>1</v></c>", Raw(value=True, kind="truth")),
        ("<c r='A1' t='b'><v>true</v></c>", Raw(value=True, kind="truth")),
        ("<c r='A1' t='e'><v>#N/A</v></c>", Raw(value="#N/A", kind="error")),
        ("<c r='A1' t='n'><v>12.0</v></c>", Raw(value=12, kind="number")),
        ("<c r='A1'><v>1.1000000000000001</v></c>", Raw(value=1.1, kind="number")),
        (
            "<c r='A1'><v>123456789012345678</v></c>",
            Raw(value=1.2345678901234568e17, kind="number"),
        ),
        (
            "<c r='A1' t='d'><v>2026-04-03T00:00:00Z</v></c>",
            Raw(value=datetime(2026, 4, 3), kind="date"),  # noqa: DTZ001
        ),
        ("<c r='A1'><f>1+1</f></c>", Raw(value=None, is_formula=True)),
        ("<c r='A1'><f>1+1</f><v>2</v></c>", Raw(value=2, kind="number", is_formula=True)),
        ("<c r='A1' t='str'><f>B1</f><v></v></c>", Raw(value=None, is_formula=True)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_cell_is_read_as_it_stands(xml: str, expected: Raw) -> None:
    """Every spelling of a cell that programs use, and some that only fuzzers do."""
    assert expected == cell(xml, texts=TEXTS)


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        ("<c r='A1'><v>12abc</v></c>", "12abc"),
        ("<c r='A1'><v>NaN</v></c>", "NaN"),
        ("<c r='A1'><v>1E999</v></c>", "1E999"),
        ("<c r='A1'><v>1_000</v></c>", "1_000"),
        ("<c r='A1' t='b'><v>maybe</v></c>", "maybe"),
        ("<c r='A1' t='d'><v>soon</v></c>", "soon"),
        ("<c r='A1' t='other'><v>what</v></c>", "what"),
        ("<c r='A1' t='e'><v></v></c>", "without a name"),
        ('<c r="A1" t="e"><v></v></c>', "without a name"),
        ('<c r="A1" t="e"><v/></c>', "without a name"),
        ("<c r='A1' t='s'><v>2</v></c>", "text number 2, which is missing"),
        ("<c r='A1' t='s'><v>-1</v></c>", "text number -1, which is missing"),
        (f"<c r='A1' t='s'><v>{'9' * 20}</v></c>", f"text number {'9' * 20}, which is missing"),
    ],
)
def test_what_does_not_fit_its_type_is_an_error_cell(xml: str, shown: str) -> None:
    """It is never dropped, never another cell's text, and never an exception."""
    raw = cell(xml, texts=TEXTS)

    assert ("error", shown) == (raw.kind, raw.shown)


@pytest.mark.parametrize(
    ("style", "number", "expected"),
    [
        (1, "46115", datetime(2026, 4, 3)),  # noqa: DTZ001
        (2, "46115.5", datetime(2026, 4, 3, 12)),  # noqa: DTZ001
        (2, "46115.99999999999", datetime(2026, 4, 4)),  # noqa: DTZ001
        (1, "1", datetime(1900, 1, 1)),  # noqa: DTZ001
        (1, "61", datetime(1900, 3, 1)),  # noqa: DTZ001
        (1, "0.5", "12:00:00"),
        (1, "99999999", 99999999),
        (1, "-1", -1),
        (0, "46115", 46115),
        (3, "46115", 46115),
        (99, "46115", 46115),
    ],
)
def test_a_number_is_a_date_where_its_style_shows_one(
    style: int, number: str, expected: object
) -> None:
    """Words in quotation marks in a format are no letters of a date; what is no day is a number."""
    assert expected == cell(f'<c r="A1" s="{style}"><v>{number}</v></c>', styles=DATED).value


def test_dates_may_count_from_1904() -> None:
    """Old workbooks of the Macintosh count their days from another day."""
    content = workbook(
        '<row r="1"><c r="A1" s="1"><v>44653</v></c></row>',
        styles=DATED,
        properties='date1904="1"',
    )

    assert datetime(2026, 4, 3) == only(content).cell(1, 1).value  # noqa: DTZ001


def test_addresses_may_be_left_out() -> None:
    """Cells and rows without one follow the one before."""
    sheet = only(
        workbook(
            "<row><c><v>1</v></c><c/><c><v>3</v></c></row>"
            '<row r="5"><c r="C5"><v>4</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row>'
        )
    )

    assert {1: {1: 1, 3: 3}, 5: {3: 4, 4: 5}, 6: {1: 6}} == {
        row: {column: raw.value for column, raw in cells.items()}
        for row, cells in sheet.rows.items()
    }


@pytest.mark.parametrize("reference", ["XFE1", "A0", "A1048577", "A99999999999", "1", "ÄÖ1", ""])
def test_a_cell_outside_the_sheet_is_a_problem(reference: str) -> None:
    """Such a cell ends other readers; here it is listed, with what it holds."""
    grid = read_grid(workbook(f'<row r="1"><c r="{reference}"><v>7</v></c></row>'), "odd.xlsx")

    assert [("cell-out-of-range", "One", "7")] == [
        (each.code, each.origin.sheet, each.what.split("“")[1].split("”")[0])
        for each in grid.problems
    ]


def test_a_cell_that_stands_twice_is_taken_for_neither() -> None:
    """Two programs would show two answers, so it is an error cell that shows both."""
    grid = read_grid(
        workbook('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'), "twice.xlsx"
    )

    assert ["cell-twice"] == [each.code for each in grid.problems]
    assert Raw(value="1 | 2", kind="error") == grid.sheets[0].cell(1, 1)


def test_strict_files_are_read_alike() -> None:
    """Only their namespaces differ, and prefixes may stand before every name."""
    content = saved(varied())
    strict = content
    for part in unpacked(content):
        strict = edited(
            strict,
            part,
            lambda xml: xml.replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            ).replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            ),
        )

    assert read_grid(content).sheets == read_grid(strict).sheets


def test_prefixed_names_are_read_alike() -> None:
    """Some programs write every element with a prefix."""
    plain = workbook('<row r="1"><c r="A1" t="str"><v>x</v></c></row>')
    prefixed = edited(
        plain,
        "xl/worksheets/sheet1.xml",
        lambda xml: (
            xml.replace(b"<row", b"<x:row")
            .replace(b"</row", b"</x:row")
            .replace(b"<c ", b"<x:c ")
            .replace(b"</c>", b"</x:c>")
            .replace(b"<v>", b"<x:v>")
            .replace(b"</v>", b"</x:v>")
            .replace(
                b"<sheetData>",
                b'<sheetData xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
            )
        ),
    )

    assert only(plain) == only(prefixed)


@pytest.mark.parametrize(
    "xml",
    [
        '<y:c xmlns:y="urn:y" r="B1"><v>7</v></y:c>',
        '<c xmlns="urn:y" r="B1"><v>7</v></c>',
        '<y:c xmlns:y="urn:y" r="B1"><y:c r="B1"/><v>7</v></y:c>',
    ],
)
def test_what_bears_the_name_of_another_format_is_no_cell(xml: str) -> None:
    """No program shows it; it is listed, and what follows is read."""
    grid = read_grid(workbook(f'<row r="1">{xml}<c r="C1"><v>8</v></c></row>'), "odd.xlsx")

    assert [("cell-foreign", "B1")] == [(each.code, each.origin.cell) for each in grid.problems]
    assert {3} == set(grid.sheets[0].rows[1])


@pytest.mark.parametrize("cell", ['<c r="A9"><v>7</v></c>', "<c r='A9'><v>7</v></c>"])
def test_what_a_program_adds_for_itself_is_no_cell(cell: str) -> None:
    """Rows may stand there, as in a copy of an old state."""
    content = workbook(
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        after=f'<extLst><ext uri="x"><row r="9">{cell}</row></ext></extLst>',
    )

    assert {1} == set(only(content).rows)


def test_a_sheet_in_utf_16_is_read() -> None:
    """It is legal, and other readers see an empty sheet."""
    plain = workbook('<row r="1"><c r="A1" t="str"><v>naïve</v></c></row>')
    wide = edited(
        plain,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
    )

    assert "naïve" == only(wide).cell(1, 1).value


def test_merged_ranges_are_listed() -> None:
    """As rectangles; nothing in them is counted cell by cell."""
    sheet = only(
        workbook(
            "",
            after='<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="x"/></mergeCells>',
        )
    )

    assert ["A1:XFD1048576"] == [str(area) for area in sheet.merges]


def test_a_sheet_padded_to_its_last_row_is_read_as_its_real_rows() -> None:
    """A million blank rows and cells change nothing, and are not kept."""
    real = '<row r="1"><c r="A1" t="str"><v>here</v></c></row>'
    padding = "".join(
        f'<row r="{row}" spans="1:2" ht="15"><c r="A{row}" s="3"/><c r="B{row}" s="3"></c></row>'
        if row % 2
        else f'<row r="{row}" ht="15"/>'
        for row in range(2, 200_000)
    )
    last = '<row r="1048576"><c r="B1048576"><v>7</v></c></row>'

    assert only(workbook(real + last)) == only(workbook(real + padding + last))


def test_a_sheet_of_filled_rows_without_end_is_refused() -> None:
    """Rows with something in them are counted, not rows."""
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 20_100))

    with pytest.raises(NotAWorkbook, match="sheet-too-large"):
        read_grid(workbook(rows))


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        (1, 1, "A1"),
        (14, 4, "D14"),
        (2, 26, "Z2"),
        (2, 27, "AA2"),
        (1_048_576, 16_384, "XFD1048576"),
    ],
)
def test_an_address_is_written_as_programs_do(row: int, column: int, expected: str) -> None:
    """And read back as a rectangle of one cell."""
    assert expected == address(row, column)
    assert (row, column, row, column) == read_area(expected)


def test_texts_are_found_whatever_their_case_and_spaces() -> None:
    """Headings are looked up by what a person would call the same."""
    sheet = only(workbook('<row r="3"><c r="B3" t="str"><v> User\u00a0ROLES: </v></c></row>'))

    assert [(3, 2)] == sheet.places["user roles"]
