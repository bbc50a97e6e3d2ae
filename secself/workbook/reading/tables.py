"""Finds our tables in any workbook: by heading, else by hidden key, wherever they stand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from secself.identity import read_marks
from secself.problems import Origin, Problem
from secself.workbook.layout import TABLES, Column, Table
from secself.workbook.reading.cells import LAST_ROW, address
from secself.workbook.reading.grid import Grid, Sheet, folded

KEY = "key:"
"""How the cells of a hidden key row begin."""
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

    @property
    def rows(self) -> Iterator[int]:
        """Give the numbers of the rows below the header that hold something."""
        return (row for row in self.sheet.rows if self.header < row <= self.last)

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


def problems_of(piece: Found, file: str | None) -> Iterator[Problem]:
    """List what is odd about the columns of a table."""
    yield from _missing(piece, file)
    yield from _doubled(piece, file)
    yield from _strange(piece, file)


def _on(sheet: Sheet) -> list[Found]:
    """Find the pieces of tables on one sheet; each ends where the next begins."""
    key_rows = {row: _keys(sheet, row) for row in _rows_with(sheet, _ALL_KEYS)}
    pieces: list[Found] = []
    for row, words in sorted(_rows_with(sheet, _ALL_HEADINGS).items()):
        table = _table_of(words, sheet, len(sheet.rows[row]))
        if table is not None:
            above = max((key_row for key_row in key_rows if key_row < row), default=0)
            pieces.append(_piece(table, sheet, row, key_rows.get(above, {})))
    if not pieces:
        pieces = [piece for row, keys in key_rows.items() for piece in _by_keys(sheet, row, keys)]
    ends = [*(piece.header - 1 for piece in pieces[1:]), LAST_ROW]
    return [replace(piece, last=end) for piece, end in zip(pieces, ends, strict=False)]


def _rows_with(sheet: Sheet, words: Iterable[str]) -> dict[int, list[str]]:
    """Give the rows in which some of these words stand, with the words."""
    rows: dict[int, list[str]] = {}
    for word in words:
        for row, _ in sheet.places.get(word, ()):
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
        inputs = {column.key for column in table.inputs}
        identity = keys & _IDENTITY[table.section]
        is_header = len(keys) >= _ENOUGH or 2 * len(keys) > filled
        if not is_header or not identity or not (keys & inputs) - identity:
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


def _by_keys(sheet: Sheet, key_row: int, keys: Mapping[int, str]) -> Iterator[Found]:
    """Find the table of a key row where no heading is left that anyone knows."""
    for table in TABLES:
        known = {column.key for column in table.columns}
        named = {column: key or table.columns[0].key for column, key in keys.items()}
        keyed = {column for column, key in named.items() if key in known}
        own = {named[column] for column in keyed}
        always = {column.key for column in table.columns if not column.only_with_prior}
        if _IDENTITY[table.section] & own and 3 * len(own & always) >= 2 * len(always):
            for row, cells in sheet.rows.items():
                if row > key_row and 2 * len(cells.keys() & keyed) >= len(keyed):
                    yield _piece(table, sheet, row, keys)
                    return


def _piece(table: Table, sheet: Sheet, header: int, keys: Mapping[int, str]) -> Found:
    names = _HEADINGS[table.section]
    known = {column.key for column in table.columns}
    columns: dict[str, tuple[int, ...]] = {}
    strangers: dict[int, str] = {}
    cells = sheet.rows.get(header, {})
    for column in sorted({*cells, *keys}):
        heading = cells[column].shown if column in cells else ""
        key = names.get(folded(heading))
        if key is None:
            # The heading is what a person sees and means, so the hidden key only fills a gap.
            hidden = keys.get(column, "-") or table.columns[0].key
            key = hidden if hidden in known else None
        if key is None:
            strangers[column] = heading
        else:
            columns[key] = (*columns.get(key, ()), column)
    return Found(table=table, sheet=sheet, header=header, columns=columns, strangers=strangers)


def _missing(piece: Found, file: str | None) -> Iterator[Problem]:
    for column in piece.table.inputs:
        if column.key not in piece.columns and not column.required:
            yield Problem(
                level="warning",
                code="column-missing",
                origin=Origin(file=file, sheet=piece.sheet.name),
                what=f"The column “{column.heading}” is missing, so nothing in it could be read.",
                remedy="Copy the column back from the workbook that was sent to you.",
            )


def _doubled(piece: Found, file: str | None) -> Iterator[Problem]:
    headings = {column.key: column.heading for column in piece.table.inputs}
    for key, columns in piece.columns.items():
        if key in headings and len(columns) > 1:
            cells = " and ".join(address(piece.header, column) for column in columns)
            yield Problem(
                level="warning",
                code="column-twice",
                origin=Origin(
                    file=file, sheet=piece.sheet.name, cell=address(piece.header, columns[0])
                ),
                what=f"The column “{headings[key]}” is there more than once: {cells}.",
                remedy="Keep one, and delete the others.",
            )


def _strange(piece: Found, file: str | None) -> Iterator[Problem]:
    known = {column for columns in piece.columns.values() for column in columns}
    filled: dict[int, int] = {}
    for row in piece.rows:
        for column, raw in piece.sheet.rows[row].items():
            if column not in known and not raw.is_blank:
                filled.setdefault(column, row)
    for column, row in sorted(filled.items()):
        heading = piece.strangers.get(column, "")
        named = f"“{heading}”" if heading else "without a heading"
        yield Problem(
            level="note",
            code="column-unknown",
            origin=Origin(file=file, sheet=piece.sheet.name, cell=address(row, column)),
            what=f"The column {named} is not one of this table; what stands in it was not read.",
            remedy="Nothing to do if it is for your own use.",
        )


def required_missing(pieces: Sequence[Found]) -> Column | None:
    """Name the column without which a table cannot be used, if it is gone."""
    for piece in pieces:
        for column in piece.table.inputs:
            if column.required and column.key not in piece.columns:
                return column
    return None
