"""`secself evidence`: the documents of a folder, for the register and against it."""

from collections.abc import Sequence
from pathlib import Path

import click

from secself.cli import screen
from secself.cli.ending import DONE, FLAGGED
from secself.cli.options import Settings, common
from secself.filing import FLAGGED as NOT_MATCHING
from secself.filing import compare
from secself.formats.filed import Filed, evidence_document, evidence_text
from secself.store import files, folders
from secself.store.assessments import assess
from secself.store.frameworks import Library, shelf
from secself.store.registers import listing


@click.command(
    epilog="Example: secself evidence documents --into northfell-energy-2026-ssa.xlsx -o with.xlsx"
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="WORKBOOK",
    help="The workbook whose register lacks them; it is read, and -o is its copy.",
)
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    metavar="WORKBOOK",
    help="Write the documents as rows of its Evidence sheet: a copy of --into, else a sheet of "
    "its own.",
)
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="ASSESSMENT",
    help="Say of each line of its register whether the document was received.",
)
@click.option(
    "--force",
    is_flag=True,
    help="Replace a file that is already there; a workbook at -o is replaced by its own copy.",
)
@common
def evidence(  # noqa: PLR0913  one argument for each option
    settings: Settings,
    *,
    folder: Path,
    into: Path | None,
    output: Path | None,
    against: Path | None,
    force: bool,
) -> int:
    """List the documents of a folder; complete a register with them, or check it.

    For each document of FOLDER, and of the folders in it: its title, date, SHA-256 and size. Title
    and date are the document's own where it says them, else its file's name and time.

    With --into and -o a copy of the workbook is written in which those that are not yet listed
    stand on free rows of Evidence, under ids that are free; a document that was listed last time
    keeps the id it had. With --against the exit code is 1 if anything does not match.
    """
    _check(into, output, against)
    filed = _against(settings, folder, against) if against else None
    if filed is None:
        filed = _listed(settings, folder, into, output, force=force)
    if settings.as_json:
        screen.print_json(evidence_document(filed))
    else:
        screen.show(evidence_text(filed))
    wrong = any(each.state in NOT_MATCHING for each in filed.standings or ())
    return FLAGGED if wrong or filed.unlisted else DONE


def _check(into: Path | None, output: Path | None, against: Path | None) -> None:
    if against and (into or output):
        raise click.UsageError("--against only reports; leave --into and -o out.")
    if into and not output:
        raise click.UsageError("--into needs -o, the copy to write: nothing is written into it.")
    if output and output.suffix.lower() != ".xlsx":
        raise click.UsageError("-o takes a file that ends in .xlsx.")
    if output and into:
        files.keep_apart(output, [into])


def _against(settings: Settings, folder: Path, against: Path) -> Filed:
    walked = folders.walk(folder, [against])
    assessed = assess([against], Library(shelf(settings.controls)), settings.passwords)
    standings, unlisted = compare(assessed.submission.evidence, walked.documents)
    return Filed(
        folder=str(folder),
        documents=walked.documents,
        skipped=_skipped(walked.skipped),
        problems=walked.problems,
        standings=standings,
        unlisted=unlisted,
    )


def _listed(
    settings: Settings, folder: Path, into: Path | None, output: Path | None, *, force: bool
) -> Filed:
    walked = folders.walk(folder, [path for path in (into, output) if path])
    filed = Filed(
        folder=str(folder),
        documents=walked.documents,
        skipped=_skipped(walked.skipped),
        problems=walked.problems,
    )
    if output is None:
        return filed
    if into is None and force and files.is_there(output):
        into = output
    library = Library(shelf(settings.controls))
    content, proposal, more = listing(into, walked.documents, library, settings.passwords)
    places = files.save({output: content}, force=force)
    return Filed(
        folder=filed.folder,
        documents=filed.documents,
        skipped=filed.skipped,
        problems=[*filed.problems, *more],
        proposal=proposal,
        files=[str(place) for place in places],
    )


def _skipped(skipped: Sequence[folders.Skipped]) -> dict[str, str]:
    return {each.file: each.why for each in skipped}
