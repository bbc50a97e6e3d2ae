"""What can be asked of an amended copy."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class ErrorText:
    """An error a cell shows, such as `#N/A`: carried as an error, so that nobody takes it for text.

    Only what spreadsheet programs themselves know can be carried so.
    """

    text: str
    """The error as it is shown."""


Scalar = str | int | float | bool | date | ErrorText | None
"""What a cell can be given; a text stays a text whatever it begins with, None clears the cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One cell and what is to stand in it."""

    sheet: str
    """The name of its sheet."""
    row: int
    """Its row, counted from 1."""
    column: int
    """Its column, counted from 1."""
    value: Scalar
    """What is to stand in it."""
    like: tuple[int, int] | None = None
    """Row and column of the cell whose look it takes if it has none of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note to hang on a cell."""

    sheet: str
    """The name of its sheet."""
    row: int
    """The row of the cell, counted from 1."""
    column: int
    """Its column; where a note hangs already, the next free cell to the right is taken."""
    author: str
    """Who wrote it."""
    text: str
    """What it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherSheet:
    """A visible sheet to add behind the others: a title, lines of explanation, and one table."""

    name: str
    """Its name; a number is put behind it if the workbook has such a sheet."""
    title: str
    """What it is."""
    lines: Sequence[str] = ()
    """What a reader must know, a line each."""
    headings: Sequence[str]
    """The headings of its table."""
    widths: Sequence[int]
    """How many characters wide each column is."""
    rows: Sequence[Sequence[Scalar]]
    """Its rows."""
    like: str = ""
    """The sheet whose page set-up it shares."""
    looks: Mapping[str, tuple[str, int, int]] = field(default_factory=dict)
    """The cells (sheet, row, column) whose looks `title`, `line`, `heading`, `cell` and `input`
    take."""
    inputs: Sequence[str] = ()
    """The headings below which a person may write."""
    hidden: Sequence[str] = ()
    """The headings of columns that are not shown."""
    mark: str = ""
    """What stands in a hidden row above the headings, by which the sheet is known again."""
    replaces: str = ""
    """The name of the sheet whose place it takes; a note that hangs there stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendments:
    """All that is to differ in the copy."""

    changes: Sequence[Change] = ()
    """The cells."""
    heights: Mapping[tuple[str, int], float] = field(default_factory=dict)
    """Rows, by sheet and number, that must be at least so many points tall."""
    widths: Mapping[tuple[str, int], float] = field(default_factory=dict)
    """Columns, by sheet and number, that are to be so many characters wide."""
    stale: Collection[tuple[str, int, int]] = ()
    """Formulas, by sheet, row and column, whose last value no longer holds: it is left out, since
    LibreOffice would show it as it stands. The formula stays."""
    sheets: Sequence[FurtherSheet] = ()
    """The sheets to add."""
    notes: Sequence[Note] = ()
    """The notes to hang on cells."""
