"""Judges one User: what it sent, against its baseline, with what was said and decided of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from secself import consolidation
from secself.model import Assessment, Case, Past, YearCount
from secself.store import baselines
from secself.store.archive import finding
from secself.store.assessments import Assessed, combine, from_kept
from secself.store.baselines import Baseline
from secself.store.frameworks import Library
from secself.store.judgements import judge
from secself.store.market import sources
from secself.store.market.portions import Portion
from secself.store.market.sources import Key, Sources
from secself.store.remarks import comments_for
from secself.store.standings import Planned


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """What stands around the judging of Users."""

    read: Sources
    """The files that were named."""
    portions: Mapping[str, Portion]
    """What the archive holds, by User."""
    library: Library
    """The frameworks."""
    profiles: Mapping[str, Planned]
    """The profiles that are known, by User."""
    as_of: date | None
    """The day on which dates are judged, if it was said."""
    today: date
    """The day on which the command runs."""
    marking: str
    """The protective marking."""


def judged(key: Key, judging: Judging) -> Case:
    """Judge one assessment, from the files that were named, else from the archive."""
    now, files = _current(key, judging)
    before = _baseline(key, now, judging)
    portion = judging.portions.get(key.user)
    assessment = judge(
        now,
        before,
        files=files,
        as_of=judging.as_of,
        today=judging.today,
        marking=judging.marking,
        comments=comments_for(now, files, before, judging.library, portion),
    )
    plan = judging.profiles.get(key.user)
    return Case(
        party=consolidation.party(now.submission, plan.profile if plan else None),
        assessment=assessment,
        trend=tuple(_trend(key, assessment, before.past, judging)),
    )


def _current(key: Key, judging: Judging) -> tuple[Assessed, tuple[str, ...]]:
    named = judging.read.received.get(key, [])
    if named:
        sent, said = sources.together(named)
        now = combine(sent)
        comments = (*now.submission.comments, *said)
        submission = replace(now.submission, comments=comments)
        return replace(now, submission=submission), tuple(one.file for one in named)
    portion = judging.portions[key.user]
    record = portion.newest(key)
    if record is None:
        message = f"{key} is not in the archive that named it."
        raise RuntimeError(message)
    received = from_kept(finding.kept(portion.ledger, record), judging.library)
    return combine([replace(received, receipt=portion.ledger.receipt())]), (received.file,)


def _baseline(key: Key, now: Assessed, judging: Judging) -> Baseline:
    """Find the baseline among the files that were named, else in the archive."""
    found = baselines.among(judging.read.handed_in(key.user, key.year), Path(), now)
    portion = judging.portions.get(key.user)
    if portion is None:
        return found
    recorded = baselines.recorded_in(portion.ledger, now, judging.library)
    known = {(one.year, one.kind) for one in found.past}
    past = (*found.past, *(one for one in recorded.past if (one.year, one.kind) not in known))
    chosen = found if found.assessed else recorded
    return replace(
        recorded,
        assessed=chosen.assessed,
        files=chosen.files,
        past=tuple(sorted(past, key=lambda one: one.year or 0)),
        problems=(*found.problems, *recorded.problems),
    )


def _trend(
    key: Key, assessment: Assessment, past: Sequence[Past], judging: Judging
) -> list[YearCount]:
    comparison = assessment.comparison
    counted = [
        consolidation.count(
            comparison.framework, one.submission, **_judged_then(key.user, one, judging)
        )
        for one in past
    ]
    counted.append(
        consolidation.count(
            comparison.framework,
            comparison.current,
            material=len(assessment.material),
            notes=len(assessment.notes),
        )
    )
    return [one for one in counted if one]


def _judged_then(user: str, past: Past, judging: Judging) -> dict[str, int]:
    """Give how many findings there were when a past assessment was recorded, if that is known."""
    portion = judging.portions.get(user)
    record = portion.newest(Key(user, past.year or 0, past.kind or "")) if portion else None
    known = finding.judgement(portion.ledger, record) if portion and record else None
    return {"material": known.material, "notes": known.notes} if known else {}
