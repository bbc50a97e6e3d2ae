"""What is kept beside the answers: what was judged of them, and what proves what was held."""

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from secself.cli.commands import secself
from secself.cli.ending import DONE, WRONG, run
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
def alone(here):
    """Every test stands in a folder of its own, in which there is no archive yet."""


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


def test_what_was_found_is_said_at_once(asked, printed):
    """So that whoever records it knows whether to look; what was recorded before is not judged."""
    asked("ingest", PRIOR)
    text = printed("ingest", CURRENT)
    _, again = asked("ingest", CURRENT)

    assert f"found: 4 material, 3 to note, since {BEFORE}#1" in text
    assert again["results"][0]["judged"] is None


def test_what_is_said_to_be_of_an_assessment_is_judged_as_that(asked):
    """A file that does not say whose it is finds its baseline too."""
    answered = assess([CURRENT], Library(shelf())).submission
    bare = replace(answered, marks=replace(answered.marks, user=None))
    Path("bare.json").write_text(json.dumps(submission_document(bare)), encoding="utf-8")
    asked("ingest", PRIOR)
    asked("ingest", "bare.json", "--as", NAME)

    assert f"{BEFORE}#1" == documents("findings")[-1]["baseline"]["reference"]


def receipt_of(document: dict) -> str:
    """The receipt a command gave, as people write it."""
    return f"{document['receipt']['number']}:{document['receipt']['hash']}"


def test_every_report_made_with_an_archive_bears_its_receipt(asked, printed):
    """As text, as data, as a page and as a workbook; a report without an archive bears none."""
    _, before = asked("diff", CURRENT, "--prior", PRIOR)
    _, given = asked("ingest", PRIOR)
    receipt = receipt_of(given)
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


def test_the_assessors_workbook_and_the_committees_pack_bear_it_too(asked):
    """They were made with the archive as well."""
    _, given = asked("ingest", PRIOR, CURRENT)
    asked("review", NAME, "-o", "review.xlsx")
    _, pack = asked("consolidate", "-o", "pack")
    book = openpyxl.load_workbook("review.xlsx")
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}

    assert receipt_of(given) in cells
    assert given["receipt"] == pack["receipt"]
    for name in [name for name in pack["files"] if name.endswith(".xlsx")]:
        shown = {cell.value for row in openpyxl.load_workbook(name).worksheets[0] for cell in row}
        assert f"Receipt of the archive: {receipt_of(given)}" in shown


def test_a_refused_file_is_kept_aside_and_listed(printed):
    """In words, with what a person needs to have it again."""
    Path("notes.txt").write_text("no workbook", encoding="utf-8")
    said = printed("ingest", "notes.txt")
    listed = printed("archive", "quarantine")

    assert "1 refused, and kept aside: “secself archive quarantine” lists them." in said
    assert "notes.txt, 11 bytes, refused 20" in listed
    assert f"sha256:{hashlib.sha256(b'no workbook').hexdigest()}" in listed
    assert "1 refused file, 11 bytes." in listed


def test_of_a_file_that_is_not_there_nothing_is_said_to_be_kept(printed):
    """Nor of a folder; only bytes can be had again."""
    Path("notes.txt").write_text("no workbook", encoding="utf-8")
    Path("folder.xlsx").mkdir()

    assert "0 of 1 recorded in secself.db; 1 refused." in printed("ingest", "missing.xlsx")
    said = printed("ingest", "missing.xlsx", "folder.xlsx", "notes.txt")
    assert "3 refused, 1 of them kept aside: “secself archive quarantine” lists them." in said


def test_where_two_users_become_one_it_is_said_what_is_meant_from_now_on(printed):
    """A name without a number is the newest, which may be what the other one sent."""
    printed("ingest", PRIOR, CURRENT)
    printed("ingest", USER.parent / "tidewell-data" / "2025-vusa.xlsx")
    said = printed("archive", "rename", "tidewell-data", "northfell-energy", "--reason", "Bought.")

    assert (
        "Both sent one: northfell-energy/2025-vusa without a number is northfell-energy/2025-vusa#2"
        " from now on." in said
    )
    assert "2026-ssa" not in said


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


PERSON = "Martin Oyelaran"


def test_a_persons_name_is_looked_for_before_it_is_erased(asked, printed):
    """It is said where it stands, and what becomes of each place."""
    asked("ingest", PRIOR, CURRENT)
    _, before = asked("history")
    code, document = asked("archive", "erase", "--name", PERSON)
    text = printed("archive", "erase", "--name", PERSON)
    _, after = asked("history")

    assert (DONE, False, 4) == (code, document["erased"], document["count"])
    assert before == after
    assert ["original", "submission", "original", "submission"] == [
        one["kind"] for one in document["found"]
    ]
    assert "submission.declaration.name: “Martin Oyelaran”" in text
    assert "the file goes as a whole; its SHA-256 stays" in text
    assert "Nothing was erased." in text


def test_what_a_name_was_erased_from_is_still_what_was_sent(asked, printed):
    """The file is known by its digest, the answers by theirs; nothing is called altered."""
    asked("ingest", PRIOR, CURRENT)
    _, judged = asked("diff", NAME)
    asked("archive", "erase", "--name", PERSON, "--reason", "He asked us to.")
    _, again = asked("diff", NAME)
    openpyxl.load_workbook(CURRENT).save("again.xlsx")
    book = openpyxl.load_workbook(CURRENT)
    rows = book["Validation"].iter_rows()
    [owner] = [cell for row in rows for cell in row if cell.value == "Owner"]
    book["Validation"].cell(owner.row + 1, owner.column).value = "Somebody else"
    book.save("altered.xlsx")
    _, held = asked("verify", CURRENT, "again.xlsx", "altered.xlsx")
    _, checked = asked("check", NAME)
    whole, _ = asked("verify")
    known, document = asked("ingest", CURRENT, "again.xlsx")

    assert (DONE, DONE) == (whole, known)
    assert judged["findings"] == again["findings"]
    assert ["as-received", "same-answers", "altered"] == [one["verdict"] for one in held["results"]]
    altered = [one for one in held["results"][2]["problems"] if one["code"] == "answer-altered"]
    assert 1 == len(altered)
    assert "Somebody else" in altered[0]["what"]
    assert "names-erased" in [one["code"] for one in checked["results"][0]["problems"]]
    assert [True, True] == [one["known"] for one in document["results"]]
    assert "He asked us to." in printed("history", "northfell-energy")
    assert not Path("secself.db").read_bytes().count(PERSON.encode())


def test_a_file_that_was_erased_is_told_from_one_that_was_altered(asked):
    """By its digest, which stays; and it is not taken in again from an old folder of mail."""
    asked("ingest", PRIOR)
    asked("archive", "erase", f"{BEFORE}#1", "--reason", "Long ago.")
    openpyxl.load_workbook(PRIOR).save("again.xlsx")
    code, held = asked("verify", PRIOR, "again.xlsx")
    refused, document = asked("ingest", PRIOR)
    taken, _ = asked("ingest", "again.xlsx")

    assert DONE == code
    assert ["erased", "erased"] == [one["verdict"] for one in held["results"]]
    assert {f"{BEFORE}#1"} == {one["recorded"] for one in held["results"]}
    assert (WRONG, DONE) == (refused, taken)
    assert "erased-before" in [one["code"] for one in document["results"][0]["problems"]]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--reason", "x"],
        [f"{NAME}#1"],
        [f"{NAME}#1", "--name", PERSON],
        ["--name", "Jo"],
        ["--name", PERSON, "--reason", f"{PERSON} asked us to."],
    ],
    ids=str,
)
def test_what_must_not_be_erased_by_a_slip_is_not(asked, words):
    """Nor does the reason keep the name for good."""
    asked("ingest", CURRENT)
    _, before = asked("history")
    code, document = asked("archive", "erase", *words)
    _, after = asked("history")

    assert (WRONG, "usage") == (code, document["problems"][0]["code"])
    assert before == after


def test_history_is_a_line_for_each_submission_of_every_user(asked, printed):
    """Told by what it was compared with, what was found, and how it stands."""
    asked("ingest", PRIOR, CURRENT)
    asked("ingest", "--withdraw", NAME, "--reason", "A draft.")
    lines = printed("history").splitlines()

    heads = ["Submission", "Recorded", "Compared with", "Material", "Notes", "Comments", "Standing"]
    assert heads == re.split(r"\s{2,}", lines[0])
    assert [f"{BEFORE}#1", "nothing", "0", "1"] == without_day(lines[2])
    assert [f"{NAME}#1", "2025-vusa#1", "4", "3", "withdrawn"] == without_day(lines[3])
    assert "1 User, 2 submissions; the archive has 8 entries" == lines[5]
    assert all(len(line) <= 120 for line in lines[:4])


def without_day(line: str) -> list[str]:
    """The columns of a line, but for the day of recording."""
    columns = re.split(r"\s{2,}", line)
    return [columns[0], *columns[2:]]


def test_history_of_one_user_says_all_that_is_known_of_it(asked, printed):
    """Files, digests, findings, reasons, what was issued, and what it was called before."""
    asked("generate", USER / "profile.yaml", "-o", "pack", "--archive", "secself.db")
    asked("ingest", PRIOR, CURRENT)
    asked("archive", "rename", "northfell-energy", "apex", "--reason", "Bought.")
    asked("ingest", "--withdraw", "apex/2025-vusa", "--reason", "A draft.")
    text = printed("history", "northfell-energy")
    _, document = asked("history", "northfell-energy")

    for said in (
        "apex/2026-ssa#1\n    recorded as northfell-energy/2026-ssa, before",
        f"sha256:{document['submissions'][1]['files'][0]['sha256']}",
        document["submissions"][1]["digest"],
        "4 material, 3 notes against northfell-energy/2025-vusa#1, as of 2026-06-24",
        ": A draft.",
        "northfell-energy/2026-ssa, issued\n    pack",
    ):
        assert said in text
    assert {"pack", "original", "submission", "findings", "rename", "withdrawal"} == {
        one["kind"] for one in document["entries"]
    }


def test_two_users_who_became_one_have_both_histories(asked):
    """Under the id that is left; what came under either name is found under both."""
    asked("ingest", PRIOR, CURRENT)
    book = openpyxl.load_workbook(CURRENT)
    book.save("other.xlsx")
    answered = assess([CURRENT], Library(shelf())).submission
    apex = replace(answered, marks=replace(answered.marks, user="apex"))
    Path("apex.json").write_text(json.dumps(submission_document(apex)), encoding="utf-8")
    asked("ingest", "apex.json")
    _, document = asked("archive", "rename", "northfell-energy", "apex", "--reason", "Bought.")
    histories = [asked("history", user)[1] for user in ("northfell-energy", "apex")]

    assert 2 == document["count"]
    assert histories[0] == histories[1]
    assert [
        ("apex/2025-vusa#1", BEFORE),
        ("apex/2026-ssa#2", NAME),
        ("apex/2026-ssa#1", None),
    ] == [(one["reference"], one["known_as"]) for one in histories[0]["submissions"]]


def test_what_is_kept_for_how_long_is_a_setting_of_the_archive(asked, printed):
    """It is told what is past it; erased is only what is asked for, with a reason."""
    asked("ingest", PRIOR, CURRENT)
    code, said = asked("archive", "retention", "--keep", "assessments=7y", "--reason", "Policy 4.")
    _, later = asked("archive", "retention", "--as-of", "2033-01-01")
    text = printed("archive", "retention", "--as-of", "2033-01-01")

    assert (DONE, []) == (code, said["past"])
    assert ("7y", "Policy 4.") == tuple(
        said["keep"]["assessments"][name] for name in ("period", "reason")
    )
    assert [("assessments", BEFORE, "2032-12-31", False)] == [
        (one["what"], one["assessment"], one["until"], one["newest"]) for one in later["past"]
    ]
    assert "assessments  7 years after the end of its year  (said 20" in text
    assert f"{BEFORE}, assessments: 3 contents of" in text
    assert "Nothing was erased." in text


def test_what_is_past_its_time_is_erased_by_command(asked, printed):
    """The chain holds, and history says when and why."""
    asked("ingest", PRIOR)
    asked("archive", "retention", "--keep", "assessments=1d", "--reason", "A trial.")
    words = [
        "archive",
        "retention",
        "--as-of",
        "2026-01-02",
        "--erase",
        "--reason",
        "The time is up.",
    ]
    code, document = asked(*words)
    whole, _ = asked("verify")

    assert (DONE, True, 1) == (code, document["erased"], len(document["past"]))
    assert DONE == whole
    assert "3 of them erased on request; the chain holds" in printed("verify")
    assert "The time is up." in printed("history", "northfell-energy")
    assert "As of 2026-01-02, nothing is past its time." in printed(*words[:4])


@pytest.mark.parametrize(
    "words",
    [
        ["--keep", "assessments=7y"],
        ["--keep", "assessments=soon", "--reason", "x"],
        ["--keep", "everything=7y", "--reason", "x"],
        ["--erase"],
        ["--erase", "--reason", " "],
        ["--erase", "--keep", "packs=1y", "--reason", "x"],
        ["--erase", "--as-of", "2999-01-01", "--reason", "x"],
        ["--reason", "x"],
    ],
    ids=" ".join,
)
def test_what_would_erase_by_a_slip_is_asked_wrongly(asked, words):
    """And nothing is recorded."""
    asked("ingest", PRIOR)
    code, document = asked("archive", "retention", *words)
    _, history = asked("history")

    assert (WRONG, "usage") == (code, document["problems"][0]["code"])
    assert 4 == len(history["entries"])


@pytest.mark.parametrize(
    "words",
    [["verify", NAME], ["seal", f"{NAME}#1"], ["merge", NAME, "a.xlsx", "-o", "b.xlsx"]],
    ids=lambda words: words[0],
)
def test_what_takes_a_file_says_how_to_have_the_one_that_was_recorded(asked, words):
    """A name in the archive is told from a file that is not there."""
    asked("ingest", CURRENT)
    code, document = asked(*words)

    assert (WRONG, "usage") == (code, document["problems"][0]["code"])
    assert f"“secself archive take {words[1]}”" in document["problems"][0]["what"]


def test_a_pack_that_is_not_recorded_is_said(capsys):
    """Where there is an archive, somebody may think that it was."""
    for words in (["ingest", str(PRIOR)], ["generate", str(USER / "profile.yaml"), "-o", "pack"]):
        with pytest.raises(SystemExit):
            run(secself, words)

    assert "Not recorded in secself.db; name it with --archive" in capsys.readouterr().err
    assert [] == entries("pack")
