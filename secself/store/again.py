"""Lays what was answered when asked again over what was answered before, and says what is odd."""

from collections.abc import Iterator

from secself import asking, digest
from secself.model import Marks, Submission
from secself.problems import Origin, Problem


def laid_over(
    earlier: Submission, further: Submission, file: str, sent: Submission | None = None
) -> tuple[Submission, list[Problem]]:
    """Give the whole, with a Problem for each row that came back just as it was sent."""
    whole = asking.laid_over(earlier, further, sent)
    if digest.digest(whole) == digest.digest(earlier) and sent and earlier != sent:
        return whole, []  # It was laid over before, and came once more.
    return whole, list(_remarks(sent or earlier, further, file))


def alone(file: str, marks: Marks) -> Problem:
    """Say that nothing is there over which the answers could be laid."""
    return Problem(
        code="again-alone",
        origin=Origin(file=file),
        what="This file answers only what was asked again, and what was answered before of "
        f"{marks.user}/{marks.year}-{marks.kind} is not there.",
        remedy="Name the earlier file with --with, or the archive that has it with --archive; "
        "under ingest, record the earlier file first.",
    )


def other_edition(file: str, name: str, reference: str) -> Problem:
    """Say that what was answered before is of another edition."""
    return Problem(
        code="again-otherwise",
        origin=Origin(file=file),
        what=f"It asks again about answers to another edition than {name}, which answers "
        f"{reference}.",
        remedy="Ask again about the submission that stands now.",
    )


def _remarks(sent: Submission, further: Submission, file: str) -> Iterator[Problem]:
    for row in asking.unchanged(sent, further):
        yield Problem(
            level="warning",
            code="again-unchanged",
            origin=row.origin if row.origin.file else Origin(file=file),
            ref=row.ref,
            what=f"{row.ref} was asked again, and came back as it was.",
            remedy="Ask whether the User has nothing to add.",
        )
