"""What was sent is recorded once, found again by its name, and taken back openly."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from secself.cli.commands import secself
from secself.cli.ending import DONE, FLAGGED, WRONG, run
from secself.model import Comment, Marks, Submission
from secself.plain import submission_document
from secself.store.assessments import assess
from secself.store.frameworks import Library, shelf

USER = Path(__file__).parent.parent / "samples" / "northfell-energy"
GAS = USER.parent / "calder-vale-gas"
CURRENT = USER / "returned" / "northfell-energy-2026-ssa.xlsx"
PRIOR = USER / "2025-vusa.xlsx"
NAME = "northfell-energy/2026-ssa"


@pytest.fixture(autouse=True)
def alone(here):
    """Every test stands in a folder of its own, in which there is no archive yet."""


@pytest.fixture(scope="module")
def answered() -> Submission:
    """What the User answered."""
    return assess([CURRENT], Library(shelf())).submission


@pytest.fixture
def saved(answered):
    """Save answers that differ in one owner, and give the file's name."""

    def save(name: str, owner: str = "", **changes: object) -> str:
        *others, last = answered.responses
        responses = (*others, replace(last, owner=owner) if owner else last)
        changed = replace(answered, **{"responses": responses, **changes})
        Path(name).write_text(json.dumps(submission_document(changed)), encoding="utf-8")
        return name

    return save


def kinds(document: dict) -> list[str]:
    """What each entry records."""
    return [entry["kind"] for entry in document["entries"]]


def codes(document: dict) -> list[str]:
    """The codes of the errors, of results or of the whole."""
    problems = document.get("problems") or document["results"][0]["problems"]
    return [problem["code"] for problem in problems if problem["level"] == "error"]


def test_a_file_is_recorded_with_its_bytes_its_answers_and_its_framework(asked):
    """And the result is that of `check`, with the name under which it was recorded."""
    code, checked = asked("check", CURRENT)
    code, document = asked("ingest", CURRENT)
    [result] = document["results"]

    assert DONE == code
    assert "secself/check@1" == document["format"]
    assert (NAME, f"{NAME}#1", False) == (
        result["recorded"],
        result["recorded_as"],
        result["known"],
    )
    more = {"recorded": NAME, "recorded_as": f"{NAME}#1", "judged": result["judged"]}
    assert {**checked["results"][0], **more} == result
    _, history = asked("history")
    assert ["framework", "original", "submission", "findings"] == kinds(history)
    assert document["receipt"] == {
        "number": 4,
        "hash": history["entries"][-1]["hash"],
    }
    assert result["file_sha256"] == history["entries"][1]["content"]
    assert result["digest"] == history["submissions"][0]["digest"]


def test_the_same_file_twice_is_one_entry_and_says_so(asked):
    """Also under another name, and in another program's spelling of the same answers."""
    asked("ingest", CURRENT)
    shutil.copy(CURRENT, "copy.xlsx")
    book = openpyxl.load_workbook(CURRENT)
    book.save("saved again.xlsx")
    _, before = asked("history")
    for again in (CURRENT, "copy.xlsx", "saved again.xlsx"):
        code, document = asked("ingest", again)
        assert (DONE, True, f"{NAME}#1") == (
            code,
            document["results"][0]["known"],
            document["results"][0]["recorded_as"],
        )
    _, after = asked("history")

    assert before == after


def test_other_answers_are_a_further_submission(asked, saved):
    """The name alone is the newest, each has its number."""
    asked("ingest", saved("first.json"))
    _, document = asked("ingest", saved("second.json", owner="Somebody else"))
    _, again = asked("ingest", "first.json")

    assert f"{NAME}#2" == document["results"][0]["recorded_as"]
    assert f"{NAME}#1" == again["results"][0]["recorded_as"]
    digests = {
        name: asked("check", name)[1]["results"][0]["digest"]
        for name in (NAME, f"{NAME}#1", "first.json", "second.json")
    }
    assert digests[NAME] == digests["second.json"]
    assert digests[f"{NAME}#1"] == digests["first.json"]


def test_the_same_answers_add_only_their_new_comments(asked, saved):
    """Each comment is recorded once, with the file it came in."""
    first, second = (Comment(kind="note", section="validation", text=text) for text in "ab")
    asked("ingest", saved("sent.json"))
    _, one = asked("ingest", saved("noted.json", comments=(first,)))
    _, two = asked("ingest", saved("noted more.json", comments=(first, second)))
    _, none = asked("ingest", "noted.json")
    _, history = asked("history")

    added = [document["results"][0]["comments_added"] for document in (one, two, none)]
    assert [1, 1, 0] == added
    assert 2 == history["submissions"][0]["comments"]
    assert 1 == len(history["submissions"])
    _, checked = asked("check", NAME)
    assert ["a", "b"] == [one["text"] for one in checked["results"][0]["comments"]]


def test_a_workbook_and_its_questionnaire_are_one_submission(asked):
    """If they are named together."""
    files = sorted((GAS / "returned").glob("calder-vale-gas-2026-ssa.*"))
    code, document = asked("ingest", *files)
    _, history = asked("history")

    assert 2 == len(files)
    assert DONE == code
    assert {"calder-vale-gas/2026-ssa#1"} == {one["recorded_as"] for one in document["results"]}
    recorded = ["framework", "original", "original", "submission", "findings"]
    assert recorded == kinds(history)


def test_two_files_that_carry_the_same_are_two_submissions(asked, saved):
    """They are not laid over each other, whoever names them together."""
    code, document = asked("ingest", saved("a.json"), saved("b.json", owner="Somebody else"))

    assert DONE == code
    assert [f"{NAME}#1", f"{NAME}#2"] == [one["recorded_as"] for one in document["results"]]
    assert not any(
        problem["code"] == "answers-contradict"
        for one in document["results"]
        for problem in one["problems"]
    )


def test_a_questionnaire_that_comes_later_is_remarked_on(asked):
    """It stands for the assessment by itself, without the controls."""
    document, workbook = sorted((GAS / "returned").glob("calder-vale-gas-2026-ssa.*"))
    asked("ingest", workbook)
    _, told = asked("ingest", document)

    assert "ingest-partial" in [one["code"] for one in told["results"][0]["problems"]]


def test_refused_files_leave_the_others_and_the_chain_alone(asked):
    """Their bytes are kept apart, by their digest."""
    Path("notes.txt").write_text("no workbook", encoding="utf-8")
    code, document = asked("ingest", CURRENT, "notes.txt")
    _, before = asked("history")
    none, refused = asked("ingest", "notes.txt", "nowhere.xlsx")
    _, after = asked("history")

    assert (FLAGGED, WRONG) == (code, none)
    assert [True, False] == [one["accepted"] for one in document["results"]]
    assert [None, None] == [one["recorded"] for one in refused["results"]]
    assert before == after


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ({"user": None}, []),
        ({"user": "Northfell Energy"}, []),
        ({}, ["--as", "other/2026-ssa"]),
        ({"user": None, "year": 2025}, ["--as", NAME]),
    ],
)
def test_a_file_that_does_not_say_whose_it_is_is_refused(asked, saved, answered, marks, words):
    """Or says otherwise than the person; nothing is chosen between the two."""
    name = saved("file.json", marks=replace(answered.marks, **marks))
    ended, document = asked("ingest", name, *words)

    assert WRONG == ended
    assert ["identity-otherwise" if words else "identity-missing"] == codes(document)
    assert not document["results"][0]["accepted"]


def test_whose_a_file_is_can_be_said(asked, saved, answered):
    """For a file that says nothing of itself but the framework."""
    marks = Marks(framework=answered.marks.framework)
    code, document = asked("ingest", saved("file.json", marks=marks), "--as", NAME)
    _, checked = asked("check", NAME)

    assert (DONE, NAME) == (code, document["results"][0]["recorded"])
    assert "northfell-energy" == checked["results"][0]["user"]


def test_an_assessors_workbook_hands_nothing_in(asked):
    """Its comments stay with the answers they are about, whatever was done to its answers."""
    book = openpyxl.load_workbook(CURRENT)
    sheet = book["Validation"]
    header = next(row for row in sheet.iter_rows() if any(c.value == "Position" for c in row))
    column = max(cell.column for cell in header if cell.value) + 1
    sheet.cell(header[0].row, column, "Assessor's comment")
    sheet.cell(header[0].row + 2, column, "Show me the diagram.")
    book.save("review.xlsx")
    early, refused = asked("ingest", "review.xlsx")
    code, document = asked("ingest", "review.xlsx", CURRENT)
    owner = next(c.column for c in header if c.value == "Owner")
    sheet.cell(header[0].row + 2, owner, "Changed by the assessor")
    sheet.cell(header[0].row + 3, column, "And this one.")
    book.save("review.xlsx")
    _, altered = asked("ingest", "review.xlsx")
    _, history = asked("history")

    assert (WRONG, ["review-unsubmitted"]) == (early, codes(refused))
    assert DONE == code
    assert [(f"{NAME}#1", 1), (f"{NAME}#1", 0)] == [
        (one["recorded_as"], one["comments_added"]) for one in document["results"]
    ]
    assert "review-differs" in [one["code"] for one in altered["results"][0]["problems"]]
    assert [2] == [one["comments"] for one in history["submissions"]]


def test_a_wrong_ingest_is_withdrawn_with_a_reason_and_never_erased(asked, saved):
    """What stood before it stands again; the same answers can be recorded anew."""
    asked("ingest", saved("first.json"))
    asked("ingest", saved("second.json", owner="Somebody else"))
    code, document = asked("ingest", "--withdraw", NAME, "--reason", "It was a draft.")
    _, checked = asked("check", NAME)
    gone, refused = asked("check", f"{NAME}#2")
    _, history = asked("history")
    _, again = asked("ingest", "second.json")

    assert (DONE, f"{NAME}#2") == (code, document["withdrawn"])
    assert (
        asked("check", "first.json")[1]["results"][0]["digest"] == (checked["results"][0]["digest"])
    )
    assert (WRONG, ["reference-withdrawn"]) == (gone, codes(refused))
    assert [None, "It was a draft."] == [
        one["withdrawn"] and one["withdrawn"]["reason"] for one in history["submissions"]
    ]
    assert f"{NAME}#3" == again["results"][0]["recorded_as"]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--withdraw", NAME],
        ["--withdraw", NAME, "--reason", " "],
        [CURRENT, "--withdraw", NAME, "--reason", "x"],
        [CURRENT, "--reason", "x"],
        [CURRENT, "--as", "somebody"],
        [CURRENT, "--as", f"{NAME}#1"],
    ],
    ids=str,
)
def test_what_is_asked_wrongly_records_nothing(asked, words):
    """And makes no archive."""
    code, document = asked("ingest", *words)

    assert (WRONG, "secself/error@1") == (code, document["format"])
    assert [] == list(Path().iterdir())


def test_a_baseline_is_found_in_the_archive(asked):
    """Where none is named, as one that is named would be; the archive is never made for it."""
    _, alone = asked("diff", CURRENT)
    assert alone["prior"] is None
    assert [] == list(Path().iterdir())
    asked("ingest", PRIOR)
    _, found = asked("diff", CURRENT)
    _, named = asked("diff", CURRENT, "--prior", PRIOR)
    asked("ingest", CURRENT)
    _, by_name = asked("diff", NAME, "--prior", "northfell-energy/2025-vusa")

    assert ["northfell-energy/2025-vusa#1"] == found["prior"]["files"]
    for other in (named, by_name):
        assert found["deltas"] == other["deltas"]
        assert found["findings"] == other["findings"]


def test_another_archive_is_named_by_option_or_environment(asked, monkeypatch):
    """A path or an address."""
    asked("ingest", CURRENT, "--archive", "one.db")
    monkeypatch.setenv("SECSELF_ARCHIVE", f"sqlite:///{Path.cwd()}/one.db")
    _, history = asked("history", "northfell-energy")

    assert [f"{NAME}#1"] == [one["reference"] for one in history["submissions"]]
    assert not Path("secself.db").exists()


@pytest.mark.parametrize("words", [["history"], ["check", NAME], ["diff", NAME]], ids=str)
def test_no_archive_is_made_in_order_to_read(asked, words):
    """What is not there is said."""
    code, document = asked(*words)

    assert (WRONG, ["archive-missing"]) == (code, codes(document))
    assert [] == list(Path().iterdir())


def test_history_of_one_user_tells_nothing_of_others(asked):
    """Neither of their submissions nor of their entries."""
    asked("ingest", CURRENT, GAS / "2025-vusa.xlsx")
    _, history = asked("history", "calder-vale-gas")

    assert ["calder-vale-gas"] == [one["user"] for one in history["submissions"]]
    assert "northfell" not in json.dumps(history)


def test_the_archive_is_verified_with_its_receipts(asked):
    """A whole one is found whole; one whose end was cut off misses its receipt."""
    _, first = asked("ingest", PRIOR)
    shutil.copy("secself.db", "earlier.db")
    _, second = asked("ingest", CURRENT)
    receipts = [f"{one['receipt']['number']}:{one['receipt']['hash']}" for one in (first, second)]
    words = [word for receipt in receipts for word in ("--receipt", receipt)]
    code, document = asked("verify", *words)
    cut, missed = asked("verify", *words, "--archive", "earlier.db")

    assert (DONE, 7, []) == (code, document["entries"], document["problems"])
    assert second["receipt"] == document["receipt"]
    assert (FLAGGED, ["receipt-unmet"]) == (cut, codes(missed))


def test_a_flipped_byte_of_an_original_is_found_and_named(asked):
    """By the assessment whose file it is of."""
    asked("ingest", CURRENT)
    place = Path("secself.db")
    content = bytearray(place.read_bytes())
    original = CURRENT.read_bytes()
    at = content.find(original[:200])
    content[at + 50] ^= 1
    place.write_bytes(content)
    code, document = asked("verify")

    assert at > 0
    assert (FLAGGED, ["content-altered"]) == (code, codes(document))
    assert f"original of {NAME}" in document["problems"][0]["what"]


def test_a_file_is_held_against_what_was_recorded(asked, saved):
    """The very bytes, the same answers in other bytes, altered answers, or not known at all."""
    asked("ingest", CURRENT)
    openpyxl.load_workbook(CURRENT).save("again.xlsx")
    saved("altered.json", owner="Somebody else")
    code, document = asked("verify", CURRENT, "again.xlsx", "altered.json", PRIOR)
    fine, _ = asked("verify", CURRENT, "again.xlsx")
    Path("notes.txt").write_text("notes", encoding="utf-8")
    refused, _ = asked("verify", "notes.txt")

    assert (FLAGGED, DONE, WRONG) == (code, fine, refused)
    assert ["as-received", "same-answers", "altered", "unrecorded"] == [
        one["verdict"] for one in document["results"]
    ]
    altered = [one for one in document["results"][2]["problems"] if one["code"] == "answer-altered"]
    assert 1 == len(altered)
    assert "owner" in altered[0]["what"]
    assert "Somebody else" in altered[0]["what"]


def test_an_archive_is_exported_and_imported_by_command(asked):
    """And says the same of itself."""
    asked("ingest", CURRENT)
    code, document = asked("archive", "export", "out")
    came, _ = asked("archive", "import", "out", "--archive", "copy.db")
    _, one = asked("history")
    _, two = asked("history", "--archive", "copy.db")
    again, refused = asked("archive", "export", "out")

    assert (DONE, DONE, 4) == (code, came, document["count"])
    assert {**one, "archive": "copy.db"} == two
    assert (WRONG, ["file-exists"]) == (again, codes(refused))
    assert all(Path(name).is_file() for name in document["files"])


def test_a_folder_that_is_no_export_makes_no_archive(asked):
    """It is looked at first."""
    code, document = asked("archive", "import", ".")

    assert (WRONG, ["export-broken"]) == (code, codes(document))
    assert [] == list(Path().iterdir())


def test_a_renamed_user_is_found_under_both_names(asked):
    """And what comes later under the old id goes to the new one."""
    asked("ingest", PRIOR)
    code, document = asked("archive", "rename", "northfell-energy", "apex", "--reason", "Bought.")
    _, told = asked("ingest", CURRENT)
    _, old = asked("check", "northfell-energy/2025-vusa")
    _, new = asked("check", "apex/2025-vusa")
    _, compared = asked("diff", CURRENT)
    unknown, refused = asked("archive", "rename", "nobody", "apex", "--reason", "x")

    _, numbered = asked("check", "northfell-energy/2025-vusa#1")
    _, beyond = asked("check", "northfell-energy/2025-vusa#2")

    assert (DONE, 1) == (code, document["count"])
    assert old["results"][0]["digest"] == numbered["results"][0]["digest"]
    assert ["reference-unknown"] == codes(beyond)
    assert "apex/2026-ssa" == told["results"][0]["recorded"]
    assert old["results"][0]["digest"] == new["results"][0]["digest"]
    assert ["apex/2025-vusa#1"] == compared["prior"]["files"]
    assert (WRONG, ["reference-unknown"]) == (unknown, codes(refused))


def test_what_was_erased_is_told_and_used_no_more(asked):
    """The chain holds; the answers are gone."""
    asked("ingest", PRIOR)
    code, _ = asked("archive", "erase", "northfell-energy/2025-vusa#1", "--reason", "Long ago.")
    _, history = asked("history")
    gone, refused = asked("check", "northfell-energy/2025-vusa#1")
    _, compared = asked("diff", CURRENT)
    whole, _ = asked("verify")

    assert (DONE, DONE, WRONG) == (code, whole, gone)
    assert ["reference-withdrawn"] == codes(refused)
    assert (True, "Long ago.") == (
        history["submissions"][0]["erased"],
        history["submissions"][0]["withdrawn"]["reason"],
    )
    assert compared["prior"] is None


def test_a_refused_file_can_be_had_again(asked):
    """By the beginning of its digest."""
    Path("notes.txt").write_text("no workbook", encoding="utf-8")
    _, refused = asked("ingest", "notes.txt")
    sha256 = refused["results"][0]["file_sha256"]
    _, listed = asked("archive", "quarantine")
    code, _ = asked("archive", "quarantine", "--take", sha256[:8], "-o", "taken.txt")

    assert [(sha256, "notes.txt", ["file-is-text"])] == [
        (one["sha256"], one["name"], one["codes"]) for one in listed["held"]
    ]
    assert DONE == code
    assert "no workbook" == Path("taken.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ["verify"],
        ["verify", CURRENT, "--archive", "none.db"],
        ["archive", "export", "out"],
        ["archive", "rename", "a", "b", "--reason", "x"],
        ["archive", "erase", f"{NAME}#1", "--reason", "x"],
        ["archive", "quarantine"],
        ["ingest", "--withdraw", NAME, "--reason", "x"],
    ],
    ids=lambda words: " ".join(map(str, words[:2])),
)
def test_what_asks_for_an_archive_never_makes_one(asked, words):
    """It says that there is none."""
    code, document = asked(*words)

    assert (WRONG, ["archive-missing"]) == (code, codes(document))
    assert [] == list(Path().iterdir())


@pytest.mark.parametrize(
    "words",
    [
        ["verify", "--receipt", "12"],
        ["verify", CURRENT, "--receipt", f"1:{'0' * 64}"],
        ["archive", "erase", NAME, "--reason", "x"],
        ["archive", "rename", "a", "B", "--reason", "x"],
        ["archive", "quarantine", "--take", "12"],
    ],
    ids=lambda words: " ".join(map(str, words[:2])),
)
def test_what_is_not_to_be_understood_is_not_done(asked, words):
    """And the help says how to ask."""
    code, document = asked(*words)

    assert (WRONG, ["usage"]) == (code, codes(document))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["history"], f"{NAME}#1"),
        (["verify"], "the chain holds, and every content is what it was"),
        (["verify", CURRENT], "byte for byte what was recorded"),
        (["archive", "export", "out"], "4 entries of secself.db in out."),
        (["archive", "quarantine"], "No refused file is kept."),
        (["ingest", CURRENT], f"its answers were recorded before, as {NAME}#1"),
        (["ingest", "--withdraw", NAME, "--reason", "x"], f"{NAME}#1 was withdrawn"),
    ],
    ids=lambda words: " ".join(map(str, words[:2])) if isinstance(words, list) else "",
)
def test_each_command_says_what_came_of_it(asked, capsys, words, said):
    """In words, for a person."""
    asked("ingest", CURRENT)
    with pytest.raises(SystemExit):
        run(secself, list(map(str, words)))

    assert said in capsys.readouterr().out


def test_a_pack_stands_beside_the_answers_that_were_recorded(asked):
    """As if they had been named; and it is recorded itself where an archive is named."""
    profile = USER / "profile.yaml"
    asked("ingest", PRIOR)
    _, before = asked("history")
    asked("generate", profile, "-o", "found")
    asked("generate", profile, "--prior", PRIOR, "-o", "named")
    _, unasked = asked("history")
    for _ in range(2):
        asked("generate", profile, "-o", "named", "--force", "--archive", "secself.db")
    _, after = asked("history")

    found, named = (
        {path.name: path.read_bytes() for path in Path(folder).iterdir()}
        for folder in ("found", "named")
    )
    assert {f"{NAME.replace('/', '-')}.xlsx", f"{NAME.replace('/', '-')}.docx"} == found.keys()
    assert found == named
    assert before == unasked
    recorded = ["framework", "original", "submission", "findings"]
    assert [*recorded, "pack", "pack"] == kinds(after)
