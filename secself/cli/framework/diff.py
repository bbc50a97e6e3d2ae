"""`secself framework diff`: what changed from one edition to another."""

from pathlib import Path

import click

from secself import carrying, revising
from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.options import Settings, common
from secself.formats import carried, editions
from secself.problems import NotFound
from secself.store.frameworks import Library, shelf


@click.command(epilog="Example: secself framework diff sec-scf@2.3 sec-scf@2.5")
@click.argument("before", metavar="REF")
@click.argument("after", metavar="REF")
@common
def diff(settings: Settings, *, before: str, after: str) -> int:
    """Tell what changed from one edition to another, word by word, and whose answers it touches.

    Words that were taken out stand in [-…-], words that were put in stand in {+…+}.
    """
    library = Library(shelf(settings.controls))
    old, new = library.framework(before), library.framework(after)
    hidden = _hidden(library, before, after)
    if hidden:
        old = library.load(hidden)
        settings.progress(
            f"Both names mean the edition in {library.shelf.folder_of(after)}; it is compared with "
            f"the one that it hides, in {hidden}."
        )
    revisions = revising.compare(old, new)
    known = carrying.carry(old, new)
    moves = carrying.likely_moves(old, new, known)
    share = carrying.comparability(known)
    if settings.as_json:
        document = editions.diff_document(old, new, revisions)
        screen.print_json({**document, **carried.document(known, moves, share)})
    else:
        screen.show(editions.diff_report(old, new, revisions))
        screen.show(carried.report(old, new, known, moves, share))
    return DONE


def _hidden(library: Library, before: str, after: str) -> Path | None:
    """Find the edition that a folder named with --controls hides, where both names mean that."""
    place = library.shelf.folder_of(after)
    if library.shelf.folder_of(before) != place:
        return None
    try:
        below = library.shelf.up_to(place, below=True).folder_of(
            f"{place.parent.name}@{place.name}"
        )
    except NotFound:
        return None
    return below if below != place else None
