"""`secself ingest`: what was sent is checked, and recorded in the archive for good."""

from collections.abc import Sequence
from pathlib import Path

import click

from secself.cli import screen
from secself.cli.ending import DONE, FLAGGED, WRONG
from secself.cli.moment import now
from secself.cli.options import Settings, common
from secself.formats import archived, terminal
from secself.formats.documents import check_document, receipt_document
from secself.model import AssessmentReference, CheckedFile, Receipt, read_reference
from secself.store import progress
from secself.store.archive import amending
from secself.store.assessments import receive
from secself.store.fence import of_user
from secself.store.frameworks import Library, shelf
from secself.store.ingested import Ingestion
from secself.store.ingested import ingest as take_in
from secself.store.inside import Inside


@click.command(epilog="Example: secself ingest northfell-energy-2026-ssa.xlsx")
@click.argument("names", type=click.Path(path_type=Path), nargs=-1, metavar="FILE…")
@click.option(
    "--as",
    "named",
    metavar="USER/YEAR-KIND",
    help="Whose files they are, where they do not say.",
)
@click.option(
    "--withdraw",
    "wrong",
    metavar="REF",
    help="Take a submission back that was recorded wrongly, such as acme/2026-ssa#1.",
)
@click.option("--reason", metavar="TEXT", help="Why it is taken back; said with --withdraw.")
@common
def ingest(
    settings: Settings,
    *,
    names: tuple[Path, ...],
    named: str | None,
    wrong: str | None,
    reason: str | None,
) -> int:
    """Check completed files, and record them in the archive; each whole or not at all.

    A workbook and its questionnaire that are named together are one submission. Answers that were
    recorded before are not recorded again; their new comments are. A workbook of actions that comes
    back is recorded as the User's report on them. Keep the receipt: it proves later what was in the
    archive.
    """
    moment = now()
    if wrong is not None:
        return _withdraw(settings, names, wrong, reason, moment)
    if reason is not None or not names:
        raise click.UsageError("Name the files to record, or --withdraw REF with --reason TEXT.")
    library = Library(shelf(settings.controls))
    reference = _named(named) if named is not None else None
    plans, others = progress.parted(names)
    with Inside(library, of_user("always")) as inside:
        received = [receive(name, library, settings.passwords, None, inside) for name in others]
    with settings.archive.recording(moment) as ledger:
        around = Ingestion(
            ledger=ledger,
            library=library,
            moment=moment,
            today=settings.today,
            as_of=settings.as_of,
            named=reference,
        )
        day = settings.as_of or settings.today
        told = take_in(received, around)
        told += [progress.take_in(one, ledger, moment, today=day, named=reference) for one in plans]
        receipt, place = ledger.receipt(), ledger.place
    _show(settings, told, receipt, place)
    taken = [one.recorded is not None for one in told]
    return DONE if all(taken) else FLAGGED if any(taken) else WRONG


def _named(text: str) -> AssessmentReference:
    reference = read_reference(text)
    if reference is None or reference.number is not None:
        raise click.UsageError(f"“{text}” is no USER/YEAR-KIND; write it as acme/2026-ssa.")
    return reference


def _show(
    settings: Settings, told: Sequence[CheckedFile], receipt: Receipt | None, place: str
) -> None:
    if settings.as_json:
        more = {"archive": place, "receipt": receipt_document(receipt)}
        screen.print_json({**check_document(told), **more})
        return
    screen.show(terminal.check(told, archived.ending(told, place)))
    screen.show(archived.receipt_text(receipt))


def _withdraw(
    settings: Settings, names: tuple[Path, ...], wrong: str, reason: str | None, moment: str
) -> int:
    if names or not (reason or "").strip():
        raise click.UsageError("--withdraw REF takes no files, and wants a --reason TEXT.")
    with settings.archive.amending(moment) as ledger:
        record = amending.withdraw(ledger, wrong, str(reason), moment)
        receipt, place = ledger.receipt(), ledger.place
    if settings.as_json:
        screen.print_json(
            {
                "format": "secself/withdraw@1",
                "files": [],
                "archive": place,
                "withdrawn": str(record.reference),
                "receipt": receipt_document(receipt),
                "problems": [],
            }
        )
    else:
        screen.show(f"{record.reference} was withdrawn; it stays in the archive, with the reason.")
        screen.show(archived.receipt_text(receipt))
    return DONE
