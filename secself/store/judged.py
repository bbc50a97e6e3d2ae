"""Judges what is taken in against what the archive holds then, so that it can be told later."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from secself.formats import judged
from secself.model import AssessmentReference
from secself.problems import Problem, SecselfError
from secself.store.archive.ledger import Ledger
from secself.store.assessments import Assessed
from secself.store.baselines import recorded_in
from secself.store.frameworks import Library
from secself.store.judgements import judge


def judged_now(  # noqa: PLR0913  each says one thing of the judging
    together: Assessed,
    reference: AssessmentReference,
    ledger: Ledger,
    library: Library,
    *,
    as_of: date | None,
    today: date,
) -> tuple[Mapping[str, object] | None, tuple[Problem, ...]]:
    """Compare files with their baseline in the archive, and give what is found as plain data.

    What cannot be compared is recorded all the same: then there is nothing, and why.
    """
    marks = replace(
        together.submission.marks, user=reference.user, year=reference.year, kind=reference.kind
    )
    now = replace(together, submission=replace(together.submission, marks=marks))
    head = ledger.receipt()
    try:
        before = recorded_in(ledger, now, library)
        assessment = judge(now, before, files=(), as_of=as_of, today=today)
    except SecselfError as refusal:
        return None, tuple(replace(problem, level="warning") for problem in refusal.problems)
    return judged.document(assessment, head), ()
