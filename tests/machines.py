"""A machine with an archive on a disk that may forget, or be full, and those who send to it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from frameworks import tiny_submission
from powercuts import Disk, OnDisk, PowerCut

from secself import chain
from secself.model import AssessmentReference, Comment, Receipt
from secself.store.archive import checking, recording
from secself.store.archive.ledger import Ledger
from secself.store.archive.place import Archive
from secself.store.archive.recording import Original, Sent

MOMENT = "2026-06-30T09:15:00Z"
WHOLE = [[], ["original", "submission", "comments"]]
"""What may stand behind the last that was acknowledged: nothing, or the whole of one ingest."""


def sent(number: int, chance: Random) -> Sent:
    """What somebody sends: each time other answers and another file, with a comment."""
    content = chance.randbytes(chance.choice((300, 5_000, 60_000)))
    said = Comment(kind="note", section="questions", ref="Q01", text=f"Comment {number}")
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

    def ingest(self) -> None:
        """Record one submission, and let go of the archive."""
        with self.archive.recording(MOMENT) as ledger:
            self.record(ledger)

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
