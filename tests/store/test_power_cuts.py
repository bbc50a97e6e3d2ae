"""The power goes at any moment: all that was acknowledged is there afterwards, nothing by half.

What is proved: the archive's own code, its settings and the order in which SQLite writes and
synchronises with them, on a disk that keeps of all that was not synchronised a part drawn at
random (`powercuts`). What is not: that a real disk does what it says when it is asked to
synchronise. The same cuts with weaker settings lose what was acknowledged, or the test fails.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
from frameworks import tiny_submission
from powercuts import Disk, OnDisk, PowerCut

from secself import chain
from secself.model import AssessmentReference, Comment, Receipt
from secself.problems import SecselfError
from secself.store.archive import checking, mounts, recording, sql
from secself.store.archive.ledger import Ledger
from secself.store.archive.place import Archive
from secself.store.archive.recording import Original, Sent

CUTS = int(os.environ.get("SECSELF_POWER_CUTS", "500"))
"""How often the power goes, over both ways in which the archive is kept."""

A_LIFE = 25
"""After so many cuts the next archive is begun."""

MOMENT = "2026-06-30T09:15:00Z"
SHAPES = Path(__file__).parent / "archives"
WHOLE = [[], ["original", "submission", "comments"]]
"""What may stand behind the last that was acknowledged: nothing, or the whole of one ingest."""


def sent(number: int, chance: Random) -> Sent:
    """What somebody sends: each time other answers and another file, with a comment."""
    content = chance.randbytes(chance.choice((300, 5_000, 60_000)))
    said = Comment(kind="sheet", section="questions", ref="Q01", text=f"Comment {number}")
    return Sent(
        reference=AssessmentReference(user=f"user-{number % 3}", year=2025, kind="ssa"),
        submission=tiny_submission(comments=(said,)),
        digest=f"sha256:{number}",
        originals=(Original(name="a.xlsx", sha256=chain.digest_of(content), content=content),),
        framework="tiny@1.0",
        framework_texts=(("framework.yaml", "id: tiny\n" * 500),),
    )


@dataclass
class Machine:
    """A machine with an archive on its disk, which goes off at a moment drawn at random."""

    disk: Disk
    given: list[Receipt] = field(default_factory=list)
    number: int = 0

    @property
    def archive(self) -> Archive:
        """Its archive."""
        return OnDisk(address=str(self.disk.folder / "secself.db"), disk=self.disk)

    def live(self) -> None:
        """Record until the power goes, at times letting go of the archive in between."""
        self.disk.left = self.disk.chance.randrange(1, self.disk.chance.choice((20, 100, 500)))
        while not self.disk.is_off:
            with self.archive.recording(MOMENT) as ledger:
                for _ in range(self.disk.chance.randint(1, 4)):
                    self.record(ledger)

    def record(self, ledger: Ledger) -> None:
        """Record one submission, and remember the receipt as its sender would."""
        self.number += 1
        recording.record(ledger, sent(self.number, self.disk.chance), MOMENT)
        self.given.append(ledger.receipt())

    def cut(self) -> None:
        """Live until the power goes, and switch on again."""
        with suppress(PowerCut):
            self.live()
        self.disk.restart()

    def hold(self) -> None:
        """Hold what is there to the law."""
        if not self.given and not self.archive.is_there:
            return
        with self.archive.recording(MOMENT) as ledger:
            assert () == checking.walk(ledger, self.given).problems
            kinds = [entry.kind for entry in ledger.entries() if entry.kind != "framework"]
            behind = kinds[3 * len(self.given) :]
            assert behind in WHOLE
            if behind:
                self.given.append(ledger.receipt())


@contextmanager
def machine(folder: Path, seed: str, weakness: tuple[str, str] = ("", "")) -> Iterator[Machine]:
    """A machine with an empty disk."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    disk = Disk(folder, Random(seed), weakness)  # noqa: S311  any moment will do
    try:
        yield Machine(disk)
    finally:
        disk.close()


@pytest.mark.parametrize("way", ["log", "journal"])
def test_a_power_cut_loses_nothing_that_was_acknowledged(tmp_path, monkeypatch, way):
    """Neither with SQLite's log nor, as on a network, with its journal."""
    monkeypatch.setattr(mounts, "is_network", lambda _: way == "journal")
    acknowledged = 0
    for life in range(CUTS // 2 // A_LIFE):
        with machine(tmp_path / "disk", f"{way} {life}") as running:
            for _ in range(A_LIFE):
                running.cut()
                running.hold()
            acknowledged += len(running.given)

            assert way_of(running.archive) == way
    assert acknowledged > CUTS // 4


def way_of(archive: Archive) -> str:
    """The way in which an archive is kept."""
    with archive.reading() as ledger:
        [(mode,)] = ledger.dialect.rows("PRAGMA journal_mode")
    return "log" if mode == "wal" else "journal"


@pytest.mark.parametrize(
    ("way", "weakness"),
    [
        ("log", ("synchronous = FULL", "synchronous = OFF")),
        ("log", ("synchronous = FULL", "synchronous = NORMAL")),
        ("journal", ("synchronous = EXTRA", "synchronous = OFF")),
    ],
)
def test_the_same_cuts_with_weaker_settings_lose_what_was_acknowledged(
    tmp_path, monkeypatch, way, weakness
):
    """So the test above looks at something."""
    monkeypatch.setattr(mounts, "is_network", lambda _: way == "journal")
    lost = 0
    for life in range(40):
        with machine(tmp_path / "disk", f"{way} {life}", weakness) as running:
            running.cut()
            try:
                running.hold()
            except (AssertionError, SecselfError):
                lost += 1

    assert lost > 5


@pytest.mark.parametrize("shape", sorted(SHAPES.glob("*.db")), ids=lambda place: place.stem)
def test_a_power_cut_while_an_older_archive_is_brought_up_to_date_loses_nothing(tmp_path, shape):
    """It is of the older shape or of the newest, and of the newest only if its copy is there."""
    before = Archive(address=str(shape))
    with before.reading() as ledger:
        given, shapes = [ledger.receipt()], {ledger.dialect.version(), sql.VERSION}
    found = set()
    for left in range(1, 40):
        with machine(tmp_path / "disk", str(left)) as running:
            running.disk.hold("secself.db", shape.read_bytes())
            running.given += given
            running.disk.left = left
            with suppress(PowerCut), running.archive.recording(MOMENT):
                pass
            running.disk.restart()
            with running.archive.reading() as ledger:
                assert () == checking.walk(ledger, given).problems
                found.add(ledger.dialect.version())
                is_kept = any(tmp_path.glob("disk/secself.db.shape-*"))
                assert is_kept or ledger.dialect.version() < sql.VERSION
    assert shapes == found
