"""A sheet that is written downwards, block by block: titles, tables of three columns, findings."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from secself.model import ChallengeSample, Finding, Tried
from secself.phrases import one_line, source_line
from secself.sheets import findings
from secself.sheets.deltas import Places
from secself.sheets.pen import Pen, join

WIDTHS = (33, 13, 13, 13, 13, 13, 64)
"""The widths of its columns; those between the first and the last make one for long texts."""
LAST = len(WIDTHS) - 1
"""Its last column."""


class Blocks:
    """A sheet under way."""

    def __init__(self, pen: Pen, sheet: Worksheet, places: Places) -> None:
        """Begin at its top; `places` says where items stand."""
        self.pen = pen
        self.sheet = sheet
        self.places = places
        self.row = 0
        pen.columns(sheet, WIDTHS)

    def next(self) -> int:
        """Take the next row."""
        self.row += 1
        return self.row - 1

    def section(self, title: str) -> None:
        """Begin a block, a row below the one before."""
        self.next()
        self.sheet.set_row(self.row, 20)
        self.pen.text(self.sheet, self.next(), 0, title, "section")

    def headings(self, heads: Sequence[str]) -> int:
        """Write the headings of a table of figures, and give their row."""
        row = self.next()
        for column, head in enumerate(heads):
            style = "heading_count" if column else "heading"
            self.pen.text(self.sheet, row, column, head, style)
        return row

    def figures(self, words: str, numbers: Sequence[int], style: str = "count") -> None:
        """Write a row of figures."""
        row = self.next()
        self.pen.text(self.sheet, row, 0, words[:1].upper() + words[1:], "label")
        for column, figure in enumerate(numbers, 1):
            self.pen.number(self.sheet, row, column, figure, style)

    def line(self, texts: tuple[str, str, str], styles: tuple[str, str, str]) -> None:
        """Write a row of three texts, the second of them wide."""
        row = self.next()
        self.pen.text(self.sheet, row, 0, texts[0], styles[0])
        self.rest(row, texts[1:], styles[1:])

    def rest(self, row: int, texts: tuple[str, str], styles: tuple[str, str]) -> None:
        """Write the second and third text of a row."""
        self.pen.wide(self.sheet, row, 1, LAST - 1, texts[0], styles[0])
        self.pen.text(self.sheet, row, LAST, texts[1], styles[1])

    def table(self, heads: tuple[str, str, str]) -> None:
        """Write the headings of a table of three columns."""
        self.line(heads, ("heading", "heading", "heading"))

    def item(self, ref: str, texts: tuple[str, str]) -> None:
        """Write a row about an item, leading to where it stands."""
        row = self.next()
        findings.link_ref(self.pen, self.sheet, (row, 0), ref, self.places)
        self.rest(row, texts, ("text", "text"))

    def found(self, listed: Sequence[Finding]) -> None:
        """Write findings, if there are any."""
        if listed:
            self.table(("Ref", "What was found", "Rule, and where the code says so"))
        for finding in listed:
            self.item(finding.ref, (finding.because, join([finding.rule, source_line(finding)])))

    def probed(self, sample: ChallengeSample) -> None:
        """Write the controls that were drawn to be probed, and how they can be drawn again."""
        drawn = f"{len(sample.drawn)} of {sample.drawn_from} controls declared unchanged"
        self.section(f"To be probed: {drawn}")
        self.table(("Ref", "What speaks for probing it", f"Seed: {sample.seed}"))
        for one in sample.drawn:
            reasons = ", ".join(one.reasons) or "no particular reason"
            self.item(one.ref, (reasons, f"weight {one.weight}"))

    def tried(self, tried: Tried) -> None:
        """Write the findings that other settings would bring and take away."""
        made, name = tried.simulation, one_line(tried.name)
        self.section(f"Tried out, and not adopted: {name}. {len(made.appearing)} would appear")
        self.found(made.appearing)
        self.section(f"{len(made.vanishing)} would vanish")
        self.found(made.vanishing)
        differing = f"{len(made.differing)} would speak differently, as here"
        self.section(f"{differing}; {made.staying} would stay")
        self.found([then for _, then in made.differing])
