"""Puts earlier rows under the Refs they have now, by what became of each item between editions.

Knows what was declared from a list of Carried; see secself.carrying, which makes it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from secself.comparison.sides import Key, Side
from secself.model import Carried, Framework, Issued, Response, Wording

Row = TypeVar("Row", Response, Issued)

_TOLD: frozenset[Wording] = frozenset({"moved", "turned", "split", "merged"})
_UNPAIRED: frozenset[Wording] = frozenset({"split", "merged"})


@dataclass(frozen=True, slots=True)
class Succession:
    """What became of each item, by section and Ref; of an unknown item, nothing became."""

    carried: Mapping[Key, Carried] = field(default_factory=dict)
    """What is known, under the Ref each item has now, or had if it is gone."""

    def wording(self, key: Key) -> Wording:
        """Say what became of the words of an item; `same` where nobody knows."""
        known = self.carried.get(key)
        return known.wording if known else "same"

    def came_from(self, key: Key) -> tuple[str, ...]:
        """Name what an item came from, where that is not plain from its Ref."""
        known = self.carried.get(key)
        is_told = known is not None and known.wording in _TOLD and known.came_from != (key[1],)
        return known.came_from if known and is_told else ()

    def became(self, key: Key) -> tuple[str, ...]:
        """Name what an item that is gone became."""
        known = self.carried.get(key)
        return known.became if known else ()

    @property
    def moves(self) -> dict[str, str]:
        """Give the Ref that each earlier Ref became, of what neither split nor merged."""
        known = (one for one in self.carried.values() if one.wording not in _UNPAIRED)
        return {one.came_from[0]: one.ref for one in known if one.came_from}

    def brought_over(self, then: Side, framework: Framework) -> Side:
        """Give the earlier side with its rows under the Refs they have now.

        What became of several items is held against the best answer among theirs: a fall must
        show, whichever of them it is a fall from.
        """
        return replace(
            then,
            issued=self._placed(then.issued, lambda rows: rows[0]),
            responses=self._placed(then.responses, lambda rows: _best(rows, framework)),
        )

    def _placed(
        self, rows: Mapping[Key, Row], choose: Callable[[list[Row]], Row]
    ) -> dict[Key, Row]:
        left, placed = dict(rows), dict[Key, Row]()
        for key, one in self.carried.items():
            sources = [(key[0], ref) for ref in one.came_from if (key[0], ref) in rows]
            if sources:
                placed[key] = choose([rows[source] for source in sources])
            if one.wording not in _UNPAIRED:
                for source in sources:
                    left.pop(source, None)
        return left | placed


def succession(carried: Iterable[Carried]) -> Succession:
    """Look up what became of each item."""
    return Succession({(one.section, one.ref): one for one in carried})


def _best(rows: list[Response], framework: Framework) -> Response:
    return min(rows, key=lambda row: _place(row, framework))


def _place(row: Response, framework: Framework) -> int:
    if row.section == "validation":
        ranking: tuple[object, ...] = framework.scale.labels
    else:
        found = (one.answer.ranking for one in framework.questions if one.id == row.ref)
        ranking = next(found, ())
    return ranking.index(row.answer) if row.answer in ranking else len(ranking)
