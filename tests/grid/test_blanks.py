"""Blank rows are left out while a sheet is inflated, whatever stands between the others."""

import time
from collections.abc import Iterator

from secself.grid.blanks import without_blanks

ROW = b'<row r="1"><c r="A1"><v>1</v></c></row>'


def seconds(megabytes: int) -> float:
    """Measure a sheet whose last row is followed by so many megabytes of nothing."""

    def pieces() -> Iterator[bytes]:
        yield ROW
        yield from (b" " * (1 << 18) for _ in range(4 * megabytes))

    start = time.process_time()
    content = without_blanks(pieces())
    taken = time.process_time() - start
    assert len(ROW) + (megabytes << 20) == len(content)
    return taken


def test_what_follows_the_last_row_is_looked_through_once():
    """Eight times as much of it takes about eight times as long, and not sixty-four times."""
    small = min(seconds(4) for _ in range(3))
    large = min(seconds(32) for _ in range(3))

    assert large < 30 * small
