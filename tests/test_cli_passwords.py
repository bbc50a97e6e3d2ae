"""Passwords on the command line: in a file, or typed at the terminal; never as an option."""

import io
import json
import os
import pty
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from msoffcrypto.method.ecma376_agile import ECMA376Agile

from secself.cli.commands import secself
from secself.cli.ending import WRONG, run

RETURNED = Path(__file__).parent.parent / "samples" / "northfell-energy" / "returned"
WORKBOOK = RETURNED / "northfell-energy-2026-ssa.xlsx"
PRIOR = RETURNED.parent / "2025-vusa.xlsx"


@pytest.fixture
def protected(tmp_path) -> Path:
    """A returned workbook behind a password."""
    place = tmp_path / "returned.xlsx"
    place.write_bytes(ECMA376Agile.encrypt("Se cret", io.BytesIO(WORKBOOK.read_bytes())))
    return place


@pytest.fixture
def asked(capsys):
    """Run a command line with --format json, and give its exit code and its one document."""

    def command(*words: object) -> tuple[int, dict]:
        with pytest.raises(SystemExit) as ending:
            run(secself, [str(word) for word in (*words, "--format", "json")])
        return int(ending.value.code or 0), json.loads(capsys.readouterr().out)

    return command


@pytest.mark.parametrize("lines", ["Se cret", "Se cret\n", "other\r\nSe cret\r\n\r\n"])
def test_passwords_may_stand_in_a_file(asked, protected, tmp_path, lines):
    """One a line, whatever ends the lines; each is tried."""
    (tmp_path / "words.txt").write_bytes(lines.encode())

    _, document = asked("check", protected, WORKBOOK, "--password-file", tmp_path / "words.txt")
    opened, plain = document["results"]

    assert opened["accepted"]
    assert plain["digest"] == opened["digest"]
    assert plain["file_sha256"] != opened["file_sha256"]


def test_every_command_that_reads_assessments_takes_them(asked, protected, tmp_path):
    """`diff` judges the same as it does without a password."""
    (tmp_path / "words.txt").write_text("Se cret")
    option = ("--password-file", tmp_path / "words.txt", "--as-of", "2026-07-10")

    _, opened = asked("diff", protected, "--prior", PRIOR, *option)
    _, plain = asked("diff", WORKBOOK, "--prior", PRIOR, *option)

    assert plain["findings"] == opened["findings"] != []


@pytest.mark.parametrize(
    ("words", "code"),
    [((), "file-encrypted"), (("--password-file", WORKBOOK), "password-file-unreadable")],
)
def test_without_a_person_nobody_is_asked(asked, protected, words, code):
    """A script is told what to do; a file of passwords that is none is named."""
    ending, document = asked("check", protected, *words)

    assert WRONG == ending
    assert [code] == [problem["code"] for problem in document["results"][0]["problems"]]


@pytest.mark.parametrize("kind", ["utf-16", "a folder", "missing"])
def test_a_file_of_passwords_that_cannot_be_read_is_not_the_workbooks_fault(
    asked, protected, tmp_path, kind
):
    """It is named, and called what it is."""
    words = tmp_path / "words.txt"
    if kind == "utf-16":
        words.write_text("Se cret", encoding="utf-16")
    if kind == "a folder":
        words.mkdir()

    _, document = asked("check", protected, "--password-file", words)
    [problem] = document["results"][0]["problems"]

    assert "password-file-unreadable" == problem["code"]
    assert str(words) == problem["file"]
    assert "The file of passwords" in problem["what"]


@pytest.mark.parametrize(("typed", "written"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_password_is_found_however_an_editor_spells_its_accents(asked, tmp_path, typed, written):
    """An é is one sign or two, and nobody sees which."""
    place = tmp_path / "returned.xlsx"
    secret = unicodedata.normalize(typed, "café")
    place.write_bytes(ECMA376Agile.encrypt(secret, io.BytesIO(WORKBOOK.read_bytes())))
    (tmp_path / "words.txt").write_text(unicodedata.normalize(written, "café"), encoding="utf-8")

    _, document = asked("check", place, "--password-file", tmp_path / "words.txt")

    assert document["results"][0]["accepted"]


def test_a_password_is_no_value_of_an_option(asked, protected):
    """There is none to put it into."""
    ending, document = asked("check", protected, "--password", "Se cret")

    assert (WRONG, "usage") == (ending, document["problems"][0]["code"])


@pytest.mark.parametrize(("typed", "is_right"), [(b"Se cret\n", True), (b"other\n", False)])
def test_at_a_terminal_a_person_is_asked(protected, typed, is_right):
    """What is typed is not shown, and the result goes to standard output alone."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "secself", "check", protected, "--format", "json"]
    with subprocess.Popen(
        command, stdin=theirs, stderr=theirs, stdout=subprocess.PIPE, start_new_session=True
    ) as running:
        shown = b""
        while b"Password of" not in shown:
            shown += os.read(ours, 1024)
        os.write(ours, typed)
        out, _ = running.communicate(timeout=60)
    os.close(theirs)
    os.close(ours)
    [result] = json.loads(out)["results"]

    assert is_right == result["accepted"]
    assert is_right or ["password-wrong"] == [one["code"] for one in result["problems"]]
    assert typed.strip() not in shown
