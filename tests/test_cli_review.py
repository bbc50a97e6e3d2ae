"""`secself review`: the assessor's workbook, written, filled in and taken in again."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from filling import put
from recalculated import convert, needs_libreoffice
from reviews import cell

from secself.cli.ending import DONE, FLAGGED, WRONG

SAMPLES = Path(__file__).parent.parent / "samples"
USER = SAMPLES / "northfell-energy"
GAS = SAMPLES / "calder-vale-gas"
CURRENT = USER / "returned" / "northfell-energy-2026-ssa.xlsx"
PRIOR = USER / "2025-vusa.xlsx"
USERS = ("northfell-energy", "brightmeter-insight", "calder-vale-gas")
"""Three Users, in the order of what is material."""
NAME = "northfell-energy-2026-ssa-review.xlsx"
WRITTEN = {
    ("Validation", "G3.3", "Assessor's comment"): "Which hosts, & since when?",
    ("Validation", "G3.3", "Assessor's view"): "Material increase in risk",
    ("Questions", "Q08.1", "Suggested action"): "Show the minutes",
}


@pytest.fixture(autouse=True)
def alone(here):
    """Every test stands in a folder of its own, in which there is no archive yet."""


def comments(document: dict) -> list[tuple[object, ...]]:
    """What a result says of the comments, short."""
    [result] = document["results"]
    return [
        (one["ref"], one["text"], one["view"], one["action"], one["author"])
        for one in result["comments"]
    ]


def named(out: str) -> list[str]:
    """The assessments of which a line is said, in order."""
    return [line.split(" ")[0] for line in out.splitlines() if " against " in line]


TAKEN = [
    ("Q08.1", "", None, "Show the minutes", "Ana Byron"),
    ("G3.3", "Which hosts, & since when?", "Material increase in risk", None, "Ana Byron"),
]


def test_it_is_named_after_the_assessment_and_stands_here(asked):
    """And the document names the file, and what is wrong in those that were read."""
    code, document = asked("review", CURRENT, "--prior", PRIOR)

    assert (DONE, "secself/review@1") == (code, document["format"])
    assert [str(Path(NAME).absolute())] == document["files"]
    assert all({"level", "code", "what"} <= one.keys() for one in document["problems"])


def test_a_file_that_is_there_is_not_replaced_unasked(call):
    """Comments may stand in it."""
    Path(NAME).write_bytes(b"mine")

    code, _, err = call("review", CURRENT, "--prior", PRIOR)
    assert WRONG == code
    assert "file-exists" in err
    assert Path(NAME).read_bytes() == b"mine"
    assert DONE == call("review", CURRENT, "--prior", PRIOR, "--force")[0]


def test_nothing_is_written_into_what_was_sent(call, tmp_path):
    """Whatever -o says, and with --force."""
    sent = tmp_path / "sent.xlsx"
    shutil.copy(CURRENT, sent)

    code, _, err = call("review", sent, "--prior", PRIOR, "-o", sent, "--force")
    assert WRONG == code
    assert "file-is-source" in err
    assert sent.read_bytes() == CURRENT.read_bytes()


def test_it_is_checked_with_its_comments_and_the_digest_of_the_answers(call, asked):
    """A review says what the submission says, and the comments are by whom it was made for."""
    call("review", CURRENT, "--prior", PRIOR, "--assessor", "Ana Byron")
    Path(NAME).write_bytes(put(Path(NAME).read_bytes(), WRITTEN))
    _, sent = asked("check", CURRENT)
    _, document = asked("check", NAME)

    assert sent["results"][0]["digest"] == document["results"][0]["digest"]
    assert comments(document) == TAKEN


def test_ingest_records_its_comments_and_nothing_else(call, asked):
    """On the submission it is about; the same workbook again adds nothing."""
    call("ingest", CURRENT)
    call("review", "northfell-energy/2026-ssa", "--prior", PRIOR, "--assessor", "Ana Byron")
    Path(NAME).write_bytes(put(Path(NAME).read_bytes(), WRITTEN))
    code, document = asked("ingest", NAME)
    _, again = asked("ingest", NAME)
    [result] = document["results"]

    assert DONE == code
    assert comments(document) == TAKEN
    assert "northfell-energy/2026-ssa" == result["recorded"]
    assert "review-differs" not in [one["code"] for one in result["problems"]]
    assert again["results"][0]["problems"] == result["problems"]


def test_a_comment_of_last_year_stands_beside_the_answer_of_this_year(call):
    """Once, with its author, and whether the answer is still the one it was made on."""
    call("ingest", PRIOR)
    call("review", PRIOR, "--assessor", "Ana Byron", "-o", "then.xlsx")
    asked_then = {
        ("Validation", "G3.3", "Assessor's comment"): "What of the old hosts?",
        ("Validation", "G3.25", "Assessor's comment"): "Show the room.",
    }
    Path("then.xlsx").write_bytes(put(Path("then.xlsx").read_bytes(), asked_then))
    call("ingest", "then.xlsx")
    call("review", CURRENT)
    book = openpyxl.load_workbook(NAME)
    changed, same = (
        str(cell(book, "Validation", ref, "Comments so far")) for ref in ("G3.3", "G3.25")
    )

    assert changed.count("What of the old hosts?") == 1
    assert changed.startswith("[Ana Byron, of northfell-energy/2025-vusa, in a column, open,")
    assert "made on an earlier answer]" in changed
    assert "made on just this answer]\nShow the room." in same
    assert "Comment" == cell(book, "Validation", "G3.25", "Attention")


def test_without_a_baseline_named_the_archive_is_asked(call):
    """As `diff` does."""
    call("ingest", PRIOR)
    _, out, _ = call("review", CURRENT)

    assert "against northfell-energy/2025-vusa: 4 material" in out


def test_workbook_and_questionnaire_are_reviewed_together(call, asked):
    """The answers of the one that carries them stand in the review."""
    book, paper = sorted((GAS / "returned").glob("*2026*"), key=lambda one: one.suffix)[::-1]
    call("review", book, "--with", paper, "--prior", GAS / "2025-vusa.xlsx")
    _, document = asked("check", "calder-vale-gas-2026-ssa-review.xlsx")
    [result] = document["results"]

    assert 0 == result["counts"]["unanswered"]


@pytest.fixture
def users(tmp_path) -> Path:
    """A folder with what three Users sent, now and last year."""
    for user in USERS:
        shutil.copytree(SAMPLES / user, tmp_path / "users" / user)
    return Path("users")


def test_a_questionnaire_alone_can_be_reviewed(call, asked):
    """What a Word file cannot carry stands blank, and is not made up."""
    [paper] = (GAS / "returned").glob("*.docx")
    assert DONE == call("review", paper, "--prior", GAS / "2025-vusa.xlsx")[0]
    _, document = asked("check", "calder-vale-gas-2026-ssa-review.xlsx")
    _, sent = asked("check", paper)

    assert sent["results"][0]["digest"] == document["results"][0]["digest"]


def test_a_submission_as_json_can_be_reviewed(call):
    """What `diff` saved holds the submission it judged."""
    call("diff", CURRENT, "--prior", PRIOR, "-o", "saved.json")

    assert DONE == call("review", "saved.json", "--prior", PRIOR)[0]


def test_a_user_of_whom_nothing_new_came_back_is_passed_over(asked, users):
    """Last year's answers are no answers of this year."""
    for file in (users / "calder-vale-gas" / "returned").iterdir():
        file.unlink()
    _, document = asked("review", users, "-o", "out")

    assert 2 == len(document["files"])
    assert ["calder-vale-gas"] == [
        Path(one["file"]).parent.name
        for one in document["problems"]
        if "nothing of 2026 is here" in one["what"]
    ]


def test_a_folder_gives_a_workbook_for_each_user(call, users):
    """Workbook and questionnaire of one User are one; the most material comes first."""
    code, out, _ = call("review", users, "-o", "reviews")
    made = sorted(path.name for path in Path("reviews").iterdir())

    assert DONE == code
    assert made == [f"{user}-2026-ssa-review.xlsx" for user in sorted(USERS)]
    assert named(out) == [f"{user}/2026-ssa" for user in USERS]


def test_diff_over_a_folder_says_a_line_of_each_user(call, users):
    """In the order in which the committee reads them."""
    code, out, _ = call("diff", users)

    assert DONE == code
    assert named(out) == [f"{user}/2026-ssa" for user in USERS]
    assert "northfell-energy/2026-ssa against northfell-energy/2025-vusa: 4 material, 3 to" in out
    assert FLAGGED == call("diff", users, "--fail-on", "material")[0]


def test_diff_over_a_folder_gives_the_document_of_each_user(asked, users):
    """Each as `diff` gives it for one, and a page of each where a folder is named for them."""
    code, document = asked("diff", users, "-o", "pages")
    _, alone = asked("diff", users / "calder-vale-gas", "-o", "pages again")

    assert (DONE, "secself/diffs@1") == (code, document["format"])
    assert {"secself/diff@1"} == {one["format"] for one in document["results"]}
    assert list(USERS) == [one["user"] for one in document["results"]]
    assert [f"{user}-2026-ssa-diff.html" for user in sorted(USERS)] == sorted(
        Path(name).name for name in document["files"]
    )
    assert alone["results"][0]["deltas"] == document["results"][2]["deltas"]


def test_what_is_about_one_file_is_not_asked_of_a_folder(call, users):
    """And the option is named."""
    for option in (("--why", "G3.9"), ("--with", CURRENT)):
        code, _, err = call("diff", users, *option)
        assert WRONG == code
        assert f"{option[0]} goes with one file" in err


def test_one_bad_file_does_not_stop_the_others(call, tmp_path):
    """It is named, and the exit code says that something was refused."""
    shutil.copytree(USER / "returned", tmp_path / "in")
    (tmp_path / "in" / "broken.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    code, out, err = call("review", "in", "--prior", USER, "-o", "out")

    assert FLAGGED == code
    assert "broken.xlsx" in err
    assert (tmp_path / "out" / NAME).is_file()
    assert "northfell-energy/2026-ssa against northfell-energy/2025-vusa" in out


def test_what_was_issued_and_reviews_are_passed_over(asked, tmp_path):
    """A folder in which everything lies together can be named."""
    shutil.copytree(USER, tmp_path / "in")
    asked("review", "in", "-o", "in")
    _, document = asked("review", "in", "-o", "in", "--force")
    passed = {
        Path(one["file"]).name: one["what"]
        for one in document["problems"]
        if one["code"] == "file-passed-over"
    }

    assert "assessor's workbook" in passed[NAME]
    assert "Nothing in it is answered" in passed["northfell-energy-2026-ssa.docx"]
    assert [str(tmp_path / "in" / NAME)] == document["files"]


def test_a_folder_without_answers_is_refused(call):
    """Nothing is written."""
    Path("empty").mkdir()
    code, _, err = call("review", "empty")

    assert WRONG == code
    assert "folder-without-answers" in err


def test_with_goes_with_one_file(call):
    """In a folder the files of a User find each other."""
    code, _, err = call("review", SAMPLES, "--with", CURRENT)

    assert WRONG == code
    assert "--with goes with one file" in err


@needs_libreoffice
def test_through_libreoffice_the_comments_and_the_answers_are_the_same(call, asked, tmp_path):
    """Somebody fills it in there and saves it; the figures of `Read me` have followed."""
    call("review", CURRENT, "--prior", PRIOR, "--assessor", "Ana Byron")
    (tmp_path / "given").mkdir()
    given = tmp_path / "given" / NAME
    given.write_bytes(put(Path(NAME).read_bytes(), WRITTEN))
    saved = convert(given, "xlsx")
    _, sent = asked("check", CURRENT)
    _, document = asked("check", saved)

    assert comments(document) == TAKEN
    assert sent["results"][0]["digest"] == document["results"][0]["digest"]
    page = openpyxl.load_workbook(saved, data_only=True)["Read me"]
    rows = [[one.value for one in row] for row in page.iter_rows()]
    [figures] = [row for row in rows if row[0] == "Validation"]
    assert figures[3:6] == [1, 1, 1]
    assert ["G3.3"] == [row[0] for row in rows if "Material increase in risk" == row[-1]]
