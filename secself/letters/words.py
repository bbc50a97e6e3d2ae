"""What the template of a letter may say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A label and what stands beside it."""

    label: str
    """The label."""
    text: str
    """What stands beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """A row of the table of actions."""

    id: str
    """Its name within the decision, such as `A1`."""
    text: str
    """What is to be done."""
    owner: str
    """Who does it, as far as it was said."""
    due: str
    """By when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWords:
    """Everything a letter may say of a decision."""

    marking: str
    """The protective marking, empty for none."""
    organisation: str
    """Who writes."""
    address: tuple[str, ...]
    """The lines below its name."""
    contact: tuple[str, ...]
    """Whom to write to, a paragraph each."""
    signed_by: str
    """Who signs, empty for nobody by name."""
    role: str
    """In which role."""
    addressee: str
    """The User's name, or its id where no name was given."""
    user: str
    """The User's id."""
    reference: str
    """The name of the decision."""
    date: str
    """The day of the decision."""
    assessment: str
    """The assessment's full name and year."""
    outcome: str
    """What was decided, in the framework's words."""
    meaning: tuple[str, ...]
    """What that says, a paragraph each."""
    source: str
    """Where the code speaks of it, and whether that is recalled; empty where it does not."""
    entry: str
    """For an assurance status: what it means for User Entry; else empty."""
    decided: str
    """When it was decided, by whom and at which meeting, as one sentence."""
    superseding: str
    """In place of which decision it stands, and why; empty if of none."""
    reasons: tuple[str, ...]
    """Why, a paragraph each; none if nothing was said."""
    facts: tuple[Line, ...]
    """What was before the committee."""
    actions: tuple[ActionLine, ...]
    """What the User is asked to do."""
    workbook: str
    """The name of the workbook of actions; empty if there are none."""
    last_day: str
    """The last day by which anything is due; empty if nothing is."""
    notice: tuple[str, ...]
    """The standing of the framework's texts."""
