"""Where names stand in an archive, or stood, as text for a terminal and as plain data."""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from secself.formats.documents import receipt_document
from secself.model import Receipt
from secself.phrases import one_line

_SHOWN = 5
_AROUND = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A content in which a name stands."""

    entry: int
    """The number of the entry that records it."""
    kind: str
    """What it records."""
    subject: str
    """What it is about."""
    sha256: str
    """The digest of the content."""
    fields: tuple[tuple[str, str], ...] = ()
    """Where in a document, and what stands there; none for a file, which goes as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """All that was found, and whether it was erased."""

    archive: str
    """The archive."""
    names: tuple[str, ...]
    """The names that were looked for."""
    found: tuple[Place, ...]
    """Where they stand."""
    held: tuple[str, ...]
    """The refused files that have them."""
    unsearched: tuple[str, ...]
    """The files that could not be looked into."""
    is_done: bool
    """Whether they were erased."""
    receipt: Receipt | None
    """What proves what the archive holds now."""


def text(told: Places) -> str:
    """Say where names stand, what becomes of each place, and what was not looked into."""
    return "\n".join(_lines(told))


def document(told: Places) -> Mapping[str, object]:
    """Give where names stand."""
    return {
        "format": "secself/archive-erase@1",
        "files": [],
        "archive": told.archive,
        "erased": told.is_done,
        "count": len(told.found),
        "found": [
            {
                "entry": one.entry,
                "kind": one.kind,
                "subject": one.subject,
                "sha256": one.sha256,
                "whole": not one.fields,
                "places": [{"field": field, "text": said} for field, said in one.fields],
            }
            for one in told.found
        ],
        "quarantine": list(told.held),
        "unsearched": list(told.unsearched),
        "receipt": receipt_document(told.receipt),
        "problems": [],
    }


def _lines(told: Places) -> Iterator[str]:
    listed = " or ".join(f"“{one_line(name)}”" for name in told.names)
    stood = "stood" if told.is_done else "stands"
    if not (told.found or told.held):
        yield f"{listed} {stood} nowhere in {one_line(told.archive)}."
    else:
        yield f"{listed} {stood} in {_counted(told)} of {one_line(told.archive)}:"
    for one in told.found:
        yield from _place(one)
    for name in told.held:
        yield f"    refused file {one_line(name)}: it leaves the quarantine"
    if told.unsearched:
        yield "These could not be looked into, as they are protected or damaged:"
    for name in told.unsearched:
        yield f"    {one_line(name)}"
    yield from _end(told)


def _counted(told: Places) -> str:
    number = len(told.found) + len(told.held)
    return f"{number} {'content' if number == 1 else 'contents'}"


def _place(one: Place) -> Iterator[str]:
    of = f"    entry {one.entry}, {one.kind} of {one_line(one.subject)}"
    if not one.fields:
        yield f"{of}: the file goes as a whole; its SHA-256 stays"
        return
    yield f"{of}: {len(one.fields)} {'place' if len(one.fields) == 1 else 'places'}"
    for field, said in one.fields[:_SHOWN]:
        yield f"        {one_line(field)}: “{textwrap.shorten(one_line(said), _AROUND)}”"
    if len(one.fields) > _SHOWN:
        yield f"        and {len(one.fields) - _SHOWN} more"


def _end(told: Places) -> Iterator[str]:
    if not (told.found or told.held):
        return
    if told.is_done:
        yield "They were erased; the digests stay, and the chain holds. Copies of the archive,"
        yield "exports, backups and reports that were made of it still have them."
        yield f"Receipt: {told.receipt}"
    else:
        yield "Nothing was erased. To have it erased for good, say why with --reason TEXT."
