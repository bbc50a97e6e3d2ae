"""Killed at any moment: the archive is what it was before the command or what it is after it.

What is proved: real processes of the real commands, ended by `kill -9` at moments drawn over all
of their time. What is not: what a power cut does to what such a process wrote (`test_power_cuts`).
"""

import json
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest
from commands import Commands, Ended, commands

from secself.model import read_receipt
from secself.plain import submission_document
from secself.store.archive import checking
from secself.store.archive.place import Archive
from secself.store.assessments import assess
from secself.store.frameworks import Library, shelf

if not hasattr(os, "fork"):
    pytest.skip("There is no kill -9 on this system.", allow_module_level=True)

KILLS = int(os.environ.get("SECSELF_KILLS", "200"))
"""How many processes are killed, over all the acts."""

USER = Path(__file__).parent.parent.parent / "samples" / "northfell-energy"
RETURNED = USER / "returned" / "northfell-energy-2026-ssa.xlsx"
SHAPE = Path(__file__).parent / "archives" / "shape-1.db"
NAME = "northfell-energy/2026-ssa"

State = tuple[tuple[object, ...], ...]
"""All that an archive holds but the times: entries, and of each content whether it is there."""


@dataclass(frozen=True)
class Act:
    """What a process does until it is killed, and what it begins with."""

    lines: Sequence[Sequence[str]]
    begins: str = "empty"


SENT = ["one.json", "two.json", "three.json", str(RETURNED)]
MOMENT = "2026-06-30T09:15:00Z"
ARCHIVE = ("--archive", "secself.db")
ACTS = {
    "making-an-archive": Act([["ingest", name] for name in SENT]),
    "ingesting": Act([["ingest", name] for name in SENT], begins="filled"),
    "exporting": Act([["archive", "export", "out"]], begins="filled"),
    "importing": Act([["archive", "import", "carried"]]),
    "upgrading": Act([["archive", "rename", "acme", "apex", "--reason", "Bought."]], begins="old"),
    "withdrawing": Act(
        [["ingest", "--withdraw", f"{NAME}#{number}", "--reason", "A draft."] for number in (1, 2)],
        begins="filled",
    ),
    "renaming": Act(
        [
            ["archive", "rename", "northfell-energy", "apex", "--reason", "Bought."],
            ["archive", "rename", "apex", "northfell-energy", "--reason", "Sold again."],
        ],
        begins="filled",
    ),
    "erasing": Act(
        [["archive", "erase", f"{NAME}#{number}", "--reason", "Kept long."] for number in (2, 1)],
        begins="filled",
    ),
}
"""By the name of each act, what is run; all in a folder that has the files it names."""


def state(folder: Path) -> State:
    """What the archive of a folder holds; nothing, if there is none."""
    archive = Archive(address=str(folder / "secself.db"))
    if not archive.is_there:
        return ()
    with archive.reading() as ledger:
        there = {
            digest: content is not None
            for digest, content in ledger.dialect.rows("SELECT digest, bytes FROM content")
        }
        return tuple(
            (one.number, one.kind, one.subject, one.key, one.about, one.content, there[one.content])
            for one in ledger.entries()
        )


def tree(folder: Path) -> dict[str, bytes]:
    """The files of a folder."""
    files = (place for place in folder.rglob("*") if place.is_file())
    return {str(place.relative_to(folder)): place.read_bytes() for place in files}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Iterator[tuple[Path, Commands]]:
    """A folder with all that the acts begin with, and a process that runs command lines."""
    folder = tmp_path_factory.mktemp("kills")
    begun = folder / "empty"
    begun.mkdir()
    submission = assess([RETURNED], Library(shelf())).submission
    *others, last = submission.responses
    for name in SENT[:3]:
        said = replace(submission, responses=(*others, replace(last, owner=name)))
        (begun / name).write_text(json.dumps(submission_document(said)))
    with commands(folder / "worker", ["ingest", str(RETURNED)]) as running:
        shutil.copytree(begun, folder / "filled")
        sent = [["ingest", str(USER / "2025-vusa.xlsx")], ["ingest", SENT[0]], ["ingest", SENT[1]]]
        done = running.run(folder / "filled", [*sent, ["archive", "export", "carried"]])
        assert [0] * 4 == [one.code for one in done]
        shutil.move(folder / "filled" / "carried", begun)
        shutil.copytree(begun, folder / "old")
        shutil.copyfile(SHAPE, folder / "old" / "secself.db")
        yield folder, running


def whole(prepared: tuple[Path, Commands], act: Act) -> tuple[list[State], dict[str, bytes], float]:
    """What an act makes if nobody kills it: after each line, as files in the end, in seconds."""
    folder, running = prepared
    place = fresh(folder, act)
    states, seconds = [state(place)], 0.0
    for line in act.lines:
        begun = time.monotonic()
        [ended] = running.run(place, [line])
        seconds += time.monotonic() - begun
        assert 0 == ended.code, ended.fault
        states.append(state(place))
    return states, tree(place / "out"), seconds


def fresh(folder: Path, act: Act) -> Path:
    """A place as it is before an act."""
    place = folder / "place"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(folder / act.begins, place)
    return place


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
    states, exported, seconds = whole(prepared, act)
    chance = Random()  # noqa: S311  any moment will do
    struck = 0
    for _ in range(KILLS // len(ACTS)):
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
        # A machine is not as busy all the time; half of the kills are to come before the end.
        seconds *= 0.9 if len(ended) == len(act.lines) else 1.05
    assert struck > KILLS // len(ACTS) // 5


def test_killed_while_a_pack_is_issued_no_file_of_it_is_there_by_half(prepared):
    """What is there is whole; the next run puts the rest beside it, and records all."""
    folder, running = prepared
    act = Act(
        [["generate", str(USER / "profile.yaml"), "-o", "out", "--force", *ARCHIVE]], "filled"
    )
    states, issued, seconds = whole(prepared, act)
    chance = Random()  # noqa: S311  any moment will do
    for _ in range(KILLS // 20):
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
