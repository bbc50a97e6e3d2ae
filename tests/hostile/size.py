"""Size: what a small file asks of the machine that opens it."""

import re

from hostile.good import BOOK, STYLES, TEXTS, Good, zipped
from hostile.variant import accepted, refused


@accepted()
def spaces_behind_the_last_row(file: Good) -> bytes:
    """Appends twenty megabytes of spaces to a sheet, packed no better than a large sheet is."""
    lines = b"".join(b" " * (number * number % 61) + b"\n" for number in range(7_000))
    return file.changed(file.questions, lambda xml: xml + lines * 96)


@refused("package-bomb")
def texts_of_zeros(file: Good) -> bytes:
    """Gives the workbook shared texts of twenty megabytes of nothing."""
    return _texts(file, b"<sst>" + b"<si><t>" + b"0" * (20 << 20) + b"</t></si></sst>")


@refused("file-unreadable")
def eleven_megabytes(file: Good) -> bytes:
    """Puts in pictures of eleven megabytes."""
    noise = bytes(number * number % 251 for number in range(65_537))
    parts = {f"xl/media/{each}.bin": bytes([each]) + noise * 3 for each in range(60)}
    return file.along(parts)


def _texts(file: Good, xml: bytes) -> bytes:
    """Hang further shared texts on the workbook, or put these in the place of its own."""
    if TEXTS in file.parts:
        return file.along({TEXTS: xml})
    return file.hung("sharedStrings", "sharedStrings.xml", xml)


@refused("too-many-texts")
def texts_beyond_number(file: Good) -> bytes:
    """Gives the workbook more shared texts than any answers need."""
    many = b"".join(b"<si><t>%d</t></si>" % number for number in range(210_000))
    return _texts(file, b"<sst>" + many + b"</sst>")


@refused("sheet-too-large")
def rows_beyond_number(file: Good) -> bytes:
    """Fills more rows than are ever read."""
    return file.rows("".join(_row(number) for number in range(1_000, 22_000)))


def _row(number: int) -> str:
    return f'<row r="{number}"><c r="U{number}"><v>{number}</v></c></row>'


@refused("sheet-too-large")
def cells_beyond_number(file: Good) -> bytes:
    """Fills more cells than are ever read."""
    cells = "".join('<c t="b"><v>1</v></c>' for _ in range(12_000))
    return file.rows("".join(f'<row r="{number}">{cells}</row>' for number in range(1_000, 1_018)))


@accepted()
def blank_rows(file: Good) -> bytes:
    """Gives the sheet a hundred thousand blank rows."""
    return file.rows("".join(f'<row r="{number}"/>' for number in range(1_000, 101_000)))


@accepted()
def blank_cells(file: Good) -> bytes:
    """Gives the sheet a hundred thousand blank cells that only look their own way."""
    return file.rows(
        "".join(
            f'<row r="{row}">'
            + "".join(f'<c r="{letter}{row}" s="1"/>' for letter in "ABCDEFGHIJ")
            + "</row>"
            for row in range(1_000, 11_000)
        )
    )


@accepted()
def dimension_of_everything(file: Good) -> bytes:
    """Says that the sheet is as large as a sheet can be."""
    return file.changed(
        file.questions,
        lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', xml),
    )


@accepted()
def dimension_of_nothing(file: Good) -> bytes:
    """Says that the sheet has one cell, and leaves all others there."""
    return file.changed(
        file.questions,
        lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', xml),
    )


@accepted("column-unknown")
def cell_in_the_far_corner(file: Good) -> bytes:
    """Fills the last cell that a sheet has."""
    return file.rows('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


@accepted()
def merges_by_the_thousand(file: Good) -> bytes:
    """Merges fifty thousand pairs of blank cells."""
    many = "".join(f'<mergeCell ref="V{row}:V{row + 1}"/>' for row in range(100, 100_100, 2))
    return file.after(f"<mergeCells>{many}</mergeCells>")


@accepted()
def validations_by_the_thousand(file: Good) -> bytes:
    """Adds twenty thousand rules of what may be typed."""
    many = "".join(
        f'<dataValidation type="list" sqref="V{row}"><formula1>"a,b"</formula1></dataValidation>'
        for row in range(1, 20_001)
    )
    return file.after(f"<dataValidations>{many}</dataValidations>")


@accepted()
def conditional_formats_by_the_thousand(file: Good) -> bytes:
    """Adds twenty thousand formats that hang on a condition."""
    many = "".join(
        f'<conditionalFormatting sqref="V{row}"><cfRule type="expression" priority="1">'
        "<formula>1</formula></cfRule></conditionalFormatting>"
        for row in range(1, 20_001)
    )
    return file.after(many)


@accepted()
def styles_by_the_thousand(file: Good) -> bytes:
    """Adds sixty thousand styles."""
    many = '<xf numFmtId="14" fontId="0"/>' * 60_000
    return file.replaced(STYLES, "</cellXfs>", f"{many}</cellXfs>")


@accepted()
def names_by_the_thousand(file: Good) -> bytes:
    """Defines fifty thousand names."""
    many = "".join(f'<definedName name="n{each}">A1</definedName>' for each in range(50_000))
    return file.replaced(BOOK, "</sheets>", f"</sheets><definedNames>{many}</definedNames>")


@refused("too-many-sheets")
def sheets_beyond_number(file: Good) -> bytes:
    """Lists a hundred more sheets."""
    return file.replaced(BOOK, "<sheets>", "<sheets>" + '<sheet name="a" sheetId="99"/>' * 100)


@accepted("text-too-long", explanation="unreadable")
def text_of_a_megabyte(file: Good) -> bytes:
    """Types an explanation of a million characters."""
    return file.explained("long text " * 100_000)


@accepted("text-too-long", explanation="unreadable")
def one_character_too_many(file: Good) -> bytes:
    """Types one character more than a cell takes."""
    return file.explained("long text " + "x" * (32_768 - 10))


@accepted(explanation="long text")
def as_long_as_a_cell(file: Good) -> bytes:
    """Types as many characters as a cell takes."""
    return file.explained("long text " + "x" * (32_767 - 10))


@accepted("answer-unknown", answer="unreadable")
def number_of_many_digits(file: Good) -> bytes:
    """Types a number of two hundred digits."""
    return file.cell("answer", f'<c r="@"><v>{"9" * 200}</v></c>')


@accepted("cell-error", answer="unreadable")
def number_of_a_megabyte(file: Good) -> bytes:
    """Types a number of a million digits."""
    return file.cell("answer", f'<c r="@"><v>{"9" * 1_000_000}</v></c>')


@accepted()
def pictures_nobody_reads(file: Good) -> bytes:
    """Puts in a picture of two megabytes."""
    return file.along({"xl/media/image1.png": zipped({"a": bytes(2 << 20)})})
