"""Forms of the committee's pack, read back as other programs read them: tables by headings."""

import io
import re
from html.parser import HTMLParser

import openpyxl
from docx import Document

Table = list[dict[str, str]]
"""The rows of a table by its headings, all as text."""


class Tables(HTMLParser):
    """The tables of a page by their ids; cells and rows may leave out their end tags."""

    def __init__(self, content: str) -> None:
        """Read a page."""
        super().__init__(convert_charrefs=True)
        self.found: dict[str, list[list[str]]] = {}
        self.rows: list[list[str]] | None = None
        self.is_aside = False
        self.feed(content)

    def handle_starttag(self, tag, attrs):
        """Begin a table, a row or a cell; what stands aside in a cell is left out."""
        named = dict(attrs)
        if tag == "table":
            self.rows = self.found.setdefault(named.get("id") or f"table {len(self.found)}", [])
        elif tag == "tr" and self.rows is not None:
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
        self.is_aside = (tag == "span" and named.get("class") == "sub") or self.is_aside

    def handle_endtag(self, tag):
        """End a table, or what stands aside."""
        if tag == "table":
            self.rows = None
        if tag == "span":
            self.is_aside = False

    def handle_data(self, data):
        """Take the words of a cell."""
        if self.rows and self.rows[-1] and not self.is_aside:
            self.rows[-1][-1] += data

    def table(self, name: str) -> Table:
        """Give the rows of a table."""
        head, *rows = [[" ".join(cell.split()) for cell in row] for row in self.found[name]]
        return [dict(zip(head, row, strict=True)) for row in rows]


def sheet_of(content: bytes, name: str) -> Table:
    """Give the rows of a sheet of the workbook, whose headings stand in its third row."""
    sheet = openpyxl.load_workbook(io.BytesIO(content))[name]
    head, *rows = sheet.iter_rows(min_row=3, values_only=True)
    return [
        {str(key): _said(value) for key, value in zip(head, row, strict=True)}
        for row in rows
        if any(value is not None for value in row)
    ]


def paper_tables(content: bytes, heading: str) -> Table:
    """Give the rows of all tables of the paper that have a heading."""
    found: Table = []
    for table in Document(io.BytesIO(content)).tables:
        head, *rows = ([cell.text for cell in row.cells] for row in table.rows)
        if heading in head:
            found += [dict(zip(head, row, strict=True)) for row in rows]
    return found


def paper_text(content: bytes) -> str:
    """Give all words of the paper, white space made even."""
    document = Document(io.BytesIO(content))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    said = [p.text for part in (document, *cells) for p in part.paragraphs]
    return " ".join(" ".join(said).split())


def whole(text: str) -> int:
    """Read a whole number as people write it."""
    assert re.fullmatch(r"\d{1,3}(,\d{3})*|\d+", text), text
    return int(text.replace(",", ""))


def _said(value: object) -> str:
    return "" if value is None else str(value)
