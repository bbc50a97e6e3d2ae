"""`secself history`: what the archive holds, of all Users or of one."""

import click

from secself import history as law
from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.options import Settings, common
from secself.formats import archived
from secself.store.archive import finding


@click.command(epilog="Example: secself history northfell-energy")
@click.argument("user", required=False)
@common
def history(settings: Settings, *, user: str | None) -> int:
    """List the submissions in the archive, with their files, digests and receipts.

    USER is the id of a User; without it, all are listed.
    """
    with settings.archive.reading() as ledger:
        records = finding.everything(ledger)
        entries = list(ledger.entries())
        if user is not None:
            user = law.current_id(user, entries, finding.renamings(ledger))
            records = law.of_user(user, records)
            own = {record.entry.subject for record in records}
            entries = [one for one in entries if one.subject in {user, *own}]
        told = [finding.told(ledger, record) for record in records]
        receipt, place = ledger.receipt(), ledger.place
    if settings.as_json:
        screen.print_json(archived.history_document(place, told, entries, receipt))
    else:
        screen.show(archived.history(told, receipt))
    return DONE
