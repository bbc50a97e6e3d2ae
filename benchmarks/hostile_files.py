"""Time and memory of every hostile and odd file: none may take over 1.5 s or 300 MiB.

Each file is received in a process of its own, forked from one that has everything loaded, so that
what it takes is its own: what that process takes, and what the one takes that reads beside it, as
under `check` and `ingest`. Run it with `make hostile`; `--each` prints every file.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from hostile import NAMES, VARIANTS, good

from secself.store.assessments import receive
from secself.store.fence import Fence
from secself.store.frameworks import DEFAULT, Library, shelf
from secself.store.inside import Inside

MOST_SECONDS = 1.5
MOST_MIB = 300
_OWN = 1 << 10
"""How many of the units that the system counts memory in are a MiB."""


class Cost(NamedTuple):
    """What one file took."""

    name: str
    """The variant, and of which good file it was made."""
    seconds: float
    """Time of the processor, of both processes."""
    mib: float
    """The most memory either process had; most of it they share."""


def main() -> int:
    """Measure, print the dearest files, and leave with 1 if one of them is too dear."""
    library = Library(shelf(()))
    library.framework(DEFAULT)
    with tempfile.TemporaryDirectory() as folder:
        costs = list(measured(library, Path(folder) / "got.xlsx"))
    by_time = sorted(costs, key=lambda one: one.seconds, reverse=True)
    dearest = costs if "--each" in sys.argv else by_time[:8]
    for one in dearest:
        print(f"{one.seconds:6.2f} s {one.mib:6.0f} MiB  {one.name}")
    most = max(one.mib for one in costs)
    print(f"{len(costs)} files; at most {by_time[0].seconds:.2f} s and {most:.0f} MiB")
    return int(by_time[0].seconds > MOST_SECONDS or most > MOST_MIB)


def measured(library: Library, file: Path) -> Iterator[Cost]:
    """Receive each file in a process of its own."""
    for name in NAMES:
        for variant in VARIANTS:
            file.write_bytes(variant.make(good(name)))
            yield Cost(f"{variant.group} {variant.name} ({name})", *alone(library, file))


def alone(library: Library, file: Path) -> tuple[float, float]:
    """Receive a file in a fork, and give the time and memory it took there."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        start = time.process_time()
        with Inside(library, Fence(apart="always")) as inside:
            receive(file, library, inside=inside)
        taken = time.process_time() - start
        own, beside = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        taken += beside.ru_utime + beside.ru_stime
        most = max(own.ru_maxrss, beside.ru_maxrss) / _OWN
        os.write(writing, f"{taken} {most}".encode())
        os._exit(0)
    os.close(writing)
    with open(reading, encoding="ascii") as told:  # noqa: PTH123 - a pipe has no path
        seconds, mib = told.read().split()
    os.wait()
    return float(seconds), float(mib)


if __name__ == "__main__":
    sys.exit(main())
