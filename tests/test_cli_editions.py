"""An assessment made under one edition, compared under a later one, from file to finding."""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from filling import fill

from secself.cli.commands import secself
from secself.cli.ending import run
from secself.model import AnswerType, EvidenceItem, Framework, Response, Value
from secself.store.frameworks import Library, shelf
from secself.workbook import reader

PROFILE = Path(__file__).parent.parent / "samples" / "northfell-energy" / "profile.yaml"
CONTROLS = PROFILE.parent.parent.parent / "controls"
YEARS = {"2.0": 2024, "2.3": 2025, "2.5": 2026}


@pytest.fixture(scope="module")
def frameworks() -> dict[str, Framework]:
    """The regime's framework in the editions there are."""
    library = Library(shelf())
    return {edition: library.framework(f"sec-scf@{edition}") for edition in YEARS}


@pytest.fixture(scope="module")
def files(frameworks, tmp_path_factory) -> dict[str, Path]:
    """One User's workbook under each edition, every row filled in the same way."""
    folder = tmp_path_factory.mktemp("editions")
    return {edition: completed(folder, frameworks[edition]) for edition in YEARS}


def call(*words: object) -> None:
    """Run a command line to its end."""
    with pytest.raises(SystemExit):
        run(secself, [str(word) for word in words])


def completed(folder: Path, framework: Framework) -> Path:
    """Generate a pack under an edition and fill in every row: met, unchanged, one document."""
    edition = framework.edition
    place = folder / edition
    words = ["generate", PROFILE, "--framework", framework.reference, "--year", YEARS[edition]]
    call(*words, "-o", place, "--quiet")
    [issued] = place.glob("*.xlsx")
    path = place / "filled.xlsx"
    path.write_bytes(filled_in(issued, framework))
    return path


def filled_in(issued: Path, framework: Framework) -> bytes:
    """Fill in every row of an issued workbook."""
    content = issued.read_bytes()
    submission, _ = reader.read(reader.read_grid(content, issued.name), framework, issued.name)
    questions = {question.id: question for question in framework.questions}
    rows = tuple(
        answered(row, questions[row.ref].answer) if row.section == "questions" else met(row)
        for row in submission.responses
    )
    document = EvidenceItem(id="E01", title="Information security policy", date=date(2026, 1, 5))
    return fill(content, replace(submission, responses=rows, evidence=(document,)))


def met(row: Response) -> Response:
    """A control that is met, with nothing changed."""
    return replace(row, answer="Met", change="No change", evidence=("E01",), residual_risk="Low")


def answered(row: Response, answer: AnswerType) -> Response:
    """A question answered with the best there is to answer."""
    given: dict[str, Value] = {
        "choice": (answer.ranking or answer.choices or ("",))[0],
        "date": date(2026, 1, 10),
        "whole": 0,
        "decimal": 0,
        "text": "As set out in the policy.",
    }
    return replace(row, answer=given[answer.kind])


def compared(capsys, before: Path, after: Path) -> dict:
    """What `diff` says of two files, as JSON."""
    capsys.readouterr()
    words = ["diff", after, "--prior", before, "--as-of", "2026-05-30"]
    call(*words, "--format", "json")
    return json.loads(capsys.readouterr().out)


def test_an_interpretation_that_changed_shows_on_just_the_controls_it_touches(
    capsys, files, frameworks
):
    """Between 2.3 and 2.5 only AI-4 changed: one note on it, and one on each control it governs."""
    said = compared(capsys, files["2.3"], files["2.5"])
    governed = [c.id for c in frameworks["2.5"].controls if "AI-4" in c.interpretations]
    noted = [f["ref"] for f in said["findings"] if f["rule"] == "interpretation-changed"]

    assert sorted(["AI-4", *governed]) == sorted(noted)
    assert ["G3.11"] == governed


def test_only_what_an_edition_changed_is_not_the_same(capsys, files):
    """2.5 added a question on cloud and reworded the Separation clause; all else is as it was."""
    said = compared(capsys, files["2.3"], files["2.5"])
    other = {
        (delta["ref"], delta["wording"], delta["change"])
        for delta in said["deltas"]
        if delta["wording"] != "same"
    }
    unread = [f["ref"] for f in said["findings"] if f["rule"] == "wording-changed"]

    assert {("Q07.3", "new", "added"), ("G3.11", "reworded", "unchanged")} == other
    assert ["G3.11"] == unread
    assert [] == [f for f in said["findings"] if f["materiality"] == "material"]


def test_comparability_is_the_share_of_what_both_editions_asked(capsys, files):
    """A question the older edition did not have cannot be compared; every other can."""
    said = compared(capsys, files["2.3"], files["2.5"])
    items = [d for d in said["deltas"] if d["section"] in ("questions", "validation")]

    assert round((len(items) - 1) / len(items), 3) == said["comparability"]


def test_two_editions_are_crossed_in_one_step(capsys, files):
    """From 2.0 to 2.5 what both editions in between brought is new, and nothing is lost."""
    said = compared(capsys, files["2.0"], files["2.5"])
    new = {delta["ref"] for delta in said["deltas"] if delta["wording"] == "new"}
    reworded = {delta["ref"] for delta in said["deltas"] if delta["wording"] == "reworded"}

    assert {"Q06.1", "Q06.2", "Q06.3", "Q07.3"} >= new >= {"Q07.3"}
    assert {"G3.7", "G3.11", "G5.16"} <= reworded


def test_a_file_under_a_newer_edition_can_be_the_baseline_of_an_older_one(capsys, files):
    """Looked at backwards, the new question is withdrawn, and its answer is kept in sight."""
    said = compared(capsys, files["2.5"], files["2.3"])
    [gone] = [delta for delta in said["deltas"] if delta["wording"] == "withdrawn"]

    assert ("Q07.3", "removed", None) == (gone["ref"], gone["change"], gone["after"])
    assert gone["before"]["answer"]


def test_comparing_editions_says_how_many_answers_can_be_compared(capsys):
    """An owner sees at once what a new edition costs: what must be read again, what is new."""
    call("framework", "diff", "sec-scf@2.3", "sec-scf@2.5")
    told = capsys.readouterr().out
    call("framework", "diff", "sec-scf@2.3", "sec-scf@2.5", "--format", "json")
    document = json.loads(capsys.readouterr().out)

    assert "can be compared" in told
    assert "To be read again before an answer counts: G3.11." in told
    assert [("Q07.3", "new"), ("G3.11", "reworded")] == [
        (one["ref"], one["wording"]) for one in document["carried"]
    ]
    assert 0.98 < document["comparability"] < 1


def texts(path: Path, sheet: str) -> list[str]:
    """Every text of a sheet."""
    book = openpyxl.load_workbook(path)
    return [str(cell) for row in book[sheet].values for cell in row if cell is not None]


def overlay(tmp_path: Path, *lines: str) -> Path:
    """An edition of our own over 2.5, with other controls and declared changes."""
    place = tmp_path / "controls" / "sec-scf" / "2.6"
    place.mkdir(parents=True)
    head = ("format: 1", "id: sec-scf", "edition: 2.6", "extends: sec-scf@2.5")
    (place / "framework.yaml").write_text("\n".join((*head, *lines)) + "\n", encoding="utf-8")
    return tmp_path / "controls"


PROVENANCE = "provenance: {status: proposed, sources: [OWN], confidence: low}"


def test_a_new_pack_shows_old_answers_where_they_belong_now(files, tmp_path):
    """A moved clause keeps its answer beside it, a withdrawn one stays in sight, a new one says so.

    The edition is invented: G3.9 has become G3.9x, and G3.10 is withdrawn.
    """
    controls = overlay(
        tmp_path,
        "withdrawals:",
        f"  - {{id: G3.9, reason: Renumbered., {PROVENANCE}}}",
        f"  - {{id: G3.10, reason: Taken out by the committee., {PROVENANCE}}}",
        "controls:",
        "  - id: G3.9x",
        "    chapter: G3",
        "    title: Moved",
        "    text: Moved words.",
        "    applies_to: [import-supplier, gas-supplier]",
        "    applies_provenance: {status: proposed, sources: [OWN], confidence: low}",
        f"    {PROVENANCE}",
        "    interpretations: [AI-4, AI-7]",
        "changes:",
        "  - id: moved-g3-9",
        '    since: "2.6"',
        "    what: moved",
        "    was: [G3.9]",
        "    became: [G3.9x]",
        "    reason: Renumbered.",
        f"    {PROVENANCE}",
    )
    words = ["generate", PROFILE, "--framework", "sec-scf@2.6", "--controls", controls]
    call(*words, "--prior", files["2.5"], "--year", 2027, "-o", tmp_path, "--quiet")
    pack = tmp_path / "northfell-energy-2027-ssa.xlsx"
    book = openpyxl.load_workbook(pack)
    headings = {}
    rows = {}
    for row in book["Validation"].values:
        if "Ref" in row and not headings:
            headings = {name: place for place, name in enumerate(row)}
        elif headings:
            rows[row[headings["Ref"]]] = row
    moved = rows["G3.9x"]

    assert "Met" == moved[headings["Prior position"]]
    assert "It was G3.9 in the prior assessment" in moved[headings["Why this row is here"]]
    assert "G3.9" not in rows
    left = texts(pack, "Read me")
    assert "Answered last time, and not asked now" in left
    assert any("Taken out by the committee." in text and "Met" in text for text in left)
    assert "G3.10" in left


def test_a_baseline_can_be_filled_in_from_the_assessors_report(capsys, tmp_path, frameworks):
    """The first year has no file of ours: the pack of a VUSA is one, and says where it is from."""
    words = ["generate", PROFILE, "--kind", "vusa", "--year", 2025, "--from-report"]
    call(*words, "-o", tmp_path, "--quiet")
    path = tmp_path / "northfell-energy-2025-vusa.xlsx"
    assert any("from the assessor's report" in text for text in texts(path, "Read me"))
    path.write_bytes(filled_in(path, frameworks["2.5"]))
    returned = PROFILE.parent / "returned" / "northfell-energy-2026-ssa.xlsx"
    capsys.readouterr()
    call("diff", returned, "--prior", path)
    told = capsys.readouterr().out
    document = compared(capsys, path, returned)

    assert "compared with northfell-energy/2025-vusa, taken from the assessor's report" in told
    for suffix in ("html", "xlsx"):
        call("diff", returned, "--prior", path, "-o", tmp_path / f"said.{suffix}")
    page = (tmp_path / "said.html").read_text(encoding="utf-8")
    assert "taken from the assessor" in page
    assert any(
        "taken from the assessor" in text for text in texts(tmp_path / "said.xlsx", "Summary")
    )
    assert "report" == document["prior"]["source"]
    assert document["current"]["source"] is None
    assert document["comparability"] > 0.9


def test_comparing_editions_tells_what_moved_and_turned(capsys, tmp_path):
    """Word by word and with the reason, not as something lost and something new."""
    controls = overlay(
        tmp_path,
        "withdrawals:",
        f"  - {{id: G3.9, reason: Renumbered., {PROVENANCE}}}",
        "controls:",
        "  - id: G3.9x",
        "    chapter: G3",
        "    title: Treating material vulnerabilities",
        "    text: Treat them at once.",
        "    applies_to: [import-supplier]",
        "    applies_provenance: {status: proposed, sources: [OWN], confidence: low}",
        f"    {PROVENANCE}",
        "changes:",
        '  - {id: a, since: "2.6", what: moved, was: [G3.9], became: [G3.9x], '
        f"reason: Renumbered., {PROVENANCE}}}",
        '  - {id: b, since: "2.6", what: turned, was: [G3.7], became: [G3.7], '
        f"reason: The duty is upside down., {PROVENANCE}}}",
    )
    call("framework", "diff", "sec-scf@2.5", "sec-scf@2.6", "--controls", controls)
    told = capsys.readouterr().out

    assert "moved G3.9 → G3.9x\n    Renumbered.\n    G3.9: Treating material" in told
    assert "turned G3.7 → G3.7\n    The duty is upside down." in told
    assert "[-" in told.partition("moved G3.9")[2]


def test_an_edition_that_hides_a_shipped_one_is_compared_with_it(capsys, tmp_path):
    """Both names mean the same folder; what it hides is what an owner wants to see."""
    place = tmp_path / "controls" / "sec-scf" / "2.5"
    shutil.copytree(CONTROLS / "sec-scf" / "2.5", place)
    file = place / "controls.yaml"
    old = file.read_text(encoding="utf-8")
    file.write_text(old.replace("title: Separation\n", "title: Apartness\n", 1), encoding="utf-8")
    words = ["--controls", tmp_path / "controls"]
    call("framework", "diff", "sec-scf@2.5", "sec-scf@2.5", *words)
    told = capsys.readouterr()
    call("framework", "lint", tmp_path / "controls")

    assert "{+Apartness+}" in told.out
    assert "the one that it hides" in told.err
    assert "edition-hides" in capsys.readouterr().out
