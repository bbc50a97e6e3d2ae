"""Mutants of good files against the guard and the readers: each is answered or refused.

Bytes of the file as a whole, and the XML of one part, are changed at random; what comes out is a
Submission whose cells add up, or a refusal. `make fuzz` runs it for a stated number of inputs; an
input that fails is saved, to become a variant of tests/hostile.
"""

import argparse
import random
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from hostile import NAMES, VARIANTS, Good, good

from secself.problems import SecselfError
from secself.store.frameworks import DEFAULT, Library, shelf
from secself.workbook.reader import marks, read, read_grid

SLOW = 5.0
WORDS = (
    rb't="\w+"', rb'r="[A-Z]+\d+"', rb"<v>[^<]*</v>", rb's="\d+"', rb'Id\d*="[^"]*"',
    rb"</?[a-zA-Z:]+[^<>]*>", rb"PK..", rb"&[a-z]+;",
)  # fmt: skip
Change = Callable[[bytearray, random.Random], None]


def main() -> int:
    """Try so many inputs, and leave with 1 if one of them was not answered as it must be."""
    asked = arguments()
    framework = Library(shelf(())).framework(DEFAULT)
    counted: Counter[str] = Counter()
    failed = 0
    for number in range(asked.inputs):
        content = mutant(random.Random(f"{asked.seed}/{number}"))  # noqa: S311 - not for secrets
        start = time.process_time()
        try:
            grid = read_grid(content, "got.xlsx")
            marks(grid)
            cells = read(grid, framework)[0].cells
            became = "accepted" if cells.filled == sum(vars_of(cells)) else "cells do not add up"
        except SecselfError as refusal:
            became = f"refused {refusal.problems[0].code}"
        except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
            became = traceback.format_exc(limit=-2)
        if time.process_time() - start > SLOW:
            became = f"slow: {became}"
        counted[became] += 1
        if not became.startswith(("accepted", "refused")):
            failed += 1
            Path(f"fuzz-{asked.seed}-{number}.xlsx").write_bytes(content)
    for became, times in counted.most_common():
        print(f"{times:8}  {became}")
    print(f"{asked.inputs} inputs from seed {asked.seed}, {failed} failures")
    return int(failed > 0)


def arguments() -> argparse.Namespace:
    """Ask how many inputs, and from which seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=2000)
    parser.add_argument("--seed", default="1")
    return parser.parse_args()


def vars_of(cells: object) -> tuple[int, ...]:
    """Give the counts that make up the cells that are filled."""
    return tuple(getattr(cells, name) for name in ("taken", "unreadable", "ignored"))


def mutant(chance: random.Random) -> bytes:
    """Change a good file, or one that is odd already, in one to five places."""
    file = good(chance.choice(NAMES))
    kind = chance.random()
    if kind < 0.25:
        return changed(file.content, chance, (flip, cut, double))
    if kind < 0.35:
        odd = chance.choice([one for one in VARIANTS if one.group != "size"])
        return changed(odd.make(file), chance, (flip, cut, double))
    return of_part(file, chance)


def of_part(file: Good, chance: random.Random) -> bytes:
    """Change the XML of one part."""
    part = chance.choice([name for name in file.parts if name.endswith((".xml", ".rels"))])
    new = changed(file.parts[part], chance, (flip, cut, double, exchange, exchange))
    return file.along({part: new})


def changed(content: bytes, chance: random.Random, changes: tuple[Change, ...]) -> bytes:
    """Make one to five changes."""
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5))):
        if made:
            chance.choice(changes)(made, chance)
    return bytes(made)


def flip(content: bytearray, chance: random.Random) -> None:
    """Change a byte."""
    content[chance.randrange(len(content))] = chance.randrange(256)


def cut(content: bytearray, chance: random.Random) -> None:
    """Take a piece out."""
    start = chance.randrange(len(content))
    del content[start : start + chance.randrange(1, 200)]


def double(content: bytearray, chance: random.Random) -> None:
    """Put a piece in twice."""
    start = chance.randrange(len(content))
    content[start:start] = content[start : start + chance.randrange(1, 200)]


def exchange(content: bytearray, chance: random.Random) -> None:
    """Exchange a mark, a number, a type or an address for another of the same part."""
    places = list(re.finditer(chance.choice(WORDS), bytes(content)))
    if len(places) > 1:
        one, other = chance.sample(places, 2)
        content[one.start() : one.end()] = other[0]


if __name__ == "__main__":
    sys.exit(main())
