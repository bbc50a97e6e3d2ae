"""Hangs notes on cells, beside those that hang there already.

A note is two things in a file: its words in one part, and the box they are shown in in another, in
an older drawing language (VML) that no program has given up.
"""

import re
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from lxml import etree

from secself.grid import LAST_COLUMN, address
from secself.workbook.amending.asked import Note
from secself.workbook.amending.book import Book, children, insert_before, pointer
from secself.workbook.amending.content import escaped
from secself.workbook.amending.parts import Parts

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_AFTER_DRAWING = (
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip
_SHAPE_ID = re.compile(rb"_x0000_s([0-9]{1,9})")
_FIRST_SHAPE = 1025
_EMPTY_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" '
    'coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke '
    'joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_SHAPE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}" type="#_x0000_t202" '
    'alt={alt} style="position:absolute;margin-left:59pt;margin-top:2pt;width:240pt;'
    'height:{height}pt;z-index:{order};visibility:hidden" fillcolor="#ffffe1" '
    'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 2, {right}, 15, {bottom}, 4</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)
_WIDE, _PER_LINE, _LINE = 3, 45, 13


def add(parts: Parts, book: Book, sheet: str, notes: Sequence[Note]) -> None:
    """Hang notes on the cells of one sheet."""
    part = book.part(sheet)
    kept = _comments(parts, book, part)
    root = parts.tree(kept)
    listed = children(root, "commentList")[0]
    taken = {comment.get("ref") for comment in listed}
    drawing = _drawing(parts, book, part)
    shapes = []
    authors = _Authors(book, root)
    free: dict[tuple[int, int], int] = {}
    for note in notes:
        # Where many hang on one cell, the search goes on where it ended.
        at = note.row, note.column
        column = free[at] = _free(note, taken, free.get(at, note.column))
        taken.add(address(note.row, column))
        _say(book, listed, note, column, authors.number(note.author))
        shapes.append((note, column))
    parts.put(drawing, _drawn(parts.content(drawing), shapes))


def _free(note: Note, taken: set[str | None], column: int) -> int:
    while address(note.row, column) in taken and column < LAST_COLUMN:
        column += 1
    return column


def _comments(parts: Parts, book: Book, sheet_part: str) -> str:
    """Give the part that keeps the words of a sheet's notes, made if there is none."""
    for relation in parts.relations(sheet_part):
        if relation.kind == "comments" and not relation.is_external:
            return relation.target
    made = parts.free_name("xl/comments{}.xml")
    parts.put(made, f'<comments xmlns="{book.space}"><authors/><commentList/></comments>'.encode())
    parts.declare(made, _TYPE)
    parts.relate(sheet_part, f"{book.relation_space}/comments", made)
    return made


def _drawing(parts: Parts, book: Book, sheet_part: str) -> str:
    """Give the part that keeps the boxes of a sheet's notes, made if there is none."""
    shown = children(parts.look(sheet_part), "legacyDrawing")
    keys = {pointer(one) for one in shown}
    for relation in parts.relations(sheet_part):
        if relation.id in keys and not relation.is_external:
            return relation.target
    made = parts.free_name("xl/drawings/vmlDrawing{}.vml")
    parts.put(made, _EMPTY_DRAWING.encode())
    parts.declare_ending("vml", _DRAWING_TYPE)
    key = parts.relate(sheet_part, f"{book.relation_space}/vmlDrawing", made)
    root = parts.tree(sheet_part)
    element = etree.Element(
        f"{{{book.space}}}legacyDrawing",
        {f"{{{book.relation_space}}}id": key},
        {"r": book.relation_space},
    )
    insert_before(root, element, _AFTER_DRAWING)
    return made


def _say(book: Book, listed: etree._Element, note: Note, column: int, author: int) -> None:
    comment = etree.SubElement(
        listed,
        f"{{{book.space}}}comment",
        {"ref": address(note.row, column), "authorId": str(author)},
    )
    text = etree.SubElement(comment, f"{{{book.space}}}text")
    run = etree.SubElement(text, f"{{{book.space}}}r")
    words = etree.SubElement(run, f"{{{book.space}}}t", {_SPACE: "preserve"})
    words.text = escaped(note.text)


class _Authors:
    """The list of those who wrote the notes of a sheet, each once."""

    def __init__(self, book: Book, root: etree._Element) -> None:
        self._space, self._listed = book.space, children(root, "authors")[0]
        self._numbers: dict[str, int] = {}
        for number, author in enumerate(self._listed):
            self._numbers.setdefault(author.text or "", number)

    def number(self, name: str) -> int:
        known = self._numbers.get(escaped(name))
        if known is None:
            etree.SubElement(self._listed, f"{{{self._space}}}author").text = escaped(name)
            known = self._numbers[escaped(name)] = len(self._listed) - 1
        return known


def _drawn(content: bytes, shapes: Sequence[tuple[Note, int]]) -> bytes:
    """Add the boxes at the end; some programs write this language so that no XML parser takes it.

    So it is not parsed, and what stands there stays as it is.
    """
    used = [int(found) for found in _SHAPE_ID.findall(content)]
    following = max([*used, _FIRST_SHAPE - 1]) + 1
    made = "".join(
        _shape(note, column, following + order, order)
        for order, (note, column) in enumerate(shapes)
    )
    before, closing, after = content.rpartition(b"</")
    return (
        before + made.encode() + closing + after
        if closing
        else _EMPTY_DRAWING.replace("</xml>", f"{made}</xml>").encode()
    )


def _shape(note: Note, column: int, number: int, order: int) -> str:
    lines = sum(1 + len(line) // _PER_LINE for line in note.text.split("\n"))
    high = max(3, lines)
    return _SHAPE.format(
        id=number,
        order=order + 1,
        alt=quoteattr(f"Note of {escaped(note.author)}"),
        height=high * _LINE,
        left=column,
        right=column + _WIDE,
        top=max(0, note.row - 1),
        bottom=note.row - 1 + high,
        row=note.row - 1,
        column=column - 1,
    )
