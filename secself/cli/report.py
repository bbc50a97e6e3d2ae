"""`secself report`: the assessor's report on one submission, to be read, or to be read by OSCAL."""

from pathlib import Path

import click

from secself.cli import compared, screen
from secself.cli.desk import Desk
from secself.cli.ending import DONE
from secself.cli.options import Settings, common
from secself.exchange import results
from secself.formats import json
from secself.letters import report as reporting
from secself.model import Assessment
from secself.store import files
from secself.store.assessments import assess

_SUFFIXES = (".docx", ".json")


@click.command(
    epilog="Example: secself report northfell-energy-2026-ssa.xlsx "
    "--prior northfell-energy-2025-vusa.xlsx --with northfell-energy-2026-ssa-review.xlsx "
    "-o report.docx"
)
@click.argument("current", type=click.Path(path_type=Path))
@compared.prior
@compared.others
@click.option("--by", default="", metavar="NAME", help="Who reports.")
@compared.sampled
@click.option(
    "--to", "form", type=click.Choice(["oscal"]), help="Write OSCAL assessment-results into -o DIR."
)
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The report (.docx, or .json for the same content), or the folder with --to "
    "[default: USER-YEAR-KIND-report.docx here].",
)
@compared.force
@common
def report(  # noqa: PLR0913  one argument for each option
    settings: Settings,
    *,
    current: Path,
    prior: tuple[Path, ...],
    others: tuple[Path, ...],
    by: str,
    size: int | None,
    seed: str | None,
    form: str | None,
    output: Path | None,
    force: bool,
) -> int:
    """Write the assessor's report: scope, baseline, what changed, comments by section, gaps.

    CURRENT is a completed workbook, questionnaire or submission; with an archive its name there,
    such as acme/2026-ssa, brings the comments and the decision along.
    """
    if form and output is None:
        raise click.UsageError("--to oscal writes several files: name the folder with -o DIR.")
    if output and not form and output.suffix.lower() not in _SUFFIXES:
        raise click.UsageError(f"-o takes a file that ends in {' or '.join(_SUFFIXES)}.")
    desk = Desk(settings, prior, size, seed)
    named = (current, *others)
    now = assess(named, desk.library, settings.passwords, settings.archive)
    judged = desk.judged(now, tuple(map(str, named)))
    made = _made(judged, by.strip(), output, form)
    for target in made:
        files.keep_apart(target, (*named, *prior))
    places = [str(place) for place in files.save(made, force=force)]
    if settings.as_json:
        screen.print_json({**reporting.document(judged, by.strip()), "files": places})
    else:
        screen.say_problems([one for one in judged.problems if one.level == "error"])
        for place in places:
            screen.show(place)
    return DONE


def _made(
    assessment: Assessment, by: str, output: Path | None, form: str | None
) -> dict[Path, bytes]:
    """Make the files, each under its place."""
    if form and output:
        return {output / name: text for name, text in results.documents(assessment).items()}
    target = output or Path(reporting.name(assessment))
    if target.suffix.lower() == ".json":
        return {target: json.text(reporting.document(assessment, by))}
    return {target: reporting.write(assessment, files.template(reporting.TEMPLATE), by)}
