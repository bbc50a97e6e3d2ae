"""Puts what was joined into an amended copy of the issued workbook, with who said what."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time

from secself.answers import Raw
from secself.grid import Grid, address, read_area
from secself.merging import (
    AddedLine,
    DroppedLine,
    Held,
    KeptComment,
    Merged,
    Part,
    Spot,
    Taken,
    Unplaced,
    Voice,
)
from secself.model import Unreadable
from secself.problems import Origin, Problem
from secself.workbook.amending import Amendments, Change, ErrorText, Note, Scalar
from secself.workbook.amending.content import ERRORS
from secself.workbook.layout import QUESTIONS, VALIDATION, Column
from secself.workbook.merging import reviews, sheets
from secself.workbook.merging.additions import Additions
from secself.workbook.merging.comments import Desk, Place, in_order
from secself.workbook.merging.leftovers import Left
from secself.workbook.merging.parts import raw_at
from secself.workbook.reading import tables
from secself.workbook.reading.tables import Found
from secself.workbook.stale import formulas_of_ours
from secself.workbook.writing import fitting

_REASONS = {
    "cell-merged": "All but the first of merged cells count as blank, and nothing was cleared.",
    "row-not-merged": "The row answers nothing that was asked.",
    "sheet-not-merged": "The issued workbook has no such sheet.",
}
Looked = Mapping[str, Grid | None]
"""The cells of each part, by its name; None for a questionnaire."""


def amendments(
    issued: Grid,
    base: Part,
    merged: Merged,
    parts: Looked,
    left: Sequence[tuple[str, Left]] = (),
) -> Amendments:
    """Say what must differ in the copy, with a sheet on who said so and one of the conflicts.

    What is left of each part, and what the copy has no place for, is listed on a sheet too.
    """
    writer = _Writer(issued, merged, parts)
    for taken in merged.taken:
        writer.take(taken)
    for gone in merged.dropped:
        writer.drop(gone)
    for added in merged.added:
        writer.add(added)
    further = Additions(issued, base, list(parts.values()))
    desk = Desk(issued, {**_rows(issued, base), **writer.rows}, Place(further.name("taken"), 2, 1))
    beside = reviews.Reviews(issued, reviews.item_rows(base))
    in_columns = [kept for kept in merged.comments if beside.takes(kept)]
    writer.put_beside(*beside.take(in_columns), beside.heights)
    notes = [writer.note(kept, desk) for kept in merged.comments if not beside.takes(kept)]
    lost = [*_lost(left), *(_unplaced(one) for one in merged.unplaced)]
    return Amendments(
        changes=writer.changes,
        heights=writer.heights,
        widths=beside.widths(),
        stale=formulas_of_ours(issued),
        sheets=further.written(merged, writer.said, lost),
        notes=in_order(notes),
    )


def _lost(left: Iterable[tuple[str, Left]]) -> Iterator[tuple[str, ...]]:
    """Give file, sheet, cell, text and reason of each cell that is left."""
    for file, one in left:
        origin = one.problem.origin
        for cell, text in one.texts:
            yield file, origin.sheet or "", cell, text, _reason(one.problem)


def _reason(problem: Problem) -> str:
    return _REASONS.get(problem.code, "It stands where no answer is expected.")


def _unplaced(one: Unplaced) -> tuple[str, ...]:
    held = one.voice.held
    why = "The issued workbook has no place for this."
    return one.voice.file, held.origin.sheet or "", held.origin.cell or "", held.shown, why


def _rows(issued: Grid, base: Part) -> dict[tuple[str, str], Place]:
    """Say on which cell of its row a comment on an item belongs: its Ref, else its first field."""
    refs = {
        piece.sheet.name: piece.columns["ref"][0]
        for table in (QUESTIONS, VALIDATION)
        for pieces in tables.find(issued)[table.section]
        for piece in pieces
        if "ref" in piece.columns
    }
    held = [((spot.section, spot.ref), one) for spot, one in base.cells.items()]
    held += [
        ((line.section, line.name), one)
        for lines in base.lines.values()
        for line in lines
        for one in line.cells.values()
    ]
    rows: dict[tuple[str, str], Place] = {}
    for key, one in held:
        area = read_area(one.origin.cell or "")
        if area is not None and one.origin.sheet is not None:
            sheet = one.origin.sheet
            rows.setdefault(key, Place(sheet, area.top, refs.get(sheet, area.left)))
    return rows


class _Writer:
    """Collects the cells that change, and a line for each on who said so."""

    def __init__(self, issued: Grid, merged: Merged, parts: Looked) -> None:
        self.rows: dict[tuple[str, str], Place] = {}
        self.changes: list[Change] = []
        self.heights: dict[tuple[str, int], float] = {}
        self.said: list[tuple[str, ...]] = []
        self._merged, self._parts = merged, parts
        self._found = {
            section: [piece for pieces in sheets for piece in pieces]
            for section, sheets in tables.find(issued).items()
        }
        self._free: dict[str, Iterator[tuple[Found, int]]] = {}

    def take(self, taken: Taken) -> None:
        """Let a cell say what was agreed."""
        spot, at = taken.spot, taken.issued.origin
        area = read_area(at.cell or "")
        if at.sheet is None or area is None:
            return
        value = self._typed(taken.voices[0])
        change = Change(sheet=at.sheet, row=area.top, column=area.left, value=value)
        self._put(change, sheets.COLUMNS.get(spot.section, {}).get(spot.field))
        what = "cleared" if value is None else "filled in"
        files = [voice.file for voice in taken.voices]
        column = sheets.told_column(spot, sheets.column_of(spot.section, spot.field))
        self._say(spot, column, at, what, files)

    def drop(self, gone: DroppedLine) -> None:
        """Clear a line that nobody wants any more; its row stays."""
        at = gone.line.cells[next(iter(gone.line.cells))].origin
        for held in gone.line.cells.values():
            area = read_area(held.origin.cell or "")
            if held.origin.sheet and area and held.value is not None:
                self.changes.append(
                    Change(sheet=held.origin.sheet, row=area.top, column=area.left, value=None)
                )
        self._say(gone.line.spot(""), sheets.WHOLE, at, "cleared", gone.files)

    def add(self, added: AddedLine) -> None:
        """Put a line on the next free row of its list."""
        section = added.line.section
        if section not in self._free:
            self._free[section] = _free_rows(self._found[section])
        piece, row = next(self._free[section], (None, 0))
        if piece is None:
            self._lose(added)
            return
        for name, held in added.line.cells.items():
            column = sheets.COLUMNS[section][name]
            voice = Voice(file=added.files[0], held=held)
            if column.key not in piece.columns:
                self._merged.unplaced.append(Unplaced(spot=added.line.spot(name), voice=voice))
                continue
            at = piece.columns[column.key][0]
            value = self._typed(voice)
            change = Change(
                sheet=piece.sheet.name,
                row=row,
                column=at,
                value=value,
                like=(piece.header + 1, at),
            )
            self._put(change, column)
        first = piece.columns[piece.table.inputs[0].key][0]
        self.rows[section, added.line.name] = Place(piece.sheet.name, row, first)
        origin = Origin(sheet=piece.sheet.name, cell=address(row, first))
        self._say(added.line.spot(""), sheets.WHOLE, origin, "added", added.files)

    def _lose(self, added: AddedLine) -> None:
        """List a line for which the issued list has no row left."""
        self._merged.unplaced += [
            Unplaced(spot=added.line.spot(name), voice=Voice(file=added.files[0], held=held))
            for name, held in added.line.cells.items()
        ]

    def note(self, kept: KeptComment, desk: Desk) -> Note:
        """Hang a comment on the row it is about."""
        comment = kept.comment
        grids = [self._parts.get(file) for file in kept.files]
        own = [grid for grid in grids if grid and grid.file == comment.origin.file]
        note = desk.note(kept, own[0] if own else None)
        at = address(note.row, note.column)
        ref = sheets.told(comment.section, comment.ref) if comment.ref else comment.place
        who = ", ".join(kept.files)
        self.said.append((note.sheet, ref, "a comment", at, "added", who))
        return note

    def put_beside(
        self,
        changes: Iterable[Change],
        placed: Iterable[tuple[Origin, KeptComment]],
        heights: Mapping[tuple[str, int], float],
    ) -> None:
        """Let assessors' comments stand in columns of their own."""
        self.changes += changes
        for key, height in heights.items():
            self.heights[key] = max(height, self.heights.get(key, 0.0))
        for at, kept in placed:
            ref = sheets.told(kept.comment.section, kept.comment.ref)
            who = ", ".join(kept.files)
            self.said.append((at.sheet or "", ref, "a comment", at.cell or "", "added", who))

    def _put(self, change: Change, column: Column | None) -> None:
        self.changes.append(change)
        if isinstance(change.value, str) and column is not None:
            needed = fitting.height(fitting.lines(change.value, column.width))
            key = change.sheet, change.row
            self.heights[key] = max(needed, self.heights.get(key, 0.0))

    def _say(self, spot: Spot, column: str, at: Origin, what: str, files: Iterable[str]) -> None:
        ref, who = sheets.told(spot.section, spot.ref, spot.line), ", ".join(files)
        self.said.append((sheets.sheet_of(spot.section), ref, column, at.cell or "", what, who))

    def _typed(self, voice: Voice) -> Scalar:
        """Give what is to be written: what was typed, not what was made of it."""
        held, grid = voice.held, self._parts.get(_file_of(voice, self._parts))
        if held.value is None:
            return None
        if grid is None:
            return _written(held)
        raw = raw_at(grid, held.origin)
        return _scalar(raw)


def _file_of(voice: Voice, parts: Mapping[str, Grid | None]) -> str:
    """Find the part a value was read from; an added line may be made of several."""
    if voice.held.origin.file is None:
        return voice.file
    for name, grid in parts.items():
        if grid is not None and grid.file == voice.held.origin.file:
            return name
    return voice.file


def _scalar(raw: Raw) -> Scalar:
    if raw.kind == "error" and raw.shown in ERRORS:
        return ErrorText(raw.shown)
    value = raw.value
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value


def _written(held: Held) -> Scalar:
    value = held.value
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return value.shown if isinstance(value, Unreadable) else value


def _free_rows(pieces: Sequence[Found]) -> Iterator[tuple[Found, int]]:
    """Give the rows of a list in which nobody has written, and below them as many as are wanted."""
    for piece in pieces:
        inputs = [number for _, numbers in piece.inputs for number in numbers]
        for row in range(piece.header + 1, piece.last + 1):
            if all(piece.sheet.cell(row, column).is_blank for column in inputs):
                yield piece, row
