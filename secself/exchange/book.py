"""A framework as a workbook to edit in Excel: a sheet for each list, and one that explains."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from secself.exchange.cells import LONGEST, address, units
from secself.exchange.guidance import README, TITLE, explained
from secself.exchange.heights import GrowingSheet, height
from secself.exchange.plan import Table
from secself.exchange.rows import Plain, Row, cell, rows
from secself.exchange.validity import lay
from secself.opc import steady
from secself.problems import Origin, Problem, Refused
from secself.sheets.texts import write_text

SPARE = 200
"""How many rows below the last are made ready for new records."""

_WRITTEN_ON = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDEST, _NARROWEST, _LABELS, _VALUES = 60, 11, 26, 100
_INK, _LINK, _EDGE, _GROUND = "#1F2A33", "#12436D", "#B9C2CA", "#F3F5F7"
_FONT = {"font_name": "Calibri", "font_size": 10, "font_color": _INK, "valign": "top"}
_CELL = _FONT | {"border": 1, "border_color": _EDGE, "text_wrap": True, "num_format": "@"}
_HEAD = _CELL | {"bold": True, "font_color": "#FFFFFF", "bg_color": _LINK, "valign": "vcenter"}
_STYLES: dict[str, dict[str, object]] = {
    "title": _FONT | {"bold": True, "font_size": 16, "font_color": _LINK},
    "prose": _FONT | {"text_wrap": True},
    "prose_bold": _FONT | {"bold": True},
    "link": _FONT | {"font_color": _LINK, "underline": 1},
    "count": _FONT | {"num_format": "0", "align": "left"},
    "head": _HEAD,
    "label": _CELL | {"bold": True, "bg_color": _GROUND},
    "name": _CELL | {"bold": True},
    "text": _CELL,
    "number": _CELL | {"num_format": "0", "align": "left"},
}


def workbook(content: Plain, tables: Sequence[Table]) -> bytes:
    """Write a framework, as plain data, on the sheets that were planned for it."""
    return _Book(content, tables).written()


class _Book:
    """One workbook under way."""

    def __init__(self, content: Plain, tables: Sequence[Table]) -> None:
        self._tables = tables
        self._rows = {table.sheet: list(rows(table, content)) for table in tables}
        self._named = _named(content)
        self._made = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = Workbook(self._made, options)
        self._book.worksheet_class = GrowingSheet
        self._looks: dict[tuple[str, bool], Format] = {}

    def written(self) -> bytes:
        too_long = [problem for table in self._tables for problem in self._too_long(table)]
        if too_long:
            raise Refused(*too_long)
        self._book.set_properties({"title": TITLE, "created": _WRITTEN_ON})
        self._explain(self._book.add_worksheet(README))
        for table in self._tables:
            sheet = self._book.add_worksheet(table.sheet)
            self._set_up(sheet)
            if table.shape == "form":
                self._form(sheet, table, self._rows[table.sheet][0])
            else:
                self._list(sheet, table, self._rows[table.sheet])
        self._book.close()
        return steady(self._made.getvalue())

    def _look(self, style: str, *, quoted: bool = False) -> Format:
        if (style, quoted) not in self._looks:
            extra = {"quote_prefix": True} if quoted else {}
            self._looks[style, quoted] = self._book.add_format(_STYLES[style] | extra)
        return self._looks[style, quoted]

    def _set_up(self, sheet: Worksheet) -> None:
        sheet.set_paper(8)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer("&L&A&RPage &P of &N")
        sheet.hide_gridlines(2)

    def _explain(self, sheet: Worksheet) -> None:
        self._set_up(sheet)
        sheet.set_column(0, 0, _LABELS)
        sheet.set_column(1, 1, _NARROWEST)
        sheet.set_column(2, 2, _VALUES)
        write_text(sheet, 0, 0, TITLE, self._look("title"))
        write_text(sheet, 1, 0, self._named, self._look("prose_bold"))
        row = 3
        for sentence in explained():
            sheet.merge_range(row, 0, row, 2, sentence, self._look("prose"))
            sheet.set_row(row, height([(sentence, _LABELS + _NARROWEST + _VALUES)]))
            row += 1
        row += 1
        for column, heading in enumerate(("Sheet", "Rows", "What a row is")):
            write_text(sheet, row, column, heading, self._look("head"))
        for below, table in enumerate(self._tables, start=row + 1):
            sheet.write_url(
                below, 0, f"internal:'{table.sheet}'!A1", self._look("link"), table.sheet
            )
            count = len(self._rows[table.sheet]) if table.shape != "form" else 1
            sheet.write_number(below, 1, count, self._look("count"))
            write_text(sheet, below, 2, table.meaning, self._look("prose"))

    def _form(self, sheet: Worksheet, table: Table, row: Row) -> None:
        sheet.set_column(0, 0, _LABELS)
        sheet.set_column(1, 1, _VALUES, self._look("text"))
        sheet.freeze_panes(1, 1)
        for column, heading in enumerate(("What", "Value")):
            write_text(sheet, 0, column, heading, self._look("head"))
        for number, one in enumerate(table.columns, start=1):
            write_text(sheet, number, 0, one.heading, self._look("label"))
            self._write(sheet, number, 1, cell(one, row), "text")
            sheet.set_row(number, height([(cell(one, row), _VALUES)]))
            lay(sheet, self._tables, one, (number, 1, number, 1))
        sheet.ignore_errors({"number_stored_as_text": f"B2:B{len(table.columns) + 1}"})

    def _list(self, sheet: Worksheet, table: Table, listed: Sequence[Row]) -> None:
        grid = [_cells(table, row) for row in listed]
        last = len(grid) + SPARE
        widths: list[int] = []
        for place, heading in enumerate(table.headings):
            texts = [cells[place] for cells in grid]
            style = self._style(table, place)
            widths.append(_width(heading, texts))
            sheet.set_column(place, place, widths[-1], self._look(style))
            write_text(sheet, 0, place, heading, self._look("head"))
            for number, text in enumerate(texts, start=1):
                self._write(sheet, number, place, text, style)
            self._rule(sheet, table, place, last)
        sheet.set_row(0, height(zip(table.headings, widths, strict=True)))
        for number, cells in enumerate(grid, start=1):
            sheet.set_row(number, height(zip(cells, widths, strict=True)))
        sheet.freeze_panes(1, max(1, len(table.keys) + (table.name is not None)))
        sheet.autofilter(0, 0, max(1, len(grid)), len(table.headings) - 1)
        sheet.repeat_rows(0)
        corner = address(last + 1, len(table.headings))
        sheet.ignore_errors({"number_stored_as_text": f"A2:{corner}"})

    def _style(self, table: Table, place: int) -> str:
        if place < len(table.keys):
            return "name"
        column = table.columns[place - len(table.keys)]
        if column is table.name:
            return "name"
        return "number" if column.kind == "number" else "text"

    def _rule(self, sheet: Worksheet, table: Table, place: int, last: int) -> None:
        owner = table.owner
        cells = (1, place, last, place)
        if place >= len(table.keys):
            lay(sheet, self._tables, table.columns[place - len(table.keys)], cells, table)
        elif owner is not None and place == len(table.keys) - 1:
            lay(sheet, self._tables, None, cells, owner)

    def _write(self, sheet: Worksheet, row: int, column: int, text: str, style: str) -> None:
        """Write a text that no program will take for a formula."""
        if not text:
            sheet.write_blank(row, column, None, self._look(style))
        elif style == "number" and text.isdecimal():
            sheet.write_number(row, column, int(text), self._look(style))
        else:
            quoted = text.startswith(_STARTS_FORMULA)
            write_text(sheet, row, column, text, self._look(style, quoted=quoted))

    def _too_long(self, table: Table) -> list[Problem]:
        return [
            Problem(
                code="text-too-long",
                origin=Origin(sheet=table.sheet, cell=address(number, place)),
                ref=row.name or None,
                what=f"This cell would hold {units(text):,} characters; it can carry {LONGEST:,}.",
                remedy="Shorten it in the YAML files, or export as YAML; it is never cut.",
            )
            for number, row in enumerate(self._rows[table.sheet], start=2)
            for place, text in enumerate(_cells(table, row), start=1)
            if units(text) > LONGEST
        ]


def _named(content: Plain) -> str:
    """Say which framework it is, in the words of its first lines."""
    said = content if isinstance(content, Mapping) else {}
    return "  ".join(str(said[key]) for key in ("id", "edition", "title") if key in said)


def _cells(table: Table, row: Row) -> list[str]:
    return [*row.keys, *(cell(column, row) for column in table.columns)]


def _width(heading: str, texts: Sequence[str]) -> int:
    """Give a column the width of its longest line, within reason."""
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    # A heading has the arrow of its filter beside it.
    return max(_NARROWEST, min(_WIDEST, longest + 2), len(heading) // 2 + 5)
