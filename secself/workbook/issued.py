"""Holds a workbook against the same one issued again: which texts of ours are others now.

Rows are met by their Ref and columns by their headings, so that sorting, moving and filtering alter
nothing; white space is no text. What the workbook computes is not looked at.
"""

from collections.abc import Iterator, Mapping

from secself.answers import Raw
from secself.grid import Grid, Sheet
from secself.grid.addresses import address
from secself.identity import read_token
from secself.phrases import one_line
from secself.problems import Origin, Problem
from secself.workbook.layout import DECLARATION, INTERPRETATIONS
from secself.workbook.reading import said, tables
from secself.workbook.reading.rows import spaced
from secself.workbook.reading.tables import Found

_SECTIONS = ("questions", "validation")
_OF_THE_PAST = {"why", "open_comments"}
"""Texts that hang on the prior assessment, beside those of the Prior columns."""
_PRIOR = "prior_"
_SHOWN = 60
_Lines = Mapping[str, tuple[Found, int]]


def altered(grid: Grid, again: Grid, *, knows_prior: bool, anyone: str) -> list[Problem]:
    """Name every text that was issued and is another, or gone; the Prior ones where known.

    It was issued again for `anyone`, whose name may be any other in the file.
    """
    now, then = tables.find(grid), tables.find(again)
    found: list[Problem] = list(_prints(grid, again))
    for section in _SECTIONS:
        here = _lines(piece for pieces in now[section] for piece in pieces)
        there = _lines(piece for pieces in then[section] for piece in pieces)
        for ref, (piece, row) in there.items():
            if ref in here:
                found += _row(grid.file, ref, here[ref], (piece, row), knows_prior=knows_prior)
            else:
                found.append(_problem(Origin(file=grid.file), ref, "Its row is gone."))
    return [*found, *_pages(grid, again, anyone)]


def has_prior(grid: Grid) -> bool:
    """Tell whether something stands in a Prior column, so that a prior assessment was shown."""
    return any(
        not piece.sheet.cell(row, column).is_blank
        for section in _SECTIONS
        for pieces in tables.find(grid)[section]
        for piece in pieces
        for key, columns in piece.columns.items()
        if key.startswith(_PRIOR)
        for column in columns
        for row in piece.rows
    )


def _prints(grid: Grid, again: Grid) -> Iterator[Problem]:
    """Hold the fingerprints of the hidden sheet against those of the edition."""
    there = {(one.section, one.ref): one.fingerprint for one in said.issued(again)}
    for one in said.issued(grid):
        wanted = there.get((one.section, one.ref))
        if wanted is None:
            yield _problem(Origin(file=grid.file), one.ref, "It is listed, and was not issued.")
        elif one.fingerprint != wanted:
            what = f"Its fingerprint is {one.fingerprint}; the edition has {wanted}."
            yield _problem(Origin(file=grid.file), one.ref, what)


def _lines(pieces: Iterator[Found]) -> dict[str, tuple[Found, int]]:
    """Give piece and number of each row by its Ref, else by its token; the first counts."""
    lines: dict[str, tuple[Found, int]] = {}
    for piece in pieces:
        for number in piece.rows:
            typed = _cell(piece, number, "ref").shown.strip()
            token = read_token(_cell(piece, number, "token").shown)
            ref = token[1] if token else typed
            if ref:
                lines.setdefault(ref, (piece, number))
    return lines


def _row(
    file: str | None, ref: str, here: tuple[Found, int], there: tuple[Found, int], *,
    knows_prior: bool,
) -> Iterator[Problem]:  # fmt: skip
    for column in there[0].table.columns:
        key = column.key
        is_past = key.startswith(_PRIOR) or key in _OF_THE_PAST
        wanted = _cell(*there, key)
        if column.is_input or wanted.is_formula or (is_past and not knows_prior):
            continue
        stands = _cell(*here, key)
        if spaced(stands.shown) != spaced(wanted.shown):
            piece, number = here
            place = Origin(file=file, sheet=piece.sheet.name, cell=_address(piece, number, key))
            what = f"{column.heading}: issued was {_quoted(wanted)}, here stands {_quoted(stands)}."
            yield _problem(place, ref, what)


def _pages(grid: Grid, again: Grid, anyone: str) -> Iterator[Problem]:
    """Look for every text of the pages that are ours alone, wherever on its sheet it stands."""
    for name in (INTERPRETATIONS, DECLARATION.sheet):
        here, there = _sheet(grid, name), _sheet(again, name)
        if there is None:
            continue
        origin = Origin(file=grid.file, sheet=name)
        if here is None:
            yield _problem(origin, None, "The sheet is gone.")
            continue
        held = set(_texts(here))
        for text, raw in _texts(there).items():
            before, named, behind = text.partition(anyone)
            if not (text in held or (named and _is_around(held, before, behind))):
                yield _problem(origin, None, f"{_quoted(raw)} does not stand there any more.")


def _is_around(held: set[str], before: str, behind: str) -> bool:
    return any(text.startswith(before) and text.endswith(behind) for text in held)


def _sheet(grid: Grid, name: str) -> Sheet | None:
    return next((sheet for sheet in grid.sheets if sheet.name == name), None)


def _texts(sheet: Sheet) -> dict[str, Raw]:
    return {
        spaced(raw.shown): raw
        for cells in sheet.rows.values()
        for raw in cells.values()
        if raw.kind == "text" and not raw.is_formula and not raw.is_blank
    }


def _cell(piece: Found, number: int, key: str) -> Raw:
    cells = [piece.sheet.cell(number, column) for column in piece.columns.get(key, ())]
    return next((raw for raw in cells if not raw.is_blank), Raw(None))


def _address(piece: Found, number: int, key: str) -> str | None:
    columns = piece.columns.get(key)
    return address(number, columns[0]) if columns else None


def _quoted(raw: Raw) -> str:
    text = one_line(raw.shown)
    return f"“{text if len(text) <= _SHOWN else f'{text[:_SHOWN]}…'}”" if text else "nothing"


def _problem(origin: Origin, ref: str | None, what: str) -> Problem:
    return Problem(
        code="issued-altered",
        origin=origin,
        ref=ref,
        what=what,
        remedy="Ask who changed it; what was answered may be another text than was issued.",
    )
