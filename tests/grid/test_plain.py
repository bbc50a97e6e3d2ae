"""Sheets read by pattern give what the parser gives, cell by cell, or are left to the parser."""

import io
import random
import tracemalloc
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from packages import sheet_xml, unpacked, workbook
from xlsxwriter.workbook import Workbook as Written

from secself.answers import Raw
from secself.grid import read_grid
from secself.grid.blanks import without_blanks
from secself.grid.cells import CellListener, Cells, TooLarge
from secself.grid.content import Conventions
from secself.grid.plain import PlainReader
from secself.grid.shared import shared_texts, texts_by_pattern
from secself.opc import Listener, open_package, parse, plain_text, plain_texts
from secself.problems import NotAWorkbook

SAMPLES = sorted((Path(__file__).parent.parent.parent / "samples").rglob("*.xlsx"))
CONVENTIONS = Conventions(
    texts=tuple(Raw(f"text {number}" if number != 2 else "") for number in range(8)),
    dated=frozenset("3"),
)
PLAIN_CELLS = (
    '<c r="{}" s="1"/>',
    '<c r="{}"/>',
    '<c r="{}" s="1" t="s"><v>1</v></c>',
    '<c r="{}" t="s"><v>7</v></c>',
    '<c r="{}" t="s"><v>2</v></c>',
    '<c r="{}" t="s"><v>99</v></c>',
    '<c r="{}" t="s"><v/></c>',
    '<c r="{}" t="s"></c>',
    '<c r="{}" s="3"><v>45000.5</v></c>',
    '<c r="{}"><v>-1.10</v></c>',
    '<c r="{}" t="n"><v> 12</v></c>',
    '<c r="{}" t="b"><v>1</v></c>',
    '<c r="{}" t="b"><v>perhaps</v></c>',
    '<c r="{}" t="e"><v>#N/A</v></c>',
    '<c r="{}" t="d"><v>2026-04-03</v></c>',
    '<c r="{}" t="str"><v>a &lt;b&gt; &amp;amp; &#x41;&#66;&#13;\r\n&quot;</v></c>',
    '<c r="{}" t="str"><v>&apos; _x0041_ é 🙂</v></c>',
    '<c r="{}" cm="1" t="str"><f>A1&amp;"x"</f><v>computed</v></c>',
    '<c r="{}"><f aca="false">1+1</f><v>2</v></c>',
    '<c r="{}"><f t="shared" si="0"/><v>2</v></c>',
    '<c r="{}"><f>1+1</f></c>',
    '<c r="{}"><f>1+1</f><v></v></c>',
    '<c r="{}" t="inlineStr"><is><t xml:space="preserve"> own </t></is></c>',
    '<c r="{}" t="inlineStr"><is><t>own]]&gt;</t></is></c>',
    '<c r="{}"><is><t>12</t></is></c>',
    '<c r="{}" t="s"><is><t>1</t></is></c>',
)
"""Cells as programs write them."""
ODD_CELLS = (
    "<c><v>nowhere</v></c>",
    '<c s="1"/>',
    "<c r='{}' t='str'><v>quoted otherwise</v></c>",
    '<c s="1" r="{}" t="str"><v>another order</v></c>',
    '<c r="{}" t="str"><v>a</v><v>b</v></c>',
    '<c r="{}" t="str"><v>a</v><is><t>b</t></is></c>',
    '<c r="{}"><v>3</v><f>1+2</f></c>',
    '<c r="{}" t="inlineStr"><is><r><t>two </t></r><r><t>runs</t></r></is></c>',
    '<c r="{}" t="inlineStr"><is><t>word</t><rPh sb="0" eb="1"><t>sound</t></rPh></is></c>',
    '<c r="{}" t="str"><v><![CDATA[<c r="B2"><v>9</v></c>]]></v></c>',
    '<c r="{}" t="str"><v>a<!-- <c r="B2"><v>9</v></c> -->b</v></c>',
    '<c r="{}" t="str"><v>a<?odd <c r="B2"><v>9</v></c>?>b</v></c>',
    '<c r="{}" t="str"><c r="B2"><v>inner</v></c><v>outer</v></c>',
    '<x:c xmlns:x="x" r="{}"><x:v>5</x:v></x:c>',
    '<c r="{}" t="&#115;"><v>1</v></c>',
    '<c r="{}" x="/>" t="str"><v>1</v></c>',
    '<c r="a1"><v>small</v></c>',
    '<c r="A0"><v>0</v></c>',
    '<c r="XFE1"><v>1</v></c>',
    '<c r="A1048577"><v>1</v></c>',
    '<c r="A9999999"><v>1</v></c>',
    '<c r="$A$1"><v>1</v></c>',
    "<v>alone</v>",
    "<f>1</f>",
    "<is><t>alone</t></is>",
    '<c r="{}"><extLst><c r="A9"><v>1</v></c></extLst></c>',
    '<row><c r="{}"><v>1</v></c><c><v>2</v></c></row>',
    '<mergeCell ref="A1:B2"/>',
    '<v><c r="{}"><v>5</v></c></v>',
    '<c r="{}"><v>1</v>\n</c>',
    '<sheetData><c r="{}"><v>1</v></c></sheetData>',
    '<rPh><c r="{}"><is><t>1</t></is></c></rPh>',
)
"""Cells as no program writes them, and other marks among cells."""
PLAIN_AFTER = (
    "",
    '<mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="oops"/></mergeCells>',
    '<extLst><x:f xmlns:x="x">A1</x:f></extLst>',
    "<conditionalFormatting><cfRule><formula>1</formula></cfRule></conditionalFormatting>",
)
ODD_AFTER = (
    "<mergeCell ref='A1:B2'/>",
    '<mergeCell x="" ref="A1:B2"/>',
    '<x:mergeCell xmlns:x="x" ref="C1:C2"/>',
    '<!--<mergeCell ref="A1:B2"/>-->',
    '<extLst><c r="D4"><v>1</v></c></extLst>',
    '<sheetData><row r="1"><c r="D4"><v>1</v></c></row></sheetData>',
    "<c\n><v>3</v></c>",
)


def parsed(content: bytes) -> Cells:
    """Read a sheet mark by mark."""
    listening = CellListener(CONVENTIONS)
    parse(content, listening.listener, "sheet", None)
    return listening.cells


def by_pattern(content: bytes) -> Cells | None:
    """Read a sheet by pattern, if that can be."""
    return PlainReader(CONVENTIONS).read(content)


def made(chance: random.Random) -> bytes:
    """Make a sheet of cells of all sorts, or of plain ones only."""
    odd = chance.choice((0.0, 0.0, 0.05, 0.3))
    rows = []
    for number in range(1, chance.randrange(1, 8)):
        sorts = [
            chance.choice(ODD_CELLS if chance.random() < odd else PLAIN_CELLS)
            for _ in range(chance.randrange(6))
        ]
        cells = "".join(
            one.replace("{}", f"{'ABCDEFG'[place]}{number}") for place, one in enumerate(sorts)
        )
        begin = f'<row r="{number}" spans="1:6">' if chance.random() >= odd else "<row>"
        rows.append(f"{begin}{cells}</row>" if cells else f'<row r="{number}" ht="15"/>')
    after = chance.choice(ODD_AFTER if chance.random() < odd else PLAIN_AFTER)
    space = chance.choice(("", "\n", " \r\n  "))
    return sheet_xml(space.join(rows), after).encode()


def test_sheets_of_every_make_are_the_same_both_ways() -> None:
    """Of plain cells and odd ones: the pattern agrees with the parser, or does not answer."""
    chance = random.Random(7)  # noqa: S311 - chances, not secrets
    answered = 0
    for _ in range(2_000):
        content = made(chance)
        plain = by_pattern(content)
        if plain is not None:
            answered += 1
            assert parsed(content) == plain, content
    assert 900 < answered < 1_700


@pytest.mark.parametrize("xml", PLAIN_CELLS)
def test_each_plain_cell_is_read_by_pattern(xml: str) -> None:
    """It is what the parser reads, and no sheet falls back for it."""
    content = sheet_xml(f'<row r="1">{xml.format("A1")}</row>').encode()

    assert parsed(content) == by_pattern(content)


@pytest.mark.parametrize("xml", ODD_CELLS)
def test_no_odd_cell_is_read_otherwise_than_by_the_parser(xml: str) -> None:
    """The pattern may know one, and else leaves the whole sheet to the parser."""
    content = sheet_xml(f'<row r="1">{xml.replace("{}", "A1")}</row>').encode()

    assert by_pattern(content) in (None, parsed(content))


@pytest.mark.parametrize(
    "content",
    [
        sheet_xml("").replace("UTF-8", "UTF-16").encode("utf-16"),
        sheet_xml('<row r="1"><c r="A1" t="str"><v>é</v></c></row>')
        .replace("UTF-8", "ISO-8859-1")
        .encode("latin-1"),
        b'<!DOCTYPE x [<!ENTITY a "b">]>' + sheet_xml("").encode(),
        sheet_xml("").replace("sheetData", "x:sheetData").encode(),
        sheet_xml("").replace("<sheetData>", '<sheetData a="b">').encode(),
        sheet_xml("").replace("<sheetData>", "<mergeCell ref='A1:B2'/><sheetData>").encode(),
        b"",
        b"no XML",
    ],
)
def test_what_is_no_plain_sheet_is_left_to_the_parser(content: bytes) -> None:
    """Other encodings, declarations and prefixes among it."""
    assert by_pattern(content) is None


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_every_sheet_of_the_samples_is_read_by_pattern(file: Path) -> None:
    """XlsxWriter and LibreOffice wrote them; the parser reads the same."""
    package = open_package(file.read_bytes())
    sheets = [name for name in sorted(package.names) if name.startswith("xl/worksheets/sheet")]

    assert sheets
    for name in sheets:
        content = package.part(name)
        assert parsed(content) == by_pattern(content), name


def foreign() -> Iterator[bytes]:
    """Write a workbook with each of two libraries."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["text", 1, 1.5, True, date(2026, 4, 3), "=1+1", "#N/A", None, " & "])
    sheet.merge_cells("A3:B4")
    out = io.BytesIO()
    book.save(out)
    yield out.getvalue()
    out = io.BytesIO()
    with Written(out, {"in_memory": True, "constant_memory": True}) as written:
        other = written.add_worksheet()
        other.write_row(0, 0, ["text", " spaced ", 1, 2.5, True, "two\nlines"])
        other.write_formula(1, 0, "=1+1", None, 2)
        other.merge_range("A4:B5", "merged")
    yield out.getvalue()


def test_what_other_libraries_write_is_read_by_pattern() -> None:
    """Texts in the cells and shared ones, formulas, errors, merged cells."""
    for content in foreign():
        sheet = unpacked(content)["xl/worksheets/sheet1.xml"]
        read = by_pattern(sheet)

        assert parsed(sheet) == read
        assert read is not None
        assert read.merges


def test_a_sheet_that_is_no_xml_is_refused_however_plain_its_cells() -> None:
    """What is damaged far behind the cells is damaged all the same."""
    with pytest.raises(NotAWorkbook, match="file-damaged"):
        read_grid(workbook('<row r="1"><c r="A1"><v>1</v></c></row>', after="<a></b>"))


def test_too_many_cells_are_left_to_the_parser_which_counts_them() -> None:
    """So that no list of them is made first."""
    row = "".join(f'<c r="{chr(65 + column)}1"><v>1</v></c>' for column in range(20))
    content = sheet_xml(
        "".join(f'<row r="{row_}">{row}</row>' for row_ in range(1, 10_100))
    ).encode()

    assert by_pattern(content) is None
    with pytest.raises(TooLarge):
        parsed(content)


PLAIN_TEXTS = (
    "<si><t>plain</t></si>",
    "<si><t></t></si>",
    '<si><t xml:space="preserve"> a &amp; b &#x41;\r\n _x0041_ é 🙂</t></si>',
    '<si><r><t>rich </t></r><r><rPr><b/><sz val="11"/></rPr><t>text</t></r></si>',
    '<si><t>word</t><phoneticPr fontId="1"/></si>',
)
ODD_TEXTS = (
    "<si/>",
    "<si><t/></si>",
    "<si><t>word</t><rPh sb='0' eb='1'><t>sound</t></rPh></si>",
    "<si><!--<t>no</t>--><t>yes</t></si>",
    "<si><t>a<![CDATA[<t>b</t>]]></t></si>",
    "<t>before</t>",
    "<si><t>a</t><t>b</t></si>",
    "<si><r><rPr><t>no</t></rPr><t>yes</t></r></si>",
    "<x:si xmlns:x='x'><x:t>prefixed</x:t></x:si>",
    "<si>\n<t>spaced</t></si>",
)


def texts_both_ways(items: Iterable[str]) -> tuple[list[Raw], list[Raw] | None]:
    """Read shared texts mark by mark, and by pattern; a comment in front forces the parser."""
    joined = "".join(items)
    package = open_package(workbook("", texts=f"<!-- -->{joined}"))
    plain = unpacked(workbook("", texts=joined))["xl/sharedStrings.xml"]
    return shared_texts(package, "xl/sharedStrings.xml"), texts_by_pattern(plain)


def test_shared_texts_are_the_same_both_ways() -> None:
    """Of one piece and in runs, plain and odd."""
    chance = random.Random(11)  # noqa: S311 - chances, not secrets
    answered = 0
    for number in range(300):
        sorts = PLAIN_TEXTS + ODD_TEXTS * (number % 2)
        parsed_texts, plain = texts_both_ways(chance.choices(sorts, k=chance.randrange(6)))
        if plain is not None:
            answered += 1
            assert parsed_texts == plain
    assert answered >= 100


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_the_shared_texts_of_the_samples_are_read_by_pattern(file: Path) -> None:
    """None of them is dear to read."""
    content = unpacked(file.read_bytes())["xl/sharedStrings.xml"]
    inner = content[content.index(b"<si>") : content.rindex(b"</sst>")].decode()
    parsed_texts, plain = texts_both_ways([inner])

    assert plain
    assert parsed_texts == plain


def in_pieces(content: bytes, size: int) -> list[bytes]:
    """Cut bytes into pieces, wherever a mark is cut in two."""
    return [content[begin : begin + size] for begin in range(0, len(content), size)]


def test_blank_rows_that_are_taken_out_change_no_cell() -> None:
    """However the sheet is cut into pieces, and wherever blank rows stand."""
    chance = random.Random(13)  # noqa: S311 - chances, not secrets
    blank = "".join(
        f'<row r="{number}"><c r="A{number}" s="1"/></row>'
        if number % 3
        else f'<row r="{number}"/>'
        for number in range(100, 20_000)
    ).encode()
    shorter = 0
    for _ in range(60):
        places = made(chance).split(b"<row ")
        place = chance.randrange(len(places))
        padded = b"<row ".join([*places[:place], blank[len("<row ") :], *places[place:]])
        expected = parsed_or_none(padded)
        if expected is not None:
            less = without_blanks(in_pieces(padded, chance.choice((100, 5_000, 90_000))))
            assert expected == parsed(less)
            shorter += len(less) < len(padded)
    assert shorter > 10


def parsed_or_none(content: bytes) -> Cells | None:
    """Read a sheet mark by mark, if it is XML."""
    try:
        return parsed(content)
    except NotAWorkbook:
        return None


@pytest.mark.parametrize(
    "rows",
    [
        "<row><c/><c><v>1</v></c></row>",
        "<row r='1'/>",
        "<x:row r='1'/>",
        '<row r="1"><c r="A1"><f>1</f></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row>',
    ],
)
def test_only_rows_that_are_surely_blank_are_taken_out(rows: str) -> None:
    """A cell without an address stands where it stands because of those before it."""
    content = sheet_xml(rows * 9_000).encode()

    assert content == without_blanks(in_pieces(content, 9_000))


def test_what_looks_like_rows_within_a_text_stays() -> None:
    """A section of raw characters is text, whatever it says."""
    rows = '<row r="5"/>' * 20_000
    content = sheet_xml(
        f'<row r="1"><c r="A1" t="str"><v><![CDATA[{rows}]]></v></c></row>'
    ).encode()

    assert content == without_blanks(in_pieces(content, 7_000))


def test_a_row_after_a_gap_of_a_million_is_read_within_little_memory() -> None:
    """Twenty megabytes of blank rows are not held, and what stands behind them is not lost."""
    real = '<row r="1"><c r="A1"><v>1</v></c></row>'
    gap = "".join(f'<row r="{row}"/>' for row in range(2, 1_000_000))
    last = '<row r="1048576"><c r="B1048576"><v>7</v></c></row>'
    content = workbook(real + gap + last)

    tracemalloc.start()
    (sheet,) = read_grid(content).sheets
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert [(1, 1), (1_048_576, 7)] == [
        (row, raw.value) for row, cells in sheet.rows.items() for raw in cells.values()
    ]
    assert peak < 4 << 20


@pytest.mark.parametrize(
    "written",
    ["&amp;lt;", "&#38;lt;", "&amp;amp;#10;", "&#x26;#38;amp;", "&lt;&amp;gt;&#10;&apos;"],
)
def test_a_reference_within_what_a_reference_gives_is_text(written: str) -> None:
    """Many texts read at once are read as each alone, and as a parser reads them."""
    several = [written.encode(), b"A &quot;B&quot;", written.encode() * 2]
    heard: list[str] = []
    listener = Listener(None, None, heard.append)
    parse(f"<t>{written}</t>".encode(), listener, "texts", None)

    assert plain_texts(several) == [plain_text(one) for one in several]
    assert plain_texts(several)[0] == "".join(heard)
