"""`secself consolidate`: the committee's pack over many Users."""

from dataclasses import replace
from pathlib import Path

import click

from secself import aliasing, consolidation
from secself.cli import screen
from secself.cli.ending import DONE, FLAGGED
from secself.cli.options import Settings, common
from secself.formats.consolidated import json as form
from secself.formats.consolidated import ranking
from secself.model import Consolidation
from secself.phrases import one_line
from secself.store import market
from secself.store.frameworks import Library, shelf
from secself.store.market import Wanted, placing


@click.command(epilog="Example: secself consolidate returned/ --profile profiles/ -o pack")
@click.argument("places", nargs=-1, type=click.Path(path_type=Path), metavar="[ASSESSMENT]…")
@click.option(
    "--year", type=click.IntRange(2000, 2100), help="The year [default: the newest there is]."
)
@click.option(
    "--kind", default="ssa", show_default=True, metavar="KIND", help="The kind of assessment."
)
@click.option(
    "--profile",
    "profiles",
    type=click.Path(path_type=Path, exists=True),
    multiple=True,
    help="A User's profile, or a folder of profiles: they say names, categories and days due.",
)
@click.option(
    "-o",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="DIR",
    help="Where the pack is written; one that is there is replaced.",
)
@click.option(
    "--alias",
    "is_aliased",
    is_flag=True,
    help="Put Users and providers under neutral names; who is who stands in DIR/alias-key.csv.",
)
@click.option(
    "--alias-key",
    "key_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="The key of an earlier meeting, so that aliases stay [default: the one in DIR].",
)
@common
def consolidate(  # noqa: PLR0913  one argument for each option
    settings: Settings,
    *,
    places: tuple[Path, ...],
    year: int | None,
    kind: str,
    profiles: tuple[Path, ...],
    folder: Path,
    is_aliased: bool,
    key_file: Path | None,
) -> int:
    """Put many Users before the committee, the gravest first, with what lies across them.

    ASSESSMENT is a completed file, what diff saved, a reference in the archive, or a folder, in
    which profiles named profile.yaml are read too. Without one, all that the archive holds of the
    year and kind is taken. Each User is compared with its older files, else with the archive.
    """
    if key_file and not is_aliased:
        raise click.UsageError("--alias-key goes with --alias.")
    key = placing.key_of(key_file, folder) if is_aliased else None
    held = market.gather(
        Wanted(
            places=places,
            profiles=profiles,
            kind=kind,
            year=year,
            as_of=settings.as_of,
            today=settings.today,
            marking=settings.marking,
            without=(folder,),
        ),
        Library(shelf(settings.controls)),
        settings.archive,
        settings.passwords,
        settings.progress if key is None else _untold,
    )
    contents: dict[str, bytes] = {}
    if key is not None:
        key = aliasing.given(held, key)
        thin = aliasing.warnings(held)
        held = consolidation.reordered(aliasing.masked(held, key))
        held = replace(held, problems=(*held.problems, *thin))
        contents[placing.KEY] = aliasing.write_key(key)
    saved = [str(place) for place in placing.save(folder, {**contents, **placing.pack(held)})]
    if settings.as_json:
        screen.print_json(form.document(held, saved))
    else:
        screen.say_problems(held.problems)
        screen.show(ranking.text(held))
        for place in saved:
            settings.progress(f"Saved: {one_line(str(place))}")
    return FLAGGED if _was_refused(held) else DONE


def _was_refused(held: Consolidation) -> bool:
    """Tell whether something that was named could not be used."""
    return any(problem.level == "error" for problem in held.problems)


def _untold(_: str) -> None:
    """Say nothing of how far things are, since that would name the Users."""
