"""What `secself merge` has to say: the conflicts and what was not merged, as JSON and as text."""

from collections.abc import Mapping, Sequence

from secself.formats.documents import Plain, files_document
from secself.merging import ListedConflict, Merged, Voice
from secself.phrases import one_line
from secself.problems import Problem

_LONGEST = 200


def merge_document(
    merged: Merged,
    conflicts: Sequence[ListedConflict],
    names: Mapping[str, str],
    files: Sequence[str],
    problems: Sequence[Problem],
) -> Plain:
    """Give what was merged, under the names of files as a person gave them."""
    return {
        **files_document("merge", files, problems),
        "parts": list(names.values()),
        "counts": counts(merged),
        "conflicts": [_conflict(one, names) for one in conflicts],
    }


def counts(merged: Merged) -> dict[str, int]:
    """Count what became of the changes."""
    return {
        "cells": len(merged.taken),
        "rows_added": len(merged.added),
        "rows_cleared": len(merged.dropped),
        "conflicts": len(merged.conflicts),
    }


def merge_text(
    merged: Merged,
    conflicts: Sequence[ListedConflict],
    names: Mapping[str, str],
    files: Sequence[str],
    problems: Sequence[Problem],
) -> str:
    """Say the same to a person."""
    number = counts(merged)
    told = (
        f"Merged {_many(len(names), 'part')}: {_many(number['cells'], 'cell')} taken, "
        f"{_many(number['rows_added'], 'row')} added, "
        f"{_many(number['rows_cleared'], 'row')} cleared, "
        f"{_many(number['conflicts'], 'conflict')}."
    )
    lines = [told]
    for one in conflicts:
        column = "the whole row" if one.is_whole_row else one.column
        lines += ["", one_line(f"CONFLICT  {one.conflict.spot.ref}  {one.sheet}, {column}")]
        lines += [
            one_line(f"    {names[voice.file]}{_by(voice)}: {_said(voice)}")
            for voice in one.conflict.voices
        ]
    if conflicts:
        lines += ["", "Nothing was chosen; the sheet “Conflicts” lists what each file says."]
    if problems:
        lines += ["", *(str(problem) for problem in problems)]
    lines += ["", *(one_line(f"Saved: {file}") for file in files)]
    lines.append("Who answered what stands on its sheet “Merged from”.")
    return "\n".join(lines)


def _conflict(one: ListedConflict, names: Mapping[str, str]) -> Plain:
    conflict = one.conflict
    return {
        "ref": conflict.spot.ref,
        "sheet": one.sheet,
        "column": one.column,
        "cell": None if one.is_whole_row else conflict.issued.origin.cell,
        "whole_row": one.is_whole_row,
        "line": conflict.spot.line or None,
        "issued": conflict.issued.shown,
        "values": [
            {
                "file": names[voice.file],
                "value": voice.held.shown,
                "author": voice.author,
                "sheet": voice.held.origin.sheet,
                "cell": voice.held.origin.cell,
            }
            for voice in conflict.voices
        ],
    }


def _by(voice: Voice) -> str:
    return f" ({voice.author})" if voice.author else ""


def _said(voice: Voice) -> str:
    shown = voice.held.shown
    if not shown:
        return "(blank)"
    return f"“{shown}”" if len(shown) <= _LONGEST else f"“{shown[:_LONGEST]}…”"


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
