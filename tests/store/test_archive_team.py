"""A team's archive: each may do what the page for people says, and no more."""

import hashlib
import json
import re
from pathlib import Path

import psycopg
import pytest
from servers import Server

from secself.cli.commands import secself
from secself.cli.ending import DONE, WRONG, run

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "how-to" / "archive.md"
PRIOR = ROOT / "samples" / "northfell-energy" / "2025-vusa.xlsx"
CURRENT = PRIOR.parent / "returned" / "northfell-energy-2026-ssa.xlsx"
NAME = "northfell-energy/2025-vusa"
ROLES = ("reader", "recorder", "keeper")


@pytest.fixture
def team(server: Server, tmp_path, monkeypatch) -> dict[str, str]:
    """A database with an archive, and the address of it for a member of each role."""
    monkeypatch.chdir(tmp_path)
    address = server.fresh()
    asked("ingest", PRIOR, "--archive", address)
    [granted] = re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    with psycopg.connect(address, autocommit=True) as connection:
        for role in ROLES:
            # Roles belong to the whole server; what was granted in another database goes with it.
            for name in (role, f"secself_{role}"):
                connection.execute(f"DROP ROLE IF EXISTS {name}".encode())
        connection.execute(granted.encode())
        for role in ROLES:
            connection.execute(f"CREATE ROLE {role} LOGIN IN ROLE secself_{role}".encode())
    try:
        yield {role: address.replace("user=secself", f"user={role}") for role in ROLES}
    finally:
        with psycopg.connect(address, autocommit=True) as connection:
            for role in reversed(ROLES):
                connection.execute(f"DROP OWNED BY {role}, secself_{role}".encode())
                connection.execute(f"DROP ROLE {role}, secself_{role}".encode())


def asked(*words: object) -> int:
    """Run a command, and give its exit code."""
    with pytest.raises(SystemExit) as ending:
        run(secself, [*map(str, words), "--quiet"])
    return int(ending.value.code or 0)


def refused(capsys, *words: object) -> str:
    """Run a command that must be refused, and give the code of the Problem."""
    capsys.readouterr()
    assert asked(*words, "--format", "json") == WRONG
    document = json.loads(capsys.readouterr().out)
    problems = document.get("problems") or document["results"][0]["problems"]
    return next(one["code"] for one in problems if one["level"] == "error")


def test_who_reads_can_do_all_that_reads_and_nothing_else(team, capsys):
    """The database itself refuses the rest."""
    mine = ("--archive", team["reader"])

    assert [DONE] * 7 == [
        asked(*words, *mine)
        for words in (
            ["history"],
            ["status"],
            ["verify"],
            ["diff", CURRENT],
            ["review", CURRENT, "-o", "review.xlsx"],
            ["archive", "export", "out"],
            ["archive", "take", NAME],
        )
    ]
    for words in (
        ["ingest", CURRENT],
        ["archive", "erase", f"{NAME}#1", "--reason", "x"],
        ["archive", "rename", "northfell-energy", "apex", "--reason", "x"],
    ):
        assert "archive-unwritable" == refused(capsys, *words, *mine)


def test_who_records_can_record_and_take_nothing_out(team, capsys):
    """Nothing of a command that is refused is left."""
    mine = ("--archive", team["recorder"])
    Path("notes.txt").write_text("no workbook", encoding="utf-8")

    assert DONE == asked("ingest", CURRENT, *mine)
    assert WRONG == asked("ingest", "notes.txt", *mine)
    assert DONE == asked("ingest", "--withdraw", f"{NAME}#1", "--reason", "x", *mine)
    assert "archive-unwritable" == refused(
        capsys, "archive", "erase", f"{NAME}#1", "--reason", "x", *mine
    )
    assert DONE == asked("verify", *mine)
    assert DONE == asked("check", "northfell-energy/2026-ssa", *mine)


def test_who_keeps_it_can_erase_and_change_no_entry(team):
    """What an entry says is for nobody to change."""
    mine = ("--archive", team["keeper"])

    assert DONE == asked("archive", "erase", f"{NAME}#1", "--reason", "x", *mine)
    assert DONE == asked("verify", *mine)
    with psycopg.connect(team["keeper"]) as connection, pytest.raises(psycopg.Error):
        connection.execute(b"UPDATE secself.entry SET subject = 'x'")


def test_an_archive_goes_to_a_team_and_back_and_is_the_same(server: Server, tmp_path, monkeypatch):
    """From a file into PostgreSQL and into a file again, with all that is in it."""
    monkeypatch.chdir(tmp_path)
    asked("ingest", PRIOR, CURRENT)
    asked("archive", "erase", "--name", "Martin Oyelaran", "--reason", "x")
    asked("archive", "retention", "--keep", "packs=7y", "--reason", "x")
    places = ("secself.db", server.fresh(), "back.db")
    exports = []
    for number, place in enumerate(places):
        if number:
            assert DONE == asked("archive", "import", f"out-{number - 1}", "--archive", place)
        assert DONE == asked("archive", "export", f"out-{number}", "--archive", place)
        assert DONE == asked("verify", "--archive", place)
        exports.append(held(Path(f"out-{number}")))

    assert exports[0] == exports[1] == exports[2]


def held(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {
        str(place.relative_to(folder)): place.read_bytes()
        for place in folder.rglob("*")
        if place.is_file()
    }


def test_an_export_is_read_by_a_person_without_secself(tmp_path, monkeypatch):
    """The index leads from what is sought to the file, which opens under its name."""
    monkeypatch.chdir(tmp_path)
    asked("ingest", PRIOR, CURRENT)
    asked("archive", "export", "out")
    lines = Path("out/INDEX.txt").read_text(encoding="utf-8").splitlines()
    [line] = [line for line in lines if "original" in line and "2026-ssa" in line]
    *_, name, place = re.split(r"\s{2,}", line)

    assert CURRENT.name == name
    assert CURRENT.read_bytes() == Path("out", place).read_bytes()
    assert "INDEX.txt" in Path("out/README.txt").read_text(encoding="utf-8")
    sums = Path("out/SHA256SUMS").read_text(encoding="utf-8")
    assert f"{hashlib.sha256(CURRENT.read_bytes()).hexdigest()}  {place}" in sums


def test_a_name_in_the_index_stays_in_its_line(tmp_path, monkeypatch):
    """However a stranger called the file."""
    monkeypatch.chdir(tmp_path)
    name = "a\nb\u202ec\x1b[2J.xlsx"
    Path(name).write_bytes(CURRENT.read_bytes())
    asked("ingest", name)
    asked("archive", "export", "out")
    text = Path("out/INDEX.txt").read_text(encoding="utf-8")

    assert text.replace("\n", "").isprintable()
    assert 4 == len(text.splitlines())


def test_the_files_of_a_submission_are_had_again_as_they_came(tmp_path, monkeypatch, capsys):
    """Named after the submission, whatever they were called."""
    monkeypatch.chdir(tmp_path)
    Path("=cmd.XLSX").write_bytes(CURRENT.read_bytes())
    asked("ingest", "=cmd.XLSX")
    code = asked("archive", "take", "northfell-energy/2026-ssa", "-o", "taken")
    again = refused(capsys, "archive", "take", "northfell-energy/2026-ssa", "-o", "taken")
    asked("archive", "erase", "northfell-energy/2026-ssa#1", "--reason", "x")
    gone = refused(capsys, "archive", "take", "northfell-energy/2026-ssa#1", "-o", "other")

    assert (DONE, "file-exists", "content-erased") == (code, again, gone)
    [place] = Path("taken").iterdir()
    assert "northfell-energy-2026-ssa-1.xlsx" == place.name
    assert CURRENT.read_bytes() == place.read_bytes()
