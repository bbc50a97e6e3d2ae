"""Many at once into one archive: nothing is lost, nothing is twice, and the chain has no gap.

What is proved: processes of their own that run the real command on real workbooks, on SQLite and
on a real PostgreSQL.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from archive_acts import RETURNED
from packages import packed, unpacked

from secself.model import Receipt
from secself.store.archive import checking
from secself.store.archive.place import Archive

if not hasattr(os, "fork"):
    pytest.skip("The worker is one of POSIX systems.", allow_module_level=True)

WORKBOOKS = int(os.environ.get("SECSELF_WORKBOOKS", "16"))
"""How many different workbooks are recorded by all together: a multiple of eight."""

PROCESSES = 8
WORKER = Path(__file__).parent / "command_worker.py"
OWNER = b">Metering Manager</t>"


def sent(user: str, version: int) -> bytes:
    """The workbook of a User, with answers of its own."""
    parts = {
        name: part.replace(b"northfell-energy", user.encode())
        for name, part in unpacked(RETURNED.read_bytes()).items()
    }
    texts = parts["xl/sharedStrings.xml"]
    assert OWNER in texts
    parts["xl/sharedStrings.xml"] = texts.replace(OWNER, f">Owner {version}</t>".encode())
    return packed(parts)


def begin(folder: Path, archive: Archive, number: int, names: list[str]) -> subprocess.Popen:
    """Start somebody who records workbooks, one after the other, and the one that all have."""
    names.insert(number * len(names) // PROCESSES, "shared.xlsx")
    lines = [["ingest", name, "--archive", archive.address, "--format", "json"] for name in names]
    job = {"folder": str(folder), "told": str(folder / f"told-{number}"), "lines": lines}
    return subprocess.Popen(
        [sys.executable, str(WORKER), json.dumps(job)],
        stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "SECSELF_CACHE": str(folder / "cache")},
    )  # fmt: skip


def test_eight_at_once_record_every_workbook_once(archive, tmp_path):
    """Each also brings one that all the others bring, which is recorded for one of them only."""
    each = WORKBOOKS // PROCESSES
    for user in range(each):
        for version in range(PROCESSES):
            place = tmp_path / f"{user}-{version}.xlsx"
            place.write_bytes(sent(f"user-{user}", version))
    (tmp_path / "shared.xlsx").write_bytes(sent("shared", 0))

    # All eight record for the same User at about the same time, each another submission.
    working = [
        begin(tmp_path, archive, number, [f"{user}-{number}.xlsx" for user in range(each)])
        for number in range(PROCESSES)
    ]
    faults = [one.communicate(timeout=3_000)[1] for one in working]
    told = [
        json.loads(line)
        for number in range(PROCESSES)
        for line in (tmp_path / f"told-{number}").read_text().splitlines()
    ]

    assert [""] * PROCESSES == faults
    assert PROCESSES * (each + 1) == len(told)
    assert {0} == {code for code, _, _ in told}
    documents = [json.loads(said) for _, said, _ in told]
    held(archive, documents)
    recorded = [one["results"][0]["recorded_as"] for one in documents]
    assert {f"user-{user}/2026-ssa#{number}" for user in range(each) for number in range(1, 9)} == {
        name for name in recorded if not name.startswith("shared")
    }
    assert ["shared/2026-ssa#1"] * 8 == [name for name in recorded if name.startswith("shared")]


def held(archive: Archive, documents: list[dict]) -> None:
    """Walk the archive with every receipt that was given, and count what it holds."""
    given = [Receipt(**one["receipt"]) for one in documents]
    with archive.reading() as ledger:
        walk = checking.walk(ledger, given)
        of_kind = {kind: ledger.of_kind(kind) for kind in ("submission", "original", "framework")}
    assert () == walk.problems
    assert 1 == len(of_kind["framework"])
    for kind in ("submission", "original"):
        assert WORKBOOKS + 1 == len(of_kind[kind]) == len({one.key for one in of_kind[kind]})
