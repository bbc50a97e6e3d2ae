"""The power goes at any moment: all that was acknowledged is there afterwards, nothing by half.

What is proved: the archive's own code, its settings and the order in which SQLite writes and
synchronises with them, on a disk that keeps of all that was not synchronised a part drawn at
random (`powercuts`). What is not: that a real disk does what it says when it is asked to
synchronise. The same cuts with weaker settings lose what was acknowledged, or the test fails.
"""

import os
from contextlib import suppress
from pathlib import Path

import pytest
from machines import MOMENT, machine
from powercuts import PowerCut

from secself.problems import SecselfError
from secself.store.archive import checking, mounts, sql
from secself.store.archive.place import Archive

CUTS = int(os.environ.get("SECSELF_POWER_CUTS", "500"))
"""How often the power goes, over both ways in which the archive is kept."""

A_LIFE = 25
"""After so many cuts the next archive is begun."""

SHAPES = Path(__file__).parent / "archives"


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
