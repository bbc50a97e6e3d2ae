"""An archive in one file of SQLite, with nothing acknowledged before it is on the disk."""

import contextlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from secself.problems import SecselfError
from secself.store import files
from secself.store.archive import faults, mounts, shapes, sql
from secself.store.archive.dialect import Cell, Row

PATIENCE = 30.0
"""Seconds to wait while others write."""

_WRITE_ERRORS = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_PERM")
_BUSY_ERRORS = ("SQLITE_BUSY", "SQLITE_LOCKED")
_FEATURES = (3, 37)
"""The SQLite that knows STRICT tables."""


class Sqlite:
    """An open archive in a file."""

    def __init__(self, file: Path, *, create: bool) -> None:
        """Open the file; make it only if asked to, readable by its owner alone."""
        self.place = str(file)
        self._file = file.absolute()
        if sqlite3.sqlite_version_info < _FEATURES:
            raise faults.unreachable(self.place, f"SQLite {sqlite3.sqlite_version} is too old.")
        if files.is_odd(self._file):
            raise faults.unreachable(self.place, "It is no file, but a pipe or a device.")
        if create:
            self._create()
        elif not self._file.exists():
            raise faults.missing(self.place)
        with self._said():
            self._connection = self._connect()
            self.version()  # Nothing is set up in a file of others.
            self._choose_journal(create=create)

    def rows(self, statement: str, *values: Cell) -> Iterator[Row]:
        """Run a statement that reads."""
        with self._said():
            yield from self._connection.execute(_spelt(statement), values)

    def run(self, statement: str, *values: Cell) -> None:
        """Run a statement that writes, within a transaction."""
        with self._said():
            self._connection.execute(_spelt(statement), values)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one right to write, and keep all that is written or nothing."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                with contextlib.suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
            raise

    def version(self) -> int:
        """Tell the shape of the tables; 0 if there are none."""
        tables = {str(name) for (name,) in self.rows("SELECT name FROM sqlite_schema")}
        if tables and "layout" not in tables:
            raise faults.damaged(self.place, "its tables are those of another program.")
        if not tables:
            return 0
        [(found,)] = self.rows(sql.LAYOUT)
        return found if isinstance(found, int) else 0

    def upgrade(self, since: str) -> None:
        """Bring the tables to the newest shape, a copy of what was there being kept first."""
        with self.writing():
            version = self.version()
            if 0 < version < sql.VERSION:
                self._keep_copy(version)
            shapes.climb(self, sql.STEPS_SQLITE, version, since)

    def faults(self) -> Iterator[str]:
        """Say what SQLite itself finds wrong, and whether its tables and guards are ours."""
        for (said,) in self.rows("PRAGMA integrity_check"):
            if said != "ok":
                yield f"SQLite says: {said!s}."
        for row in self.rows("PRAGMA foreign_key_check"):
            yield f"A row of {row[0]!s} names one of {row[2]!s} that is not there."
        yield from self.misshapen()

    def misshapen(self) -> Iterator[str]:
        """Hold tables, indexes and guards against those of a new archive of the same shape."""
        with contextlib.closing(sqlite3.connect(":memory:")) as fresh:
            for step in range(1, self.version() + 1):
                for statement in sql.STEPS_SQLITE.get(step, ()):
                    fresh.execute(_spelt(statement))
            # What SQLite counts for itself, once somebody asks it to, is no part of the shape.
            shape = (
                "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
                "AND NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4'))"
            )
            wanted = {str(name): text for name, text in fresh.execute(shape)}
        found = {str(name): text for name, text in self.rows(shape)}
        for name in sorted(wanted.keys() | found.keys()):
            if wanted.get(name) != found.get(name):
                yield f"The part “{name}” of the database is not as secself made it."

    def close(self) -> None:
        """Let go of the file."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()

    def _create(self) -> None:
        try:
            flags = os.O_CREAT | os.O_EXCL | os.O_RDWR
            os.close(os.open(self._file, flags, 0o600))
            files.settle([self._file.parent])
        except FileExistsError:
            return
        except OSError as error:
            why = f"{error.strerror or 'the system refused'}."
            raise faults.unreachable(self.place, why) from None

    def _reach(self) -> sqlite3.Connection:
        """Open the file as it is; a file that is not there is never made by SQLite."""
        address = f"{self._file.as_uri()}?mode=rw"
        return sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)

    def _connect(self) -> sqlite3.Connection:
        """Open the file, so that nothing in it is believed that should not be."""
        connection = self._reach()
        connection.text_factory = _text
        for setting in (
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "foreign_keys = ON",
            "recursive_triggers = ON",
            "secure_delete = ON",  # What is erased is written over, not only let go.
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {setting}")
        return connection

    def _choose_journal(self, *, create: bool) -> None:
        """Use a log beside the file, but for a network, where only the older way is safe."""
        [(mode,)] = self.rows("PRAGMA journal_mode")
        is_shared = create and mounts.is_network(self._file.parent)
        if create and mode != "wal" and not is_shared:
            mode = self._start_log()
        if is_shared and mode == "wal":
            mode = self._leave_log()
        self.run(f"PRAGMA synchronous = {'FULL' if mode == 'wal' else 'EXTRA'}")

    def _start_log(self) -> Cell:
        # SQLite does not always wait by itself when several begin at once.
        last = time.monotonic() + PATIENCE
        while True:
            try:
                [(mode,)] = self._connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if not _is(error, _BUSY_ERRORS) or time.monotonic() > last:
                    raise
                time.sleep(0.01)
            else:
                return str(mode)

    def _leave_log(self) -> Cell:
        """Go back to the older way: the file was made elsewhere, and was put on a network."""
        try:
            [(mode,)] = self._connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            if not _is(error, _BUSY_ERRORS):
                raise
            return "wal"  # Somebody has it open; whoever is alone with it next does it.
        return str(mode)

    def _keep_copy(self, version: int) -> None:
        """Keep the archive as it was, beside it; a reader of its own sees no half step."""
        kept = self._file.with_name(f"{self._file.name}.shape-{version}")
        number, name = tempfile.mkstemp(dir=kept.parent, prefix=f".{kept.name}.")
        try:
            source, copy = self._connect(), sqlite3.connect(name)
            with contextlib.closing(source), contextlib.closing(copy):
                source.backup(copy)
            os.fsync(number)
            Path(name).replace(kept)
            files.settle([kept.parent])
        except OSError as error:
            why = f"{error.strerror or 'the system refused'}."
            raise faults.not_written(str(kept), why) from None
        except sqlite3.DatabaseError as error:
            raise (_in_words(error, str(kept)) or error) from None
        finally:
            os.close(number)
            Path(name).unlink(missing_ok=True)

    @contextlib.contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            said = _in_words(error, self.place)
            if said is None:
                raise
            raise said from None
        except UnicodeDecodeError:
            # What SQLite says of damage quotes it, in bytes that are no text.
            raise faults.damaged(self.place, "its tables are damaged.") from None


def _is(error: sqlite3.Error, names: tuple[str, ...]) -> bool:
    return str(getattr(error, "sqlite_errorname", "")).startswith(names)


def _in_words(error: sqlite3.DatabaseError, place: str) -> SecselfError | None:
    """Say what SQLite met; None for what only a fault of ours can bring about."""
    if _is(error, _BUSY_ERRORS):
        return faults.busy(place)
    if _is(error, _WRITE_ERRORS):
        return faults.not_written(place, f"{error}.")
    if _is(error, ("SQLITE_CANTOPEN",)):
        return faults.unreachable(place, f"{error}.")
    if _is(error, ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR")):
        return faults.damaged(place, f"{error}.")
    return None


def _text(content: bytes) -> str:
    """Read a text; where a byte of it was changed, the hash of its entry will tell."""
    return content.decode("utf-8", errors="replace")


def _spelt(statement: str) -> str:
    return statement.format_map(sql.SQLITE) if "{" in statement else statement
