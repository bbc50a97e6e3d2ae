"""Finds names of persons in all that is kept, and takes them out without breaking the chain.

Of a document what is left is recorded anew, in an entry of kind `redaction` that names the digest
of what it stands for; the former content is erased. A file goes as a whole, and its digest stays:
bytes with a name taken out would be another file, and nobody could tell what was sent.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from secself import chain, redaction
from secself.model import Entry, Held
from secself.problems import Origin, Problem, Refused
from secself.store.archive import quarantine, searching, sql
from secself.store.archive.ledger import Ledger

_FILES = ("original", "pack", "letter")
_PACKED = (b"PK", b"\xd0\xcf")
"""How files begin whose texts are packed, so that they must be opened to be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A content in which a name stands."""

    entry: Entry
    """The entry that records it."""
    is_file: bool = False
    """Whether it is a file, which goes as a whole."""
    places: tuple[tuple[str, str], ...] = ()
    """Where in a document the names stand, and the texts that stand there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Where names stand in an archive."""

    found: tuple[Found, ...]
    """The contents, in order."""
    unsearched: tuple[str, ...] = ()
    """Files that cannot be looked into, such as protected ones; nothing read from them has it."""
    held: tuple[Held, ...] = ()
    """Refused files that have it."""


def search(ledger: Ledger, names: redaction.Names, after: int = 0) -> Search:
    """Look through every document and file that is kept, or those behind an entry's number."""
    entries = [entry for entry in ledger.entries() if entry.number > after]
    _check_common(ledger, entries, names)
    found: list[Found] = []
    dark: list[Entry] = []
    for entry, content in _contents(ledger, entries):
        if _is_file(entry, content):
            seen = searching.holds(content, names)
            found += [Found(entry=entry, is_file=True)] if seen else []
            dark += [entry] if seen is None else []
        else:
            places = tuple(redaction.places(_parsed(content), names))
            found += [Found(entry=entry, places=places)] if places else []
    # What was read from a file tells of one that cannot be looked into any more.
    named = _files_of(ledger, found)
    found += [Found(entry=entry, is_file=True) for entry in dark if entry.content in named]
    held, unheld = _held(ledger, names)
    unsearched = [chain.name_of(entry) for entry in dark if entry.content not in named]
    return Search(
        found=tuple(sorted(found, key=lambda one: one.entry.number)),
        unsearched=(*unsearched, *(f"refused file {one.name}" for one in unheld)),
        held=tuple(held),
    )


def erase(ledger: Ledger, names: redaction.Names, reason: str, moment: str) -> Search:
    """Take names out of all that is kept, and say where they stood."""
    # Files take long to look through, and others need not wait for that; what came meanwhile is
    # looked through while they do.
    last = ledger.last()
    before = search(ledger, names)
    with ledger.writing(moment):
        there = _together(ledger, before, search(ledger, names, last.number if last else 0))
        why = {"format": "secself/erasure@1", "of": "names", "reason": reason}
        content = chain.canonical(why)
        for one in there.found:
            if not one.is_file:
                _redact(ledger, one.entry, names)
        for one in there.found:
            entry = one.entry
            ledger.append("erasure", content, subject=entry.subject, about=entry.number)
            ledger.dialect.run(sql.ERASE, entry.content)
        for held in there.held:
            ledger.dialect.run(sql.LET_GO, held.sha256)
    return there


def _together(ledger: Ledger, before: Search, since: Search) -> Search:
    """Join what was found in two goes, but for what somebody else erased between them."""
    still = [one for one in before.found if not ledger.was_erased(one.entry.content)]
    numbers = {one.entry.number for one in still}
    more = [one for one in since.found if one.entry.number not in numbers]
    return Search(
        found=(*still, *more),
        unsearched=tuple(dict.fromkeys((*before.unsearched, *since.unsearched))),
        held=since.held,
    )


def _redact(ledger: Ledger, entry: Entry, names: redaction.Names) -> None:
    """Record what is left of a document, once for each subject it was recorded for."""
    if ledger.find("redaction", entry.subject, entry.content):
        return
    plain = _parsed(ledger.bytes_of(entry.content, chain.name_of(entry)) or b"null")
    ledger.append(
        "redaction",
        chain.canonical(redaction.redacted(plain, names)),
        subject=entry.subject,
        key=entry.content,
        about=entry.about if entry.kind == "redaction" else entry.number,
    )


def _contents(ledger: Ledger, entries: Iterable[Entry]) -> Iterator[tuple[Entry, bytes]]:
    """Give each content that is still there; the texts of a framework are ours, and name nobody."""
    for entry in entries:
        content = ledger.bytes_of(entry.content, chain.name_of(entry))
        if content is not None and entry.kind != "framework":
            yield entry, content


def _files_of(ledger: Ledger, found: Iterable[Found]) -> set[str]:
    """Give the digests of the files that documents with a name in them were read from."""
    listed: list[object] = []
    for one in found:
        if not one.is_file:
            plain = _parsed(ledger.content(one.entry))
            files = plain.get("files") if isinstance(plain, dict) else None
            listed += files if isinstance(files, list) else []
    return {str(one.get("sha256")) for one in listed if isinstance(one, dict)}


def _held(ledger: Ledger, names: redaction.Names) -> tuple[list[Held], list[Held]]:
    """Give refused files that have a name, and those that cannot be looked into."""
    found: list[Held] = []
    dark: list[Held] = []
    listed = list(quarantine.held(ledger)) if ledger.dialect.version() >= quarantine.SINCE else []
    for one in listed:
        content = quarantine.taken(ledger, one.sha256)
        seen = searching.holds(content, names)
        if seen or names.search(f"{one.name}\n{content.decode('utf-8', 'replace')}"):
            found.append(one)
        elif seen is None and content[:2] in _PACKED:
            dark.append(one)
    return found, dark


def _check_common(ledger: Ledger, entries: Iterable[Entry], names: redaction.Names) -> None:
    """Refuse a word that an edition has too; taken out of answers, it would change them."""
    for entry in entries:
        if entry.kind == "framework":
            for _, text in redaction.places(_parsed(ledger.content(entry)), names):
                found = names.search(text)
                raise Refused(_common(ledger, found[0] if found else "", entry.subject))


def _is_file(entry: Entry, content: bytes) -> bool:
    """Tell a file from a document of ours; of kinds of a later secself, by what is in it."""
    return entry.kind in _FILES or not content.startswith(b"{")


def _parsed(content: bytes) -> object:
    plain: object = json.loads(content)
    return plain


def _common(ledger: Ledger, word: str, framework: str) -> Problem:
    return Problem(
        code="name-common",
        origin=Origin(file=ledger.place),
        what=f"“{word}” is a word of {framework} too; taken out, it would change answers.",
        remedy="Say more of the name, such as the first name and the last.",
    )
