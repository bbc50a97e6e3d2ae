"""Loads frameworks and profiles: text, schema and laws joined, or all that is wrong said."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from importlib.resources import files as package_files
from pathlib import Path

from secself import catalogue, yamltext
from secself.model import Framework, Profile
from secself.problems import NotFound, Origin, Problem, Refused
from secself.schemas import framework as framework_schema
from secself.schemas import profile as profile_schema
from secself.schemas.fields import Fault
from secself.store import files

DEFAULT = "sec-scf"
"""The framework used where none is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The folders in which frameworks are looked for, ours first."""

    folders: tuple[Path, ...]
    """Each holds `<framework>/<edition>/*.yaml`."""

    def editions(self) -> dict[str, list[str]]:
        """Name every framework with its editions, oldest first."""
        found: dict[str, set[str]] = {}
        for folder in self.folders:
            for file in folder.glob("*/*/framework.yaml"):
                found.setdefault(file.parent.parent.name, set()).add(file.parent.name)
        return {name: sorted(found[name], key=_age) for name in sorted(found)}

    def folder_of(self, reference: str) -> Path:
        """Find the folder of `ID` or `ID@EDITION`; without an edition the newest."""
        name, _, edition = reference.partition("@")
        editions = self.editions().get(name, [])
        wanted = edition or (editions[-1] if editions else "")
        # Later folders win, so that a private framework may stand in for ours.
        for folder in reversed(self.folders):
            place = folder / name / wanted
            if wanted in editions and (place / "framework.yaml").is_file():
                return place
        raise NotFound(self._unknown(reference))

    def _unknown(self, reference: str) -> Problem:
        known = [f"{name}@{e}" for name, editions in self.editions().items() for e in editions]
        return Problem(
            code="framework-unknown",
            what=f"There is no framework “{reference}” here.",
            remedy=f"Use one of: {', '.join(known)}; or name its folder with --controls.",
        )


def shelf(extra: Iterable[Path] = ()) -> Shelf:
    """Give the shelf of our own frameworks and those of other folders."""
    ours = Path(str(package_files("secself.controls")))
    others = tuple(extra)
    for folder in others:
        if not folder.is_dir():
            raise NotFound(
                Problem(
                    code="folder-unknown",
                    origin=Origin(file=str(folder)),
                    what="There is no such folder of controls.",
                    remedy="Name a folder that holds FRAMEWORK/EDITION/framework.yaml.",
                )
            )
    return Shelf(folders=(ours, *others))


def load_framework(place: Path) -> Framework:
    """Load the framework of a folder, or raise Refused with everything that is wrong in it."""
    documents = {
        str(path): yamltext.parse(files.read_text(path), str(path))
        for path in sorted(place.glob("*.yaml"))
    }
    problems = [p for document in documents.values() for p in document.problems]
    joined = _join(documents, problems)
    framework, faults = framework_schema.load_framework(joined.content)
    problems += [joined.problem(fault) for fault in faults]
    if framework is None or problems:
        raise Refused(*problems)
    placed = joined.place(framework)
    broken = catalogue.check(placed)
    if (placed.id, placed.edition) != (place.parent.name, place.name):
        broken = (*broken, _misplaced(placed, place))
    if broken:
        raise Refused(*broken)
    return placed


def load_profile(path: Path) -> Profile:
    """Load the profile of a User, or raise Refused with everything that is wrong in it."""
    document = yamltext.parse(files.read_text(path), str(path))
    profile, faults = profile_schema.load_profile(document.content)
    problems = [*document.problems]
    if not problems:
        problems += [_problem(fault, str(path), document) for fault in faults]
    if profile is None or problems:
        raise Refused(*problems)
    return profile


@dataclass(frozen=True, slots=True)
class Library:
    """The frameworks of a shelf, each loaded once."""

    shelf: Shelf
    loaded: dict[Path, Framework] = field(default_factory=dict)

    def framework(self, reference: str) -> Framework:
        """Load `ID` or `ID@EDITION`; without an edition the newest."""
        place = self.shelf.folder_of(reference)
        if place not in self.loaded:
            self.loaded[place] = load_framework(place)
        return self.loaded[place]


@dataclass(frozen=True, slots=True)
class _Joined:
    """The files of a folder as one, knowing where each key came from."""

    content: dict[str, yamltext.Plain]
    documents: dict[str, yamltext.Document]
    homes: dict[str, str]

    def problem(self, fault: Fault) -> Problem:
        file = self.homes.get(str(fault[0][0]) if fault[0] else "", next(iter(self.documents), ""))
        return _problem(fault, file, self.documents.get(file))

    def place(self, framework: Framework) -> Framework:
        """Give every item the line it stands on."""
        return replace(
            framework,
            controls=tuple(
                replace(item, origin=self._origin("controls", number))
                for number, item in enumerate(framework.controls)
            ),
            questions=tuple(
                replace(item, origin=self._origin("questions", number))
                for number, item in enumerate(framework.questions)
            ),
            interpretations=tuple(
                replace(item, origin=self._origin("interpretations", number))
                for number, item in enumerate(framework.interpretations)
            ),
            rules=tuple(
                replace(item, origin=self._origin("rules", number))
                for number, item in enumerate(framework.rules)
            ),
        )

    def _origin(self, name: str, number: int) -> Origin:
        file = self.homes[name]
        return Origin(file=file, line=self.documents[file].line_of((name, number)))


def _join(documents: dict[str, yamltext.Document], problems: list[Problem]) -> _Joined:
    joined = _Joined({}, documents, {})
    for file, document in documents.items():
        if not isinstance(document.content, dict):
            problems.append(_problem(((), "The file must be a mapping of keys."), file, document))
            continue
        for key, value in document.content.items():
            if key in joined.content and key != "format":
                other = Path(joined.homes[key]).name
                fault = ((key,), f"The key “{key}” stands in {other} already.")
                problems.append(_problem(fault, file, document))
                continue
            joined.content[key] = value
            joined.homes[key] = file
    return joined


def _problem(fault: Fault, file: str, document: yamltext.Document | None) -> Problem:
    path, what = fault
    named = ".".join(str(step) for step in path)
    line = document.line_of(tuple(path)) if document else None
    return Problem(
        code="data-shape",
        origin=Origin(file=file, line=line, path=named or None),
        what=f"{named}: {what}" if named else what,
        remedy="Correct it; docs/reference/framework.md and the sample profiles show every key.",
    )


def _misplaced(framework: Framework, place: Path) -> Problem:
    return Problem(
        code="framework-misplaced",
        origin=Origin(file=str(place / "framework.yaml")),
        what=f"{place.parent.name}/{place.name} holds a file that says {framework.reference}.",
        remedy="Make the two agree.",
    )


def _age(edition: str) -> list[tuple[int, str]]:
    # 2.10 is newer than 2.9, and 2027-04 newer than 2026-11: numbers count as numbers.
    return [
        (int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"[.\-]", edition)
    ]
