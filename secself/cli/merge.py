"""`secself merge`: colleagues' parts joined in a copy of the workbook that was issued."""

from pathlib import Path

import click

from secself.cli import screen
from secself.cli.ending import DONE, FLAGGED
from secself.cli.options import Settings, check_are_files, common
from secself.formats.merged import merge_document, merge_text
from secself.store import files, parts
from secself.store.frameworks import Library, shelf


@click.command(
    epilog="Example: secself merge northfell-energy-2026-ssa.xlsx ann.xlsx ben.xlsx -o merged.xlsx"
)
@click.argument("issued", type=click.Path(path_type=Path))
@click.argument("names", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="PART…")
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="The merged workbook; never one of the files that are read.",
)
@click.option("--force", is_flag=True, help="Replace a file that is already there.")
@common
def merge(
    settings: Settings, *, issued: Path, names: tuple[Path, ...], output: Path, force: bool
) -> int:
    """Join colleagues' partial workbooks against the one that was issued.

    ISSUED is the workbook as it was sent out, each PART a copy in which somebody has filled in
    something. What one person changed is taken; where people differ nothing is chosen: the cell
    stays as issued, sheet Conflicts lists what each file says, and the exit code is 1. It is also 1
    if something of a part has no place in the copy, which sheet Not merged lists. A PART may be the
    Word questionnaire. The order of the parts makes no difference.
    """
    if output.suffix.lower() != ".xlsx":
        raise click.UsageError("-o takes a file that ends in .xlsx.")
    check_are_files([issued, *names])
    files.keep_apart(output, (issued, *names))
    joined = parts.join(issued, names, Library(shelf(settings.controls)), settings.passwords)
    places = [str(place) for place in files.save({output: joined.content}, force=force)]
    told = joined.merged, joined.conflicts, joined.names, places, joined.problems
    if settings.as_json:
        screen.print_json(merge_document(*told))
    else:
        screen.show(merge_text(*told))
    return FLAGGED if joined.merged.conflicts or not joined.is_whole else DONE
