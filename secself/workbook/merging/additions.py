"""The sheets that a merge adds, or writes anew where an earlier merge has added them."""

from collections.abc import Iterable, Sequence
from itertools import chain

from secself.grid import Grid
from secself.merging import Held, Merged, Part, Spot
from secself.workbook.amending import FurtherSheet
from secself.workbook.merging import reviews, sheets
from secself.workbook.merging.conflicts_open import still_open
from secself.workbook.reading import merge_sheets
from secself.workbook.reading.merge_sheets import KEY, SETTLED, Kind, MergeSheet

_NAMES: dict[Kind, str] = {
    "conflicts": sheets.CONFLICTS,
    "taken": sheets.MERGED_FROM,
    "left": sheets.NOT_MERGED,
}


class Additions:
    """Knows what an earlier merge has listed in the issued workbook, and what stays of it."""

    def __init__(self, issued: Grid, base: Part, parts: Iterable[Grid | None]) -> None:
        """Look at the sheets of an earlier merge, and at the ticks in the parts' copies of them."""
        self._issued, self._base = issued, reviews.with_views(issued, base)
        self._before: dict[Kind, MergeSheet] = {
            one.kind: one for one in reversed(list(merge_sheets.find(issued)))
        }
        self._looks = sheets.looks_of(issued)
        self._ticks = dict(_ticks(grid for grid in (issued, *parts) if grid is not None))

    def name(self, kind: Kind) -> str:
        """Give the name of a sheet: the one it had before, else one that is free."""
        known = self._before.get(kind)
        return known.sheet.name if known else sheets.free_name(self._issued, _NAMES[kind])

    def written(
        self, merged: Merged, said: Sequence[tuple[str, ...]], lost: Sequence[tuple[str, ...]]
    ) -> list[FurtherSheet]:
        """Give the sheets that are wanted; what was listed before and is settled goes."""
        conflicts = sheets.listed(merged)
        still = still_open(self._rows("conflicts"), self._after(merged), self._ticks)
        found = [
            sheets.taken_sheet(self._place("taken"), self._rows("taken"), [*self._settled(), *said])
        ]
        if conflicts or "conflicts" in self._before:
            found.insert(0, sheets.conflict_sheet(self._place("conflicts"), still, conflicts))
        if lost or "left" in self._before:
            found.append(sheets.left_sheet(self._place("left"), self._rows("left"), lost))
        return found

    def _place(self, kind: Kind) -> sheets.Named:
        name = self.name(kind)
        return sheets.Named(
            name=name, replaces=name if kind in self._before else "", looks=self._looks
        )

    def _rows(self, kind: Kind) -> sheets.Rows:
        return self._before[kind].rows if kind in self._before else ()

    def _settled(self) -> list[tuple[str, ...]]:
        """Keep what somebody wrote under `Settled`, since the conflict goes."""
        rows = {row[KEY]: row for row in self._rows("conflicts") if row.get(KEY) in self._ticks}
        named = ("Sheet", "Ref", "Column", "Cell")
        return [
            (*(row.get(name, "") for name in named), "settled", self._ticks[key])
            for key, row in rows.items()
        ]

    def _after(self, merged: Merged) -> Part:
        """Say what the cells hold once the changes are made."""
        cells: dict[Spot, Held] = dict(self._base.cells)
        cells |= {taken.spot: taken.voices[0].held for taken in merged.taken}
        gone = {id(one.line) for one in merged.dropped}
        lines = {
            section: [
                *(line for line in kept if id(line) not in gone),
                *(one.line for one in merged.added if one.line.section == section),
            ]
            for section, kept in self._base.lines.items()
        }
        return Part(file="", cells=cells, lines=lines)


def _ticks(grids: Iterable[Grid]) -> Iterable[tuple[str, str]]:
    found = chain.from_iterable(merge_sheets.find(grid) for grid in grids)
    for one in found:
        if one.kind == "conflicts":
            for row in one.rows:
                if row.get(KEY) and row.get(SETTLED, "").strip():
                    yield row[KEY], row[SETTLED].strip()
