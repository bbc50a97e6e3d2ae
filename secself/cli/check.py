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
from secself.model import CheckedFile, Framework
from secself.problems import Problem
from secself.questionnaire import is_ruled_out
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
    received = [receive(name, library) for name in names]
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
    as_of = settings.as_of or settings.today
    incomplete = completeness.check(
        submission,
        framework,
        answered_elsewhere=_settled_by(companions, framework),
        as_of=as_of,
        received=as_of,
    )
    return CheckedFile(
        file=one.file,
        file_sha256=one.file_sha256,
        submission=submission,
        counts=completeness.count(submission, framework),
        digest=digest.digest(submission),
        problems=(*one.problems, *incomplete, *_contradictions(one, companions)),
    )


def _settled_by(
    companions: Sequence[Received], framework: Framework
) -> frozenset[completeness.Item]:
    """Name what the other files answer, and the questions that their answers rule out."""
    answers = {
        (response.section, response.ref): response.answer
        for other in companions
        if other.submission
        for response in other.submission.responses
        if response.answer is not None
    }
    told = {ref: answer for (section, ref), answer in answers.items() if section == "questions"}
    ruled_out = (
        ("questions", question.id)
        for question in framework.questions
        if is_ruled_out(question, told)
    )
    return frozenset((*answers, *ruled_out))


def _contradictions(one: Received, companions: list[Received]) -> list[Problem]:
    own = {id(problem) for part in (one, *companions) for problem in part.problems}
    joined = combine([one, *companions]).problems if companions else ()
    return [problem for problem in joined if id(problem) not in own]
