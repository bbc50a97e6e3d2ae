"""`secself review`: the assessor's workbook, for one User or for a folder of them."""

from pathlib import Path

import click

from secself.cli import compared, screen
from secself.cli.desk import Desk, Round
from secself.cli.ending import DONE, FLAGGED
from secself.cli.options import Settings, common
from secself.formats import reviewed
from secself.formats.documents import files_document
from secself.model import Assessment
from secself.phrases import one_line
from secself.problems import Problem, SecselfError
from secself.store import files, reviews
from secself.store.assessments import assess


@click.command(
    epilog="Example: secself review northfell-energy-2026-ssa.xlsx "
    "--prior northfell-energy-2025-vusa.xlsx --assessor Ada"
)
@click.argument("current", type=click.Path(path_type=Path))
@compared.prior
@compared.others
@click.option(
    "--assessor",
    default="",
    metavar="NAME",
    help="For whom it is: comments in its columns are recorded as by this person.",
)
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The workbook, or the folder for many [default: USER-YEAR-KIND-review.xlsx here].",
)
@compared.sampled
@compared.force
@common
def review(  # noqa: PLR0913  one argument for each option
    settings: Settings,
    *,
    current: Path,
    prior: tuple[Path, ...],
    others: tuple[Path, ...],
    assessor: str,
    output: Path | None,
    size: int | None,
    seed: str | None,
    force: bool,
) -> int:
    """Write the assessor's workbook: answers locked, Deltas beside them, room for comments.

    CURRENT is a completed workbook, questionnaire or submission, or a folder of them: then one
    workbook is written for the newest assessment of each User, and a file that cannot be used
    stops none of the others.
    """
    desk = Desk(settings, prior, size, seed)
    if current.is_dir():
        if others:
            raise click.UsageError("--with goes with one file, and this is a folder.")
        return _many(desk, current, output or Path(), assessor.strip(), force=force)
    if output and output.suffix.lower() != ".xlsx":
        raise click.UsageError("-o takes a file that ends in .xlsx.")
    named = (current, *others)
    now = assess(named, desk.library, settings.passwords, settings.archive)
    judged = desk.judged(now, tuple(map(str, named)))
    content = reviews.make(judged, assessor.strip())
    target = output or Path(reviews.name(judged))
    files.keep_apart(target, (*named, *prior))
    places = [str(place) for place in files.save({target: content}, force=force)]
    _tell(settings, [judged], places, [*judged.problems, *reviews.not_as_typed(judged)])
    return DONE


def _many(desk: Desk, folder: Path, output: Path, assessor: str, *, force: bool) -> int:
    """Write a workbook for each User of a folder; what cannot be used stops none of the others."""
    around, places = Round(desk, folder), list[str]()
    for one, judged in around:
        target = output / reviews.name(judged)
        try:
            files.keep_apart(target, map(Path, one.files))
            content = reviews.make(judged, assessor)
            [place] = files.save({target: content}, force=force)
        except SecselfError as refusal:
            around.refuse(one, refusal)
            continue
        around.keep(judged)
        around.problems += reviews.not_as_typed(judged)
        places.append(str(place))
        desk.settings.progress(f"Saved: {one_line(str(place))}")
    around.check()
    _tell(desk.settings, around.made, places, around.problems)
    return DONE if around.is_whole else FLAGGED


def _tell(
    settings: Settings, made: list[Assessment], places: list[str], problems: list[Problem]
) -> None:
    if settings.as_json:
        screen.print_json(files_document("review", places, problems))
        return
    if len(made) > 1:
        problems = [problem for problem in problems if problem.level == "error"]
    screen.say_problems(problems)
    for one in reviewed.in_order(made):
        screen.show(reviewed.line(one))
    for place in places:
        screen.show(f"    {place}")
