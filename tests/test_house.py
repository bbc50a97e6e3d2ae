"""The floor plan of the house, and the proof that nobody built against it.

Imports only go down, rooms on one step never import each other, and only the door touches the
disk. What stands here is the plan: a room that is not in it has no place.
"""

import ast
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent / "secself"

STEPS: dict[str, int] = {
    # floor 0, words
    "problems": 0,
    "model": 1,
    # floor 1, laws: the standard library only; these two serve them all
    "digest": 9,
    "nearness": 9,
    "answers": 10,
    "aliasing": 10,
    "asking": 10,
    "carrying": 10,
    "catalogue": 10,
    "chain": 10,
    "challenge": 10,
    "comparison": 10,
    "completeness": 10,
    "consolidation": 10,
    "deciding": 10,
    "entry": 10,
    "filing": 10,
    "history": 10,
    "identity": 10,
    "joining": 10,
    "lifecycle": 10,
    "materiality": 10,
    "merging": 10,
    "overlay": 10,
    "phrases": 10,
    "plain": 10,
    "proofreading": 10,
    "questionnaire": 10,
    "records": 10,
    "redaction": 10,
    "remarks": 10,
    "retention": 10,
    "revising": 10,
    "sealing": 10,
    "status": 10,
    "unseen": 10,
    # floor 2, letters: text and bytes to words and back, pure
    "opc": 20,
    "passages": 20,
    "grid": 21,
    "pouring": 21,
    "sheets": 21,
    "calendar": 22,
    "checklist": 22,
    "exchange": 22,
    "formats": 22,
    "letters": 22,
    "schemas": 22,
    "titles": 22,
    "wordform": 22,
    "workbook": 22,
    "yamltext": 22,
    # floor 3, door: the disk
    "store": 30,
    # floor 4, street: people
    "cli": 40,
    "__main__": 41,
    "__init__": -1,
}
LAWS, DOOR, STREET = 10, 30, 40

DISK_MODULES = {
    "asyncio", "ftplib", "glob", "http", "multiprocessing", "os", "pathlib", "shutil", "smtplib",
    "socket", "sqlite3", "subprocess", "tempfile", "time", "urllib",
}  # fmt: skip
DISK_CALLS = {"open", "print", "input", "exec", "eval", "breakpoint"}
CLOCK_CALLS = {"now", "today", "utcnow"}
UNWANTED = {
    "manager", "handler", "helper", "helpers", "util", "utils", "common", "misc", "base", "data",
    "info", "object", "process", "do", "smart", "new",
}  # fmt: skip
ALLOWED_NAMES = {
    "common",  # the options common to every command: the contract's own word
}


def rooms(house: Path) -> list[Path]:
    """Every file of the house."""
    return sorted(house.rglob("*.py"))


def room_of(file: Path, house: Path) -> str:
    """The room a file belongs to: its package, or itself."""
    return file.relative_to(house).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and full name of everything a file imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{module}.{name.name}") for name in node.names)


def faults(house: Path) -> list[str]:
    """Everything that is built against the plan, one sentence each."""
    return [
        f"{file.relative_to(house)}:{line} {what}"
        for file in rooms(house)
        for line, what in sorted(_faults(file, house))
    ]


def _faults(file: Path, house: Path) -> Iterator[tuple[int, str]]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    room = room_of(file, house)
    if room not in STEPS:
        yield 1, f"the room {room} is not in the plan"
        return
    for line, name in imports(tree):
        yield from _import_faults(room, line, name)
    if STEPS[room] < DOOR:
        yield from _outside_calls(tree)
    if STEPS[room] != STREET:
        yield from _hidden_imports(tree)
    yield from _unwanted_names(tree)


def _import_faults(room: str, line: int, name: str) -> Iterator[tuple[int, str]]:
    parts = name.split(".")
    if name.startswith("."):
        yield line, f"{name} is a relative import; write it from secself on"
    elif parts[0] == "secself":
        theirs = parts[1] if parts[1] in STEPS else "__init__"
        if theirs != room and STEPS[theirs] >= STEPS[room]:
            yield line, f"{room} imports {theirs}, which does not lie below it"
    elif STEPS[room] <= LAWS and parts[0] not in sys.stdlib_module_names:
        yield line, f"{room} leans on {parts[0]}; words and laws need the standard library only"
    if STEPS[room] < DOOR and parts[0] in DISK_MODULES:
        yield line, f"{room} imports {parts[0]}; only store and cli reach outside"


def _outside_calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in DISK_CALLS:
            yield node.lineno, f"{called.id}() reaches outside; pass it in"
        if isinstance(called, ast.Attribute) and called.attr in CLOCK_CALLS:
            yield node.lineno, f".{called.attr}() reads the clock; pass it in"


def _hidden_imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for line, name in imports(node):
                yield line, f"{name} is imported inside {node.name}"


def _unwanted_names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            words = (
                {node.name.strip("_").lower()}
                if isinstance(node, ast.ClassDef)
                else set(node.name.lower().strip("_").split("_"))
            )
            if "to_do" in node.name.lower():  # the column's own name
                words -= {"do"}
            for word in (words & UNWANTED) - ALLOWED_NAMES:
                yield node.lineno, f"{node.name} says “{word}”, which says nothing"


def test_the_house_stands_as_planned():
    """No import goes up or sideways, nothing below the door reaches outside."""
    assert [] == faults(HOUSE)


@pytest.mark.parametrize(
    ("file", "planted", "found"),
    [
        ("comparison", "from secself.store import files", "comparison imports store"),
        ("digest.py", "from secself.materiality import run", "digest imports materiality"),
        ("workbook/layout.py", "from secself.formats import json", "workbook imports formats"),
        ("catalogue.py", "def f():\n    return open('x')", "open() reaches outside"),
        ("questionnaire.py", "import pathlib", "only store and cli reach outside"),
        ("joining.py", "import yaml", "the standard library only"),
        ("answers.py", "def f(clock):\n    return clock.now()", "reads the clock"),
        ("formats/json.py", "def f():\n    import csv", "is imported inside f"),
        ("model/profile.py", "class Manager:\n    pass", "says nothing"),
        ("utils.py", "", "is not in the plan"),
    ],
)
def test_what_is_built_against_the_plan_is_found(tmp_path, file, planted, found):
    """A fault planted in a copy of the house is named, with its place."""
    copy = shutil.copytree(HOUSE, tmp_path / "secself")
    place = copy / file
    if place.is_dir():
        place /= "__init__.py"
    before = place.read_text(encoding="utf-8") if place.exists() else ""
    place.write_text(f"{before}\n\n{planted}\n", encoding="utf-8")

    assert any(found in fault for fault in faults(copy))


def test_every_room_says_what_it_knows():
    """Each file of the house opens with a docstring."""
    silent = [
        str(file.relative_to(HOUSE))
        for file in rooms(HOUSE)
        if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    ]

    assert [] == silent


def test_the_plan_names_no_room_that_is_not_there():
    """And the page that explains the house names every law and every room of letters."""
    there = {room_of(file, HOUSE) for file in rooms(HOUSE)}
    page = (HOUSE.parent / "docs" / "explanation" / "house.md").read_text(encoding="utf-8")

    assert set() == set(STEPS) - there
    assert [] == [
        room for room, step in STEPS.items() if 0 <= step < 41 and f"`{room}`" not in page
    ]
