"""`secself schedule`: which assessment is due when, when it must be booked, and why."""

import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

from secself import calendar, catalogue, lifecycle
from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.options import Settings, common
from secself.model import Framework, Profile, Schedule
from secself.problems import Origin, Problem, Refused
from secself.store import files
from secself.store.frameworks import DEFAULT, Library, load_profile, shelf

_UNKNOWN = "not known"
_WIDTH = 96


@click.command(epilog="Example: secself schedule northfell-energy.yaml --to ics -o northfell.ics")
@click.argument("profile", type=click.Path(path_type=Path))
@click.option(
    "--framework", "reference", metavar="REF", help="ID or ID@EDITION [default: newest sec-scf]."
)
@click.option("--to", "form", type=click.Choice(["ics"]), help="Give an iCalendar file instead.")
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Save the calendar there (with --to ics).",
)
@click.option("--force", is_flag=True, help="Replace a file that is already there.")
@common
def schedule(  # noqa: PLR0913  one argument for each option
    settings: Settings,
    *,
    profile: Path,
    reference: str | None,
    form: str | None,
    output: Path | None,
    force: bool,
) -> int:
    """Say which assessment is due when, when it must be booked, and why.

    PROFILE is a file of YAML that says who the User is. Each reason names its clause, and whether
    it is verified or recalled; what is not known is said to be not known.
    """
    if output and not form:
        raise click.UsageError("-o saves a calendar; add --to ics.")
    framework = Library(shelf(settings.controls)).framework(reference or DEFAULT)
    user = load_profile(profile)
    if faults := catalogue.check_profile(framework, user, str(profile)):
        raise Refused(*faults)
    as_of = settings.as_of or settings.today
    planned = lifecycle.schedule(framework, user, as_of, calendar.is_working_day)
    if planned is None:
        raise Refused(_no_cycle(framework))
    ics = _calendar(settings, framework, user, planned, str(profile)) if form else None
    saved = files.save({output: ics}, force=force) if output and ics else []
    if settings.as_json:
        document = _document(settings, framework, user, planned, [str(place) for place in saved])
        more = {"calendar": ics.decode()} if ics and not saved else {}
        screen.print_json({**document, **more})
    elif ics and not saved:
        screen.show_bytes(ics)
    elif saved:
        settings.progress(f"Saved: {saved[0]}")
    else:
        screen.show("\n".join(_lines(settings, framework, user, planned)))
    return DONE


def _calendar(
    settings: Settings, framework: Framework, user: Profile, planned: Schedule, file: str
) -> bytes:
    days = lifecycle.appointments(framework, user, planned, marking=settings.marking)
    if not days:
        raise Refused(
            Problem(
                code="schedule-undated",
                origin=Origin(file=file),
                what="No day of the schedule is known, so there is nothing for a calendar.",
                remedy="Run the command without --to ics; it says which facts are missing.",
            )
        )
    as_of = settings.as_of or settings.today
    name = f"{settings.marking} {user.name}: security assessments".strip()
    return calendar.write(name, days, as_of=as_of)


def _no_cycle(framework: Framework) -> Problem:
    return Problem(
        code="lifecycle-missing",
        what=f"{framework.reference} does not say which assessment follows which.",
        remedy="Name a framework that does, with --framework, or add its lifecycle.yaml.",
    )


def _document(
    settings: Settings, framework: Framework, user: Profile, planned: Schedule, saved: list[str]
) -> dict[str, object]:
    after = planned.next
    return {
        "format": "secself/schedule@1",
        "files": saved,
        "user": user.id,
        "framework": framework.reference,
        "as_of": str(settings.as_of or settings.today),
        "marking": settings.marking,
        "next": {
            "kind": after.kind,
            "due": after.due and str(after.due),
            "book_by": after.book_by and str(after.book_by),
            "reschedule_free_until": after.reschedule_free_until
            and str(after.reschedule_free_until),
        },
        "cycle": [{"year": one.year, "kind": one.kind} for one in planned.cycle],
        "returns": [
            {"provider": one.provider, "due": one.due and str(one.due)} for one in planned.returns
        ],
        "why": [str(reason) for reason in planned.reasons],
        "reasons": [
            {
                "text": reason.text,
                "clause": reason.clause or None,
                "status": reason.provenance and reason.provenance.status,
                "confidence": reason.provenance and reason.provenance.confidence,
                "sources": list(reason.provenance.sources) if reason.provenance else [],
            }
            for reason in planned.reasons
        ],
        "problems": [],
    }


def _lines(
    settings: Settings, framework: Framework, user: Profile, planned: Schedule
) -> Iterator[str]:
    labels = {kind.id: kind.label for kind in framework.kinds}
    short = {kind.id: kind.abbreviation for kind in framework.kinds}
    after = planned.next
    if settings.marking:
        yield settings.marking
    yield (
        f"{user.name} under {framework.reference}, seen from {settings.as_of or settings.today}:"
    )
    yield f"    next:           {labels.get(after.kind or '', after.kind or _UNKNOWN)}"
    yield f"    due by:         {after.due or _UNKNOWN}"
    yield f"    book by:        {after.book_by or _UNKNOWN}"
    yield f"    put off until:  {after.reschedule_free_until or _UNKNOWN}, without charge"
    for one in planned.returns:
        yield f"    return:         {one.provider}: {one.due or _UNKNOWN}"
    years = [f"{one.year} {short.get(one.kind or '', _UNKNOWN)}" for one in planned.cycle]
    yield f"    the years:      {', '.join(years)}"
    yield "Why:"
    for reason in planned.reasons:
        yield textwrap.fill(str(reason), _WIDTH, initial_indent="  - ", subsequent_indent="    ")
