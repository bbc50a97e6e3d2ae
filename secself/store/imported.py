"""Makes a framework of the workbook or table that somebody hands in, and saves it as YAML."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from secself import yamltext
from secself.exchange import assembling, sheets
from secself.exchange.assembling import Assembled
from secself.exchange.delimited import is_nearly_text
from secself.exchange.plan import tables
from secself.model import Framework
from secself.problems import NotAWorkbook, NotSaved, Origin, Problem, Refused
from secself.schemas.plain import plain
from secself.schemas.published import whole_schema
from secself.store import files
from secself.store.layers import Layer
from secself.store.proofs import hold
from secself.workbook.reader import read_grid

_HOMES = {
    "controls": "controls.yaml",
    "chapters": "controls.yaml",
    "questions": "questions.yaml",
    "themes": "questions.yaml",
    "interpretations": "interpretations.yaml",
    "rules": "materiality.yaml",
    "lifecycle": "lifecycle.yaml",
    "changes": "changes.yaml",
    "challenge": "challenge.yaml",
    "peers": "peers.yaml",
    "aliasing": "aliases.yaml",
}
"""The file of each list; all others stand in framework.yaml."""
_NAMING = {("controls",), ("questions",)}
"""The lists that name interpretations."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_QUOTED = re.compile("“([^”]*)”")
_CELL = re.compile(r"([A-Z]*)([0-9]+)")
_MOST_TEXT = 2_000_000
_SPREADSHEET = "Correct it in that cell, and save the file again."

Step = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A framework that was handed in, with what was said of it."""

    framework: Framework
    """The framework."""
    written: Mapping[str, bytes]
    """The YAML files of its folder, each under its name."""
    problems: tuple[Problem, ...] = ()
    """What somebody should look at; nothing that keeps it from being used."""


def is_workbook(path: Path) -> bool:
    """Tell whether a file is the workbook of a framework; what is no workbook at all is not."""
    data = files.read(path)
    try:
        grid = read_grid(data, str(path))
    except NotAWorkbook as error:
        if [one.code for one in error.problems] == ["file-is-text"] or is_nearly_text(data):
            return False
        raise
    return sheets.is_framework(grid.sheets, tables(whole_schema()))


def from_workbook(path: Path) -> Imported:
    """Read the workbook of a framework, or raise Refused with everything that is wrong in it."""
    grid = read_grid(files.read(path), str(path))
    assembled = assembling.assemble(grid.sheets, tables(whole_schema()))
    return judged(assembled, str(path), grid.problems)


def judged(assembled: Assembled, file: str, said: Iterable[Problem] = ()) -> Imported:
    """Hold what was put together against schema and laws; raise Refused where it breaks one."""

    def place(way: tuple[Step, ...]) -> Origin:
        return replace(assembled.place(way), file=file)

    layer = _Cells(assembled.content, place)
    own = [replace(one, origin=replace(one.origin, file=file)) for one in assembled.problems]
    framework, broken, besides = hold(layer)
    problems = [
        *said,
        *own,
        *_laws(broken, assembled, file),
        *(_unusable(framework, layer) if framework else ()),
    ]
    if framework is None or broken or any(one.level == "error" for one in problems):
        raise Refused(*_in_order(problems))
    written = {} if _is_monstrous(framework) else yaml_files(framework)
    unread = [*_unread(written, layer)] if written else [_too_large(file)]
    if unread:
        raise Refused(*_in_order([*problems, *unread]))
    # A framework that breaks none of the laws can be used, whatever else may be said of it.
    softened = [replace(one, level="note" if one.level == "note" else "warning") for one in besides]
    said_of_it = tuple(_in_order([*problems, *softened]))
    return Imported(framework=framework, written=written, problems=said_of_it)


def save(imported: Imported, folder: Path, *, force: bool = False) -> list[Path]:
    """Save a framework as the YAML files of `FOLDER/ID/EDITION/`: all of them or none."""
    framework = imported.framework
    place = folder / framework.id / framework.edition
    written = {place / name: content for name, content in imported.written.items()}
    besides = sorted(set(place.glob("*.yaml")) - set(written))
    if besides:
        raise NotSaved(*(_besides(path) for path in besides))
    return files.save(written, force=force)


def yaml_files(framework: Framework) -> Mapping[str, bytes]:
    """Write a framework as the YAML files of its folder, each under its name."""
    spread: dict[str, dict[str, yamltext.Plain]] = {}
    for key, value in plain(framework).items():
        if key != "format":
            home = _HOMES.get(key, "framework.yaml")
            spread.setdefault(home, {"format": "1"})[key] = value
    return {name: yamltext.write(content).encode("utf-8") for name, content in spread.items()}


class _Cells(Layer):
    """Plain data of a spreadsheet: what is wrong with a value is said by its heading and cell."""

    def problem(self, fault: tuple[tuple[Step, ...], str]) -> Problem:
        """Say what is wrong with a value, and in which cell it stands."""
        way, what = fault
        numbers = [place for place, step in enumerate(way) if isinstance(step, int)]
        # A number at the end is the line within a cell that holds several texts.
        keys = [step for step in way[numbers[-1] + 1 if numbers else 0 :] if isinstance(step, str)]
        keys = keys or [step for step in way if isinstance(step, str)][-1:]
        heading = " ".join(keys).replace("_", " ").capitalize()
        origin = replace(self.place(way), path=".".join(map(str, way)))
        return Problem(
            code="data-shape", origin=origin, what=f"“{heading}”: {what}", remedy=_SPREADSHEET
        )


def _way(problem: Problem) -> tuple[Step, ...]:
    steps = (problem.origin.path or "").split(".")
    return tuple(int(step) if step.isdigit() else step for step in steps if step)


def _is_echo(problem: Problem, assembled: Assembled) -> bool:
    """Tell whether a fault of the schema was said already, as a fault of the sheets."""
    return problem.code == "data-shape" and assembled.is_said(_way(problem))


def _laws(broken: Iterable[Problem], assembled: Assembled, file: str) -> Iterator[Problem]:
    """Give what breaks schema and laws, but for what was said of the sheets already."""
    for problem in broken:
        pointed = None if _is_echo(problem, assembled) else _pointed(problem, assembled, file)
        if pointed is not None:
            yield pointed


def _pointed(problem: Problem, assembled: Assembled, file: str) -> Problem | None:
    """Point at the very cell that names what is not there, where a law knows only the row.

    Where the whole list is missing, that was said, and its names are not said one by one.
    """
    if problem.code == "interpretation-unlinked" and assembled.lacking & _NAMING:
        return None
    if problem.code == "reference-dangling":
        row = Origin(sheet=problem.origin.sheet, cell=problem.origin.cell)
        for name in _QUOTED.findall(problem.what):
            way = assembled.named_at(row, name)
            if way is not None:
                origin = replace(assembled.place(way), file=file)
                return None if assembled.is_lacking(way) else replace(problem, origin=origin)
    return problem


def _unusable(framework: Framework, layer: Layer) -> Iterator[Problem]:
    """Refuse names that would not be those of folders: they come from whoever sent the file."""
    for key, name in (("id", framework.id), ("edition", framework.edition)):
        if not _NAME.fullmatch(name) or name.endswith("."):
            yield Problem(
                code="name-unusable",
                origin=layer.place((key,)),
                what=f"“{name}” cannot be the name of a folder.",
                remedy="Use letters, digits, hyphens and full stops, such as my-scf or 2027-04.",
            )


def _unread(written: Mapping[str, bytes], layer: Layer) -> Iterator[Problem]:
    """Name what could not be read again: the characters and sizes that no file of ours may have."""
    for name, content in written.items():
        document = yamltext.parse(content.decode("utf-8"), name)
        ways = {line: way for way, line in document.lines.items()}
        for problem in document.problems:
            way = ways.get(problem.origin.line or 0, ())
            what = f"As it would stand in {name}: {problem.what}"
            yield replace(problem, origin=layer.place(way), what=what)


def _is_monstrous(framework: Framework) -> bool:
    """Tell whether a framework holds more text than a file that is read may have."""
    return sum(len(one.text) + len(one.provenance.note) for one in framework.controls) > _MOST_TEXT


def _too_large(file: str) -> Problem:
    return Problem(
        code="sheet-too-large",
        origin=Origin(file=file),
        what="The framework would hold more text than is ever read.",
        remedy="Remove what is not part of the framework.",
    )


def _besides(path: Path) -> Problem:
    return Problem(
        code="files-besides",
        origin=Origin(file=str(path)),
        what="This file would be read together with those to be saved; nothing was saved.",
        remedy="Choose another folder with -o, or move the file away.",
    )


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Put Problems in the order of the sheets and their rows, each once."""
    order = {table.sheet: place for place, table in enumerate(tables(whole_schema()), start=1)}

    def place(problem: Problem) -> tuple[int, int, int, str]:
        found = _CELL.fullmatch(problem.origin.cell or "")
        letters, digits = found.groups() if found else ("", "0")
        sheet = order.get(problem.origin.sheet or "", 0)
        return sheet, int(digits), len(letters), letters

    return sorted(dict.fromkeys(problems), key=place)
