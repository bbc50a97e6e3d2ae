"""`secself seal`: what a file says today, as digests in a file of their own."""

from pathlib import Path

import click

from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.options import Settings, check_are_files, common
from secself.phrases import one_line
from secself.store import files, seals
from secself.store.assessments import receive
from secself.store.frameworks import Library, shelf


@click.command(epilog="Example: secself seal northfell-energy-2026-ssa.xlsx")
@click.argument("name", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    metavar="SEAL",
    help="Where the seal is saved [default: FILE.seal.json].",
)
@click.option(
    "--key",
    type=click.Path(path_type=Path),
    metavar="KEY",
    help="A file with the private key (Ed25519, PEM) to sign the seal with; needs secself[sign].",
)
@click.option("--force", is_flag=True, help="Replace a seal that is already there.")
@common
def seal(
    settings: Settings, *, name: Path, output: Path | None, key: Path | None, force: bool
) -> int:
    """Seal a completed file: save digests of its bytes and its answers beside it.

    The seal says no answer, so it may be sent and kept where the file may not. Later “verify
    FILE --seal SEAL” tells whether the answers are still those, whatever program saved the file
    since. With --key the seal is signed, in a further file that ends in .sig.
    """
    check_are_files([name])
    place = output or name.with_name(name.name + seals.SUFFIX)
    for written in (place, seals.beside(place)):
        files.keep_apart(written, (name, *((key,) if key else ())))
    received = receive(name, Library(shelf(settings.controls)), settings.passwords)
    saved = files.save(seals.made(received, place, key), force=force)
    if settings.as_json:
        screen.print_json(
            {"format": "secself/sealed@1", "files": [str(one) for one in saved], "problems": []}
        )
    else:
        for one in saved:
            screen.show(f"Saved {one_line(str(one))}")
    return DONE
