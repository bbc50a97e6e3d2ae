"""The disk is full at any write: what was there stays, a person is told, and nothing is by half.

What is proved: the archive's own code with every write of its database refused, one after the
other; and the real commands on a real file system that has room for so many blocks and no more,
or, where none may be mounted, under a limit on the size of a file.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random

import pytest
from archive_acts import ACTS, ARCHIVE, RETURNED, USER, Act, State, prepare, state, tree
from commands import Commands, Ended, commands
from machines import MOMENT, Machine, machine

from secself.problems import NotSaved
from secself.store.archive import checking, mounts
from secself.store.archive.place import Archive

if not hasattr(os, "fork"):
    pytest.skip("No disk can be made small on this system.", allow_module_level=True)

BLOCK = 4096
BLOCKS = 4096
"""How large the file system is."""

STRIDE = int(os.environ.get("SECSELF_FULL_DISK_STRIDE", "24"))
"""How many blocks of room lie between one try and the next."""


@pytest.mark.parametrize("way", ["log", "journal"])
@pytest.mark.parametrize("before", [0, 1])
def test_whichever_write_of_an_ingest_finds_no_room_nothing_of_it_is_there(
    tmp_path, monkeypatch, way, before
):
    """Every one of them, those that make the archive included; and the next ingest is whole."""
    monkeypatch.setattr(mounts, "is_network", lambda _: way == "journal")
    refused = 0
    for room in count():
        with machine(tmp_path / "disk", way) as running:
            for _ in range(before):
                running.ingest()
            running.disk.room = room
            refused += is_refused(running)
            was_enough = bool(running.disk.room)
            running.disk.room = None
            told = len(running.given)
            running.hold()
            assert told == len(running.given)
            running.ingest()
            running.hold()
        if was_enough:
            break
    assert refused > 10


def is_refused(running: Machine) -> bool:
    """Record one submission, and tell whether there was no room for it."""
    try:
        running.ingest()
    except NotSaved as full:
        return ["archive-unwritable"] == [one.code for one in full.problems]
    return False


@dataclass(frozen=True)
class Small:
    """A disk with little room, and a process that runs command lines on it."""

    running: Commands
    inside: Path
    outside: Path

    def run(self, begun: Path, line: list[str], room: int) -> Ended:
        """Run a line in a fresh folder, with room for so many blocks."""
        place = self.outside / "place"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(begun, place)
        filler = self.outside / "filler"
        free = os.statvfs(self.outside).f_bavail
        filler.write_bytes(bytes(max(0, free - room) * BLOCK))
        [ended] = self.running.run(self.inside / "place", [line])
        filler.unlink()
        return ended

    def again(self, line: list[str]) -> Ended:
        """Run a line in the folder that is there, with all the room it wants."""
        return self.running.run(self.inside / "place", [line])[0]

    def left(self, folder: Path) -> Path:
        """Give a copy of what a line left, since SQLite finds no way into another world."""
        shutil.rmtree(folder, ignore_errors=True)
        return shutil.copytree(self.outside / "place", folder)


@pytest.fixture(scope="module")
def begun(tmp_path_factory) -> Path:
    """The folders with which the acts begin."""
    folder = tmp_path_factory.mktemp("begun")
    prepare(folder)
    return folder


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Iterator[Small]:
    """A small disk, in a world of its own."""
    folder = tmp_path_factory.mktemp("small")
    mount = 'mount -t tmpfs -o "size=$1" none "$2" && shift 2 && exec "$@"'
    within = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, "sh"]
    inside = folder / "disk"
    inside.mkdir()
    within += [str(BLOCKS * BLOCK), str(inside)]
    if subprocess.run([*within, "true"], check=False, capture_output=True).returncode:
        pytest.skip("No file system may be mounted here.")
    with commands(folder / "worker", ["ingest", str(RETURNED)], within=within) as running:
        running.run(inside, [])  # So the disk is there.
        outside = Path(f"/proc/{running.running.pid}/root{inside}")
        yield Small(running, inside, outside)


def held(ended: Ended, place: Path) -> None:
    """What a person is told is why, and no more; and the archive, if there is one, is whole."""
    assert 2 == ended.code
    assert "Traceback" not in ended.said + ended.fault
    assert any(code in ended.said + ended.fault for code in ("[archive-unwritable]", "[not-saved]"))
    archive = Archive(address=str(place / "secself.db"))
    if archive.is_there:
        with archive.recording(MOMENT) as ledger:
            assert () == checking.walk(ledger).problems


GENERATE = Act(
    [["generate", str(USER / "profile.yaml"), "-o", "out", "--force", *ARCHIVE]], "filled"
)
LINES = {
    "making-an-archive": (ACTS["making-an-archive"], 1, 0),
    "ingesting": (ACTS["ingesting"], 1, 2),
    "exporting": (ACTS["exporting"], 1, 0),
    "importing": (ACTS["importing"], 1, 0),
    "upgrading": (ACTS["upgrading"], 1, 0),
    "erasing": (ACTS["erasing"], 1, 0),
    "generating": (GENERATE, 2, 0),
}
"""Each act, how many times further apart its tries are, if it takes long, and which line."""


@pytest.mark.parametrize("name", LINES)
def test_a_command_that_finds_the_disk_full_leaves_what_was_there_and_says_so(
    begun, small, tmp_path, name
):
    """With room for any number of blocks, until there is enough."""
    act, times, number = LINES[name]
    begins, line, copy = begun / act.begins, act.lines[number], tmp_path / "copy"
    before = state(begins)
    assert 0 == small.run(begins, line, 2 * BLOCKS).code
    after, made = whole(small.left(copy))
    room = Random().randrange(STRIDE)  # noqa: S311  any will do
    while (ended := small.run(begins, line, room)).code:
        place = small.left(copy)
        held(ended, place)
        assert before == state(place)
        assert tree(place / "out") in ({}, made)
        assert 0 == small.again(line).code
        assert (after, made) == whole(small.left(copy))
        room += times * STRIDE
    assert (after, made) == whole(small.left(copy))
    assert room > STRIDE


def whole(place: Path) -> tuple[State, dict[str, bytes]]:
    """All that a line made."""
    return state(place), tree(place / "out")


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[Commands]:
    """A process that runs command lines."""
    with commands(tmp_path_factory.mktemp("running") / "worker") as started:
        yield started


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("largest", [0, 8 * BLOCK, 20 * BLOCK])
def test_a_file_that_may_not_grow_is_a_full_disk(begun, running, tmp_path, name, largest):
    """Also where a part of it fits; and what is left is there for the next to finish."""
    act, _, number = LINES[name]
    begins, line, place = begun / act.begins, act.lines[number], tmp_path / "place"
    shutil.copytree(begins, place)
    [ended] = running.run(place, [line], largest=largest)

    if ended.code:
        held(ended, place)
        assert state(begins) == state(place)
        [ended] = running.run(place, [line])
        assert 0 == ended.code
