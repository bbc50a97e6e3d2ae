"""Numbers and days that rules look at: answers, premises, thresholds."""

from collections.abc import Iterator, Mapping
from datetime import date

from secself.model import Comparison, Value

_PREMISES = {"domestic": "Domestic premises", "non_domestic": "Non-domestic premises"}


def number_of(value: Value) -> int | float | None:
    """Give a value if it is a number."""
    return value if isinstance(value, int | float) else None


def day_of(value: Value) -> date | None:
    """Give a value if it is a day."""
    return value if isinstance(value, date) else None


def answered_now(comparison: Comparison, ref: str | int) -> Value:
    """Give what is answered to a question now; None if it was not put, or left blank."""
    row = comparison.current.response("questions", str(ref))
    return row.answer if row else None


def thresholds(settings: Mapping[str, str | int]) -> Iterator[tuple[str, int]]:
    """Give each kind of premises by its label, with the threshold that is set for it."""
    for name, label in _PREMISES.items():
        yield label, int(settings[name])
