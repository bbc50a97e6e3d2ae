"""A byte that was changed anywhere, of anything the archive holds, is found, and named.

What is proved: of every byte of the database's file, every column of every table and every byte of
an export, that a change is found, or is none of what was recorded. What is not: that the bytes of
free pages, which hold nothing, are what they were.
"""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import psycopg
import pytest

from secself import chain
from secself.problems import NotFound, NotSaved, Refused
from secself.store.archive import amending, carried, checking, moving, quarantine
from secself.store.archive.place import Archive

FLIPS = int(os.environ.get("SECSELF_FLIPS", "600"))
"""How many bytes of the file are tried; all of them, if that is more than it has."""

MOMENT = "2026-06-30T09:15:00Z"
SUBJECT = "acme/2026-ssa"
TABLES = {
    "layout": ("version", "since", "digest"),
    "content": ("digest", "size", "bytes"),
    "entry": (
        *("number", "kind", "subject", "key", "about"),
        *("content", "recorded", "previous", "hash"),
    ),
    "quarantine": ("digest", "name", "received", "size", "problems", "bytes", "said"),
}
"""Every column there is; a test below says so."""


def filled(archive: Archive) -> Archive:
    """An archive with an entry of each kind, something erased, and a refused file."""
    with archive.recording(MOMENT) as ledger:
        for number in (1, 2):
            with ledger.writing(MOMENT):
                one = ledger.append("original", f"file {number}".encode(), subject=SUBJECT)
                said = {"files": [{"name": "a.xlsx", "sha256": one.content}], "submission": {}}
                sent = ledger.append("submission", chain.canonical(said), subject=SUBJECT)
                noted = chain.canonical({"comments": [{"text": f"Show me {number}."}]})
                ledger.append("comments", noted, subject=SUBJECT, about=sent.number)
                refused = f"no workbook {number}".encode()
                digest = chain.digest_of(refused)
                quarantine.hold(ledger, "b.xlsx", digest, refused, ["file-is-text"])
        amending.withdraw(ledger, f"{SUBJECT}#1", "A draft.", MOMENT)
        amending.rename(ledger, "acme", "apex", "Bought.", MOMENT)
        amending.erase(ledger, "apex/2026-ssa#1", "Kept long enough.", MOMENT)
    return archive


def found(archive: Archive) -> list[str]:
    """What is said of an archive, be it that it cannot be opened."""
    try:
        with archive.reading() as ledger:
            return [problem.what for problem in checking.walk(ledger).problems]
    except (NotFound, NotSaved, Refused) as refusal:
        return [problem.what for problem in refusal.problems]


def rows(place: Path) -> list[tuple]:
    """All that stands in an archive, column by column."""
    with contextlib.closing(sqlite3.connect(place)) as connection:
        connection.text_factory = bytes
        return [
            tuple(
                None if is_unproved(table, number, row) else row[number]
                for number in range(len(row))
            )
            for table, columns in TABLES.items()
            for row in connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1")  # noqa: S608
        ]


def test_every_column_of_every_table_is_tried(tmp_path):
    """A column that is added wants to be tried as well."""
    archive = filled(Archive(address=str(tmp_path / "secself.db")))
    with contextlib.closing(sqlite3.connect(archive.file)) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        columns = {
            table: tuple(row[1] for row in connection.execute(f"PRAGMA table_info({table})"))
            for table in tables
        }

    assert columns == TABLES
    assert [] == found(archive)


def test_any_flipped_bit_of_the_file_is_found_or_changed_nothing_that_was_recorded(tmp_path):
    """Wherever in the file it stands."""
    place = tmp_path / "secself.db"
    filled(Archive(address=str(place)))
    with contextlib.closing(sqlite3.connect(place)) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole, stands = place.read_bytes(), rows(place)
    chance = Random()  # noqa: S311  any byte will do
    told = 0
    for at in chance.sample(range(len(whole)), min(FLIPS, len(whole))):
        altered = bytearray(whole)
        altered[at] ^= 1 << chance.randrange(8)
        for other in tmp_path.iterdir():
            other.unlink()
        place.write_bytes(altered)
        said = found(Archive(address=str(place)))
        told += bool(said)
        assert said or stands == rows(place), f"the byte {at} of the file"
    assert told > 0


@contextlib.contextmanager
def past(archive: Archive) -> Iterator[Callable[[str, Sequence], list[tuple]]]:
    """Run statements as somebody would who takes the guards away, and puts them back."""
    if not archive.file:
        with psycopg.connect(archive.address) as connection:
            connection.execute(b"SET search_path TO secself")
            connection.execute(b"SET session_replication_role TO replica")
            yield lambda text, values: connection.execute(text.replace("?", "%s"), values)
        return
    with contextlib.closing(sqlite3.connect(archive.file, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        shape = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        guards = connection.execute(shape).fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection.execute
        for _, text in guards:
            connection.execute(text)
        connection.commit()


def exchange(archive: Archive, table: str, old: Sequence, new: Sequence) -> bool:
    """Put one row in the place of another, and tell whether the database lets it stand."""
    columns = TABLES[table]
    same = "IS" if archive.file else "IS NOT DISTINCT FROM"
    there = " AND ".join(f"{column} {same} ?" for column in columns)
    values = ", ".join(f"{column} = ?" for column in columns)
    with contextlib.suppress(sqlite3.IntegrityError, psycopg.IntegrityError):
        with past(archive) as run:
            run(f"UPDATE {table} SET {values} WHERE {there}", [*new, *old])  # noqa: S608
        return True
    return False


def flipped(value: object) -> object:
    """A value with one bit changed."""
    if isinstance(value, int):
        return value ^ 1
    if isinstance(value, str):
        return value[:-1] + chr(ord(value[-1]) ^ 1)
    return bytes([value[0] ^ 1]) + value[1:] if isinstance(value, bytes) else value


@pytest.mark.parametrize("table", TABLES)
def test_a_changed_value_of_any_column_is_found(archive, table):
    """In every row, on both systems, unless the database itself does not let it stand."""
    filled(archive)
    with past(archive) as run:
        stands = list(run(f"SELECT {', '.join(TABLES[table])} FROM {table}", []))  # noqa: S608
    assert stands
    for row in stands:
        for number, value in enumerate(row):
            if value is None or is_unproved(table, number, row):
                continue
            other = [*row[:number], flipped(value), *row[number + 1 :]]
            if exchange(archive, table, row, other):
                assert found(archive), (TABLES[table][number], value)
                assert exchange(archive, table, other, row)
    assert [] == found(archive)


def is_unproved(table: str, number: int, row: Sequence) -> bool:
    """Of what was erased, its length is noted for a person, and nothing rests on it."""
    return table == "content" and row[2] is None and number == 1


def test_a_flipped_bit_of_any_byte_of_an_export_is_found(tmp_path):
    """And the file that holds it is named, before anything is taken in."""
    with filled(Archive(address=str(tmp_path / "secself.db"))).reading() as ledger:
        moving.export(ledger, tmp_path / "out")
    carried.open_folder(tmp_path / "out")
    chance = Random()  # noqa: S311  any bit will do
    for place in sorted(tmp_path.glob("out/**/*")):
        content = place.read_bytes() if place.is_file() else b""
        for at in range(0, len(content), 1 + len(content) // 60):
            altered = bytearray(content)
            altered[at] ^= 1 << chance.randrange(8)
            place.write_bytes(altered)
            with pytest.raises((NotFound, Refused)) as refused:
                carried.open_folder(tmp_path / "out")
            said = [f"{one.origin.file} {one.what}" for one in refused.value.problems]
            assert any(place.name in one for one in said), place
        if content:
            place.write_bytes(content)
    carried.open_folder(tmp_path / "out")
