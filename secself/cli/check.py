"""`secself check`: everything that is wrong in completed files, and nothing stored."""

from collections.abc import Sequence
from pathlib import Path

import click

from secself import completeness, digest
from secself.cli import screen
from secself.cli.ending import DONE, FLAGGED, WRONG
from secself.cli.options import Settings, common
from secself.formats import terminal
from secself.formats.documents import check_document
from secself.model import CheckedFile
from secself.store.assessments import Received, combine, identity, receive
from secself.store.frameworks import Library, shelf


@click.command(epilog="Example: secself check northfell-energy-2026-ssa.xlsx")
@click.argument("names", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="FILE…")
@common
def check(settings: Settings, *, names: tuple[Path, ...]) -> int:
    """Report every problem in completed files; store nothing.

    Files of one User, year and kind that are named together are read as one assessment.
    """
    library = Library(shelf(settings.controls))
    received = [receive(name, library, settings.passwords) for name in names]
    checked = [_checked(settings, one, _companions(one, received)) for one in received]
    if settings.as_json:
        screen.print_json(check_document(checked))
    else:
        screen.show(terminal.check(checked))
    if not all(one.is_accepted for one in checked):
        return WRONG
    return FLAGGED if any(one.has_errors for one in checked) else DONE


def _companions(one: Received, received: Sequence[Received]) -> list[Received]:
    """Find the other files of the same assessment, which must say who they are of."""
    mine = identity(one)
    return [
        other
        for other in received
        if other is not one and other.is_accepted and None not in mine and identity(other) == mine
    ]


def _checked(settings: Settings, one: Received, companions: list[Received]) -> CheckedFile:
    submission, framework = one.submission, one.framework
    if submission is None or framework is None:
        return CheckedFile(file=one.file, file_sha256=one.file_sha256, problems=one.problems)
    # What one file of an assessment leaves blank another may answer, so they are judged as one.
    joined = combine([one, *companions])
    own = {id(problem) for part in (one, *companions) for problem in part.problems}
    between = [problem for problem in joined.problems if id(problem) not in own]
    today = settings.as_of or settings.today
    as_of = settings.as_of or joined.submission.declared_on or today
    incomplete = completeness.check(joined.submission, framework, as_of=as_of, received=today)
    counts, together = (
        completeness.count(sent, framework) for sent in (submission, joined.submission)
    )
    mine = [problem for problem in incomplete if problem.origin.file in (None, one.file)]
    return CheckedFile(
        file=one.file,
        file_sha256=one.file_sha256,
        submission=submission,
        counts=counts,
        settled_elsewhere=max(0, counts.unanswered - together.unanswered) if companions else 0,
        digest=digest.digest(submission),
        as_of=as_of,
        problems=(*one.problems, *mine, *between),
    )
