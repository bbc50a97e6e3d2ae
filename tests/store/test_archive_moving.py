"""An archive is carried elsewhere as plain files, and is the same archive when it comes back."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from secself import chain
from secself.model import Entry
from secself.problems import NotFound, NotSaved, Refused
from secself.store.archive import amending, carried, checking, moving, quarantine, sql
from secself.store.archive.place import Archive

MOMENT = "2026-06-30T09:15:00Z"
SHAPES = Path(__file__).parent / "archives"


def record(archive: Archive, *texts: str) -> None:
    """Record texts."""
    with archive.recording(MOMENT) as ledger, ledger.writing(MOMENT):
        for text in texts:
            ledger.append("original", text.encode(), subject="acme/2026-ssa")


def export(archive: Archive, folder: Path) -> dict[str, bytes]:
    """Export an archive, and give its files."""
    with archive.reading() as ledger:
        moving.export(ledger, folder)
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def take_in(archive: Archive, folder: Path) -> int:
    """Import a folder."""
    with archive.recording(MOMENT) as ledger:
        return moving.take_in(ledger, folder, MOMENT)


def entries(archive: Archive):
    """All that stands."""
    with archive.reading() as ledger:
        assert () == checking.walk(ledger).problems
        return list(ledger.entries())


@pytest.fixture
def copy(tmp_path) -> Archive:
    """Another archive, that is not there yet."""
    return Archive(address=str(tmp_path / "copy.db"))


def test_an_exported_archive_comes_back_equal(archive, copy, tmp_path):
    """From one system into the other: the same entries, hashes and bytes, and the same files."""
    record(archive, "one", "two", "one")
    files = export(archive, tmp_path / "out")

    assert 3 == take_in(copy, tmp_path / "out")
    assert entries(archive) == entries(copy)
    assert files == export(copy, tmp_path / "again")
    assert 0 == take_in(copy, tmp_path / "again")


def test_an_export_is_checked_with_ordinary_tools(archive, tmp_path):
    """Every file is listed with its digest."""
    record(archive, "one", "two")
    files = export(archive, tmp_path / "out")
    checked = subprocess.run(
        ["sha256sum", "-c", "--strict", "SHA256SUMS"],
        cwd=tmp_path / "out", check=True, capture_output=True, text=True,
    )  # fmt: skip

    assert len(files) - 1 == len(checked.stdout.splitlines())


def test_a_refused_file_leaves_the_export_as_it_was(archive, tmp_path):
    """The quarantine is no part of what the archive holds."""
    record(archive, "one")
    before = export(archive, tmp_path / "before")
    with archive.recording(MOMENT) as ledger, ledger.writing(MOMENT):
        quarantine.hold(ledger, "notes.txt", "0" * 64, b"notes", ["file-is-text"])

    assert before == export(archive, tmp_path / "after")


def test_a_copy_is_brought_up_to_what_was_added(archive, copy, tmp_path):
    """And one that went another way is left alone."""
    record(archive, "one")
    export(archive, tmp_path / "early")
    take_in(copy, tmp_path / "early")
    record(archive, "two")
    export(archive, tmp_path / "late")

    assert 1 == take_in(copy, tmp_path / "late")
    assert entries(archive) == entries(copy)
    with pytest.raises(Refused) as apart:
        take_in(copy, tmp_path / "early")
    assert "archive-apart" == apart.value.problems[0].code


def test_what_was_erased_stays_erased(archive, copy, tmp_path):
    """Also in a copy that still had it."""
    record(archive, "Jo Smith")
    with archive.recording(MOMENT) as ledger, ledger.writing(MOMENT):
        ledger.append("submission", b'{"files":[]}', subject="acme/2026-ssa")
    export(archive, tmp_path / "before")
    take_in(copy, tmp_path / "before")
    with archive.recording(MOMENT) as ledger:
        amending.erase(ledger, "acme/2026-ssa#1", "Kept long enough.", MOMENT)
    export(archive, tmp_path / "after")
    fresh = Archive(address=str(tmp_path / "fresh.db"))

    assert 2 == take_in(copy, tmp_path / "after")
    take_in(fresh, tmp_path / "after")
    for one in (copy, fresh):
        assert entries(archive) == entries(one)
        with one.reading() as ledger:
            kept = [row[0] for row in ledger.dialect.rows("SELECT bytes FROM content")]
        assert 1 == kept.count(None)


def spoil_entry(folder: Path) -> None:
    """Change a word of an entry."""
    place = folder / "entries.jsonl"
    place.write_text(place.read_text().replace("acme", "apex", 1))


def cut_end(folder: Path) -> None:
    """Leave the last entry out."""
    place = folder / "entries.jsonl"
    place.write_text("".join(place.read_text().splitlines(keepends=True)[:-1]))


def spoil_content(folder: Path) -> None:
    """Change a byte of a content."""
    place = next((folder / "content").rglob("*/*"))
    place.write_bytes(b"x" + place.read_bytes()[1:])


def lose_content(folder: Path) -> None:
    """Leave a content out."""
    next((folder / "content").rglob("*/*")).unlink()


def claim_erased(folder: Path) -> None:
    """Say of a content that it was erased, which no entry says."""
    place = folder / "archive.json"
    head = json.loads(place.read_text())
    gone = next((folder / "content").rglob("*/*"))
    head["erased"] = [{"sha256": gone.name, "size": 3}]
    gone.unlink()
    place.write_text(json.dumps(head))


def lead_out(folder: Path) -> None:
    """Name a content by a way out of the folder."""
    place = folder / "entries.jsonl"
    lines = [json.loads(line) for line in place.read_text().splitlines()]
    lines[0]["content"] = "../../secret"
    place.write_text("".join(f"{json.dumps(line)}\n" for line in lines))


def make_pipe(folder: Path) -> None:
    """Put a pipe in the place of a content, which nobody writes to."""
    place = next((folder / "content").rglob("*/*"))
    place.unlink()
    os.mkfifo(place)


def lead_to_device(folder: Path) -> None:
    """Lead from the entries to a device that never ends."""
    place = folder / "entries.jsonl"
    place.unlink()
    place.symlink_to("/dev/zero")


def saying(**changes: object) -> Callable[[Path], None]:
    """Write another first entry, with hashes that fit and nothing else amiss."""

    def spoil(folder: Path) -> None:
        place = folder / "entries.jsonl"
        first = {**json.loads(place.read_text().splitlines()[0]), **changes}
        first["hash"] = chain.hash_of(Entry(**first))
        head = json.loads((folder / "archive.json").read_text())
        head |= {"entries": 1, "hash": first["hash"]}
        contents = {
            str(path.relative_to(folder)): path.read_bytes()
            for path in (folder / "content").rglob("*/*")
            if path.name == first["content"]
        }
        files = {
            "README.txt": b"",
            "archive.json": json.dumps(head).encode(),
            "entries.jsonl": json.dumps(first).encode() + b"\n",
            **contents,
        }
        for name, content in files.items():
            (folder / name).write_bytes(content)
        sums = {name: chain.digest_of(content) for name, content in files.items()}
        (folder / "SHA256SUMS").write_bytes(carried.listed(sums))

    return spoil


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (spoil_entry, "entry-altered"),
        (make_pipe, "export-broken"),
        (lead_to_device, "export-broken"),
        (saying(number=2**70), "export-broken"),
        (saying(about=1), "export-broken"),
        (saying(about=9), "export-broken"),
        (saying(kind=""), "export-broken"),
        (saying(subject="a\0b"), "export-broken"),
        (saying(subject="a\ud800b"), "export-broken"),
        (cut_end, "export-broken"),
        (spoil_content, "content-altered"),
        (lose_content, "export-broken"),
        (claim_erased, "export-broken"),
        (lead_out, "export-broken"),
        (lambda folder: (folder / "archive.json").write_text("{"), "export-broken"),
        (lambda folder: (folder / "archive.json").write_text("{}"), "export-broken"),
        (lambda folder: (folder / "entries.jsonl").unlink(), "export-broken"),
        (shutil.rmtree, "export-broken"),
    ],
)
def test_a_folder_that_does_not_hold_is_refused_whole(copy, tmp_path, spoil, code):
    """Before anything is recorded."""
    archive = Archive(address=str(tmp_path / "secself.db"))
    record(archive, "one", "two")
    export(archive, tmp_path / "out")
    spoil(tmp_path / "out")

    with pytest.raises((NotFound, Refused)) as refused:
        take_in(copy, tmp_path / "out")
    assert code in [problem.code for problem in refused.value.problems]
    with copy.recording(MOMENT) as ledger:
        assert ledger.last() is None


def test_a_folder_made_to_fit_is_an_archive_of_its_own(copy, tmp_path):
    """Nothing but a receipt tells it from what was there; so what the last test spoils is that."""
    archive = Archive(address=str(tmp_path / "secself.db"))
    record(archive, "one")
    export(archive, tmp_path / "out")
    saying(subject="apex/2026-ssa")(tmp_path / "out")

    assert 1 == take_in(copy, tmp_path / "out")


def test_nothing_is_written_over(archive, tmp_path):
    """A folder that holds something is left alone, an empty one is filled."""
    record(archive, "one")
    (tmp_path / "out").mkdir()
    export(archive, tmp_path / "out")

    with archive.reading() as ledger, pytest.raises(NotSaved) as taken:
        moving.export(ledger, tmp_path / "out")
    assert "file-exists" == taken.value.problems[0].code
    assert not list(tmp_path.glob(".out*"))


def test_altered_content_is_never_exported(tmp_path):
    """A copy must not be worth more than what it was made of."""
    archive = Archive(address=str(tmp_path / "secself.db"))
    record(archive, "the words that were recorded")
    place = tmp_path / "secself.db"
    place.write_bytes(place.read_bytes().replace(b"words", b"xords"))

    with archive.reading() as ledger, pytest.raises(Refused):
        moving.export(ledger, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("shape", sorted(SHAPES.glob("*.db")), ids=lambda place: place.stem)
def test_an_archive_of_every_earlier_shape_opens_and_is_brought_up_to_date(tmp_path, shape):
    """Reading leaves it as it is; what records keeps a copy first, and loses nothing."""
    place = tmp_path / "secself.db"
    shutil.copyfile(shape, place)
    archive = Archive(address=str(place))
    before = entries(archive)
    assert shape.read_bytes() == place.read_bytes()

    record(archive, "one more")

    after = entries(archive)
    assert before == after[:-1]
    [copy] = tmp_path.glob("secself.db.shape-*")
    assert before == entries(Archive(address=str(copy)))
    assert 0o600 == copy.stat().st_mode & 0o777
    with archive.reading() as ledger:
        assert sql.VERSION == ledger.dialect.version()


def test_every_earlier_shape_has_an_archive_kept_of_it():
    """A step that is added wants a file of the shape before it."""
    assert {f"shape-{number}" for number in range(1, sql.VERSION)} == {
        place.stem for place in SHAPES.glob("*.db")
    }


@pytest.mark.parametrize("shape", range(1, sql.VERSION))
def test_a_database_of_an_earlier_shape_is_kept_beside(server, monkeypatch, shape):
    """In PostgreSQL in a schema of its own."""
    archive = Archive(address=server.fresh())
    monkeypatch.setattr(sql, "VERSION", shape)
    record(archive, "one")
    monkeypatch.undo()
    record(archive, "two")

    assert 2 == len(entries(archive))
    with archive.reading() as ledger:
        assert sql.VERSION == ledger.dialect.version()
        of_shape = f"SELECT count(*) FROM secself_shape_{shape}.entry"  # noqa: S608  a number
        [(kept,)] = ledger.dialect.rows(of_shape)
    assert 1 == kept


def test_the_quarantine_has_its_measure(archive, monkeypatch):
    """The oldest goes first, and what is larger than all of it is not kept."""
    monkeypatch.setattr(quarantine, "ROOM", 10)
    with archive.recording(MOMENT) as ledger:
        for number in range(4):
            with ledger.writing(f"2026-06-30T09:15:0{number}Z"):
                quarantine.hold(ledger, str(number), str(number) * 64, b"1234", ["x"])
        with ledger.writing(MOMENT):
            assert not quarantine.hold(ledger, "large", "f" * 64, bytes(11), [])
    with archive.reading() as ledger:
        assert ["2", "3"] == [one.name for one in quarantine.held(ledger)]
        assert b"1234" == quarantine.taken(ledger, "333")
        with pytest.raises(NotFound):
            quarantine.taken(ledger, "9")
