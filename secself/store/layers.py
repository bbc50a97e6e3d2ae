"""Reads the folders of an edition and of those it extends, as one, knowing every line.

Says all that is wrong with their texts and with how they lie over each other; what the keys mean
is for the schema.
"""

from __future__ import annotations  # a type alone opens no room

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from secself import overlay, yamltext
from secself.problems import NotFound, Origin, Problem
from secself.schemas import fields
from secself.store import files

EXTENDS = "extends"
"""The key by which an edition names the one it lies over."""

_CAUSES = (
    "base-unknown", "file-unreadable", "yaml-broken", "yaml-alias", "yaml-deep", "yaml-tag",
    "yaml-text",
)  # fmt: skip
"""What keeps a text from being read whole, and so from saying what it should."""
_CORRECT = "Correct it; docs/reference/framework.md and the sample profiles show every key."
Way = tuple[str | int, ...]
"""The way to a value inside plain data."""


@dataclass(frozen=True, slots=True)
class Layer:
    """The plain data of an edition, with the line of each value."""

    content: Mapping[str, overlay.Plain]
    """What its files say together, and what it takes from the edition beneath."""
    place: Callable[[Way], Origin]
    """Gives file and line of a value."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with its texts."""
    hidden: str = ""
    """The text that could not be read as YAML: what it says is not known."""

    def problem(self, fault: fields.Fault) -> Problem:
        """Say what is wrong with a value, and where that value stands."""
        way, what = fault
        named = ".".join(str(step) for step in way)
        origin = replace(self.place(way), path=named or None)
        said = f"{named}: {what}" if named else what
        return Problem(code="data-shape", origin=origin, what=said, remedy=_CORRECT)

    def placed(self, problem: Problem) -> Problem:
        """Give a Problem that knows only its way through the data its file and line."""
        origin = problem.origin
        if origin.file is not None:
            return problem
        steps = (origin.path or "").split(".") if origin.path else []
        way = tuple(int(step) if step.isdigit() else step for step in steps)
        return replace(problem, origin=replace(self.place(way), path=origin.path))


def read_layer(paths: Iterable[Path], *, around: bool = False) -> Layer:
    """Read the files of one edition; with `around`, what cannot be read is passed over."""
    documents: dict[str, yamltext.Document] = {}
    problems: list[Problem] = []
    hidden = ""
    for path in paths:
        try:
            text = files.read_text(path)
        except NotFound as error:
            if not around:
                raise
            problems += error.problems
            continue
        if around:
            documents[str(path)], passed_over = yamltext.parse_around(text, str(path))
            hidden += passed_over
        else:
            documents[str(path)] = yamltext.parse(text, str(path))
    problems += [p for document in documents.values() for p in document.problems]
    content, homes = _join(documents, problems)
    first = next(iter(documents), "")

    def place(way: Way) -> Origin:
        file = homes.get(str(way[0]), "") if way else ""
        file = file or next((name for name in documents if name.endswith("framework.yaml")), first)
        document = documents.get(file)
        return Origin(file=file or None, line=document.line_of(way) if document else None)

    return Layer(content, place, tuple(problems), hidden)


def unsaid(layer: Layer, faults: Iterable[fields.Fault]) -> list[fields.Fault]:
    """Leave out the echoes of what is wrong with a text, or of an edition that cannot be had.

    What stands in such a text is not missing, and a value that was refused is not empty.
    """
    causes = [one for one in layer.problems if one.code in _CAUSES]
    places = {(one.origin.file, one.origin.line) for one in causes}
    found: list[fields.Fault] = []
    for fault in faults:
        way, _ = fault
        origin = layer.place(way)
        is_missing = len(way) == 1 and str(way[0]) not in layer.content
        if not (causes and (is_missing or (origin.file, origin.line) in places)):
            found.append(fault)
    return found


def lay(over: Layer, base: Layer) -> Layer:
    """Lay an edition over the one it extends."""
    laid = overlay.lay(over.content, base.content)

    def place(way: Way) -> Origin:
        is_over, there = laid.way(way)
        return (over if is_over else base).place(there)

    content = {key: value for key, value in laid.content.items() if key != EXTENDS}
    faults = [
        Problem(
            code="overlay-dangling",
            origin=replace(over.place(way), path=".".join(map(str, way))),
            what=what,
            remedy=remedy,
        )
        for way, what, remedy in laid.faults
    ]
    # What is wrong beneath is wrong here too, or a base that cannot be used would go unnoticed.
    problems = (*over.problems, *faults, *base.problems)
    return Layer(content, place, problems, over.hidden + base.hidden)


def extended(layer: Layer) -> str | None:
    """Give the reference that an edition extends, or None."""
    named = layer.content.get(EXTENDS)
    return named if isinstance(named, str) else None if named is None else ""


def alone(layer: Layer, *problems: Problem) -> Layer:
    """Leave a layer without the base that it names."""
    content = {key: value for key, value in layer.content.items() if key != EXTENDS}
    return replace(layer, content=content, problems=(*layer.problems, *problems))


def ground_unknown(layer: Layer, named: str, what: str, remedy: str) -> Problem:
    """Say that the edition a layer extends cannot be had."""
    origin = replace(layer.place((EXTENDS,)), path=EXTENDS)
    return Problem(
        code="base-unknown", origin=origin, what=f"It extends “{named}”: {what}", remedy=remedy
    )


def is_pinned(reference: str) -> bool:
    """Tell whether a reference names an edition, as `extends` must."""
    return re.fullmatch(r"[^@\s]+@[^@\s]+", reference) is not None


def _join(
    documents: dict[str, yamltext.Document], problems: list[Problem]
) -> tuple[dict[str, overlay.Plain], dict[str, str]]:
    content: dict[str, overlay.Plain] = {}
    homes: dict[str, str] = {}
    for file, document in documents.items():
        if not isinstance(document.content, dict):
            if document.problems:
                continue  # What is wrong with the text was said.
            problems.append(_fault((), "The file must be a mapping of keys.", file, document))
            continue
        for key, value in document.content.items():
            if key in content and key != "format":
                what = f"The key “{key}” stands in {Path(homes[key]).name} already."
                problems.append(_fault((key,), what, file, document))
                continue
            content[key] = value
            homes[key] = file
    return content, homes


def _fault(way: Way, what: str, file: str, document: yamltext.Document) -> Problem:
    return Layer({}, lambda way: Origin(file=file, line=document.line_of(way))).problem((way, what))
