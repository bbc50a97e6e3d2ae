"""What is said about a submission: how it differs from the prior one, and what matters of it."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from secself.model.archive import Judgement, Receipt
from secself.model.carrying import Wording
from secself.model.challenge import ChallengeSample
from secself.model.comment import Comment
from secself.model.decision import Decision
from secself.model.framework import Framework
from secself.model.record import record
from secself.model.review import BoundComment
from secself.model.submission import (
    EvidenceItem,
    Provider,
    Record,
    Response,
    RowCount,
    Statement,
    Submission,
)
from secself.problems import Problem

Section = Literal["questions", "validation", "profile", "providers", "evidence", "remediation"]
"""The part of a submission that a Delta belongs to."""

NO_CONCERN = "No concern"
"""The one view of an assessor that is no concern."""

Direction = Literal["worse", "better", "same", "unclear"]
"""Which way a change points; `unclear` is never counted as fine."""

Change = Literal[
    "no-longer-answered",
    "unanswered",
    "out-of-scope",
    "removed",
    "position-changed",
    "answer-changed",
    "risk-changed",
    "fact-changed",
    "item-changed",
    "evidence-changed",
    "in-scope",
    "added",
    "newly-answered",
    "declared-change-changed",
    "narrative-changed",
    "owner-changed",
    "detail-changed",
    "reaffirmation-changed",
    "not-compared",
    "unchanged",
]
"""What changed, gravest first."""

Materiality = Literal["material", "note"]
"""How much the committee should care."""


@record
class CheckedFile:
    """One file, and all that is wrong with it."""

    file: str
    """Its name, as it was given."""
    file_sha256: str | None
    """The digest of its bytes; None if it could not be read."""
    submission: Submission | None = None
    """What it says; None if it was refused."""
    counts: RowCount = RowCount()
    """Its rows by their main answer."""
    settled_elsewhere: int = 0
    """How many of the unanswered rows another file of the same assessment settles."""
    digest: str | None = None
    """The digest of its answers; None if it was refused."""
    as_of: date | None = None
    """The day on which its dates were judged; None if it was refused."""
    problems: tuple[Problem, ...] = ()
    """All that is wrong with it."""
    recorded: str | None = None
    """Of which assessment the archive has it, such as `acme/2026-ssa`; None if it has not."""
    recorded_as: str | None = None
    """Which submission it is, such as `acme/2026-ssa#1`."""
    is_kept: bool = False
    """Whether it was refused, and its bytes were kept aside."""
    is_known: bool = False
    """Whether its answers were in the archive before."""
    comments_added: int = 0
    """How many of its comments were not in the archive before."""
    judged: Judgement | None = None
    """What was judged of the submission as it was recorded, None if nothing was."""
    decision: str | None = None
    """The decision it reports on, if it is a workbook of actions that was taken."""
    reported: int = 0
    """On how many actions it says something new."""

    @property
    def is_accepted(self) -> bool:
        """Tell whether it could be taken whole, which is not to say that it is complete."""
        return self.submission is not None or self.decision is not None

    @property
    def has_errors(self) -> bool:
        """Tell whether any Problem is an error."""
        return any(problem.level == "error" for problem in self.problems)


@record
class Delta:
    """The comparison of one item; every item of either side is in exactly one."""

    section: Section
    """The part of the submission it belongs to."""
    ref: str
    """Ref, Profile label, provider or evidence id, or `Ref#n` for a remediation line."""
    changes: tuple[Change, ...]
    """All that changed, gravest first; never empty."""
    direction: Direction
    """Which way it points, all in all."""
    before: Record | None
    """The prior side, None if the item is not there."""
    after: Record | None
    """The current side, None if the item is not there."""
    wording: Wording = "same"
    """What became of the item's words."""
    became: tuple[str, ...] = ()
    """For an item split, merged or moved: the refs it became."""
    came_from: tuple[str, ...] = ()
    """For an item that was split, merged or moved: the refs it came from."""

    @property
    def change(self) -> Change:
        """Name the gravest change."""
        return self.changes[0]


@record
class Finding:
    """Something about a User's security that the committee should look at."""

    rule: str
    """The rule that speaks, such as `position-lowered`."""
    ref: str
    """The item it is about."""
    materiality: Materiality
    """How much it matters."""
    because: str
    """One sentence with the values."""
    inputs: Mapping[str, str | int | float | None]
    """The values the rule looked at."""
    sources: tuple[str, ...] = ()
    """The places in the code that make it matter, such as `SEC G5.16`."""
    unverified: tuple[str, ...] = ()
    """Those of the sources that are recalled or proposed only."""
    why: str = ""
    """Why the committee should care, as the rule's manual page has it."""


@record
class Comparison:
    """One submission against its baseline: all that the rules may look at."""

    framework: Framework
    """The framework of the current side."""
    current: Submission
    """What came back now."""
    prior: Submission | None
    """The baseline, None if there is none."""
    as_of: date
    """The day on which ages and deadlines are judged."""
    deltas: tuple[Delta, ...]
    """Every item of either side, each once."""
    comparability: float
    """The share of questions and controls that could be compared, 0 to 1."""
    decided_before: tuple[Decision, ...] = ()
    """What stands of what the committee decided on earlier assessments, oldest first."""

    def of(self, section: Section) -> tuple[Delta, ...]:
        """Give the Deltas of one section, in order."""
        return tuple(delta for delta in self.deltas if delta.section == section)

    def delta(self, section: Section, ref: str) -> Delta | None:
        """Find the Delta of one item, or None."""
        return next((d for d in self.deltas if (d.section, d.ref) == (section, ref)), None)

    def about(self, section: str, ref: str) -> Delta | None:
        """Find the Delta of what a comment is about; None if it is about several, or none."""
        found = [
            one
            for one in self.deltas
            if one.section == section
            and ref == (one.ref.partition("#")[0] if section == "remediation" else one.ref)
        ]
        return found[0] if len(found) == 1 else None


@record
class Past:
    """A past assessment of a User, with its rows under the Refs they have now."""

    year: int | None
    """Its year, as far as the file says."""
    kind: str | None
    """Its kind, as far as the file says."""
    submission: Submission
    """What was answered."""

    def record(self, section: Section, ref: str) -> Record | None:
        """Find what stood there of an item, or None."""
        held = self.submission
        rows: tuple[Record, ...] = (
            *held.responses,
            *held.statements,
            *held.providers,
            *held.evidence,
        )
        return next((row for row in rows if _is_of(row, section, ref)), None)


_KEYS: Mapping[Section, tuple[type, str]] = {
    "profile": (Statement, "label"),
    "providers": (Provider, "id"),
    "evidence": (EvidenceItem, "id"),
}


def _is_of(row: Record, section: Section, ref: str) -> bool:
    if isinstance(row, Response):
        return (row.section, row.ref) == (section, ref)
    kind, name = _KEYS.get(section, (type(None), ""))
    return isinstance(row, kind) and getattr(row, name) == ref


@record
class RuleLook:
    """What one rule made of one item."""

    rule: str
    """The rule."""
    level: str
    """How loudly the framework lets it speak: `material`, `note` or `off`."""
    because: str
    """What it found, or what it looked for and saw."""
    findings: tuple[Finding, ...] = ()
    """What it said; nothing if it stayed silent."""


@record
class Trace:
    """Why one item is flagged, and why it is not flagged for more."""

    delta: Delta
    """What was compared, and what differs."""
    looks: tuple[RuleLook, ...]
    """Every rule that looks at items of its kind, in the framework's order."""


@record
class Simulation:
    """What the findings of one comparison would be under other settings of the rules."""

    appearing: tuple[Finding, ...]
    """Findings there would be, and are not now."""
    vanishing: tuple[Finding, ...]
    """Findings there are now, and would not be."""
    differing: tuple[tuple[Finding, Finding], ...]
    """Findings that would speak more or less loudly, or say something else: now and then."""
    staying: int
    """How many findings would be as they are."""


@record
class Tried:
    """A simulation, and what it was tried with."""

    name: str
    """The file that holds the other settings."""
    simulation: Simulation
    """What the findings would be."""


@record
class Assessment:
    """A submission, and everything said about it."""

    comparison: Comparison
    """How it differs from its baseline."""
    findings: tuple[Finding, ...]
    """What the committee should look at, gravest first."""
    problems: tuple[Problem, ...]
    """What is wrong with the files."""
    files: tuple[str, ...]
    """The files of the current side, as they were named."""
    prior_files: tuple[str, ...]
    """The files of the baseline, as they were named."""
    digest: str
    """The digest of the current side's answers."""
    prior_digest: str | None
    """The digest of the baseline's answers."""
    marking: str = ""
    """The protective marking of every output."""
    probed: ChallengeSample | None = None
    """The sample of what is declared unchanged, if one was asked for."""
    tried: Tried | None = None
    """What other settings of the rules would give, if they were tried out."""
    past: tuple[Past, ...] = ()
    """All past assessments that were found, oldest first."""
    traces: tuple[Trace, ...] = ()
    """Of each item that was asked about: which rules looked at it, and why they spoke."""
    comments: tuple[BoundComment, ...] = ()
    """What assessors said of it, and what was left open of what they said before."""
    decision: Decision | None = None
    """What the committee decided on it, None before it has."""
    decided_before: tuple[Decision, ...] = ()
    """What stands of what the committee decided on earlier assessments, oldest first."""
    receipt: Receipt | None = None
    """What proves later what the archive held that was used; None if none was."""

    @property
    def material(self) -> tuple[Finding, ...]:
        """Give the findings that are material."""
        return tuple(f for f in self.findings if f.materiality == "material")

    @property
    def notes(self) -> tuple[Finding, ...]:
        """Give the findings that are notes."""
        return tuple(f for f in self.findings if f.materiality == "note")

    @property
    def concerned(self) -> tuple[BoundComment, ...]:
        """Give the comments with a view other than `No concern`, those taken back left out."""
        return tuple(
            one
            for one in self.comments
            if one.withdrawn is None and (one.comment.view or NO_CONCERN).strip() != NO_CONCERN
        )

    @property
    def concerns(self) -> int:
        """Count the rows of which the assessor's view is not `No concern`."""
        return len({_row_of(one.comment) for one in self.concerned})


def _row_of(comment: Comment) -> tuple[str, str, str]:
    return comment.section, comment.ref, "" if comment.ref else comment.place
