"""Checks files that were received, those of one assessment as one; whoever reads them does it."""

from collections.abc import Sequence
from datetime import date

from secself import completeness, digest
from secself.model import CheckedFile
from secself.store.assessments import Received, combine, identity


def check_all(
    received: Sequence[Received], *, as_of: date | None, today: date
) -> list[CheckedFile]:
    """Say of each file all that is wrong with it, in the order in which they were named."""
    return [_checked(one, companions(one, received), as_of, today) for one in received]


def companions(one: Received, received: Sequence[Received]) -> list[Received]:
    """Find the other files of the same assessment, which must say who they are of.

    An assessor's workbook repeats what the User answered, and is read by itself.
    """
    mine = identity(one)
    if None in mine or one.is_review:
        return []
    return [
        other
        for other in received
        if other is not one
        and other.is_accepted
        and not other.is_review
        and identity(other) == mine
    ]


def _checked(one: Received, others: list[Received], as_of: date | None, today: date) -> CheckedFile:
    submission, framework = one.submission, one.framework
    if submission is None or framework is None:
        return CheckedFile(file=one.file, file_sha256=one.file_sha256, problems=one.problems)
    # What one file of an assessment leaves blank another may answer, so they are judged as one.
    joined = combine([one, *others])
    own = {id(problem) for part in (one, *others) for problem in part.problems}
    between = [problem for problem in joined.problems if id(problem) not in own]
    judged = as_of or joined.submission.declared_on or today
    incomplete = completeness.check(
        joined.submission, framework, as_of=judged, received=as_of or today
    )
    counts, together = (
        completeness.count(sent, framework) for sent in (submission, joined.submission)
    )
    mine = [problem for problem in incomplete if problem.origin.file in (None, one.file)]
    return CheckedFile(
        file=one.file,
        file_sha256=one.file_sha256,
        submission=submission,
        counts=counts,
        settled_elsewhere=max(0, counts.unanswered - together.unanswered) if others else 0,
        digest=digest.digest(submission),
        as_of=judged,
        problems=(*one.problems, *mine, *between),
    )
