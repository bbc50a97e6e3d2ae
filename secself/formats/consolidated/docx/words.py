"""What the template of the committee's paper may say."""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label and what stands beside it."""

    label: str
    """The label."""
    text: str
    """What stands beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A row of the ranking."""

    place: str
    """Its place."""
    user: str
    """The User's name and id."""
    material: str
    """How many material findings."""
    concerns: str
    """Of how many rows an assessor has a concern."""
    notes: str
    """How many findings to note."""
    worse: str
    """How many items got worse, and how many differ."""
    compared: str
    """How much could be compared, and with what."""
    asked: str
    """What was asked before and whether it was done."""
    decision: str
    """What was decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """An item that rules spoke of, before and now."""

    ref: str
    """The item, and what it is about."""
    weight: str
    """Material, a note, or both."""
    before: Markup
    """What stood there before; what was taken out of it marked."""
    now: Markup
    """What stands there now; what was put in marked."""
    said: str
    """Each finding: what was found, why it matters, the rule and where the code says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A comment of an assessor."""

    ref: str
    """The item, or the place."""
    text: str
    """The words, with the replies."""
    beside: str
    """View, action, author, day and standing, a line each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Something the committee asked for."""

    user: str
    """The User."""
    text: str
    """What was asked, and on which decision."""
    due: str
    """By when."""
    standing: str
    """How it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWords:
    """A User's page."""

    title: str
    """Its place and the User's name."""
    facts: tuple[Fact, ...]
    """What is known of the User, and the figures."""
    flags: tuple[Flag, ...]
    """What rules spoke of, gravest first."""
    more: str
    """What else differs, and where it stands."""
    remarks: tuple[Remark, ...]
    """The comments."""
    asked: tuple[Demand, ...]
    """What the committee asked for before."""
    decided: tuple[str, ...]
    """What was decided, a paragraph each; none before it has been."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """Something found at several Users."""

    what: str
    """The rule and item, or the provider."""
    weight: str
    """Material, or a note."""
    users: str
    """At whom."""
    premises: str
    """How many premises are behind them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """A section, and how it went over all Users."""

    section: str
    """Its id and heading."""
    worse: str
    """How many of its items got worse."""
    better: str
    """How many got better."""
    users: str
    """At whom something got worse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One year of all Users."""

    year: str
    """The year."""
    users: str
    """How many Users are counted."""
    positions: str
    """How many controls stand at each position."""
    risks: str
    """How many controls stand at each level of residual risk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An outcome the committee can choose."""

    label: str
    """Its name."""
    meaning: str
    """What follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWords:
    """Everything the paper may say."""

    marking: str
    """The protective marking, empty for none."""
    title: str
    """The kind of assessment and the year."""
    headline: str
    """What the pack holds, in a sentence."""
    control: tuple[Fact, ...]
    """Document control."""
    ranking: tuple[Ranked, ...]
    """The Users, gravest first."""
    missing: tuple[Fact, ...]
    """The Users of whom nothing has come, and why they are expected."""
    cases: tuple[CaseWords, ...]
    """A page a User."""
    shared: tuple[Common, ...]
    """What several Users have in common."""
    outliers: tuple[Fact, ...]
    """The Users that stand out from their peers."""
    sections: tuple[Grown, ...]
    """The sections that got worse."""
    trend: tuple[Year, ...]
    """Year by year."""
    actions: tuple[Demand, ...]
    """What was asked of all Users."""
    choices: tuple[Choice, ...]
    """The outcomes the committee can choose."""
    definitions: tuple[Fact, ...]
    """What is counted."""
    texts: tuple[Fact, ...]
    """Which texts are verified, recalled, or our own."""
    notice: tuple[str, ...]
    """The standing of the framework's data, a paragraph each."""
