"""Adds a visible sheet with one table behind the sheets of a workbook."""

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from secself.grid import Area, address
from secself.workbook.amending.asked import FurtherSheet, Scalar
from secself.workbook.amending.book import Book, children
from secself.workbook.amending.content import fill
from secself.workbook.amending.parts import Parts
from secself.workbook.writing import fitting

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_FRAME = (
    '<worksheet xmlns="{space}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    '<dimension ref="{reach}"/><sheetViews><sheetView showGridLines="0" workbookViewId="0">'
    '<pane ySplit="{head}" topLeftCell="A{first}" activePane="bottomLeft" state="frozen"/>'
    '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols/><sheetData/>'
    '<autoFilter ref="{table}"/><pageMargins left="0.4" right="0.4" top="0.75" bottom="0.75" '
    'header="0.3" footer="0.3"/><pageSetup paperSize="9" fitToHeight="0" '
    'orientation="landscape"/></worksheet>'
)


def add(parts: Parts, book: Book, wanted: FurtherSheet) -> None:
    """Add the sheet behind the others, or in the place of the one it replaces."""
    if wanted.replaces:
        name = wanted.replaces
        part = book.part(name)
        book.forget_names(name)
        parts.put(part, _written(parts, book, wanted, parts.look(part)))
    else:
        name = book.free_sheet(wanted.name)
        part = parts.free_name("xl/worksheets/sheet{}.xml")
        parts.put(part, _written(parts, book, wanted))
        parts.declare(part, _TYPE)
        book.add_sheet(name, part)
    head = _head(wanted)
    corner = f"{address(head, 1)}.{address(head + len(wanted.rows), len(wanted.headings))}"
    quoted = "'" + name.replace("'", "''") + "'"
    book.add_name("_xlnm.Print_Titles", f"{quoted}!${head}:${head}", within=name)
    # By a name of this shape screen readers know where the headings of a table are.
    book.add_name(f"TitleRegion1.{corner}.{book.number(name)}", f"{quoted}!$A${head}")


def _head(wanted: FurtherSheet) -> int:
    """Give the row of the headings."""
    return 2 + len(wanted.lines) + bool(wanted.mark)


def _written(
    parts: Parts, book: Book, wanted: FurtherSheet, before: etree._Element | None = None
) -> bytes:
    head = _head(wanted)
    last, width = head + len(wanted.rows), len(wanted.headings)
    frame = _FRAME.format(
        space=book.space,
        reach=Area(1, 1, last, width),
        table=Area(head, 1, last, width),
        head=head,
        first=head + 1,
    )
    root = etree.fromstring(frame)
    columns, grid = children(root, "cols")[0], children(root, "sheetData")[0]
    for number, (size, heading) in enumerate(zip(wanted.widths, wanted.headings, strict=True), 1):
        said = {"min": str(number), "max": str(number), "width": str(size), "customWidth": "1"}
        if heading in wanted.hidden:
            said["hidden"] = "1"
        etree.SubElement(columns, f"{{{book.space}}}col", said)
    looks = {name: _look(parts, book, place) for name, place in wanted.looks.items()}
    cell, entry = looks.get("cell"), looks.get("input", looks.get("cell"))
    body = [entry if heading in wanted.inputs else cell for heading in wanted.headings]
    _row(book, grid, [wanted.title], [looks.get("title")])
    for line in wanted.lines:
        _row(book, grid, [line], [looks.get("line")])
    if wanted.mark:
        _row(book, grid, [wanted.mark], [None])
        grid[-1].set("hidden", "1")
    _row(book, grid, wanted.headings, [looks.get("heading")] * width, wanted.widths)
    for row in wanted.rows:
        _row(book, grid, row, body, wanted.widths)
    _share_header(parts, book, root, wanted.like)
    if before is not None:
        for drawing in children(before, "legacyDrawing"):
            root.append(deepcopy(drawing))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _row(
    book: Book,
    grid: etree._Element,
    values: Sequence[Scalar],
    looks: Sequence[str | None],
    widths: Sequence[int] = (),
) -> None:
    number = len(grid) + 1
    row = etree.SubElement(grid, f"{{{book.space}}}row", {"r": str(number)})
    for column, (value, look) in enumerate(zip(values, looks, strict=True), 1):
        cell = etree.SubElement(row, f"{{{book.space}}}c", {"r": address(number, column)})
        if look:
            cell.set("s", look)
        fill(cell, value, is_dated=look in book.dated, from_1904=book.counts_from_1904)
    texts = [(str(value), width) for value, width in zip(values, widths, strict=False) if value]
    lines = max((fitting.lines(text, width) for text, width in texts), default=1)
    if lines > 1:
        # LibreOffice shows a row as tall as the file says; Excel may still fit it anew.
        row.set("ht", f"{fitting.height(lines):g}")


def _look(parts: Parts, book: Book, place: tuple[str, int, int]) -> str | None:
    """Give the number of the look of a cell of another sheet."""
    sheet, row, column = place
    wanted = address(row, column)
    for grid in children(parts.look(book.part(sheet)), "sheetData"):
        for each in children(grid, "row"):
            for cell in children(each, "c"):
                if cell.get("r") == wanted:
                    return cell.get("s")
    return None


def _share_header(parts: Parts, book: Book, root: etree._Element, like: str) -> None:
    """Take over what is printed above and below each page: it may carry a protective marking."""
    if like:
        for header in children(parts.look(book.part(like)), "headerFooter"):
            root.append(deepcopy(header))
