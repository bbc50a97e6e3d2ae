"""What is kept beside the answers: what was judged of them, and what proves what was held."""

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from secself.cli.commands import secself
from secself.cli.ending import DONE, run
from secself.model import Entry
from secself.plain import submission_document
from secself.store.archive.place import Archive
from secself.store.assessments import assess
from secself.store.frameworks import Library, shelf

USER = Path(__file__).parent.parent / "samples" / "northfell-energy"
CURRENT = USER / "returned" / "northfell-energy-2026-ssa.xlsx"
PRIOR = USER / "2025-vusa.xlsx"
NAME = "northfell-energy/2026-ssa"
BEFORE = "northfell-energy/2025-vusa"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """Every test stands in a folder of its own, in which there is no archive yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SECSELF_ARCHIVE", raising=False)


@pytest.fixture
def asked(capsys):
    """Run a command line with --format json, and give its exit code and its one document."""

    def command(*words: object) -> tuple[int, dict]:
        with pytest.raises(SystemExit) as ending:
            run(secself, [*map(str, words), "--format", "json"])
        return int(ending.value.code or 0), json.loads(capsys.readouterr().out)

    return command


@pytest.fixture
def printed(capsys):
    """Run a command line, and give what a person reads."""

    def command(*words: object) -> str:
        with pytest.raises(SystemExit):
            run(secself, list(map(str, words)))
        return capsys.readouterr().out

    return command


def documents(kind: str) -> list[dict]:
    """What the entries of a kind hold."""
    with Archive().reading() as ledger:
        return [json.loads(ledger.content(one)) for one in ledger.of_kind(kind)]


def entries(kind: str) -> list[Entry]:
    """The entries of a kind."""
    with Archive().reading() as ledger:
        return ledger.of_kind(kind)


def test_findings_are_kept_as_they_were_judged_when_it_came(asked):
    """Whatever rules and settings are later: with the baseline, the settings and the day."""
    asked("ingest", CURRENT, PRIOR)  # The older is taken first, whichever is named first.
    first, second = documents("findings")
    _, now = asked("diff", NAME)

    assert (None, f"{BEFORE}#1") == (first["baseline"], second["baseline"]["reference"])
    assert ["no-baseline"] == [
        one["rule"] for one in first["findings"] if one["rule"] == "no-baseline"
    ]
    assert now["findings"] == second["findings"]
    assert now["counts"] == second["counts"]
    assert now["as_of"] == second["as_of"]
    assert (now["current"]["digest"], "sec-scf@2.5") == (second["digest"], second["framework"])
    assert re.fullmatch("sha256:[0-9a-f]{64}", second["settings"])


def test_findings_stand_with_their_submission_and_are_recorded_once(asked):
    """Who ingests again is told that it is known, and nothing is judged anew."""
    asked("ingest", PRIOR)
    asked("ingest", CURRENT)
    asked("ingest", CURRENT)
    submissions, findings = entries("submission"), entries("findings")

    assert [one.number for one in submissions] == [one.about for one in findings]
    _, history = asked("history")
    assert ["no baseline", f"{BEFORE}#1"] == [
        one["judged"]["baseline"] or "no baseline" for one in history["submissions"]
    ]
    assert [(0, 1), (4, 3)] == [
        (one["judged"]["material"], one["judged"]["notes"]) for one in history["submissions"]
    ]


def test_what_is_said_to_be_of_an_assessment_is_judged_as_that(asked):
    """A file that does not say whose it is finds its baseline too."""
    answered = assess([CURRENT], Library(shelf())).submission
    bare = replace(answered, marks=replace(answered.marks, user=None))
    Path("bare.json").write_text(json.dumps(submission_document(bare)), encoding="utf-8")
    asked("ingest", PRIOR)
    asked("ingest", "bare.json", "--as", NAME)

    assert f"{BEFORE}#1" == documents("findings")[-1]["baseline"]["reference"]


def test_every_report_made_with_an_archive_bears_its_receipt(asked, printed):
    """As text, as data, as a page and as a workbook; a report without an archive bears none."""
    _, before = asked("diff", CURRENT, "--prior", PRIOR)
    _, given = asked("ingest", PRIOR)
    receipt = f"{given['receipt']['number']}:{given['receipt']['hash']}"
    _, found = asked("diff", CURRENT, "-o", "found.html")
    asked("diff", CURRENT, "--prior", BEFORE, "-o", "found.xlsx")
    book = openpyxl.load_workbook("found.xlsx")
    _, files = asked("diff", CURRENT, "--prior", PRIOR)

    assert (None, None) == (before["receipt"], files["receipt"])
    assert given["receipt"] == found["receipt"]
    assert receipt in Path("found.html").read_text(encoding="utf-8")
    assert receipt in {cell.value for row in book["Summary"].iter_rows() for cell in row}
    assert f"Receipt of the archive: {receipt}" in printed("diff", CURRENT)
    code, _ = asked("verify", "--receipt", receipt)
    assert DONE == code


def test_a_pack_is_the_same_whichever_archive_gave_the_baseline(asked):
    """So it bears no receipt; its own digest is recorded instead."""
    asked("ingest", PRIOR)
    profile = USER / "profile.yaml"
    asked("generate", profile, "-o", "one", "--archive", "secself.db")
    asked("ingest", CURRENT)
    asked("generate", profile, "-o", "two", "--prior", BEFORE, "--archive", "secself.db")
    one, two = (
        {place.name: place.read_bytes() for place in Path(folder).iterdir()}
        for folder in ("one", "two")
    )

    assert one == two
    issued = {hashlib.sha256(content).hexdigest() for content in one.values()}
    assert issued == {entry.content for entry in entries("pack")}
