"""`secself archive retention`: what is kept for how long, and what is past that."""

from datetime import date

import click

from secself import retention as law
from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.moment import now
from secself.cli.options import Settings, common
from secself.formats import kept
from secself.retention import Period
from secself.store.archive import retained
from secself.store.archive.ledger import Ledger


@click.command(epilog="Example: secself archive retention --keep assessments=7y --reason “Policy.”")
@click.option(
    "--keep",
    "wanted",
    multiple=True,
    metavar="WHAT=TIME",
    help=f"For how long: {', '.join(law.KEPT)}; such as 7y, 18m, 90d or forever.",
)
@click.option("--erase", "is_meant", is_flag=True, help="Erase what is past its time, for good.")
@click.option("--reason", default="", metavar="TEXT", help="Why; it is recorded.")
@common
def retention(settings: Settings, *, wanted: tuple[str, ...], is_meant: bool, reason: str) -> int:
    """Tell what is kept for how long, and what is past its time on the day --as-of, else today.

    With --keep the time is set, for all who use the archive; with --erase what is past it is
    erased. Nothing is ever erased unasked. Assessments (files, answers, comments, findings), the
    packs issued for them and the decisions on them are kept from the end of the assessment's
    year; refused files (quarantine) from the day they came.
    """
    periods = dict(map(_period, wanted))
    if (periods or is_meant) and not reason.strip():
        raise click.UsageError("Say why with --reason TEXT; it is recorded.")
    if periods and is_meant:
        raise click.UsageError("Set the time first, see what is past it, and then say --erase.")
    if reason and not (periods or is_meant):
        raise click.UsageError("--reason goes with --keep or --erase.")
    day = settings.as_of or settings.today
    if is_meant and day > settings.today:
        raise click.UsageError("What is past its time on a later day is not erased today.")
    told = _done(settings, periods, day, reason, is_meant=is_meant)
    if settings.as_json:
        screen.print_json(kept.document(told))
    else:
        screen.show(kept.text(told))
    return DONE


def _done(
    settings: Settings, periods: dict[str, Period], day: date, reason: str, *, is_meant: bool
) -> kept.Told:
    if not (periods or is_meant):
        with settings.archive.reading() as ledger:
            return _told(ledger, retained.review(ledger, day), day, is_done=False)
    moment = now()
    with settings.archive.amending(moment) as ledger:
        if is_meant:
            erased = retained.erase(ledger, day, reason, moment)
            return _told(ledger, erased, day, is_done=True)
        retained.keep(ledger, periods, reason, moment)
        return _told(ledger, retained.review(ledger, day), day, is_done=False)


def _period(text: str) -> tuple[str, Period]:
    what, _, said = text.partition("=")
    period = law.read(said)
    if what not in law.KEPT or period is None:
        known = ", ".join(law.KEPT)
        raise click.UsageError(f"“{text}” is not to be understood; say one of {known}, and =7y.")
    return what, period


def _told(ledger: Ledger, found: retained.Review, day: date, *, is_done: bool) -> kept.Told:
    return kept.Told(
        archive=ledger.place,
        settings=tuple(
            kept.Setting(what=what, period=one.period, since=one.since, reason=one.reason)
            for what, one in retained.settings(ledger).items()
        ),
        as_of=day,
        past=tuple(
            kept.Past(
                what=one.what,
                subject=one.subject,
                until=one.until,
                entries=tuple(entry.number for entry in one.entries),
                size=one.size,
                is_newest=one.is_newest,
            )
            for one in found.past
        ),
        held=tuple(one.name for one in found.held),
        is_done=is_done,
        receipt=ledger.receipt(),
    )
