"""The sentences of a schedule: how kinds, cycles and grounds are put into words."""

from collections.abc import Iterable, Iterator
from datetime import date

from secself.model import Figure, Framework, Ground, PastAssessment, Reason


def label_of(framework: Framework, kind: str) -> str:
    """Give the short name of a kind; its id where the framework does not have it."""
    return next((known.abbreviation for known in framework.kinds if known.id == kind), kind)


def name_of(framework: Framework, past: PastAssessment) -> str:
    """Name a past assessment by its kind and year."""
    return f"{label_of(framework, past.kind)} of {past.year}"


def from_today(day: date, as_of: date) -> str:
    """Say how far away a day is, before or after the day that counts as today."""
    days = (day - as_of).days
    if days == 0:
        return "today"
    number = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f"in {number}" if days > 0 else f"{number} ago"


def role_label(framework: Framework, role: str) -> str:
    """Give the term for a User Role; its id where the framework does not have it."""
    return next((known.label for known in framework.roles if known.id == role), role)


def order_of(framework: Framework, kinds: Iterable[str]) -> str:
    """Say in which order kinds follow one another."""
    labels = [label_of(framework, kind) for kind in kinds]
    return f"{labels[0]} every year" if len(labels) == 1 else f"{', '.join(labels)} in turn"


def stated(source: Figure | Ground | None, before: str = "") -> Iterator[Reason]:
    """Give the sentence of a figure or ground, after one of ours; nothing where there is none."""
    if source is not None:
        text = f"{before} {source.text}".strip()
        yield Reason(text=text, clause=source.clause, provenance=source.provenance)


def from_profile(text: str) -> Reason:
    """Give a sentence that rests on the profile alone."""
    return Reason(text=text)
