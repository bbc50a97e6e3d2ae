"""`secself archive take`: the files of a submission, as they came."""

from pathlib import Path

import click

from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.options import Settings, common
from secself.formats.documents import files_document
from secself.phrases import one_line
from secself.store import files
from secself.store.archive import finding


@click.command(epilog="Example: secself archive take acme/2019-ssa -o from-2019")
@click.argument("reference", metavar="REF")
@click.option(
    "-o",
    "folder",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DIR",
    help="The folder to save to [default: this one].",
)
@click.option("--force", is_flag=True, help="Replace files that are already there.")
@common
def take(settings: Settings, *, reference: str, folder: Path, force: bool) -> int:
    """Save the files of a submission byte for byte as they came, those with comments too.

    REF is USER/YEAR-KIND for the newest that stands, or USER/YEAR-KIND#n. The files are named
    after it, and not as the sender called them.
    """
    with settings.archive.reading() as ledger:
        kept = finding.originals(ledger, finding.named(ledger, reference))
    places = files.save({folder / name: data for name, data in kept.items()}, force=force)
    if settings.as_json:
        screen.print_json(files_document("archive-take", map(str, places), []))
    else:
        for place in places:
            screen.show(f"Saved {one_line(str(place))}")
    return DONE
