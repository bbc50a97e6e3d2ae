"""Where a User stands with one assessment: what went out, what came back, what was said of it."""

from datetime import date
from typing import Literal

from secself.model.record import record

Stage = Literal[
    "expected",
    "issued",
    "incomplete",
    "returned",
    "commented",
    "asked-again",
    "decided",
]
"""How far an assessment has come.

Known from a profile only; sent out; returned with something lacking; returned whole; commented by
an assessor; waiting for what was asked further; decided by the committee.
"""


@record
class Lateness:
    """Something that should have come and has not."""

    what: Literal["not-returned", "incomplete", "action-overdue"]
    """What it is."""
    since: date
    """The last day on which it was in time."""


@record
class Returned:
    """What came back, as the newest submission that stands has it."""

    submission: str
    """Its name in the archive, such as `acme/2026-ssa#2`."""
    on: date
    """The day on which it was recorded."""
    first_on: date
    """The day on which the first submission of this assessment was recorded."""
    rows: int | None = None
    """How many rows apply; None if that cannot be told any more."""
    answered: int | None = None
    """How many of them are answered."""
    unanswered: int | None = None
    """How many are not."""
    unreadable: int | None = None
    """How many hold what is no answer."""
    errors: int = 0
    """How many errors were found when it was recorded."""

    @property
    def is_complete(self) -> bool:
        """Tell whether nothing is known to be lacking."""
        return not (self.unanswered or self.unreadable or self.errors)


@record
class Commented:
    """What assessors said of it, in numbers."""

    open: int = 0
    """How many comments still wait for something."""
    answered: int = 0
    """How many somebody has replied to."""
    resolved: int = 0
    """How many were settled."""
    concerns: int = 0
    """How many rows have a view other than that there is no concern."""

    @property
    def total(self) -> int:
        """Count all comments that stand."""
        return self.open + self.answered + self.resolved


@record
class AskedAgain:
    """What the User was asked further after it had handed in."""

    on: date
    """The day on which the last such workbook was recorded."""
    about: str
    """The submission it asks about."""
    is_open: bool = True
    """Whether nothing came back since."""


@record
class Decided:
    """What the committee decided, in short."""

    outcome: str
    """Id of the outcome."""
    on: date | None = None
    """The day of the decision, None if that is not known."""
    open_actions: int = 0
    """How many actions are still to be done."""
    overdue: tuple[date, ...] = ()
    """The days by which actions had to be done and are not, earliest first."""


@record
class UserStatus:
    """Where one User stands with one assessment."""

    user: str
    """The User's id."""
    year: int
    """The assessment's year."""
    kind: str
    """Id of the kind of assessment."""
    name: str | None = None
    """The User's name, None if no profile was read."""
    due: date | None = None
    """The day by which it must be completed, None if that is not known."""
    due_unknown: str = ""
    """Why no due day is known, in a sentence; empty where one is."""
    issued_on: date | None = None
    """The day on which its files were first recorded as issued, None if they never were."""
    returned: Returned | None = None
    """What came back, None if nothing did."""
    commented: Commented = Commented()
    """What assessors said."""
    asked_again: AskedAgain | None = None
    """What was asked further, None if nothing was."""
    decided: Decided | None = None
    """What the committee decided, None if nothing was decided or recorded."""

    @property
    def subject(self) -> str:
        """Name the assessment."""
        return f"{self.user}/{self.year}-{self.kind}"
