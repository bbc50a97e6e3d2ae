"""A real PostgreSQL for the tests: started in a folder of its own, and thrown away with it."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

NOBODY = 65534
_SETTINGS = "-c listen_addresses='' -c shared_buffers=16MB -c max_connections=40"


@dataclass
class Server:
    """A running server, reached by a socket in its folder."""

    folder: Path
    programs: Path
    numbers: list[int] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The address of the server's first database."""
        return self.of("postgres")

    def of(self, database: str) -> str:
        """The address of a database."""
        return f"postgresql:///{database}?host={self.folder}&user=secself"

    def fresh(self) -> str:
        """Make an empty database, and give its address."""
        self.numbers.append(len(self.numbers))
        name = f"archive_{len(self.numbers)}"
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.of(name)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"{_SETTINGS} -k {self.folder}"
        self._run("pg_ctl", "-w", "-s", "-l", self.folder / "log", "-o", options, "start")

    def stop(self) -> None:
        """Stop it at once, whatever it does."""
        self._run("pg_ctl", "-s", "-m", "immediate", "stop")

    def kill(self) -> None:
        """Kill its first process, and wait until the others have seen that it is gone."""
        first, *others = self._processes()
        os.kill(first, signal.SIGKILL)
        last = time.monotonic() + 60
        while any(_is_running(one) for one in others) and time.monotonic() < last:
            time.sleep(0.02)

    def _processes(self) -> list[int]:
        """Give its first process and the children of that."""
        first = (self.folder / "files" / "postmaster.pid").read_text().splitlines()[0]
        children = Path(f"/proc/{first}/task/{first}/children")
        return [int(first), *map(int, children.read_text().split() if children.exists() else ())]

    def make(self) -> None:
        """Make the files of a server."""
        self._run("initdb", "-U", "secself", "-A", "trust", "-E", "UTF8", "--no-sync")

    def _run(self, program: str, *words: object) -> None:
        # The server refuses to be run by root.
        other = {"user": NOBODY, "group": NOBODY} if _is_root() else {}
        line = [str(self.programs / program), "-D", str(self.folder / "files"), *map(str, words)]
        subprocess.run(
            line, check=True, capture_output=program != "pg_ctl", cwd=self.folder, timeout=60,
            stdout=subprocess.DEVNULL if program == "pg_ctl" else None, **other,
        )  # fmt: skip


@contextmanager
def postgres(folder: Path) -> Iterator[Server]:
    """Run a server for as long as it is wanted; without its programs, the test is skipped."""
    programs = _programs()
    if programs is None:
        if os.environ.get("SECSELF_ALL_TESTS"):
            pytest.fail("SECSELF_ALL_TESTS is set, and PostgreSQL (initdb, pg_ctl) is missing.")
        pytest.skip("PostgreSQL (initdb, pg_ctl) is missing.")
    if _is_root():
        os.chown(folder, NOBODY, NOBODY)
    server = Server(folder, programs)
    server.make()
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _is_root() -> bool:
    return hasattr(os, "getuid") and os.getuid() == 0


def _programs() -> Path | None:
    """Find where the server's programs are; Debian puts them on no path."""
    found = shutil.which("pg_ctl")
    places = [Path(found).resolve().parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((place for place in places if (place / "initdb").exists()), None)
