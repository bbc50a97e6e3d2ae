"""Many at once, and killed at any moment: all that was acknowledged is there, nothing by half."""

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from archive_acts import papers
from commands import commands
from servers import Server

from secself.model import Receipt, read_receipt
from secself.store.archive import checking
from secself.store.archive.place import Archive

KILLS = int(os.environ.get("SECSELF_SERVER_KILLS", "2"))
"""How often the server is killed under the commands."""

WORKER = Path(__file__).parent / "archive_worker.py"


def begin(archive: Archive, name: str, most: int = 100_000) -> subprocess.Popen:
    """Start somebody who records."""
    words = [sys.executable, str(WORKER), archive.address, name, str(most)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def receipts(said: str) -> list[Receipt]:
    """What was acknowledged; the last line may be cut off."""
    found = [read_receipt(line) for line in said.splitlines(keepends=True) if line.endswith("\n")]
    return [receipt for receipt in found if receipt]


def held(archive: Archive, given: list[Receipt]) -> int:
    """Walk the archive with all that was acknowledged; give how many entries there are."""
    with archive.reading() as ledger:
        walk = checking.walk(ledger, given)
    assert () == walk.problems
    assert 0 == walk.entries % 3
    return walk.entries


def test_eight_at_once_lose_nothing_and_double_nothing(archive):
    """On a chain without a gap."""
    working = [begin(archive, f"user-{number}", 12) for number in range(8)]
    ended = [each.communicate(timeout=120) for each in working]

    assert [("", 0)] * 8 == [
        (said[1], each.returncode) for said, each in zip(ended, working, strict=True)
    ]
    given = [receipt for said, _ in ended for receipt in receipts(said)]
    assert 8 * 12 == len(set(given))
    assert 8 * 12 * 3 == held(archive, given)


def test_killed_at_any_moment_nothing_acknowledged_is_lost(archive, tmp_path):
    """Dozens of times, in the middle of anything, the making of the archive included."""
    given: list[Receipt] = []
    last = time.monotonic() + 20
    for number in range(36):
        working = begin(archive, f"user-{number}")
        # Every third is killed while it still opens the archive, if the machine is not too quick.
        said = working.stdout.readline() if number % 3 else ""
        time.sleep(random.uniform(0.0, 0.2))  # noqa: S311  any moment will do
        working.kill()
        given += receipts(said + working.communicate(timeout=60)[0])
        if given and number % 6 == 5:
            held(archive, given)
        if time.monotonic() > last:
            break

    assert given
    assert held(archive, given) >= 3 * len(given)
    assert {"secself.db", "secself.db-wal", "secself.db-shm"} >= {
        place.name for place in tmp_path.iterdir()
    }


def test_a_server_that_goes_down_loses_nothing_acknowledged(server: Server):
    """It comes up again as a power cut left it."""
    archive = Archive(address=server.fresh())
    given: list[Receipt] = []
    for number in range(3):
        working = begin(archive, f"user-{number}")
        first = working.stdout.readline()
        time.sleep(random.uniform(0.0, 0.3))  # noqa: S311  any moment will do
        (server.kill if number else server.stop)()
        said, fault = working.communicate(timeout=60)
        given += receipts(first + said)
        server.start()
        assert "Refused" not in fault

    assert given
    held(archive, given)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the worker is one of POSIX systems")
def test_a_command_whose_server_is_killed_says_so_and_can_be_run_again(server: Server, tmp_path):
    """What it acknowledged before is there; what it says was lost is there once in the end."""
    archive = Archive(address=server.fresh())
    lines = [["ingest", name, "--archive", archive.address] for name in papers(tmp_path)]
    given: list[Receipt] = []
    with commands(tmp_path / "worker", *lines[:1]) as running:
        told = running.run(tmp_path, lines[:1])
        for _ in range(KILLS):
            moment = random.uniform(0.0, 1.0)  # noqa: S311  any moment will do
            killer = threading.Timer(moment, server.kill)
            killer.start()
            told += running.run(tmp_path, lines * 4)
            killer.join()
            server.start()
        again = running.run(tmp_path, lines)

    assert {0, 2} >= {one.code for one in told}
    for one in told:
        said = one.said + one.fault
        assert one.code == 0 or "[archive-lost]" in said or "[archive-unreachable]" in said
        given += receipts(said.replace("Receipt: ", ""))
    assert any(one.code == 2 for one in told)
    assert [0] * len(lines) == [one.code for one in again]
    with archive.reading() as ledger:
        assert () == checking.walk(ledger, given).problems
        assert len(lines) == len(ledger.of_kind("submission"))


@pytest.mark.parametrize("most", [1])
def test_a_worker_that_ends_is_what_the_others_are(archive, most):
    """So the tests above look at something."""
    said, fault = begin(archive, "user", most).communicate(timeout=60)

    assert "" == fault
    assert 3 == held(archive, receipts(said))
