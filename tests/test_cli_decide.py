"""What the committee decided is recorded with its letter, all or none, and told the same again."""

import io
import json
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from filling import put

from secself.cli.commands import secself
from secself.cli.ending import DONE, WRONG, run

USER = Path(__file__).parent.parent / "samples" / "northfell-energy"
CURRENT = USER / "returned" / "northfell-energy-2026-ssa.xlsx"
PRIOR = USER / "2025-vusa.xlsx"
NAME = "northfell-energy/2026-ssa"
HOSTILE = "{{7*7}} & <b>x</b> {% for a in b %} =cmd|'/c' @SUM\nnext line " + "word " * 1000
LETTER, PLAN = "northfell-energy-2026-ssa-letter.docx", "northfell-energy-2026-ssa-actions.xlsx"
DUE = ("--due", "2027-09-30")


@pytest.fixture(scope="module")
def recorded(tmp_path_factory) -> Path:
    """An archive with both assessments of the sample User."""
    place = tmp_path_factory.mktemp("recorded") / "secself.db"
    with pytest.raises(SystemExit):
        run(secself, ["ingest", str(PRIOR), str(CURRENT), "--archive", str(place), "--quiet"])
    return place


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch, recorded):
    """Every test stands in a folder of its own, with a copy of that archive."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SECSELF_ARCHIVE", raising=False)
    shutil.copy(recorded, tmp_path / "secself.db")


def codes(document: dict) -> list[str]:
    """The codes of what was refused."""
    return [problem["code"] for problem in document["problems"]]


def kinds(asked) -> list[str]:
    """What each entry of the archive records."""
    return [entry["kind"] for entry in asked("history")[1]["entries"]]


def shown(content: bytes) -> str:
    """All text of a Word document, cells included, with its line breaks."""
    document = Document(io.BytesIO(content))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    lines = [*document.paragraphs, *(line for cell in cells for line in cell.paragraphs)]
    return "\n".join(line.text for line in lines)


def test_a_decision_is_recorded_with_its_letter_and_its_workbook(asked):
    """The n-th day and owner belong to the n-th action."""
    code, document = asked(
        "decide", NAME, "--outcome", "actions-requested", "--reason", "The gateway.",
        "--by", "SSC", "--on", "2026-07-02",
        "--action", "Test the gateway", *DUE, "--owner", "Dana Cole",
        "--action", "Train the staff", "--due", "2027-03-31",
        "-o", "out",
    )  # fmt: skip

    assert (DONE, "secself/decide@1", []) == (code, document["format"], document["problems"])
    assert [str(Path("out", name).absolute()) for name in (LETTER, PLAN)] == document["files"]
    decision = document["decision"]
    assert ("actions-requested", "2026-07-02", "SSC", f"{NAME}#1") == tuple(
        decision[name] for name in ("outcome", "on", "by", "submission")
    )
    assert [
        ("A1", "Test the gateway", "2027-09-30", "Dana Cole"),
        ("A2", "Train the staff", "2027-03-31", None),
    ] == [
        tuple(one[name] for name in ("id", "action", "due", "owner")) for one in decision["actions"]
    ]
    assert ["decision", "action", "action", "letter", "letter"] == kinds(asked)[-5:]


def test_the_letter_says_what_was_decided_and_what_was_before_the_committee(asked):
    """The User by its name, edition, baseline, receipt and digest, reasons, actions, what next."""
    asked(
        "decide", NAME, "--outcome", "actions-requested", "--reason", "First.\n\nSecond.",
        "--on", "2026-07-02", "--action", "Test the gateway", *DUE,
        "--profile", USER / "profile.yaml", "--marking", "OFFICIAL",
    )  # fmt: skip
    letter = shown(Path(LETTER).read_bytes())
    _, history = asked("history")
    submission = next(one for one in history["submissions"] if one["year"] == 2026)
    entry = next(one for one in history["entries"] if one["number"] == submission["entry"])

    for said in (
        "Northfell Energy Ltd (northfell-energy)",
        "2 July 2026",
        "Actions requested",
        "First.",
        "Second.",
        "Test the gateway",
        "30 September 2027",
        f"{NAME}#1",
        submission["digest"],
        f"{entry['number']}:{entry['hash']}",
        "edition 2.5",
        "northfell-energy/2025-vusa#1",
        "G8.28(b)",
        PLAN,
        "director",
        "independent paraphrase",
    ):
        assert said in letter
    with zipfile.ZipFile(LETTER) as package:
        header = next(name for name in package.namelist() if "header" in name)
        assert b"OFFICIAL" in package.read(header)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("satisfactory", "--reason", "Seen."), "Nothing more is asked of you"),
        (("compliance-assessment",), "asks the User CIO to assess formally"),
        (("Actions requested", "--action", "Do", *DUE), "Do what is asked by the dates above"),
    ],
)
def test_each_outcome_has_its_letter(asked, words, said):
    """Named by its id, or as the letter names it."""
    code, _ = asked("decide", NAME, "--outcome", *words)

    assert DONE == code
    assert said in shown(Path(LETTER).read_bytes())


def test_hostile_text_is_whole_and_inert_in_letter_and_workbook(asked):
    """Braces, markup, formulas, line breaks, five thousand characters."""
    code, _ = asked(
        "decide", NAME, "--outcome", "actions-requested", "--reason", HOSTILE,
        "--action", HOSTILE, *DUE, "--owner", "=1+1",
    )  # fmt: skip

    assert DONE == code
    letter = shown(Path(LETTER).read_bytes())
    assert 2 == letter.count(HOSTILE)
    with zipfile.ZipFile(PLAN) as package:
        sheets = b"".join(package.read(name) for name in package.namelist() if "sheets" in name)
    assert b"<f>" not in sheets


def test_the_same_decision_twice_is_recorded_once_and_says_so(asked):
    """Its very letter is written again where it is missing; where it stands, it is left alone."""
    words = ("decide", NAME, "--outcome", "compliance-assessment", "--reason", "So")
    _, first = asked(*words)
    before, letter = kinds(asked), Path(LETTER).read_bytes()
    Path(LETTER).unlink()
    code, again = asked(*words)
    code_there, _ = asked(*words)

    assert (DONE, DONE) == (code, code_there)
    assert (False, True) == (first["decision"]["known"], again["decision"]["known"])
    assert before == kinds(asked)
    assert letter == Path(LETTER).read_bytes()


def test_another_decision_takes_its_place_only_with_a_reason(asked):
    """Both stay; the second letter has a name of its own, and names the first."""
    asked("decide", NAME, "--outcome", "compliance-assessment")
    words = ("decide", NAME, "--outcome", "satisfactory", "--reason", "Clear now")
    code, refused = asked(*words)
    assert (WRONG, ["decision-stands"]) == (code, codes(refused))
    code, document = asked(*words, "--supersede", "New evidence came")

    assert DONE == code
    assert 2 == document["decision"]["number"]
    second = Path("northfell-energy-2026-ssa-letter-2.docx")
    assert [str(second.absolute())] == document["files"]
    assert "in the place of decision 1" in shown(second.read_bytes())
    assert 2 == kinds(asked).count("decision")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--outcome", "content"), "outcome-unknown"),
        (("--outcome", "approved"), "outcome-unknown"),
        (("--outcome", "satisfactory"), "decision-unreasoned"),
        (("--outcome", "actions-requested"), "decision-without-actions"),
        (
            ("--outcome", "satisfactory", "--reason", "x", "--action", "Do", *DUE),
            "decision-with-actions",
        ),
        (("--outcome", "compliance-assessment", "--on", "2999-01-01"), "decision-ahead"),
        (("--outcome", "actions-requested", "--action", "Do"), "action-undated"),
        (("--outcome", "actions-requested", "--action", " ", *DUE), "action-blank"),
        (
            ("--outcome", "actions-requested", "--action", "Do", "--due", "2020-01-01"),
            "action-due-before",
        ),
        (
            ("--outcome", "actions-requested", "--action", "Do", *DUE, *DUE),
            "action-missing",
        ),
        (("--outcome", "compliance-assessment", "--supersede", "x"), "decision-none"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_recorded(asked, words, code):
    """Neither in the archive nor in the folder."""
    before = kinds(asked)
    ended, document = asked("decide", NAME, *words)

    assert (WRONG, [code]) == (ended, codes(document))
    assert before == kinds(asked)
    assert [] == list(Path().glob("*.docx"))


def test_only_what_was_recorded_can_be_decided_on(asked, tmp_path):
    """By its name or by its file; an older file is another."""
    code, document = asked("decide", CURRENT, "--outcome", "compliance-assessment")
    assert (DONE, f"{NAME}#1") == (code, document["decision"]["submission"])

    code, refused = asked(
        "decide", USER / "issued" / CURRENT.name, "--outcome", "compliance-assessment"
    )
    assert (WRONG, ["decision-unrecorded"]) == (code, codes(refused))
    code, refused = asked("decide", "nobody/2026-ssa", "--outcome", "compliance-assessment")
    assert (WRONG, ["reference-unknown"]) == (code, codes(refused))
    code, refused = asked("decide", NAME, "--outcome", "x", "--archive", tmp_path / "none.db")
    assert (WRONG, ["archive-missing"]) == (code, codes(refused))


def test_what_cannot_be_saved_is_not_recorded(asked):
    """A letter of that name is there already; so nothing is decided."""
    Path(LETTER).write_text("another's")
    before = kinds(asked)
    code, document = asked("decide", NAME, "--outcome", "compliance-assessment")

    assert (WRONG, ["file-exists"]) == (code, codes(document))
    assert before == kinds(asked)
    assert "another's" == Path(LETTER).read_text()


def test_what_spoke_against_it_is_kept_with_the_decision(asked):
    """A clean outcome in spite of findings says so, in the archive and in the letter."""
    _, document = asked("decide", NAME, "--outcome", "satisfactory", "--reason", "It was replaced.")

    assert ["4 material findings are flagged."] == document["decision"]["against"]
    assert "4 material findings are flagged." in shown(Path(LETTER).read_bytes())


def test_the_letterhead_is_the_organisations_own(asked):
    """Who writes, whom to write to, who signs."""
    Path("head.yaml").write_text(
        "format: 1\norganisation: Code Office & Co\naddress: [1 High Street, Leeds]\n"
        "contact: [Write to Ann Lee.]\nsigned_by: Ann Lee\nrole: Secretary\n"
    )
    asked("decide", NAME, "--outcome", "compliance-assessment", "--letterhead", "head.yaml")
    letter = shown(Path(LETTER).read_bytes())

    for said in ("Code Office & Co", "1 High Street", "Write to Ann Lee.", "Secretary"):
        assert said in letter
    assert "secure channel" not in letter


def test_what_was_asked_last_time_stands_in_the_next_comparison(asked, capsys):
    """With whether it is done: on the screen, as JSON, on the page and in the workbook."""
    asked(
        "decide", "northfell-energy/2025-vusa", "--outcome", "actions-requested",
        "--on", "2025-09-01", "--action", "Test <b> & {{7*7}}", "--due", "2026-03-31",
    )  # fmt: skip
    for words in ((NAME,), (CURRENT, "--prior", PRIOR)):
        _, document = asked("diff", *words, "-o", f"{len(words)}.html")
        [before] = document["decided_before"]
        assert ("northfell-energy/2025-vusa", None) == (before["assessment"], document["decision"])
        assert ["Test <b> & {{7*7}}"] == [one["action"] for one in before["actions"]]
        assert "asked-action-overdue" not in {one["rule"] for one in document["findings"]}
        page = Path(f"{len(words)}.html").read_text(encoding="utf-8")
        assert "OVERDUE, nothing reported" in page
        assert "Test &lt;b&gt; &amp; {{7*7}}" in page
    asked("diff", NAME, "-o", "all.xlsx")
    with pytest.raises(SystemExit):
        run(secself, ["diff", NAME])

    assert "due 2026-03-31: OVERDUE, nothing reported" in capsys.readouterr().out
    cells = [cell.value for row in openpyxl.load_workbook("all.xlsx")["Summary"] for cell in row]
    assert "due 2026-03-31: OVERDUE, nothing reported" in cells


def test_a_full_assessment_has_an_assurance_status(asked, tmp_path):
    """By its name of today; the older one is never taken for it, and the letter says both."""
    content = json.loads(json.dumps(asked("diff", NAME)[1]["submission"]))
    content["marks"] |= {"year": 2024, "kind": "fusa"}
    Path("fusa.json").write_text(json.dumps(content))
    asked("ingest", "fusa.json", "--archive", tmp_path / "full.db")
    words = ("decide", "northfell-energy/2024-fusa", "--archive", tmp_path / "full.db")

    code, refused = asked(*words, "--status", "Provisionally approved")
    assert (WRONG, ["outcome-unknown"]) == (code, codes(refused))
    assert (
        "deferred (Deferred, formerly Provisionally approved)" in refused["problems"][0]["remedy"]
    )
    code, _ = asked(*words, "--status", "deferred", "--action", "Mend it", *DUE)
    assert DONE == code
    letter = shown(Path("northfell-energy-2024-fusa-letter.docx").read_bytes())
    assert "does not let a Party complete User Entry" in letter
    assert "called “Provisionally approved” before" in letter


def test_what_is_still_open_stands_on_read_me_of_the_next_pack(asked):
    """With its day and owner; what is done is asked for no more."""
    asked(
        "decide", NAME, "--outcome", "actions-requested", "--on", "2026-07-02",
        "--action", "Test {{7*7}} & <it>", *DUE, "--owner", "=Dana",
        "--action", "Train", "--due", "2027-03-31",
    )  # fmt: skip
    book = openpyxl.load_workbook(PLAN)
    book["Actions"]["E3"] = "Done"
    book.save("back.xlsx")
    asked("ingest", "back.xlsx")
    code, document = asked("generate", USER / "profile.yaml", "--year", 2027, "-o", "next")

    assert DONE == code
    workbook = next(name for name in document["files"] if name.endswith("2027-ssa.xlsx"))
    cells = [cell for row in openpyxl.load_workbook(workbook)["Read me"] for cell in row]
    assert "Test {{7*7}} & <it> (=Dana) Due 2027-09-30." in [cell.value for cell in cells]
    assert not any("Train (" in str(cell.value) or "A2" in str(cell.value) for cell in cells)


def test_what_an_assessor_said_speaks_against_a_clean_outcome_until_it_is_taken_back(asked):
    """Each row once, whether it was said beside these answers or beside earlier ones."""
    asked("review", CURRENT, "--prior", PRIOR, "--assessor", "Ana Byron", "-o", "review.xlsx")
    review = Path("review.xlsx")
    written = {("Validation", "G3.3", "Assessor's view"): "Non-compliance"}
    review.write_bytes(put(review.read_bytes(), written))
    asked("ingest", review)
    concern = "1 row has a concern of the assessor."

    assert concern in asked("decide", NAME, "--outcome", "satisfactory")[1]["problems"][0]["what"]
    meeting = f"format: 1\ndate: 2026-07-02\ntitle: SSC\nagenda: [{{assessment: {NAME}}}]\n"
    Path("m.yaml").write_text(meeting)
    assert (
        "concerns of the assessor: 1"
        in asked("meeting", "agenda", "m.yaml")[1]["items"][0]["before"]
    )
    [listed] = asked("comments", NAME)[1]["assessments"]
    [said] = listed["comments"]
    asked("comments", "--withdraw", said["id"], "--reason", "Shown since.")
    what = asked("decide", NAME, "--outcome", "satisfactory")[1]["problems"][0]["what"]
    assert "a concern" not in what
