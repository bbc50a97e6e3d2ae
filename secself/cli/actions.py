"""`secself actions`: what Users are still to do, by date."""

from pathlib import Path

import click

from secself import calendar
from secself.cli import screen
from secself.cli.ending import DONE, FLAGGED
from secself.cli.options import Settings, common
from secself.formats import decided as shown
from secself.formats.documents import files_document, receipt_document
from secself.phrases import one_line
from secself.problems import Problem, Refused
from secself.store import files
from secself.store.archive import decided


@click.command(epilog="Example: secself actions --to ics -o actions.ics")
@click.argument("user", required=False)
@click.option("--to", "form", type=click.Choice(["ics"]), help="Give an iCalendar file instead.")
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Save the calendar there (with --to ics).",
)
@click.option(
    "--fail-on",
    type=click.Choice(["overdue"]),
    help="Leave with exit code 1 if an action is overdue.",
)
@click.option("--force", is_flag=True, help="Replace a file that is already there.")
@common
def actions(  # noqa: PLR0913  one argument for each option
    settings: Settings,
    *,
    user: str | None,
    form: str | None,
    output: Path | None,
    fail_on: str | None,
    force: bool,
) -> int:
    """List what the committee asked for and is not done yet: of all Users, by date.

    USER is the id of a User; without it, all are listed. A day that a User proposes moves none
    that was set.
    """
    if output and not form:
        raise click.UsageError("-o saves a calendar; add --to ics.")
    as_of = settings.as_of or settings.today
    with settings.archive.reading() as ledger:
        due = decided.due_of(decided.every_decision(ledger, user), as_of)
        receipt = ledger.receipt()
    ics = None
    if form:
        days = shown.appointments(due, settings.marking)
        if not days:
            raise Refused(_nothing())
        name = f"{settings.marking} Actions asked for".strip()
        ics = calendar.write(name, days, as_of=as_of)
    saved = files.save({output: ics}, force=force) if output and ics else []
    late = any(one.is_overdue for one in due)
    if settings.as_json:
        head = files_document("actions", map(str, saved), [])
        more = {"calendar": ics.decode()} if ics and not saved else {}
        listed = [shown.due_document(one) for one in due]
        proof = {"as_of": as_of.isoformat(), "receipt": receipt_document(receipt)}
        screen.print_json({**head, **proof, "actions": listed, **more})
    elif ics and not saved:
        screen.show_bytes(ics)
    elif saved:
        settings.progress(f"Saved: {one_line(str(saved[0]))}")
    else:
        screen.show("\n".join(shown.due_lines(due, as_of)))
    return FLAGGED if fail_on and late else DONE


def _nothing() -> Problem:
    return Problem(
        code="actions-none",
        what="Nothing is asked for that is not done, so there is nothing for a calendar.",
        remedy="Run the command without --to ics.",
    )
