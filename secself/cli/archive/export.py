"""`secself archive export`: the whole archive as plain files."""

from pathlib import Path

import click

from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.options import Settings, common
from secself.formats import archived
from secself.store.archive import moving


@click.command(epilog="Example: secself archive export copy-of-2026")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@common
def export(settings: Settings, *, folder: Path) -> int:
    """Write the whole archive as plain files into DIR, which must not be there yet.

    The files can be read and checked with ordinary tools: DIR/README.txt says how. The same
    archive gives the same files.
    """
    with settings.archive.reading() as ledger:
        number = moving.export(ledger, folder)
        receipt, place = ledger.receipt(), ledger.place
    files = [str(path) for path in sorted(folder.absolute().rglob("*")) if path.is_file()]
    if settings.as_json:
        screen.print_json(archived.moved("archive-export", place, number, receipt, files))
    else:
        screen.show(f"{number} entries of {place} in {folder}.")
        screen.show(archived.receipt_text(receipt))
    return DONE
