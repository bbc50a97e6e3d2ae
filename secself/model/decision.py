"""What the committee decided on an assessment, and what it asked to be done (SEC G8.28)."""

from datetime import date

from secself.model.record import record


@record
class Progress:
    """What a User reported of an action (G8.28(b))."""

    on: date
    """The day of the report."""
    done_on: date | None = None
    """When the action was done, None while it is not."""
    due: date | None = None
    """By when it will be done, if that is another day than was set."""
    words: str = ""
    """What the User says of it."""
    evidence: tuple[str, ...] = ()
    """Ids or titles of what proves it."""


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

    @property
    def done_on(self) -> date | None:
        """Give the day on which it was done, as last reported."""
        return self.reports[-1].done_on if self.reports else None

    @property
    def is_slipping(self) -> bool:
        """Tell whether it is open, and the User last named a later day than was set."""
        last = self.reports[-1] if self.reports else None
        later = last is not None and last.due is not None and (not self.due or last.due > self.due)
        return later and self.done_on is None

    def is_overdue(self, today: date) -> bool:
        """Tell whether the day that was set is past, and it is not done."""
        return self.due is not None and self.due < today and self.done_on is None


@record
class Decision:
    """What the committee decided on one assessment."""

    subject: str
    """The assessment, such as `acme/2026-ssa`."""
    outcome: str
    """Id of one of the framework's outcomes."""
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
