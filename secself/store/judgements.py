"""Compares an assessment with its baseline and judges it: all that a report may say of it."""

from dataclasses import replace
from datetime import date

from secself import carrying, comparison, completeness, digest, materiality
from secself.model import Assessment, BoundComment, Receipt, read_reference
from secself.questionnaire import is_part
from secself.store import packs
from secself.store.assessments import Assessed
from secself.store.baselines import Baseline


def judge(  # noqa: PLR0913  each says one thing of the judging
    now: Assessed,
    before: Baseline,
    *,
    files: tuple[str, ...],
    as_of: date | None,
    today: date,
    marking: str = "",
    comments: tuple[BoundComment, ...] = (),
) -> Assessment:
    """Compare and judge; raises Refused if the baseline is of another User or framework.

    Ages and deadlines are judged on the day given, else on that of the declaration, else today.
    """
    submission, prior = now.submission, before.assessed
    marks = submission.marks
    unlike = packs.check_baseline(
        marks.user, marks.year, now.framework.id, prior, name=", ".join(before.files)
    )
    if _came_before(now, before, files):
        unlike = []
    day = as_of or submission.declared_on or today
    compared = comparison.compare(
        now.framework,
        submission,
        prior.submission if prior else None,
        day,
        carrying.carry(prior.framework, now.framework) if prior else (),
    )
    compared = replace(compared, decided_before=before.decided_before)
    findings, rule_problems = materiality.run(compared)
    incomplete = completeness.check(submission, now.framework, as_of=day, received=as_of or today)
    return Assessment(
        comparison=compared,
        findings=findings,
        problems=(
            *now.problems,
            *incomplete,
            *unlike,
            *before.problems,
            *(prior.problems if prior else ()),
            *rule_problems,
        ),
        files=files,
        prior_files=before.files,
        digest=digest.digest(submission),
        prior_digest=digest.digest(prior.submission) if prior else None,
        marking=marking,
        comments=comments,
        receipt=_newest(before.receipt, now.receipt),
        decision=before.decision,
        decided_before=before.decided_before,
    )


def _came_before(now: Assessed, before: Baseline, files: tuple[str, ...]) -> bool:
    """Tell whether a baseline of the same year is the older one all the same.

    So is what a Response answers, and a submission before this one of the same assessment.
    """
    mine, prior = now.submission.marks, before.assessed
    if prior is None or prior.submission.marks.year != mine.year:
        return False
    if prior.submission.marks.kind != mine.kind:
        return is_part(mine, now.framework)
    named = [read_reference(name) for name in (*files[:1], *before.files[:1])]
    match [one.number if one else 0 for one in named]:
        case [int(later), int(earlier)]:
            return 0 < earlier < later
        case [None, int(earlier)]:
            return earlier > 0
        case _:
            return False


def _newest(*receipts: Receipt | None) -> Receipt | None:
    """Give the receipt that proves most; None if no archive was used."""
    return max(filter(None, receipts), key=lambda one: one.number, default=None)
