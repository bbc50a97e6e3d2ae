"""What an archive holds: entries that follow each other, and the assessments they are about."""

import re
from dataclasses import dataclass
from typing import Literal

from secself.problems import Problem

EntryKind = Literal[
    "framework",
    "pack",
    "original",
    "submission",
    "comments",
    "settlement",
    "findings",
    "decision",
    "action",
    "letter",
    "progress",
    "closing",
    "meeting",
    "withdrawal",
    "rename",
    "erasure",
    "redaction",
    "retention",
]
"""What an entry records."""

_USER = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_REFERENCE = re.compile(
    rf"(?P<user>{_USER})/(?P<year>[0-9]{{4}})-(?P<kind>[a-z]+)"
    r"(?:#(?P<number>[1-9][0-9]{0,5}))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the archive; nothing in it is ever changed."""

    number: int
    """Its place, counted from 1 without a gap."""
    kind: str
    """What it records, one of `EntryKind`; a later version may know more."""
    subject: str
    """What it is about: `acme/2026-ssa`, a framework's reference, or a User's id."""
    key: str
    """By what it is found again: the digest of the answers, else that of the content."""
    about: int | None
    """The number of the entry it adds to or takes back; None if it stands alone."""
    content: str
    """The SHA-256 of what is recorded; the bytes are kept beside the chain."""
    recorded: str
    """When it was recorded, in universal time, such as `2026-06-30T09:15:00Z`."""
    previous: str
    """The hash of the entry before it."""
    hash: str
    """The hash of all the above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What proves later that an entry, and all before it, was there."""

    number: int
    """The number of the entry."""
    hash: str
    """Its hash."""

    def __str__(self) -> str:
        """Give both as one word."""
        return f"{self.number}:{self.hash}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentReference:
    """The name of an assessment in the archive, or of one of its submissions."""

    user: str
    """The User's id."""
    year: int
    """The assessment's year."""
    kind: str
    """Id of the kind of assessment."""
    number: int | None = None
    """Which submission, counted from 1; None for the newest that was not withdrawn."""

    @property
    def subject(self) -> str:
        """Name the assessment."""
        return f"{self.user}/{self.year}-{self.kind}"

    def __str__(self) -> str:
        """Name the assessment, and which of its submissions if one is meant."""
        return self.subject if self.number is None else f"{self.subject}#{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One submission as it stands in the archive today."""

    reference: AssessmentReference
    """Its name, with its number, which never becomes that of another."""
    entry: Entry
    """The entry that holds it."""
    comments: tuple[Entry, ...] = ()
    """The entries with comments on it, oldest first."""
    others: tuple[Entry, ...] = ()
    """What else was recorded about it, oldest first."""
    withdrawn: Entry | None = None
    """The entry that takes it back, None if it stands."""
    known_as: str = ""
    """The name under which it was recorded, if its User has another id now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was judged of a submission when it came, in figures."""

    as_of: str
    """The day on which ages and deadlines were judged."""
    baseline: str | None
    """The submission it was compared with, None if there was none."""
    material: int
    """How many findings were material."""
    notes: int
    """How many were notes."""
    entry: int
    """The number of the entry that holds them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """That a User has another id from now on, with all that was recorded before."""

    old: str
    """The id it had."""
    new: str
    """The id it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A refused file."""

    sha256: str
    """The digest of its bytes."""
    name: str
    """Its name."""
    received: str
    """When it came, in universal time."""
    size: int
    """How many bytes it has."""
    codes: tuple[str, ...]
    """The codes of the Problems for which it was refused."""


Standing = Literal[
    "as-received",
    "erased",
    "as-sealed",
    "same-answers",
    "as-issued",
    "texts-altered",
    "altered",
    "seal-broken",
    "unrecorded",
    "refused",
]
"""How a file stands to what it is held against.

Byte for byte what came; what came, and was erased since; byte for byte what was sealed; the same
answers in other bytes; its texts as issued, or not; other answers; a seal that proves nothing; not
known; no file.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What can be said of a file."""

    file: str
    """Its name, as it was given."""
    standing: Standing
    """How it stands to what was recorded."""
    recorded: str | None = None
    """The submission it was held against."""
    seal: str | None = None
    """The seal it was held against."""
    file_sha256: str | None = None
    """The digest of its bytes."""
    digest: str | None = None
    """The digest of its answers."""
    problems: tuple[Problem, ...] = ()
    """What was altered, cell by cell, and what else was found in reading it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """What was found in an archive."""

    entries: int
    """How many entries it has."""
    contents: int
    """How many contents they name."""
    size: int
    """How many bytes these have together."""
    receipt: Receipt | None
    """What proves later that all that stands now was there."""
    problems: tuple[Problem, ...]
    """All that does not hold."""
    erased: int = 0
    """How many contents were erased on request, as entries say."""


def read_reference(text: str) -> AssessmentReference | None:
    """Read `USER/YEAR-KIND` or `USER/YEAR-KIND#n`; None if the text is no such name."""
    found = _REFERENCE.fullmatch(text)
    if found is None:
        return None
    number = found["number"]
    return AssessmentReference(
        user=found["user"],
        year=int(found["year"]),
        kind=found["kind"],
        number=int(number) if number else None,
    )


def is_user_id(text: str) -> bool:
    """Tell whether a text can be the id of a User."""
    return re.fullmatch(_USER, text) is not None


def read_receipt(text: str) -> Receipt | None:
    """Read a receipt back; None if the text is none."""
    found = re.fullmatch(r"([1-9][0-9]{0,11}):([0-9a-f]{64})", text.strip())
    return Receipt(number=int(found[1]), hash=found[2]) if found else None
