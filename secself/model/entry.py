"""The path to becoming a DCC User: the steps as they are known, and the plan of one User."""

from dataclasses import field
from datetime import date
from typing import Literal

from secself.model.items import Reference
from secself.model.provenance import Provenance
from secself.model.record import record
from secself.model.vocabulary import Source
from secself.problems import NOWHERE, Origin

Bound = Literal["at-least", "at-most", "about", "unknown"]
"""How a length is to be read: notice to be given, a limit on others, a usual time, or not known."""


@record
class EntryRole:
    """A User Role one can enter in."""

    id: str
    """Its id, as profiles name it."""
    code: str
    """Its short name."""
    label: str
    """Its name."""


@record
class Duration:
    """How long a step takes, as far as any source says."""

    bound: Bound
    """How the number is to be read; `unknown` has none."""
    working_days: int | None = None
    """How many working days are counted."""
    longest: int | None = None
    """How many it may take, where a source names a range."""
    note: str = ""
    """What the length depends on."""
    provenance: Provenance
    """Where the length comes from."""


@record
class EntryStep:
    """One step on the path."""

    id: str
    """Kebab-case id. Never reused."""
    title: str
    """What is done, in a few words."""
    text: str
    """What is done, in our words."""
    actor: str
    """Who acts."""
    references: tuple[Reference, ...]
    """Where the code says it."""
    applies_to: tuple[str, ...] = ()
    """Ids of the User Roles it is for; all if left out."""
    scope: Literal["once", "each-role"]
    """Whether it is done once for the User, or for each of its User Roles."""
    depends_on: tuple[str, ...] = ()
    """Ids of the steps that must be over before it begins."""
    duration: Duration
    """How long it takes."""
    is_goal: bool = False
    """Whether the path ends with it."""
    provenance: Provenance
    """Where this line comes from."""
    origin: Origin = field(default=NOWHERE, compare=False)
    """The line it stands on."""


@record
class EntryGuide:
    """All that is known of the path, in one edition."""

    id: str
    """Such as `user-entry`."""
    edition: str
    """Such as `2023-05`."""
    title: str
    """Its name."""
    notice: str
    """How far it can be trusted."""
    sources: tuple[Source, ...]
    """The documents it was taken from."""
    roles: tuple[EntryRole, ...]
    """The User Roles one can enter in."""
    steps: tuple[EntryStep, ...]
    """The steps, in the order in which they are told."""

    @property
    def reference(self) -> str:
        """Give id and edition, as in `user-entry@2023-05`."""
        return f"{self.id}@{self.edition}"

    def role(self, name: str) -> EntryRole:
        """Find a User Role of this id."""
        return next(role for role in self.roles if role.id == name)


@record
class PlannedStep:
    """A step as one User has to do it, with its earliest days."""

    id: str
    """Id of the step, followed by the User Role where it is done for each."""
    step: EntryStep
    """The step."""
    role: str = ""
    """Id of the User Role it is done for; empty if it is done once."""
    applies: bool
    """Whether this User has to do it."""
    depends_on: tuple[str, ...] = ()
    """Ids of the planned steps that must be over before it begins."""
    working_days: int | None = None
    """How many working days were counted; None where nothing is known."""
    is_estimate: bool = False
    """Whether the User gave that number."""
    start: date | None = None
    """The earliest day on which it can begin; None if it does not apply."""
    end: date | None = None
    """The earliest day on which it can be over; None if it does not apply."""
    starts_not_before: bool = False
    """Whether something before it takes a time that nobody knows."""
    is_critical: bool = False
    """Whether a day lost here is a day lost at the end."""

    @property
    def ends_not_before(self) -> bool:
        """Tell whether it, or something before it, takes a time that nobody knows."""
        return self.starts_not_before or (self.applies and self.working_days is None)

    @property
    def is_indicative(self) -> bool:
        """Tell whether its last day is less than a stated period, counted from a known day."""
        duration = self.step.duration
        is_stated = duration.bound in ("at-least", "at-most") and duration.provenance.is_verified
        return self.ends_not_before or self.is_estimate or not is_stated


@record
class EntryPlan:
    """The path of one User from a day on."""

    guide: EntryGuide
    """What is known of the path."""
    user: str
    """Id of the User."""
    name: str
    """The organisation's name."""
    roles: tuple[str, ...]
    """Ids of the User Roles it enters in."""
    as_of: date
    """The day on which it sets out."""
    steps: tuple[PlannedStep, ...]
    """Every step; those that apply in an order in which they can be done, then the others."""
    marking: str = ""
    """A protective marking, printed on every page."""

    @property
    def applied(self) -> tuple[PlannedStep, ...]:
        """Give the steps this User has to do."""
        return tuple(step for step in self.steps if step.applies)

    @property
    def goals(self) -> tuple[PlannedStep, ...]:
        """Give the steps with which the path ends, one for each User Role."""
        return tuple(step for step in self.applied if step.step.is_goal)

    @property
    def earliest_completion(self) -> date | None:
        """Give the first day on which entry can be complete in every User Role."""
        return max((step.end for step in self.goals if step.end is not None), default=None)

    @property
    def unknown(self) -> tuple[PlannedStep, ...]:
        """Give the steps whose length nobody knows."""
        return tuple(step for step in self.applied if step.working_days is None)
