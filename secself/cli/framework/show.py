"""`secself framework show`: a framework, or one entry of it in full."""

import click

from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.options import Settings, common
from secself.formats import editions
from secself.model import Framework
from secself.problems import NotFound, Problem
from secself.store.frameworks import Library, shelf


@click.command(epilog="Example: secself framework show sec-scf G3.11")
@click.argument("reference", metavar="REF")
@click.argument("ref", metavar="[CONTROL]", required=False)
@common
def show(settings: Settings, *, reference: str, ref: str | None) -> int:
    """Show a framework, or one of its controls, questions, interpretations or rules in full."""
    framework = Library(shelf(settings.controls)).framework(reference)
    entry = editions.find(framework, ref) if ref else None
    if ref and entry is None:
        raise NotFound(_unknown(framework, ref))
    if settings.as_json:
        screen.print_json(editions.show_document(framework, entry))
    elif entry is None:
        screen.show(editions.overview(framework))
    else:
        screen.show(editions.full(framework, entry))
    return DONE


def _unknown(framework: Framework, ref: str) -> Problem:
    gone = next((one for one in framework.withdrawals if one.id == ref), None)
    why = f" {gone.reason}" if gone else ""
    return Problem(
        code="ref-unknown",
        ref=ref,
        what=f"There is no “{ref}” in {framework.reference}.{why}",
        remedy=f"“secself framework show {framework.reference}” lists every id.",
    )
