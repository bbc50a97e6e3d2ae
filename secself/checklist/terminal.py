"""The plan as lines for a terminal."""

from collections.abc import Iterator

from secself.checklist.wording import headline, length, reference, roles
from secself.model import EntryPlan, PlannedStep


def entry(plan: EntryPlan) -> str:
    """Write the path of one User."""
    return "\n".join(_lines(plan))


def _lines(plan: EntryPlan) -> Iterator[str]:
    if plan.marking:
        yield plan.marking
    yield f"{plan.name}: the path to becoming a DCC User as {roles(plan)}"
    yield f"Setting out on {plan.as_of.isoformat()}, by {plan.guide.reference}."
    yield headline(plan)
    yield ""
    yield "  earliest start  earliest end  working days  step"
    for planned in plan.applied:
        yield from _step(plan, planned)
    others = ", ".join(one.step.title for one in plan.steps if not one.applies)
    if others:
        yield f"\nNot for these User Roles: {others}."
    yield "\n* The longest chain, as far as lengths are known: a day lost here is lost at the end."
    yield "≥ Not before: a step ahead of it has a length that nobody knows."
    if plan.marking:
        yield plan.marking


def _step(plan: EntryPlan, planned: PlannedStep) -> Iterator[str]:
    mark = "*" if planned.is_critical else " "
    start = f"{'≥' if planned.starts_not_before else ' '}{planned.start}"
    end = f"{'≥' if planned.ends_not_before else ' '}{planned.end}"
    role = f", as {plan.guide.role(planned.role).label}" if planned.role else ""
    yield f"{mark} {start:<14}  {end:<12}  {length(planned):<12}  {planned.step.title}{role}"
    yield f"{'':<48}{planned.step.actor}; {reference(planned)}"
