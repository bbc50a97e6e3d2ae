"""What stands in a cell before it is read, and what is said about how it was read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

from secself.model import Value
from secself.problems import Level

_QUOTED = 60


class Raw(NamedTuple):
    """What stands in a cell, before anything is made of it."""

    value: str | int | float | bool | date | datetime | None
    """The content; for a formula the value last computed, None if there is none."""
    kind: Literal["text", "number", "truth", "date", "error"] = "text"
    """What sort of content it is; `error` for `#N/A` and its kin."""
    is_formula: bool = False
    """Whether the cell computes its content."""

    @property
    def is_blank(self) -> bool:
        """Tell whether there is nothing in it, not even a space."""
        return self.value in (None, "") and not self.is_formula

    @property
    def quoted(self) -> str:
        """Give the content for a message: the first sixty characters."""
        return self.shown if len(self.shown) <= _QUOTED else f"{self.shown[:_QUOTED]}…"

    @property
    def shown(self) -> str:
        """Give the content as text, whole."""
        if isinstance(self.value, bool):
            return "TRUE" if self.value else "FALSE"
        if isinstance(self.value, datetime):
            return self.value.isoformat(sep=" ")
        return "" if self.value is None else str(self.value)


def as_texts(texts: Iterable[str]) -> list[Raw]:
    """Make of thousands of texts what stands in cells, with no call for each."""
    make = tuple.__new__
    return [make(Raw, (text, "text", False)) for text in texts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What must be said about how a cell was read."""

    level: Level
    """How grave it is."""
    code: str
    """The Problem's code."""
    what: str
    """What is remarkable, quoting the cell."""
    remedy: str
    """What to do."""


Reading = tuple[Value, tuple[Remark, ...]]
"""A value and what must be said about it."""
