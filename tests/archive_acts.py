"""What is done to an archive by command lines, and what it holds before and after each."""

import json
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from commands import Commands, commands

from secself.model import Entry
from secself.plain import submission_document
from secself.problems import NotFound
from secself.store.archive.ledger import Ledger
from secself.store.archive.place import Archive
from secself.store.assessments import assess
from secself.store.frameworks import Library, shelf

USER = Path(__file__).parent.parent / "samples" / "northfell-energy"
RETURNED = USER / "returned" / "northfell-energy-2026-ssa.xlsx"
SHAPE = Path(__file__).parent / "store" / "archives" / "shape-1.db"
NAME = "northfell-energy/2026-ssa"

State = tuple[tuple[object, ...], ...]
"""All that an archive holds but the times; None for what was erased."""


@dataclass(frozen=True)
class Act:
    """What a process does until it is killed, and what it begins with."""

    lines: Sequence[Sequence[str]]
    begins: str = "empty"


SENT = ["one.json", "two.json", "three.json", str(RETURNED)]
ARCHIVE = ("--archive", "secself.db")
_DECISION = (
    *("--outcome", "actions-requested", "--reason", "Seen.", "--by", "A.", "--on", "2026-07-01"),
    *("--action", "Mend it", "--due", "2026-09-01", "-o", "letters", "--force"),
)
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
    "erasing-a-name": Act(
        [["archive", "erase", "--name", "Metering Manager", "--reason", "Asked."]], begins="filled"
    ),
    "deciding": Act([["decide", f"{NAME}#1", *_DECISION]], begins="filled"),
}
"""By the name of each act, what is run; all in a folder that has the files it names."""


def state(folder: Path) -> State:
    """What the archive of a folder holds; nothing, if there is none."""
    try:
        return _state(Archive(address=str(folder / "secself.db")))
    except NotFound:
        return ()


def _state(archive: Archive) -> State:
    with archive.reading() as ledger:
        return tuple(
            (one.number, one.kind, one.subject, one.about, _said(ledger, one))
            for one in ledger.entries()
        )


def _said(ledger: Ledger, entry: Entry) -> object:
    """What an entry records, but for the hash it may name, which hangs on the times before it."""
    content = ledger.bytes_of(entry.content, "")
    if entry.kind == "letter":
        return content is not None  # It bears the receipt.
    if content is None or not content.startswith(b"{"):
        return content
    return {name: said for name, said in json.loads(content).items() if name != "head"}


def tree(folder: Path) -> dict[str, bytes]:
    """The files of a folder."""
    files = (place for place in folder.rglob("*") if place.is_file())
    return {str(place.relative_to(folder)): place.read_bytes() for place in files}


def papers(folder: Path) -> list[str]:
    """Save answers that differ in one owner, and give the names of their files."""
    submission = assess([RETURNED], Library(shelf())).submission
    *others, last = submission.responses
    for name in SENT[:3]:
        said = replace(submission, responses=(*others, replace(last, owner=name)))
        (folder / name).write_text(json.dumps(submission_document(said)))
    return SENT[:3]


def prepare(folder: Path) -> None:
    """Make the folders `empty`, `filled` and `old`, with which the acts begin."""
    begun = folder / "empty"
    begun.mkdir()
    papers(begun)
    shutil.copytree(begun, folder / "filled")
    sent = [["ingest", str(USER / "2025-vusa.xlsx")], ["ingest", SENT[0]], ["ingest", SENT[1]]]
    with commands(folder / "preparing") as running:
        done = running.run(folder / "filled", [*sent, ["archive", "export", "carried"]])
    assert [0] * 4 == [one.code for one in done]
    shutil.move(folder / "filled" / "carried", begun)
    shutil.copytree(begun, folder / "old")
    shutil.copyfile(SHAPE, folder / "old" / "secself.db")


def whole(folder: Path, running: Commands, act: Act) -> tuple[list[State], dict[str, bytes], float]:
    """What an act makes if nothing comes between: after each line, as files, and in seconds."""
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
