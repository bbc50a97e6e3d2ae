"""What is wrong in a file somebody wrote, where, and what to do about it.

A `Problem` is a value that is collected and shown; an exception only stops the work.
This is the lowest room of the house: it imports nothing of ours.
"""

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "note"]
"""`error`: this answer cannot be used as it stands; the other two only inform."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a value came from, as the reader of that file sees it."""

    file: str | None = None
    """The file as it was named by the person, or None for what has no file."""
    sheet: str | None = None
    """The sheet's name as it stands in that file, for workbooks."""
    cell: str | None = None
    """The cell's address, such as `D14`, for workbooks."""
    line: int | None = None
    """The line, counted from 1, for text files."""
    path: str | None = None
    """The way to the value inside plain data, such as `controls[3].text`."""

    def __str__(self) -> str:
        """Say the place in the words of the program that shows the file."""
        inside = self.sheet or self.path or ""
        if self.sheet and self.cell:
            inside = f"{self.sheet}!{self.cell}"
        parts = [self.file or "", inside if self.line is None else f"line {self.line}"]
        return ", ".join(part for part in parts if part)


NOWHERE = Origin()
"""The origin of a value that was not read from a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault in what a person wrote: place, fault, remedy."""

    level: Level = "error"
    """How grave it is for the use of this answer."""
    code: str
    """A name that never changes its meaning; docs/reference/problems.md explains it."""
    origin: Origin = NOWHERE
    """Where it stands."""
    ref: str | None = None
    """The control or question it is about, if it is about one."""
    what: str
    """What is wrong, as one sentence that quotes what was found."""
    remedy: str
    """What to do, as an instruction."""

    def __str__(self) -> str:
        """Give place, fault, remedy and code on two lines."""
        # What was found in a file, or its name, must not be able to look like a line of ours.
        place, what = (text.replace("\n", "\\n") for text in (str(self.origin), self.what))
        return f"{place}: {what}\n    {self.remedy}  [{self.code}]".removeprefix(": ")


class SecselfError(Exception):
    """Something a person can put right; it stops the work and carries its Problems."""

    def __init__(self, *problems: Problem) -> None:
        """Keep the Problems; their texts become the message."""
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class NotFound(SecselfError):
    """No such file, framework, edition, role or template."""


class NotAWorkbook(SecselfError):
    """The bytes are not a workbook or document of the Office Open XML kind, or not a safe one."""


class WrongFramework(SecselfError):
    """The file was made from another framework, or from an edition that is not here."""


class Refused(SecselfError):
    """The file was read, and too much is wrong to use it."""


class NotSaved(SecselfError):
    """The file could not be written; nothing was changed."""


def read_failed(code: str, what: str, remedy: str, file: str | None = None) -> Problem:
    """Make the Problem of a file that cannot be used at all."""
    return Problem(code=code, origin=Origin(file=file), what=what, remedy=remedy)
