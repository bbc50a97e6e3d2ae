"""Puts what was joined into an amended copy of the issued workbook, with who said what."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time

from secself.answers import Raw
from secself.grid import Grid, address, read_area
from secself.merging import AddedLine, DroppedLine, Held, ListedConflict, Merged, Spot, Taken, Voice
from secself.model import Unreadable
from secself.problems import Origin
from secself.workbook.amending import Amendments, Change, ErrorText, FurtherSheet, Scalar
from secself.workbook.amending.content import ERRORS
from secself.workbook.layout import FORMS, READ_ME, TABLES, VALIDATION, Column
from secself.workbook.merging.parts import raw_at
from secself.workbook.reading import tables
from secself.workbook.reading.tables import Found
from secself.workbook.stale import formulas_of_ours
from secself.workbook.writing import fitting

CONFLICTS, MERGED_FROM = "Conflicts", "Merged from"
"""The sheets that are added: where nothing was chosen, and who said what."""

_SHEETS = {one.section: one.sheet for one in (*TABLES, *FORMS)}
_COLUMNS: dict[str, dict[str, Column]] = {
    table.section: {column.field: column for column in table.inputs} for table in TABLES
}
_LABELLED = {form.section for form in FORMS}
_BLANK, _WHOLE, _SHOWN = "(blank)", "the whole row", 2_000


def amendments(issued: Grid, merged: Merged, parts: Mapping[str, Grid | None]) -> Amendments:
    """Say what must differ in the copy, with a sheet on who said so and one of the conflicts."""
    writer = _Writer(issued, parts)
    for taken in merged.taken:
        writer.take(taken)
    for gone in merged.dropped:
        writer.drop(gone)
    for added in merged.added:
        writer.add(added)
    looks = _looks(issued)
    sheets = [_taken_sheet(writer.said, looks)]
    if merged.conflicts:
        sheets.insert(0, _conflict_sheet(listed(merged), looks))
    return Amendments(
        changes=writer.changes,
        heights=writer.heights,
        stale=formulas_of_ours(issued),
        sheets=sheets,
    )


def column_of(section: str, field: str) -> str:
    """Give the heading a person sees over a field; for a whole line that of its id."""
    if section in _LABELLED:
        return "Value"
    columns = _COLUMNS[section]
    return columns[field].heading if field else next(iter(columns.values())).heading


def sheet_of(section: str) -> str:
    """Give the name of the sheet of a section."""
    return _SHEETS[section]


def listed(merged: Merged) -> list[ListedConflict]:
    """Give the conflicts in the words of the workbook."""
    return [
        ListedConflict(
            conflict=one,
            sheet=sheet_of(one.spot.section),
            column=column_of(one.spot.section, one.spot.field),
        )
        for one in merged.conflicts
    ]


class _Writer:
    """Collects the cells that change, and a line for each on who said so."""

    def __init__(self, issued: Grid, parts: Mapping[str, Grid | None]) -> None:
        self.changes: list[Change] = []
        self.heights: dict[tuple[str, int], float] = {}
        self.said: list[tuple[str, ...]] = []
        self._issued, self._parts = issued, parts
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
        self._put(change, _COLUMNS.get(spot.section, {}).get(spot.field))
        what = "cleared" if value is None else "filled in"
        files = [voice.file for voice in taken.voices]
        self._say(spot, column_of(spot.section, spot.field), at, what, files)

    def drop(self, gone: DroppedLine) -> None:
        """Clear a line that nobody wants any more; its row stays."""
        at = gone.line.cells[next(iter(gone.line.cells))].origin
        for held in gone.line.cells.values():
            area = read_area(held.origin.cell or "")
            if held.origin.sheet and area and held.value is not None:
                self.changes.append(
                    Change(sheet=held.origin.sheet, row=area.top, column=area.left, value=None)
                )
        self._say(gone.line.spot(""), _WHOLE, at, "cleared", gone.files)

    def add(self, added: AddedLine) -> None:
        """Put a line on the next free row of its list."""
        section = added.line.section
        if section not in self._free:
            self._free[section] = _free_rows(self._found[section])
        piece, row = next(self._free[section])
        for name, held in added.line.cells.items():
            column = _COLUMNS[section][name]
            at = piece.columns[column.key][0]
            value = self._typed(Voice(file=added.files[0], held=held))
            change = Change(
                sheet=piece.sheet.name,
                row=row,
                column=at,
                value=value,
                like=(piece.header + 1, at),
            )
            self._put(change, column)
        first = piece.columns[piece.table.inputs[0].key][0]
        origin = Origin(sheet=piece.sheet.name, cell=address(row, first))
        self._say(added.line.spot(""), _WHOLE, origin, "added", added.files)

    def _put(self, change: Change, column: Column | None) -> None:
        self.changes.append(change)
        if isinstance(change.value, str) and column is not None:
            needed = fitting.height(fitting.lines(change.value, column.width))
            key = change.sheet, change.row
            self.heights[key] = max(needed, self.heights.get(key, 0.0))

    def _say(self, spot: Spot, column: str, at: Origin, what: str, files: Iterable[str]) -> None:
        ref, who = _told(spot.section, spot.ref, spot.line), ", ".join(files)
        self.said.append((sheet_of(spot.section), ref, column, at.cell or "", what, who))

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


def _conflict_sheet(
    conflicts: Iterable[ListedConflict], looks: Mapping[str, tuple[str, int, int]]
) -> FurtherSheet:
    rows = []
    for one in conflicts:
        conflict, spot = one.conflict, one.conflict.spot
        place = (
            _told(spot.section, spot.ref, spot.line),
            one.sheet,
            _WHOLE if one.is_whole_row else one.column,
            None if one.is_whole_row else conflict.issued.origin.cell,
            _cut(conflict.issued.shown) or _BLANK,
        )
        rows += [
            (*place, voice.file, _cut(voice.held.shown) or _BLANK, None)
            for voice in conflict.voices
        ]
    return FurtherSheet(
        name=CONFLICTS,
        title="Where the parts differ",
        lines=(
            "Each line is what one file says. Nothing was chosen: the cell stays as issued.",
            "Type the right value into the cell itself, on its own sheet.",
            "“Settled” is for your own notes; nothing reads it.",
        ),
        headings=("Ref", "Sheet", "Column", "Cell", "As issued", "File", "Value", "Settled"),
        widths=(14, 17, 16, 8, 24, 30, 60, 24),
        rows=rows,
        like=looks["cell"][0] if looks else "",
        looks=looks,
        inputs=("Settled",),
    )


def _taken_sheet(
    said: Sequence[tuple[str, ...]], looks: Mapping[str, tuple[str, int, int]]
) -> FurtherSheet:
    return FurtherSheet(
        name=MERGED_FROM,
        title="Who answered what",
        lines=("Each line is a cell or row in which this workbook differs from the one issued.",),
        headings=("Sheet", "Ref", "Column", "Cell", "What", "File"),
        widths=(18, 24, 20, 8, 12, 60),
        rows=said,
        like=looks["cell"][0] if looks else "",
        looks=looks,
    )


def _told(section: str, ref: str, line: str = "") -> str:
    """Give a Ref; a label is quoted, since labels that stand alone look like a form to a reader."""
    if section in _LABELLED:
        return f"“{ref}”"
    return f"{ref}: {_cut(line)}" if line else ref


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}… ({len(text):,} characters)"


def _looks(grid: Grid) -> dict[str, tuple[str, int, int]]:
    """Find cells whose looks suit a further sheet."""
    for pieces in tables.find(grid)[VALIDATION.section]:
        piece = pieces[0]
        name, first = piece.sheet.name, piece.header + 1
        looks = {}
        for use, key, row in (
            ("heading", "text", piece.header),
            ("cell", "text", first),
            ("input", "what_changed", first),
        ):
            if key in piece.columns:
                looks[use] = (name, row, piece.columns[key][0])
        for sheet in grid.sheets:
            if sheet.name == READ_ME and sheet.rows:
                row, cells = next(iter(sheet.rows.items()))
                looks["title"] = (sheet.name, row, next(iter(cells)))
        return looks
    return {}
