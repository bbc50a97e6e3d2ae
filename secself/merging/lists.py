"""Joins the lists that people keep: `Evidence`, `Providers`, `Remediation plan`."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

from secself.merging.cells import changes, merge_cell
from secself.merging.words import (
    NAMED_BY,
    AddedLine,
    Conflict,
    DroppedLine,
    Held,
    Line,
    Merged,
    Unplaced,
    Voice,
)
from secself.problems import NOWHERE

Others = Sequence[tuple[str, Mapping[Hashable, Line]]]
"""The lines of each file, by what pairs them."""


def merge_list(
    issued: Mapping[Hashable, Line], others: Others, merged: Merged, vague: Collection[str] = ()
) -> None:
    """Join one list: the lines that were issued, then those that people added.

    In a vague file a line that is not found counts for nothing.
    """
    for line in issued.values():
        there = [(file, lines.get(line.key)) for file, lines in others]
        _issued_line(line, [one for one in there if one[1] or one[0] not in vague], merged)
    fresh: dict[Hashable, list[tuple[str, Line]]] = {}
    for file, lines in others:
        for key, line in lines.items():
            if key not in issued:
                # An id must mean one thing, so all lines that bear it are looked at together.
                group = line.name if line.is_named else key
                fresh.setdefault(group, []).append((file, line))
    for added in fresh.values():
        first = added[0][1]
        namesakes = [line for line in issued.values() if line.name == first.name]
        if first.is_named and namesakes:
            _clash(first, added, namesakes[0], merged)
        elif _is_one([line for _, line in added], files={file for file, _ in added}):
            merged.added.append(_joined(added, merged))
        else:
            _clash(first, added, None, merged)


def _issued_line(base: Line, there: Sequence[tuple[str, Line | None]], merged: Merged) -> None:
    """Take over a line's changes, or its going, unless one person cleared what another changed."""
    gone = tuple(file for file, line in there if line is None)
    edited = [file for file, line in there if line and _is_edited(base, line)]
    if gone and edited:
        _clash(base, [one for one in there if one[0] in (*gone, *edited)], base, merged)
    elif gone:
        merged.dropped.append(DroppedLine(line=base, files=gone))
    else:
        for name, held in base.cells.items():
            others = [(file, line.cells.get(name)) for file, line in there if line]
            merge_cell(base.spot(name), held, others, merged)
        merged.unplaced += [
            Unplaced(spot=base.spot(name), voice=Voice(file=file, held=held))
            for file, line in there
            if line
            for name, held in line.cells.items()
            if name not in base.cells and held.value is not None
        ]


def _is_edited(base: Line, line: Line) -> bool:
    return any(
        changes(held, line.cells[name]) for name, held in base.cells.items() if name in line.cells
    )


def _is_one(lines: Sequence[Line], files: Collection[str]) -> bool:
    """Tell whether lines under one name are surely about the same thing, one from each file."""
    first, *others = lines
    if not first.is_named:
        return True
    names = NAMED_BY[first.section]
    return len(files) == len(lines) and all(_is_same(first, other, names) for other in others)


def _is_same(line: Line, other: Line, names: Iterable[str]) -> bool:
    mine, theirs = line.values, other.values
    if mine == theirs:
        return True
    told = [(mine[name], theirs[name]) for name in names if name in mine and name in theirs]
    return bool(told) and all(here == there for here, there in told)


def _joined(added: Sequence[tuple[str, Line]], merged: Merged) -> AddedLine:
    """Make one line of what several files say of it; where they differ it stays blank."""
    first = added[0][1]
    cells: dict[str, Held] = {}
    found = Merged()
    for name in dict.fromkeys(name for _, line in added for name in line.cells):
        merge_cell(
            first.spot(name), Held(), [(file, line.cells.get(name)) for file, line in added], found
        )
    for taken in found.taken:
        cells[taken.spot.field] = taken.voices[0].held
    merged.conflicts += found.conflicts
    line = Line(section=first.section, name=first.name, key=first.key, cells=cells)
    return AddedLine(line=line, files=tuple(file for file, _ in added))


def _clash(
    line: Line, there: Iterable[tuple[str, Line | None]], base: Line | None, merged: Merged
) -> None:
    """List a whole line on which the parts differ."""
    voices = tuple(
        Voice(file=file, held=Held() if one is None else whole(one)) for file, one in there
    )
    issued = Held() if base is None else whole(base)
    merged.conflicts.append(Conflict(spot=line.spot(""), issued=issued, voices=voices))


def whole(line: Line) -> Held:
    """Give a line as one text."""
    filled = [held for held in line.cells.values() if held.value is not None]
    shown = " | ".join(held.shown for held in filled)
    origin = next((held.origin for held in filled), NOWHERE)
    return Held(value=shown, shown=shown, origin=origin)
