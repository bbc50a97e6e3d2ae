"""The plan as plain data for JSON."""

from collections.abc import Mapping

from secself.checklist.wording import length, reference
from secself.model import EntryPlan, PlannedStep, Provenance, Reference


def entry_document(plan: EntryPlan) -> Mapping[str, object]:
    """Give the path of one User; files and problems are added by whoever knows them."""
    done = plan.earliest_completion
    return {
        "format": "secself/entry@1",
        "files": [],
        "user": plan.user,
        "guide": plan.guide.reference,
        "roles": list(plan.roles),
        "as_of": plan.as_of.isoformat(),
        "earliest_completion": done.isoformat() if done else None,
        "is_lower_bound": bool(plan.unknown),
        "steps": [_step(plan, one) for one in plan.steps],
        "notice": plan.guide.notice,
    }


def _step(plan: EntryPlan, planned: PlannedStep) -> dict[str, object]:
    step, duration = planned.step, planned.step.duration
    return {
        "id": planned.id,
        "step": step.id,
        "role": planned.role or None,
        "title": step.title,
        "reference": reference(planned),
        "references": [_reference(place) for place in step.references],
        "actor": step.actor,
        "applies": planned.applies,
        "applies_to": list(step.applies_to or (role.id for role in plan.guide.roles)),
        "earliest_start": planned.start.isoformat() if planned.start else None,
        "earliest_end": planned.end.isoformat() if planned.end else None,
        "working_days": planned.working_days,
        "longest": duration.longest,
        "length": length(planned) if planned.applies else None,
        "bound": duration.bound,
        "estimated": planned.is_estimate,
        "not_before": planned.ends_not_before,
        "indicative": planned.applies and planned.is_indicative,
        "critical": planned.is_critical,
        "depends_on": list(planned.depends_on),
        "provenance": _provenance(step.provenance),
        "length_provenance": _provenance(duration.provenance),
        "length_note": duration.note,
    }


def _reference(place: Reference) -> dict[str, object]:
    return {
        "document": place.document,
        "clause": place.clause,
        "edition": place.edition,
        "verified": place.is_verified,
    }


def _provenance(provenance: Provenance) -> dict[str, object]:
    return {
        "status": provenance.status,
        "sources": list(provenance.sources),
        "confidence": provenance.confidence,
        "note": provenance.note,
    }
