"""`secself archive erase`: takes out what a submission holds."""

import click

from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.moment import now
from secself.cli.options import Settings, common
from secself.formats import archived
from secself.store.archive import amending


@click.command(epilog="Example: secself archive erase acme/2019-ssa#1 --reason “Kept long enough.”")
@click.argument("reference", metavar="REF")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it is recorded.")
@common
def erase(settings: Settings, *, reference: str, reason: str) -> int:
    """Take out files, answers, comments and findings of a submission; this cannot be undone.

    That it was recorded, when, its digests and the reason remain, so the chain still holds. It is
    withdrawn, too, if it was not before. REF names it with its number, such as acme/2019-ssa#1.
    """
    if "#" not in reference or not reason.strip():
        raise click.UsageError("Name one submission with its number, and say why.")
    moment = now()
    with settings.archive.amending(moment) as ledger:
        record, number = amending.erase(ledger, reference, reason, moment)
        receipt, place = ledger.receipt(), ledger.place
    if settings.as_json:
        screen.print_json(archived.moved("archive-erase", place, number, receipt, []))
    else:
        screen.show(f"{number} contents of {record.reference} were erased.")
        screen.show(archived.receipt_text(receipt))
    return DONE
