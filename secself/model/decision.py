"""What the committee decided on an assessment, and what it asked to be done (SEC G8.28)."""

from datetime import date
from typing import Literal

from secself.model.record import record
from secself.model.vocabulary import Asking

ProgressState = Literal["not-started", "under-way", "done", "late"]
"""How an action stands, as the User reports it."""

PROGRESS_WORDS: dict[ProgressState, str] = {
    "not-started": "Not started",
    "under-way": "Under way",
    "done": "Done",
    "late": "Will be late",
}
"""The words a User chooses from, in the order in which they are offered."""


@record
class Progress:
    """What a User reported of an action (G8.28(b))."""

    on: date
    """The day of the report."""
    state: ProgressState | None = None
    """How it stands; None if the User left it open."""
    done_on: date | None = None
    """When the action was done, None while it is not."""
    due: date | None = None
    """By when it will be done, if that is another day than was set; it moves no due date."""
    words: str = ""
    """What the User says of it."""
    evidence: tuple[str, ...] = ()
    """Ids or titles of what proves it."""
    file_sha256: str = ""
    """The digest of the file it was reported in."""
    entry: int | None = None
    """The number of the entry that holds it in the archive."""


@record
class Action:
    """Something the committee asked a User to do."""

    id: str
    """Its name within the decision, such as `A1`."""
    text: str
    """What is to be done."""
    owner: str | None = None
    """Who does it."""
    due: date | None = None
    """By when."""
    reports: tuple[Progress, ...] = ()
    """What the User reported, oldest first."""
    entry: int | None = None
    """The number of the entry that holds it in the archive."""

    @property
    def last(self) -> Progress | None:
        """Give the newest report."""
        return self.reports[-1] if self.reports else None

    @property
    def done_on(self) -> date | None:
        """Give the day on which it was done, as last reported."""
        return self.last.done_on if self.last and self.is_done else None

    @property
    def is_done(self) -> bool:
        """Tell whether it is done, as last reported."""
        last = self.last
        if last is None:
            return False
        return last.state == "done" if last.state else last.done_on is not None

    @property
    def is_slipping(self) -> bool:
        """Tell whether it is open, and the User says it will be late or named a later day."""
        last = self.last
        if last is None or self.is_done:
            return False
        later = last.due is not None and (not self.due or last.due > self.due)
        return later or last.state == "late"

    def is_overdue(self, today: date) -> bool:
        """Tell whether the day that was set is past, and it is not done."""
        return self.due is not None and self.due < today and not self.is_done


@record
class Closing:
    """The letter in which a director of the User states that all is done."""

    file: str
    """The name of the letter's file."""
    sha256: str
    """The digest of its bytes."""
    on: date
    """The day on which the committee took it."""
    by: str | None = None
    """Who closed the plan."""
    reason: str = ""
    """What was said of it."""
    entry: int | None = None
    """The number of the entry that holds it in the archive."""


@record
class Decision:
    """What the committee decided on one assessment."""

    subject: str
    """The assessment, such as `acme/2026-ssa`."""
    outcome: str
    """Id of one of the framework's outcomes, or of its assurance statuses."""
    on: date
    """The day of the decision."""
    by: str | None = None
    """Who decided."""
    reason: str = ""
    """Why."""
    actions: tuple[Action, ...] = ()
    """What was asked for."""
    about: str | None = None
    """The submission that was before the committee, such as `acme/2026-ssa#1`."""
    superseded_by: int | None = None
    """The number of the entry of the decision that took its place, None if it stands."""
    entry: int | None = None
    """The number of the entry that holds it in the archive."""
    number: int = 0
    """Which decision on the assessment it is, counted from 1; 0 while it is not recorded."""
    label: str = ""
    """The outcome's name in the framework's words, as it was when it was decided."""
    framework: str = ""
    """The edition the submission answers."""
    digest: str = ""
    """The digest of the submission's answers."""
    received: str = ""
    """The receipt of the submission's entry."""
    prior: str = ""
    """The baseline it was compared with, such as `acme/2025-vusa#1`; empty if there was none."""
    prior_digest: str = ""
    """The digest of the baseline's answers."""
    against: tuple[str, ...] = ()
    """What spoke against it and was decided on nevertheless, one sentence each."""
    meeting: str = ""
    """The meeting at which it was decided, such as `2026-07-02`; empty if it was at none."""
    recorded: str = ""
    """When it was recorded, in universal time."""
    supersedes: int | None = None
    """The number of the entry of the decision in whose place it stands."""
    superseding: str = ""
    """Why it stands in the place of that."""
    files: tuple[str, ...] = ()
    """The names of the files that were written with it, such as the letter."""
    closing: Closing | None = None
    """What closed the plan, if it is closed."""

    @property
    def name(self) -> str:
        """Name it: the assessment, and which decision on it."""
        return f"{self.subject}, decision {self.number}"

    @property
    def stands(self) -> bool:
        """Tell whether no other decision stands in its place."""
        return self.superseded_by is None

    @property
    def open_actions(self) -> tuple[Action, ...]:
        """Give what is still to be done: nothing if it was superseded or its plan was closed."""
        if not self.stands or self.closing:
            return ()
        return tuple(action for action in self.actions if not action.is_done)


@record
class DueAction:
    """An action that is still to be done, with the decision that asked for it."""

    decision: Decision
    """The decision."""
    action: Action
    """The action."""
    is_overdue: bool
    """Whether its day is over."""
    is_slipping: bool
    """Whether the User says that it will be late."""


@record
class Ruling:
    """Something the committee may decide: an outcome, or an assurance status."""

    id: str
    """Its name in data."""
    label: str
    """Its name in a letter."""
    meaning: str
    """What it says, in our words."""
    actions: Asking
    """Whether the User is asked to do something with it."""
    clause: str = ""
    """Where the code speaks of it, if it does."""
    is_verified: bool = True
    """False where it is recalled or proposed only."""
    formerly: str = ""
    """Its name before, if it had another."""
    admits_entry: bool | None = None
    """For an assurance status: whether it lets a Party complete User Entry."""


@record
class Letterhead:
    """Who writes a letter, and to whom an answer goes: the organisation's own data."""

    organisation: str = "Security Sub-Committee"
    """Who writes."""
    address: tuple[str, ...] = ()
    """The lines below its name."""
    contact: tuple[str, ...] = (
        "Write to the secretary of the committee, by the secure channel agreed with you.",
    )
    """Whom to write to, a paragraph each."""
    signed_by: str = ""
    """Who signs."""
    role: str = "For the Security Sub-Committee"
    """In which role."""
