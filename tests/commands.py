"""Command lines that run in processes of their own, and may be killed at any moment."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_WORKER = Path(__file__).parent / "store" / "command_worker.py"


@dataclass(frozen=True)
class Ended:
    """How a command line ended."""

    code: int
    said: str
    fault: str

    @property
    def document(self) -> dict:
        """What was printed as JSON."""
        return json.loads(self.said)


@dataclass
class Commands:
    """A process whose children run command lines."""

    running: subprocess.Popen
    told: Path

    def run(
        self,
        folder: Path,
        lines: Sequence[Sequence[str]],
        after: float = 60,
        largest: int | None = None,
    ) -> list[Ended]:
        """Run command lines, kill their process after some seconds, and give what had ended.

        No file may grow beyond the largest size that is named, if one is.
        """
        self.told.unlink(missing_ok=True)
        job = {"folder": str(folder), "told": str(self.told), "lines": lines, "largest": largest}
        self._say(json.dumps(job))
        child = int(self.running.stdout.readline())
        if after < 60:
            time.sleep(after)
            os.kill(child, signal.SIGKILL)  # It waits to be asked after, so the number is its own.
        self._say("")
        self.running.stdout.readline()
        said = self.told.read_text().splitlines(keepends=True) if self.told.exists() else []
        return [Ended(*json.loads(line)) for line in said if line.endswith("\n")]

    def _say(self, line: str) -> None:
        self.running.stdin.write(f"{line}\n")
        self.running.stdin.flush()


@contextmanager
def commands(folder: Path, *first: Sequence[str], within: Sequence[str] = ()) -> Iterator[Commands]:
    """Start such a process; the first lines are run before all others, and never killed.

    It may be started within another program, such as one that gives it disks of its own.
    """
    folder.mkdir()
    job = {"folder": str(folder), "told": str(folder / "first"), "lines": first}
    words = [*within, sys.executable, str(_WORKER), json.dumps(job)]
    environment = {**os.environ, "SECSELF_CACHE": str(folder / "cache")}
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as running:
        yield Commands(running, folder / "told")
        running.stdin.close()
