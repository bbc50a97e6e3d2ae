"""Joins what several assessors wrote in copies of one review: each keeps columns of their own.

What one assessor wrote stands in columns that bear their name, behind all others, so that it is
read again with its author. The review's own columns are left to whoever leads; where views
differ, that is a conflict to be settled there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from secself.grid import Grid, Sheet, address, read_area
from secself.merging import Conflict, Held, KeptComment, Part, Spot, Voice
from secself.model import Comment
from secself.problems import Origin
from secself.workbook.amending import Change
from secself.workbook.assessor import ASSESSOR
from secself.workbook.reading import tables
from secself.workbook.reading.comments_columns import LONGEST_NAME, assessors
from secself.workbook.reading.reviewed import assessor_of, is_review
from secself.workbook.reading.tables import Found
from secself.workbook.writing import fitting

VIEW = "view"
"""The field of the column in which an assessor says what they make of a row."""
_SECTIONS = ("questions", "validation")
_Row = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lead:
    """The assessor's columns of one table of the review, to which others are put beside."""

    piece: Found
    """The table."""
    columns: Mapping[str, int]
    """The column of each field."""

    @property
    def free(self) -> int:
        """Name the first column behind all that are filled on the sheet."""
        return 1 + max((max(cells) for cells in self.piece.sheet.rows.values() if cells), default=0)


class Reviews:
    """Puts the comments of several assessors beside each other."""

    def __init__(self, issued: Grid, rows: Mapping[_Row, int]) -> None:
        """Know the columns of the review, and the row of each item."""
        self._leads = dict(_leads(issued))
        self._own = assessor_of(issued)
        self._rows = rows
        self._taken: dict[tuple[str, str | None, int], set[int]] = {}
        self.heights: dict[tuple[str, int], float] = {}

    def take(
        self, kept: Iterable[KeptComment]
    ) -> tuple[list[Change], list[tuple[Origin, KeptComment]]]:
        """Give the cells for what was written in columns, and where each comment then stands."""
        placed = [(one, self._place(one.comment)) for one in sorted(kept, key=_order)]
        order = sorted(self._taken, key=lambda key: (key[0], key[1] is None, key[1] or "", key[2]))
        numbers: dict[str, list[tuple[str | None, int]]] = defaultdict(list)
        for section, author, copy in order:
            numbers[section].append((author, copy))
        changes: list[Change] = []
        found: list[tuple[Origin, KeptComment]] = []
        for section, groups in numbers.items():
            for number, (author, _) in enumerate(groups):
                changes += self._headings(section, number, author)
        for one, (author, copy, row) in placed:
            section = one.comment.section
            number = numbers[section].index((author, copy))
            cells = list(self._cells(section, number, row, one.comment))
            changes += cells
            at = Origin(sheet=cells[0].sheet, cell=address(cells[0].row, cells[0].column))
            found.append((at, one))
        return changes, found

    def takes(self, kept: KeptComment) -> bool:
        """Tell whether a comment stood in an assessor's column, and has a place in one here."""
        comment = kept.comment
        name = comment.author
        if name is None:
            # Under the plain headings it would be read as by whoever the review was made for.
            fits = self._own is None
        else:
            fits = name == " ".join(name.split()) and 0 < len(name) <= LONGEST_NAME
        has_row = (comment.section, comment.ref) in self._rows
        return comment.kind == "column" and comment.section in self._leads and has_row and fits

    def _place(self, comment: Comment) -> tuple[str | None, int, int]:
        """Give the group of columns and the row; whoever wrote twice on a row has two groups."""
        row, copy = self._rows[comment.section, comment.ref], 0
        while row in self._taken.setdefault((comment.section, comment.author, copy), set()):
            copy += 1
        self._taken[comment.section, comment.author, copy].add(row)
        return comment.author, copy, row

    def _headings(self, section: str, number: int, author: str | None) -> Iterator[Change]:
        lead = self._leads[section]
        for at, column in enumerate(ASSESSOR, lead.free + number * len(ASSESSOR)):
            yield Change(
                sheet=lead.piece.sheet.name,
                row=lead.piece.header,
                column=at,
                value=f"{column.heading} ({author})" if author else column.heading,
                like=(lead.piece.header, lead.columns.get(column.field, at)),
            )

    def _cells(self, section: str, number: int, row: int, comment: Comment) -> Iterator[Change]:
        lead = self._leads[section]
        sheet = lead.piece.sheet.name
        for at, column in enumerate(ASSESSOR, lead.free + number * len(ASSESSOR)):
            said = getattr(comment, column.field)
            if said:
                like = (row, lead.columns.get(column.field, at))
                yield Change(sheet=sheet, row=row, column=at, value=said, like=like)
                needed = fitting.height(fitting.lines(said, column.width))
                self.heights[sheet, row] = max(needed, self.heights.get((sheet, row), 0.0))

    def widths(self) -> dict[tuple[str, int], int]:
        """Say how wide the columns that were put in are to be, by sheet and number."""
        return {
            (lead.piece.sheet.name, at): column.width
            for section, lead in self._leads.items()
            for number in range(sum(1 for key in self._taken if key[0] == section))
            for at, column in enumerate(ASSESSOR, lead.free + number * len(ASSESSOR))
        }


def conflicts(issued: Grid, base: Part, parts: Sequence[Part]) -> list[Conflict]:
    """List the rows of which the files have more than one view, each with who says what."""
    if not is_review(issued):
        return []
    here = main_views(issued, base)
    known = {(one.section, one.ref, one.view, one.author) for one in base.comments}
    voices: dict[Spot, list[Voice]] = defaultdict(list)
    for part in parts:
        for comment in part.comments:
            told = (comment.section, comment.ref, comment.view, comment.author)
            if comment.kind == "column" and comment.view and comment.ref and told not in known:
                spot = Spot(section=comment.section, ref=comment.ref, field=VIEW)
                held = Held(value=comment.view, shown=comment.view, origin=comment.origin)
                voices[spot].append(Voice(file=part.file, held=held, author=comment.author))
    found = []
    for spot, said in voices.items():
        lead = here.get(spot)
        views = {voice.held.value for voice in said} | ({lead.value} - {None} if lead else set())
        if lead is not None and len(views) > 1:
            found.append(Conflict(spot=spot, issued=lead, voices=tuple(said)))
    order = list(here)
    return sorted(found, key=lambda one: order.index(one.spot))


def main_views(grid: Grid, part: Part) -> dict[Spot, Held]:
    """Give what stands in the review's own column of views, for every row that was issued."""
    rows = item_rows(part)
    return {
        Spot(section=section, ref=ref, field=VIEW): Held(
            value=raw.shown.strip() or None,
            shown=raw.shown,
            origin=Origin(
                file=grid.file, sheet=lead.piece.sheet.name, cell=address(row, lead.columns[VIEW])
            ),
        )
        for section, lead in _leads(grid)
        if VIEW in lead.columns
        for (about, ref), row in rows.items()
        if about == section
        for raw in (lead.piece.sheet.cell(row, lead.columns[VIEW]),)
    }


def with_views(grid: Grid, part: Part) -> Part:
    """Give a part with the review's own views among its cells."""
    return replace(part, cells={**part.cells, **main_views(grid, part)})


def item_rows(part: Part) -> dict[_Row, int]:
    """Give the row in which each question and control stands."""
    rows: dict[_Row, int] = {}
    for spot, held in part.cells.items():
        area = read_area(held.origin.cell or "")
        if area is not None and spot.section in _SECTIONS:
            rows.setdefault((spot.section, spot.ref), area.top)
    return rows


def is_head(issued: Grid, sheet: Sheet, row: int, column: int, text: str) -> bool:
    """Tell whether a cell says of the review for whom it was made, and nothing else of its own."""
    before = next((one for one in issued.sheets if one.name == sheet.name), None)
    ours = before.cell(row, column).shown.rstrip(".") if before and is_review(issued) else ""
    return bool(ours) and text.startswith(ours.partition("; for ")[0])


def _leads(grid: Grid) -> Iterator[tuple[str, _Lead]]:
    """Give the assessor's own columns of each table: those that bear nobody's name."""
    found = tables.find(grid) if is_review(grid) else {}
    for section in _SECTIONS:
        for pieces in found.get(section, ())[:1]:
            own = assessors(pieces[0])
            columns: dict[str, int] = {}
            for at, (field, author) in sorted(own.items()):
                if author is None:
                    columns.setdefault(field, at)
            if columns:
                yield section, _Lead(piece=pieces[0], columns=columns)


def _order(kept: KeptComment) -> tuple[str, ...]:
    comment = kept.comment
    said = comment.text, comment.view or "", comment.action or "", comment.reference or ""
    return comment.author or "", comment.section, comment.ref, *said
