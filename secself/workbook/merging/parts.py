"""Says what a file holds, cell by cell, so that it can be joined with others."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from datetime import date, datetime, time
from typing import TypeVar

from secself.answers import Raw
from secself.grid import BLANK, Grid, address, read_area
from secself.merging import Held, Line, Part, Said, Spot
from secself.model import (
    Declaration,
    EvidenceItem,
    Framework,
    Provider,
    RemediationLine,
    Response,
    Submission,
    Unreadable,
)
from secself.problems import Origin
from secself.workbook.amending.content import ERRORS, LONGEST
from secself.workbook.layout import (
    DECLARATION,
    EVIDENCE,
    FORMS,
    PROFILE,
    PROVIDERS,
    QUESTIONS,
    REMEDIATION,
    SECTION_MARKS,
    VALIDATION,
    Column,
    Table,
)
from secself.workbook.merging.hidden_cells import Merges, is_displaced
from secself.workbook.reading import forms, registers, section_marks, tables
from secself.workbook.reading.tally import Spot as Place
from secself.workbook.reading.tally import origin_of

_TO_WRITE = frozenset(label.label for label in PROFILE.labels if label.is_input)
_Entry = TypeVar("_Entry", EvidenceItem, Provider, RemediationLine)


def of_workbook(
    grid: Grid,
    submission: Submission,
    framework: Framework,
    file: str,
    issued: Grid | None = None,
) -> Part:
    """Say what a workbook holds in every cell that people write in.

    What cannot be found in a part, held against the issued cells, is left out.
    """
    reader = _Reader(grid, submission, framework, issued)
    return Part(
        file=file,
        cells=dict(reader.cells()),
        lines=dict(reader.lists()),
        vague=frozenset(reader.vague()),
        comments=submission.comments,
    )


def of_questionnaire(submission: Submission, file: str) -> Part:
    """Say what a questionnaire answers; what it leaves blank it says nothing of."""
    cells = dict(_answered(submission))
    return Part(file=file, cells=cells, lines={}, comments=submission.comments)


def raw_at(grid: Grid, origin: Origin) -> Raw:
    """Give what stands in a cell as it was typed."""
    area = read_area(origin.cell or "")
    for sheet in grid.sheets:
        if sheet.name == origin.sheet and area is not None:
            return sheet.cell(area.top, area.left)
    return BLANK


def _answered(submission: Submission) -> Iterator[tuple[Spot, Held]]:
    for response in submission.responses:
        for column in QUESTIONS.inputs:
            value: Said = getattr(response, column.field)
            if value not in (None, ()):
                spot = Spot(section=response.section, ref=response.ref, field=column.field)
                origin = response.origins.get(column.field, response.origin)
                # What could not be read in Word might be read as an answer in a cell.
                is_read = _unreadable(value) is None
                yield spot, Held(value=value, shown=_shown(value), origin=origin, is_whole=is_read)


class _Reader:
    """Looks up what stands in the cells that a submission was read from."""

    def __init__(
        self, grid: Grid, submission: Submission, framework: Framework, issued: Grid | None
    ) -> None:
        self._grid = grid
        self._merges = Merges(grid)
        self._labelled = _labelled(grid)
        self._before = _labelled(issued) if issued else {}
        self._framework = framework
        self._submission = submission
        self._sheets = {sheet.name: sheet for sheet in grid.sheets}
        self._found = tables.find(grid)

    def cells(self) -> Iterator[tuple[Spot, Held]]:
        """Give the cells of rows and labels that were issued, and that can be found."""
        for spot, held in self._cells():
            if held.value is not None or not self._is_lost(spot, held):
                yield spot, held

    def _cells(self) -> Iterator[tuple[Spot, Held]]:
        for response in self._submission.responses:
            yield from self._response(response)
        for statement in self._submission.statements:
            if statement.label in _TO_WRITE:
                spot = Spot(section="profile", ref=statement.label, field="value")
                yield spot, self._held(statement.value, statement.origin)
        yield from self._declaration(self._submission.declaration)
        yield from self._marks()

    def _is_lost(self, spot: Spot, held: Held) -> bool:
        """Tell whether nobody can say what was meant for a cell, so that it was not cleared."""
        if held.origin.cell is None or self._merges.swallow(held.origin):
            return True
        here = self._labelled.get((spot.section, spot.ref))
        return here is not None and is_displaced(here, self._before.get((spot.section, spot.ref)))

    def lists(self) -> Iterator[tuple[str, list[Line]]]:
        """Give the lists that are there, with their lines."""
        sent = self._submission
        yield from self._list(EVIDENCE, sent.evidence)
        yield from self._list(PROVIDERS, sent.providers)
        yield from self._list(REMEDIATION, sent.remediation)

    def vague(self) -> Iterator[str]:
        """Name the lists in which a line that is not found may still be there."""
        for table in (EVIDENCE, PROVIDERS, REMEDIATION):
            key = table.inputs[0].key
            pieces = [piece for pieces in self._found[table.section] for piece in pieces]
            if any(
                key not in piece.columns
                or self._merges.cover(piece.sheet, piece.header, piece.last, piece.columns[key])
                for piece in pieces
            ):
                yield table.section

    def _response(self, response: Response) -> Iterator[tuple[Spot, Held]]:
        table = QUESTIONS if response.section == "questions" else VALIDATION
        for column in table.inputs:
            origin = response.origins.get(column.field)
            if origin is None:
                continue
            spot = Spot(section=response.section, ref=response.ref, field=column.field)
            if origin.sheet == response.origin.sheet:
                yield spot, self._held(getattr(response, column.field), origin)
            else:
                # It was said of the whole section, in a cell of its own; the row itself is blank.
                yield spot, Held(origin=self._own(response, column))

    def _own(self, response: Response, column: Column) -> Origin:
        """Find the cell of a row in which a field would stand."""
        at = response.origin
        area = read_area(at.cell or "")
        for piece in (piece for pieces in self._found[response.section] for piece in pieces):
            if area and piece.sheet.name == at.sheet and piece.header < area.top <= piece.last:
                numbers = piece.columns.get(column.key, ())
                cell = address(area.top, numbers[0]) if numbers else None
                return Origin(file=self._grid.file, sheet=at.sheet, cell=cell)
        return Origin(file=self._grid.file, sheet=at.sheet)

    def _marks(self) -> Iterator[tuple[Spot, Held]]:
        """Give the cells in which a whole theme or section is reaffirmed."""
        for (section, name), spots in section_marks.places(self._grid, self._framework).items():
            for field, at in spots.items():
                origin = origin_of(self._grid.file, at)
                raw = at.raw
                value = None if raw.is_blank or not raw.shown.strip() else raw.shown
                spot = Spot(section=SECTION_MARKS.section, ref=f"{section}/{name}", field=field)
                is_whole = _is_carried(raw) and not (raw.is_formula and raw.value is None)
                yield spot, Held(value=value, shown=raw.shown, origin=origin, is_whole=is_whole)

    def _declaration(self, declaration: Declaration) -> Iterator[tuple[Spot, Held]]:
        for found in forms.find(self._grid, DECLARATION)[:1]:
            for label in DECLARATION.labels:
                for place in found.values.get(label.field, ())[:1]:
                    origin = Origin(
                        file=self._grid.file,
                        sheet=found.sheet.name,
                        cell=address(place.row, place.column),
                    )
                    spot = Spot(section="declaration", ref=label.label, field="value")
                    yield spot, self._held(getattr(declaration, label.field), origin)

    def _list(self, table: Table, entries: Sequence[_Entry]) -> Iterator[tuple[str, list[Line]]]:
        if not self._found[table.section]:
            return
        lines: list[Line] = []
        for key, entry in registers.keyed(entries).items():
            name = entry.ref if isinstance(entry, RemediationLine) else entry.id
            held = dict(self._line(table, entry))
            lines.append(Line(section=table.section, name=name, key=key, cells=held))
        yield table.section, [*lines, *self._nameless(table)]

    def _nameless(self, table: Table) -> Iterator[Line]:
        """Give the rows that bear no id yet, as they stand: what is in them tells them apart."""
        times: Counter[Hashable] = Counter()
        for row in self._submission.added:
            if row.section == table.section:
                held = {
                    column.field: self._as_it_stands(origin)
                    for column, origin in self._places(table, row.origin)
                }
                told = tuple((name, one.shown) for name, one in held.items() if one.shown)
                yield Line(section=table.section, name="", key=(told, times[told]), cells=held)
                times[told] += 1

    def _as_it_stands(self, origin: Origin) -> Held:
        raw = raw_at(self._grid, origin)
        is_whole = _is_carried(raw) and not (raw.is_formula and raw.value is None)
        shown = shown_of(raw)
        return Held(
            value=None if raw.is_blank else shown, shown=shown, origin=origin, is_whole=is_whole
        )

    def _line(
        self, table: Table, entry: EvidenceItem | Provider | RemediationLine
    ) -> Iterator[tuple[str, Held]]:
        for column, origin in self._places(table, entry.origin):
            held = self._held(getattr(entry, column.field), origin)
            if held.value is not None or not self._merges.swallow(origin):
                yield column.field, held

    def _places(self, table: Table, at: Origin) -> Iterator[tuple[Column, Origin]]:
        """Say where each column of a row stands; of columns of one heading, the filled one."""
        area = read_area(at.cell or "")
        row = area.top if area else 0
        sheet = self._sheets.get(at.sheet or "")
        for piece in (piece for pieces in self._found[table.section] for piece in pieces):
            if piece.sheet is sheet and piece.header < row <= piece.last:
                for column, numbers in piece.inputs:
                    filled = [at for at in numbers if not sheet.cell(row, at).is_blank]
                    cell = address(row, (filled or numbers)[0])
                    yield column, Origin(file=self._grid.file, sheet=sheet.name, cell=cell)

    def _held(self, value: Said, origin: Origin) -> Held:
        raw = raw_at(self._grid, origin)
        said = None if value == () else value
        shown = said.isoformat() if isinstance(said, date) else shown_of(raw)
        torn = _unreadable(said)
        if torn is not None and torn.shown != raw.shown:
            # Several cells say different things, or a formula has no value: no cell can say so.
            return Held(value=said, shown=torn.shown, origin=origin, is_whole=False)
        return Held(value=said, shown=shown, origin=origin, is_whole=_is_carried(raw))


def _labelled(grid: Grid) -> dict[tuple[str, str], Place]:
    """Give the cell of each label that people write beside, by section and label."""
    return {
        (form.section, label.label): found.values[label.field][0]
        for form in FORMS
        for found in forms.find(grid, form)[:1]
        for label in form.labels
        if label.is_input and label.field in found.values
    }


def shown_of(raw: Raw) -> str:
    """Give what stands in a cell as people write it; of a day without a time, the day alone."""
    value = raw.value
    is_day = isinstance(value, datetime) and value.time() == time()
    return value.date().isoformat() if isinstance(value, datetime) and is_day else raw.shown


def _unreadable(value: Said) -> Unreadable | None:
    parts = value if isinstance(value, tuple) else (value,)
    return next((part for part in parts if isinstance(part, Unreadable)), None)


def _is_carried(raw: Raw) -> bool:
    if raw.kind == "error":
        return raw.shown in ERRORS
    return len(raw.shown) <= LONGEST // 2 or len(raw.shown.encode("utf-16-le")) // 2 <= LONGEST


def _shown(value: Said) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
