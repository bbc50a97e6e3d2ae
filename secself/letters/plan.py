"""The workbook of actions: its columns and marks; its writer and its reader agree only here."""

from dataclasses import dataclass

from secself.model import PROGRESS_WORDS, Choice, ProgressState

LAYOUT = "1"
"""The edition of its shape; goes up when a reader must know."""
FORM = "actions"
"""What it says of itself, so that it is taken for no assessment."""
READ_ME, ACTIONS, HIDDEN = "Read me", "Actions", "_secself"
"""Its sheets."""
PREFIX = "secself."
"""How our properties begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the table of actions."""

    key: str
    """Its name in our code."""
    heading: str
    """What stands above it."""
    width: int
    """Its width in characters."""
    is_input: bool = False
    """Whether the User writes in it."""
    hint: str = ""
    """What is said when a cell of it is chosen."""


COLUMNS: tuple[Column, ...] = (
    Column(key="id", heading="Id", width=6),
    Column(key="text", heading="Action", width=44),
    Column(key="owner", heading="Owner", width=20),
    Column(key="due", heading="Due", width=12),
    Column(
        key="state",
        heading="Status",
        width=14,
        is_input=True,
        hint="Choose how the action stands.",
    ),
    Column(
        key="done_on",
        heading="Done on",
        width=12,
        is_input=True,
        hint="The day on which it was done, such as 2026-05-31.",
    ),
    Column(
        key="new_date",
        heading="New date",
        width=12,
        is_input=True,
        hint="Only if the date cannot be kept: the date you propose. The date that was set stays.",
    ),
    Column(
        key="what",
        heading="What was done",
        width=40,
        is_input=True,
        hint="In your own words.",
    ),
    Column(
        key="evidence",
        heading="Evidence",
        width=24,
        is_input=True,
        hint="Ids or titles of the documents that show it, separated by commas.",
    ),
)
"""The columns in order."""

STATES: tuple[Choice, ...] = tuple(
    Choice(id=state, label=label) for state, label in PROGRESS_WORDS.items()
)
"""What Status may say."""


def state_of(label: str) -> ProgressState | None:
    """Give the state a label stands for."""
    return next((state for state, word in PROGRESS_WORDS.items() if word == label), None)
