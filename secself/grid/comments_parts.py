"""Reads the parts of a workbook in which notes, threads and the people who wrote them stand."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from secself.grid.content import decoded
from secself.opc import Listener, LocalNames, Package, Relation
from secself.opc.limits import allowed, lift
from secself.problems import NotAWorkbook, read_failed

_MIRROR = "tc="
"""How the author of a note begins that stands beside a thread; the id of the thread follows."""
_LONGEST_NUMBER = 5


@dataclass(slots=True, kw_only=True)
class Note:
    """A note as its part has it."""

    cell: str
    """The cell it stands on, as the file writes it."""
    author: str
    """Who wrote it; blank where the file does not say."""
    text: str = ""
    """Its words."""
    opening: str = ""
    """Those of its words that have a look of their own, and begin it; Excel puts a name there."""

    @property
    def mirrors(self) -> str:
        """Name the thread it stands beside, empty if it is a note of its own."""
        is_mirror = self.author.startswith(_MIRROR)
        return self.author.removeprefix(_MIRROR).casefold() if is_mirror else ""


@dataclass(slots=True, kw_only=True)
class Entry:
    """One entry of a thread: the comment that began it, or a reply."""

    cell: str
    """The cell it stands on, as the file writes it."""
    id: str
    """Its id."""
    parent: str
    """The id of the entry it answers; empty if it began the thread."""
    person: str
    """The id of who wrote it."""
    written: str
    """When, as the file writes it."""
    done: str
    """Whether it was settled, as the file writes it; empty if it does not say."""
    text: str = ""
    """Its words."""


@dataclass(slots=True)
class Hanging:
    """What hangs on one sheet."""

    notes: list[Note] = field(default_factory=list)
    """The notes, in the order of the file."""
    entries: list[Entry] = field(default_factory=list)
    """The entries of threads, in the order of the file."""


def people(package: Package, relations: Iterable[Relation]) -> dict[str, str]:
    """Give the names of the people who wrote threads, by the ids that threads use for them."""
    names: dict[str, str] = {}
    local = LocalNames()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if local[tag] == "person":
            names[attributes.get("id", "").casefold()] = attributes.get("displayName", "")

    for relation in relations:
        if relation.kind == "person" and not relation.is_external:
            package.parse(relation.target, Listener(start))
    return names


def hanging(package: Package, part: str) -> Hanging:
    """Read the parts of notes and threads that a sheet points to, if it points to any."""
    found = Hanging()
    for relation in package.related(part):
        reader: _NoteReader | _EntryReader
        if relation.is_external:
            continue
        if relation.kind == "comments":
            reader = _NoteReader(found.notes, package.file)
        elif relation.kind == "threadedComment":
            reader = _EntryReader(found.entries, package.file)
        else:
            continue
        package.parse(relation.target, Listener(reader.start, reader.end, reader.words))
    return found


class _NoteReader:
    """Collects notes while their part is parsed."""

    def __init__(self, notes: list[Note], file: str | None) -> None:
        self._notes = notes
        self._file = file
        self._authors: list[str] = []
        self._local = LocalNames()
        self._pieces: list[str] = []
        self._is_open = self._is_phonetic = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self._local[tag]
        if name == "comment":
            number = attributes.get("authorId", "")
            author = self._author(number)
            self._notes.append(Note(cell=attributes.get("ref", ""), author=author))
            _check_count(self._notes, self._file)
        elif name == "rPh":
            self._is_phonetic = True
        elif name == "author" or (name == "t" and not self._is_phonetic):
            self._is_open = True

    def end(self, tag: str) -> None:
        name = self._local[tag]
        if name == "author":
            self._authors.append(self._taken())
        elif name == "comment":
            self._notes[-1].text = self._taken()
        elif name == "r" and self._notes and not self._notes[-1].opening:
            self._notes[-1].opening = decoded("".join(self._pieces))
        elif name == "rPh":
            self._is_phonetic = False
        elif name == "t":
            self._is_open = False

    def words(self, piece: str) -> None:
        if self._is_open:
            self._pieces.append(piece)

    def _taken(self) -> str:
        """Give what was heard since the last time; of rich text the words."""
        text = decoded("".join(self._pieces))
        self._pieces.clear()
        self._is_open = False
        return text

    def _author(self, number: str) -> str:
        is_number = number.isdecimal() and number.isascii() and len(number) <= _LONGEST_NUMBER
        known = is_number and int(number) < len(self._authors)
        return self._authors[int(number)] if known else ""


class _EntryReader:
    """Collects the entries of threads while their part is parsed."""

    def __init__(self, entries: list[Entry], file: str | None) -> None:
        self._entries = entries
        self._file = file
        self._local = LocalNames()
        self._pieces: list[str] = []
        self._is_open = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self._local[tag]
        if name == "threadedComment":
            self._entries.append(
                Entry(
                    cell=attributes.get("ref", ""),
                    id=attributes.get("id", "").casefold(),
                    parent=attributes.get("parentId", "").casefold(),
                    person=attributes.get("personId", "").casefold(),
                    written=attributes.get("dT", ""),
                    done=attributes.get("done", ""),
                )
            )
            _check_count(self._entries, self._file)
        self._is_open = name == "text"

    def end(self, tag: str) -> None:
        self._is_open = False
        if self._local[tag] == "threadedComment":
            self._entries[-1].text = decoded("".join(self._pieces))
            self._pieces.clear()

    def words(self, piece: str) -> None:
        if self._is_open:
            self._pieces.append(piece)


def _check_count(found: list[Note] | list[Entry], file: str | None) -> None:
    if len(found) > allowed().comments:
        raise NotAWorkbook(
            read_failed(
                "too-many-comments",
                f"A sheet has more than {allowed().comments:,} notes or comments.",
                f"Remove those that are not about an answer. {lift('comments')}",
                file,
            )
        )
