"""`secself verify`: whether the archive, or a file, is still what was recorded."""

from pathlib import Path

import click

from secself.cli import screen
from secself.cli.ending import DONE, FLAGGED, WRONG
from secself.cli.options import Settings, common
from secself.formats import archived
from secself.model import Receipt, read_receipt
from secself.store.archive import checking
from secself.store.assessments import receive
from secself.store.frameworks import Library, shelf
from secself.store.verifying import verify as hold


@click.command(epilog="Example: secself verify --receipt 12:3f0c…")
@click.argument("names", type=click.Path(path_type=Path), nargs=-1, metavar="[FILE…]")
@click.option(
    "--receipt",
    "receipts",
    multiple=True,
    metavar="N:HASH",
    help="A receipt that “ingest” gave; it proves that the archive's end was not cut off.",
)
@common
def verify(settings: Settings, *, names: tuple[Path, ...], receipts: tuple[str, ...]) -> int:
    """Tell whether the archive, or a file, is still what was recorded.

    Without FILE the archive is walked: every entry, every content, and what the database says of
    itself. With FILE each is held against what the archive has of it: the same bytes, the same
    answers in other bytes, or altered, and where.
    """
    proofs = [_receipt(text) for text in receipts]
    if names:
        return _files(settings, names, proofs)
    with settings.archive.reading() as ledger:
        walk = checking.walk(ledger, proofs)
        place = ledger.place
    if settings.as_json:
        screen.print_json(archived.walk_document(place, walk))
    else:
        screen.show(archived.walk_text(place, walk))
    return FLAGGED if walk.problems else DONE


def _files(settings: Settings, names: tuple[Path, ...], proofs: list[Receipt]) -> int:
    if proofs:
        raise click.UsageError("A receipt is of the archive; leave out the files, or the receipt.")
    library = Library(shelf(settings.controls))
    received = [receive(name, library, settings.passwords) for name in names]
    with settings.archive.reading() as ledger:
        verdicts = [hold(one, ledger, library) for one in received]
    if settings.as_json:
        screen.print_json(archived.verdicts_document(verdicts))
    else:
        screen.show(archived.verdicts_text(verdicts))
    if any(one.standing == "refused" for one in verdicts):
        return WRONG
    fine = ("as-received", "same-answers")
    return DONE if all(one.standing in fine for one in verdicts) else FLAGGED


def _receipt(text: str) -> Receipt:
    receipt = read_receipt(text)
    if receipt is None:
        raise click.UsageError(f"“{text}” is no receipt; it reads like 12: and 64 digits.")
    return receipt
