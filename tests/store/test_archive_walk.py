"""Verification: a byte that was changed anywhere is found, and what holds it is named."""

import contextlib
import sqlite3
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secself.model import Receipt
from secself.problems import NotFound, NotSaved, Refused
from secself.store.archive import amending, checking, quarantine
from secself.store.archive.place import Archive

BEGUN = "2026-01-01T00:00:00Z"
MOMENT = "2026-06-30T09:15:00Z"
SUBMISSION = b'{"files":[{"name":"a.xlsx","sha256":"%s"}],"framework":"f@1","submission":{}}'


def filled(archive: Archive) -> list[Receipt]:
    """Record a file, a submission, a comment and a withdrawal; give the receipt after each."""
    receipts = []
    with archive.recording(BEGUN) as ledger:
        with ledger.writing(MOMENT):
            one = ledger.append("original", b"the file as it came", subject="acme/2026-ssa")
            receipts.append(ledger.receipt())
            content = SUBMISSION % one.content.encode()
            sent = ledger.append("submission", content, subject="acme/2026-ssa", key="sha256:a")
            receipts.append(ledger.receipt())
            about = {"subject": "acme/2026-ssa", "about": sent.number}
            ledger.append("comments", b'{"comments":[{"text":"Show me."}]}', **about)
            receipts.append(ledger.receipt())
            quarantine.hold(ledger, "b.xlsx", "0" * 64, b"", [])
        amending.withdraw(ledger, "acme/2026-ssa", "A draft.", MOMENT)
        receipts.append(ledger.receipt())
    return receipts


def found(archive: Archive, *receipts: Receipt) -> list[str]:
    """What the walk says."""
    with archive.reading() as ledger:
        walk = checking.walk(ledger, receipts)
    return [f"{problem.code}: {problem.what}" for problem in walk.problems]


def forced(archive: Archive, *statements: str) -> None:
    """Run statements with the guards out of the way, and the guards put back."""
    if archive.file:
        with contextlib.closing(sqlite3.connect(archive.file)) as connection:
            guards = connection.execute(
                "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
            ).fetchall()
            for name, _ in guards:
                connection.execute(f"DROP TRIGGER {name}")
            for statement in (*statements, *(text for _, text in guards)):
                connection.execute(statement)
            connection.commit()
        return
    with psycopg.connect(archive.address) as connection:
        connection.execute(b"SET search_path TO secself; SET session_replication_role TO replica")
        for statement in statements:
            connection.execute(statement.encode())


def test_a_whole_archive_verifies_with_every_receipt(archive):
    """It says how much there is, and gives the newest receipt."""
    receipts = filled(archive)
    forced(archive, "DELETE FROM quarantine")

    with archive.reading() as ledger:
        walk = checking.walk(ledger, receipts)
    assert () == walk.problems
    assert (4, 4, receipts[-1]) == (walk.entries, walk.contents, walk.receipt)


@pytest.mark.parametrize(
    ("statement", "code", "named"),
    [
        ("UPDATE entry SET recorded = '2020' WHERE number = 2", "entry-altered", "entry 2 (sub"),
        ("UPDATE entry SET kind = 'x' WHERE number = 4", "entry-altered", "entry 4 (x"),
        ("DELETE FROM entry WHERE number = 3", "entry-missing", "Entry 3 is missing"),
        ("UPDATE content SET bytes = NULL", "content-missing", "entry 1 (original"),
        ("DELETE FROM entry WHERE number = 4", "receipt-unmet", "no entry 4"),
        ("DELETE FROM entry WHERE number = 4", "content-stray", "no entry names"),
        ("UPDATE quarantine SET name = name", "content-altered", "refused file b.xlsx"),
    ],
)
def test_what_was_done_past_secself_is_named(archive, statement, code, named):
    """Whoever had the rights to do it."""
    receipts = filled(archive)
    forced(archive, statement)

    said = [one for one in found(archive, receipts[-1]) if one.startswith(f"{code}:")]
    assert said
    assert any(named in one for one in said)


SWALLOWED = {
    "sqlite": ("CREATE TRIGGER swallow BEFORE INSERT ON entry BEGIN SELECT RAISE(IGNORE); END",),
    "postgres": (
        (
            "CREATE FUNCTION secself.swallow() RETURNS trigger LANGUAGE plpgsql "
            "AS $$ BEGIN RETURN NULL; END $$"
        ),
        (
            "CREATE TRIGGER swallow BEFORE INSERT ON secself.entry "
            "FOR EACH ROW EXECUTE FUNCTION secself.swallow()"
        ),
    ),
}
DISARMED = {
    "sqlite": ("DROP TRIGGER entry_stays_update",),
    "postgres": (
        (
            "CREATE OR REPLACE FUNCTION secself.refuse() RETURNS trigger LANGUAGE plpgsql "
            "AS $$ BEGIN RETURN NULL; END $$"
        ),
    ),
}
HIDDEN = {
    "sqlite": (
        "ALTER TABLE entry RENAME TO kept",
        "CREATE VIEW entry AS SELECT * FROM kept WHERE number < 3",
    ),
    "postgres": (
        "ALTER TABLE secself.entry ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE secself.entry FORCE ROW LEVEL SECURITY",
        "CREATE POLICY few ON secself.entry USING (true)",
    ),
}


@pytest.mark.parametrize("statements", [SWALLOWED, DISARMED, HIDDEN])
def test_into_tables_that_are_not_as_ours_nothing_is_recorded(archive, statements):
    """They might not keep what is put into them, and the command would say that they had."""
    filled(archive)
    done = statements["sqlite" if archive.file else "postgres"]
    if archive.file:
        with contextlib.closing(sqlite3.connect(archive.file)) as connection:
            for statement in done:
                connection.execute(statement)
    else:
        with psycopg.connect(archive.address) as connection:
            for statement in done:
                connection.execute(statement.encode())

    assert any(one.startswith("archive-damaged") for one in found(archive))
    with pytest.raises(Refused) as refused, archive.recording(MOMENT):
        pass
    assert "archive-damaged" == refused.value.problems[0].code


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE secself.entry RENAME COLUMN hash TO digest",
        "DROP TABLE secself.quarantine",
        "DROP SCHEMA secself CASCADE; CREATE SCHEMA secself CREATE TABLE layout (theirs TEXT)",
    ],
)
def test_tables_of_others_are_no_fault_of_ours(server, statement):
    """A schema of this name may be another program's, or somebody's hand was in ours."""
    archive = Archive(address=server.fresh())
    filled(archive)
    with psycopg.connect(archive.address) as connection:
        connection.execute(statement.encode())

    try:
        said = found(archive)
    except Refused as refused:
        said = [f"{problem.code}:" for problem in refused.problems]
    assert any(one.startswith("archive-damaged:") for one in said)


def test_what_a_database_does_not_keep_is_not_said_to_be_recorded(tmp_path):
    """Also where a guard was put there while the archive was open."""
    archive = Archive(address=str(tmp_path / "secself.db"))
    filled(archive)
    with archive.recording(MOMENT) as ledger:
        ledger.dialect.run(SWALLOWED["sqlite"][0])
        with pytest.raises(Refused), ledger.writing(MOMENT):
            ledger.append("original", b"more", subject="acme/2026-ssa")


def test_what_sqlite_counts_for_itself_is_no_fault(tmp_path):
    """Some tools ask it to, and mean well."""
    archive = Archive(address=str(tmp_path / "secself.db"))
    filled(archive)
    with contextlib.closing(sqlite3.connect(tmp_path / "secself.db")) as connection:
        connection.execute("ANALYZE")
        connection.commit()

    assert not [one for one in found(archive) if one.startswith("archive-damaged")]


def test_guards_that_are_gone_are_missed(archive):
    """Before anything was changed."""
    filled(archive)
    if archive.file:
        with contextlib.closing(sqlite3.connect(archive.file)) as connection:
            connection.execute("DROP TRIGGER entry_stays_update")
    else:
        with psycopg.connect(archive.address) as connection:
            connection.execute(b"ALTER TABLE secself.entry DISABLE TRIGGER entry_stays")

    assert any("entry_stays" in one for one in found(archive))


def test_what_was_erased_on_request_is_no_fault(archive):
    """An entry says so; the digests remain, and the chain holds."""
    receipts = filled(archive)
    with archive.recording(MOMENT) as ledger, ledger.writing(MOMENT):
        for one in list(quarantine.held(ledger)):
            ledger.dialect.run("DELETE FROM quarantine WHERE digest = ?", one.sha256)
    with archive.recording(MOMENT) as ledger:
        record, number = amending.erase(ledger, "acme/2026-ssa#1", "Kept long enough.", MOMENT)

    assert 3 == number
    assert record.withdrawn
    assert [] == found(archive, *receipts)
    with archive.reading() as ledger:
        erased = {row[0] for row in ledger.dialect.rows("SELECT bytes FROM content")}
    assert not any(b"file as it came" in (content or b"") for content in erased)


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> tuple[Path, list[tuple[int, int]]]:
    """An archive's file, and where in it stands what was recorded."""
    place = tmp_path_factory.mktemp("kept") / "secself.db"
    filled(Archive(address=str(place)))
    forced(Archive(address=str(place)), "DELETE FROM quarantine")
    with contextlib.closing(sqlite3.connect(place)) as connection:
        connection.execute("VACUUM")  # What was written over must not be taken for what stands.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        content = place.read_bytes()
        held = [row[0] for row in connection.execute("SELECT bytes FROM content")]
        columns = "kind, subject, key, content, recorded, previous, hash"
        said = [
            cell.encode() for row in connection.execute(f"SELECT {columns} FROM entry")  # noqa: S608
            for cell in row
        ]  # fmt: skip
    spans = [(content.find(one), len(one)) for one in (*held, *said)]
    assert all(start >= 0 for start, _ in spans)
    return place, spans


@pytest.mark.property
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(which=st.integers(0, 999), at=st.integers(0, 999), bit=st.integers(0, 7))
def test_any_flipped_bit_of_what_is_recorded_is_found(kept, tmp_path_factory, which, at, bit):
    """Of any content and any text of any entry, wherever in the file it stands."""
    whole, spans = kept
    start, length = spans[which % len(spans)]
    altered = bytearray(whole.read_bytes())
    altered[start + at % length] ^= 1 << bit
    place = tmp_path_factory.mktemp("altered") / "secself.db"
    place.write_bytes(altered)

    assert found(Archive(address=str(place)))


@pytest.mark.property
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 99_999), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_file_is_said_and_never_a_fault_of_ours(kept, tmp_path_factory, damage):
    """Whichever bytes of it are anything else."""
    altered = bytearray(kept[0].read_bytes())
    for at, byte in damage:
        altered[at % len(altered)] = byte
    place = tmp_path_factory.mktemp("damaged") / "secself.db"
    place.write_bytes(altered)
    archive = Archive(address=str(place))

    with contextlib.suppress(NotFound, NotSaved, Refused):
        found(archive)
