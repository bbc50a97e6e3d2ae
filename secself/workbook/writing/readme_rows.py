"""Which row of `Read me` each block begins in, worked out before anything is written.

Other sheets refer to the lines of its sections, so these rows must be known beforehand.
"""

from dataclasses import dataclass

from secself.workbook.writing.words import MISSING, STEPS, Step

TITLE, STATE, MARKING, OVERALL, DUE, OWN_DATE, COMMENTS = range(7)
"""The rows of the head of the sheet, counted from nought."""
_FIRST_BLOCK = 7
_HEAD = 2
"""A block begins with its title and its headings."""
PEOPLE = 14
"""How many people are listed by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Where each block of `Read me` begins: the row of its title, counted from nought."""

    steps: int
    """What to do, and how far it is done."""
    missing: int
    """What is missing, by kind."""
    parts: int
    """Progress by theme and section."""
    people: int
    """Who did what."""
    rest: int
    """What is only read."""

    @property
    def first_part(self) -> int:
        """Give the row of the first theme or section."""
        return self.parts + _HEAD


def steps(*, has_prior: bool) -> tuple[Step, ...]:
    """Give the steps to take; one of them needs a prior assessment."""
    return tuple(step for step in STEPS if has_prior or not step.only_with_prior)


def rows(parts: int, *, has_prior: bool) -> Rows:
    """Work out where each block begins, for so many themes and sections."""
    # The steps end with their total; a blank row follows each block.
    missing = _FIRST_BLOCK + _HEAD + len(steps(has_prior=has_prior)) + 2
    listed = missing + _HEAD + len(MISSING) + 1
    people = listed + _HEAD + parts + 1
    return Rows(
        steps=_FIRST_BLOCK,
        missing=missing,
        parts=listed,
        people=people,
        rest=people + _HEAD + PEOPLE + 3,
    )
