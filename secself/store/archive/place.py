"""Finds and opens the archive that is named; its database is loaded only when it is opened."""

import contextlib
import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from secself.store.archive import faults, sql
from secself.store.archive.dialect import Dialect
from secself.store.archive.ledger import Ledger

DEFAULT = "secself.db"
"""The archive that is used where none is named: a file in the current folder."""

_POSTGRES = ("postgresql://", "postgres://")
_ALMOST = ("postgresql:", "postgres:")
"""What nobody means as a file: an address with a slip in it."""
_SQLITE = "sqlite:///"


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """An archive by its address; nothing is touched before it is opened."""

    address: str = DEFAULT
    """A path, `sqlite:///PATH` or `postgresql://…`."""

    @property
    def file(self) -> Path | None:
        """Name the file it is kept in; None for a database elsewhere."""
        if self.address.startswith(_POSTGRES):
            return None
        path = self.address.removeprefix(_SQLITE)
        if not path or "://" in path or path.startswith(_ALMOST):
            raise faults.unknown_address(_without_secrets(self.address))
        return Path(path)

    @property
    def is_there(self) -> bool:
        """Tell whether there is something to open; an empty file is no archive yet."""
        file = self.file
        try:
            return file is None or (file.is_file() and file.stat().st_size > 0)
        except OSError as error:
            why = f"{error.strerror or 'the system refused'}."
            raise faults.unreachable(str(file), why) from None

    @contextlib.contextmanager
    def reading(self) -> Iterator[Ledger]:
        """Open an archive that is there; NotFound if there is none."""
        if not self.is_there:
            raise faults.missing(self.address)
        with self._open(create=False) as ledger:
            if ledger.dialect.version() == 0:
                raise faults.missing(ledger.place)
            yield ledger

    @contextlib.contextmanager
    def recording(self, moment: str) -> Iterator[Ledger]:
        """Open an archive to record in it; it is made, or brought to the newest shape, first."""
        with self._open(create=True) as ledger:
            if ledger.dialect.version() < sql.VERSION:
                ledger.dialect.upgrade(moment)
            for what in ledger.dialect.misshapen():
                # A guard that is not ours could swallow what we say was recorded.
                raise faults.damaged(ledger.place, f"{what[0].lower()}{what[1:]}")
            yield ledger

    @contextlib.contextmanager
    def amending(self, moment: str) -> Iterator[Ledger]:
        """Open an archive that is there to record in it; NotFound if there is none."""
        with self.reading():
            pass  # What is not there is not made in order to take something back.
        with self.recording(moment) as ledger:
            yield ledger

    @contextlib.contextmanager
    def _open(self, *, create: bool) -> Iterator[Ledger]:
        dialect = self._dialect(create=create)
        try:
            version = dialect.version()
            if version > sql.VERSION:
                raise faults.newer(dialect.place, version, sql.VERSION)
            yield Ledger(dialect)
        finally:
            dialect.close()

    def _dialect(self, *, create: bool) -> Dialect:
        file = self.file
        room, kind, named = (
            ("postgres", "Postgres", self.address) if file is None else ("sqlite", "Sqlite", file)
        )
        # Neither library is loaded by a command that asks no archive.
        try:
            loaded = importlib.import_module(f"secself.store.archive.{room}")
        except ModuleNotFoundError as error:
            if error.name == "psycopg":
                raise faults.without_driver("postgresql://") from None
            raise
        dialect: Dialect = getattr(loaded, kind)(named, create=create)
        return dialect


def _without_secrets(address: str) -> str:
    """Give of an address what can hold no password: neither user, nor what follows a “?”."""
    scheme, colon, rest = address.partition(":")
    return f"{scheme}{colon}{rest.rpartition('@')[2].partition('?')[0]}"
