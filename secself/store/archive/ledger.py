"""Reads entries and their content, and appends to them, one transaction at a time."""

import contextlib
from collections.abc import Iterator
from dataclasses import astuple

from secself import chain
from secself.model import Entry, EntryKind, Receipt
from secself.store.archive import faults, sql
from secself.store.archive.dialect import Cell, Dialect, Row


class Ledger:
    """An open archive."""

    def __init__(self, dialect: Dialect) -> None:
        """Stand on an open database."""
        self.dialect = dialect
        self.place = dialect.place
        self._moment: str | None = None

    def entries(self) -> Iterator[Entry]:
        """Give every entry, in order."""
        return (_entry(row) for row in self.dialect.rows(sql.ENTRIES))

    def of_kind(self, kind: EntryKind) -> list[Entry]:
        """Give the entries of one kind, in order."""
        return [_entry(row) for row in self.dialect.rows(sql.OF_KIND, kind)]

    def subjects(self, kind: EntryKind, user: str | None = None) -> set[str]:
        """Name what the entries of a kind are about; of a User only its own, under this id."""
        # No id has a sign in it that would stand for others.
        rows = self.dialect.rows(sql.SUBJECTS, kind, f"{user}/%" if user else "%")
        return {str(name) for (name,) in rows}

    def of_subject(self, subject: str) -> list[Entry]:
        """Give the entries about one subject, by the name under which they were recorded."""
        return [_entry(row) for row in self.dialect.rows(sql.OF_SUBJECT, subject)]

    def last(self) -> Entry | None:
        """Give the last entry, None if there is none."""
        return next((_entry(row) for row in self.dialect.rows(sql.LAST)), None)

    def receipt(self) -> Receipt | None:
        """Give what proves later that all that stands now was there."""
        last = self.last()
        return chain.receipt_of(last) if last else None

    def find(self, kind: EntryKind, subject: str, key: str) -> Entry | None:
        """Give the newest entry of a kind, about a subject, by its key."""
        rows = self.dialect.rows(sql.FOUND, kind, subject, key)
        return next((_entry(row) for row in rows), None)

    def content(self, entry: Entry) -> bytes:
        """Give what an entry recorded, or what is left of it; Refused if altered or erased."""
        content = self.left(entry)
        if content is None:
            raise faults.content_erased(self.place, chain.name_of(entry))
        return content

    def left(self, entry: Entry) -> bytes | None:
        """Give what an entry recorded, without names that were erased; None if all is erased."""
        content = self.bytes_of(entry.content, chain.name_of(entry))
        if content is not None:
            return content
        instead = self.find("redaction", entry.subject, entry.content)
        # Only what was recorded later can stand for what was there before.
        return self.left(instead) if instead and instead.number > entry.number else None

    def was_erased(self, digest: str) -> bool:
        """Tell whether bytes were here and were erased; they are not taken in again."""
        return any(True for _ in self.dialect.rows(sql.GONE, digest))

    def bytes_of(self, digest: str, name: str) -> bytes | None:
        """Give the content of a digest, None if it was erased; Refused if it was altered."""
        for (content,) in self.dialect.rows(sql.CONTENT, digest):
            if content is None:
                return None
            if isinstance(content, bytes) and chain.digest_of(content) == digest:
                return content
        raise faults.content_altered(self.place, digest, name)

    @property
    def moment(self) -> str:
        """Give the time at which all that is being written is recorded."""
        if self._moment is None:
            message = "The archive is written to within `writing` only."
            raise RuntimeError(message)
        return self._moment

    @contextlib.contextmanager
    def writing(self, moment: str) -> Iterator[None]:
        """Keep all that is appended here, or nothing of it; others wait meanwhile."""
        with self.dialect.writing():
            self._moment = moment
            try:
                yield
            finally:
                self._moment = None

    def append(
        self,
        kind: EntryKind,
        content: bytes,
        *,
        subject: str,
        key: str = "",
        about: int | None = None,
    ) -> Entry:
        """Record content as the next entry, and give it; only while writing."""
        digest = chain.digest_of(content)
        entry = chain.entry_after(
            self.last(),
            kind,
            subject=subject,
            content=digest,
            key=key or digest,
            about=about,
            recorded=self.moment,
        )
        self.keep(digest, content)
        self.add(entry)
        return entry

    def keep(self, digest: str, content: bytes | None, size: int | None = None) -> None:
        """Keep bytes under their digest, once; of what was erased only its size is kept."""
        length = len(content) if content is not None else size
        self.dialect.run(sql.NEW_CONTENT, digest, length, content)

    def add(self, entry: Entry) -> None:
        """Put a finished entry behind the last; its content must be kept already."""
        self.dialect.run(sql.NEW_ENTRY, *_row(entry))
        if self.last() != entry:
            raise faults.damaged(self.place, "it does not keep what is put into it.")

    def close(self) -> None:
        """Let go of the archive."""
        self.dialect.close()


def _row(entry: Entry) -> tuple[Cell, ...]:
    return astuple(entry)


def _entry(row: Row) -> Entry:
    number, kind, subject, key, about, content, recorded, previous, digest = row
    return Entry(
        number=number if isinstance(number, int) else 0,
        kind=str(kind),
        subject=str(subject),
        key=str(key),
        about=about if isinstance(about, int) else None,
        content=str(content),
        recorded=str(recorded),
        previous=str(previous),
        hash=str(digest),
    )
