"""`secself review`: the assessor's workbook, for one User or for a folder of them."""

from dataclasses import replace
from pathlib import Path

import click

from secself import challenge
from secself.cli import screen
from secself.cli.ending import DONE, FLAGGED
from secself.cli.options import Settings, common
from secself.formats import reviewed
from secself.formats.documents import files_document
from secself.model import Assessment
from secself.problems import Origin, Problem, Refused, SecselfError
from secself.store import files, reviews
from secself.store.assessments import Assessed, assess
from secself.store.baselines import baseline
from secself.store.frameworks import Library, shelf
from secself.store.judgements import judge
from secself.store.returned import Returned, look_through


@click.command(
    epilog="Example: secself review northfell-energy-2026-ssa.xlsx "
    "--prior northfell-energy-2025-vusa.xlsx --assessor “Ada Byron”"
)
@click.argument("current", type=click.Path(path_type=Path))
@click.option(
    "--prior",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="ASSESSMENT",
    help="The prior assessment, or a folder to find it in; name it twice for a workbook and a "
    "questionnaire.",
)
@click.option(
    "--with",
    "others",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Another file of the current assessment, such as the questionnaire.",
)
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
@click.option(
    "--challenge",
    "size",
    type=click.IntRange(1),
    metavar="N",
    help="Draw N of the controls declared unchanged, the riskier the likelier, to be probed.",
)
@click.option(
    "--seed",
    metavar="WORDS",
    help="What the sample is drawn with; the same words give the same sample [default: the "
    "digest of the answers].",
)
@click.option("--force", is_flag=True, help="Replace a file that is already there.")
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
    desk = _Desk(settings, prior, assessor.strip(), size, seed)
    if current.is_dir():
        if others:
            raise click.UsageError("--with goes with one file, and this is a folder.")
        return _many(desk, current, output or Path(), force=force)
    if output and output.suffix.lower() != ".xlsx":
        raise click.UsageError("-o takes a file that ends in .xlsx.")
    named = (current, *others)
    now = assess(named, desk.library, settings.passwords, settings.archive)
    judged = desk.judged(now, tuple(map(str, named)))
    content = reviews.make(judged, desk.assessor)
    target = output or Path(reviews.name(judged))
    files.keep_apart(target, (*named, *prior))
    places = [str(place) for place in files.save({target: content}, force=force)]
    _tell(settings, [judged], places, [*judged.problems, *reviews.not_as_typed(judged)])
    return DONE


class _Desk:
    """What is the same for every workbook that one command writes."""

    def __init__(
        self,
        settings: Settings,
        prior: tuple[Path, ...],
        assessor: str,
        size: int | None,
        seed: str | None,
    ) -> None:
        self.settings, self.prior, self.assessor = settings, prior, assessor
        self.library = Library(shelf(settings.controls))
        self._size, self._seed = size, seed

    def judged(
        self, now: Assessed, names: tuple[str, ...], folder: Path | None = None
    ) -> Assessment:
        """Judge what came back against its baseline: as named, else in the folder, else kept."""
        settings = self.settings
        places = self.prior or ((folder,) if folder else ())
        before = baseline(places, now, self.library, settings.passwords, settings.archive)
        said = judge(
            now,
            before,
            files=names,
            as_of=settings.as_of,
            today=settings.today,
            marking=settings.marking,
        )
        drawn = None
        if self._size:
            seed = self._seed or said.digest
            drawn = challenge.sample(said.comparison, self._size, seed)
        return replace(said, past=before.past, probed=drawn)


def _many(desk: _Desk, folder: Path, output: Path, *, force: bool) -> int:
    """Write a workbook for each User of a folder; what cannot be used stops none of the others."""
    found = look_through(folder, desk.library, desk.settings.passwords)
    problems, made, places = list(found.problems), list[Assessment](), list[str]()
    for one in found.returned:
        try:
            judged, place = _one_of_many(desk, one, folder, output, force=force)
        except SecselfError as refusal:
            problems += [_about(one, problem) for problem in refusal.problems]
        else:
            made.append(judged)
            places.append(place)
            problems += [*judged.problems, *reviews.not_as_typed(judged)]
            desk.settings.progress(f"Saved: {place}")
    if not made:
        raise Refused(*(problems or [_nothing(folder)]))
    _tell(desk.settings, made, places, problems)
    is_whole = found.is_whole and len(made) == len(found.returned)
    return DONE if is_whole else FLAGGED


def _one_of_many(
    desk: _Desk, one: Returned, folder: Path, output: Path, *, force: bool
) -> tuple[Assessment, str]:
    judged = desk.judged(one.assessed, one.files, folder if one.has_earlier else None)
    target = output / reviews.name(judged)
    files.keep_apart(target, map(Path, one.files))
    [place] = files.save({target: reviews.make(judged, desk.assessor)}, force=force)
    return judged, str(place)


def _about(one: Returned, problem: Problem) -> Problem:
    """Say of which User something is wrong, where the Problem names no file."""
    return problem if problem.origin.file else replace(problem, origin=Origin(file=one.files[0]))


def _nothing(folder: Path) -> Problem:
    return Problem(
        code="folder-without-answers",
        origin=Origin(file=str(folder)),
        what="No file in this folder is a completed workbook or questionnaire.",
        remedy="Name the folder with what the Users sent back.",
    )


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
