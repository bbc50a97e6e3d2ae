"""`secself framework import`: a framework from its workbook, or from a table that somebody has."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from secself.cli import screen
from secself.cli.ending import DONE, WRONG
from secself.cli.options import Settings, common
from secself.exchange.adopting import Asked
from secself.exchange.delimited import DELIMITERS
from secself.formats.documents import files_document
from secself.phrases import one_line
from secself.problems import Level, Problem, Refused
from secself.store import handed_in, imported
from secself.store.frameworks import DEFAULT, Library, shelf

_LEVELS: tuple[Level, ...] = ("error", "warning", "note")
_TABLE = {
    "maps": click.option(
        "--map",
        "maps",
        multiple=True,
        metavar="HEADING=FIELD",
        help="What a column says: ref, title, text, section (repeated, the outermost first), "
        "applies-to, role:ID, evidence, keep or ignore.",
    ),
    "framework_id": click.option("--id", "framework_id", metavar="ID", help="Its id."),
    "edition": click.option("--edition", metavar="EDITION", help="Its edition."),
    "title": click.option("--title", metavar="TEXT", help="Its title."),
    "sheet": click.option("--sheet", metavar="NAME", help="The sheet with the table."),
    "like": click.option(
        "--like",
        metavar="REF",
        help="The framework from which all is taken that a table cannot say: scales, roles, "
        f"kinds, rules, questions [default: {DEFAULT}].",
    ),
    "roles": click.option(
        "--role",
        "roles",
        multiple=True,
        metavar="WORD=ID,…",
        help="The User Roles that a word of the table stands for.",
    ),
    "status": click.option(
        "--status",
        type=click.Choice(["verified", "recalled", "proposed"]),
        help="How far its lines can be trusted [default: recalled].",
    ),
    "encoding": click.option("--encoding", metavar="NAME", help="The encoding of a CSV."),
    "delimiter": click.option(
        "--delimiter", type=click.Choice(list(DELIMITERS)), help="What parts the cells of a CSV."
    ),
}
"""The options for tables."""


def _table_options(command: click.decorators.FC) -> click.decorators.FC:
    for option in reversed(_TABLE.values()):
        command = option(command)
    return command


@click.command(
    name="import",
    epilog="Example: secself framework import scf.xlsx -o my-controls --id my-scf --edition 1.0 "
    "--map “Clause=ref” --map “Requirement=text”",
)
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "folder",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="The folder for frameworks; the files go into DIR/ID/EDITION/.",
)
@_table_options
@click.option("--force", is_flag=True, help="Replace files that are already there.")
@common
def import_(settings: Settings, *, path: Path, folder: Path, force: bool, **said: object) -> int:
    """Read a framework back from its workbook, or make one of a table that somebody has.

    FILE is the workbook that “framework export --to xlsx” wrote, edited or not; or any workbook
    or CSV with a table of obligations, a row each. For such a table say --id, --edition and what
    its headings mean. Headings that plainly say it, such as Ref or Requirement, need no --map.

    All that is wrong is said in one run, with sheet and cell, and nothing is written then. The
    result is found by every command with --controls DIR.
    """
    try:
        found = _read(settings, path, said)
    except Refused as refusal:
        if settings.as_json:
            raise
        _tell(refusal.problems)
        screen.say(f"Nothing was written: {_counted(refusal.problems)}.")
        return WRONG
    places = imported.save(found, folder, force=force)
    names = [str(place) for place in places]
    if settings.as_json:
        screen.print_json(files_document("framework-import", names, found.problems))
    else:
        _tell(found.problems)
        screen.show("\n".join(f"Saved: {one_line(str(name))}" for name in names))
    return DONE


def _tell(problems: Sequence[Problem]) -> None:
    """Say Problems, the gravest first, each with how grave it is."""
    for level in _LEVELS:
        for problem in problems:
            if problem.level == level:
                screen.say(f"{level}: {problem}")


def _counted(problems: Sequence[Problem]) -> str:
    counts = Counter(one.level for one in problems)
    return ", ".join(
        f"{counts[level]} {level}{'' if counts[level] == 1 else 's'}"
        for level in _LEVELS
        if counts[level]
    )


def _read(settings: Settings, path: Path, said: Mapping[str, object]) -> imported.Imported:
    how = handed_in.Reading(
        mapping=_several(said["maps"]),
        sheet=_text(said["sheet"]),
        encoding=_text(said["encoding"]),
        delimiter=DELIMITERS.get(_text(said["delimiter"]) or ""),
    )
    if not how.mapping and imported.is_workbook(path):
        if any(said.values()):
            what = "This is the workbook of a framework, which says all itself; leave the options."
            raise click.UsageError(what)
        return imported.from_workbook(path)
    name, edition = _text(said["framework_id"]), _text(said["edition"])
    if not (name and edition):
        what = "This is not the workbook of a framework; for a table, say --id and --edition."
        raise click.UsageError(what)
    like = Library(shelf(settings.controls)).framework(_text(said["like"]) or DEFAULT)
    asked = Asked(
        id=name,
        edition=edition,
        title=_text(said["title"]) or "",
        file=path.name,
        like=like.reference,
        status=_text(said["status"]) or "recalled",
        roles=dict(map(_role, _several(said["roles"]))),
    )
    return handed_in.from_table(path, how, asked, like)


def _role(said: str) -> tuple[str, tuple[str, ...]]:
    word, mark, ids = said.rpartition("=")
    if not (word.strip() and mark and ids.strip()):
        what = f"“{said}” gives a word no User Role; write --role “Suppliers=import-supplier”."
        raise click.UsageError(what)
    return word.strip(), tuple(one.strip() for one in ids.split(",") if one.strip())


def _text(said: object) -> str | None:
    return said if isinstance(said, str) and said else None


def _several(said: object) -> tuple[str, ...]:
    return tuple(map(str, said)) if isinstance(said, tuple) else ()
