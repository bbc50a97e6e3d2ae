"""What a column, a table, a label and a form are."""

from dataclasses import dataclass, field
from typing import Literal

CellKind = Literal["ref", "token", "shown", "text", "answer", "choice", "date", "ids", "whole"]
"""What a cell of a column is: the first three are ours, the others are the User's.

`answer` is typed by its question; `choice` by the column's list; `ids` is a list of evidence ids.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table."""

    key: str
    """Its name in the hidden key row; never changes."""
    heading: str
    """Its heading, as the contract has it."""
    kind: CellKind
    """What its cells are."""
    width: int
    """Its width in characters."""
    field: str = ""
    """The field of the record it fills; for columns of ours, what the writer puts there."""
    choices: Literal["", "scale", "declared_changes", "residual_risks", "yes"] = ""
    """For a choice: the vocabulary of the framework, or plain `Yes`."""
    required: bool = False
    """Whether the table cannot be used without it."""
    hint: str = ""
    """The input message a person sees on its cells."""
    formerly: tuple[str, ...] = ()
    """Other headings it is known by."""
    only_with_prior: bool = False
    """Whether it is left out where there is no prior assessment to show."""
    only_with_comments: bool = False
    """Whether it is left out where no comment of the prior assessment is open."""

    @property
    def is_input(self) -> bool:
        """Tell whether people write in it."""
        return self.kind not in ("ref", "token", "shown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sheet that holds one table."""

    sheet: str
    """The sheet's name."""
    section: str
    """The section of a submission it fills."""
    columns: tuple[Column, ...]
    """Its columns, in the order in which they are written."""
    free_rows: int = 0
    """How many blank rows it offers."""

    inputs: tuple[Column, ...] = field(init=False)
    """The columns that people write in."""

    def __post_init__(self) -> None:
        """Pick out the columns that people write in, once."""
        inputs = tuple(column for column in self.columns if column.is_input)
        object.__setattr__(self, "inputs", inputs)

    def column(self, key: str) -> Column:
        """Find a column by its key."""
        return next(column for column in self.columns if column.key == key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One line of a two-column sheet: a label, and a value right of it."""

    label: str
    """The label, as the contract has it."""
    kind: Literal["shown", "text", "whole", "date", "choice", "roles"]
    """What stands right of it; `shown` is locked."""
    field: str
    """The field it fills."""
    hint: str = ""
    """The input message a person sees."""

    @property
    def is_input(self) -> bool:
        """Tell whether people write there."""
        return self.kind != "shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A sheet of labels and values."""

    sheet: str
    """The sheet's name."""
    section: str
    """The section of a submission it fills."""
    labels: tuple[Label, ...]
    """Its lines, in order."""
