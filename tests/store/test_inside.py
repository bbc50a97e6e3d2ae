"""Files of strangers are read in a process beside the command, which no file takes down.

Each script runs by itself: only where a single thread runs is a process copied.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from secself.problems import Refused
from secself.store.fence import Fence, of_user
from secself.store.told import Columns, Standing

REPOSITORY = Path(__file__).parents[2]
NORTHFELL = REPOSITORY / "samples" / "northfell-energy"
WORKBOOK = NORTHFELL / "returned" / "northfell-energy-2026-ssa.xlsx"
DOCUMENT = REPOSITORY / "samples/calder-vale-gas/returned/calder-vale-gas-2026-ssa.docx"
FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that copies processes")


@pytest.fixture(autouse=True)
def reports(tmp_path, monkeypatch):
    """Let reports of faults be kept where the tests are."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))


SCRIPT = """
import json, os, signal, sys, time
from pathlib import Path
from secself.store.assessments import receive
from secself.store.fence import Fence
from secself.store.frameworks import Library, shelf
from secself.store.inside import Inside

class Odd(Library):
    def framework(self, reference):
        if os.getpid() != PARENT and {when}:
            {does}
        return super().framework(reference)

class Mouth(Inside):
    def _answer(self, written):
        {answers}
        return super()._answer(written)

PARENT, READ = os.getpid(), []
fence = Fence(seconds={seconds}, mib={mib}, apart="always")
with Mouth(Odd(shelf(())), fence) as inside:
    for name in sys.argv[1:]:
        one = receive(Path(name), inside._library, inside=inside)
        print(json.dumps([one.is_accepted, *[[p.code, p.origin.file, p.what, p.remedy]
                                             for p in one.problems if p.level == "error"]]))
"""


def told(
    *files: Path,
    does: str = "pass",
    answers: str = "pass",
    when: str = "True",
    seconds: int = 20,
    mib: int = 256,
) -> list[list[object]]:
    """Read files while the child does something odd; say what was accepted, and what was said."""
    script = SCRIPT.format(does=does, answers=answers, when=when, seconds=seconds, mib=mib)
    names = map(str, files)
    done = subprocess.run(
        [sys.executable, "-c", script, *names], capture_output=True, text=True, check=False
    )
    assert (0, "") == (done.returncode, done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]


def code_of(one: list[object]) -> str:
    """Give the one code with which a file was refused."""
    accepted, (code, file, what, remedy) = one  # type: ignore[misc]
    assert not accepted
    assert file == str(WORKBOOK)
    assert what.endswith("nothing of it was taken.")
    assert remedy.endswith(".")
    return str(code)


@FORKS
@pytest.mark.parametrize(
    ("does", "code"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", "reading-crashed"),
        ("os.abort()", "reading-crashed"),
        ("os._exit(0)", "reading-crashed"),
        ("bytearray(1 << 30)", "reading-too-large"),
        ("held = [0] * 9; exec('while True: held += held')", "reading-too-large"),
        ("exec('while True: pass')", "reading-too-long"),
        ("time.sleep(99)", "reading-too-long"),
        ("1 / 0", "reading-failed"),
    ],
)
def test_a_reader_that_breaks_down_is_one_refusal(does, code):
    """Whether it crashes, hangs, fills the memory or shows a fault of ours."""
    (one,) = told(WORKBOOK, does=does, seconds=1)

    assert code == code_of(one)


@FORKS
def test_the_next_file_is_read_all_the_same():
    """By another process, where the first broke down."""
    crash = "os.kill(os.getpid(), signal.SIGSEGV)"
    said = told(
        WORKBOOK, WORKBOOK, WORKBOOK, does=crash, when="not READ.append(1) and len(READ) == 2"
    )

    assert [True, False, True] == [one[0] for one in said]


@FORKS
@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"no json",
        b"[]",
        b"{}",
        b'{"made": []}',
        b'{"made": 7}',
        b'{"refused": "SystemExit", "said": []}',
        b'{"refused": "Refused"}',
        b'{"made": ' + b"[" * 9999 + b"]" * 9999 + b"}",
        b'{"out": "of order"}',
    ],
)
def test_an_answer_that_is_none_is_believed_no_more_than_the_file(answer):
    """A reader that was taken over can say what it likes; it is refused like a crash."""
    (one,) = told(WORKBOOK, answers=f"return {answer!r}")

    assert "reading-crashed" == code_of(one)


def test_places_that_are_none_are_refused():
    """Rows and columns come out of the child, and are not believed either."""
    there = Columns(sheet="Questions", numbers={"answer": 1})

    for odd in (-1, 0, 1 << 20 | 1, 10**9):
        with pytest.raises(ValueError, match="no such place"):
            Standing(row=odd, columns=there)
        with pytest.raises(ValueError, match="no such place"):
            Columns(sheet="Questions", numbers={"answer": odd})


@FORKS
def test_what_is_read_apart_is_what_is_read_here():
    """Answers, Problems, counts, and the place of every field, of workbooks and documents."""
    script = """
import sys
from pathlib import Path
from secself.store.assessments import receive
from secself.store.fence import Fence
from secself.store.frameworks import Library, shelf
from secself.store.inside import Inside

library = Library(shelf(()))
for file in map(Path, sys.argv[1:]):
    here, apart = (
        receive(file, library, inside=Inside(library, Fence(apart=when)))
        for when in ("never", "always")
    )
    assert here == apart and here.submission is not None, file
    assert repr(here.submission.cells) == repr(apart.submission.cells)
    for one, other in zip(here.submission.responses, apart.submission.responses, strict=True):
        assert (one.origin, dict(one.origins)) == (other.origin, dict(other.origins))
        assert one.fingerprint == other.fingerprint
"""
    files = [*NORTHFELL.glob("**/*.xlsx"), WORKBOOK, DOCUMENT]
    done = subprocess.run([sys.executable, "-c", script, *map(str, files)], check=False)

    assert 0 == done.returncode


@FORKS
def test_a_child_has_nothing_open_and_writes_nothing(tmp_path):
    """No terminal, no archive, no file: what it prints goes nowhere, what it writes is refused."""
    place = tmp_path / "x"
    place.touch()
    written = f"os.write(os.open({str(place)!r}, os.O_WRONLY), b'heard')"
    still = "open(8, 'wb').write(b'heard')"
    (one,) = told(WORKBOOK, does=f"sys.stdout.write('heard'); {written}; {still}")

    assert "reading-failed" == code_of(one)
    assert "" == place.read_text(encoding="utf-8")


@FORKS
def test_commands_say_how_a_limit_is_lifted():
    """In the words of the setting."""
    words = [sys.executable, "-m", "secself", "check", str(WORKBOOK)]
    low = {**os.environ, "SECSELF_READ_MEMORY": "1"}
    done = subprocess.run(words, env=low, capture_output=True, text=True, check=False)

    assert 2 == done.returncode
    assert "set SECSELF_READ_MEMORY to a higher number of MiB" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_settings_are_numbers_that_can_be_meant():
    """Without one the usual holds; what is none is refused with its name."""
    assert Fence() == of_user(environment={"SECSELF_READ_SECONDS": " "})
    asked = {"SECSELF_READ_SECONDS": "60", "SECSELF_READ_MEMORY": "1024"}
    assert Fence(seconds=60, mib=1024, apart="always") == of_user("always", asked)
    assert "never" == of_user("always", {"SECSELF_READ_APART": "never"}).apart
    for name, value in [
        ("SECSELF_READ_SECONDS", "0"),
        ("SECSELF_READ_SECONDS", "-1"),
        ("SECSELF_READ_SECONDS", "1e3"),
        ("SECSELF_READ_MEMORY", "99999999999999999999"),
        ("SECSELF_READ_APART", "maybe"),
    ]:
        with pytest.raises(Refused) as refusal:
            of_user(environment={name: value})
        (problem,) = refusal.value.problems

        assert ("setting-unclear", name) == (problem.code, problem.origin.file)
