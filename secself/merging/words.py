"""The words of merging: what files hold, and what becomes of it when they are joined."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from secself.model import Comment, Unreadable, Value
from secself.problems import NOWHERE, Origin

Said = Value | tuple[str | Unreadable, ...]
"""What a cell says: a value, or the ids of documents."""

NAMED_BY = {"evidence": ("title", "sha256"), "providers": ("name",)}
"""The lists whose lines bear ids, and what tells whether two lines are about the same thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What one file holds in one cell."""

    value: Said = None
    """What it says, as read."""
    shown: str = ""
    """What stands there, as typed."""
    origin: Origin = NOWHERE
    """Where it stands."""
    is_whole: bool = True
    """Whether a cell of another workbook could hold it just so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One cell, wherever it stands in a file."""

    section: str
    """The section of the submission it belongs to."""
    ref: str
    """Ref, label or id."""
    field: str
    """The field of the record it fills; empty for a whole line of a list."""
    line: str = ""
    """What tells lines under one Ref apart, such as the action."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a list that people keep."""

    section: str
    """Which list."""
    name: str
    """Its id, or the Ref it mends; empty while it has none."""
    key: Hashable
    """What pairs it with the same line of another file."""
    cells: Mapping[str, Held]
    """What it holds, by field, blank fields included."""

    @property
    def values(self) -> dict[str, Said]:
        """Give what it says, without what is blank."""
        return {name: held.value for name, held in self.cells.items() if held.value is not None}

    def spot(self, name: str) -> Spot:
        """Name one of its cells, or the whole of it by an empty name."""
        action = self.cells.get("action")
        told = action.shown if action and self.section not in NAMED_BY else ""
        return Spot(section=self.section, ref=self.name, field=name, line=told)

    @property
    def is_named(self) -> bool:
        """Tell whether it bears an id that must mean one thing."""
        return bool(self.name) and self.section in NAMED_BY


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file: the workbook as issued, or what somebody made of it."""

    file: str
    """The file as it is shown to people."""
    cells: Mapping[Spot, Held]
    """What it holds in the cells that were issued; what it does not carry is left out."""
    lines: Mapping[str, Sequence[Line]]
    """The lines of each list it carries, in their order."""
    vague: Collection[str] = ()
    """The lists in which a line that is not found may still be there, under what nobody can tell
    was its id; nothing of them counts as gone."""
    comments: Sequence[Comment] = ()
    """What people wrote beside the answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What one file says that changed a cell or a line."""

    file: str
    """The file."""
    held: Held
    """What it holds; blank if it was cleared."""
    author: str | None = None
    """Who wrote it, where the file says so of this cell; else None."""

    @property
    def name(self) -> str:
        """Name the file, and who wrote it if that is known."""
        return f"{self.file} ({self.author})" if self.author else self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A cell in which a change was taken."""

    spot: Spot
    """The cell."""
    issued: Held
    """What stood there as issued, and where."""
    voices: tuple[Voice, ...]
    """Who says so; all say the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A cell, or a whole line, on which the parts differ: nothing is chosen."""

    spot: Spot
    """The cell."""
    issued: Held
    """What stood there as issued, and still does."""
    voices: tuple[Voice, ...]
    """What each file says that changed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedConflict:
    """A conflict in the words of the workbook, as people are shown it."""

    conflict: Conflict
    """The conflict."""
    sheet: str
    """The name of its sheet, as issued."""
    column: str
    """The heading of its column; for a whole line that of its id."""

    @property
    def is_whole_row(self) -> bool:
        """Tell whether the parts differ on a whole line."""
        return not self.conflict.spot.field


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedLine:
    """A line that people added to a list."""

    line: Line
    """The line; what its files differ on is left out."""
    files: tuple[str, ...]
    """Who added it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedLine:
    """A line of the issued file that people cleared."""

    line: Line
    """The line as issued."""
    files: tuple[str, ...]
    """Who cleared it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """What a part holds and the issued file has no place for."""

    spot: Spot
    """What it is about."""
    voice: Voice
    """Who says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptComment:
    """A comment that the issued file does not have."""

    comment: Comment
    """The comment."""
    files: tuple[str, ...]
    """The files that have it."""


@dataclass(slots=True, kw_only=True)
class Merged:
    """What becomes of all parts together."""

    taken: list[Taken] = field(default_factory=list)
    """The cells that change."""
    conflicts: list[Conflict] = field(default_factory=list)
    """Where nothing was chosen."""
    added: list[AddedLine] = field(default_factory=list)
    """The lines that come in."""
    dropped: list[DroppedLine] = field(default_factory=list)
    """The lines that go."""
    unplaced: list[Unplaced] = field(default_factory=list)
    """What could not be joined, since the issued file has no place for it."""
    comments: list[KeptComment] = field(default_factory=list)
    """The comments that come in."""

    @property
    def files(self) -> frozenset[str]:
        """Name the files that had something to say."""
        voices = [one.voices for one in self.taken] + [one.voices for one in self.conflicts]
        said = {voice.file for each in voices for voice in each}
        lines = [each.files for each in self.added] + [each.files for each in self.dropped]
        lines += [each.files for each in self.comments]
        said.update(file for files in lines for file in files)
        return frozenset(said | {one.voice.file for one in self.unplaced})
