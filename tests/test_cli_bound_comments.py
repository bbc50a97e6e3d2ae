"""Comments in the archive: each once, on the answer it was written on, whatever comes after."""

import io
import json
from pathlib import Path

import openpyxl
import pytest
from commenting import Entry, Pins, pin
from filling import column_of, header_of, row_of

from secself.cli.commands import secself
from secself.cli.ending import DONE, WRONG, run
from secself.store.archive.place import Archive

USER = Path(__file__).parent.parent / "samples" / "northfell-energy"
CURRENT = USER / "returned" / "northfell-energy-2026-ssa.xlsx"
PRIOR = USER / "2025-vusa.xlsx"
NAME = "northfell-energy/2026-ssa"
SHEET = openpyxl.load_workbook(CURRENT)["Validation"]
CELL = f"C{row_of(SHEET, 'G3.9')}"
NOTE = Pins(notes=[(CELL, "Ana Reviewer", "Ana Reviewer:\nWhich\nreport?")])
ENTRIES = [
    Entry(CELL, "Which\nreport?", id="t"),
    Entry(CELL, "The one of May", by="Ben User", answers="t"),
]
THREAD = Pins(threads=ENTRIES)


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


def saved(name: str, pins: Pins | None = None, **cells: str) -> str:
    """Save the returned workbook with other cells in the row of G3.9, and annotated."""
    book = openpyxl.load_workbook(CURRENT)
    sheet = book["Validation"]
    for heading, text in cells.items():
        at = column_of(sheet, heading.replace("_", " "))
        sheet.cell(row_of(sheet, "G3.9"), at, text)
    content = io.BytesIO()
    book.save(content)
    pinned = pin(content.getvalue(), {"Validation": pins} if pins else {})
    Path(name).write_bytes(pinned)
    return name


def review(name: str, comment: str, **cells: str) -> str:
    """Save an assessor's workbook: the User's, with a column for comments."""
    saved(name, **cells)
    book = openpyxl.load_workbook(name)
    sheet = book["Validation"]
    header, column = header_of(sheet), sheet.max_column + 1
    sheet.cell(header, column, "Assessor's comment")
    sheet.cell(row_of(sheet, "G3.9"), column, comment)
    book.save(name)
    return name


def test_a_comment_is_recorded_with_the_answer_it_is_on(asked):
    """A note and a thread that say the same are one, with all that either tells."""
    asked("ingest", saved("note.xlsx", NOTE))
    _, again = asked("ingest", saved("thread.xlsx", THREAD))
    _, document = asked("diff", NAME)
    [comment] = document["comments"]

    assert (True, 0) == (again["results"][0]["known"], again["results"][0]["comments_added"])
    assert {
        "ref": "G3.9",
        "text": "Which\nreport?",
        "author": "Ana Reviewer",
        "written": "2026-03-01T10:00:00",
        "kind": "thread",
        "state": "answered",
        "standing": "on-this-answer",
        "about": f"{NAME}#1",
    }.items() <= comment.items()
    assert comment["on"].startswith("sha256:")
    assert "Met" == comment["written_on"]["position"]


@pytest.mark.parametrize("order", [("note.xlsx", "later.xlsx"), ("later.xlsx", "note.xlsx")])
def test_a_later_answer_leaves_the_comment_on_the_earlier_one(asked, order):
    """Also where it is the later file that is named, and it has never been recorded."""
    saved("note.xlsx", NOTE)
    saved("later.xlsx", Owner="Somebody else")
    asked("ingest", "note.xlsx")
    _, recorded = asked("diff", "later.xlsx")
    asked("ingest", "later.xlsx")
    _, later = asked("diff", NAME)
    _, first = asked("diff", f"{NAME}#1")
    _, unlike = asked("diff", order[1], "--prior", PRIOR)

    def standings(document: dict) -> list[str]:
        return [one["standing"] for one in document["comments"]]

    assert ["on-earlier-answer"] == standings(recorded) == standings(later)
    assert ["on-this-answer"] == standings(first)
    assert 1 == len(standings(unlike))


def test_an_assessors_edit_of_a_locked_answer_is_reported_and_not_taken(asked):
    """Cell by cell; the comment is on what the User really answered."""
    asked("ingest", CURRENT)
    name = review("review.xlsx", "Who is that?", Owner="The assessor", Position="Not met")
    code, document = asked("ingest", name)
    found = [one for one in document["results"][0]["problems"] if one["code"] == "review-differs"]
    _, judged = asked("diff", NAME)
    [comment] = judged["comments"]
    places = {heading: openpyxl.utils.get_column_letter(column_of(SHEET, heading))
              for heading in ("Owner", "Position")}  # fmt: skip

    assert DONE == code
    assert {None, *(f"{column}{row_of(SHEET, 'G3.9')}" for column in places.values())} == {
        one["cell"] for one in found
    }
    assert all("The assessor" in one["what"] for one in found if "owner" in one["what"])
    assert ("on-this-answer", "Met") == (comment["standing"], comment["written_on"]["position"])
    assert "Not met" not in {
        delta["after"]["position"] for delta in judged["deltas"] if delta["ref"] == "G3.9"
    }


def test_an_edited_review_is_about_the_submission_it_is_nearest_to(asked):
    """Of several that stand, not simply of the newest."""
    asked("ingest", CURRENT)
    asked("ingest", saved("later.xlsx", Owner="Somebody else", What_changed="All of it"))
    name = review("review.xlsx", "Who is that?", Residual_risk="High")
    _, document = asked("ingest", name)

    assert f"{NAME}#1" == document["results"][0]["recorded_as"]


def test_a_review_that_comes_before_its_submission_is_refused(asked):
    """In one command with it, it waits for it."""
    name = review("review.xlsx", "Who is that?")
    early, _ = asked("ingest", name)
    code, document = asked("ingest", name, CURRENT)

    assert (2, DONE) == (early, code)
    assert [1, 0] == [one["comments_added"] for one in document["results"]]


def test_without_an_archive_the_comments_of_the_files_count(asked):
    """Those in the file, and those of the prior one that are still open."""
    prior = pin(PRIOR.read_bytes(), {"Validation": NOTE})
    Path("prior.xlsx").write_bytes(prior)
    _, document = asked("diff", saved("thread.xlsx", THREAD), "--prior", "prior.xlsx")

    assert {"prior.xlsx", "thread.xlsx"} == {one["about"] for one in document["comments"]}
    assert not Path("secself.db").exists()


def test_a_comment_is_withdrawn_with_a_reason_and_its_history_stays(asked, printed):
    """By an id that stays the same, and may be shortened; it can be opened again."""
    asked("ingest", saved("thread.xlsx", NOTE))
    [said] = asked("comments", NAME)[1]["assessments"][0]["comments"]
    code, document = asked("comments", "--withdraw", said["id"][:6], "--reason", "Not for them.")
    [gone] = asked("diff", NAME)[1]["comments"]
    told = printed("history", "northfell-energy")
    asked("ingest", saved("again.xlsx", THREAD))
    [still] = asked("diff", NAME)[1]["comments"]
    asked("comments", NAME, "--reopen", said["id"])
    [again] = asked("diff", NAME)[1]["comments"]
    asked("comments", NAME, "--resolve", said["id"])
    [settled] = asked("diff", NAME)[1]["comments"]

    assert (DONE, "withdrawn") == (code, document["settled"])
    assert ("Not for them.", False) == (gone["withdrawn"], gone["open"]) == (
        still["withdrawn"], still["open"],
    )  # fmt: skip
    assert "withdrawn" in told
    assert "Not for them." in told
    assert (None, True) == (again["withdrawn"], again["open"])
    assert "resolved" == settled["state"]
    assert {said["id"]} == {one["id"] for one in (gone, still, again, settled)}


def test_what_was_withdrawn_is_shown_to_nobody_next_year(asked):
    """Nor as a comment of the submission it was made on."""
    asked("ingest", saved("note.xlsx", NOTE))
    [said] = asked("comments")[1]["assessments"][0]["comments"]
    asked("comments", "--withdraw", said["id"], "--reason", "Not for them.")
    _, checked = asked("check", NAME)

    assert [] == checked["results"][0]["comments"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--withdraw", "abc", "--reason", "x"), ["comment-unknown"]),
        (("--withdraw", "abc"), []),
        (("--reason", "x"), []),
        (("--withdraw", "a", "--resolve", "b", "--reason", "x"), []),
    ],
)
def test_a_comment_that_is_not_there_is_not_settled(asked, words, code):
    """Nor one that is named in two ways, or without a reason."""
    asked("ingest", saved("note.xlsx", NOTE))
    ended, document = asked("comments", *words)

    assert WRONG == ended
    assert set(code) <= {one["code"] for one in document["problems"]}


def test_comments_are_listed_for_people(printed, asked):
    """With both texts where the answer has changed since, in the archive and in files."""
    asked("ingest", saved("note.xlsx", NOTE))
    asked("ingest", saved("later.xlsx", Owner="Somebody else"))
    listed = printed("comments")
    file = printed("comments", "note.xlsx")

    assert f"{NAME}#2: 1 comment, 1 open" in listed
    assert "[open, made on an earlier answer]" in listed
    assert "and is “Somebody else”" in listed
    assert "(Ana Reviewer)" in file


def test_what_was_done_to_a_comment_holds_when_a_name_in_it_is_erased(asked):
    """One that was withdrawn does not come back, for all that its words are others now."""
    asked("ingest", CURRENT)
    asked("ingest", review("review.xlsx", "Ask Zebedee Quux."))
    [found] = asked("comments", NAME)[1]["assessments"][0]["comments"]
    asked("comments", "--withdraw", found["id"], "--reason", "Not for the User.")
    asked("archive", "erase", "--name", "Zebedee Quux", "--reason", "He asked us to.")
    asked("ingest", "review.xlsx")

    [held] = asked("comments", NAME)[1]["assessments"][0]["comments"]
    assert "Zebedee" not in held["text"]
    assert ("Not for the User.", False) == (held["withdrawn"], held["open"])


def test_erasing_a_submission_erases_what_was_done_to_its_comments(asked):
    """Which repeats their words."""
    asked("ingest", saved("note.xlsx", NOTE))
    [said] = asked("comments")[1]["assessments"][0]["comments"]
    asked("comments", "--withdraw", said["id"], "--reason", "x")
    asked("archive", "erase", f"{NAME}#1", "--reason", "They asked for it.")
    with Archive().reading() as ledger:
        held = [ledger.was_erased(entry.content) for entry in ledger.of_kind("settlement")]

    assert [True] == held


def test_open_comments_go_into_next_years_pack(asked, printed):
    """From the archive: those still open, though the pack's baseline is an older assessment."""
    asked("ingest", saved("note.xlsx", NOTE))
    asked("ingest", saved("later.xlsx", Owner="Somebody else"))
    printed("generate", USER / "profile.yaml", "--year", "2027", "--kind", "vusa", "-o", "pack")
    book = openpyxl.load_workbook("pack/northfell-energy-2027-vusa.xlsx")
    sheet = book["Validation"]
    said = sheet.cell(row_of(sheet, "G3.9"), column_of(sheet, "Open comments")).value

    assert "Which\nreport? (Ana Reviewer, on an earlier answer)" == said
    assert "1 comment of the assessor is still open" == book["Read me"]["B7"].value


def test_settled_comments_do_not_go_into_next_years_pack(asked, printed):
    """Nor do those that were withdrawn."""
    asked("ingest", saved("note.xlsx", NOTE))
    [said] = asked("comments")[1]["assessments"][0]["comments"]
    asked("comments", "--resolve", said["id"])
    printed("generate", USER / "profile.yaml", "--year", "2027", "--kind", "vusa", "-o", "pack")
    book = openpyxl.load_workbook("pack/northfell-energy-2027-vusa.xlsx")

    assert book["Read me"]["B7"].value is None


def test_diff_shows_comments_beside_their_item_in_every_format(asked, printed):
    """Open ones with both texts, where the answer has changed since."""
    pins = Pins(notes=[*NOTE.notes, ("B2", "Ana", "On the <sheet> & {{ all }}")])
    asked("ingest", saved("note.xlsx", pins))
    later = saved("later.xlsx", Owner="Somebody else")
    text = printed("diff", later, "--prior", PRIOR, "-o", "diff.html")
    printed("diff", later, "--prior", PRIOR, "-o", "diff.xlsx")
    page = Path("diff.html").read_text(encoding="utf-8")
    sheet = openpyxl.load_workbook("diff.xlsx")["Deltas"]
    heads = {cell.value: cell.column for cell in sheet[4]}
    [row] = [r for r in range(5, sheet.max_row + 1) if sheet.cell(r, heads["Ref"]).value == "G3.9"]
    told = sheet.cell(row, heads["Comments"]).value

    for shown in (text, told):
        assert "made on an earlier answer" in shown
        assert "and is “Somebody else”" in shown
    assert "2 comments, 2 open" in text
    assert "2 comments, 2 open" in page
    assert "when it was made" in page
    assert "{{ all }}" in page
    assert "<sheet>" not in page


def test_an_unchanged_row_with_an_open_comment_is_not_filtered_away(printed):
    """It stands among those that are looked at."""
    printed("diff", saved("note.xlsx", NOTE), "--prior", CURRENT, "-o", "diff.xlsx")
    sheet = openpyxl.load_workbook("diff.xlsx")["Deltas"]
    heads = {cell.value: cell.column for cell in sheet[4]}
    [row] = [r for r in range(5, sheet.max_row + 1) if sheet.cell(r, heads["Ref"]).value == "G3.9"]

    assert "Open comment" == sheet.cell(row, heads["Attention"]).value
    assert not sheet.row_dimensions[row].hidden


@pytest.mark.parametrize(
    "order", [("note", "later", "review"), ("later", "review", "note"), ("review", "note", "later")]
)
def test_words_of_reviewer_and_user_stay_apart_in_any_order(asked, order):
    """No word of a comment is in an answer, and no answer in a comment, whatever came first."""
    made = {
        "note": saved("note.xlsx", NOTE),
        "later": saved("later.xlsx", Owner="Somebody else"),
        "review": review("review.xlsx", "Who is that?", Owner="The assessor"),
    }
    for name in (*order, "review"):  # An assessor's workbook that came first is refused.
        asked("ingest", made[name])
    _, document = asked("diff", NAME)
    answers = json.dumps([delta["after"] for delta in document["deltas"]])
    said = {one["text"] for one in document["comments"]}

    assert {"Which\nreport?", "Who is that?"} == said
    assert not any(json.dumps(words)[1:-1] in answers for words in (*said, "The assessor"))
    assert all("Somebody else" not in words for words in said)
