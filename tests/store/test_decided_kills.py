"""Killed at any moment, a decision has its actions and its kept letter, or it is not there.

A letter under its name in the folder has its decision in the archive; and the same command again
brings about what was meant, once.
"""

import os
import shutil
from pathlib import Path
from random import Random

import pytest
from commands import commands

from secself.store.archive import checking, decided
from secself.store.archive.place import Archive

if not hasattr(os, "fork"):
    pytest.skip("There is no kill -9 on this system.", allow_module_level=True)

USER = Path(__file__).parent.parent.parent / "samples" / "northfell-energy"
RETURNED = USER / "returned" / "northfell-energy-2026-ssa.xlsx"
NAME = "northfell-energy/2026-ssa"
LETTER, PLAN = "northfell-energy-2026-ssa-letter.docx", "northfell-energy-2026-ssa-actions.xlsx"
LINE = ["decide", NAME, "--outcome", "actions-requested", "--on", "2026-07-02",
        "--action", "Test the gateway", "--due", "2027-09-30", "-o", "out"]  # fmt: skip
KILLS = int(os.environ.get("SECSELF_KILLS", "48")) // 6


def found(place: Path) -> list[tuple[int, dict[str, bytes]]]:
    """How many actions each decision has, and its files; the archive is whole."""
    with Archive(address=str(place / "secself.db")).reading() as ledger:
        assert () == checking.walk(ledger).problems
        return [
            (len(one.actions), decided.kept_files(ledger, one))
            for one in decided.decisions(ledger, NAME)
        ]


def test_a_killed_decision_is_whole_or_was_never_there(tmp_path):
    """Drawn over all of the command's time, and a little beyond."""
    begun = tmp_path / "begun"
    begun.mkdir()
    with commands(tmp_path / "worker", ["ingest", str(RETURNED)]) as running:
        running.run(begun, [["ingest", str(RETURNED)]])
        chance = Random()  # noqa: S311  any moment will do
        for number in range(KILLS):
            place = tmp_path / str(number)
            shutil.copytree(begun, place)
            running.run(place, [LINE], after=chance.uniform(0, 3))
            now = found(place)
            named = {path.name for path in place.glob("out/*") if not path.name.startswith(".")}

            assert all(one == (1, one[1]) and {LETTER, PLAN} == one[1].keys() for one in now)
            assert not named or now
            running.run(place, [LINE])
            [(_, kept)] = found(place)
            assert kept == {name: (place / "out" / name).read_bytes() for name in kept}
