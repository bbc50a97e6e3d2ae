"""How a rule speaks: one sentence, with the values in the User's own words."""

from collections.abc import Mapping
from datetime import date

from secself.model import Finding, Materiality, Response, Unreadable, Value

Settings = Mapping[str, str | int]
"""The settings of a rule, and its `level`."""


def finding(
    rule: str,
    ref: str,
    settings: Settings,
    because: str,
    **inputs: Value,
) -> Finding:
    """Say that something about an item should be looked at; the settings say how loudly."""
    return Finding(
        rule=rule,
        ref=ref,
        materiality=level_of(settings["level"]),
        because=because,
        inputs={name: _input(value) for name, value in inputs.items()},
    )


def level_of(level: str | int) -> Materiality:
    """Read a level; all that is not material is a note."""
    return "material" if level == "material" else "note"


def shown(value: Value) -> str:
    """Give a value as it reads inside a sentence."""
    if value is None:
        return "blank"
    if isinstance(value, Unreadable):
        return f'unreadable ("{value.shown}")'
    return value.isoformat() if isinstance(value, date) else str(value)


def state_of(row: object) -> str:
    """Give the main answer of a row as it reads inside a sentence; `missing` without a row."""
    return shown(row.answer) if isinstance(row, Response) else "missing"


def subject_of(section: str) -> str:
    """Name the main answer of a section."""
    return "position" if section == "validation" else "answer"


def listed(words: tuple[str, ...]) -> str:
    """Join words with commas and `and`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _input(value: Value) -> str | int | float | None:
    if isinstance(value, Unreadable):
        return value.shown
    return value.isoformat() if isinstance(value, date) else value
