"""`secself check`: everything that is wrong in completed files, and nothing stored."""

from pathlib import Path

import click

from secself.cli import screen
from secself.cli.ending import DONE, FLAGGED, WRONG
from secself.cli.options import Settings, common
from secself.formats import terminal
from secself.formats.documents import check_document
from secself.store.assessments import receive
from secself.store.checked import check_all
from secself.store.fence import of_user
from secself.store.frameworks import Library, shelf
from secself.store.inside import Inside


@click.command(epilog="Example: secself check northfell-energy-2026-ssa.xlsx")
@click.argument("names", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="FILE…")
@common
def check(settings: Settings, *, names: tuple[Path, ...]) -> int:
    """Report every problem in completed files; store nothing.

    Files of one User, year and kind that are named together are read as one assessment.
    """
    library = Library(shelf(settings.controls))
    with Inside(library, of_user("always")) as inside:
        received = [
            receive(name, library, settings.passwords, settings.archive, inside) for name in names
        ]
    checked = check_all(received, as_of=settings.as_of, today=settings.today)
    if settings.as_json:
        screen.print_json(check_document(checked))
    else:
        screen.show(terminal.check(checked))
    if not all(one.is_accepted for one in checked):
        return WRONG
    return FLAGGED if any(one.has_errors for one in checked) else DONE
