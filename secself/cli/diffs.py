"""`secself diff` over a folder: a line for each User, and a page of each on request."""

from collections.abc import Sequence
from pathlib import Path

import click

from secself.cli import screen
from secself.cli.desk import Desk, Round
from secself.cli.ending import DONE, FLAGGED
from secself.formats import json, of, reviewed
from secself.model import Assessment
from secself.phrases import name_of, one_line
from secself.problems import SecselfError
from secself.store import files

_PAGE = ".html"


def compare(  # noqa: PLR0913  one argument for each option
    desk: Desk,
    folder: Path,
    output: Path | None,
    *,
    apart: Sequence[str],
    fails_on_material: bool,
    force: bool,
) -> int:
    """Compare the newest assessment of each User of a folder with its baseline."""
    if apart:
        raise click.UsageError(f"{apart[0]} goes with one file, and this is a folder.")
    around, places = Round(desk, folder), list[str]()
    for one, judged in around:
        try:
            places += _saved(judged, output, one.files, force=force) if output else []
        except SecselfError as refusal:
            around.refuse(one, refusal)
        else:
            around.keep(judged)
    around.check()
    made = reviewed.in_order(around.made)
    if desk.settings.as_json:
        documents = [json.whole(one) for one in made]
        screen.print_json(reviewed.diffs_document(documents, places, around.problems))
    else:
        screen.say_problems([one for one in around.problems if one.level == "error"])
        for each in made:
            screen.show(reviewed.line(each))
        for place in places:
            desk.settings.progress(f"Saved: {one_line(str(place))}")
    is_grave = fails_on_material and any(one.material for one in made)
    return FLAGGED if is_grave or not around.is_whole else DONE


def _saved(
    assessment: Assessment, folder: Path, sources: Sequence[str], *, force: bool
) -> list[str]:
    room = of(_PAGE)
    if room is None:
        return []
    name = name_of(assessment.comparison.current.marks).replace("/", "-")
    target = folder / f"{name}-diff{_PAGE}"
    files.keep_apart(target, map(Path, sources))
    template = files.template(room.TEMPLATE) if room.TEMPLATE else None
    content = room.diff(assessment, template)
    return [str(place) for place in files.save({target: content}, force=force)]
