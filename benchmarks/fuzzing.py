"""Mutants of good files against the guard and the readers, so many as are asked for.

Each is read or refused, in no more than a few seconds; what becomes of them is counted. The first
that is not is made as small as can be, saved, and belongs into tests/fuzzed once it is mended.
`make fuzz` runs it for a stated number of inputs.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from hypothesis import HealthCheck, given, seed, settings
from mutants import NAMED, Mutant, mutants, outcome

SLOW = 5.0


def main() -> int:
    """Try so many inputs, and leave with 1 if one of them was not answered as it must be."""
    asked = arguments()
    counted: Counter[tuple[str, str]] = Counter()
    failing: list[Mutant] = []

    @seed(asked.seed)
    @settings(
        max_examples=asked.inputs,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(mutants())
    def holds(mutant: Mutant) -> None:
        start = time.process_time()
        try:
            became = outcome(mutant)
        except Exception:
            failing.append(mutant)
            raise
        counted[mutant.kind, became] += 1
        if time.process_time() - start > SLOW:
            failing.append(mutant)
            raise TimeoutError

    try:
        holds()
    finally:
        for (kind, became), times in counted.most_common():
            print(f"{times:8}  {kind}: {became}")
        print(f"{sum(counted.values())} inputs from seed {asked.seed}, {len(failing)} failures")
        if failing:
            name = f"fuzz-{asked.seed}{Path(NAMED[failing[-1].kind]).suffix}"
            Path(name).write_bytes(failing[-1].content)
    return int(bool(failing))


def arguments() -> argparse.Namespace:
    """Ask how many inputs, and from which seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
