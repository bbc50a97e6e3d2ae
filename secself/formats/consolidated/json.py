"""JSON, for other programs: `consolidated.json`, and what the command prints of it.

docs/reference/pack.md says what every key means.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from secself import unseen
from secself.formats.decided import action_document, decision_document
from secself.formats.documents import (
    Plain,
    bound_document,
    counts,
    delta_document,
    edition_of,
    finding_document,
    problem_document,
    receipt_document,
)
from secself.model import (
    AskedAction,
    Case,
    Consolidation,
    Decision,
    Missing,
    Notice,
    Outlier,
    Party,
    SectionTrend,
    Shared,
    Submission,
    YearCount,
)

NAME = "consolidated.json"
TEMPLATE = None

FORMAT = "secself/consolidate@1"
"""The name of this form, and its number."""


def write(consolidation: Consolidation, template: bytes | None) -> Mapping[str, bytes]:  # noqa: ARG001
    """Write the whole pack as one JSON document."""
    return listing(consolidation, [NAME])


def listing(consolidation: Consolidation, files: Sequence[str]) -> Mapping[str, bytes]:
    """Write the document with the names of all files of the pack."""
    text = json.dumps(document(consolidation, files), ensure_ascii=False, allow_nan=False, indent=1)
    return {NAME: (unseen.in_json(text) + "\n").encode("utf-8", errors="backslashreplace")}


def listed(content: bytes) -> tuple[str, ...]:
    """Read from a document of ours the names of the files of its pack; none from any other."""
    try:
        read = json.loads(content)
    except (ValueError, RecursionError):
        return ()
    is_ours = isinstance(read, dict) and read.get("format") == FORMAT
    names = read.get("files") if is_ours else None
    return tuple(filter(lambda one: isinstance(one, str), names)) if isinstance(names, list) else ()


def document(consolidation: Consolidation, files: Iterable[str] = ()) -> Plain:
    """Give the whole pack as plain data."""
    held = consolidation
    return {
        "format": FORMAT,
        "files": list(files),
        "framework": held.framework.id,
        "edition": held.framework.edition,
        "year": held.year,
        "kind": held.kind,
        "as_of": held.as_of.isoformat(),
        "marking": held.marking,
        "receipt": receipt_document(held.receipt),
        "counts": _counts(held),
        "users": [case_document(held, case) for case in held.cases],
        "actions": [_action(one) for one in held.actions],
        "missing": [_missing(one) for one in held.missing],
        "shared": [_shared(one) for one in held.shared],
        "outliers": [_outlier(one) for one in held.outliers],
        "sections": [_section(one) for one in held.sections],
        "trend": [_year(one) for one in held.trend],
        "notice": _notice(held.notice),
        "problems": [problem_document(problem) for problem in held.problems],
    }


def case_document(held: Consolidation, case: Case) -> Plain:
    """Give one User."""
    assessment = case.assessment
    comparison = assessment.comparison
    return {
        "user": case.id,
        **_party(case.party),
        "material": case.material,
        "notes": case.notes,
        "comparability": case.comparability,
        "assessor": {"concerns": case.concerns, "comments": len(case.comments)},
        "decision": case.decision and _decision(held, case, case.decision),
        "asked": case.asked and _decision(held, case, case.asked),
        "current": _side(comparison.current, assessment.digest, assessment.files),
        "baseline": comparison.prior
        and _side(comparison.prior, assessment.prior_digest, assessment.prior_files),
        "as_of": comparison.as_of.isoformat(),
        "counts": {
            "items": len(comparison.deltas),
            "changed": len(case.changed),
            "worse": case.worse,
            "better": case.better,
            "by_change": counts(comparison.deltas),
            "problems": len(assessment.problems),
        },
        "comments": [bound_document(one) for one in case.comments],
        "findings": [finding_document(one) for one in assessment.findings],
        "deltas": [delta_document(one) for one in case.changed],
        "trend": [_year(one) for one in case.trend],
        "problems": [problem_document(problem) for problem in assessment.problems],
    }


def _decision(held: Consolidation, case: Case, decision: Decision) -> Plain:
    """Give one decision, with how what was asked stands on the day of the pack."""
    actions = [one for one in held.actions_of(case.id) if one.decision == decision]
    return {**decision_document(decision), "actions": [_action(one) for one in actions]}


def _action(one: AskedAction) -> Plain:
    return {
        "user": one.user,
        "assessment": one.decision.subject,
        "decision": one.decision.number,
        **action_document(one.action),
        "standing": one.standing,
        "overdue": one.standing == "overdue",
    }


def _counts(held: Consolidation) -> Plain:
    """Give the figures of the whole pack; each is the sum of those of the users."""
    standing = Counter(one.standing for one in held.actions)
    return {
        "users": len(held.cases),
        "material": sum(case.material for case in held.cases),
        "notes": sum(case.notes for case in held.cases),
        "concerns": sum(case.concerns for case in held.cases),
        "comments": sum(len(case.comments) for case in held.cases),
        "changed": sum(len(case.changed) for case in held.cases),
        "worse": sum(case.worse for case in held.cases),
        "better": sum(case.better for case in held.cases),
        "with_material": sum(case.material > 0 for case in held.cases),
        "without_baseline": sum(not case.has_baseline for case in held.cases),
        "decided": sum(case.decision is not None for case in held.cases),
        "actions": len(held.actions),
        "actions_done": standing["done"],
        "actions_overdue": standing["overdue"],
        "missing": len(held.missing),
        "late": sum(one.standing == "late" for one in held.missing),
    }


def _party(party: Party) -> dict[str, object]:
    return {
        "name": party.name or None,
        "category": party.category or None,
        "roles": list(party.roles),
        "premises": {
            "domestic": party.domestic_premises,
            "non_domestic": party.non_domestic_premises,
            **({"band": party.premises_band} if party.premises_band else {}),
        },
        "user_systems": party.user_systems,
        "providers": list(party.providers),
    }


def _side(submission: Submission, digest: str | None, files: Iterable[str]) -> Plain:
    marks = submission.marks
    return {
        "kind": marks.kind,
        "year": marks.year,
        "edition": edition_of(marks),
        "digest": digest,
        "source": marks.source or None,
        "files": list(files),
    }


def _missing(one: Missing) -> Plain:
    return {
        "user": one.party.id,
        "name": one.party.name or None,
        "category": one.party.category or None,
        "standing": one.standing,
        "due": one.due and one.due.isoformat(),
        "last": one.last,
        "because": one.because,
    }


def _shared(one: Shared) -> Plain:
    told = {"provider": one.provider} if one.provider else {"rule": one.rule, "ref": one.ref}
    changed = {"changed_at": list(one.changed_at)} if one.provider else {}
    return {
        **told,
        "title": one.title,
        "materiality": one.materiality,
        "users": list(one.users),
        **changed,
        "premises": {
            "domestic": one.domestic_premises,
            "non_domestic": one.non_domestic_premises,
        },
    }


def _outlier(one: Outlier) -> Plain:
    return {
        "user": one.user,
        "measure": one.measure,
        "words": one.words,
        "figure": one.figure,
        "median": one.median,
        "peers": one.peers,
        "group": one.group,
        "because": one.because,
    }


def _section(one: SectionTrend) -> Plain:
    return {
        "id": one.id,
        "title": one.title,
        "section": one.section,
        "items": one.items,
        "changed": one.changed,
        "worse": one.worse,
        "better": one.better,
        "got_worse": one.got_worse,
        "material": one.material,
        "users": list(one.users),
    }


def _year(one: YearCount) -> Plain:
    return {
        "year": one.year,
        "kind": one.kind,
        "users": one.users,
        "positions": dict(one.positions),
        "risks": dict(one.risks),
        "unanswered": one.unanswered,
        "material": one.material,
        "notes": one.notes,
    }


def _notice(notice: Notice) -> Plain:
    return {
        "marking": notice.marking,
        "framework": notice.framework,
        "interpretations": notice.interpretations,
        "statement": notice.statement,
        "answered_under": dict(notice.answered_under),
        "baselines": dict(notice.baselines),
        "texts": {
            status: list(notice.of_status(status))
            for status in ("verified", "recalled", "proposed")
        },
    }
