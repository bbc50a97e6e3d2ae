"""Finds our tables in any workbook: by heading, else by hidden key, wherever they stand."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from secself.grid import LAST_ROW, Grid, Sheet, folded
from secself.identity import read_marks, read_token
from secself.workbook.layout import TABLES, Column, Table

KEY = "key:"
"""How the cells of a hidden key row begin."""
MOST_ALIKE = 20
"""So many columns of one heading are read; more are listed as columns that are not ours."""
_ENOUGH = 4
"""So many headings of one table make a header, whatever columns a person has added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One table, or one piece of it, on one sheet."""

    table: Table
    """Which table it is."""
    sheet: Sheet
    """Where it stands."""
    header: int
    """The row of its headings."""
    last: int = LAST_ROW
    """The last row that can belong to it."""
    columns: Mapping[str, tuple[int, ...]]
    """The numbers of the columns that carry each key, usually one."""
    strangers: Mapping[int, str]
    """The headings of columns that are not of this table."""
    contradicted: Mapping[int, str] = field(default_factory=dict)
    """The keys above columns whose heading names another column."""
    by_key_alone: Mapping[int, str] = field(default_factory=dict)
    """The headings that nobody knows of columns that were known by their keys."""

    @property
    def rows(self) -> Sequence[int]:
        """Give the numbers of the rows below the header that hold something."""
        numbers = self.sheet.numbers
        return numbers[bisect_right(numbers, self.header) : bisect_right(numbers, self.last)]

    @property
    def inputs(self) -> tuple[tuple[Column, tuple[int, ...]], ...]:
        """Give the columns that people write in, with their numbers."""
        return tuple(
            (column, self.columns[column.key])
            for column in self.table.inputs
            if column.key in self.columns
        )


_HEADINGS: dict[str, dict[str, str]] = {
    table.section: {
        folded(name): column.key
        for column in reversed(table.columns)
        for name in (column.heading, *column.formerly)
    }
    for table in TABLES
}
_ALL_HEADINGS = frozenset(name for names in _HEADINGS.values() for name in names)
_ALL_KEYS = frozenset(f"{KEY}{column.key}" for table in TABLES for column in table.columns)
_INPUTS = {table.section: {column.key for column in table.inputs} for table in TABLES}
_IDENTITY = {
    table.section: {"token", "ref", "text"}
    if table.section in ("questions", "validation")
    else {column.key for column in table.columns[:1]}
    for table in TABLES
}


def find(grid: Grid) -> dict[str, list[list[Found]]]:
    """Find every table: for each section the sheets it stands on, for each sheet its pieces."""
    found: dict[str, list[list[Found]]] = {table.section: [] for table in TABLES}
    for sheet in grid.sheets:
        pieces = _on(sheet)
        for table in TABLES:
            own = [piece for piece in pieces if piece.table is table]
            if own:
                found[table.section].append(own)
    return found


def _on(sheet: Sheet) -> list[Found]:
    """Find the pieces of tables on one sheet; each ends where the next begins."""
    key_rows = {row: _keys(sheet, row) for row in sorted(_rows_with(sheet, _ALL_KEYS))}
    starts = list(key_rows)
    pieces: list[Found] = []
    for row, words in sorted(_rows_with(sheet, _ALL_HEADINGS).items()):
        table = _table_of(words, sheet, len(sheet.rows[row]))
        if table is not None:
            above = bisect_left(starts, row)
            key_row = starts[above - 1] if above else 0
            piece = _piece(table, sheet, row, key_rows.get(key_row, {}))
            if pieces and key_row < pieces[-1].header and pieces[-1].table is not table:
                # The keys are those of the other table, and say nothing of this one's headings.
                piece = replace(piece, contradicted={})
            pieces.append(piece)
    if not pieces:
        ends = [*(row - 1 for row in starts[1:]), LAST_ROW]
        for (row, keys), end in zip(key_rows.items(), ends, strict=False):
            pieces += _by_keys(sheet, row, end, keys)
    ends = [*(piece.header - 1 for piece in pieces[1:]), LAST_ROW]
    return [replace(piece, last=end) for piece, end in zip(pieces, ends, strict=False)]


def _rows_with(sheet: Sheet, words: AbstractSet[str]) -> dict[int, list[str]]:
    """Give the rows in which some of these words stand, with the words."""
    rows: dict[int, list[str]] = {}
    for word in sheet.places.keys() & words:
        for row, _ in sheet.places[word]:
            rows.setdefault(row, []).append(word)
    return rows


def _table_of(headings: Iterable[str], sheet: Sheet, filled: int) -> Table | None:
    """Tell which table a row of headings begins; the one it shares most headings with.

    An answer may be the word of a heading, so a few of them do not make a header of a full row.
    """
    best: tuple[int, bool, Table] | None = None
    for table in TABLES:
        names = _HEADINGS[table.section]
        keys = {names[word] for word in headings if word in names}
        identity = keys & _IDENTITY[table.section]
        is_header = len(keys) >= _ENOUGH or 2 * len(keys) > filled
        if not is_header or not identity or not (keys & _INPUTS[table.section]) - identity:
            continue
        score = (len(keys), table.sheet == sheet.name)
        if best is None or score > best[:2]:
            best = (*score, table)
    return best[2] if best else None


def _keys(sheet: Sheet, row: int) -> dict[int, str]:
    """Read a hidden key row: the first cell carries the marks, the others the keys."""
    keys: dict[int, str] = {}
    for column, raw in sheet.rows[row].items():
        if isinstance(raw.value, str):
            if raw.value.startswith(KEY):
                keys[column] = raw.value.removeprefix(KEY)
            elif read_marks(raw.value) is not None:
                keys[column] = ""
    return keys


def _by_keys(sheet: Sheet, key_row: int, end: int, keys: Mapping[int, str]) -> Iterator[Found]:
    """Find the table of a key row where no heading is left that anyone knows."""
    numbers = sheet.numbers
    below = numbers[bisect_right(numbers, key_row) : bisect_right(numbers, end)]
    for table in TABLES:
        known = {column.key for column in table.columns}
        named = {column: key or table.columns[0].key for column, key in keys.items()}
        keyed = {column for column, key in named.items() if key in known}
        own = {named[column] for column in keyed}
        always = {column.key for column in table.columns if not column.only_with_prior}
        if _IDENTITY[table.section] & own and 3 * len(own & always) >= 2 * len(always):
            # The line above the headings holds one text of ours, beside a formula.
            held = {row: _typed(sheet, row, keyed) for row in below}
            first = next((row for row, count in held.items() if count > 1), None)
            if first is not None:
                yield _piece(table, sheet, _header_before(table, sheet, first, named), keys)


def _typed(sheet: Sheet, row: int, columns: Iterable[int]) -> int:
    """Count the cells of a row, in some columns, that hold no formula."""
    cells = sheet.rows[row]
    return sum(column in cells and not cells[column].is_formula for column in columns)


def _header_before(table: Table, sheet: Sheet, first: int, named: Mapping[int, str]) -> int:
    """Tell whether the first row that holds something is one of headings; else they are gone.

    Headings are texts, there are most of them, and no row of headings carries a token.
    """
    cells = {named[at]: raw for at, raw in sheet.rows[first].items() if at in named}
    is_answer = any(read_token(raw.shown) for raw in cells.values())
    is_text = all(raw.kind == "text" and not raw.is_formula for raw in cells.values())
    shown = {column.key for column in table.columns if not column.only_with_prior} & set(cells)
    is_header = is_text and not is_answer and 2 * len(shown) >= len(named)
    return first if is_header else first - 1


def _piece(table: Table, sheet: Sheet, header: int, keys: Mapping[int, str]) -> Found:
    names = _HEADINGS[table.section]
    known = {column.key for column in table.columns}
    columns: dict[str, list[int]] = {}
    strangers: dict[int, str] = {}
    contradicted: dict[int, str] = {}
    by_key_alone: dict[int, str] = {}
    # Where the headings are gone, the row above the first may be the one of the hidden keys.
    is_keyed = any(str(raw.value).startswith(KEY) for raw in sheet.rows.get(header, {}).values())
    cells = {} if is_keyed else sheet.rows.get(header, {})
    for column in sorted({*cells, *keys}):
        heading = cells[column].shown if column in cells else ""
        hidden = keys.get(column, "-") or table.columns[0].key
        # The heading is what a person sees and means, so the hidden key only fills a gap.
        key = names.get(folded(heading))
        if key is not None:
            if hidden in known and hidden != key:
                contradicted[column] = hidden
        elif hidden in known:
            key = hidden
            by_key_alone[column] = heading
        if key is None or len(columns.get(key, ())) == MOST_ALIKE:
            strangers[column] = heading
        else:
            columns.setdefault(key, []).append(column)
    return Found(
        table=table,
        sheet=sheet,
        header=header,
        columns={key: tuple(numbers) for key, numbers in columns.items()},
        strangers=strangers,
        contradicted=contradicted,
        by_key_alone=by_key_alone,
    )


def required_missing(pieces: Sequence[Found]) -> Column | None:
    """Name the column without which a table cannot be used, if it is gone."""
    for piece in pieces:
        for column in piece.table.inputs:
            if column.required and column.key not in piece.columns:
                return column
    return None
