"""What came back: the answers of one User, as they were written."""

from collections.abc import Mapping
from dataclasses import field, fields
from datetime import date
from typing import Literal

from secself.model.comment import Comment
from secself.model.record import record
from secself.problems import NOWHERE, Origin


@record
class Unreadable:
    """A value that is there but could not be understood; it is kept, never dropped."""

    shown: str
    """What stands in the file."""

    def __str__(self) -> str:
        """Give what stands in the file."""
        return self.shown


Value = str | int | float | date | Unreadable | None
"""What a cell holds; None is blank, and only blank."""


@record
class Response:
    """The answer to one question, or the position on one control, and what supports it."""

    section: Literal["questions", "validation"]
    """Which table it stands in."""
    ref: str
    """The question or control it is about."""
    answer: Value = None
    """The `Answer` of a question, the `Position` on a control."""
    narrative: Value = None
    """The `Explanation` of a question, `What changed` of a control."""
    evidence: tuple[str | Unreadable, ...] = ()
    """The ids of the documents cited, in the order written."""
    change: Value = None
    """For a control: what the User declares of it."""
    owner: Value = None
    """For a control: who answers for it."""
    residual_risk: Value = None
    """For a control: the level of risk that remains."""
    reaffirmed: Value = None
    """`Yes` where a carried-over answer was read again and still holds."""
    reaffirmed_by: Value = None
    """Who read it again."""
    reaffirmed_on: Value = None
    """When it was read again."""
    fingerprint: str | None = field(default=None, compare=False)
    """The fingerprint of the words that were answered, if the file still says."""
    origin: Origin = field(default=NOWHERE, compare=False)
    """Where the main answer stands, or would stand."""
    origins: Mapping[str, Origin] = field(default_factory=dict, compare=False, hash=False)
    """Where each field stands, by the field's name, as far as known."""


@record
class EvidenceItem:
    """A document in the User's register."""

    id: str
    """The id that rows cite."""
    title: Value = None
    """Its title."""
    version: Value = None
    """Its version."""
    date: Value = None
    """Its date."""
    held_by: Value = None
    """Who holds it."""
    sha256: Value = None
    """The digest of the file."""
    review_due: Value = None
    """When it must be reviewed."""
    origin: Origin = field(default=NOWHERE, compare=False)
    """Where the row stands."""


@record
class Provider:
    """A Shared Resource Provider the User relies on."""

    id: str
    """Its id."""
    name: Value = None
    """Its name."""
    service: Value = None
    """What it supplies."""
    since: Value = None
    """Since when."""
    documents_accepted_on: Value = None
    """When the User last accepted the provider's documents."""
    origin: Origin = field(default=NOWHERE, compare=False)
    """Where the row stands."""


@record
class RemediationLine:
    """One planned action."""

    ref: str
    """The control or question it mends."""
    action: Value = None
    """What will be done."""
    owner: Value = None
    """Who does it."""
    due: Value = None
    """By when."""
    done_on: Value = None
    """When it was done."""
    origin: Origin = field(default=NOWHERE, compare=False)
    """Where the row stands."""


@record
class Statement:
    """One line of the `Profile` sheet: a label and what stands beside it."""

    label: str
    """The label."""
    value: Value = None
    """For `User Roles` the ids, comma-separated, in the framework's order."""
    origin: Origin = field(default=NOWHERE, compare=False)
    """Where it stands."""


@record
class Declaration:
    """Who stands for the submission."""

    name: Value = None
    """The person's name."""
    role: Value = None
    """The person's role."""
    date: Value = None
    """The date of the declaration; what ages and deadlines are judged at."""
    declared: Value = None
    """`Yes` once it is declared."""
    origin: Origin = field(default=NOWHERE, compare=False)
    """Where it stands."""


@record
class Issued:
    """An item that was put to the User in this file."""

    section: Literal["questions", "validation"]
    """Which table it belongs to."""
    ref: str
    """Its Ref."""
    fingerprint: str | None = None
    """The fingerprint of its words when issued, if the file still says."""


@record
class Marks:
    """What a file says of itself."""

    user: str | None = None
    """The User's id."""
    year: int | None = None
    """The assessment's year."""
    kind: str | None = None
    """Id of the kind of assessment."""
    framework: str | None = None
    """Id and edition, such as `sec-scf@2.5`."""
    roles: tuple[str, ...] = ()
    """The User Roles it was issued for."""
    facts: tuple[str, ...] = ()
    """The profile facts it was issued for."""
    source: str = ""
    """`report` if it was filled in from an assessor's report, else nothing."""
    follows: str = ""
    """The digest of the answers after which it asks again, else nothing: it answers only what was
    asked again, and all else stands as it was answered before."""


@record
class AddedRow:
    """A row a person added, or one that could not be placed; kept as it stands."""

    section: str
    """Which table it stands in."""
    cells: tuple[tuple[str, str], ...]
    """Heading and text of each filled cell."""
    origin: Origin = field(default=NOWHERE, compare=False)
    """Where it stands."""


@record
class CellCount:
    """What became of every filled cell of an input column."""

    filled: int = 0
    """How many were filled."""
    taken: int = 0
    """How many were taken as they stand."""
    unreadable: int = 0
    """How many could not be understood."""
    ignored: int = 0
    """How many stand where no answer is expected; each is listed as a Problem."""

    def __add__(self, other: "CellCount") -> "CellCount":
        """Add up two counts."""
        return CellCount(
            filled=self.filled + other.filled,
            taken=self.taken + other.taken,
            unreadable=self.unreadable + other.unreadable,
            ignored=self.ignored + other.ignored,
        )


@record
class RowCount:
    """How many rows of `Questions` and `Validation` apply, by their main answer."""

    rows: int = 0
    """How many apply; answered, unanswered and unreadable add up to it."""
    answered: int = 0
    """How many are answered."""
    unanswered: int = 0
    """How many are blank, or gone from the file."""
    unreadable: int = 0
    """How many hold something that is no answer."""
    added_rows: int = 0
    """How many rows answer nothing that was asked; they are not among `rows`."""


@record
class Submission:
    """Everything one User sent in for one assessment."""

    marks: Marks
    """Whose it is, of which year and kind, under which framework."""
    carries: tuple[str, ...]
    """The sections this kind of file can carry; what it cannot carry is not missing."""
    issued: tuple[Issued, ...]
    """What was put to the User."""
    responses: tuple[Response, ...] = ()
    """One for each issued row that is in the file, filled or blank."""
    statements: tuple[Statement, ...] = ()
    """The `Profile` sheet."""
    evidence: tuple[EvidenceItem, ...] = ()
    """The `Evidence` sheet."""
    providers: tuple[Provider, ...] = ()
    """The `Providers` sheet."""
    remediation: tuple[RemediationLine, ...] = ()
    """The `Remediation plan` sheet."""
    declaration: Declaration = Declaration()
    """The `Declaration` sheet."""
    interpretations: tuple[tuple[str, str], ...] = ()
    """Id and fingerprint of the Agreed Interpretations it was issued with, if known."""
    added: tuple[AddedRow, ...] = ()
    """Rows that answer nothing that was asked; kept, and listed as Problems."""
    cells: CellCount = field(default=CellCount(), compare=False)
    """What became of every filled cell."""
    comments: tuple[Comment, ...] = ()
    """What somebody wrote beside the answers; no answer itself, and not in their digest."""

    def response(self, section: str, ref: str) -> Response | None:
        """Find the Response to an item, or None if its row is not in the file."""
        wanted = (section, ref)
        return next((r for r in self.responses if (r.section, r.ref) == wanted), None)

    def statement(self, label: str) -> Value:
        """Give what stands beside a label of the `Profile` sheet, None if blank or not there."""
        return next((s.value for s in self.statements if s.label == label), None)

    @property
    def declared_on(self) -> date | None:
        """Give the date of the declaration, if there is a readable one."""
        return self.declaration.date if isinstance(self.declaration.date, date) else None

    @property
    def roles(self) -> tuple[str, ...]:
        """Give the User Roles stated in the file, else those it was issued for."""
        stated = self.statement("User Roles")
        if isinstance(stated, str):
            return tuple(part.strip() for part in stated.split(",") if part.strip())
        return self.marks.roles


Record = Response | EvidenceItem | Provider | RemediationLine | Statement
"""Anything that can stand on one side of a Delta."""

_SHOWN = {
    "questions": {
        "answer": "answer",
        "explanation": "narrative",
        "evidence": "evidence",
        "reaffirmed": "reaffirmed",
        "reaffirmed_by": "reaffirmed_by",
        "reaffirmed_on": "reaffirmed_on",
    },
    "validation": {
        "position": "answer",
        "change": "change",
        "what_changed": "narrative",
        "evidence": "evidence",
        "owner": "owner",
        "residual_risk": "residual_risk",
        "reaffirmed": "reaffirmed",
        "reaffirmed_by": "reaffirmed_by",
        "reaffirmed_on": "reaffirmed_on",
    },
}


def columns_of(record: Record) -> dict[str, Value | tuple[str | Unreadable, ...]]:
    """Give the values of a record under the names its sheet has for them, in order."""
    if isinstance(record, Response):
        shown = _SHOWN[record.section]
        return {name: getattr(record, field_name) for name, field_name in shown.items()}
    return {f.name: getattr(record, f.name) for f in fields(record) if f.compare}
