"""`secself archive import`: an archive from plain files."""

from pathlib import Path

import click

from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.moment import now
from secself.cli.options import Settings, common
from secself.formats import archived
from secself.store.archive import carried, moving


@click.command(name="import", epilog="Example: secself archive import copy-of-2026")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@common
def import_(settings: Settings, *, folder: Path) -> int:
    """Make an archive of what “archive export” wrote into DIR; its hashes stay the same.

    The archive must be new, or hold the beginning of what was exported; then the rest is added.
    Everything is checked first, and nothing is recorded if anything does not hold.
    """
    carried.open_folder(folder)
    moment = now()
    with settings.archive.recording(moment) as ledger:
        number = moving.take_in(ledger, folder, moment)
        receipt, place = ledger.receipt(), ledger.place
    if settings.as_json:
        screen.print_json(archived.moved("archive-import", place, number, receipt, []))
    else:
        screen.show(f"{number} entries added to {place}.")
        screen.show(archived.receipt_text(receipt))
    return DONE
