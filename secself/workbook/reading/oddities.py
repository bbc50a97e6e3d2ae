"""Says what is odd about the columns of a table: missing, twice, unknown, or not what they say."""

from collections.abc import Iterable, Iterator, Sequence

from secself.grid import address
from secself.nearness import nearest
from secself.problems import Origin, Problem
from secself.workbook.layout import Column
from secself.workbook.reading.comments_columns import assessors, unnamed
from secself.workbook.reading.layouts import is_later
from secself.workbook.reading.reviewed import beside
from secself.workbook.reading.tables import Found

_SHOWN = 60


def problems_of(
    pieces: Sequence[Found], file: str | None, layout: int | None = None
) -> Iterable[Problem]:
    """List what is odd about the pieces of a table on one sheet, each thing once."""
    return dict.fromkeys(
        [
            *_renamed(pieces, file),
            *(problem for piece in pieces for problem in _of_piece(piece, file, layout)),
        ]
    )


def _of_piece(piece: Found, file: str | None, layout: int | None) -> Iterator[Problem]:
    absent = [
        column
        for column in piece.table.inputs
        if column.key not in piece.columns and not column.required
    ]
    later = [column for column in absent if is_later(piece.table.section, column.key, layout)]
    yield from _older(piece, later, file)
    yield from _missing(piece, [column for column in absent if column not in later], file)
    yield from _doubled(piece, file)
    yield from _unclear(piece, file)
    yield from _strange(piece, file)


def _renamed(pieces: Sequence[Found], file: str | None) -> Iterator[Problem]:
    """List headings that are not ours; of headings that are repeated further down, the first."""
    told: set[tuple[int, str]] = set()
    for piece in pieces:
        shown = {column.key: column.heading for column in piece.table.columns}
        keys = {number: key for key, numbers in piece.columns.items() for number in numbers}
        for column, heading in piece.by_key_alone.items():
            if (column, keys[column]) in told:
                continue
            told.add((column, keys[column]))
            yield _heading_changed(piece, column, shown[keys[column]], heading, file)
    for piece in pieces[:1]:
        for column, own in unnamed(piece).items():
            heading = piece.strangers[column]
            yield _heading_changed(piece, column, own.heading, heading, file)


def _heading_changed(
    piece: Found, column: int, ours: str, heading: str, file: str | None
) -> Problem:
    return Problem(
        level="note",
        code="heading-changed",
        origin=_heading(piece, column, file),
        what=(
            f"The heading “{_cut(heading)}” is not one of this table"
            if heading
            else "The column has no heading"
        )
        + f"; by its hidden key it was read as “{ours}”.",
        remedy=f"Put “{ours}” back if that is meant.",
    )


def _unclear(piece: Found, file: str | None) -> Iterator[Problem]:
    shown = {column.key: column.heading for column in piece.table.columns}
    for column, hidden in piece.contradicted.items():
        heading = piece.sheet.cell(piece.header, column).shown
        yield Problem(
            level="warning",
            code="column-unclear",
            origin=_heading(piece, column, file),
            what=f"The heading of this column is “{_cut(heading)}”, but its hidden key is that of "
            f"“{shown[hidden]}”; it was read by its heading.",
            remedy="Check that what stands below belongs under that heading.",
        )


def _heading(piece: Found, column: int, file: str | None) -> Origin:
    return Origin(file=file, sheet=piece.sheet.name, cell=address(piece.header, column))


def _cut(heading: str) -> str:
    return heading if len(heading) <= _SHOWN else f"{heading[:_SHOWN]}…"


def _missing(piece: Found, absent: Sequence[Column], file: str | None) -> Iterator[Problem]:
    for column in absent:
        yield Problem(
            level="warning",
            code="column-missing",
            origin=Origin(file=file, sheet=piece.sheet.name),
            what=f"The column “{column.heading}” is missing, so nothing in it could be read.",
            remedy=near_heading(piece, column)
            + "Copy the column back from the workbook that was sent to you.",
        )


def near_heading(piece: Found, column: Column) -> str:
    """Propose a heading that comes near to that of a missing column; it is never taken."""
    meant = nearest(column.heading, filter(None, piece.strangers.values()))
    return f"Perhaps “{_cut(meant)}” is that column; then correct its heading. " if meant else ""


def _older(piece: Found, later: Sequence[Column], file: str | None) -> Iterator[Problem]:
    if later:
        listed = ", ".join(f"“{column.heading}”" for column in later)
        yield Problem(
            level="note",
            code="layout-older",
            origin=Origin(file=file, sheet=piece.sheet.name),
            what=f"The workbook was made with an earlier layout, without {listed}; "
            "all else was read as ever.",
            remedy="Nothing to do.",
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
    known |= assessors(piece).keys() | beside(piece)
    filled: dict[int, int] = {}
    for row in piece.rows:
        cells = piece.sheet.rows[row]
        for column in cells.keys() - known:
            if not cells[column].is_blank:
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
