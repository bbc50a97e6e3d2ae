"""`secself framework export`: a framework as one file."""

from pathlib import Path

import click

from secself import yamltext
from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.options import Settings, common
from secself.exchange import listing
from secself.formats.documents import files_document
from secself.model import Framework
from secself.schemas.plain import plain
from secself.store import files
from secself.store.frameworks import Library, shelf

FORMS = ("yaml", "csv")
"""The forms in which a framework can be taken away."""


@click.command(epilog="Example: secself framework export sec-scf@2.5 --to csv -o sec-scf.csv")
@click.argument("reference", metavar="REF")
@click.option("--to", "form", type=click.Choice(FORMS), required=True, help="The form it takes.")
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="The file to write.",
)
@click.option("--force", is_flag=True, help="Replace a file that is already there.")
@common
def export(settings: Settings, *, reference: str, form: str, output: Path, force: bool) -> int:
    """Write a framework as one file of YAML, or its controls and questions as a table.

    The YAML holds all that the edition says, also what it takes from the one it extends, and loads
    back to the same framework. The table is for reading, and its texts never run as formulas.
    """
    framework = Library(shelf(settings.controls)).framework(reference)
    places = files.save({output: _written(framework, form)}, force=force)
    names = [str(place) for place in places]
    if settings.as_json:
        screen.print_json(files_document("framework-export", names, ()))
    else:
        screen.show("\n".join(f"Saved: {name}" for name in names))
    return DONE


def _written(framework: Framework, form: str) -> bytes:
    if form == "csv":
        return listing.table(framework)
    return yamltext.write(plain(framework)).encode("utf-8")
