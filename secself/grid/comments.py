"""Makes Comments of what people pinned to the cells of a sheet: notes, and threads with replies.

Beside each thread Excel writes a note for programs that know no threads; it says the same again,
and so it does not count.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from secself.grid.comments_flattened import flattened, is_stand_in
from secself.grid.comments_parts import Entry, Hanging, Note, hanging
from secself.model import Comment, Reply, moment_of, state_of
from secself.opc import Package
from secself.problems import Origin, Problem

_QUOTED = 60
_FLATTENED = (
    "This comment was a thread; the program that saved the file has kept the words, and neither "
    "who wrote them nor when."
)
_UNSIGNED = "The file does not say who wrote this note."
_IN_WORDS = (
    "The program that saved the file has kept who wrote this note in its words only; the name was "
    "taken from there."
)
_NAME = re.compile(r"([^\s:][^\n:]{0,80}):\n?")
_YES = ("1", "true")


def pinned(
    package: Package, sheet: str, part: str, names: Mapping[str, str]
) -> tuple[list[Comment], list[Problem]]:
    """Read what is pinned to one sheet, each comment with the cell it stands on."""
    found = hanging(package, part)
    if not (found.notes or found.entries):
        return [], []
    sorter = _Sorter(package.file, sheet, names)
    sorter.sort(found)
    return sorter.comments, sorter.problems


class _Sorter:
    """Makes Comments of what hangs on a sheet, and Problems of what is odd about it."""

    def __init__(self, file: str | None, sheet: str, names: Mapping[str, str]) -> None:
        self.comments: list[Comment] = []
        self.problems: list[Problem] = []
        self._file = file
        self._sheet = sheet
        self._names = names

    def sort(self, found: Hanging) -> None:
        """Take each thread once, and each note that stands for itself."""
        threads = _threads(found.entries)
        known = {entry.id for entry in found.entries if entry.id}
        beside = {note.mirrors: note for note in found.notes if note.mirrors in known}
        cells = {entry.cell for entry in found.entries}
        for thread in threads:
            self._thread(thread, beside.get(thread[0].id))
        for note in found.notes:
            is_again = note.cell in cells and is_stand_in(note.text)
            if note.mirrors not in known and not is_again:
                self._note(note)

    def _thread(self, thread: Sequence[Entry], beside: Note | None) -> None:
        first, *rest = thread
        cell = first.cell
        if beside is not None and beside.cell != cell:
            # A program that knows no threads has moved the row, and its note along with it.
            self._say("comment-moved", beside.cell, _moved(cell))
            cell = beside.cell
        replies = tuple(self._reply(entry, cell) for entry in rest)
        author = self._name(first.person)
        says = [entry.done for entry in thread if entry.done]
        self.comments.append(
            Comment(
                kind="thread",
                text=first.text,
                author=author,
                written=self._moment(first.written, cell),
                replies=replies,
                state=state_of(author, replies, is_settled=bool(says) and says[0] in _YES),
                origin=self._at(cell),
            )
        )

    def _reply(self, entry: Entry, cell: str) -> Reply:
        return Reply(
            text=entry.text,
            author=self._name(entry.person),
            written=self._moment(entry.written, cell),
        )

    def _note(self, note: Note) -> None:
        author = None if note.mirrors else note.author.strip() and note.author
        comment = flattened(note.text) or Comment(kind="note", text=_unsigned(note))
        if comment.kind == "note" and not author:
            comment = _signed(comment, note.opening)
            what = _IN_WORDS if comment.author else _UNSIGNED
            if comment.text.strip():
                self._say("comment-unsigned", note.cell, what)
        if comment.kind == "thread" and comment.written is None and comment.author is None:
            self._say("comment-flattened", note.cell, _FLATTENED)
        if comment.text.strip() or comment.replies:
            self.comments.append(
                replace(
                    comment, author=comment.author or author or None, origin=self._at(note.cell)
                )
            )

    def _name(self, person: str) -> str | None:
        name = self._names.get(person, "")
        return name if name.strip() else None

    def _moment(self, text: str, cell: str) -> datetime | None:
        moment = moment_of(text)
        if text.strip() and moment is None:
            self._say("comment-time", cell, f"The time of this comment is no time: “{_cut(text)}”.")
        return moment

    def _at(self, cell: str) -> Origin:
        return Origin(file=self._file, sheet=self._sheet, cell=_cut(cell) or None)

    def _say(self, code: str, cell: str, what: str) -> None:
        self.problems.append(
            Problem(
                level="note",
                code=code,
                origin=self._at(cell),
                what=what,
                remedy="Nothing to do if the comment can do without.",
            )
        )


def _threads(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Put replies to the comment they answer; a reply whose comment is gone stands for itself."""
    known: dict[str, Entry] = {}
    for entry in entries:
        known.setdefault(entry.id, entry)
    roots: dict[int, Entry] = {}
    threads: dict[int, list[Entry]] = {}
    for entry in entries:
        root = _root(entry, known, roots)
        thread = threads.setdefault(id(root), [root])
        if entry is not root:
            thread.append(entry)
    return list(threads.values())


def _root(entry: Entry, known: Mapping[str, Entry], roots: dict[int, Entry]) -> Entry:
    """Follow replies to replies up to the comment, each way once; a ring has to end somewhere."""
    way = [entry]
    passed = {id(entry)}
    root = entry
    while id(root) not in roots:
        above = known.get(root.parent) if root.parent else None
        if above is None or id(above) in passed:
            break
        passed.add(id(above))
        way.append(above)
        root = above
    root = roots.get(id(root), root)
    roots.update((id(each), root) for each in way)
    return root


def _unsigned(note: Note) -> str:
    """Give a note without its first line where that is the author's name, as Excel puts it."""
    return note.text.removeprefix(f"{note.author}:\n") if note.author.strip() else note.text


def _signed(comment: Comment, opening: str) -> Comment:
    """Take the author from the words, where they begin with the line that Excel puts there.

    Excel gives that line a look of its own, and other programs keep it so, who forget the author.
    """
    rest = comment.text.removeprefix(opening)
    found = _NAME.fullmatch(opening)
    is_line = opening.endswith("\n") or rest.startswith("\n")
    if not found or rest == comment.text or not is_line:
        return comment
    words = rest if opening.endswith("\n") else rest[1:]
    return replace(comment, author=found[1], text=words) if words.strip() else comment


def _moved(cell: str) -> str:
    return (
        f"The thread says that it stands on {_cut(cell)}, and its note that it stands here; "
        "the note was believed."
    )


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
