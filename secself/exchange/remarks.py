"""Gathers what is said of a table's cells: once for a column, not once for each of its rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from secself.answers import Remark
from secself.exchange.mapping import Columns
from secself.problems import Origin, Problem

_UNCALCULATED = ("formula-without-value", "cell-error")
"""What keeps a cell from saying anything."""
_SHOWN = 10


@dataclass(slots=True)
class Remarks:
    """What was said of the cells of a table."""

    columns: Columns
    """What each column says."""
    _said: dict[tuple[str, int], dict[Origin, Remark]] = field(default_factory=dict)

    def add(self, remark: Remark, column: int, origin: Origin) -> None:
        """Take up what is said of a cell, once however often the cell is read."""
        if remark.code in _UNCALCULATED and column not in self.columns.fields:
            # Nobody asked for the column, so it keeps nobody from taking the table.
            remark = replace(
                remark,
                level="warning",
                what=f"{remark.what} Nobody mapped the column, so the cell was left out.",
                remedy="Nothing if the column does not matter; else paste it back as values.",
            )
        self._said.setdefault((remark.code, column), {}).setdefault(origin, remark)

    def problems(self) -> Iterator[Problem]:
        """Give what is to be said, by columns; of a single cell as it stands."""
        for (_, column), said in self._said.items():
            origin, first = next(iter(said.items()))
            what = first.what
            if len(said) > 1:
                heading = self.columns.headings.get(column)
                under = f" under “{heading}”" if heading else ""
                what = f"{len(said)} cells{under}: {cells([*said])}. Of the first: {first.what}"
            yield Problem(
                level=first.level,
                code=first.code,
                origin=origin,
                what=what,
                remedy=first.remedy,
            )


def cells(places: Sequence[Origin]) -> str:
    """Name cells, and not all of very many."""
    shown = ", ".join(str(place.cell) for place in places[:_SHOWN])
    return shown if len(places) <= _SHOWN else f"{shown} and so on"
