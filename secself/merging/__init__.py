"""Joins what several people filled in, each in a copy of one workbook, against the copy as issued.

Three-way, cell by cell: what only one person changed is taken, equal changes are one, and where
people differ nothing is chosen: the cell stays as issued and a `Conflict` says who wrote what.
The order in which the parts are given makes no difference.
"""

from collections.abc import Sequence

from secself.merging.cells import merge_cell
from secself.merging.comments import merge_comments
from secself.merging.lists import merge_list, whole
from secself.merging.words import (
    AddedLine,
    Conflict,
    DroppedLine,
    Held,
    KeptComment,
    Line,
    ListedConflict,
    Merged,
    Part,
    Said,
    Spot,
    Taken,
    Unplaced,
    Voice,
)

__all__ = [
    "AddedLine",
    "Conflict",
    "DroppedLine",
    "Held",
    "KeptComment",
    "Line",
    "ListedConflict",
    "Merged",
    "Part",
    "Said",
    "Spot",
    "Taken",
    "Unplaced",
    "Voice",
    "merge",
    "whole",
]


def merge(issued: Part, parts: Sequence[Part]) -> Merged:
    """Join the parts; they are looked at in the order of their names, however they are given."""
    ordered = sorted(parts, key=lambda part: part.file)
    merged = Merged()
    for spot, base in issued.cells.items():
        merge_cell(spot, base, [(part.file, part.cells.get(spot)) for part in ordered], merged)
    for section, lines in issued.lines.items():
        others = [
            (part.file, {line.key: line for line in part.lines[section]})
            for part in ordered
            if section in part.lines
        ]
        vague = [part.file for part in ordered if section in part.vague]
        merge_list({line.key: line for line in lines}, others, merged, vague)
    for part in ordered:
        _list_unplaced(issued, part, merged)
    merged.comments += merge_comments(issued.comments, ordered)
    return merged


def _list_unplaced(issued: Part, part: Part, merged: Merged) -> None:
    held = [
        *((spot, one) for spot, one in part.cells.items() if spot not in issued.cells),
        *(
            (line.spot(""), whole(line))
            for section, lines in part.lines.items()
            if section not in issued.lines
            for line in lines
        ),
    ]
    merged.unplaced += [
        Unplaced(spot=spot, voice=Voice(file=part.file, held=one))
        for spot, one in held
        if one.value is not None
    ]
