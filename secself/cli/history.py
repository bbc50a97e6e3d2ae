"""`secself history`: what the archive holds, of all Users or of one."""

from collections.abc import Iterable
from dataclasses import replace

import click

from secself import history as law
from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.options import Settings, common
from secself.formats import chronicle
from secself.model import Entry
from secself.store.archive import decided, finding
from secself.store.archive.ledger import Ledger


@click.command(epilog="Example: secself history northfell-energy")
@click.argument("user", required=False)
@common
def history(settings: Settings, *, user: str | None) -> int:
    """List the submissions in the archive: what was found in each, and what became of it.

    USER is the id of a User, now or before it was renamed: then files, digests, entries, decisions
    and what was issued are told too. Without it, all Users are listed, a line for each submission.
    """
    with settings.archive.reading() as ledger:
        entries = list(ledger.entries())
        records = finding.everything(ledger)
        if user is not None:
            user = law.current_id(user, entries, finding.renamings(ledger))
            records = law.of_user(user, records)
            entries = _of_user(ledger, user, entries)
        decisions = decided.every_decision(ledger, user)
        told = [
            replace(
                finding.told(ledger, record),
                decisions=tuple(one for one in decisions if one.about == str(record.reference)),
            )
            for record in records
        ]
        receipt, place = ledger.receipt(), ledger.place
    if settings.as_json:
        screen.print_json(chronicle.document(place, told, entries, receipt))
    elif user is None:
        screen.show(chronicle.overview(told, receipt))
    else:
        issued = [entry for entry in entries if entry.kind == "pack"]
        screen.show(chronicle.detailed(told, issued, receipt))
    return DONE


def _of_user(ledger: Ledger, user: str, entries: Iterable[Entry]) -> list[Entry]:
    """Give the entries about a User, and about its assessments under any id it had."""
    listed = list(entries)
    renamings, renames = finding.renamings(ledger), ledger.of_kind("rename")
    ids = {entry.subject.partition("/")[0] for entry in listed}
    own = {one for one in ids if law.current_id(one, renames, renamings) == user}
    return [entry for entry in listed if entry.subject.partition("/")[0] in own]
