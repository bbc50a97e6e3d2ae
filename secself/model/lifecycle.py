"""When what is asked: the cycle of assessments as a framework states it, and one User's dates."""

from datetime import date
from typing import Literal

from secself.model.provenance import Provenance
from secself.model.record import record

Size = Literal["large", "small", "any"]
"""The size that decides the kind of assessment; not the category of Party."""


@record
class Cycle:
    """The kinds of assessment that follow one another, for some Users."""

    id: str
    """Kebab-case id, such as `small-supplier`."""
    label: str
    """Whom it is for, as a sentence names them."""
    roles: tuple[str, ...]
    """Ids of the User Roles it is for; one of them is enough."""
    unless_roles: tuple[str, ...] = ()
    """Ids of User Roles beside which it does not count."""
    party_categories: tuple[str, ...] = ()
    """Ids of the categories of Party it was stated for; none means any."""
    size: Size = "any"
    """The size it is for."""
    kinds: tuple[str, ...] = ()
    """Ids of the kinds, the first Full assessment first; empty where the cycle is not known."""
    clause: str = ""
    """Where the code states it; empty where no clause is known."""
    provenance: Provenance
    """Where this line comes from."""


@record
class Threshold:
    """The number of premises above which a User is assessed as a large one."""

    id: str
    """Kebab-case id, such as `supplier-domestic`."""
    roles: tuple[str, ...]
    """Ids of the User Roles it is for."""
    counts: Literal["domestic", "non-domestic", "mixed"]
    """Which premises count; `mixed` adds both up, each as a share of its own threshold."""
    premises: int = 0
    """The largest number that is still small; 0 for `mixed`."""
    clause: str
    """Where the code states it."""
    provenance: Provenance
    """Where this line comes from."""


@record
class Figure:
    """A span of time or a share that the regime states."""

    id: Literal[
        "interval",
        "booking",
        "rescheduling",
        "late-charge",
        "fieldwork",
        "shared-resource-return",
    ]
    """What it is the figure of."""
    value: int
    """The number."""
    unit: Literal["months", "weeks", "working-days", "per-cent"]
    """What it counts."""
    text: str
    """What it says, in our words."""
    clause: str = ""
    """Where the code states it; empty where no clause is known."""
    provenance: Provenance
    """Where this line comes from."""


@record
class Ground:
    """A rule of the cycle that a schedule may rest on."""

    id: Literal[
        "first-full",
        "size",
        "party-category",
        "crossing",
        "several-roles",
        "follow-up",
        "order-after-follow-up",
        "renamed",
        "self-assessed",
        "shared-counting",
    ]
    """What it is about."""
    text: str
    """The rule, in our words, as one sentence."""
    clause: str = ""
    """Where the code states it; empty where no clause is known."""
    provenance: Provenance
    """Where this line comes from."""


@record
class Phase:
    """One of the parts in which a first Full assessment may be carried out."""

    id: str
    """Kebab-case id, such as `phase-1`."""
    title: str
    """What it looks at."""
    provenance: Provenance
    """Where this line comes from."""


@record
class Lifecycle:
    """The rules by which assessments follow one another."""

    strength: tuple[str, ...]
    """Ids of the kinds of a cycle, the strongest first."""
    full: str
    """Id of the kind that begins a cycle."""
    follow_up: str
    """Id of the kind that looks at the steps taken."""
    followed_up: tuple[str, ...]
    """Ids of the assurance statuses after which a Follow-up is needed."""
    may_be_followed_up: tuple[str, ...] = ()
    """Ids of the assurance statuses after which a Follow-up may have been ordered."""
    may_begin_again: tuple[str, ...] = ()
    """Ids of the assurance statuses after which a further Full assessment may be asked for."""
    self_assessed: tuple[str, ...] = ()
    """Ids of the kinds that a User carries out itself, without fieldwork of an assessor."""
    renamed_on: date
    """The day from which the assurance statuses bear their names of today."""
    cycles: tuple[Cycle, ...]
    """The cycles."""
    thresholds: tuple[Threshold, ...]
    """The thresholds."""
    figures: tuple[Figure, ...]
    """The spans of time and the shares."""
    grounds: tuple[Ground, ...]
    """The other rules a schedule rests on."""
    phases: tuple[Phase, ...] = ()
    """The parts of a first Full assessment."""

    def figure(self, name: str) -> Figure | None:
        """Find a figure by its id, or None."""
        return next((figure for figure in self.figures if figure.id == name), None)

    def ground(self, name: str) -> Ground | None:
        """Find a ground by its id, or None."""
        return next((ground for ground in self.grounds if ground.id == name), None)


@record
class Reason:
    """One sentence of a schedule, with where it comes from."""

    text: str
    """The sentence."""
    clause: str = ""
    """Where the code states it; empty where no clause is known."""
    provenance: Provenance | None = None
    """How far it can be trusted; None for what the profile itself says or lacks."""

    def __str__(self) -> str:
        """Give the sentence with its clause and confidence."""
        if self.provenance is None:
            return f"{self.text} (from profile and calendar)"
        sources = "source " + ", ".join(self.provenance.sources)
        place = f"SEC {self.clause}" if self.clause else f"no clause known, {sources}"
        standing = f"{self.provenance.status}, confidence {self.provenance.confidence}"
        return f"{self.text} ({place}; {standing})"


@record
class NextAssessment:
    """The next assessment; what is not known is None."""

    kind: str | None
    """Id of its kind."""
    due: date | None
    """The day by which it must be completed."""
    book_by: date | None
    """The last day to book it for its due day."""
    reschedule_free_until: date | None
    """The last day to put off a date booked for its due day without charge."""


@record
class PlannedYear:
    """What one year brings."""

    year: int
    """The year."""
    kind: str | None
    """Id of the kind of assessment, or None where it is not known."""


@record
class ResourceReturn:
    """The next return on the Shared Resources of one provider."""

    provider: str
    """The provider's id."""
    due: date | None
    """The day by which it is due, or None where the last one is not known."""


@record
class Schedule:
    """When a User must be assessed next, and how, with the reasons."""

    as_of: date
    """The day from which it is seen."""
    next: NextAssessment
    """The next assessment."""
    cycle: tuple[PlannedYear, ...]
    """The years from the next assessment on."""
    returns: tuple[ResourceReturn, ...] = ()
    """The returns due on Shared Resources."""
    reasons: tuple[Reason, ...] = ()
    """Why it is so, and what is not known; what must be done soonest comes first."""

    def has_passed(self, day: date | None) -> bool:
        """Tell whether a day is known and over; the day from which it is seen is not."""
        return day is not None and day < self.as_of


@record
class Expectation:
    """The kinds of assessment that the cycle expects in a year."""

    kinds: tuple[str, ...]
    """Ids of the kinds; empty where nothing is known to be expected."""
    because: str
    """Why, in a sentence with its clause."""


@record
class Appointment:
    """One day to be put into a calendar."""

    id: str
    """What tells it apart, the same in every later calendar."""
    day: date
    """The day."""
    title: str
    """What it is, in a line."""
    text: str
    """What to do, and where it comes from."""
