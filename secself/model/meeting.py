"""A meeting of the committee: who sits, who takes no part in what, and what is on the agenda."""

from datetime import date

from secself.model.decision import Action
from secself.model.record import record


@record
class Member:
    """Somebody who sits on the committee."""

    name: str
    """The person's name."""
    organisation: str = ""
    """Where the person comes from."""
    role: str = ""
    """In which role, such as Chair."""


@record
class Recusal:
    """That a member takes no part in the item of one User."""

    member: str
    """The member's name."""
    user: str
    """The User's id."""
    reason: str
    """Why."""


@record
class AgendaItem:
    """One assessment on the agenda, and what was decided of it, once it is."""

    assessment: str
    """The assessment, such as `acme/2026-ssa`."""
    name: str = ""
    """The User's name, to which the letter is addressed."""
    note: str = ""
    """A note for the agenda."""
    outcome: str = ""
    """The outcome or status; empty while it is not decided."""
    reason: str = ""
    """Why."""
    supersede: str = ""
    """Why it stands in the place of an earlier decision, if it does."""
    actions: tuple[Action, ...] = ()
    """What is asked for."""


@record
class Meeting:
    """A meeting of the committee."""

    date: date
    """The day."""
    title: str = "Security Sub-Committee"
    """What it is called."""
    place: str = ""
    """Where it is held."""
    by: str = ""
    """Who decides, as the letters say it; empty for the title."""
    members: tuple[Member, ...] = ()
    """Who sits."""
    recusals: tuple[Recusal, ...] = ()
    """Who takes no part in which item."""
    agenda: tuple[AgendaItem, ...]
    """The items, in order."""
