"""A disk that forgets: what was written and not synchronised outlives a power cut by chance only.

The archive's own code runs on it unchanged, over the SQLite that comes with apsw, which lets a
program take the place of the operating system's files. (The SQLite of the standard library cannot
be reached so; the two are the same source in different releases.) Locks and the shared index of
the log, which no cut outlives, are those of real files beside.

What a disk may do is taken at its worst: sectors reach it in any order and each by itself, so that
a page is torn; a file's length and a directory's names wait for their own synchronisation.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from random import Random

import apsw

from secself.store.archive.place import Archive
from secself.store.archive.sqlite import Sqlite

SECTOR = 512
_NEW_NAMES = apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_WAL


class PowerCut(Exception):
    """The machine is off."""


@dataclass
class Image:
    """What a file holds on the disk, and what was written to it since it was synchronised."""

    synced: bytearray = field(default_factory=bytearray)
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)

    def write(self, content: bytes, at: int) -> None:
        """Take in what is written, each sector by itself."""
        ends = (-at % SECTOR, *range(-at % SECTOR + SECTOR, len(content), SECTOR))
        cuts = sorted({0, len(content), *(end for end in ends if end < len(content))})
        self.waiting += [(at + start, content[start:end]) for start, end in pairwise(cuts)]

    def sync(self) -> None:
        """Bring all that waits to the disk."""
        for at, content in self.waiting:
            _apply(self.synced, at, content)
        self.waiting.clear()

    def after_cut(self, chance: Random, share: float) -> bytes:
        """Give what the file holds when the power is back: of what waited, some."""
        left = bytearray(self.synced)
        for at, content in self.waiting:
            if chance.random() < share:
                _apply(left, at, content)
        return bytes(left)


class Disk:
    """The disk of a machine that may be cut off at any act."""

    def __init__(self, folder: Path, chance: Random, weakness: tuple[str, str] = ("", "")) -> None:
        """Stand empty; a weakness is a setting of SQLite, and the one it is replaced by."""
        self.folder, self.chance, self.weakness = folder, chance, weakness
        self.name = f"disk-{id(self)}"
        self.left: int | None = None
        self.room: int | None = None
        self.acts = 0
        self.names: dict[str, Image] = {}
        self._known: set[str] = set()
        self._synced: dict[str, Image] = {}
        self._waiting: list[tuple[str, Image | None]] = []
        self._files = _Files(self)

    def act(self) -> None:
        """Do one thing more, unless the power goes just before it."""
        if self.left == 0:
            raise PowerCut
        self.acts += 1
        if self.left is not None:
            self.left -= 1

    def fill(self) -> None:
        """Give way to one write more, unless the disk is full; then no write is taken."""
        if self.room == 0:
            raise apsw.exception_for(apsw.SQLITE_FULL)
        if self.room is not None:
            self.room -= 1

    @property
    def is_off(self) -> bool:
        """Tell whether the power is gone."""
        return self.left == 0

    def put(self, name: str, image: Image | None) -> None:
        """Give a name to a file, or take it away; the disk is told later."""
        self._known.add(name)
        if image is None:
            self.names.pop(name, None)
        else:
            self.names[name] = image
        self._waiting.append((name, image))

    def sync_names(self) -> None:
        """Bring the names to the disk."""
        self._synced = dict(self.names)
        self._waiting.clear()

    def hold(self, name: str, content: bytes) -> None:
        """Hold a file that was there before all began."""
        (self.folder / name).write_bytes(content)
        self.put(name, Image(synced=bytearray(content)))
        self.sync_names()

    def restart(self) -> None:
        """Switch on again, with what the disk happened to have."""
        share = self.chance.choice((0.0, 1.0, *(self.chance.random() for _ in range(4))))
        for name, image in self._waiting[: self.chance.randint(0, len(self._waiting))]:
            if image is None:
                self._synced.pop(name, None)
            else:
                self._synced[name] = image
        # What was never SQLite's is on a disk of its own; the shared index outlives no process.
        for place in self.folder.iterdir():
            if place.name in self._known or place.name.endswith("-shm"):
                place.unlink()
        self.names = {}
        for name, image in self._synced.items():
            content = image.after_cut(self.chance, share)
            (self.folder / name).write_bytes(content)
            self.names[name] = Image(synced=bytearray(content))
        self.sync_names()
        self.left = None

    def close(self) -> None:
        """Let go of the machine."""
        self._files.unregister()


class _Files(apsw.VFS):
    """The files of a disk, as SQLite asks for them."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        super().__init__(disk.name, "")

    def xOpen(self, name, flags):  # noqa: N802  SQLite's name
        """Open a file; one that is new waits for its name to be synchronised."""
        return _File(self.disk, name, flags)

    def xDelete(self, filename, syncdir):  # noqa: N802  SQLite's name
        """Take a name away."""
        self.disk.act()
        super().xDelete(filename, syncdir)
        self.disk.put(Path(filename).name, None)
        if syncdir:
            self.disk.sync_names()


class _File(apsw.VFSFile):
    """One open file of a disk."""

    def __init__(self, disk: Disk, filename, flags) -> None:
        said = filename.filename() if isinstance(filename, apsw.URIFilename) else filename
        self.disk, self.name = disk, Path(said).name
        if self.name not in disk.names:
            disk.act()
            disk.fill()
            disk.put(self.name, Image())
        self.image = disk.names[self.name]
        # SQLite synchronises the folder with the first of a log or journal, and so is it here.
        self.is_new = bool(flags[0] & _NEW_NAMES)
        super().__init__("", filename, flags)

    def excepthook(self, *_: object) -> None:
        """Say nothing of a file that is closed when the power is gone."""

    def xWrite(self, data, offset):  # noqa: N802  SQLite's name
        """Write, for all but the power to see."""
        self.disk.act()
        self.disk.fill()
        super().xWrite(data, offset)
        self.image.write(bytes(data), offset)

    def xTruncate(self, newsize):  # noqa: N802  SQLite's name
        """Cut the file off."""
        self.disk.act()
        super().xTruncate(newsize)
        self.image.waiting.append((newsize, None))

    def xSync(self, flags):  # noqa: ARG002, N802  SQLite's name
        """Bring the file to the disk, as it is from now on whatever happens."""
        self.disk.act()
        self.image.sync()
        if self.is_new:
            self.disk.sync_names()
            self.is_new = False


class _Connection:
    """A connection of apsw that looks to the archive as one of the standard library."""

    text_factory: object = str

    def __init__(self, address: str, disk: Disk) -> None:
        self._disk = disk
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI
        with self._said():
            self._real = apsw.Connection(address, flags=flags, vfs=disk.name)
            self._real.set_busy_timeout(5_000)

    def execute(self, statement: str, values: tuple = ()) -> list[tuple]:
        """Run a statement, on a disk that may be weaker than the archive asks it to be."""
        with self._said():
            return list(self._real.execute(statement.replace(*self._disk.weakness), values))

    @property
    def in_transaction(self) -> bool:
        """Tell whether anything could be taken back."""
        return not self._disk.is_off and self._real.in_transaction

    def backup(self, target: sqlite3.Connection) -> None:
        """Copy all into another file, which stands on a disk of its own."""
        [(_, _, place)] = target.execute("PRAGMA database_list")
        with (
            self._said(),
            contextlib.closing(apsw.Connection(place)) as copy,
            copy.backup("main", self._real, "main") as running,
        ):
            running.step()

    def close(self) -> None:
        """Let go of the file."""
        with contextlib.suppress(apsw.Error, PowerCut):
            self._real.close(True)

    @contextlib.contextmanager
    def _said(self) -> Iterator[None]:
        """Say what went wrong as the standard library does."""
        try:
            yield
        except apsw.Error as error:
            if self._disk.is_off:
                raise PowerCut from None
            said = sqlite3.DatabaseError(str(error))
            said.sqlite_errorname = apsw.mapping_result_codes.get(error.result, "")
            raise said from None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDisk(Archive):
    """The archive of a machine that may be cut off."""

    disk: Disk

    def _dialect(self, *, create: bool) -> Sqlite:
        return _Sqlite(self, create=create)


class _Sqlite(Sqlite):
    """The archive's own SQLite, but for the way in which the file is reached."""

    def __init__(self, archive: OnDisk, *, create: bool) -> None:
        self._disk = archive.disk
        super().__init__(Path(archive.address), create=create)

    def _reach(self) -> _Connection:
        return _Connection(f"{self._file.as_uri()}?mode=rw", self._disk)


def _apply(left: bytearray, at: int, content: bytes | None) -> None:
    if content is None:
        del left[at:]
        return
    left.extend(bytes(max(0, at - len(left))))
    left[at : at + len(content)] = content
