"""`secself status`: where each User stands, the latest first."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from secself import status as law
from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.options import Settings, common
from secself.formats.standings import status_document, status_text
from secself.model import UserStatus
from secself.problems import Problem, Refused
from secself.store import standings
from secself.store.archive.ledger import Ledger
from secself.store.frameworks import DEFAULT, Library, shelf


@click.command(epilog="Example: secself status --profile profiles --late")
@click.argument("users", nargs=-1, metavar="[USER]…")
@click.option("--year", type=click.IntRange(2000, 2100), help="Of this year only.")
@click.option("--kind", metavar="KIND", help="Of this kind only: ssa, vusa, fusa or followup.")
@click.option(
    "--profile",
    "profiles",
    type=click.Path(path_type=Path, exists=True),
    multiple=True,
    help="A User's profile, or a folder of profiles: they say when each is due.",
)
@click.option(
    "--framework", "reference", metavar="REF", help="ID or ID@EDITION [default: newest sec-scf]."
)
@click.option("--late", is_flag=True, help="Only those of which something is late.")
@common
def status(  # noqa: PLR0913  one argument for each option
    settings: Settings,
    *,
    users: tuple[str, ...],
    year: int | None,
    kind: str | None,
    profiles: tuple[Path, ...],
    reference: str | None,
    late: bool,
) -> int:
    """Say where each User stands: issued, returned, commented, asked again, decided, and late.

    USER is the id of a User; without one, all are listed. Each is shown with its newest year, and
    with older ones in which something is still owed; --year shows that year. When an assessment is
    due is counted from profiles; where that is not known nothing is called late.
    """
    library = Library(shelf(settings.controls))
    kinds = [one.id for one in library.framework(reference or DEFAULT).kinds]
    if kind is not None and kind not in kinds:
        raise Refused(_unknown_kind(kind, kinds))
    as_of = settings.as_of or settings.today
    known = standings.planned(profiles, library, reference, as_of)
    with settings.archive.reading() as ledger:
        found, problems = standings.standings(ledger, library, known, as_of)
        problems += _strangers(ledger, users, found)
        place = ledger.place
    found = [
        one
        for one in found
        if (not users or one.user in users)
        and kind in (None, one.kind)
        and year in (None, one.year)
    ]
    found = law.in_order(found if year else law.newest(found, as_of), as_of)
    found = [one for one in found if not late or law.late(one, as_of)]
    if settings.as_json:
        screen.print_json(status_document(place, found, as_of, problems))
        return DONE
    screen.say_problems(problems)
    screen.show(status_text(found, as_of, settings.marking))
    return DONE


def _strangers(ledger: Ledger, users: Iterable[str], found: Sequence[UserStatus]) -> list[Problem]:
    known = {one.user for one in found}
    return [
        Problem(
            level="warning",
            code="user-unknown",
            what=f"Neither {ledger.place} nor a profile knows a User “{user}”.",
            remedy="“secself status” without a name lists all.",
        )
        for user in dict.fromkeys(users)
        if user not in known
    ]


def _unknown_kind(kind: str, known: Sequence[str]) -> Problem:
    what = f"“{kind}” is not a kind of assessment."
    return Problem(code="kind-unknown", what=what, remedy=f"Use one of: {', '.join(known)}.")
