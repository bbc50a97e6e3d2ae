"""Joins what several files say in one cell."""

from collections.abc import Iterable

from secself.merging.words import Conflict, Held, Merged, Spot, Taken, Voice


def merge_cell(
    spot: Spot, base: Held, others: Iterable[tuple[str, Held | None]], merged: Merged
) -> None:
    """Take the one change there is, or list those there are."""
    voices = tuple(
        Voice(file=file, held=held)
        for file, held in others
        if held is not None and changes(base, held)
    )
    if not voices:
        return
    if all(each.held.is_whole and each.held.value == voices[0].held.value for each in voices):
        merged.taken.append(Taken(spot=spot, issued=base, voices=voices))
    else:
        merged.conflicts.append(Conflict(spot=spot, issued=base, voices=voices))


def changes(base: Held, held: Held) -> bool:
    """Tell whether somebody changed what was issued."""
    return held.value != base.value or held.is_whole != base.is_whole
