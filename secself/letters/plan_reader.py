"""Reads what a User reported in the workbook of actions; nothing is guessed, and nothing dropped.

Columns are known by their headings, in any order, and rows by the id of their action. A row in
which nothing was written is no report. Whose it is stands in the properties and on a hidden sheet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from secself.answers import Raw, Reading, Remark, read_choice, read_date, read_text
from secself.grid import BLANK, Grid, Sheet, address, folded
from secself.letters.plan import COLUMNS, FORM, HIDDEN, PREFIX, STATES, state_of
from secself.model import Decision, Progress, Unreadable, Value
from secself.problems import Origin, Problem

_INPUTS = {column.key: column for column in COLUMNS if column.is_input}
_HEADINGS = {folded(column.heading): column.key for column in COLUMNS}
_NEEDED = frozenset({"id", "state"})
_WITHIN = 50
"""The headings are looked for in so many rows from the top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMarks:
    """What a workbook of actions says of itself."""

    subject: str = ""
    """The assessment, empty if it no longer says so."""
    decision: int = 0
    """Which decision on it, 0 if it no longer says so."""


def properties_tell(properties: Mapping[str, str]) -> bool:
    """Tell from a file's properties alone that it is a workbook of actions."""
    return properties.get(f"{PREFIX}form") == FORM


def find_marks(grid: Grid) -> PlanMarks | None:
    """Say which decision it is about; None if it is no workbook of actions at all."""
    said = {
        name.removeprefix(PREFIX): value
        for name, value in grid.properties.items()
        if name.startswith(PREFIX)
    }
    said = dict(_hidden(grid)) | said
    is_plan = said.get("form") == FORM
    if not is_plan and _table(grid) is None:
        return None
    number = said.get("decision", "") if is_plan else ""
    return PlanMarks(
        subject=said.get("subject", "") if is_plan else "",
        decision=int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 0,  # noqa: PLR2004
    )


def read(
    grid: Grid, decision: Decision, today: date
) -> tuple[dict[str, Progress], tuple[Problem, ...]]:
    """Read what is reported on each action, by its id, and all that is wrong with it."""
    found = _table(grid)
    if found is None:
        return {}, (_no_table(grid),)
    sheet, heading, columns = found
    listener = _Listener(grid, sheet, columns)
    known = {action.id for action in decision.actions}
    reports: dict[str, Progress] = {}
    for row in sheet.numbers:
        if row > heading:
            _read_row(listener, row, known, reports, today)
    return reports, tuple(listener.problems)


class _Listener:
    """Reads cells by their column, and keeps what must be said about them."""

    def __init__(self, grid: Grid, sheet: Sheet, columns: Mapping[str, int]) -> None:
        self.grid, self.sheet, self.columns = grid, sheet, columns
        self.problems: list[Problem] = []

    def raw(self, row: int, key: str) -> Raw:
        column = self.columns.get(key)
        return BLANK if column is None else self.sheet.cell(row, column)

    def read(self, row: int, key: str, reading: Reading, ref: str) -> Value:
        value, remarks = reading
        self.problems += [self.problem(row, key, remark, ref) for remark in remarks]
        return value

    def problem(self, row: int, key: str, remark: Remark, ref: str) -> Problem:
        column = self.columns.get(key, 1)
        return Problem(
            level=remark.level,
            code=remark.code,
            origin=Origin(file=self.grid.file, sheet=self.sheet.name, cell=address(row, column)),
            ref=ref or None,
            what=remark.what,
            remedy=remark.remedy,
        )


def _read_row(
    listener: _Listener, row: int, known: set[str], reports: dict[str, Progress], today: date
) -> None:
    if all(not listener.raw(row, key).shown.strip() for key in _INPUTS):
        return
    name = listener.raw(row, "id").shown.strip()
    if name not in known:
        listener.problems.append(listener.problem(row, "id", _unknown(name, known), name))
        return
    told = _progress(listener, row, name, today)
    if name in reports and reports[name] != told:
        listener.problems.append(listener.problem(row, "id", _twice(name), name))
    reports[name] = told
    listener.problems += [
        listener.problem(row, key, remark, name) for key, remark in _remarks(told, today)
    ]


def _progress(listener: _Listener, row: int, name: str, today: date) -> Progress:
    state = listener.read(row, "state", read_choice(listener.raw(row, "state"), STATES), name)
    days = {
        key: listener.read(row, key, read_date(listener.raw(row, key)), name)
        for key in ("done_on", "new_date")
    }
    texts = {
        key: listener.read(row, key, read_text(listener.raw(row, key)), name)
        for key in ("what", "evidence")
    }
    cited = str(texts["evidence"] or "")
    return Progress(
        on=today,
        state=state_of(state) if isinstance(state, str) else None,
        done_on=_day(days["done_on"]),
        due=_day(days["new_date"]),
        words=str(texts["what"] or ""),
        evidence=tuple(one.strip() for one in cited.replace("\n", ",").split(",") if one.strip()),
    )


def _remarks(told: Progress, today: date) -> Iterator[tuple[str, Remark]]:
    if told.state == "done" and told.done_on is None:
        yield (
            "done_on",
            Remark(
                level="warning",
                code="progress-undated",
                what="The action is said to be done, and not on which day.",
                remedy="Fill in Done on; it was taken as done.",
            ),
        )
    if told.done_on and told.state in ("not-started", "under-way", "late"):
        yield (
            "state",
            Remark(
                level="error",
                code="progress-contradicts",
                what="A day stands in Done on, and Status says that it is not done.",
                remedy="Choose Done, or clear the day.",
            ),
        )
    if told.done_on and told.done_on > today:
        yield (
            "done_on",
            Remark(
                level="error",
                code="progress-ahead",
                what=f"It is said to be done on {told.done_on}, which is still to come.",
                remedy="Correct the day; a day that is planned belongs into New date.",
            ),
        )


def _table(grid: Grid) -> tuple[Sheet, int, dict[str, int]] | None:
    """Find the table of actions: its sheet, the row of its headings, and its columns."""
    for sheet in grid.sheets:
        for row in sheet.numbers:
            if row > _WITHIN:
                break
            columns = {
                _HEADINGS[folded(raw.shown)]: column
                for column, raw in sorted(sheet.rows[row].items(), reverse=True)
                if folded(raw.shown) in _HEADINGS
            }
            if columns.keys() >= _NEEDED:
                return sheet, row, columns
    return None


def _hidden(grid: Grid) -> Iterator[tuple[str, str]]:
    for sheet in grid.sheets:
        if sheet.name == HIDDEN:
            for cells in sheet.rows.values():
                if cells.get(1, BLANK).shown == "mark":
                    yield cells.get(2, BLANK).shown, cells.get(3, BLANK).shown


def _day(value: Value) -> date | None:
    return value if isinstance(value, date) and not isinstance(value, Unreadable) else None


def _unknown(name: str, known: set[str]) -> Remark:
    listed = ", ".join(sorted(known))
    return Remark(
        level="error",
        code="progress-row-unknown",
        what=f"Something is reported on “{name}”, which is no action of this decision."
        if name
        else "Something is reported in a row without an id.",
        remedy=f"Report in the row of the action; there are: {listed}.",
    )


def _twice(name: str) -> Remark:
    return Remark(
        level="error",
        code="progress-twice",
        what=f"Two rows report different things on {name}.",
        remedy="Leave one of them.",
    )


def _no_table(grid: Grid) -> Problem:
    return Problem(
        code="progress-no-table",
        origin=Origin(file=grid.file),
        what="The workbook has no table with the headings Id and Status any more.",
        remedy="Report in the workbook that came with the letter.",
    )
