"""Interrupted at any moment, a command says so, ends with 130, and leaves nothing by half."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from secself.store import files

USER = Path(__file__).parents[1] / "samples" / "northfell-energy"
RETURNED = USER / "returned" / "northfell-energy-2026-ssa.xlsx"
TRIES = int(os.environ.get("SECSELF_INTERRUPTS", "8"))
"""How often each command is interrupted."""
START = "import sys; from secself.cli import main; main()"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends a signal of POSIX")


def begun(words: Sequence[str], folder: Path) -> "subprocess.Popen[str]":
    """Begin a command line."""
    return subprocess.Popen(
        [sys.executable, "-c", START, *words], cwd=folder, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "SECSELF_CACHE": str(folder.parent / "cache"), "TMPDIR": str(folder)},
    )  # fmt: skip


def tree(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("generate", str(USER / "profile.yaml"), "-o", "out"),
        ("diff", str(RETURNED), "--prior", str(USER / "2025-vusa.xlsx"), "-o", "out/d.html"),
        ("check", str(RETURNED)),
        ("archive", "export", "out", "--archive", "../kept.db"),
    ],
    ids=lambda words: words[0],
)
def test_interrupted_at_any_moment_it_is_as_before_or_as_after(words, tmp_path):
    """No file of several is there alone, none lies about, and no traceback is shown."""
    first = tmp_path / "first"
    first.mkdir()
    begun(["ingest", str(RETURNED), "--archive", "../kept.db"], first).communicate()
    start = time.monotonic()
    begun(words, first).communicate()
    seconds = time.monotonic() - start
    whole = tree(first)
    chance, struck = Random(), 0  # noqa: S311  any moment will do
    for number in range(TRIES):
        folder = tmp_path / str(number)
        folder.mkdir()
        running = begun(words, folder)
        # Before it has begun at all it is Python that is interrupted, not we.
        time.sleep(chance.uniform(0.1, max(0.2, seconds)))
        running.send_signal(signal.SIGINT)
        said = "".join(running.communicate(timeout=60))

        assert running.returncode in (0, 1, 130), said
        assert "Traceback" not in said
        assert tree(folder) in ({}, whole)
        if running.returncode == 130:
            assert said.endswith("Interrupted; nothing was half-saved.\n")
            struck += 1
    assert struck


def test_an_interruption_before_the_files_are_put_leaves_the_old_ones(tmp_path):
    """And nothing beside them."""
    old = {tmp_path / name: b"old" for name in ("a.txt", "b.txt")}
    files.save(old)

    with (
        pytest.raises(KeyboardInterrupt),
        files.prepared(dict.fromkeys(old, b"fresh"), force=True),
    ):
        signal.raise_signal(signal.SIGINT)

    assert {"a.txt": b"old", "b.txt": b"old"} == tree(tmp_path)


def test_an_interruption_while_files_are_put_waits_for_all_of_them(tmp_path):
    """A clock interrupts again and again, and each time all files are of one run."""
    places = [tmp_path / f"{number}.txt" for number in range(40)]
    files.save(dict.fromkeys(places, b"0"))
    struck = 0
    for number in range(1, 30):
        signal.signal(signal.SIGALRM, lambda *_: signal.raise_signal(signal.SIGINT))
        signal.setitimer(signal.ITIMER_REAL, number / 3000)
        try:
            files.save(dict.fromkeys(places, b"%d" % number), force=True)
        except KeyboardInterrupt:
            struck += 1
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
        found = tree(tmp_path)

        assert {f"{n}.txt" for n in range(40)} == set(found)
        assert 1 == len(set(found.values()))
    assert struck


def test_what_python_passes_over_is_said_again_a_moment_later(tmp_path):
    """Ctrl-C in a callback of Python's own is neither lost nor printed as a fault."""
    script = (
        "import os, signal, time, weakref\n"
        "from secself.cli.interrupting import INTERRUPTION\n"
        "INTERRUPTION.listen()\n"
        "class Thing: pass\n"
        "thing = Thing()\n"
        "watch = weakref.ref(thing, lambda _: os.kill(os.getpid(), signal.SIGINT))\n"
        "try:\n"
        "    del thing\n"
        "    time.sleep(5)\n"
        "except KeyboardInterrupt:\n"
        "    print('heard')\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert ("heard\n", "") == (ended.stdout, ended.stderr)
