"""`secself verify`: whether the archive, or a file, is still what it was."""

from pathlib import Path
from typing import NamedTuple

import click

from secself.cli import screen
from secself.cli.ending import DONE, FLAGGED, WRONG
from secself.cli.options import Settings, check_are_files, common
from secself.formats import archived
from secself.model import Receipt, Verdict, read_receipt
from secself.problems import Refused
from secself.store import issued, seals
from secself.store.archive import checking
from secself.store.assessments import Received, assess, receive
from secself.store.frameworks import Library, shelf
from secself.store.verifying import verify as hold

_FINE = ("as-received", "erased", "as-sealed", "same-answers", "as-issued")


@click.command(epilog="Example: secself verify --receipt 12:3f0c…")
@click.argument("names", type=click.Path(path_type=Path), nargs=-1, metavar="[FILE…]")
@click.option(
    "--receipt",
    "receipts",
    multiple=True,
    metavar="N:HASH",
    help="A receipt that “ingest” gave; it proves that the archive's end was not cut off.",
)
@click.option(
    "--seal",
    type=click.Path(path_type=Path),
    metavar="SEAL",
    help="The seal to hold FILE against, as “seal” wrote it, instead of the archive.",
)
@click.option(
    "--pubkey",
    type=click.Path(path_type=Path),
    metavar="KEY",
    help="The public key (PEM) of whoever signed the seal; then it must be signed.",
)
@click.option(
    "--original",
    type=click.Path(path_type=Path),
    metavar="SEALED",
    help="The file that was sealed, to name what changed since.",
)
@click.option(
    "--prior",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="ASSESSMENT",
    help="The prior assessment, to hold the Prior columns against.",
)
@common
def verify(  # noqa: PLR0913  one argument for each option
    settings: Settings,
    *,
    names: tuple[Path, ...],
    receipts: tuple[str, ...],
    seal: Path | None,
    pubkey: Path | None,
    original: Path | None,
    prior: tuple[Path, ...],
) -> int:
    """Tell whether the archive, or a file, is still what was recorded, sealed or issued.

    Without FILE the archive is walked: every entry, every content, and what the database says of
    itself. With FILE the texts that were issued are held against the edition it was made from,
    and its answers against the seal that is named, else against the archive if there is one: the
    same bytes, the same answers in other bytes, or altered, and where.
    """
    proofs = [_receipt(text) for text in receipts]
    _check_words(names, proofs, seal=seal, needs_seal=(pubkey, original), prior=prior)
    check_are_files(names)
    if names:
        return _files(settings, names, _Against(seal, pubkey, original, prior))
    with settings.archive.reading() as ledger:
        walk = checking.walk(ledger, proofs)
        place = ledger.place
    if settings.as_json:
        screen.print_json(archived.walk_document(place, walk))
    else:
        screen.show(archived.walk_text(place, walk))
    return FLAGGED if walk.problems else DONE


class _Against(NamedTuple):
    """What files are held against, beside their edition."""

    seal: Path | None
    pubkey: Path | None
    original: Path | None
    prior: tuple[Path, ...]


def _check_words(
    names: tuple[Path, ...],
    proofs: list[Receipt],
    *,
    seal: Path | None,
    needs_seal: tuple[Path | None, ...],
    prior: tuple[Path, ...],
) -> None:
    """Refuse words that say nothing together, rather than pass one of them by."""
    if names and proofs:
        raise click.UsageError("A receipt is of the archive; leave out the files, or the receipt.")
    if seal is not None and len(names) != 1:
        raise click.UsageError("A seal is of one file; name that file, and no other.")
    if seal is None and any(needs_seal):
        raise click.UsageError("--pubkey and --original go with --seal SEAL.")
    if prior and not names:
        raise click.UsageError("--prior goes with the file whose Prior columns are meant.")


def _files(settings: Settings, names: tuple[Path, ...], against: _Against) -> int:
    library = Library(shelf(settings.controls))
    received = [receive(name, library, settings.passwords) for name in names]
    verdicts = _verdicts(settings, received, against, library)
    if settings.as_json:
        screen.print_json(archived.verdicts_document(verdicts))
    else:
        screen.show(archived.verdicts_text(verdicts))
    if any(one.standing == "refused" for one in verdicts):
        return WRONG
    return DONE if all(one.standing in _FINE for one in verdicts) else FLAGGED


def _verdicts(
    settings: Settings, received: list[Received], against: _Against, library: Library
) -> list[Verdict]:
    """Hold each file against the seal, else the archive if there is one, and its edition."""
    asked = library, settings.passwords
    prior = assess(against.prior, *asked, settings.archive) if against.prior else None
    if against.seal is not None:
        proof = seals.proof(against.seal, against.pubkey)
        original = receive(against.original, *asked) if against.original else None
        if original is not None and not original.is_accepted:
            raise Refused(*original.problems)
        return [seals.hold(one, proof, prior, original) for one in received]
    if not (settings.names_archive or settings.archive.is_there):
        return [issued.verdict(one, prior) for one in received]
    with settings.archive.reading() as ledger:
        held = [(hold(one, ledger, library), one) for one in received]
    return [issued.beside(verdict, one, prior) for verdict, one in held]


def _receipt(text: str) -> Receipt:
    receipt = read_receipt(text)
    if receipt is None:
        raise click.UsageError(f"“{text}” is no receipt; it reads like 12: and 64 digits.")
    return receipt
