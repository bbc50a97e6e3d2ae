"""Reads the body of a Word document into tables, rows and cells; knows nothing of questions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from secself.wordform.text import GONE, PROMPTS, Control, Text, attribute, child, is_ours, name


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table."""

    start: int
    """The first column of the grid it covers, counted from 0."""
    span: int
    """How many columns of the grid it covers."""
    lines: tuple[str, ...]
    """The paragraphs of what stands outside its content controls."""
    controls: tuple[Control, ...]
    """The content controls in it."""
    has_picture: bool
    """Whether there is a picture or another object in it."""
    is_merged_up: bool = False
    """Whether it was merged with the cell above, so that no program shows what it holds."""

    @property
    def outside(self) -> str:
        """Give what stands outside its content controls; nothing if that is empty lines only."""
        text = "\n".join(self.lines)
        return "" if not text.strip("\n") or text in PROMPTS else text

    @property
    def text(self) -> str:
        """Give all its text."""
        inside = [control.text for control in self.controls if control.text]
        return "\n".join(part for part in (*inside, self.outside) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table."""

    table: int
    """Which table of the document it is in, counted from 1."""
    within: tuple[int, ...]
    """The tables that this table stands in."""
    number: int
    """Which row of that table it is, counted from 1."""
    cells: tuple[Cell, ...]
    """Its cells."""

    @property
    def width(self) -> int:
        """Tell how many columns of the grid it reaches over."""
        return max((cell.start + cell.span for cell in self.cells), default=0)

    @property
    def place(self) -> str:
        """Say where it stands."""
        return _place(self.table, self.number)


def rows(root: etree._Element) -> Iterator[Row]:
    """Walk through the rows of all tables, in order; a table inside a cell comes by itself too."""
    tables = _tables(root)
    for table, number in tables.items():
        within = tuple(tables[above] for above in table.iterancestors("{*}tbl"))
        for i, row in enumerate(_children(table, "tr"), start=1):
            if not _is_deleted(row):
                yield Row(table=number, number=i, within=within, cells=tuple(_cells(row)))


def places(root: etree._Element) -> dict[etree._Element, str]:
    """Say of each element that is a row where it stands, as the row itself says it."""
    return {
        row: _place(number, i)
        for table, number in _tables(root).items()
        for i, row in enumerate(_children(table, "tr"), start=1)
    }


def deleted(root: etree._Element) -> Iterator[etree._Element]:
    """Walk through the rows that were deleted under tracked changes."""
    return (row for row in places(root) if _is_deleted(row))


def loose(root: etree._Element) -> Iterator[Control]:
    """Walk through the content controls that are in no table."""
    for element in root.iter("{*}sdt"):
        above = {name(each) for each in element.iterancestors()}
        if is_ours(element) and above.isdisjoint({"tbl", *GONE}):
            text = Text()
            text.take(element)
            yield from text.controls[:1]


def paragraphs(root: etree._Element) -> Iterator[str]:
    """Walk through the texts of the paragraphs that are in no table."""
    for element in root.iter("{*}p"):
        if next(element.iterancestors("{*}tbl"), None) is None:
            text = Text()
            text.take(element)
            yield "\n".join(text.lines)


def _tables(root: etree._Element) -> dict[etree._Element, int]:
    return {table: number for number, table in enumerate(root.iter("{*}tbl"), start=1)}


def _place(table: int, row: int) -> str:
    return f"table {table}, row {row}"


def _cells(row: etree._Element) -> Iterator[Cell]:
    start = _number(child(child(row, "trPr"), "gridBefore"), 0)
    for element in _children(row, "tc"):
        settings = child(element, "tcPr")
        span = max(1, _number(child(settings, "gridSpan"), 1))
        if child(settings, "cellDel") is None:
            merge = child(settings, "vMerge")
            is_merged_up = merge is not None and attribute(merge, "val") != "restart"
            yield replace(_cell(element, start, span), is_merged_up=is_merged_up)
        start += span


def _cell(element: etree._Element, start: int, span: int) -> Cell:
    text = Text()
    text.take(_wrapping(element))
    return Cell(
        start=start,
        span=span,
        lines=tuple(text.lines),
        controls=tuple(text.controls),
        has_picture=text.has_picture,
    )


def _wrapping(cell: etree._Element) -> etree._Element:
    """Give our content control where it wraps just this cell, else the cell."""
    content = cell.getparent()
    control = None if content is None else content.getparent()
    if content is None or control is None or name(control) != "sdt" or not is_ours(control):
        return cell
    return control if len(list(_children(content, "tc"))) == 1 else cell


def _children(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Find rows of a table or cells of a row, also where a control or a mark wraps them."""
    for inner in element:
        kind = name(inner)
        if kind == wanted:
            yield inner
        elif kind in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
            yield from _children(inner, wanted)


def _is_deleted(row: etree._Element) -> bool:
    return row.find("{*}trPr/{*}del") is not None


def _number(element: etree._Element | None, otherwise: int) -> int:
    text = attribute(element, "val")
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else otherwise
