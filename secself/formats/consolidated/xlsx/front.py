"""The first sheet: what the pack holds, who comes first, and how to read it."""

from collections.abc import Iterator, Sequence

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from secself.formats.consolidated import wording
from secself.formats.consolidated.xlsx.charts import NAME as CHARTS
from secself.formats.consolidated.xlsx.table import Lead, Places, Table
from secself.formats.consolidated.xlsx.users import FINDINGS
from secself.model import Consolidation
from secself.sheets.pen import PROTECTION, Pen

NAME = "Summary"
"""The sheet's name."""
TOP = 10
"""How many Users are named here."""

_WIDTHS = (30, 11, 11, 11, 70)
_LAST = len(_WIDTHS) - 1


Part = str | int | Lead
"""What a cell of a small table holds."""


class Front:
    """The sheet under way."""

    def __init__(self, pen: Pen, sheet: Worksheet, places: Places) -> None:
        """Begin at its top; `places` says where Users stand."""
        self.pen = pen
        self.sheet = sheet
        self.places = places
        self.row = 0
        self.tables = 0
        pen.columns(sheet, _WIDTHS)

    def line(self, text: str, style: str, height: float | None = None) -> None:
        """Write one line."""
        self.pen.text(self.sheet, self.row, 0, text, style)
        if height:
            self.sheet.set_row(self.row, height)
        self.row += 1

    def table(self, title: str, heads: Sequence[str], rows: Iterator[Sequence[Part]]) -> None:
        """Write a small table under its title; its last column reaches to the edge."""
        self.row += 1
        self.line(title, "section", 20)
        first = self.row
        styles = ["heading", *["heading_count"] * (len(heads) - 2), "heading"]
        self._write(heads, styles)
        for row in rows:
            self._write(row, ["label", *["count"] * (len(heads) - 2), "text"])
        self.tables += 1
        self.pen.region(self.sheet, xl_range(first, 0, self.row - 1, _LAST), self.tables)

    def _write(self, row: Sequence[Part], styles: Sequence[str]) -> None:
        for column, (part, style) in enumerate(zip(row, styles, strict=True)):
            place = (self.row, column)
            if isinstance(part, int):
                self.pen.number(self.sheet, *place, part, style)
            elif isinstance(part, Lead):
                self._lead(place, part)
            elif column == len(row) - 1 and column < _LAST:
                self.pen.wide(self.sheet, self.row, column, _LAST, part, style)
            else:
                self.pen.text(self.sheet, *place, part, style)
        self.row += 1

    def _lead(self, place: tuple[int, int], lead: Lead) -> None:
        target = self.places.target(lead) if lead.user else f"'{lead.sheet}'!A1"
        if target:
            self.pen.link(self.sheet, *place, target, lead.text, "ref_link")
        else:
            self.pen.text(self.sheet, *place, lead.text, "label")


def write(
    pen: Pen, sheet: Worksheet, held: Consolidation, tables: Sequence[Table], places: Places
) -> None:
    """Fill the sheet; Users lead to their findings, sheets to themselves."""
    front = Front(pen, sheet, places)
    if held.marking:
        front.line(held.marking, "marking")
    front.line(wording.title(held), "title", 26)
    front.line(wording.headline(held), "headline", 18)
    front.line(
        f"Under {held.notice.framework} with edition {held.notice.interpretations} of the Agreed "
        f"Interpretations; deadlines judged as of {held.as_of.isoformat()}.",
        "note",
    )
    if held.receipt:
        front.line(f"Receipt of the archive: {held.receipt}", "note")
    front.table(
        f"The {min(TOP, len(held.cases))} gravest of {wording.numbered(len(held.cases), 'User')}",
        ("User", "Material", "Concerns", "Notes", "Gravest finding"),
        _gravest(held),
    )
    front.table("Sheets", ("Sheet", "Rows", "What it holds"), _sheets(tables))
    front.table("What is counted", ("Word", "Means"), iter(wording.DEFINITIONS))
    pen.fit(sheet)
    _set_up(front, held)


def _gravest(held: Consolidation) -> Iterator[Sequence[Part]]:
    for case in held.cases[:TOP]:
        finding = next(iter(case.assessment.findings), None)
        said = f"{finding.ref}: {finding.because}" if finding else "No rule found anything."
        lead = Lead(text=case.id, sheet=FINDINGS, user=case.id)
        yield lead, case.material, case.concerns, case.notes, said


def _sheets(tables: Sequence[Table]) -> Iterator[Sequence[Part]]:
    yield Lead(text=CHARTS, sheet=CHARTS, user=""), 0, "What the tables say, drawn."
    for one in tables:
        yield Lead(text=one.name, sheet=one.name, user=""), len(one.rows), one.note


def _set_up(front: Front, held: Consolidation) -> None:
    sheet = front.sheet
    front.pen.page(sheet, "A4", wording.title(held), NAME)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, front.row - 1, _LAST)
    sheet.protect("", PROTECTION)
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, front.row, _LAST)})
