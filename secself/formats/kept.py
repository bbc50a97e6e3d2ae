"""What an archive keeps for how long, and what is past that, as text and as plain data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from secself import retention
from secself.formats.documents import receipt_document
from secself.model import Receipt
from secself.phrases import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """For how long something is kept."""

    what: str
    """What it is, such as `assessments`."""
    period: retention.Period
    """How long."""
    since: str
    """When that was said; nothing if nobody did."""
    reason: str
    """Why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Something that has been kept for longer than it is to be."""

    what: str
    """What it is, such as `assessments`."""
    subject: str
    """The assessment it is of."""
    until: date
    """The last day on which it was to be kept."""
    entries: tuple[int, ...]
    """The numbers of the entries whose contents are still there."""
    size: int
    """How many bytes these have."""
    is_newest: bool
    """Whether nothing newer is there of this User."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is kept for how long, and what is past that."""

    archive: str
    """The archive."""
    settings: tuple[Setting, ...]
    """For how long each thing is kept."""
    as_of: date
    """The day on which that is judged."""
    past: tuple[Past, ...]
    """What is past its time."""
    held: tuple[str, ...]
    """The refused files that are."""
    is_done: bool
    """Whether it was erased."""
    receipt: Receipt | None
    """What proves what the archive holds now."""


def text(told: Told) -> str:
    """Say what is kept for how long, and what becomes of what is past that."""
    return "\n".join(_lines(told))


def document(told: Told) -> Mapping[str, object]:
    """Give what is kept for how long, and what is past that."""
    return {
        "format": "secself/archive-retention@1",
        "files": [],
        "archive": told.archive,
        "as_of": told.as_of.isoformat(),
        "keep": {
            one.what: {
                "period": str(one.period),
                "since": one.since or None,
                "reason": one.reason or None,
            }
            for one in told.settings
        },
        "past": [
            {
                "what": one.what,
                "assessment": one.subject,
                "until": one.until.isoformat(),
                "entries": list(one.entries),
                "size": one.size,
                "newest": one.is_newest,
            }
            for one in told.past
        ],
        "quarantine": list(told.held),
        "erased": told.is_done,
        "receipt": receipt_document(told.receipt),
        "problems": [],
    }


def _lines(told: Told) -> Iterator[str]:
    yield f"{one_line(told.archive)} keeps"
    for one in told.settings:
        yield f"    {_setting(one)}"
    verb = "was erased" if told.is_done else "is past its time"
    if not (told.past or told.held):
        yield f"As of {told.as_of.isoformat()}, nothing {verb}."
        return
    yield f"As of {told.as_of.isoformat()}, this {verb}:"
    for past in told.past:
        yield f"    {_past(past)}"
    for name in told.held:
        yield f"    refused file {one_line(name)}"
    if told.is_done:
        yield "The digests stay, and the chain holds. Copies of the archive, exports, backups and"
        yield "reports that were made of it still have it."
        yield f"Receipt: {told.receipt}"
    else:
        yield "Nothing was erased. To have it erased for good, say --erase and why: --reason TEXT."


def _setting(one: Setting) -> str:
    begun = "after it came" if one.what == retention.QUARANTINE else "after the end of its year"
    long = f"{one.period.words} {begun}" if one.period.number else retention.FOREVER
    why = f"  (said {one.since[:10]}: {one_line(one.reason)})" if one.since else ""
    return f"{one.what.ljust(12)} {long}{why}"


def _past(one: Past) -> str:
    number = f"{len(one.entries)} {'content' if len(one.entries) == 1 else 'contents'}"
    newest = "; nothing newer is there to compare with" if one.is_newest else ""
    return (
        f"{one.subject}, {one.what}: {number} of {one.size:,} bytes, kept until "
        f"{one.until.isoformat()}{newest}"
    )
