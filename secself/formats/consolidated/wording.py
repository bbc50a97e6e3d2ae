"""The words and figures that all forms of the pack share, so that none can say another thing."""

from collections.abc import Mapping

from secself.model import (
    ActionStanding,
    Case,
    CommentStanding,
    CommentState,
    Consolidation,
    Decision,
    Finding,
    Framework,
    YearCount,
)
from secself.phrases import baseline_of

_MOST = 8
"""How many Users are named where the others are only counted."""
ACTIONS: Mapping[ActionStanding, str] = {
    "overdue": "overdue",
    "slipping": "will be late",
    "open": "open",
    "done": "done",
    "closed": "closed by the director's letter",
}
"""What people read of how an action stands."""
COMMENTS: Mapping[CommentStanding, str] = {
    "on-this-answer": "on this answer",
    "on-earlier-answer": "on an earlier answer",
    "item-gone": "its item is gone",
    "unbound": "on which answer is not known",
}
"""What people read of how a comment stands to the answer there is now."""
STATES: Mapping[CommentState, str] = {
    "open": "open",
    "answered": "answered",
    "resolved": "resolved",
}
"""What people read of whether a comment still waits."""
MISSING = {"late": "late", "missing": "not there yet"}
"""What people read of a User of whom nothing has come."""
TEXTS = {
    "verified": "Verified: the substance was seen in a public page",
    "recalled": "Recalled only, unverified: check it against the current code",
    "proposed": "Proposed: our own words, such as questions and rules",
}
"""How far a text can be trusted."""
DEFINITIONS = (
    ("Material", "Findings that the framework's rules call material."),
    ("Concerns", "Rows of which an assessor has another view than “No concern”; each row once."),
    ("Notes", "Findings that the rules call notes."),
    ("Worse, Better", "Items whose position, risk, ranked answer or evidence points that way."),
    ("Changed", "Items that differ from the baseline in anything; nought without a baseline."),
    ("Compared", "The share of questions and controls on both sides that could be compared."),
    ("Order", "Material, then concerns, then notes, then the least comparable, then the id."),
    ("Stands out", "Held against the median of the other Users of its category; not a finding."),
    ("Got worse", "Of a section: more of its items point worse than better, over all Users."),
)
"""What is counted, in one sentence each."""


def title(held: Consolidation) -> str:
    """Name the pack."""
    return f"{held.kind_label}, {held.year}"


def headline(held: Consolidation) -> str:
    """Say in one sentence what the pack holds."""
    material = sum(case.material for case in held.cases)
    concerns = sum(case.concerns for case in held.cases)
    notes = sum(case.notes for case in held.cases)
    late = sum(one.standing == "late" for one in held.missing)
    return (
        f"{numbered(len(held.cases), 'User')}: {numbered(material, 'material finding')}, "
        f"{numbered(concerns, 'concern')} of the assessor, {numbered(notes, 'note')}; "
        f"{numbered(len(held.missing), 'User')} missing, {late} of them late."
    )


def numbered(number: int, thing: str) -> str:
    """Count a thing."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def baseline(case: Case) -> str:
    """Name what a User was compared with."""
    prior = case.assessment.comparison.prior
    return baseline_of(prior.marks) if prior else "no baseline"


def baseline_year(case: Case) -> str:
    """Name the assessment a User was compared with, without the User."""
    prior = case.assessment.comparison.prior
    if prior is None:
        return "none"
    return f"{prior.marks.year or 'unknown'}-{prior.marks.kind or 'unknown'}"


def outcome(framework: Framework, decision: Decision) -> str:
    """Name the outcome of a decision in the framework's words."""
    known = {one.id: one.label for one in framework.statuses}
    known |= {one.id: one.label for one in framework.outcomes}
    return decision.label or known.get(decision.outcome, decision.outcome)


def asked(held: Consolidation, case: Case) -> str:
    """Say what was asked before, and whether it was done; nothing where nothing is known."""
    if case.asked is None:
        return ""
    decided = f"{outcome(held.framework, case.asked)}, {case.asked.on.isoformat()}"
    standing = [one.standing for one in held.asked_before(case)]
    if not standing:
        return decided
    done = sum(one in ("done", "closed") for one in standing)
    overdue = standing.count("overdue")
    more = f", {overdue} overdue" if overdue else ""
    return f"{decided}: {done} of {len(standing)} actions done{more}"


def also_at(held: Consolidation, case: Case, finding: Finding) -> str:
    """Name the gravest of the other Users at whom the same was found, and count the rest."""
    others = held.elsewhere(case.id, finding)
    named = ", ".join(one.party.name or one.id for one in others[:_MOST])
    more = len(others) - _MOST
    return f"{named} and {more} more" if more > 0 else named


def position_labels(framework: Framework, year: YearCount) -> list[tuple[str, int]]:
    """Give the positions of a year by their labels."""
    return [(framework.scale.label_of(name), number) for name, number in year.positions]


def risk_labels(framework: Framework, year: YearCount) -> list[tuple[str, int]]:
    """Give the levels of residual risk of a year by their labels."""
    return [(framework.residual_risks.label_of(name), number) for name, number in year.risks]
