"""`secself framework import`: a framework from its workbook, or from a table that somebody has."""

from pathlib import Path

import click

from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.options import Settings, common
from secself.formats.documents import files_document
from secself.store import imported


@click.command(name="import", epilog="Example: secself framework import my-scf.xlsx -o my-controls")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "folder",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="The folder for frameworks; the files go into DIR/ID/EDITION/.",
)
@click.option("--force", is_flag=True, help="Replace files that are already there.")
@common
def import_(settings: Settings, *, path: Path, folder: Path, force: bool) -> int:
    """Read a framework back from the workbook that “framework export --to xlsx” wrote.

    All that is wrong is said in one run, with sheet and cell, and nothing is written then. The
    result is found by every command with --controls DIR.
    """
    found = imported.from_workbook(path)
    places = imported.save(found, folder, force=force)
    names = [str(place) for place in places]
    if settings.as_json:
        screen.print_json(files_document("framework-import", names, found.problems))
    else:
        screen.say_problems(found.problems)
        screen.show("\n".join(f"Saved: {name}" for name in names))
    return DONE
