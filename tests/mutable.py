"""A workbook taken apart into cells that remember where they stood, and put together again.

What a mutation leaves alone is thereby known without asking the reader: a cell is intact while its
content, its heading and what tells its row apart still stand together.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from secself.grid import address

_ROW = re.compile(r"<row([^>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_CELL = re.compile(r"<c([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_WORD = re.compile(r'([\w:]+)="([^"]*)"')
_SHEET = re.compile(r"<sheet ([^>]*?)/>")
_TEXT = re.compile(r"<si>.*?</si>|<si/>", re.DOTALL)
_BLANKS = re.compile(r"<is><t(?: [^>]*)?/?>(?:</t>)?</is>")

LISTS = ("Evidence", "Providers", "Remediation plan", "_lists")
Home = tuple[str, str]
"""Sheet and address at which a cell stood at first."""


@dataclass(slots=True, kw_only=True)
class Cell:
    """A cell of the XML."""

    words: dict[str, str]
    """Its attributes but for its place."""
    inner: str
    """The XML within it."""
    home: Home | None = None
    """Where it stood at first; None for what a mutation made."""
    is_placed: bool = True
    """Whether it says where it stands."""

    @property
    def is_filled(self) -> bool:
        """Tell whether it holds anything."""
        return bool(self.inner) and not _BLANKS.fullmatch(self.inner)

    def copy(self) -> "Cell":
        """Give another cell that holds the same."""
        return Cell(words=dict(self.words), inner=self.inner)


@dataclass(slots=True, kw_only=True)
class Sheet:
    """A sheet of the XML."""

    name: str
    """Its name."""
    part: str
    """The part it stands in."""
    words: dict[str, str]
    """What the workbook says of it, but for its name."""
    head: str
    """The XML before the cells."""
    tail: str
    """The XML after them."""
    rows: dict[int, dict[int, Cell]]
    """Its cells."""
    row_words: dict[int, dict[str, str]]
    """The attributes of its rows."""

    @property
    def width(self) -> int:
        """Give its last column."""
        return max((max(cells, default=1) for cells in self.rows.values()), default=1)

    def filled(self) -> list[tuple[int, int]]:
        """Name the cells that hold something."""
        return [
            (row, column)
            for row, cells in self.rows.items()
            for column, cell in cells.items()
            if cell.is_filled
        ]

    def xml(self) -> bytes:
        """Write the part."""
        rows = "".join(self._row(number) for number in sorted(self.rows))
        return f"{self.head}<sheetData>{rows}</sheetData>{self.tail}".encode()

    def _row(self, number: int) -> str:
        words = {"r": str(number)} | self.row_words.get(number, {})
        cells = (
            _tag("c", ({"r": address(number, column)} if cell.is_placed else {}) | cell.words, cell)
            for column, cell in sorted(self.rows[number].items())
        )
        return f"<row{_words(words)}>{''.join(cells)}</row>"


@dataclass(slots=True, kw_only=True)
class Book:
    """A workbook of the XML."""

    parts: dict[str, bytes]
    """Every part, by name."""
    sheets: list[Sheet]
    """Its sheets, in order."""
    texts: list[str]
    """Its shared texts."""
    outline: str
    """The XML of the main part, without the sheets."""
    spoiled: set[str] = field(default_factory=set)
    """Names, at first, of the sheets of which nothing can be said any more; `*` for all."""
    first: Mapping[Home, tuple[str, ...]] = field(default_factory=dict)
    """What every cell held at first."""

    def sheet(self, name: str) -> Sheet | None:
        """Find a sheet by its name."""
        return next((one for one in self.sheets if one.name == name), None)

    def said(self, cell: Cell) -> tuple[str, ...]:
        """Give all that decides what a cell says."""
        kind = cell.words.get("t", "n")
        if kind == "s":
            number = cell.inner.removeprefix("<v>").removesuffix("</v>")
            is_there = number.isdecimal() and int(number) < len(self.texts)
            return ("text", plain(self.texts[int(number)]) if is_there else "nothing")
        if kind in ("inlineStr", "str") and "<f" not in cell.inner:
            return ("text", plain(cell.inner))
        return (kind, cell.inner, cell.words.get("s", ""))

    def pack(self) -> bytes:
        """Put the file together again."""
        parts = dict(self.parts)
        listed = "".join(
            f"<sheet {_words({'name': one.name} | one.words).strip()}/>" for one in self.sheets
        )
        parts["xl/workbook.xml"] = self.outline.replace("<sheets>", f"<sheets>{listed}").encode()
        for one in self.sheets:
            parts[one.part] = one.xml()
        if self.texts:
            parts["xl/sharedStrings.xml"] = _shared(self.texts)
        return packed(parts)

    def intact(self) -> dict[Home, tuple[str, int, int]]:
        """Say where the cells stand now that hold what they held, by where they stood."""
        return {
            cell.home: (one.name, row, column)
            for one in self.sheets
            if one.rows
            for row, cells in one.rows.items()
            for column, cell in cells.items()
            if cell.home is not None
            and cell.is_placed
            and self.spoiled.isdisjoint({cell.home[0], "*"})
            and self.said(cell) == self.first[cell.home]
        }


def take_apart(content: bytes) -> Book:
    """Take a workbook apart."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    main = parts["xl/workbook.xml"].decode()
    ends = dict(_targets(parts["xl/_rels/workbook.xml.rels"].decode()))
    texts = _TEXT.findall(parts.get("xl/sharedStrings.xml", b"").decode())
    sheets = []
    for found in _SHEET.findall(main):
        words = dict(_WORD.findall(found))
        relation = next(value for key, value in words.items() if key.endswith(":id"))
        sheets.append(_sheet(words, ends[relation], parts))
    outline = _SHEET.sub("", main)
    book = Book(parts=parts, sheets=sheets, texts=texts, outline=outline)
    book.first = {cell.home: book.said(cell) for cell in _cells(sheets) if cell.home is not None}
    return book


def plain(xml: str) -> str:
    """Give the text of a piece of XML, still escaped."""
    return "".join(re.findall(r"<(?:t|v)(?: [^>]*)?>(.*?)</(?:t|v)>", xml, re.DOTALL))


def typed(text: str) -> Cell:
    """Make a cell of text."""
    inner = f'<is><t xml:space="preserve">{escape(text)}</t></is>'
    return Cell(words={"t": "inlineStr"}, inner=inner)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Put parts together without packing them, which costs the least."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return made.getvalue()


def shared(content: bytes) -> bytes:
    """Move every text into the list of shared texts, as Excel does."""
    book = take_apart(content)
    numbers: dict[str, int] = {}
    for cell in _cells(book.sheets):
        if cell.words.get("t") == "inlineStr" and cell.is_filled:
            text = cell.inner.replace("<is>", "<si>").replace("</is>", "</si>")
            cell.words["t"] = "s"
            cell.inner = f"<v>{numbers.setdefault(text, len(numbers))}</v>"
    book.texts = list(numbers)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relation = f'<Relationship Id="rTexts" Type="{kind}" Target="sharedStrings.xml"/>'
    rels = book.parts["xl/_rels/workbook.xml.rels"].decode()
    book.parts["xl/_rels/workbook.xml.rels"] = rels.replace(
        "</Relationships>", f"{relation}</Relationships>"
    ).encode()
    return book.pack()


def _sheet(words: dict[str, str], part: str, parts: Mapping[str, bytes]) -> Sheet:
    name = words.pop("name")
    xml = parts[part].decode().replace("<sheetData/>", "<sheetData></sheetData>")
    head, _, rest = xml.partition("<sheetData>")
    body, _, tail = rest.partition("</sheetData>")
    rows: dict[int, dict[int, Cell]] = {}
    row_words: dict[int, dict[str, str]] = {}
    for said, within in _ROW.findall(body):
        own = dict(_WORD.findall(said))
        number = int(own.pop("r"))
        row_words[number] = own
        rows[number] = dict(_placed(name, within))
    return Sheet(
        name=name, part=part, words=words, head=head, tail=tail, rows=rows, row_words=row_words
    )


def _placed(sheet: str, within: str) -> Iterator[tuple[int, Cell]]:
    for said, inner in _CELL.findall(within):
        words = dict(_WORD.findall(said))
        place = words.pop("r")
        letters = place.rstrip("0123456789")
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - ord("A") + 1
        # The free rows of the lists are blank cells by the hundred, which only cost time here.
        if inner or sheet not in LISTS:
            yield column, Cell(words=words, inner=inner, home=(sheet, place))


def _targets(rels: str) -> Iterator[tuple[str, str]]:
    for found in re.findall(r"<Relationship ([^>]*?)/>", rels):
        words = dict(_WORD.findall(found))
        target = words["Target"]
        yield words["Id"], target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _cells(sheets: Iterable[Sheet]) -> Iterator[Cell]:
    for one in sheets:
        for cells in one.rows.values():
            yield from cells.values()


def _words(words: Mapping[str, str]) -> str:
    return "".join(f" {name}={_quoted(value)}" for name, value in words.items())


def _quoted(value: str) -> str:
    # What was read is escaped already.
    return f'"{value}"' if '"' not in value else quoteattr(value)


def _tag(name: str, words: Mapping[str, str], cell: Cell) -> str:
    return f"<{name}{_words(words)}>{cell.inner}</{name}>"


def _shared(texts: Iterable[str]) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<sst xmlns="{main}">{"".join(texts)}</sst>'.encode()
