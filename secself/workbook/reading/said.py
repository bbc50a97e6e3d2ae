"""What a workbook says of itself: whose it is, of which year and kind, and what was issued."""

from collections.abc import Iterator
from dataclasses import replace

from secself.grid import BLANK, Grid, Sheet
from secself.identity import read_marks
from secself.model import Issued, Marks
from secself.problems import Origin, Problem
from secself.workbook.layout import HIDDEN, PROFILE
from secself.workbook.reading import forms
from secself.workbook.reading.tables import KEY

_PREFIX = "secself."
_MARKED = "secself:"
_KEYS_WITHIN = 50
"""Marks in a key row are looked for in so many rows from the top."""
_SHOWN = {"user": "User", "year": "Year", "kind": "Kind", "framework": "Framework"}
_LONGEST = 60


def marks(grid: Grid) -> tuple[Marks, list[Problem]]:
    """Say whose workbook it is; where its own words disagree, properties count first."""
    sources = list(_sources(grid))
    found = Marks()
    for _, said in reversed(sources):
        given = {name: value for name in _NAMES if (value := getattr(said, name))}
        found = replace(found, **given)
    return found, [*_missing(found, grid), *_disagreeing(sources, grid)]


def issued(grid: Grid) -> tuple[Issued, ...]:
    """List what was put to the User, as the hidden sheet says; nothing if it is gone."""
    listed: dict[tuple[str, str], Issued] = {}
    for section, ref, digest in _hidden(grid, "issued"):
        if section in ("questions", "validation") and ref:
            listed[section, ref] = Issued(
                section="questions" if section == "questions" else "validation",
                ref=ref,
                fingerprint=digest or None,
            )
    return tuple(listed.values())


def interpretations(grid: Grid) -> tuple[tuple[str, str], ...]:
    """List id and fingerprint of the Agreed Interpretations the workbook was issued with."""
    return tuple((name, digest) for name, digest, _ in _hidden(grid, "interpretation"))


_NAMES = ("user", "year", "kind", "framework", "roles", "facts", "source", "follows")


def _sources(grid: Grid) -> Iterator[tuple[str, Marks]]:
    """Give each place that says something of the file, the most trusted first."""
    given = {
        name.removeprefix(_PREFIX): value
        for name, value in grid.properties.items()
        if name.startswith(_PREFIX)
    }
    yield "properties", _made(given)
    hidden = {name: value for name, value, _ in _hidden(grid, "mark")}
    yield f"hidden sheet {HIDDEN}", _made(hidden)
    for sheet in grid.sheets:
        said = _key_row(sheet)
        if said is not None:
            yield f"key row of {sheet.name}", said
    for found in forms.find(grid, PROFILE):
        beside = {field: spots[0].raw.shown.strip() for field, spots in found.values.items()}
        yield found.sheet.name, _made({name: beside.get(name, "") for name in _SHOWN})


def _made(said: dict[str, str]) -> Marks:
    year = said.get("year", "")
    is_year = year.isascii() and year.isdecimal() and len(year) == len("2026")
    return Marks(
        user=said.get("user") or None,
        year=int(year) if is_year else None,
        kind=said.get("kind") or None,
        framework=said.get("framework") or None,
        roles=tuple(part for part in said.get("roles", "").split(",") if part),
        facts=tuple(part for part in said.get("facts", "").split(",") if part),
        source=said.get("source", ""),
        follows=said.get("follows", ""),
    )


def _hidden(grid: Grid, kind: str) -> Iterator[tuple[str, str, str]]:
    """Give the rows of one kind on the hidden sheet: what stands right of the kind."""
    for sheet in grid.sheets:
        if sheet.name == HIDDEN:
            for row, column in sheet.places.get(kind, ()):
                if column == 1:
                    cells = sheet.rows[row]
                    second, third, fourth = (cells.get(at, BLANK).shown for at in (2, 3, 4))
                    yield second, third, fourth


def _key_row(sheet: Sheet) -> Marks | None:
    """Read the marks in the first cell of a table's hidden key row.

    A cell in which a person wrote something of that shape stands beside no keys.
    """
    for row, cells in sheet.rows.items():
        if row > _KEYS_WITHIN:
            return None
        texts = [raw.value for raw in cells.values() if isinstance(raw.value, str)]
        marked = [text for text in texts if text.startswith(_MARKED)]
        if marked and any(text.startswith(KEY) for text in texts):
            return read_marks(marked[0])
    return None


def _missing(found: Marks, grid: Grid) -> Iterator[Problem]:
    lost = [shown for name, shown in _SHOWN.items() if getattr(found, name) is None]
    if lost:
        yield Problem(
            level="warning",
            code="marks-missing",
            origin=Origin(file=grid.file),
            what=f"The file no longer says its {', '.join(lost)}.",
            remedy="Put them back on Profile as they stood, or send the file that was issued.",
        )


def _disagreeing(sources: list[tuple[str, Marks]], grid: Grid) -> Iterator[Problem]:
    for name, shown in _SHOWN.items():
        said = [
            (place, value) for place, one in sources if (value := getattr(one, name)) is not None
        ]
        if len({value for _, value in said}) > 1:
            listed = "; ".join(f"{place}: “{str(value)[:_LONGEST]}”" for place, value in said)
            yield Problem(
                level="warning",
                code="marks-disagree",
                origin=Origin(file=grid.file),
                what=f"The file says different things of its {shown}. {listed}.",
                remedy=f"The first was believed. Check that this is the file of that {shown}.",
            )
