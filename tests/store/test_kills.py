"""Killed at any moment: the archive is what it was before the command or what it is after it.

What is proved: real processes of the real commands, ended by `kill -9` at moments drawn over all
of their time. What is not: what a power cut does to what such a process wrote (`test_power_cuts`).
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest
from archive_acts import (
    ACTS,
    ARCHIVE,
    RETURNED,
    USER,
    Act,
    State,
    fresh,
    prepare,
    state,
    tree,
    whole,
)
from commands import Commands, Ended, commands

from secself.model import read_receipt
from secself.store.archive import checking
from secself.store.archive.place import Archive

if not hasattr(os, "fork"):
    pytest.skip("There is no kill -9 on this system.", allow_module_level=True)

KILLS = int(os.environ.get("SECSELF_KILLS", "50"))
"""How many processes are killed before they are done, over all the acts."""

MOMENT = "2026-06-30T09:15:00Z"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Iterator[tuple[Path, Commands]]:
    """A folder with all that the acts begin with, and a process that runs command lines."""
    folder = tmp_path_factory.mktemp("kills")
    prepare(folder)
    with commands(folder / "worker", ["ingest", str(RETURNED)]) as running:
        yield folder, running


def held(place: Path, ended: Sequence[Ended]) -> State:
    """Walk the archive of a place with all that was acknowledged, and give what it holds."""
    archive = Archive(address=str(place / "secself.db"))
    said = [line for one in ended for line in one.said.splitlines()]
    given = [read_receipt(line.removeprefix("Receipt: ")) for line in said if "Receipt: " in line]
    assert len(ended) == len(given)
    if given or archive.is_there:
        with archive.recording(MOMENT) as ledger:
            assert () == checking.walk(ledger, given).problems
    return state(place)


@pytest.mark.parametrize("name", ACTS)
def test_killed_at_any_moment_it_is_as_before_or_as_after(prepared, name):
    """Each command line by itself; what was acknowledged is there, and the rest can be done."""
    folder, running = prepared
    act = ACTS[name]
    states, exported, seconds = whole(folder, running, act)
    chance = Random()  # noqa: S311  any moment will do
    struck, wanted = 0, KILLS // len(ACTS)
    for _ in range(wanted * 4):
        if struck == wanted:
            break
        place = fresh(folder, act)
        ended = running.run(place, act.lines, after=chance.uniform(0, seconds))
        now = held(place, ended)
        is_out = (place / "out").exists()

        assert [0] * len(ended) == [one.code for one in ended]
        assert now in states[len(ended) : len(ended) + 2]
        assert not is_out or exported == tree(place / "out")

        left = act.lines[1 if is_out else states.index(now) :]
        assert all(0 == one.code for one in running.run(place, left))
        assert states[-1] == state(place)
        assert exported == tree(place / "out")
        struck += len(ended) < len(act.lines)
        # A machine is not as busy all the time; most kills are to come before the end.
        seconds *= 0.7 if len(ended) == len(act.lines) else 1.15
    assert struck == wanted


def test_killed_while_a_pack_is_issued_no_file_of_it_is_there_by_half(prepared):
    """What is there is whole; the next run puts the rest beside it, and records all."""
    folder, running = prepared
    act = Act(
        [["generate", str(USER / "profile.yaml"), "-o", "out", "--force", *ARCHIVE]], "filled"
    )
    states, issued, seconds = whole(folder, running, act)
    chance = Random()  # noqa: S311  any moment will do
    for _ in range(KILLS // 12):
        place = fresh(folder, act)
        ended = running.run(place, act.lines, after=chance.uniform(0, seconds))
        archive = Archive(address=str(place / "secself.db"))
        with archive.recording(MOMENT) as ledger:
            assert () == checking.walk(ledger).problems
        assert state(place) in states[len(ended) :]
        there = {name: content for name, content in tree(place / "out").items() if name[0] != "."}
        assert there.items() <= issued.items()

        [again] = running.run(place, act.lines)
        assert 0 == again.code
        assert states[-1] == state(place)
        assert issued.items() <= tree(place / "out").items()
