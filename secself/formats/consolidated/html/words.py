"""What the template of the committee's page may say."""

from dataclasses import dataclass

from secself.formats.consolidated.html.charts import Chart
from secself.formats.html.cells import Row
from secself.formats.html.items import Said
from secself.model import (
    AskedAction,
    Case,
    Consolidation,
    Delta,
    Finding,
    Missing,
    SectionTrend,
    Shared,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label and what stands beside it."""

    label: str
    """The label."""
    text: str
    """What stands beside it, a line each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """An item that rules spoke of, before and now."""

    ref: str
    """The item."""
    title: str
    """What it is called."""
    findings: tuple[Finding, ...]
    """All that was found on it, gravest first."""
    also: tuple[str, ...]
    """For each of them the other Users at whom the same was found; blank where there is none."""
    delta: Delta | None
    """What was compared; None if the finding is on no item."""
    rows: tuple[Row, ...]
    """Its columns that differ; all of them if none does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """An item that changed, and of which no rule spoke."""

    ref: str
    """The item."""
    title: str
    """What it is called."""
    direction: str
    """Which way it points: an id of the model."""
    changes: str
    """What changed, in words."""
    rows: tuple[Row, ...]
    """Its columns that differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A comment of an assessor."""

    ref: str
    """The item or the place it is on."""
    title: str
    """What the item is called."""
    said: Said
    """The comment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Something the committee asked for."""

    asked: AskedAction
    """What was asked."""
    standing: str
    """How it stands, in words."""
    decided: str
    """In which decision it was asked."""
    last: str
    """What was reported last; blank if nothing was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWords:
    """A User, as the page tells it."""

    place: int
    """Its place in the order of the pack."""
    case: Case
    """The User."""
    anchor: str
    """Where on the page it stands."""
    file: str
    """The file of its own page, below the pack."""
    title: str
    """Its name, or its id."""
    category: str
    """What its category of Party, or else its roles, are called."""
    compared: str
    """How much could be compared."""
    baseline: str
    """With what it was compared."""
    gravest: Finding | None
    """The gravest finding."""
    found: tuple[str, ...]
    """Each materiality with each rule that spoke, as `material:position-lowered`."""
    providers: tuple[str, ...]
    """The providers it relies on, or did."""
    asked: str
    """What was asked before, and whether it was done."""
    decision: str
    """What was decided."""
    facts: tuple[Fact, ...]
    """What is known of it."""
    flags: tuple[Flag, ...]
    """The items that rules spoke of, gravest first."""
    others: tuple[Changed, ...]
    """The items that changed without a finding."""
    remarks: tuple[Remark, ...]
    """The comments."""
    demands: tuple[Demand, ...]
    """What the committee asked for before."""
    wanted: tuple[Demand, ...]
    """What the committee asks for in its decision on this assessment."""
    decided: tuple[str, ...]
    """What was decided, a paragraph each; none before it has been."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something that can be chosen, or filtered for."""

    value: str
    """Its id."""
    label: str
    """Its name."""
    number: int = 0
    """At how many Users it is."""
    meaning: str = ""
    """What it means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """Everything the page may say."""

    held: Consolidation
    """The pack."""
    title: str
    """The kind of assessment and the year."""
    headline: str
    """What the pack holds, in a sentence."""
    figures: tuple[tuple[int, str], ...]
    """The figures of the whole pack, each with what it counts."""
    control: tuple[Fact, ...]
    """On what the pack rests."""
    users: tuple[CaseWords, ...]
    """The Users, gravest first."""
    places: dict[str, CaseWords]
    """The Users by their ids."""
    facets: tuple[tuple[str, str, tuple[Choice, ...]], ...]
    """What can be filtered for: a name, its heading, and the choices."""
    outcomes: tuple[Choice, ...]
    """The outcomes the committee can choose."""
    missing: tuple[tuple[Missing, str, str], ...]
    """Who is missing, each with its standing and category in words."""
    demands: tuple[Demand, ...]
    """What was asked of all Users."""
    rules: tuple[Shared, ...]
    """The rules that spoke of one item at several Users."""
    providers: tuple[Shared, ...]
    """The providers that came, went or changed."""
    sections: tuple[SectionTrend, ...]
    """The sections that got worse."""
    years: tuple[tuple[str, ...], ...]
    """The years: a row of headings, then a row each."""
    charts: tuple[Chart, ...]
    """The charts."""
    definitions: tuple[Fact, ...]
    """What is counted."""
    texts: tuple[Fact, ...]
    """Which texts are verified, recalled, or our own."""
    statement: tuple[str, ...]
    """The standing of the framework's texts, a paragraph each."""
