"""Carries an archive elsewhere: as plain files that anybody can read and check, and back.

`entries.jsonl` holds the entries, one a line, and `content/` what they record, each file named by
its SHA-256. `SHA256SUMS` lists them all for `sha256sum -c`. Nothing in the files depends on when or
where they were written.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from secself import chain
from secself.model import Entry
from secself.problems import NotSaved, Origin, Problem, Refused
from secself.store import files
from secself.store.archive import carried, sql
from secself.store.archive.ledger import Ledger

_README = """\
This folder holds an archive of secself, as plain files.

INDEX.txt       what is there, to be read: a line for each entry, with its file
entries.jsonl   the entries, one a line, in order; each names the hash of the one before it
content/        what the entries record, each file named by the SHA-256 of its bytes:
                the files that were received, and JSON documents
archive.json    how many entries there are, and the hash of the last one
SHA256SUMS      the digests of all files; check them with: sha256sum -c SHA256SUMS

To open a file that was received, find its line in INDEX.txt, and copy the file that the line ends
with under the name that stands before it. A submission is a JSON document: its answers stand under
"submission". A file that INDEX.txt calls erased is not here; an entry says when and why.
Where names of persons were erased, an entry of kind "redaction" holds what is left: its "key" is
the SHA-256 of the document for which it stands.

The hash of an entry is the SHA-256 of this list, as JSON without blanks and in ASCII:
["secself/entry@1", number, kind, subject, key, about, content, recorded, previous]

secself archive import DIR makes an archive of this folder again.
"""


_NAMING = ("submission", "comments", "closing")
"""The kinds of entry that say under which name a file came."""


def export(ledger: Ledger, folder: Path) -> int:
    """Write a whole archive into a new folder, and count its entries; all of it or nothing."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotSaved(_taken(folder))
    beside = folder.absolute()
    try:
        beside.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=beside.parent, prefix=f".{beside.name[:40]}."))
        try:
            number = _write(ledger, made)
            made.replace(beside)
            files.settle([beside.parent])
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        what = f"Nothing was saved: {error.strerror or 'the system refused'}."
        remedy = "Make room, or choose a folder you may write to."
        origin = Origin(file=str(error.filename or folder))
        raise NotSaved(Problem(code="not-saved", origin=origin, what=what, remedy=remedy)) from None
    return number


def take_in(ledger: Ledger, folder: Path, moment: str) -> int:
    """Put an exported archive into one that is empty or is its beginning; count what was added."""
    entries, erased = carried.open_folder(folder)
    with ledger.writing(moment):
        there = list(ledger.entries())
        if there != entries[: len(there)]:
            raise Refused(_apart(ledger, folder))
        fresh = entries[len(there) :]
        for entry in fresh:
            size = erased.get(entry.content)
            content = None if size is not None else carried.content(folder, entry.content)
            ledger.keep(entry.content, content, size)
            ledger.add(entry)
        for digest in erased:
            ledger.dialect.run(sql.ERASE, digest)
    return len(fresh)


def _write(ledger: Ledger, folder: Path) -> int:
    """Write all files; each is on the disk before the folder gets its name."""
    entries = list(ledger.entries())
    sums: dict[str, str] = {}
    erased: dict[str, int] = {}
    for digest, size in _named(ledger, entries):
        content = ledger.bytes_of(digest, f"content {digest[:16]}")
        if content is None:
            erased[digest] = size
        else:
            _save(folder, f"content/{digest[:2]}/{digest}", content, sums)
    lines = "".join(f"{chain.canonical(asdict(entry)).decode()}\n" for entry in entries)
    _save(folder, "entries.jsonl", lines.encode(), sums)
    listed = "\n".join(_index(ledger, entries, erased))
    _save(folder, "INDEX.txt", f"{listed}\n".encode("utf-8", "backslashreplace"), sums)
    document = {
        "format": carried.FORM,
        "entries": len(entries),
        "hash": entries[-1].hash if entries else chain.START,
        "erased": [{"sha256": digest, "size": size} for digest, size in sorted(erased.items())],
    }
    _save(folder, "archive.json", f"{json.dumps(document, indent=2)}\n".encode(), sums)
    _save(folder, "README.txt", _README.encode(), sums)
    _save(folder, "SHA256SUMS", carried.listed(sums), sums)
    files.settle([folder, *(place for place in folder.rglob("*") if place.is_dir())])
    return len(entries)


def _index(ledger: Ledger, entries: Iterable[Entry], erased: Mapping[str, int]) -> Iterator[str]:
    """Give a line for each entry: number, day, kind, subject, the file's name, and its place."""
    listed = list(entries)
    names = _names(ledger, listed)
    for entry in listed:
        digest = entry.content
        place = "erased" if digest in erased else f"content/{digest[:2]}/{digest}"
        known = f"  {names[digest]}" if digest in names else ""
        day = entry.recorded[:10]
        about = _printable(f"{entry.kind:<11} {entry.subject}")
        yield f"{entry.number:>6}  {day}  {about}{known}  {place}"


def _names(ledger: Ledger, entries: Iterable[Entry]) -> dict[str, str]:
    """Find under which name each file came; a name may hold anything, and stays on its line."""
    names: dict[str, str] = {}
    for entry in entries:
        content = ledger.left(entry) if entry.kind in _NAMING else None
        plain = json.loads(content) if content else None
        files = plain.get("files") if isinstance(plain, dict) else None
        for one in files if isinstance(files, list) else ():
            if isinstance(one, dict):
                names.setdefault(str(one.get("sha256")), _printable(str(one.get("name"))))
    return names


def _printable(name: str) -> str:
    """Write out what would steer a screen, or turn the rest of a line round."""
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii")
        for sign in name
    )


def _named(ledger: Ledger, entries: Iterable[Entry]) -> Iterator[tuple[str, int]]:
    """Give digest and size of each content that an entry names."""
    named = {entry.content for entry in entries}
    for digest, size in list(ledger.dialect.rows(sql.SIZES)):
        if digest in named:
            yield str(digest), size if isinstance(size, int) else 0


def _save(folder: Path, name: str, content: bytes, sums: dict[str, str]) -> None:
    sums[name] = chain.digest_of(content)
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    number = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(number, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _taken(folder: Path) -> Problem:
    return Problem(
        code="file-exists",
        origin=Origin(file=str(folder)),
        what="There is something of this name already; nothing was saved.",
        remedy="Name a folder that is not there yet, or is empty.",
    )


def _apart(ledger: Ledger, folder: Path) -> Problem:
    return Problem(
        code="archive-apart",
        origin=Origin(file=str(folder)),
        what=f"What was exported here does not go on from what stands in {ledger.place}.",
        remedy="Import it into an archive of its own: name a new one with --archive.",
    )
