"""`generate --from`: a User is asked again, and what comes back joins the same assessment."""

import io
from pathlib import Path

import openpyxl
import pytest
from filling import column_of, edit, header_of, put, row_of

from secself.cli.ending import DONE, WRONG

USER = Path(__file__).parent.parent / "samples" / "northfell-energy"
CURRENT = USER / "returned" / "northfell-energy-2026-ssa.xlsx"
PRIOR = USER / "2025-vusa.xlsx"
NAME = "northfell-energy/2026-ssa"
AGAIN = Path("again/northfell-energy-2026-ssa-asked-again.xlsx")
COLUMNS = ("Assessor's comment", "Assessor's view", "Suggested action")
SAID = {
    ("Validation", "G3.9"): ("Which tests were run?", "More evidence needed", None),
    ("Questions", "Q08.1"): ("Is this the day?", "No concern", "Send the report."),
    ("Questions", "Q10.1"): ("Fine.", "No concern", None),
}
AS_OF = ("--as-of", "2026-06-30")


def reviewed(content: bytes) -> bytes:
    """A copy in which an assessor wrote in columns of their own."""

    def change(book: openpyxl.Workbook) -> None:
        for name in ("Questions", "Validation"):
            sheet = book[name]
            first = sheet.max_column + 1
            for at, heading in enumerate(COLUMNS, first):
                sheet.cell(header_of(sheet), at).value = heading
            for (on, ref), said in SAID.items():
                for at, text in enumerate(said if on == name else (), first):
                    sheet.cell(row_of(sheet, ref), at).value = text

    return edit(content, change)


@pytest.fixture(scope="session")
def review() -> bytes:
    """The reviewed workbook."""
    return reviewed(CURRENT.read_bytes())


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch, review):
    """Every test stands in a folder of its own, in which the reviewed workbook lies."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SECSELF_ARCHIVE", raising=False)
    Path("review.xlsx").write_bytes(review)


@pytest.fixture
def sent(asked) -> bytes:
    """What is sent to the User."""
    code, document = asked("generate", "--from", "review.xlsx", "-o", "again")
    assert (DONE, ["Q08.1", "G3.9"]) == (code, document["asked"])
    return AGAIN.read_bytes()


def answered(content: bytes, text: str = "Two penetration tests, by an outside firm.") -> bytes:
    """What comes back: more words and one more document on one row, and a declaration."""

    def declare(book: openpyxl.Workbook) -> None:
        sheet = book["Evidence"]
        row = next(
            row for row in range(header_of(sheet) + 1, 999) if sheet.cell(row, 2).value is None
        )
        for heading, value in (("Id", "E90"), ("Title", "Test report")):
            sheet.cell(row, column_of(sheet, heading)).value = value
        form = book["Declaration"]
        values = {"Name": "Priya Ashworth", "Role": "Director", "Declared": "Yes"}
        for line in form.iter_rows():
            if line[0].value in values:
                line[1].value = values[line[0].value]
            if line[0].value == "Date":
                line[1].value = "2026-06-29"

    cells = {("Validation", "G3.9", "What changed"): text}
    return edit(put(content, cells), declare)


def codes(document: dict, level: str) -> list[str]:
    """The codes of a level, of the first result or of the whole."""
    results = document.get("results")
    problems = results[0]["problems"] if results else document["problems"]
    return [one["code"] for one in problems if one["level"] == level]


def test_only_the_rows_more_is_wanted_on_are_sent_as_they_were_answered(sent):
    """With the assessor's words beside them, and the registers whole."""
    book = openpyxl.load_workbook(io.BytesIO(sent))
    before = openpyxl.load_workbook(CURRENT)
    sheet, old = book["Validation"], before["Validation"]
    refs = [sheet.cell(row, column_of(sheet, "Ref")).value for row in range(5, sheet.max_row + 1)]
    assert ["G3.9"] == [ref for ref in refs if ref]
    for heading in ("Position", "Change", "Evidence", "Owner", "Residual risk"):
        was = old.cell(row_of(old, "G3.9"), column_of(old, heading)).value
        assert was == sheet.cell(row_of(sheet, "G3.9"), column_of(sheet, heading)).value
    words = [str(cell.value) for cell in sheet[row_of(sheet, "G3.9")]]
    assert any("Which tests were run?" in text for text in words)
    assert book["Evidence"].cell(header_of(book["Evidence"]) + 1, 2).value


def test_nothing_in_it_says_that_the_rest_is_asked_no_more(sent):
    """Nor are actions shown whose rows are not there."""
    book = openpyxl.load_workbook(io.BytesIO(sent))
    words = [str(cell.value) for line in book["Read me"].iter_rows() for cell in line if cell.value]
    assert not any("not asked now" in text for text in words)
    assert any(text.startswith("What you answered stands in the cells.") for text in words)
    plan = book["Remediation plan"]
    column = column_of(plan, "Ref")
    refs = {plan.cell(row, column).value for row in range(header_of(plan) + 1, plan.max_row + 1)}
    assert refs <= {None, "Q08.1", "G3.9"}


def test_the_same_review_gives_the_same_bytes(sent, asked):
    """No clock and no name of a machine is in them; an existing file is not replaced."""
    assert WRONG == asked("generate", "--from", "review.xlsx", "-o", "again")[0]
    asked("generate", "--from", "review.xlsx", "-o", "twice")
    assert sent == (Path("twice") / AGAIN.name).read_bytes()


def test_check_of_it_alone_counts_only_what_was_asked(sent, asked):
    """What was not asked again is not missing."""
    Path("back.xlsx").write_bytes(answered(sent))
    code, document = asked("check", "back.xlsx", *AS_OF)
    assert (DONE, [], 2) == (
        code,
        codes(document, "error"),
        document["results"][0]["counts"]["rows"],
    )


@pytest.mark.usefixtures("sent")
def test_what_came_back_as_it_was_sent_is_said(asked):
    """An answer that was filled in for the User is no answer to what was asked."""
    code, document = asked("check", AGAIN, CURRENT, *AS_OF)
    assert DONE == code
    assert ["again-unchanged", "again-unchanged"] == codes(document, "warning")[-2:]


def test_it_is_recorded_as_a_further_submission_of_the_whole(sent, asked):
    """All that was not asked again stands as it was; ingested twice, it is known."""
    asked("ingest", CURRENT)
    Path("back.xlsx").write_bytes(answered(sent))
    _, document = asked("ingest", "back.xlsx", *AS_OF)
    assert f"{NAME}#2" == document["results"][0]["recorded_as"]
    _, document = asked("diff", f"{NAME}#2", "--prior", f"{NAME}#1", *AS_OF)
    assert "prior-not-older" not in codes(document, "warning")
    changed = {
        one["ref"]: one["changes"] for one in document["deltas"] if one["change"] != "unchanged"
    }
    assert {"G3.9": ["narrative-changed"], "E90": ["added"]} == changed
    assert 1.0 == document["comparability"]
    assert asked("ingest", "back.xlsx", *AS_OF)[1]["results"][0]["known"]
    counts = asked("check", NAME, *AS_OF)[1]["results"][0]["counts"]
    assert (106, 106) == (counts["rows"], counts["answered"])


def test_asked_again_twice_keeps_what_the_first_brought(sent, asked):
    """What comes back is laid over the newest that stands, not over what it was made from."""
    asked("ingest", CURRENT)
    Path("first.xlsx").write_bytes(answered(sent))
    Path("second.xlsx").write_bytes(put(sent, {("Questions", "Q08.1", "Explanation"): "By post."}))
    asked("ingest", "first.xlsx", *AS_OF)
    asked("ingest", "second.xlsx", *AS_OF)
    _, document = asked("diff", f"{NAME}#3", "--prior", f"{NAME}#1", *AS_OF)
    changed = {one["ref"] for one in document["deltas"] if one["change"] != "unchanged"}
    assert {"Q08.1", "G3.9", "E90"} <= changed


def test_diff_is_of_the_whole_or_of_nothing(sent, asked):
    """The earlier file is named with it, or the archive has it; else it is refused."""
    Path("back.xlsx").write_bytes(answered(sent))
    code, document = asked("diff", "back.xlsx", "--prior", PRIOR, *AS_OF)
    assert (WRONG, ["again-alone"]) == (code, codes(document, "error"))
    _, plain = asked("diff", CURRENT, "--prior", PRIOR, *AS_OF)
    _, whole = asked("diff", CURRENT, "--with", "back.xlsx", "--prior", PRIOR, *AS_OF)
    assert [one["ref"] for one in plain["deltas"]] == [
        one["ref"] for one in whole["deltas"] if one["ref"] != "E90"
    ]
    asked("ingest", CURRENT)
    _, again = asked("diff", "back.xlsx", "--prior", PRIOR, *AS_OF)
    assert whole["current"]["digest"] == again["current"]["digest"]


def test_it_is_refused_where_nothing_was_handed_in_before(sent, asked):
    """It is no submission by itself."""
    Path("back.xlsx").write_bytes(answered(sent))
    code, document = asked("ingest", "back.xlsx", *AS_OF)
    assert WRONG == code
    assert "again-alone" in codes(document, "error")


def test_status_says_who_was_asked_again_and_who_answered(asked):
    """Where the archive is named, what is sent is recorded as about the submission."""
    asked("ingest", CURRENT, "review.xlsx")
    asked("generate", "--from", NAME, "-o", "again", "--archive", "secself.db")
    [one] = asked("status")[1]["users"]
    assert ("asked-again", f"{NAME}#1") == (one["stage"], one["asked_again"]["about"])
    Path("back.xlsx").write_bytes(answered(AGAIN.read_bytes()))
    asked("ingest", "back.xlsx", *AS_OF)
    [one] = asked("status")[1]["users"]
    assert ("commented", False) == (one["stage"], one["asked_again"]["open"])


def test_without_the_hidden_sheet_it_still_asks_for_no_more(sent, asked):
    """The marks stand in three places, and one is enough."""

    def lose(book: openpyxl.Workbook) -> None:
        for sheet in [sheet for sheet in book if sheet.sheet_state == "veryHidden"]:
            del book[sheet.title]

    Path("back.xlsx").write_bytes(edit(answered(sent), lose))
    _, document = asked("check", "back.xlsx", *AS_OF)
    assert (2, []) == (document["results"][0]["counts"]["rows"], codes(document, "error"))


def test_a_review_that_wants_nothing_is_said(asked):
    """And --from goes with no option that says what is asked."""
    code, document = asked("generate", "--from", CURRENT)
    assert (WRONG, ["again-nothing"]) == (code, codes(document, "error"))
    assert WRONG == asked("generate", "--from", "review.xlsx", "--year", 2027)[0]
    assert WRONG == asked("generate")[0]


def test_a_profile_gives_the_name_and_must_be_of_the_same_user(asked):
    """Else the User is known by its id."""
    _, document = asked("generate", USER / "profile.yaml", "--from", "review.xlsx", "-o", "again")
    title = openpyxl.load_workbook(document["files"][0])["Read me"].cell(1, 1).value
    assert title.startswith("Northfell Energy Ltd")
    other = USER.parent / "calder-vale-gas" / "profile.yaml"
    code, document = asked("generate", other, "--from", "review.xlsx", "-o", "other")
    assert (WRONG, ["prior-of-another-user"]) == (code, codes(document, "error"))


def test_the_response_has_every_row_of_which_something_was_found(asked):
    """It is a Follow-up of its own, with nothing filled in; what was answered stands beside."""
    code, document = asked("generate", "--from", "review.xlsx", "--kind", "followup", "-o", "again")
    assert (DONE, ["Q08.1", "G3.9"], None) == (code, document["asked"], document["follows"])
    [path] = document["files"]
    assert "northfell-energy-2026-followup.xlsx" == Path(path).name
    [result] = asked("check", path, *AS_OF)[1]["results"]
    assert ("followup", 2026, 2, 0) == (
        result["kind"], result["year"], result["counts"]["rows"], result["counts"]["answered"],
    )  # fmt: skip
    sheet = openpyxl.load_workbook(path)["Validation"]
    assert "Met" == sheet.cell(row_of(sheet, "G3.9"), column_of(sheet, "Prior position")).value


def test_the_response_is_compared_in_its_own_rows_only(asked):
    """What was not found fault with is out of its scope, and no rule speaks of it."""
    asked("generate", "--from", "review.xlsx", "--kind", "followup", "-o", "again")
    path = "again/northfell-energy-2026-followup.xlsx"
    _, document = asked("diff", path, "--prior", "review.xlsx", *AS_OF)
    material = {one["ref"] for one in document["findings"] if one["materiality"] == "material"}
    assert {"Q08.1", "G3.9"} == material
    counts = document["counts"]
    assert 108 == counts["out-of-scope"]


def test_a_response_in_the_archive_is_of_its_own_rows_and_goes_with_what_it_answers(asked):
    """Recorded, it lacks nothing that was not asked; reviewed by name, so are its comments."""
    kept, name = ("--archive", "kept.db"), "northfell-energy/2026-followup"
    asked("ingest", CURRENT, *kept, *AS_OF)
    asked("ingest", "review.xlsx", *kept, *AS_OF)
    asked("generate", "--from", NAME, "--kind", "followup", "-o", "again", *kept)
    sent = Path("again/northfell-energy-2026-followup.xlsx").read_bytes()
    said = {
        ("Validation", "G3.9", "Position"): "Met",
        ("Questions", "Q08.1", "Answer"): "2026-05-05",
    }
    Path("back.xlsx").write_bytes(put(sent, said))
    asked("ingest", "back.xlsx", *kept, *AS_OF)

    [result] = asked("check", name, *kept, *AS_OF)[1]["results"]
    assert 2 == result["counts"]["rows"]
    assert not {"row-missing", "issued-incomplete"} & {one["code"] for one in result["problems"]}
    _, document = asked("diff", name, *kept, *AS_OF)
    assert ("ssa", 108) == (document["prior"]["kind"], document["counts"]["out-of-scope"])
    assert "prior-not-older" not in codes(document, "warning")
    asked("review", name, "--assessor", "Ada", "-o", "seen.xlsx", *kept, *AS_OF)
    sheet = openpyxl.load_workbook("seen.xlsx")["Validation"]
    first, at = header_of(sheet) + 1, column_of(sheet, "Ref")
    assert ["G3.9"] == [sheet.cell(row, at).value for row in range(first, sheet.max_row + 1)]
    code, document = asked("ingest", "seen.xlsx", *kept, *AS_OF)
    assert (DONE, [2]) == (code, [one["counts"]["rows"] for one in document["results"]])
    [user] = asked("status", "--kind", "followup", *kept, *AS_OF)[1]["users"]
    assert (2, 2) == (user["returned"]["rows"], user["returned"]["answered"])


@pytest.mark.parametrize("kind", ["fusa", "vusa"])
def test_an_assessors_own_assessment_goes_the_same_way(asked, kind):
    """Generated, reviewed control by control, asked again about, and laid over."""
    name = f"northfell-energy-2027-{kind}"
    asked(
        "generate", USER / "profile.yaml", "--kind", kind, "--year", 2027, "--prior", PRIOR,
        "-o", "packs",
    )  # fmt: skip
    answers = {("Validation", "G3.9", "Position"): "Met", ("Questions", "Q08.1", "Answer"): None}
    back = Path(f"{name}.xlsx")
    back.write_bytes(put(Path("packs", back.name).read_bytes(), answers))
    Path("review.xlsx").write_bytes(reviewed(back.read_bytes()))
    code, document = asked("generate", "--from", "review.xlsx", "-o", "again")
    assert (DONE, ["Q08.1", "G3.9"]) == (code, document["asked"])
    _, whole = asked("check", back, document["files"][0], *AS_OF)
    assert [kind, kind] == [one["kind"] for one in whole["results"]]
    assert [110, 2] == [one["counts"]["rows"] for one in whole["results"]]
    _, compared = asked("diff", back, "--prior", PRIOR, *AS_OF)
    assert kind == compared["current"]["kind"]
    assert 1.0 == compared["comparability"]


def test_from_a_review_only_what_follows_up_can_be_made(asked):
    """Other kinds are whole assessments, and are generated from a profile."""
    assert WRONG == asked("generate", "--from", "review.xlsx", "--kind", "vusa")[0]
