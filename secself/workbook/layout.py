"""Names of sheets, columns and labels, and their order: the one place writer and reader agree on.

Columns are found by heading and rows by Ref or token, never by position.
"""

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


READ_ME = "Read me"
INTERPRETATIONS = "Interpretations"
HIDDEN = "_secself"

TOKEN = Column(key="token", heading="Row token", kind="token", width=4)

_REAFFIRMED = (
    Column(
        key="reaffirmed",
        heading="Reaffirmed",
        kind="choice",
        width=11,
        field="reaffirmed",
        choices="yes",
        hint="Choose Yes once you have read last year's answer again and it still holds. "
        "It never stands in for an answer.",
    ),
    Column(
        key="reaffirmed_by",
        heading="Reaffirmed by",
        kind="text",
        width=12,
        field="reaffirmed_by",
        hint="Who read it again.",
    ),
    Column(
        key="reaffirmed_on",
        heading="Reaffirmed on",
        kind="date",
        width=11,
        field="reaffirmed_on",
        hint="The day it was read again, such as 2026-05-31.",
    ),
    Column(
        key="with_section",
        heading="Reaffirmed with its section",
        kind="shown",
        width=15,
        only_with_prior=True,
    ),
)

_COMMENTS = Column(
    key="open_comments",
    heading="Open comments",
    kind="shown",
    width=24,
    only_with_prior=True,
    only_with_comments=True,
)


_TO_DO = Column(key="to_do", heading="To do", kind="shown", width=17)


def _prior(key: str, heading: str, width: int) -> Column:
    """Make a column that shows the prior register beside the new one, to copy from."""
    return Column(
        key=f"prior_{key}", heading=heading, kind="shown", width=width, only_with_prior=True
    )


QUESTIONS = Table(
    sheet="Questions",
    section="questions",
    columns=(
        TOKEN,
        _TO_DO,
        Column(key="ref", heading="Ref", kind="ref", width=7),
        Column(key="theme", heading="Theme", kind="shown", width=13),
        Column(key="text", heading="Question", kind="shown", width=38),
        Column(key="standing", heading="Standing", kind="shown", width=16),
        Column(key="why", heading="Why it is asked", kind="shown", width=28),
        Column(key="interpretations", heading="Interpretations", kind="shown", width=15),
        Column(key="evidence_expected", heading="Expected evidence", kind="shown", width=24),
        Column(key="may_be", heading="Answer with", kind="shown", width=11),
        Column(key="prior_answer", heading="Prior answer", kind="shown", width=15),
        Column(
            key="prior_explanation",
            heading="Prior explanation",
            kind="shown",
            width=22,
            only_with_prior=True,
        ),
        Column(
            key="prior_evidence",
            heading="Prior evidence",
            kind="shown",
            width=10,
            only_with_prior=True,
        ),
        _COMMENTS,
        Column(
            key="answer",
            heading="Answer",
            kind="answer",
            width=15,
            field="answer",
            required=True,
            hint="What holds today. Leave it blank as long as you do not know.",
        ),
        Column(
            key="explanation",
            heading="Explanation",
            kind="text",
            width=34,
            field="narrative",
            hint="What stands behind the answer, in your own words.",
        ),
        Column(
            key="evidence",
            heading="Evidence",
            kind="ids",
            width=11,
            field="evidence",
            hint="Ids from the Evidence sheet, separated by commas, such as E01, E07.",
        ),
        *_REAFFIRMED,
    ),
)

VALIDATION = Table(
    sheet="Validation",
    section="validation",
    columns=(
        TOKEN,
        _TO_DO,
        Column(key="ref", heading="Ref", kind="ref", width=7),
        Column(key="chapter", heading="Section", kind="shown", width=12),
        Column(key="title", heading="Subject", kind="shown", width=14),
        Column(key="text", heading="Obligation", kind="shown", width=42),
        Column(key="standing", heading="Standing", kind="shown", width=16),
        Column(key="why", heading="Why this row is here", kind="shown", width=18),
        Column(key="interpretations", heading="Interpretations", kind="shown", width=15),
        Column(key="evidence_expected", heading="Expected evidence", kind="shown", width=24),
        Column(key="prior_position", heading="Prior position", kind="shown", width=10),
        Column(
            key="prior_explanation",
            heading="Prior explanation",
            kind="shown",
            width=18,
            only_with_prior=True,
        ),
        Column(key="prior_evidence", heading="Prior evidence", kind="shown", width=10),
        Column(
            key="prior_risk",
            heading="Prior residual risk",
            kind="shown",
            width=10,
            only_with_prior=True,
        ),
        _COMMENTS,
        Column(
            key="position",
            heading="Position",
            kind="choice",
            width=11,
            field="answer",
            choices="scale",
            required=True,
            hint="How far the obligation is met today.",
        ),
        Column(
            key="change",
            heading="Change",
            kind="choice",
            width=11,
            field="change",
            choices="declared_changes",
            hint="Whether anything about it has changed since the last assessment.",
        ),
        Column(
            key="what_changed",
            heading="What changed",
            kind="text",
            width=28,
            field="narrative",
            hint="For Changed: what changed, why, and what it does to the risk.",
        ),
        Column(
            key="evidence",
            heading="Evidence",
            kind="ids",
            width=11,
            field="evidence",
            hint="Ids from the Evidence sheet, separated by commas, such as E01, E07.",
        ),
        Column(
            key="owner",
            heading="Owner",
            kind="text",
            width=12,
            field="owner",
            hint="Who in your organisation answers for it.",
        ),
        Column(
            key="residual_risk",
            heading="Residual risk",
            kind="choice",
            width=10,
            field="residual_risk",
            choices="residual_risks",
            hint="The level of risk that remains with things as they are.",
        ),
        *_REAFFIRMED,
    ),
)

EVIDENCE = Table(
    sheet="Evidence",
    section="evidence",
    free_rows=120,
    columns=(
        Column(
            key="id",
            heading="Id",
            kind="text",
            width=10,
            field="id",
            required=True,
            hint="A short id of your own, such as E01; rows cite it.",
        ),
        Column(
            key="title",
            heading="Title",
            kind="text",
            width=44,
            field="title",
            hint="Its title as it stands on the document.",
        ),
        Column(
            key="version",
            heading="Version",
            kind="text",
            width=10,
            field="version",
            hint="Such as 3.1; a new version keeps the id.",
        ),
        Column(
            key="date",
            heading="Date",
            kind="date",
            width=12,
            field="date",
            hint="The date of the document, such as 2026-05-31.",
        ),
        Column(
            key="held_by",
            heading="Held by",
            kind="text",
            width=20,
            field="held_by",
            hint="Who can show it to the assessor.",
        ),
        Column(
            key="sha256",
            heading="SHA-256",
            kind="text",
            width=36,
            field="sha256",
            hint="The digest of the file, if you have it: 64 characters.",
        ),
        Column(
            key="review_due",
            heading="Review due",
            kind="date",
            width=12,
            field="review_due",
            hint="When the document must be reviewed, such as 2027-05-31.",
        ),
        _TO_DO,
        Column(key="cited", heading="Cited by rows", kind="shown", width=8),
        _prior("id", "Prior id", 10),
        _prior("title", "Prior title", 30),
        _prior("version", "Prior version", 10),
        _prior("date", "Prior date", 12),
        _prior("held_by", "Prior held by", 16),
        _prior("sha256", "Prior SHA-256", 36),
        _prior("review_due", "Prior review due", 13),
    ),
)

PROVIDERS = Table(
    sheet="Providers",
    section="providers",
    free_rows=25,
    columns=(
        Column(
            key="id",
            heading="Id",
            kind="text",
            width=24,
            field="id",
            required=True,
            hint="A short id, the same every year.",
        ),
        Column(
            key="name",
            heading="Name",
            kind="text",
            width=30,
            field="name",
            hint="The name of the company.",
        ),
        Column(
            key="service",
            heading="Service",
            kind="text",
            width=40,
            field="service",
            hint="What it runs or supplies for you.",
        ),
        Column(
            key="since",
            heading="Since",
            kind="date",
            width=12,
            field="since",
            hint="Since when, such as 2021-09-06.",
        ),
        Column(
            key="documents_accepted_on",
            heading="Documents accepted on",
            kind="date",
            width=14,
            field="documents_accepted_on",
            hint="When you last checked the provider's documents against your duties "
            "and accepted them.",
        ),
        _TO_DO,
    ),
)

REMEDIATION = Table(
    sheet="Remediation plan",
    section="remediation",
    free_rows=60,
    columns=(
        Column(
            key="ref",
            heading="Ref",
            kind="text",
            width=10,
            field="ref",
            required=True,
            hint="The Ref of the control or question it mends, such as G3.9.",
        ),
        Column(
            key="action",
            heading="Action",
            kind="text",
            width=56,
            field="action",
            hint="What will be done. Repeat what is still open in last year's words.",
        ),
        Column(
            key="owner",
            heading="Owner",
            kind="text",
            width=20,
            field="owner",
            hint="Who does it.",
        ),
        Column(
            key="due",
            heading="Due",
            kind="date",
            width=12,
            field="due",
            hint="By when, such as 2026-09-30.",
        ),
        Column(
            key="done_on",
            heading="Done on",
            kind="date",
            width=12,
            field="done_on",
            hint="The day it was done; blank while it is open.",
        ),
        _TO_DO,
        _prior("ref", "Prior ref", 10),
        _prior("action", "Prior action", 40),
        _prior("owner", "Prior owner", 16),
        _prior("due", "Prior due", 12),
        _prior("done_on", "Prior done on", 12),
    ),
)

PROFILE = Form(
    sheet="Profile",
    section="profile",
    labels=(
        Label(label="User", kind="shown", field="user"),
        Label(label="Year", kind="shown", field="year"),
        Label(label="Kind", kind="shown", field="kind"),
        Label(label="Framework", kind="shown", field="framework"),
        Label(
            label="User Roles",
            kind="roles",
            field="roles",
            hint="Every User Role you hold, separated by commas.",
        ),
        Label(
            label="Domestic premises",
            kind="whole",
            field="domestic_premises",
            hint="How many domestic premises you reach through your Smart Metering Systems.",
        ),
        Label(
            label="Non-domestic premises",
            kind="whole",
            field="non_domestic_premises",
            hint="How many non-domestic premises you reach through your Smart Metering Systems.",
        ),
        Label(
            label="User Systems",
            kind="whole",
            field="user_systems",
            hint="How many User Systems you run.",
        ),
        Label(
            label="SMETS1 enrolled",
            kind="choice",
            field="smets1_enrolled",
            hint="Yes if you have enrolled SMETS1 systems.",
        ),
    ),
)

DECLARATION = Form(
    sheet="Declaration",
    section="declaration",
    labels=(
        Label(label="Name", kind="text", field="name", hint="The name of the person who declares."),
        Label(
            label="Role", kind="text", field="role", hint="That person's role, such as Director."
        ),
        Label(
            label="Date",
            kind="date",
            field="date",
            hint="The date of the declaration, such as 2026-05-31.",
        ),
        Label(
            label="Declared",
            kind="choice",
            field="declared",
            hint="Choose Yes once every answer is complete and true.",
        ),
    ),
)

SECTION_MARKS = Table(
    sheet=READ_ME,
    section="marks",
    columns=(
        Column(key="sheet", heading="Sheet", kind="shown", width=20),
        Column(key="part", heading="Theme or section", kind="shown", width=66),
        Column(key="rows", heading="Rows", kind="shown", width=8),
        Column(key="done", heading="Done", kind="shown", width=8),
        Column(key="left", heading="Still to do", kind="shown", width=11),
        Column(key="next", heading="Next", kind="shown", width=11),
        Column(
            key="section_reaffirmed",
            heading="All of it reaffirmed",
            kind="choice",
            width=12,
            field="reaffirmed",
            choices="yes",
            hint="Choose Yes once all of it was read again and nothing has changed. It speaks for "
            "the rows that say No change, or repeat the prior answer, and never gives an answer.",
        ),
        Column(
            key="section_reaffirmed_by",
            heading="Read again by",
            kind="text",
            width=16,
            field="reaffirmed_by",
            hint="Who read all of it again.",
        ),
        Column(
            key="section_reaffirmed_on",
            heading="Read again on",
            kind="date",
            width=12,
            field="reaffirmed_on",
            hint="The day it was read again, such as 2026-05-31.",
        ),
        Column(key="covered", heading="Rows covered", kind="shown", width=9),
        Column(key="part_token", heading="Part token", kind="token", width=4),
    ),
)
"""A line for each theme and section on `Read me`, where all of it can be reaffirmed in one act.

Its words are no table of answers: what stands here is taken over into the rows it covers.
"""

PART = "part:"
"""How the hidden word of such a line begins; section and id of its theme or section follow."""

TABLES = (QUESTIONS, VALIDATION, EVIDENCE, PROVIDERS, REMEDIATION)
FORMS = (PROFILE, DECLARATION)
SHEETS = (
    READ_ME,
    PROFILE.sheet,
    QUESTIONS.sheet,
    VALIDATION.sheet,
    EVIDENCE.sheet,
    PROVIDERS.sheet,
    REMEDIATION.sheet,
    INTERPRETATIONS,
    DECLARATION.sheet,
)
"""The sheets a person sees, in order."""
