"""Loads the guide to User Entry: text, schema and laws joined, or all that is wrong said."""

from dataclasses import replace
from pathlib import Path

from secself import entry, yamltext
from secself.model import EntryGuide
from secself.problems import NotFound, Origin, Problem, Refused
from secself.schemas import entry as entry_schema
from secself.store import files
from secself.store.frameworks import Shelf

ENTRY = "entry.yaml"
"""The file of a guide, in a folder of its id and edition."""


def newest_guide(shelf: Shelf) -> EntryGuide:
    """Load the newest guide of the shelf; of two of one edition that of the later folder."""
    places = [
        (place.parent.name, number, place)
        for number, folder in enumerate(shelf.folders)
        for place in folder.glob(f"*/*/{ENTRY}")
    ]
    if not places:
        what = "There is no guide to User Entry here."
        remedy = f"Name a folder that holds ID/EDITION/{ENTRY} with --controls."
        raise NotFound(Problem(code="guide-unknown", what=what, remedy=remedy))
    return load_guide(max(places)[2])


def load_guide(place: Path) -> EntryGuide:
    """Load the guide of a file, or raise Refused with everything that is wrong in it."""
    document = yamltext.parse(files.read_text(place), str(place))
    guide, faults = entry_schema.load_guide(document.content)
    problems = [*document.problems]
    if not problems:
        problems += [_problem(path, what, str(place), document) for path, what in faults]
    if guide is None or problems:
        raise Refused(*problems)
    lines = [document.line_of(("steps", number)) for number in range(len(guide.steps))]
    placed = tuple(
        replace(step, origin=Origin(file=str(place), line=line))
        for step, line in zip(guide.steps, lines, strict=True)
    )
    guide = replace(guide, steps=placed)
    broken = entry.check(guide)
    if broken:
        raise Refused(*broken)
    return guide


def _problem(
    path: tuple[str | int, ...], what: str, file: str, document: yamltext.Document
) -> Problem:
    named = ".".join(str(step) for step in path)
    return Problem(
        code="data-shape",
        origin=Origin(file=file, line=document.line_of(path), path=named or None),
        what=f"{named}: {what}" if named else what,
        remedy="Correct it; docs/reference/framework.md shows every key.",
    )
