"""Writes the generated pages of docs/reference; tests/test_docs.py turns red when one is stale.

The command line comes from --help, the workbook from its layout, the rules from their docstrings,
the framework's keys from the schemas, what becomes of files from the cases of the tests.
Run it with `make docs`.
"""

import ast
import dataclasses
import importlib
import inspect
import itertools
import json
import pkgutil
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import changes
import click
import yaml
from marshmallow import Schema, fields

from secself import materiality
from secself.cli.commands import COMMANDS, secself
from secself.schemas.entry import GuideSchema
from secself.schemas.fields import Word
from secself.schemas.framework import FrameworkSchema
from secself.schemas.profile import ProfileSchema
from secself.schemas.published import json_schema
from secself.workbook import layout
from secself.workbook.assessor import ASSESSOR, BESIDE

REFERENCE = Path(__file__).parent / "reference"
TESTS = Path(__file__).parents[1] / "tests"
CASES = TESTS / "cases" / "reading.yaml"
_APPLIES = {
    "format": "The shape of the file.",
    "applies_to": "Ids of the User Roles it binds.",
    "kinds": "Ids of the kinds of assessment it belongs to; all if left out.",
    "facts": "Profile facts that must all hold.",
    "applies_provenance": "Where the applicability comes from.",
    "premises": "Premises reached through its Smart Metering Systems.",
}
NOT_RULES = ("running", "vocabulary")


def pages() -> dict[str, str]:
    """Give every generated page by its file's name."""
    return {
        "changes.md": "".join(changes.page()),
        "cli.md": "".join(command_line()),
        "framework.md": "".join(framework()),
        "hostile.md": "".join(hostile()),
        "reading.md": "".join(reading()),
        "rules.md": "".join(rules()),
        "workbook.md": "".join(workbook()),
        "framework.schema.json": json.dumps(json_schema(), indent=2) + "\n",
    }


def command_line() -> Iterator[str]:
    """Give the help of every command."""
    yield "# The command line\n\nGenerated from `--help`.\n"
    parent = secself.make_context("secself", [], resilient_parsing=True)
    yield f"\n```text\n{_help(secself, parent)}\n```\n"
    for name in COMMANDS:
        command = secself.get_command(parent, name)
        if command is not None:
            context = command.make_context(name, [], parent=parent, resilient_parsing=True)
            yield f"\n## secself {name}\n\n```text\n{_help(command, context)}\n```\n"
            yield from _parts(f"secself {name}", command, context)


def _parts(path: str, command: click.Command, parent: click.Context) -> Iterator[str]:
    """Give the help of the commands of a group."""
    if not isinstance(command, click.Group):
        return
    for name in command.list_commands(parent):
        part = command.get_command(parent, name)
        if part is not None:
            context = part.make_context(name, [], parent=parent, resilient_parsing=True)
            yield f"\n### {path} {name}\n\n```text\n{_help(part, context)}\n```\n"


def framework() -> Iterator[str]:
    """Give every key of a framework's files and of a profile."""
    yield "# The files of a framework, and the profile of a User\n\n"
    yield (
        "Generated from the schemas.\n"
        "Every scalar is text; no key stands twice; unknown keys are refused; there are no aliases "
        "and no tags.\n"
        "A framework is a folder `ID/EDITION/` with a `framework.yaml`; its keys may be spread "
        "over several `.yaml` files of that folder, each key in just one of them.\n"
        "With `extends: ID@EDITION` it lies over another edition and states only what differs: "
        "records of its lists are merged by `id` or `code`, `after: ID` places a new one, and "
        "`withdrawals` take records away.\n"
        "The same as JSON Schema, for editors: [framework.schema.json](framework.schema.json).\n"
    )
    seen: set[type[Schema]] = set()
    yield from _schema("A framework", FrameworkSchema, seen)
    yield from _schema("A profile", ProfileSchema, seen)
    yield from _schema("A guide to User Entry", GuideSchema, seen)


def rules() -> Iterator[str]:
    """Give the manual page of every rule."""
    yield "# The materiality rules\n\n"
    yield (
        "Generated from the rules themselves; the examples are run by the tests.\n"
        "Which rules speak, how loudly and with which settings is said in the framework's "
        "`materiality.yaml`.\n"
    )
    for found in sorted(pkgutil.iter_modules(materiality.__path__), key=lambda one: one.name):
        if found.name not in NOT_RULES:
            room = importlib.import_module(f"secself.materiality.{found.name}")
            yield f"\n## {room.ID}\n\n{_prose(inspect.getdoc(room) or '')}\n"


def reading() -> Iterator[str]:
    """Give what the reader makes of each thing that people do to a file; the tests do them all."""
    groups = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    yield "# What the reader makes of it\n\n"
    yield (
        "Generated from the cases that the tests do to completed files, and hold against this "
        "page.\n"
        f"There are {sum(len(group['cases']) for group in groups)} of them.\n"
        "Where the last column is empty, every answer was read as it was sent, and every cell was "
        "taken.\n"
        "What is said stands in [the page of problems](problems.md), code by code; "
        "`secself check` says besides what is missing or not answered.\n"
    )
    for group in groups:
        yield f"\n## {group['group']}\n\n"
        yield "| what a person does | what becomes of it | what is said | other than sent |\n"
        yield "|---|---|---|---|\n"
        yield from map(_case, group["cases"])


def hostile() -> Iterator[str]:
    """Give what becomes of each odd or hostile file; the tests make them all."""
    # The files are made where the tests are, which is no package and on no path of its own.
    sys.path.insert(0, str(TESTS))
    made = importlib.import_module("hostile")
    yield "# What becomes of odd and hostile files\n\n"
    yield (
        "Generated from the files that the tests make of good ones: a workbook as it was issued, "
        "one that was filled in, and one that LibreOffice saved.\n"
        f"There are {len(made.VARIANTS)} of them, and each has the same outcome on all three.\n"
        "A refused file changes nothing in the archive.\n"
        "Of an accepted one every answer is read as in the good file, but for what the last column "
        "says of the one that was touched.\n"
        "The codes are explained on [the page of problems](problems.md).\n"
    )
    for group, title in made.GROUPS.items():
        yield f"\n## {title}\n\n"
        yield "| what was done | what is said | what is read |\n|---|---|---|\n"
        yield from (_variant(one) for one in made.VARIANTS if one.group == group)


def _variant(one: Any) -> str:  # noqa: ANN401 - its type stands where the tests are
    said = f"**refused** `{one.refused}`" if one.refused else ""
    codes = "; ".join(f"`{code}`" for code in sorted(one.said))
    read = [one.answer, one.explanation and f"`{one.explanation}`"]
    others = [f"other {name}" for name in sorted(one.other)]
    shown = "; ".join(part for part in (*read, *others) if part)
    plain = "".join(mark if mark.isprintable() else f"[U+{ord(mark):04X}]" for mark in shown)
    return f"| {one.did} | {said or codes} | {plain.replace('|', '/')} |\n"


def _case(case: dict[str, Any]) -> str:
    said = [f"{line.split()[0]} `{line.split()[1]}`" for line in case.get("said", ())]
    refused = ["**refused**"] if case.get("refused") else []
    others = [f"{name}: {value}" for name, value in case.get("answers", {}).items()]
    cells = [f"cells: {case['cells']}"] if case.get("cells") else []
    columns = (
        case["did"],
        case["reads"],
        "; ".join((*refused, *said)),
        "; ".join((*others, *cells)),
    )
    return f"| {' | '.join(column.replace('|', '/') for column in columns)} |\n"


def workbook() -> Iterator[str]:
    """Give every sheet and column of the Validation workbook."""
    yield "# The Validation workbook\n\nGenerated from its layout.\n"
    yield f"\nSheets, in order: {', '.join(f'`{sheet}`' for sheet in layout.SHEETS)}.\n"
    for table in (layout.SECTION_MARKS, *layout.TABLES):
        yield f"\n## {table.sheet}\n\n| heading | who fills it | what it takes |\n|---|---|---|\n"
        for column in table.columns:
            whose = "you" if column.is_input else "issued"
            yield f"| `{column.heading}` | {whose} | {column.hint or column.kind} |\n"
    yield from _assessors()
    for form in layout.FORMS:
        yield f"\n## {form.sheet}\n\n| label | who fills it | what it takes |\n|---|---|---|\n"
        for label in form.labels:
            whose = "you" if label.is_input else "issued"
            yield f"| `{label.label}` | {whose} | {label.hint or label.kind} |\n"


def _assessors() -> Iterator[str]:
    """Give the columns that `Questions` and `Validation` have in the assessor's workbook only."""
    yield (
        "\n## The assessor's workbook\n\n"
        "It has the same sheets, all of them locked, and behind them `Deltas`, `Findings` and "
        "`Summary`.\nOn `Questions` and `Validation` stand these columns as well; what we write is "
        "no part of any answer.\n\n"
        "| heading | who fills it | what it takes |\n|---|---|---|\n"
    )
    for column in BESIDE:
        yield f"| `{column.heading}` | issued | {column.hint} |\n"
    for column in ASSESSOR:
        yield f"| `{column.heading}` | the assessor | {column.hint} |\n"


def _help(command: click.Command, context: click.Context) -> str:
    context.terminal_width = 96
    context.max_content_width = 96
    return command.get_help(context)


def _schema(title: str, schema: type[Schema], seen: set[type[Schema]]) -> Iterator[str]:
    if schema in seen:
        return
    seen.add(schema)
    yield f"\n## {title}\n\n{inspect.getdoc(schema)}\n\n"
    yield "| key | what it takes | must be there | what it says |\n|---|---|---|---|\n"
    meanings = {**_APPLIES, **_meanings(schema.makes)}  # type: ignore[attr-defined]
    inner: list[tuple[str, type[Schema]]] = []
    for name, field in schema().fields.items():
        key, must = field.data_key or name, "yes" if field.required else "no"
        meaning = meanings.get(name, "")
        yield f"| `{key}` | {_kind(field)} | {must} | {meaning} |\n"
        inner += [(key, nested) for nested in _nested(field)]
    for name, nested in inner:
        yield from _schema(f"`{name}`", nested, seen)


def _kind(field: fields.Field[Any]) -> str:
    if isinstance(field, Word):
        return "one of: " + ", ".join(f"`{word}`" for word in field.words if word)
    if isinstance(field, fields.List):
        return f"a list, each: {_kind(field.inner)}"
    if isinstance(field, fields.Nested):
        return f"keys of its own ({inspect.getdoc(type(field.schema))})"
    said = (inspect.getdoc(type(field)) or "").splitlines()[0].split(";")[0].rstrip(".")
    return said[:1].lower() + said[1:]


def _meanings(record: type) -> dict[str, str]:
    """Give the docstring that stands under each field of a record."""
    if not dataclasses.is_dataclass(record):
        return {}
    [body] = ast.parse(textwrap.dedent(inspect.getsource(record))).body
    lines = getattr(body, "body", [])
    return {
        field.target.id: " ".join(inspect.cleandoc(said.value.value).split())
        for field, said in itertools.pairwise(lines)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(said, ast.Expr)
        and isinstance(said.value, ast.Constant)
    }


def _nested(field: fields.Field[Any]) -> list[type[Schema]]:
    if isinstance(field, fields.List):
        return _nested(field.inner)
    return [type(field.schema)] if isinstance(field, fields.Nested) else []


def _prose(docstring: str) -> str:
    """Fence the examples of a docstring as Python."""
    lines: list[str] = []
    is_code = False
    for line in docstring.splitlines():
        stripped = line.strip()
        if stripped.startswith(">>>") and not is_code:
            lines.append("```python")
            is_code = True
        elif is_code and not stripped:
            lines.append("```")
            is_code = False
        lines.append(stripped if is_code else line)
    return "\n".join([*lines, "```"] if is_code else lines)


def main() -> int:
    """Write every page."""
    REFERENCE.mkdir(exist_ok=True)
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, encoding="utf-8")
        print(f"docs/reference/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
