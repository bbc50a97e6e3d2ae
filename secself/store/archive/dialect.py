"""What the ledger asks of a database: a shape that SQLite and PostgreSQL both keep."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

Cell = str | int | bytes | None
"""What stands in a column."""

Row = tuple[Cell, ...]


class Dialect(Protocol):
    """An open archive of one kind of database.

    Every method raises a SecselfError for what a person can put right.
    """

    place: str
    """How the archive is named to a person; never with a password."""

    def rows(self, statement: str, *values: Cell) -> Iterator[Row]:
        """Run a statement that reads."""

    def run(self, statement: str, *values: Cell) -> None:
        """Run a statement that writes, within a transaction."""

    def writing(self) -> AbstractContextManager[None]:
        """Hold the one right to write, and keep all that is written or nothing."""

    def version(self) -> int:
        """Tell the shape of the tables; 0 if there are none."""

    def upgrade(self, since: str) -> None:
        """Bring the tables to the newest shape, a copy of what was there being kept first."""

    def faults(self) -> Iterator[str]:
        """Say what the database itself finds wrong, one sentence each."""

    def misshapen(self) -> Iterator[str]:
        """Say what of tables and guards is gone, is another or is not ours, one sentence each."""

    def close(self) -> None:
        """Let go of the database."""
