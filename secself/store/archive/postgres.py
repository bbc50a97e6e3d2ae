"""An archive in a schema of its own in PostgreSQL, for those who work in a team."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from urllib.parse import urlsplit

import psycopg
from psycopg import errors

from secself.problems import SecselfError
from secself.store.archive import faults, shaped, shapes, sql
from secself.store.archive.dialect import Cell, Row

_LOCK = 0x5EC5E1F
"""The number of the lock that a writer holds; one chain stands in a database."""

_SETTINGS = (
    "SET search_path TO secself, pg_catalog",
    "SET synchronous_commit TO on",
    "SET lock_timeout TO '30s'",
    "SET client_encoding TO 'UTF8'",
)

_DAMAGED = (
    errors.DataCorrupted,
    errors.IndexCorrupted,
    errors.UndefinedTable,
    errors.UndefinedColumn,
    errors.WrongObjectType,
)
"""What is said of tables that are not as we made them, or not ours at all."""


class Postgres:
    """An open archive in a database."""

    def __init__(self, url: str, *, create: bool) -> None:
        """Reach the database; make the schema only if asked to."""
        self.place = shown(url)
        self._connection = _connected(url, self.place)
        try:
            for setting in _SETTINGS:
                self.run(setting)
            if not create and self.version() == 0:
                raise faults.missing(self.place)
        except SecselfError:
            self.close()
            raise

    def rows(self, statement: str, *values: Cell) -> Iterator[Row]:
        """Run a statement that reads."""
        with self._said():
            yield from self._connection.execute(_spelt(statement), values or None)

    def run(self, statement: str, *values: Cell) -> None:
        """Run a statement that writes, within a transaction."""
        with self._said():
            self._connection.execute(_spelt(statement), values or None)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one right to write, and keep all that is written or nothing."""
        with self._said(), self._connection.transaction():
            self.run("SELECT pg_advisory_xact_lock(?)", _LOCK)
            yield

    def version(self) -> int:
        """Tell the shape of the tables; 0 if there are none."""
        [(there,)] = self.rows("SELECT to_regclass('secself.layout') IS NOT NULL")
        if not there:
            return 0
        [(found,)] = self.rows(sql.LAYOUT)
        return found if isinstance(found, int) else 0

    def upgrade(self, since: str) -> None:
        """Bring the tables to the newest shape, a copy of what was there being kept first."""
        with self.writing():
            self.run("CREATE SCHEMA IF NOT EXISTS secself")
            version = self.version()
            if 0 < version < sql.VERSION:
                self._keep_copy(version)
            shapes.climb(self, sql.STEPS_POSTGRES, version, since)

    def faults(self) -> Iterator[str]:
        """Say what of tables and guards is not ours; the server looks after the rest itself."""
        return self.misshapen()

    def misshapen(self) -> Iterator[str]:
        """Hold tables and guards against those of a new archive."""
        return shaped.faults(self)

    def close(self) -> None:
        """Let go of the database."""
        with contextlib.suppress(psycopg.Error):
            self._connection.close()

    def _keep_copy(self, version: int) -> None:
        """Keep the tables as they were, in a schema of their own."""
        self.run(f"CREATE SCHEMA IF NOT EXISTS secself_shape_{version}")
        statement = (
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'secself'"
        )
        for name in [str(found) for (found,) in self.rows(statement)]:
            self.run(f"DROP TABLE IF EXISTS secself_shape_{version}.{name}")
            self.run(f"CREATE TABLE secself_shape_{version}.{name} AS TABLE secself.{name}")

    def _said(self) -> AbstractContextManager[None]:
        return _said(self.place, lambda: self._connection.broken)


def shown(url: str) -> str:
    """Give an address without name and password, for a person or a page to read.

    NotFound if it cannot be told which part of it is the password.
    """
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise faults.misspelt_address("postgresql://") from None
    # One sign of these that stands in a password unspelt makes the rest of it a host or a path.
    if parts.netloc.count("@") > 1 or "@" in parts.path or parts.fragment:
        raise faults.misspelt_address("postgresql://")
    return f"postgresql://{parts.hostname or ''}{port}{parts.path}"


def _connected(url: str, place: str) -> psycopg.Connection:
    """Reach a database; what the library says of an address may quote its password."""
    with _said(place, lambda: False):
        try:
            return psycopg.connect(url, autocommit=True, connect_timeout=10)
        except psycopg.ProgrammingError:
            raise faults.misspelt_address(place) from None


@contextlib.contextmanager
def _said(place: str, is_lost: Callable[[], bool]) -> Iterator[None]:
    """Say what went wrong in words; a connection may be lost by then that was there before."""
    try:
        yield
    except psycopg.Error as error:
        said = _in_words(error, place, is_lost=is_lost())
        if said is None:
            raise
        raise said from None


def _in_words(error: psycopg.Error, place: str, *, is_lost: bool) -> SecselfError | None:
    """Say what PostgreSQL met; None for what only a fault of ours can bring about."""
    why = " ".join(str(error).split())[:200]
    if isinstance(error, errors.LockNotAvailable | errors.DeadlockDetected):
        return faults.busy(place)
    if isinstance(error, _DAMAGED):
        return faults.damaged(place, f"{why}.")
    if isinstance(error, errors.DiskFull | errors.InsufficientPrivilege):
        return faults.not_written(place, f"{why}.")
    if isinstance(error, errors.ReadOnlySqlTransaction):
        return faults.not_written(place, f"{why}.")
    if not _is_unreached(error):
        return None
    return (faults.lost if is_lost else faults.unreachable)(place, f"{why.rstrip('.')}.")


def _is_unreached(error: psycopg.Error) -> bool:
    """Tell a server that is gone or refuses us from a statement that it does not take."""
    return isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)


def _spelt(statement: str) -> bytes:
    if statement.startswith("CREATE") and "{" in statement:
        statement = statement.format_map(sql.POSTGRES)
    return statement.replace("?", "%s").encode()
