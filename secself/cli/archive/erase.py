"""`secself archive erase`: takes out what a submission holds, or a name wherever it stands."""

import click

from secself import redaction
from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.moment import now
from secself.cli.options import Settings, common
from secself.formats import archived, erased
from secself.store.archive import amending, names
from secself.store.archive.ledger import Ledger

_SHORTEST = 3


@click.command(
    epilog="Example: secself archive erase --name “Jane Doe” --reason “She asked us to.”"
)
@click.argument("reference", metavar="[REF]", required=False)
@click.option(
    "--name",
    "persons",
    multiple=True,
    metavar="NAME",
    help="A person's name, to be taken out wherever it stands; name it in each spelling.",
)
@click.option("--reason", default="", metavar="TEXT", help="Why; it is recorded.")
@common
def erase(
    settings: Settings, *, reference: str | None, persons: tuple[str, ...], reason: str
) -> int:
    """Take out what one submission holds, or a person's name wherever it stands, for good.

    REF names the submission with its number, such as acme/2019-ssa#1: its files, answers, comments
    and findings go. That it was recorded, when, its digests and the reason remain, so the chain
    still holds. It is withdrawn, too, if it was not before.

    With --name the name is looked for in all that is kept. Without --reason it is only said where
    it stands. With --reason it is taken out of every document; a file that has it goes as a whole.
    """
    if persons:
        return _names(settings, reference, persons, reason)
    if reference is None or "#" not in reference or not reason.strip():
        raise click.UsageError("Name one submission with its number, or a --name, and say why.")
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


def _names(settings: Settings, reference: str | None, persons: tuple[str, ...], reason: str) -> int:
    if reference is not None:
        raise click.UsageError("A name is taken out wherever it stands; leave out REF, or --name.")
    if any(len(name.strip()) < _SHORTEST for name in persons):
        raise click.UsageError("A name of less than three letters stands in too many words.")
    sought = redaction.pattern(persons)
    if sought.search(reason):
        raise click.UsageError("The reason is recorded for good; say it without the name.")
    if not reason.strip():
        with settings.archive.reading() as ledger:
            told = _told(ledger, persons, names.search(ledger, sought), is_done=False)
    else:
        moment = now()
        with settings.archive.amending(moment) as ledger:
            there = names.erase(ledger, sought, reason, moment)
            told = _told(ledger, persons, there, is_done=True)
    if settings.as_json:
        screen.print_json(erased.document(told))
    else:
        screen.show(erased.text(told))
    return DONE


def _told(
    ledger: Ledger, persons: tuple[str, ...], there: names.Search, *, is_done: bool
) -> erased.Places:
    return erased.Places(
        archive=ledger.place,
        names=persons,
        found=tuple(
            erased.Place(
                entry=one.entry.number,
                kind=one.entry.kind,
                subject=one.entry.subject,
                sha256=one.entry.content,
                fields=one.places,
            )
            for one in there.found
        ),
        held=tuple(one.name for one in there.held),
        unsearched=there.unsearched,
        is_done=is_done,
        receipt=ledger.receipt(),
    )
