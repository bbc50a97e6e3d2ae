"""`secself archive rename`: another id for a User, with all its history."""

import click

from secself import history
from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.moment import now
from secself.cli.options import Settings, common
from secself.formats import archived
from secself.model import is_user_id
from secself.store.archive import amending, finding


@click.command(epilog="Example: secself archive rename acme apex --reason “Bought by Apex.”")
@click.argument("old")
@click.argument("new")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it is recorded.")
@common
def rename(settings: Settings, *, old: str, new: str, reason: str) -> int:
    """Give the User OLD the id NEW, for what was recorded and for what is still to come.

    If there is a User NEW already, the two are one from now on; OLD still leads to it.
    """
    if not is_user_id(new) or old == new or not reason.strip():
        raise click.UsageError("Say another id of lower-case letters, digits and hyphens, and why.")
    moment = now()
    with settings.archive.amending(moment) as ledger:
        number = amending.rename(ledger, old, new, reason, moment)
        receipt, place = ledger.receipt(), ledger.place
        both = history.of_both(old, new, finding.everything(ledger))
    if settings.as_json:
        screen.print_json(archived.moved("archive-rename", place, number, receipt, []))
    else:
        screen.show(f"{number} submissions of {old} are those of {new} from now on.")
        for name in both:
            screen.show(f"Both sent one: {name.subject} without a number is {name} from now on.")
        screen.show(archived.receipt_text(receipt))
    return DONE
