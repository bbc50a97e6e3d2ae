"""Walks a folder of documents: names, dates and digests, and what every document says of itself.

Nothing is followed out of the folder and nothing is unpacked but a document's own properties.
"""

import hashlib
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Literal

from secself import titles
from secself.filing import Document
from secself.problems import NotFound, Origin, Problem
from secself.store import files

MOST = 10_000
"""How many files of a folder are read."""
_PIECE = 1 << 20
_MOST_PROPERTIES = 1 << 20
_PDF_END = 4 << 20
"""So much of either end of a PDF is searched for what it says of itself."""
_BY_PROGRAMS = ("thumbs.db", "desktop.ini")
_ZIPPED = (".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".xltx", ".pptx", ".pptm", ".ppsx",
           ".odt", ".ods", ".odp", ".vsdx")  # fmt: skip
_BROKEN = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError,
    KeyError, IndexError, OverflowError,
)  # fmt: skip
"""What a file that only claims to be a package can raise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A file or folder that is not listed."""

    file: str
    """Its path below the folder."""
    why: str
    """Why not."""


@dataclass(slots=True, kw_only=True)
class Walked:
    """What a folder holds."""

    documents: list[Document] = field(default_factory=list)
    """Its documents, ordered by their paths."""
    skipped: list[Skipped] = field(default_factory=list)
    """What is not listed, and why."""
    problems: list[Problem] = field(default_factory=list)
    """What could not be read."""


def walk(folder: Path, apart: Sequence[Path] = ()) -> Walked:
    """List the documents of a folder and of those in it; some files may be named that are none."""
    if not folder.is_dir():
        raise NotFound(_no_folder(folder))
    found = Walked()
    aside = {_identity(path) for path in apart if files.is_there(path)}
    for path, name in _files(folder, folder, found):
        if _identity(path) in aside:
            found.skipped.append(Skipped(file=name, why="the workbook itself"))
            continue
        if len(found.documents) == MOST:
            raise NotFound(_too_many(folder))
        try:
            found.documents.append(_document(path, name))
        except OSError as error:
            found.problems.append(_unreadable(path, error))
    return found


def _files(folder: Path, root: Path, found: Walked) -> Iterator[tuple[Path, str]]:
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: (entry.name.casefold(), entry.name))
    except OSError as error:
        found.problems.append(_unreadable(folder, error))
        return
    for entry in listed:
        path = Path(entry.path)
        name = path.relative_to(root).as_posix()
        why = _why_not(entry)
        if why:
            found.skipped.append(Skipped(file=name, why=why))
        elif entry.is_dir(follow_symlinks=False):
            yield from _files(path, root, found)
        else:
            yield path, name


def _why_not(entry: os.DirEntry[str]) -> str:
    name = entry.name
    if entry.is_symlink():
        return "a link, which is not followed"
    if name.startswith("~$") or (name.startswith(".~lock.") and name.endswith("#")):
        return "a lock of a document that is open somewhere"
    if name.startswith("."):
        return "hidden"
    if name.casefold() in _BY_PROGRAMS:
        return "made by the system"
    if not (entry.is_dir(follow_symlinks=False) or entry.is_file(follow_symlinks=False)):
        return "neither a file nor a folder"
    return ""


def _document(path: Path, name: str) -> Document:
    with path.open("rb") as stream:
        kept = os.fstat(stream.fileno())
        if not stat.S_ISREG(kept.st_mode):
            raise OSError(0, "it is not a file")
        digest = hashlib.sha256()
        while piece := stream.read(_PIECE):
            digest.update(piece)
        told = _told(stream, path.suffix.lower(), kept.st_size)
    stem = path.stem or path.name
    day = datetime.fromtimestamp(kept.st_mtime, tz=UTC).date()
    date_from: Literal["modified in document", "created in document", "file time"] = "file time"
    if told.modified is not None:
        day, date_from = told.modified, "modified in document"
    elif told.created is not None:
        day, date_from = told.created, "created in document"
    return Document(
        file=name,
        title=told.title or stem,
        title_from="document" if told.title else "file name",
        dated=day,
        date_from=date_from,
        sha256=digest.hexdigest(),
        size=kept.st_size,
    )


def _told(stream: BinaryIO, suffix: str, size: int) -> titles.Told:
    if suffix in _ZIPPED:
        return titles.of_properties(_properties(stream))
    if suffix == ".pdf":
        stream.seek(0)
        content = stream.read(_PDF_END)
        if size > _PDF_END:
            stream.seek(max(_PDF_END, size - _PDF_END))
            content += stream.read(_PDF_END)
        return titles.of_pdf(content)
    return titles.NOTHING


def _properties(stream: BinaryIO) -> bytes:
    """Unpack the part of a package that says its title, and never more than a little of it."""
    try:
        with zipfile.ZipFile(stream) as archive:
            for name in titles.PROPERTIES:
                if name in archive.NameToInfo:
                    with archive.open(name) as part:
                        return part.read(_MOST_PROPERTIES)
    except _BROKEN:
        pass
    return b""


def _identity(path: Path) -> tuple[int, int]:
    kept = path.stat()
    return kept.st_dev, kept.st_ino


def _no_folder(folder: Path) -> Problem:
    there = folder.exists()
    return Problem(
        code="file-unreadable",
        origin=Origin(file=str(folder)),
        what="This is a file, not a folder." if there else "There is no such folder.",
        remedy="Name the folder in which the documents lie.",
    )


def _too_many(folder: Path) -> Problem:
    return Problem(
        code="folder-large",
        origin=Origin(file=str(folder)),
        what=f"The folder holds more than {MOST:,} files.",
        remedy="Put the documents that are evidence into a folder of their own.",
    )


def _unreadable(path: Path, error: OSError) -> Problem:
    return Problem(
        level="warning",
        code="document-unreadable",
        origin=Origin(file=str(path)),
        what=f"This cannot be read, so it is not listed: {error.strerror or 'the system refused'}.",
        remedy="Close it elsewhere, or check who may read it; then list the folder again.",
    )
