"""Many controls have another owner than last time.

People move on, and one row with another owner is nothing. Where most of them changed hands within a
year, what was known of these controls may have left with those who knew it.

Settings: `percent`, how many in a hundred of the controls that have an owner both times.

Flagged, because all of them have another owner:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> settings = {"level": "note", "percent": 50}
    >>> said(judge(compare(*pair(owner=("Ann Ford", "Bo Hale"))), settings))
    ['owners: Of 1 controls 1 has another owner than last time (100 %).']

Not flagged, because the owner is the same:

    >>> said(judge(compare(*pair(owner=("Ann Ford", "Ann Ford"))), settings))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import is_answered, pairs
from secself.materiality.vocabulary.speech import Settings, finding
from secself.model import Comparison, Finding, Section

ID = "owners-changed"
SETTINGS: Mapping[str, type[str] | type[int]] = {"percent": int}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"validation": ("owner",)}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Say once that ownership has moved as a whole."""
    both = [
        (delta.ref, before.owner != after.owner)
        for delta, before, after in pairs(comparison, "validation")
        if is_answered(before.owner) and is_answered(after.owner)
    ]
    moved = [ref for ref, is_other in both if is_other]
    if moved and 100 * len(moved) > int(settings["percent"]) * len(both):
        have = "has" if len(moved) == 1 else "have"
        because = (
            f"Of {len(both)} controls {len(moved)} {have} another owner than last time "
            f"({100 * len(moved) // len(both)} %)."
        )
        yield finding(
            ID, "owners", settings, because, controls=", ".join(moved), compared=len(both)
        )
