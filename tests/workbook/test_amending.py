"""A copy of a workbook in which only what was named differs."""

import io
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from filling import fill
from frameworks import tiny_framework, tiny_profile, tiny_submission
from hypothesis import given, settings
from hypothesis import strategies as st
from packages import edited, packed, replaced, unpacked, workbook

from secself.answers import Raw
from secself.grid import read_grid
from secself.problems import NotAWorkbook, NotFound, Refused
from secself.questionnaire import select
from secself.workbook.amending import Amendments, Change, ErrorText, FurtherSheet, Note, amend
from secself.workbook.writer import write

SAMPLES = Path(__file__).parents[2] / "samples"
ISSUED = write(select(tiny_framework(), tiny_profile(), 2026, "ssa"), tiny_submission())
BY_LIBREOFFICE = (
    SAMPLES / "northfell-energy" / "returned" / "northfell-energy-2026-ssa.xlsx"
).read_bytes()
BY_OPENPYXL = fill(ISSUED, tiny_submission())
SOURCES = pytest.mark.parametrize(
    "source", [ISSUED, BY_LIBREOFFICE, BY_OPENPYXL], ids=["ours", "LibreOffice", "openpyxl"]
)
PLAIN = (
    "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders>"
    '<cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/></cellXfs>'
    '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
)
"""The least that another library takes for a list of styles."""
HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'quoted", "#N/A", "1.10", "007", "2026-01-01", "TRUE",
    "_x0041_", "_x005F_x0041_", "a_x000D_b", "carriage\rreturn", "one\ntwo\n\nfour", "  spaces  ",
    "<b>x</b> & ]]>", "&amp;&#10;", "🙂👩‍👧", "שלום עالم", "x" * 32_767, " ",
)  # fmt: skip


def one(value: object, **place: object) -> Amendments:
    """Ask for one cell."""
    return Amendments(
        changes=[Change(**{"sheet": "One", "row": 1, "column": 1} | place, value=value)]
    )


def cells(content: bytes) -> dict[tuple[str, int, int], Raw]:
    """Every cell that holds something, as our reader sees it."""
    return {
        (sheet.name, row, column): raw
        for sheet in read_grid(content).sheets
        for row, found in sheet.rows.items()
        for column, raw in found.items()
        if not raw.is_blank
    }


def foreign(content: bytes) -> dict[tuple[str, int, int], object]:
    """Every cell with value and look, as another library sees it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        (sheet.title, cell.row, cell.column): (
            cell.value,
            cell.number_format,
            cell.protection.locked,
            cell.fill.fgColor.rgb,
            cell.border.left.style,
        )
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None or cell.has_style
    }


def surroundings(content: bytes) -> dict[str, object]:
    """What belongs to sheets and to the book besides cells, as another library sees it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        sheet.title: (
            sheet.sheet_state,
            [
                (str(rule.sqref), rule.formula1, rule.prompt)
                for rule in sheet.data_validations.dataValidation
            ],
            [str(area.sqref) for area in sheet.conditional_formatting],
            sheet.protection.sheet,
            sheet.freeze_panes,
            sheet.auto_filter.ref,
            sheet.print_area,
            sorted(sheet.defined_names),
            {key: (size.width, size.hidden) for key, size in sheet.column_dimensions.items()},
            {key: (size.height, size.hidden) for key, size in sheet.row_dimensions.items()},
        )
        for sheet in book.worksheets
    } | {"names": {name: one.attr_text for name, one in book.defined_names.items()}}


@SOURCES
def test_only_the_named_cells_differ(source):
    """Two readers agree: the named cells hold what was asked, every other is as it was."""
    places = {
        ("Validation", 6, 15): "Not met",
        ("Validation", 7, 17): "two\nlines",
        ("Evidence", 9, 1): "E99",
        ("Evidence", 9, 4): date(2026, 5, 31),
        ("Declaration", 40, 9): 7,
        ("Read me", 70, 30): 1.5,
    }
    changes = [
        Change(sheet=sheet, row=row, column=column, value=value)
        for (sheet, row, column), value in places.items()
    ]

    copy = amend(source, Amendments(changes=changes))

    before, after = cells(source), cells(copy)
    expected = {
        place: Raw(value=datetime(2026, 5, 31), kind="date")  # noqa: DTZ001
        if isinstance(value, date)
        else Raw(value=value, kind="text" if isinstance(value, str) else "number")
        for place, value in places.items()
    }
    assert before | expected == after
    theirs, ours = foreign(source), foreign(copy)
    assert {place: look for place, look in theirs.items() if place not in places} == {
        place: look for place, look in ours.items() if place not in places
    }
    for place in theirs.keys() & places.keys():
        assert theirs[place][1:] == ours[place][1:]
    assert surroundings(source) == surroundings(copy) | {
        "Declaration": surroundings(source)["Declaration"],
        "Read me": surroundings(source)["Read me"],
    }


@SOURCES
def test_parts_that_were_not_asked_about_are_the_same_bytes(source):
    """A change on one sheet touches its part, and the main part if it must ask to recalculate."""
    before = unpacked(source)

    after = unpacked(amend(source, one("x", sheet="Validation", row=6, column=15)))

    touched = {name for name in before if before[name] != after[name]}
    sheet = next(s for s in read_grid(source).sheets if s.name == "Validation").part
    assert before.keys() == after.keys()
    assert touched <= {sheet, "xl/workbook.xml"}
    assert sheet in touched


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_text_stays_a_text(text):
    """Whatever it begins with, it is no formula, no number and no error, and nothing is lost."""
    copy = amend(workbook('<row r="1"><c r="A1"/></row>'), one(text))

    assert Raw(value=text) == cells(copy)["One", 1, 1]
    assert b"<f" not in unpacked(copy)["xl/worksheets/sheet1.xml"]


def test_what_is_no_text_stays_what_it_is():
    """Numbers, truth values and errors keep their kinds; a cleared cell is blank."""
    given = workbook(
        '<row r="1"><c r="A1" t="str"><f>1</f><v>old</v></c><c r="B1"><v>2</v></c></row>'
    )
    wanted = [7, 1.5, True, ErrorText("#N/A"), None, ""]
    changes = [
        Change(sheet="One", row=1, column=column, value=value)
        for column, value in enumerate(wanted, 1)
    ]

    found = cells(amend(given, Amendments(changes=changes)))

    assert {
        ("One", 1, 1): Raw(value=7, kind="number"),
        ("One", 1, 2): Raw(value=1.5, kind="number"),
        ("One", 1, 3): Raw(value=True, kind="truth"),
        ("One", 1, 4): Raw(value="#N/A", kind="error"),
    } == found


def test_a_day_is_a_day_only_where_the_cell_shows_days():
    """In a cell that would show 46173 the day is written out, as a text."""
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    given = workbook('<row r="1"><c r="A1" s="1"/><c r="B1"/></row>', styles=styles)
    day = date(2026, 5, 31)
    changes = [Change(sheet="One", row=1, column=column, value=day) for column in (1, 2)]

    found = cells(amend(given, Amendments(changes=changes)))

    assert datetime(2026, 5, 31) == found["One", 1, 1].value  # noqa: DTZ001
    assert Raw(value="2026-05-31") == found["One", 1, 2]


@pytest.mark.parametrize(
    ("properties", "day"),
    [("", date(2026, 5, 31)), ('date1904="1"', date(2026, 5, 31)), ("", date(1899, 1, 1))],
)
def test_days_come_back_in_either_calendar(properties, day):
    """Also in workbooks that count from 1904; a day that no sheet knows is written out."""
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    given = workbook('<row r="1"><c r="A1" s="0"/></row>', styles=styles, properties=properties)

    found = cells(amend(given, one(day)))["One", 1, 1]

    assert day.isoformat() == found.shown[:10]


def test_rows_and_cells_are_made_in_their_order():
    """Also where the file leaves out the numbers of rows and cells; the reach is brought up."""
    rows = (
        '<row r="2" spans="1:2"><c r="B2"><v>1</v></c></row><row><c><v>3</v></c></row><row r="9"/>'
    )
    given = workbook(rows, styles=PLAIN)
    places = [(9, 3), (1, 1), (2, 4), (2, 1), (3, 2), (7, 1), (20, 1)]
    changes = [Change(sheet="One", row=row, column=column, value="x") for row, column in places]

    copy = amend(given, Amendments(changes=changes))

    sheet = openpyxl.load_workbook(io.BytesIO(copy))["One"]
    xml = unpacked(copy)["xl/worksheets/sheet1.xml"].decode()
    numbers = [int(piece.split('"')[0]) for piece in xml.split('<row r="')[1:]]
    assert sorted(numbers) == numbers
    assert {("B2", 1), ("A3", 3), *((f"{'ABCD'[c - 1]}{r}", "x") for r, c in places)} == {
        (cell.coordinate, cell.value) for row in sheet for cell in row if cell.value is not None
    }
    assert 'spans="1:4"' in xml


def test_a_cell_that_is_made_looks_like_its_model_its_row_or_its_column():
    """What is written below the last prepared row looks as the rows above it."""
    styles = "<cellXfs>" + '<xf numFmtId="0"/>' * 5 + "</cellXfs>"
    rows = '<row r="1"><c r="A1" s="1"/></row><row r="2" s="2" customFormat="1"/><row r="3"/>'
    given = workbook(rows, styles=styles)
    given = replaced(
        given, "xl/worksheets/sheet1.xml", "<sheetData>",
        '<cols><col min="2" max="4" style="3"/></cols><sheetData>',
    )  # fmt: skip
    changes = [
        Change(sheet="One", row=3, column=1, value="x", like=(1, 1)),
        Change(sheet="One", row=2, column=1, value="x"),
        Change(sheet="One", row=3, column=2, value="x"),
        Change(sheet="One", row=3, column=5, value="x"),
    ]

    xml = unpacked(amend(given, Amendments(changes=changes)))["xl/worksheets/sheet1.xml"].decode()

    for cell in ('r="A3" s="1"', 'r="A2" s="2"', 'r="B3" s="3"', 'r="E3" t='):
        assert f"<c {cell}" in xml


def test_every_formula_is_worked_out_anew():
    """The copy asks for it, and a value that no longer holds is left out where that is said."""
    rows = '<row r="1"><c r="A1"/><c r="B1" t="str"><f>A1</f><v>old</v></c></row>'
    wanted = Amendments(
        changes=[Change(sheet="One", row=1, column=1, value="x")], stale={("One", 1, 2)}
    )

    copy = amend(workbook(rows), wanted)

    assert b'<calcPr fullCalcOnLoad="1"/>' in unpacked(copy)["xl/workbook.xml"]
    assert Raw(value=None, is_formula=True) == cells(copy)["One", 1, 2]


def with_chain(rows: str) -> bytes:
    """A workbook that remembers in which order it calculates."""
    given = workbook(rows)
    given = replaced(
        given, "xl/_rels/workbook.xml.rels", "</Relationships>",
        '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/calcChain" Target="calcChain.xml"/></Relationships>',
    )  # fmt: skip
    given = replaced(
        given, "[Content_Types].xml", "</Types>",
        '<Override PartName="/xl/calcChain.xml" ContentType="application/x-chain"/></Types>',
    )  # fmt: skip
    return packed(
        unpacked(given) | {"xl/calcChain.xml": b'<calcChain><c r="A1" i="1"/></calcChain>'}
    )


def test_the_order_of_calculation_goes_with_a_formula_only():
    """Excel finds fault with an order that names a cell without formula; else it is kept."""
    given = with_chain('<row r="1"><c r="A1"><f>1</f><v>1</v></c><c r="B1"/></row>')

    over, beside = amend(given, one("x")), amend(given, one("x", column=2))

    assert "xl/calcChain.xml" in unpacked(beside)
    assert "xl/calcChain.xml" not in unpacked(over)
    assert b"calcChain" not in b"".join(unpacked(over).values())


@pytest.mark.parametrize("kind", ["shared", "array"])
def test_a_formula_that_others_take_theirs_from_is_not_overwritten(kind):
    """Nothing is changed that was not named, so the copy is refused with the place."""
    rows = (
        f'<row r="1"><c r="A1"><f t="{kind}" ref="A1:A2" si="0">B1</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>1</v></c></row>'
    )
    with pytest.raises(Refused) as refusal:
        amend(workbook(rows), one("x"), "given.xlsx")

    (problem,) = refusal.value.problems
    assert ("formula-spread", "A1") == (problem.code, problem.origin.cell)


def test_a_text_no_cell_can_carry_is_refused():
    """It is never cut."""
    with pytest.raises(Refused, match="32,768 characters"):
        amend(workbook(""), one("x" * 32_768))


def test_a_sheet_that_is_not_there_is_said():
    """Nothing is put anywhere else."""
    with pytest.raises(NotFound, match="“Two” was not found"):
        amend(workbook(""), one("x", sheet="Two"))


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    ],
)
def test_a_template_or_a_workbook_with_macros_is_not_copied(kind):
    """A plain workbook's name would be wrong for it, and programs are not handed on."""
    plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    with pytest.raises(Refused) as refusal:
        amend(replaced(workbook(""), "[Content_Types].xml", plain, kind), one("x"), "given.xlsm")

    assert ["copy-special"] == [problem.code for problem in refusal.value.problems]


def test_what_declares_a_document_type_is_refused():
    """No entity is ever resolved."""
    bomb = b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>'
    given = edited(workbook(""), "xl/worksheets/sheet1.xml", lambda _: bomb)

    with pytest.raises(NotAWorkbook, match="declares a document type"):
        amend(given, one("x"))


def further(**changes: object) -> FurtherSheet:
    """A sheet to add."""
    given = {
        "name": "Conflicts",
        "title": "Where two parts differ",
        "lines": ["Nothing was chosen."],
        "headings": ["Item", "Value", "Settled"],
        "widths": [10, 60, 20],
        "rows": [["G1.1", "=1", None], ["G1.2", date(2026, 5, 1), None]],
        "like": "Validation",
        "looks": {"heading": ("Validation", 4, 2), "cell": ("Validation", 5, 6)},
        "inputs": ["Settled"],
    }
    return FurtherSheet(**given | changes)


@SOURCES
def test_a_further_sheet_stands_behind_the_others(source):
    """It is visible, its table has a header row that stays in sight, and no other sheet moves."""
    copy = amend(source, Amendments(sheets=[further()]))

    before, after = read_grid(source), read_grid(copy)
    assert [*(sheet.name for sheet in before.sheets), "Conflicts"] == [
        sheet.name for sheet in after.sheets
    ]
    added = after.sheets[-1]
    assert "visible" == added.state
    assert ["Item", "Value", "Settled"] == [raw.value for raw in added.rows[3].values()]
    assert "=1" == added.cell(4, 2).value
    assert cells(source) == {k: v for k, v in cells(copy).items() if k[0] != "Conflicts"}
    theirs, book = surroundings(source), openpyxl.load_workbook(io.BytesIO(copy))
    ours = surroundings(copy)
    names = {name: text for name, text in ours["names"].items() if "Conflicts" not in text}
    assert theirs == {k: v for k, v in ours.items() if k != "Conflicts"} | {"names": names}
    assert "$3:$3" == book["Conflicts"].print_title_rows
    assert {"'Conflicts'!$A$3"} == {*ours["names"].values()} - {*names.values()}
    assert "A4" == book["Conflicts"].freeze_panes
    assert book["Conflicts"]["A3"].fill.fgColor.rgb == book["Validation"]["B4"].fill.fgColor.rgb
    assert book["Conflicts"].oddHeader.left.text == book["Validation"].oddHeader.left.text


def test_a_further_sheet_whose_name_is_in_use_gets_a_number():
    """The sheet that has the name keeps it, however it is spelled."""
    twice = amend(
        amend(ISSUED, Amendments(sheets=[further()])),
        Amendments(sheets=[further(name="conflicts")]),
    )

    assert ["Conflicts", "conflicts (2)"] == [sheet.name for sheet in read_grid(twice).sheets][-2:]


def noted(content: bytes) -> dict[str, tuple[str, str]]:
    """The notes of the first sheet, as another library sees them."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return {
        cell.coordinate: (cell.comment.author, cell.comment.text)
        for row in sheet.iter_rows(max_row=30, max_col=30)
        for cell in row
        if cell.comment
    }


def test_notes_hang_on_their_cells():
    """A second note on one cell takes the next to the right, and none is lost."""
    note = Note(sheet="One", row=2, column=2, author="Ann <CIO>", text="one\n=two & three")
    other = Note(sheet="One", row=2, column=2, author="Bob", text="too")

    copy = amend(workbook("", styles=PLAIN), Amendments(notes=[note, other]))

    assert {"B2": ("Ann <CIO>", note.text), "C2": ("Bob", "too")} == noted(copy)


def test_notes_that_are_there_stay():
    """Further ones are added beside them, in the same parts, and each has a box of its own."""
    note = Note(sheet="One", row=2, column=2, author="Ann", text="first")
    given = amend(workbook("", styles=PLAIN), Amendments(notes=[note]))
    more = [
        Note(sheet="One", row=2, column=2, author="Ann", text="second"),
        Note(sheet="One", row=5, column=1, author="Bob", text="third"),
    ]

    copy = amend(given, Amendments(notes=more))

    assert {"B2": ("Ann", "first"), "C2": ("Ann", "second"), "A5": ("Bob", "third")} == noted(copy)
    assert unpacked(given).keys() == unpacked(copy).keys()
    drawing = unpacked(copy)["xl/drawings/vmlDrawing1.vml"]
    assert unpacked(given)["xl/drawings/vmlDrawing1.vml"].removesuffix(b"</xml>") in drawing
    assert {1} == {drawing.count(f'id="_x0000_s{n}"'.encode()) for n in (1025, 1026, 1027)}


def test_a_strict_file_stays_strict():
    """Cells, notes and a further sheet are written in the names that such files use."""
    loose, strict = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
    turned = {
        name: part.replace(
            f"{loose}spreadsheetml/2006/main".encode(), f"{strict}spreadsheetml/main".encode()
        ).replace(
            f"{loose}officeDocument/2006/relationships".encode(),
            f"{strict}officeDocument/relationships".encode(),
        )
        for name, part in unpacked(ISSUED).items()
    }
    wanted = Amendments(
        changes=one("x", sheet="Validation", row=6, column=15).changes,
        sheets=[further()],
        notes=[Note(sheet="Validation", row=6, column=15, author="Ann", text="Ann:\nwhy")],
    )

    copy = amend(packed(turned), wanted)

    assert "x" == cells(copy)["Validation", 6, 15].value
    assert "Nothing was chosen." == cells(copy)["Conflicts", 2, 1].value
    assert [("Ann", "why")] == [(one.author, one.text) for one in read_grid(copy).comments]
    assert not [
        name
        for name, part in unpacked(copy).items()
        if b"officeDocument/2006" in part
        and name.startswith("xl/")
        and not name.endswith(".vml")
        and "theme" not in name
    ]


def test_the_same_input_gives_the_same_bytes():
    """No clock is in them, and the order in which parts came does not matter."""
    wanted = Amendments(
        changes=one("x", sheet="Validation", row=6, column=15).changes,
        sheets=[further()],
        notes=[Note(sheet="Evidence", row=5, column=1, author="Ann", text="x")],
    )
    turned = packed(dict(reversed(unpacked(ISSUED).items())))

    assert amend(ISSUED, wanted) == amend(ISSUED, wanted) == amend(turned, wanted)


@pytest.mark.property
@settings(max_examples=40)
@given(
    st.dictionaries(
        st.tuples(
            st.sampled_from(["Questions", "Validation", "Evidence", "Profile", "Read me"]),
            st.integers(60, 300),
            st.integers(24, 40),
        ),
        st.one_of(
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40),
            st.integers(-(10**9), 10**9),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_whatever_is_asked_nothing_else_moves(places):
    """Drawn cells outside what is filled: each holds what was asked, all others what they held."""
    changes = [
        Change(sheet=sheet, row=row, column=column, value=value)
        for (sheet, row, column), value in places.items()
    ]

    found = cells(amend(BY_LIBREOFFICE, Amendments(changes=changes)))

    assert {place: raw.value for place, raw in cells(BY_LIBREOFFICE).items()} | places == {
        place: raw.value for place, raw in found.items()
    }


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@SOURCES
def test_libreoffice_opens_the_copy_and_saves_it_again(source, tmp_path):
    """Cells, notes and the further sheet come through, and what was left to do is worked out."""
    position = next(
        column for column, raw in next(
            s for s in read_grid(source).sheets if s.name == "Validation"
        ).rows[4].items() if raw.value == "Position"
    )  # fmt: skip
    wanted = Amendments(
        changes=[
            Change(sheet="Validation", row=6, column=position, value="Not met"),
            Change(sheet="Evidence", row=30, column=1, value="=E30"),
        ],
        stale={("Validation", 6, 2)},
        sheets=[further()],
        notes=[Note(sheet="Validation", row=6, column=position, author="Ann", text="Ann:\nwhy")],
    )
    (tmp_path / "copy.xlsx").write_bytes(amend(source, wanted))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'settings').as_uri()}", "--headless",
         "--convert-to", "xlsx", "--outdir", tmp_path / "again", tmp_path / "copy.xlsx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    again = (tmp_path / "again" / "copy.xlsx").read_bytes()

    found = cells(again)
    assert "Not met" == found["Validation", 6, position].value
    assert "Position" not in found["Validation", 6, 2].shown
    assert "=E30" == found["Evidence", 30, 1].value
    assert "Nothing was chosen." == found["Conflicts", 2, 1].value
    book = openpyxl.load_workbook(io.BytesIO(again))
    assert "Ann:\nwhy" == book["Validation"].cell(6, position).comment.text
