"""Phrases about steps and days that every output says the same way."""

from collections.abc import Mapping

from secself.model import EntryPlan, PlannedStep

_LENGTHS = {"at-least": "at least {}", "at-most": "within {}", "about": "about {}"}


def reference(planned: PlannedStep) -> str:
    """Give the places in the code, the unverified ones marked so."""
    return "; ".join(
        str(place) if place.is_verified else f"{place} (unverified)"
        for place in planned.step.references
    )


def length(planned: PlannedStep) -> str:
    """Say how many working days a step takes, as far as that is known."""
    duration = planned.step.duration
    if planned.working_days is None:
        return "not known"
    if planned.is_estimate:
        return f"{planned.working_days}, your estimate"
    if duration.longest is not None:
        return f"{planned.working_days} to {duration.longest}"
    return _LENGTHS[duration.bound].format(planned.working_days)


def firmness(planned: PlannedStep) -> str:
    """Say in a word or two how firm the days of a step are."""
    if not planned.applies:
        return ""
    if planned.working_days is None:
        return "Length unknown"
    if planned.starts_not_before:
        return "Not before"
    if planned.is_estimate:
        return "Your estimate"
    return "Indicative" if planned.is_indicative else "Counted"


FIRMNESS = {
    "Counted": "The period is one the sources state, counted in full.",
    "Indicative": "A usual length, or one worked out from another; nobody is bound to it.",
    "Your estimate": "The length is the one you gave.",
    "Not before": "A step before it has a length that nobody knows, so it can only be later.",
    "Length unknown": "No source says how long it takes; it counts as no time at all.",
}
"""What each of these words means, firmest first."""


def roles(plan: EntryPlan) -> str:
    """Name the User Roles of a plan in a phrase."""
    *most, last = [plan.guide.role(role).label for role in plan.roles]
    return f"{', '.join(most)} and {last}" if most else last


def headline(plan: EntryPlan) -> str:
    """Say in one sentence when entry can be complete."""
    done = plan.earliest_completion
    if done is None:
        return "Nothing on this path applies to this User."
    unknown = len(plan.unknown)
    if not unknown:
        return f"Entry can be complete on {done.isoformat()}, if every step keeps its time."
    steps = "1 step has" if unknown == 1 else f"{unknown} steps have"
    return (
        f"Entry cannot be complete before {done.isoformat()}; "
        f"{steps} a length that no source names, and will make it later."
    )


def standing(planned: PlannedStep) -> str:
    """Say how far a step and its length can be trusted."""
    step = planned.step
    lines = [f"Step: {step.provenance.status}"]
    if step.duration.bound != "unknown":
        lines.append(f"Length: {step.duration.provenance.status}")
    return "; ".join(lines)


def remarks(planned: PlannedStep) -> str:
    """Give what a reader should know besides, one to a line."""
    step = planned.step
    return "\n".join(
        filter(None, [step.duration.note, step.duration.provenance.note, step.provenance.note])
    )


def numbers(plan: EntryPlan) -> dict[str, int]:
    """Give each step its number, by id."""
    return {step.id: number for number, step in enumerate(plan.steps, 1)}


def after(planned: PlannedStep, numbers: Mapping[str, int]) -> str:
    """Name the steps that must be over before it, by their numbers."""
    return ", ".join(map(str, sorted(numbers[name] for name in planned.depends_on)))


def told(plan: EntryPlan) -> list[PlannedStep]:
    """Give each step once, however many User Roles it is done for, in the guide's order."""
    first = {one.step.id: one for one in reversed(plan.steps)}
    return [first[step.id] for step in plan.guide.steps]
