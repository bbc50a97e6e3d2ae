"""`secself entry`: the path of one User to becoming a DCC User, with dates."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from secself import calendar
from secself import entry as law
from secself.checklist import documents, page, terminal, workbook
from secself.cli import screen
from secself.cli.options import Settings, common
from secself.formats.documents import files_document
from secself.model import EntryPlan
from secself.problems import Problem, Refused
from secself.store import files
from secself.store.entry import newest_guide
from secself.store.frameworks import load_profile, shelf


@click.command(
    epilog="Example: secself entry northfell-energy.yaml --as-of 2026-09-01 "
    "--estimate srept=20 -o entry"
)
@click.argument("profile", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write the checklist as a workbook and a page into this folder too.",
)
@click.option(
    "--estimate",
    "estimates",
    multiple=True,
    metavar="STEP=DAYS",
    help="How many working days a step takes you, where nobody else knows; may be repeated.",
)
@click.option("--force", is_flag=True, help="Replace files that are already there.")
@common
def entry(
    settings: Settings,
    *,
    profile: Path,
    folder: Path | None,
    estimates: tuple[str, ...],
    force: bool,
) -> int:
    """Show the path to becoming a DCC User, with the earliest dates.

    PROFILE is a file of YAML that says who the User is. The path begins on the day that --as-of
    names, or today; days are working days of England and Wales.
    """
    guide = newest_guide(shelf(settings.controls))
    user = load_profile(profile)
    lengths = _estimates(estimates)
    faults = law.check_profile(guide, user, str(profile))
    faults = faults or law.check_estimates(guide, user, lengths)
    if faults:
        raise Refused(*faults)
    plan = law.plan(guide, user, _start(settings), calendar.add_working_days, lengths)
    plan = replace(plan, marking=settings.marking)
    saved = _save(plan, folder, force=force) if folder else []
    _tell(settings, plan, saved, law.remark(guide, user, str(profile)))
    return 0


def _start(settings: Settings) -> date:
    """Give the day of setting out; of years far away nobody knows the holidays."""
    start = settings.as_of or settings.today
    if _FIRST_YEAR <= start.year <= _LAST_YEAR:
        return start
    raise Refused(
        Problem(
            code="start-far-away",
            what=f"The path cannot begin on {start.isoformat()}.",
            remedy=f"Name a day from {_FIRST_YEAR} to {_LAST_YEAR} with --as-of.",
        )
    )


def _estimates(said: tuple[str, ...]) -> Mapping[str, int]:
    """Read the lengths a person gave, or say how to write them."""
    pairs = [(name.strip(), days.strip()) for name, _, days in (one.partition("=") for one in said)]
    faults = [
        Problem(
            code="estimate-unclear",
            what=f"“{name}={days}” does not say a step and its working days.",
            remedy="Write it as --estimate srept=20, with a whole number up to 2000.",
        )
        for name, days in pairs
        if not (name and days.isascii() and days.isdigit() and int(days) <= _MOST_DAYS)
    ]
    if faults:
        raise Refused(*faults)
    return {name: int(days) for name, days in pairs}


_MOST_DAYS = 2000
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def _save(plan: EntryPlan, folder: Path, *, force: bool) -> list[str]:
    name = f"{plan.user}-entry"
    contents = {
        folder / f"{name}.xlsx": workbook.write(plan),
        folder / f"{name}.html": page.write(plan, files.template(page.TEMPLATE)),
    }
    return [str(place) for place in files.save(contents, force=force)]


def _tell(
    settings: Settings, plan: EntryPlan, saved: list[str], problems: tuple[Problem, ...]
) -> None:
    if settings.as_json:
        both = files_document("entry", saved, problems)
        screen.print_json({**documents.entry_document(plan), **both})
        return
    if not settings.is_quiet:
        screen.say_problems(problems)
    screen.show(terminal.entry(plan))
    for place in saved:
        screen.show(f"    {place}")
