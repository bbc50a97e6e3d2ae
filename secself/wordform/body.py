"""Reads the body of a Word document into tables, rows, cells and content controls.

Knows nothing of questions, but knows our content controls from others. Element names are compared
without their namespace, because strict documents use another one. Text that was inserted under
tracked changes counts, deleted text does not, whatever the person chose to see.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree

from secself.identity import read_token
from secself.wordform.layout import ALL_PROMPTS, WORD_PROMPTS, read_tag

_GONE = frozenset({"del", "moveFrom", "Fallback", "rt"})
"""What holds text that does not stand in the document, or stands in it twice."""
_SETTINGS = frozenset({"pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr"})
_SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_PICTURES = frozenset({"drawing", "pict", "object"})
_PROMPTS = frozenset((*ALL_PROMPTS, *WORD_PROMPTS))
_LONGEST_PROMPT = max(map(len, _PROMPTS))
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A content control of ours, as it stands in the document."""

    tag: str
    """Its tag, empty if it has none."""
    alias: str
    """Its title, empty if it has none."""
    text: str
    """What it holds; nothing where it shows a prompt that we or Word put there."""
    is_prompt_kept: bool
    """Whether it holds a text of its own and yet is said to show a prompt."""
    day: date | None
    """The day it says was picked, if it is a date picker."""


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

    @property
    def outside(self) -> str:
        """Give what stands outside its content controls; nothing if that is empty lines only."""
        text = "\n".join(self.lines)
        return "" if not text.strip("\n") or text in _PROMPTS else text

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
        return f"table {self.table}, row {self.number}"


def name(element: etree._Element) -> str:
    """Give an element's name without its namespace; nothing for comments and their kin."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def rows(root: etree._Element) -> Iterator[Row]:
    """Walk through the rows of all tables, in order; a table inside a cell comes by itself too."""
    tables = {table: number for number, table in enumerate(root.iter("{*}tbl"), start=1)}
    for table, number in tables.items():
        within = tuple(tables[above] for above in table.iterancestors("{*}tbl"))
        for i, row in enumerate(_children(table, "tr"), start=1):
            if not _is_deleted(row):
                yield Row(table=number, number=i, within=within, cells=tuple(_cells(row)))


def loose(root: etree._Element) -> Iterator[Control]:
    """Walk through the content controls that are in no table."""
    for element in root.iter("{*}sdt"):
        above = {name(each) for each in element.iterancestors()}
        if _is_ours(element) and above.isdisjoint({"tbl", *_GONE}):
            text = _Text()
            text.take(element)
            yield from text.controls[:1]


def paragraphs(root: etree._Element) -> Iterator[str]:
    """Walk through the texts of the paragraphs that are in no table."""
    for element in root.iter("{*}p"):
        if next(element.iterancestors("{*}tbl"), None) is None:
            text = _Text()
            text.take(element)
            yield "\n".join(text.lines)


class _Text:
    """Collects the text below an element: what is in content controls apart from what is not."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.controls: list[Control] = []
        self.has_picture = False
        self._joins_next = False
        self._prompts = 0

    def take(self, element: etree._Element) -> None:
        """Take in an element and what is below it."""
        kind = name(element)
        if kind in _GONE or kind in _SETTINGS:
            return
        if kind == "t":
            self._add(element.text or "")
        elif kind in _SIGNS:
            self._add(_SIGNS[kind])
        elif kind == "sym":
            self._add(_symbol(element))
        elif kind == "p":
            self._take_paragraph(element)
        elif kind == "sdt" and _is_ours(element):
            self._take_control(element)
        elif kind == "sdt" and _is_prompt(element):
            self._prompts += 1
        else:
            self.has_picture = self.has_picture or kind in _PICTURES
            self._take_below(element)

    def _take_below(self, element: etree._Element) -> None:
        for child in element:
            self.take(child)

    def _take_paragraph(self, element: etree._Element) -> None:
        if not self._joins_next:
            self.lines.append("")
        self._joins_next = False
        before = len(self.controls) + self._prompts
        self._take_below(element)
        holds_control = len(self.controls) + self._prompts > before
        if holds_control and self.lines and not self.lines[-1]:
            # A paragraph that holds nothing but a control is no empty line beside it.
            self.lines.pop()
        self._joins_next = element.find("{*}pPr/{*}rPr/{*}del") is not None

    def _take_control(self, element: etree._Element) -> None:
        held = _Text()
        content = element.find("{*}sdtContent")
        if content is not None:
            held._take_below(content)
        self.has_picture = self.has_picture or held.has_picture
        self.controls.append(_control(element, "\n".join(held.lines)))
        # A control inside a control, as pasting makes it, is heard as well.
        self.controls.extend(held.controls)

    def _add(self, text: str) -> None:
        if not self.lines:
            self.lines.append("")
        self.lines[-1] += text


def _control(element: etree._Element, text: str) -> Control:
    settings = element.find("{*}sdtPr")
    is_prompt = _is_on(settings, "showingPlcHdr")
    is_ours = text in ALL_PROMPTS or (is_prompt and text in ("", *WORD_PROMPTS))
    return Control(
        tag=_setting(settings, "tag"),
        alias=_setting(settings, "alias"),
        text="" if is_ours else text,
        is_prompt_kept=is_prompt and not is_ours,
        day=_day(_attribute(_child(settings, "date"), "fullDate")),
    )


def _cells(row: etree._Element) -> Iterator[Cell]:
    start = _number(_child(_child(row, "trPr"), "gridBefore"), 0)
    for element in _children(row, "tc"):
        settings = _child(element, "tcPr")
        span = max(1, _number(_child(settings, "gridSpan"), 1))
        if _child(settings, "cellDel") is None:
            yield _cell(element, start, span)
        start += span


def _cell(element: etree._Element, start: int, span: int) -> Cell:
    text = _Text()
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
    if content is None or control is None or name(control) != "sdt" or not _is_ours(control):
        return cell
    return control if len(list(_children(content, "tc"))) == 1 else cell


def _children(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Find rows of a table or cells of a row, also where a control or a mark wraps them."""
    for child in element:
        kind = name(child)
        if kind == wanted:
            yield child
        elif kind in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
            yield from _children(child, wanted)


def _is_deleted(row: etree._Element) -> bool:
    return row.find("{*}trPr/{*}del") is not None


def _is_ours(control: etree._Element) -> bool:
    settings = _child(control, "sdtPr")
    tag, alias = _setting(settings, "tag"), _setting(settings, "alias")
    return any((read_tag(tag), read_tag(alias), read_token(tag)))


def _is_prompt(control: etree._Element) -> bool:
    """Tell whether a control that lost its name holds a prompt of ours or of Word."""
    text = ""
    for piece in control.iter("{*}t"):
        text += piece.text or ""
        if len(text) > _LONGEST_PROMPT:
            return False
    return text in _PROMPTS


def _child(element: etree._Element | None, wanted: str) -> etree._Element | None:
    return None if element is None else element.find(f"{{*}}{wanted}")


def _attribute(element: etree._Element | None, wanted: str) -> str:
    if element is None:
        return ""
    values = (v for key, v in element.attrib.items() if etree.QName(key).localname == wanted)
    return str(next(values, ""))


def _setting(settings: etree._Element | None, wanted: str) -> str:
    return _attribute(_child(settings, wanted), "val").strip()


def _is_on(settings: etree._Element | None, wanted: str) -> bool:
    element = _child(settings, wanted)
    return element is not None and _attribute(element, "val") not in _OFF


def _number(element: etree._Element | None, otherwise: int) -> int:
    text = _attribute(element, "val")
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else otherwise


def _symbol(element: etree._Element) -> str:
    code = _attribute(element, "char")
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
