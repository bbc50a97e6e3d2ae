"""`secself schedule`: which assessment is due when, when it must be booked, and why."""

import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from secself import calendar, catalogue, lifecycle
from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.options import Settings, common
from secself.formats.documents import files_document
from secself.model import Framework, Profile, Schedule
from secself.phrases import one_line
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
    problems = lifecycle.check_history(framework, user, as_of)
    if any(problem.level == "error" for problem in problems):
        raise Refused(*problems)
    planned = lifecycle.schedule(framework, user, as_of, calendar.is_working_day)
    if planned is None:
        raise Refused(_no_cycle(framework))
    ics = _calendar(settings, framework, user, planned, str(profile)) if form else None
    saved = files.save({output: ics}, force=force) if output and ics else []
    if settings.as_json:
        head = files_document("schedule", map(str, saved), problems)
        more = {"calendar": ics.decode()} if ics and not saved else {}
        screen.print_json({**head, **_document(settings, framework, user, planned), **more})
        return DONE
    if not settings.is_quiet:
        screen.say_problems(problems)
    if ics and not saved:
        screen.show_bytes(ics)
    elif saved:
        settings.progress(f"Saved: {one_line(str(saved[0]))}")
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
    name = f"{settings.marking} {user.name}: security assessments".strip()
    return calendar.write(name, days, as_of=planned.as_of)


def _no_cycle(framework: Framework) -> Problem:
    return Problem(
        code="lifecycle-missing",
        what=f"{framework.reference} does not say which assessment follows which.",
        remedy="Name a framework that does, with --framework, or add its lifecycle.yaml.",
    )


def _document(
    settings: Settings, framework: Framework, user: Profile, planned: Schedule
) -> dict[str, object]:
    after = planned.next
    days = {name: getattr(after, name) for name in ("due", "book_by", "reschedule_free_until")}
    return {
        "user": user.id,
        "framework": framework.reference,
        "as_of": str(planned.as_of),
        "marking": settings.marking,
        "next": {
            "kind": after.kind,
            **{name: day and str(day) for name, day in days.items()},
        },
        "passed": [name for name, day in days.items() if planned.has_passed(day)],
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
    }


def _lines(
    settings: Settings, framework: Framework, user: Profile, planned: Schedule
) -> Iterator[str]:
    labels = {kind.id: kind.label for kind in framework.kinds}
    after = planned.next
    if settings.marking:
        yield settings.marking
    yield f"{user.name} under {framework.reference}, seen from {planned.as_of}:"
    yield f"    next:           {labels.get(after.kind or '', after.kind or _UNKNOWN)}"
    yield f"    due by:         {_owed(after.due, planned)}"
    yield f"    book by:        {_open(after.book_by, planned)}"
    yield f"    put off until:  {_open(after.reschedule_free_until, planned, ', without charge')}"
    for one in planned.returns:
        yield f"    return:         {one.provider}: {_owed(one.due, planned)}"
    yield f"    the years:      {_years(framework, planned)}"
    yield "What to do, and why:"
    for reason in planned.reasons:
        yield textwrap.fill(str(reason), _WIDTH, initial_indent="  - ", subsequent_indent="    ")


def _owed(day: date | None, planned: Schedule) -> str:
    """Show a day by which something is owed, and loudly if it is over."""
    if day is not None and planned.has_passed(day):
        days = (planned.as_of - day).days
        return f"{day}, OVERDUE by {days} day{'' if days == 1 else 's'}"
    return _open(day, planned)


def _open(day: date | None, planned: Schedule, meaning: str = "") -> str:
    """Show a day until which something can be done, and whether it still can."""
    if day is None:
        return _UNKNOWN
    away = lifecycle.from_today(day, planned.as_of)
    return f"{day}, passed {away}" if planned.has_passed(day) else f"{day}{meaning}, {away}"


def _years(framework: Framework, planned: Schedule) -> str:
    """Show the years in a line; those that are over are not offered as plans."""
    if not any(one.kind for one in planned.cycle):
        return _UNKNOWN
    short = {kind.id: kind.abbreviation for kind in framework.kinds}
    return ", ".join(
        f"{one.year} {short.get(one.kind or '', _UNKNOWN)}"
        f"{' (over)' if one.year < planned.as_of.year else ''}"
        for one in planned.cycle
    )
