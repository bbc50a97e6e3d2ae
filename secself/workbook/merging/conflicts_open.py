"""Tells which of the conflicts that a merged workbook lists are still open.

A conflict is settled once something else stands in its cell than was issued, or somebody has said
under `Settled` that it is right as it stands.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from secself.grid import Grid
from secself.merging import Conflict, Held, Part, Spot, whole
from secself.model import Framework, Submission
from secself.problems import Origin, Problem
from secself.workbook.merging import parts, reviews
from secself.workbook.reading.merge_sheets import KEY, SETTLED, MergeSheet

_DIGITS, _LONGEST = 16, 300
Row = Mapping[str, str]
"""One line of the sheet, by heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """What a conflict is about, and the digest of what was issued there."""

    section: str
    ref: str
    field: str
    line: str
    issued: str


def key_of(conflict: Conflict) -> str:
    """Give the hidden word by which a conflict is found again."""
    spot = conflict.spot
    said = [spot.section, spot.ref, spot.field, spot.line[:_LONGEST], _digest(conflict.issued)]
    return json.dumps(said, ensure_ascii=False)


def still_open(rows: Iterable[Row], now: Part, settled: Iterable[str] = ()) -> list[Row]:
    """Pick out the lines whose cells stand as issued; some keys may be settled elsewhere."""
    listed = list(rows)
    ticked = {row[KEY] for row in listed if row.get(SETTLED, "").strip() and KEY in row}
    ticked.update(settled)
    return [
        row
        for row in listed
        if (about := _read(row.get(KEY, ""))) is not None
        and row[KEY] not in ticked
        and _stands_as_issued(about, now)
    ]


def problems(
    found: Sequence[MergeSheet], grid: Grid, submission: Submission, framework: Framework
) -> Iterator[Problem]:
    """Warn once of each conflict that is still open."""
    now = reviews.with_views(grid, parts.of_workbook(grid, submission, framework, ""))
    for one in found:
        rows = still_open(one.rows, now)
        for row in {row[KEY]: row for row in rows}.values():
            column = f", {row.get('Column', '')}" if row.get("Column") else ""
            yield Problem(
                level="warning",
                code="conflict-open",
                origin=Origin(
                    file=grid.file, sheet=row.get("Sheet") or None, cell=row.get("Cell") or None
                ),
                ref=row.get("Ref") or None,
                what=f"The parts of this workbook differ on {row.get('Ref', '')}{column}, and what "
                "was issued still stands there.",
                remedy=f"Choose among what the sheet “{one.sheet.name}” lists; if it is right as "
                f"it stands, say so there under “{SETTLED}”.",
            )


def _stands_as_issued(about: _About, now: Part) -> bool:
    if about.field:
        held = next(
            (
                held
                for spot, held in _cells(about, now)
                if (spot.section, spot.ref, spot.field) == (about.section, about.ref, about.field)
            ),
            None,
        )
        return held is not None and _digest(held) == about.issued
    lines = [
        line
        for line in now.lines.get(about.section, ())
        if line.name == about.ref and line.spot("").line[:_LONGEST] == about.line
    ]
    if not lines:
        return about.issued == _digest(Held())
    return any(_digest(whole(line)) == about.issued for line in lines)


def _cells(about: _About, now: Part) -> Iterator[tuple[Spot, Held]]:
    yield from now.cells.items()
    for line in now.lines.get(about.section, ()):
        if line.spot("").line[:_LONGEST] == about.line or not about.line:
            yield from ((line.spot(name), held) for name, held in line.cells.items())


def _digest(held: Held) -> str:
    shown = held.shown if held.value is not None else ""
    return hashlib.sha256(shown.encode()).hexdigest()[:_DIGITS]


def _read(key: str) -> _About | None:
    try:
        said = json.loads(key)
    except (ValueError, RecursionError):
        return None
    if not (isinstance(said, list) and len(said) == 5 and all(isinstance(s, str) for s in said)):  # noqa: PLR2004 - as many as are written
        return None
    return _About(section=said[0], ref=said[1], field=said[2], line=said[3], issued=said[4])
