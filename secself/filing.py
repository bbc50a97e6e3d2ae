"""Holds the documents of a folder against a User's register of evidence.

A document is known by its SHA-256 alone; a name or title only hints, and what rests on it is said.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from secself.model import EvidenceItem

State = Literal["received", "other-name", "by-name", "differs", "not-received"]
"""What became of a line of the register: its file is there; there under another name; a file of
that name is there, and the line has no SHA-256; the file of that name is another; it is not there.
"""
FLAGGED: frozenset[State] = frozenset(("differs", "not-received"))
"""The states in which a line does not match what was received."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file of a folder."""

    file: str
    """Its path below the folder, with forward slashes."""
    title: str
    """Its title."""
    title_from: Literal["document", "file name"]
    """Where the title was found."""
    dated: date
    """Its date."""
    date_from: Literal["modified in document", "created in document", "file time"]
    """Where the date was found."""
    sha256: str
    """The digest of its bytes."""
    size: int
    """How many bytes it has."""

    @property
    def names(self) -> frozenset[str]:
        """Give what a person may call it: title, file name, file name without its ending."""
        name = self.file.rpartition("/")[2]
        stem = name.rpartition(".")[0] or name
        return frozenset(_same(each) for each in (self.title, name, stem))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLine:
    """A document that is to be listed."""

    id: str
    """The id proposed for it."""
    document: Document
    """The document."""
    is_known_id: bool = False
    """Whether it bore this id in the register of last time."""
    namesake: str = ""
    """The id of a line of the same title with another SHA-256, if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """A line that has no SHA-256, and the one document it can mean."""

    item: EvidenceItem
    """The line."""
    document: Document
    """The document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a register lacks of the documents of a folder."""

    added: tuple[NewLine, ...]
    """The lines to add, in the order of the documents."""
    proven: tuple[Proven, ...]
    """The lines to which the SHA-256 is to be added."""
    listed: tuple[tuple[str, Document], ...]
    """The documents that are listed already, with the ids of their lines."""
    twice: tuple[tuple[Document, Document], ...] = ()
    """The documents that are the same, byte for byte, as one that stands for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What became of one line of the register."""

    item: EvidenceItem
    """The line."""
    state: State
    """How it stands."""
    documents: tuple[Document, ...]
    """The files it is about, if any."""


def propose(
    register: Sequence[EvidenceItem],
    before: Sequence[EvidenceItem],
    documents: Sequence[Document],
) -> Proposal:
    """Say what to add to a register; a document keeps the id it had in the register before."""
    known = {digest: item.id for item in register if (digest := _digest(item))}
    once = {document.sha256: document for document in reversed(documents)}
    twice = tuple((one, kept) for one in documents if (kept := once[one.sha256]) is not one)
    fresh = [one for one in documents if once[one.sha256] is one]
    listed = tuple((known[one.sha256], one) for one in fresh if one.sha256 in known)
    fresh = [one for one in fresh if one.sha256 not in known]
    proven = tuple(_proven(register, fresh))
    settled = {each.document.sha256 for each in proven}
    rest = [one for one in fresh if one.sha256 not in settled]
    return Proposal(
        added=tuple(_added(register, before, rest)), proven=proven, listed=listed, twice=twice
    )


def compare(
    register: Sequence[EvidenceItem], documents: Sequence[Document]
) -> tuple[list[Standing], list[Document]]:
    """Say of each line whether its file was received, and which files no line lists."""
    standings = [_standing(item, documents) for item in register]
    spoken = {each.sha256 for one in standings for each in one.documents}
    return standings, [each for each in documents if each.sha256 not in spoken]


def _standing(item: EvidenceItem, documents: Iterable[Document]) -> Standing:
    digest, name = _digest(item), _name(item)
    called = tuple(each for each in documents if name and name in each.names)
    same = tuple(each for each in documents if digest and each.sha256 == digest)
    state: State
    if same:
        state = "received" if set(same) & set(called) else "other-name"
    elif called:
        state = "differs" if digest else "by-name"
    else:
        state = "not-received"
    return Standing(item=item, state=state, documents=same or called)


def _proven(register: Sequence[EvidenceItem], fresh: Sequence[Document]) -> Iterator[Proven]:
    """Pair lines without SHA-256 with documents, where neither could mean another."""
    blank = [item for item in register if not _digest(item) and item.sha256 is None]
    titled = Counter(_name(item) for item in register)
    for item in blank:
        name = _name(item)
        called = [each for each in fresh if name and name in each.names]
        if len(called) == 1 and titled[name] == 1:
            others = sum(1 for other in blank if _name(other) in called[0].names)
            if others == 1:
                yield Proven(item=item, document=called[0])


def _added(
    register: Sequence[EvidenceItem],
    before: Sequence[EvidenceItem],
    documents: Iterable[Document],
) -> Iterator[NewLine]:
    taken = {item.id for item in register}
    earlier = {item.id for item in before}
    namesakes = {_name(item): item.id for item in register if _name(item)}
    for document in documents:
        old = _earlier(document, before)
        known = old is not None and old not in taken
        name = old if old is not None and known else _next(taken | earlier)
        taken.add(name)
        namesake = next((namesakes[each] for each in document.names if each in namesakes), "")
        yield NewLine(id=name, document=document, is_known_id=known, namesake=namesake)


def _earlier(document: Document, before: Iterable[EvidenceItem]) -> str | None:
    """Find the id a document bore before: by its SHA-256, else by a title only one line has."""
    lines = list(before)
    for item in lines:
        if _digest(item) == document.sha256:
            return item.id
    called = [item.id for item in lines if _name(item) and _name(item) in document.names]
    return called[0] if len(called) == 1 else None


_NUMBERED = re.compile(r"E([0-9]{1,9})")


def _next(taken: Collection[str]) -> str:
    """Give the id after the highest of its kind, so that none is used again."""
    numbers = [int(found[1]) for each in taken if (found := _NUMBERED.fullmatch(each))]
    number = max(numbers, default=0) + 1
    return f"E{number:02d}"


def _digest(item: EvidenceItem) -> str:
    return "".join(item.sha256.split()).lower() if isinstance(item.sha256, str) else ""


def _name(item: EvidenceItem) -> str:
    return _same(item.title) if isinstance(item.title, str) else ""


def _same(text: str) -> str:
    """Give a name as it compares: some systems spell accents in two characters."""
    return unicodedata.normalize("NFC", text).strip()
