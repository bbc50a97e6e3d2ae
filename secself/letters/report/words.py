"""What the template of the assessor's report may say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label and what stands beside it."""

    label: str
    """The label."""
    text: str
    """What stands beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A count."""

    words: str
    """What was counted."""
    number: int
    """How many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A finding of the rules."""

    ref: str
    """The item."""
    title: str
    """What the item is about."""
    because: str
    """What was found, with the values."""
    why: str
    """Why it matters."""
    source: str
    """The rule, and where the code speaks of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarked:
    """A comment of an assessor."""

    ref: str
    """The item, or the place if it is on none."""
    title: str
    """What the item is about."""
    said: str
    """What the User says there."""
    comment: str
    """The assessor's words, with the replies; empty where there is only a view."""
    by: str
    """Who wrote it and when, as far as known."""
    view: str
    """The assessor's view; empty if none was given."""
    action: str
    """The action suggested; empty if none."""
    standing: str
    """How the comment stands, in words; empty if it is open and on the answer there is now."""
    beside: str
    """View, action, author and standing, a line each, as far as there is something to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section of the framework with the comments on it."""

    title: str
    """Its heading."""
    rows: tuple[Remarked, ...]
    """The comments, in the framework's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One control, as the assessor left it."""

    ref: str
    """The control."""
    title: str
    """What it is about."""
    position: str
    """What the User, or the assessor for it, says of it."""
    view: str
    """The assessor's view, each if there are several; empty if none was given."""
    direction: str
    """Which way it points since the baseline; empty without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that could not be assessed."""

    ref: str
    """The item; empty if it is about the files."""
    title: str
    """What the item is about."""
    reason: str
    """Why it could not be assessed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Something the committee asked for earlier."""

    assessment: str
    """The decision that asked."""
    text: str
    """What was asked."""
    due: str
    """By when."""
    state: str
    """How it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWords:
    """Everything the report may say."""

    marking: str
    """The protective marking, empty for none."""
    title: str
    """The assessment's full name and year."""
    user: str
    """The User's id."""
    by: str
    """Who reports; empty if nobody was named."""
    summary: tuple[str, ...]
    """What a committee must know, a paragraph each."""
    scope: tuple[Fact, ...]
    """What was assessed."""
    method: tuple[str, ...]
    """How it was assessed, a paragraph each."""
    baseline: tuple[Fact, ...]
    """What it was compared with."""
    changes: tuple[Tally, ...]
    """The items by what became of them."""
    material: tuple[Found, ...]
    """The material findings."""
    notes: tuple[Found, ...]
    """The findings to note."""
    views: tuple[Tally, ...]
    """The rows by the assessor's view."""
    controls: tuple[Verdict, ...]
    """Control by control, where the assessor assesses each; none for a self-assessment."""
    parts: tuple[Part, ...]
    """The comments by section; sections without one are left out."""
    withdrawn: tuple[Remarked, ...]
    """Comments that were taken back, with the reason."""
    gaps: tuple[Gap, ...]
    """What could not be assessed."""
    asked: tuple[Demand, ...]
    """What the committee asked for earlier, and whether it was done."""
    decision: tuple[str, ...]
    """What the committee decided on this assessment, a paragraph each; none before it has."""
    notice: tuple[str, ...]
    """The standing of the framework's texts, a paragraph each."""
