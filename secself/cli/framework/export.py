"""`secself framework export`: a framework in the forms that others read."""

from pathlib import Path

import click

from secself import yamltext
from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.options import Settings, common
from secself.exchange import book, listing, oscal
from secself.exchange.plan import tables as sheets
from secself.formats.documents import files_document
from secself.model import Framework
from secself.phrases import one_line
from secself.schemas.plain import plain
from secself.schemas.published import whole_schema
from secself.store import files
from secself.store.frameworks import Library, shelf

FORMS = ("yaml", "xlsx", "csv", "oscal")
"""The forms in which a framework can be taken away."""
_ENDINGS = {"yaml": (".yaml", ".yml"), "xlsx": (".xlsx",), "csv": (".csv",), "oscal": ()}
"""How the names of files of a form end."""


@click.command(epilog="Example: secself framework export sec-scf@2.5 --to csv -o sec-scf.csv")
@click.argument("reference", metavar="REF")
@click.option("--to", "form", type=click.Choice(FORMS), required=True, help="The form it takes.")
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="PLACE",
    help="The file to write; for OSCAL, the folder.",
)
@click.option("--force", is_flag=True, help="Replace files that are already there.")
@common
def export(settings: Settings, *, reference: str, form: str, output: Path, force: bool) -> int:
    """Write a framework as YAML, as a workbook to edit, as a table of its items, or as OSCAL.

    The YAML holds all that the edition says, also what it takes from the one it extends, and loads
    back to the same framework. The workbook (xlsx) holds as much, a list on each sheet, to be
    edited in Excel and read back with “framework import”. The table (csv) is for reading. No text
    of either runs as a formula.

    OSCAL is a folder: a catalog, and a profile for each User Role and kind of assessment.
    """
    _hold_ending(form, output)
    framework = Library(shelf(settings.controls)).framework(reference)
    places = files.save(_written(framework, form, output), force=force)
    names = [str(place) for place in places]
    if settings.as_json:
        screen.print_json(files_document("framework-export", names, ()))
    else:
        screen.show("\n".join(f"Saved: {one_line(str(name))}" for name in names))
    return DONE


def _hold_ending(form: str, output: Path) -> None:
    """Refuse a name that promises another form than it would hold."""
    ending = output.suffix.lower()
    others = [one for other in FORMS if other != form for one in _ENDINGS[other]]
    if ending in others:
        fitting = f"a name that ends in {_ENDINGS[form][0]}" if _ENDINGS[form] else "a folder"
        what = f"“{output.name}” ends in {ending}, and --to says {form}; give -o {fitting}."
        raise click.UsageError(what)


def _written(framework: Framework, form: str, output: Path) -> dict[Path, bytes]:
    if form == "oscal":
        documents = oscal.documents(framework)
        return {output / name: content for name, content in documents.items()}
    if form == "xlsx":
        return {output: book.workbook(plain(framework), sheets(whole_schema()))}
    if form == "csv":
        return {output: listing.table(framework)}
    return {output: yamltext.write(plain(framework)).encode("utf-8")}
