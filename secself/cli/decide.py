"""`secself decide`: what the committee decided is recorded, and told in a letter."""

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest
from pathlib import Path

import click

from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.moment import now
from secself.cli.options import Day, Settings, common
from secself.formats import archived, decided
from secself.formats.documents import files_document, receipt_document
from secself.model import Action, Receipt
from secself.problems import Problem, Refused
from secself.store import committee, meetings
from secself.store.committee import Settled, Sitting, Wish
from secself.store.frameworks import Library, load_profile, shelf


@click.command(
    epilog="Example: secself decide acme/2026-ssa --outcome actions-requested "
    '--action "Show how the gateway was tested" --due 2026-09-30 -o letters'
)
@click.argument("name", required=False, metavar="ASSESSMENT")
@click.option(
    "--outcome",
    "--status",
    metavar="OUTCOME",
    help="satisfactory, actions-requested or compliance-assessment; for a Full assessment its "
    "assurance status; for a Follow-up what becomes of the response.",
)
@click.option("--reason", default="", metavar="TEXT", help="Why.")
@click.option("--by", metavar="NAME", help="Who decided.")
@click.option("--on", type=Day(), metavar="DATE", help="When it was decided [default: today].")
@click.option("--action", "texts", multiple=True, metavar="TEXT", help="What the User is to do.")
@click.option(
    "--due", "days", type=Day(), multiple=True, metavar="DATE", help="By when; one per --action."
)
@click.option(
    "--owner", "owners", multiple=True, metavar="NAME", help="Who is to do it; in the same order."
)
@click.option(
    "--supersede",
    default="",
    metavar="TEXT",
    help="Why this decision stands in the place of the one before, which stays on record.",
)
@click.option(
    "--from",
    "meeting",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Record all decisions of a meeting, all or none: a file of YAML.",
)
@click.option("--close", "closes", is_flag=True, help="Close the plan with the director's letter.")
@click.option(
    "--letter",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The director's letter (with --close); its bytes are kept.",
)
@click.option(
    "--profile",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The User's profile, whose name the letter is addressed to [default: the id].",
)
@click.option(
    "--letterhead",
    type=click.Path(path_type=Path),
    envvar="SECSELF_LETTERHEAD",
    metavar="FILE",
    help="Who writes, and whom to write to: a file of YAML (also SECSELF_LETTERHEAD).",
)
@click.option(
    "-o",
    "folder",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DIR",
    help="The folder the letters are written to [default: this one].",
)
@click.option("--force", is_flag=True, help="Replace files that are already there.")
@common
def decide(  # noqa: PLR0913  one argument for each option
    settings: Settings,
    *,
    name: str | None,
    outcome: str | None,
    reason: str,
    by: str | None,
    on: date | None,
    texts: tuple[str, ...],
    days: tuple[date, ...],
    owners: tuple[str, ...],
    supersede: str,
    meeting: Path | None,
    closes: bool,
    letter: Path | None,
    profile: Path | None,
    letterhead: Path | None,
    folder: Path,
    force: bool,
) -> int:
    """Record what the committee decided, and write the letter that says so.

    ASSESSMENT is a name in the archive, or a file that was ingested. With actions comes a workbook
    in which the User reports on them; `ingest` takes it back. A decision is never changed or
    erased; another one can be put in its place.
    """
    _check_words(name, outcome, meeting, letter, closes=closes)
    moment = now()
    library = Library(shelf(settings.controls))
    head = meetings.letterhead(letterhead)
    wishes: list[Wish] = []
    sat = meetings.read(meeting) if meeting else None
    if sat:
        wishes = list(sat.wishes)
    elif name and outcome:
        wishes = [
            Wish(
                name=name,
                outcome=outcome,
                reason=reason,
                by=by,
                on=on,
                actions=_actions(texts, days, owners),
                superseding=supersede,
                addressee=load_profile(profile).name if profile else "",
            )
        ]
    with settings.archive.amending(moment) as ledger:
        sitting = Sitting(
            ledger=ledger,
            library=library,
            moment=moment,
            today=settings.today,
            as_of=settings.as_of,
            passwords=settings.passwords,
            folder=folder,
            head=head,
            marking=settings.marking,
            is_forced=force,
        )
        if name and closes and letter:
            one, is_new = committee.close(name, letter, sitting, by=by, on=on, reason=reason)
            settled = [Settled(decision=one, is_new=is_new, files=())]
        else:
            settled = committee.decide(wishes, sitting, sat.meeting if sat else None)
        receipt, place = ledger.receipt(), ledger.place
    _show(settings, settled, receipt, place)
    return DONE


def _check_words(
    name: str | None,
    outcome: str | None,
    meeting: Path | None,
    letter: Path | None,
    *,
    closes: bool,
) -> None:
    """Refuse words that do not go together."""
    if meeting and (name or outcome or closes):
        raise click.UsageError("--from FILE says it all; leave out ASSESSMENT and its options.")
    if meeting:
        return
    if name is None:
        raise click.UsageError("Name the assessment, such as acme/2026-ssa, or --from FILE.")
    if closes == bool(outcome):
        raise click.UsageError("Say --outcome OUTCOME, or --close with --letter FILE.")
    if closes != bool(letter):
        raise click.UsageError("--close and --letter FILE belong together.")


def _actions(
    texts: Sequence[str], days: Sequence[date], owners: Sequence[str]
) -> tuple[Action, ...]:
    """Put together what belongs together: the n-th day and owner to the n-th action."""
    if len(days) > len(texts) or len(owners) > len(texts):
        raise Refused(
            Problem(
                code="action-missing",
                what=f"There are {len(texts)} --action, {len(days)} --due and {len(owners)} "
                "--owner.",
                remedy="The n-th --due and --owner belong to the n-th --action; say them so.",
            )
        )
    together = enumerate(zip_longest(texts, days, owners), start=1)
    return tuple(
        Action(id=f"A{number}", text=text or "", due=due, owner=owner or None)
        for number, (text, due, owner) in together
    )


def _show(
    settings: Settings, settled: Sequence[Settled], receipt: Receipt | None, place: str
) -> None:
    written = [str(file) for one in settled for file in one.files]
    if settings.as_json:
        told = [
            {**decided.decision_document(one.decision), "known": not one.is_new} for one in settled
        ]
        screen.print_json(
            {
                **files_document("decide", written, []),
                "archive": place,
                "decision": told[0] if len(told) == 1 else None,
                "decisions": told,
                "receipt": receipt_document(receipt),
            }
        )
        return
    day = settings.as_of or settings.today
    for one in settled:
        screen.show("\n".join(decided.decision_lines(one.decision, day)))
        if not one.is_new:
            screen.show("    This was recorded before; nothing was recorded again.")
    for file in written:
        screen.show(f"    {file}")
    screen.show(archived.receipt_text(receipt))
