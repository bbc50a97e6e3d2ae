"""The archive as a place: what is recorded stays, what is not finished never was."""

import contextlib
import os
import sqlite3
import stat
from pathlib import Path

import psycopg
import pytest

from secself import chain
from secself.problems import NotFound, NotSaved, Refused
from secself.store.archive import sql
from secself.store.archive.mounts import is_network
from secself.store.archive.place import Archive

MOMENT = "2026-06-30T09:15:00Z"


def put(archive: Archive, *texts: str) -> None:
    """Record texts, each in a transaction of its own."""
    with archive.recording(MOMENT) as ledger:
        for text in texts:
            with ledger.writing(MOMENT):
                ledger.append("original", text.encode(), subject="acme/2026-ssa")


def entries(archive: Archive):
    """All that stands."""
    with archive.reading() as ledger:
        return list(ledger.entries())


def altered(archive: Archive, statement: str) -> None:
    """Run a statement as somebody would who goes past secself."""
    if archive.file:
        with contextlib.closing(sqlite3.connect(archive.file)) as connection:
            connection.execute(statement)
            connection.commit()
    else:
        with psycopg.connect(archive.address) as connection:
            connection.execute(b"SET search_path TO secself")
            connection.execute(statement.encode())


def test_what_is_recorded_is_given_back(archive):
    """Content, order, and a chain that holds."""
    put(archive, "one", "two", "one")

    with archive.reading() as ledger:
        stored = list(ledger.entries())
        assert [b"one", b"two", b"one"] == [ledger.content(entry) for entry in stored]
        assert chain.receipt_of(stored[-1]) == ledger.receipt()
        assert stored[2] == ledger.find("original", "acme/2026-ssa", stored[0].content)
    assert [] == list(chain.check(stored))
    assert [1, 2, 3] == [entry.number for entry in stored]


def test_reading_never_makes_an_archive(archive):
    """What is not there is said."""
    with pytest.raises(NotFound) as missing, archive.reading():
        pass

    assert "archive-missing" == missing.value.problems[0].code
    assert not (archive.file and archive.file.exists())


def test_an_empty_file_is_no_archive_yet(tmp_path):
    """It is what a crash leaves between making the file and its tables."""
    (tmp_path / "secself.db").touch()
    archive = Archive(address=str(tmp_path / "secself.db"))

    with pytest.raises(NotFound), archive.reading():
        pass
    put(archive, "one")
    assert 1 == len(entries(archive))


def test_what_is_not_finished_never_was(archive):
    """A fault in the middle leaves nothing of the transaction."""
    put(archive, "one")

    def begin(ledger) -> None:
        with ledger.writing(MOMENT):
            ledger.append("original", b"two", subject="acme/2026-ssa")
            ledger.append("original", None, subject="acme/2026-ssa")

    with archive.recording(MOMENT) as ledger, pytest.raises(TypeError):
        begin(ledger)
    assert 1 == len(entries(archive))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET subject = 'other/2026-ssa'",
        "DELETE FROM entry",
        "UPDATE content SET bytes = NULL",
        "DELETE FROM content",
        "DELETE FROM layout",
    ],
)
def test_the_database_itself_refuses_changes(archive, statement):
    """Whoever goes past secself must first take the guards away, which is seen."""
    put(archive, "one")

    with pytest.raises((sqlite3.Error, psycopg.Error), match=r"never changed|foreign key"):
        altered(archive, statement)
    assert 1 == len(entries(archive))


def test_content_can_go_only_where_an_entry_says_so(archive):
    """The entry stays, with its digest, and the chain holds."""
    put(archive, "Jo Smith answers for this", "two")
    with archive.recording(MOMENT) as ledger, ledger.writing(MOMENT):
        ledger.append("erasure", b"{}", subject="acme", about=1)
        ledger.dialect.run(sql.ERASE, entries(archive)[0].content)

    with archive.reading() as ledger:
        stored = list(ledger.entries())
        with pytest.raises(Refused) as erased:
            ledger.content(stored[0])
        assert "content-erased" == erased.value.problems[0].code
        assert b"two" == ledger.content(stored[1])
    assert [] == list(chain.check(stored))


def test_altered_content_is_never_given(archive):
    """Not even to whoever does not ask whether the archive is whole."""
    put(archive, "one")
    drop = "DROP TRIGGER content_stays_update"
    altered(archive, drop if archive.file else f"{drop} ON content")
    spelt = "CAST('two' AS BLOB)" if archive.file else "'two'::BYTEA"
    altered(archive, f"UPDATE content SET bytes = {spelt}")  # noqa: S608

    with archive.reading() as ledger, pytest.raises(Refused) as refused:
        ledger.content(next(ledger.entries()))
    assert "content-altered" == refused.value.problems[0].code


def test_an_archive_of_a_later_secself_is_left_alone(archive):
    """Neither read nor written."""
    put(archive, "one")
    altered(archive, f"INSERT INTO layout (version, since) VALUES ({sql.VERSION + 1}, '')")  # noqa: S608

    for opened in (archive.reading(), archive.recording(MOMENT)):
        with pytest.raises(Refused) as newer, opened:
            pass
        assert "archive-newer" == newer.value.problems[0].code


def test_the_file_is_its_owners_alone(tmp_path):
    """Also while others are at work, and the log stands beside it."""
    archive = Archive(address=f"sqlite:///{tmp_path}/secself.db")
    with archive.recording(MOMENT) as ledger, ledger.writing(MOMENT):
        ledger.append("original", b"one", subject="acme/2026-ssa")
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}

    assert {"secself.db", "secself.db-wal", "secself.db-shm"} == modes.keys()
    assert {0o600} == set(modes.values())


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"these are answers, and no database at all", "archive-damaged"), (None, "archive-damaged")],
)
def test_a_file_of_others_is_never_written_into(tmp_path, content, code):
    """Be it no database, or one of another program."""
    place = tmp_path / "answers.xlsx"
    if content is None:
        with contextlib.closing(sqlite3.connect(place)) as connection:
            connection.execute("CREATE TABLE theirs (x)")
    else:
        place.write_bytes(content)
    before = place.read_bytes()

    with pytest.raises(Refused) as refused, Archive(address=str(place)).recording(MOMENT):
        pass
    assert code == refused.value.problems[0].code
    assert before == place.read_bytes()


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("mysql://host/db", "archive-unknown"),
        ("sqlite:///", "archive-unknown"),
        ("no/such/folder/secself.db", "archive-unreachable"),
        ("postgresql://secret:hunter@localhost:1/none", "archive-unreachable"),
        ("postgresql://secret:w%zzhunter@localhost:1/none", "archive-unknown"),
        ("postgresql://secret:pass@hunter@localhost:1/none", "archive-unknown"),
        ("postgresql://secret:pass/hunter@localhost:1/none", "archive-unknown"),
        ("postgresql://secret:pass#hunter@localhost:1/none", "archive-unknown"),
        ("postgresql://secret:hunter@localhost:99999/none", "archive-unknown"),
        ("postgresql://secret:hunter@[::1/none", "archive-unknown"),
        ("postgresql://localhost:1/none?password=hunter&nonsense=1", "archive-unknown"),
        ("postgres:/secret:hunter@localhost/none", "archive-unknown"),
        ("http://secret:pass@hunter@localhost/none?password=hunter", "archive-unknown"),
    ],
)
def test_an_address_that_leads_nowhere_is_said_without_its_password(address, code):
    """Whatever it is."""
    with pytest.raises((NotFound, NotSaved)) as refused, Archive(address=address).recording(MOMENT):
        pass

    [problem] = refused.value.problems
    assert code == problem.code
    assert "hunter" not in str(problem)


def test_a_pipe_is_no_archive(tmp_path):
    """It would take what is written and keep nothing, or keep us waiting."""
    os.mkfifo(tmp_path / "secself.db")

    with (
        pytest.raises(NotFound) as refused,
        Archive(address=str(tmp_path / "secself.db")).recording(MOMENT),
    ):
        pass
    assert "archive-unreachable" == refused.value.problems[0].code


def test_a_name_that_no_system_bears_is_said(tmp_path):
    """It is asked for before it is opened."""
    with pytest.raises(NotFound) as refused, Archive(address=str(tmp_path / ("x" * 300))).reading():
        pass
    assert "archive-unreachable" == refused.value.problems[0].code


def test_a_full_disk_leaves_what_was_there(tmp_path):
    """What does not fit is not recorded at all."""
    archive = Archive(address=str(tmp_path / "secself.db"))
    put(archive, "one")

    with archive.recording(MOMENT) as ledger:
        ledger.dialect.run("PRAGMA max_page_count = 20")
        with pytest.raises(NotSaved) as full, ledger.writing(MOMENT):
            ledger.append("original", bytes(1_000_000), subject="acme/2026-ssa")
    assert "archive-unwritable" == full.value.problems[0].code
    assert 1 == len(entries(archive))


def test_on_a_network_the_older_journal_is_used(tmp_path, monkeypatch):
    """For a new archive, and for one that was made elsewhere and put there."""
    made = {"new": Archive(address=str(tmp_path / "new.db")),
            "moved": Archive(address=str(tmp_path / "moved.db"))}  # fmt: skip
    put(made["moved"], "one")
    assert ("wal", 2) == journal(made["moved"])
    monkeypatch.setattr("secself.store.archive.mounts.is_network", lambda _: True)
    for archive in made.values():
        put(archive, "two")

    assert {("delete", 3)} == {journal(archive) for archive in made.values()}
    assert {"new.db", "moved.db"} == {place.name for place in tmp_path.iterdir()}
    assert [1, 2] == [entry.number for entry in entries(made["moved"])]
    monkeypatch.undo()
    put(made["moved"], "three")
    assert ("wal", 2) == journal(made["moved"])


def journal(archive: Archive) -> tuple[str, int]:
    """How changes are written, and how surely: 2 is FULL, 3 is EXTRA."""
    with archive.reading() as ledger:
        [(mode,)] = ledger.dialect.rows("PRAGMA journal_mode")
        [(level,)] = ledger.dialect.rows("PRAGMA synchronous")
    return str(mode), int(level)


def test_a_folder_on_a_network_is_known(tmp_path):
    """There SQLite's log could not be shared, so the older way is taken."""
    mounts = tmp_path / "mounts"
    lines = [f"server:/x {tmp_path} nfs4 rw 0 0", f"/dev/sda {tmp_path}/a\\040b ext4 rw 0 0"]
    mounts.write_text("\n".join(["/dev/root / ext4 rw 0 0", *lines]), encoding="utf-8")

    assert is_network(tmp_path / "deep", mounts)
    assert not is_network(tmp_path / "a b", mounts)
    assert not is_network(Path("/"), mounts)
    assert not is_network(tmp_path, tmp_path / "none")
