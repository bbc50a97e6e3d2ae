"""`secself archive quarantine`: the refused files that were kept."""

from pathlib import Path

import click

from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.options import Settings, common
from secself.formats import archived
from secself.phrases import one_line
from secself.store import files
from secself.store.archive import quarantine as held


@click.command(epilog="Example: secself archive quarantine")
@click.option(
    "--take", "sha256", metavar="SHA-256", help="The file to save; its beginning will do."
)
@click.option("-o", "output", type=click.Path(path_type=Path), metavar="FILE", help="Where to.")
@common
def quarantine(settings: Settings, *, sha256: str | None, output: Path | None) -> int:
    """List the files that “ingest” refused and kept, or save one to look into a dispute.

    They are kept up to 64 MiB, the oldest going first, and are no part of what the archive proves.
    """
    if (sha256 is None) != (output is None):
        raise click.UsageError("--take and -o belong together.")
    with settings.archive.reading() as ledger:
        kept = list(held.held(ledger))
        content = held.taken(ledger, sha256) if sha256 is not None else b""
    saved = [str(place) for place in files.save({output: content})] if output else []
    if settings.as_json:
        screen.print_json(archived.quarantine_document(kept, saved))
    else:
        screen.show(archived.held_text(kept) if not saved else f"Saved {one_line(str(saved[0]))}")
    return DONE
