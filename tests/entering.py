"""A small invented guide to User Entry, and Users that follow it or ours, as constructors."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from secself import entry
from secself.calendar import add_working_days
from secself.model import (
    Bound,
    Duration,
    EntryGuide,
    EntryPlan,
    EntryRole,
    EntryStep,
    Profile,
    Provenance,
    Reference,
    Source,
)
from secself.store.entry import load_guide

OURS = Path(__file__).parent.parent / "controls" / "user-entry" / "2023-05" / "entry.yaml"
MONDAY = date(2026, 11, 23)
VERIFIED = Provenance(status="verified", sources=("S1",), confidence="high")


def step(name: str, *after: str, days: int | None = None, **other: object) -> EntryStep:
    """Make a step that is done once, of so many working days; of unknown length without them."""
    bound: Bound = "unknown" if days is None else "at-most"
    made = EntryStep(
        id=name,
        title=f"The {name}",
        text="What is done.",
        actor="You",
        references=(Reference(document="SEC", clause="H1", edition="1", is_verified=True),),
        scope="once",
        depends_on=after,
        duration=Duration(bound=bound, working_days=days, provenance=VERIFIED),
        provenance=VERIFIED,
    )
    return replace(made, **other)


def guide(*steps: EntryStep) -> EntryGuide:
    """Make a guide of these steps for two User Roles."""
    return EntryGuide(
        id="invented",
        edition="1",
        title="An invented guide",
        notice="Nothing in it is true.",
        sources=(Source(code="S1", title="A source"),),
        roles=(
            EntryRole(id="import-supplier", code="IS", label="Import Supplier"),
            EntryRole(id="other-user", code="OU", label="Other User"),
        ),
        steps=steps,
    )


def user(*roles: str, **other: object) -> Profile:
    """Make a User in these User Roles."""
    made = Profile(
        id="northfell-energy",
        name="Northfell Energy Ltd",
        party_category="small-supplier",
        user_roles=roles,
        domestic_premises=10,
        non_domestic_premises=0,
        user_systems=1,
        smets1_enrolled=False,
    )
    return replace(made, **other)


def ours(*roles: str, as_of: date = MONDAY, **estimates: int) -> EntryPlan:
    """Plan the path of a User in these roles by our own guide; hyphens of steps are low lines."""
    lengths = {name.replace("_", "-"): days for name, days in estimates.items()}
    return entry.plan(load_guide(OURS), user(*roles), as_of, add_working_days, lengths)
