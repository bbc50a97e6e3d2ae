"""What a User reports on the actions it was asked for is bound to them, once, and shown again."""

import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from deciding import NAME, submit, take
from deciding import asked as decision_of

from secself.cli.ending import DONE, FLAGGED, WRONG
from secself.letters import plan_writer
from secself.model import Decision
from secself.store.archive.place import Archive

TEXT = "Patch {{7*7}} & <b>tell</b>\n=1+1"


@pytest.fixture(autouse=True)
def decision(tmp_path, monkeypatch) -> Decision:
    """Two actions were asked for; the workbook lies in the folder in which every test stands."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SECSELF_ARCHIVE", raising=False)
    archive = Archive(address="secself.db")
    submit(archive)
    one = take(archive, decision_of(TEXT, "Train")).decision
    Path("plan.xlsx").write_bytes(plan_writer.write(one, "Brightlow & Co", "OFFICIAL"))
    return one


def fill(name: str, **cells: object) -> None:
    """Fill cells of the sheet Actions, and save under another name."""
    book = openpyxl.load_workbook("plan.xlsx")
    for place, value in cells.items():
        book["Actions"][place] = value
    book.save(name)


def reports(asked) -> list[list[tuple[object, ...]]]:
    """What was reported on each action of the newest decision."""
    _, document = asked("history", "brightlow")
    return [
        [
            (one["state"], one["done_on"], one["new_date"], one["what"], *one["evidence"])
            for one in action["reports"]
        ]
        for action in document["submissions"][0]["decisions"][-1]["asked"]
    ]


def codes(document: dict) -> list[str]:
    """The codes of the errors of the one file."""
    problems = document["results"][0]["problems"]
    return [problem["code"] for problem in problems if problem["level"] == "error"]


def test_a_report_is_bound_to_its_decision(asked):
    """Status, days, words and evidence, as typed; it is no submission."""
    fill(
        "back.xlsx", E2="Done", F2=date(2026, 9, 1), H2="Did <it> & {{7*7}}", I2="E07, E08",
        E3="Will be late", G3=date(2027, 1, 31),
    )  # fmt: skip
    code, document = asked("ingest", "back.xlsx")
    [result] = document["results"]

    assert (DONE, True, NAME, None) == (
        code,
        result["accepted"],
        result["recorded"],
        result["digest"],
    )
    assert (f"{NAME}, decision 1", 2, []) == (
        result["decision"],
        result["reported"],
        result["problems"],
    )
    assert [
        [("done", "2026-09-01", None, "Did <it> & {{7*7}}", "E07", "E08")],
        [("late", None, "2027-01-31", "")],
    ] == reports(asked)
    assert 1 == len(asked("history")[1]["submissions"])


def test_the_same_report_twice_is_one_and_a_blank_workbook_is_none(asked):
    """It says so; a later report stands beside the earlier one."""
    fill("back.xlsx", E2="Under way")
    asked("ingest", "back.xlsx")
    _, before = asked("history")
    for again in ("back.xlsx", "plan.xlsx"):
        code, document = asked("ingest", again)
        assert (DONE, True, 0) == (
            code,
            document["results"][0]["known"],
            document["results"][0]["reported"],
        )
    assert before == asked("history")[1]

    fill("later.xlsx", E2="Done", F2=date(2026, 9, 1))
    asked("ingest", "later.xlsx")
    assert ["under-way", "done"] == [one[0] for one in reports(asked)[0]]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"E2": "Nearly"}, "answer-unknown"),
        ({"E2": "Done", "F2": "01/02/2026"}, "date-unclear"),
        ({"E2": "Under way", "F2": date(2026, 9, 1)}, "progress-contradicts"),
        ({"E2": "Done", "F2": date(2999, 9, 1)}, "progress-ahead"),
        ({"A2": "A9", "E2": "Done"}, "progress-row-unknown"),
        ({"A3": "A1", "E2": "Done", "E3": "Under way"}, "progress-twice"),
    ],
)
def test_what_cannot_be_understood_is_refused_whole(asked, cells, code):
    """The good row beside it is not taken either: the file comes back corrected."""
    fill("back.xlsx", **{"E3": "Done", **cells})
    ended, document = asked("ingest", "back.xlsx")

    assert WRONG == ended
    assert code in codes(document)
    assert [[], []] == reports(asked)


def test_it_is_known_after_all_marks_but_its_headings_are_gone(asked):
    """Cells copied into a new file want to be told whose they are."""
    fill("back.xlsx", E2="Done")
    source = openpyxl.load_workbook("back.xlsx")["Actions"]
    book = openpyxl.Workbook()
    book.active.title = "Actions"
    for row in source.iter_rows(values_only=True):
        book.active.append(row)
    book.save("copied.xlsx")

    code, document = asked("ingest", "copied.xlsx")
    assert (WRONG, ["progress-unbound"]) == (code, codes(document))
    code, document = asked("ingest", "copied.xlsx", "--as", NAME)
    assert (DONE, 1) == (code, document["results"][0]["reported"])


def test_columns_may_be_moved_and_rows_sorted(asked):
    """Rows are known by the id of their action."""
    book = openpyxl.load_workbook("plan.xlsx")
    sheet = book["Actions"]
    sheet.insert_cols(1)
    sheet["A2"] = "our note"
    sheet["B2"], sheet["B3"] = "A2", "A1"
    sheet["F2"], sheet["F3"] = "Done", "Under way"
    book.save("back.xlsx")
    asked("ingest", "back.xlsx")

    assert ["under-way", "done"] == [one[0][0] for one in reports(asked)]


def test_a_report_on_a_superseded_decision_is_refused(asked):
    """The later letter came with a workbook of its own."""
    take(Archive(address="secself.db"), decision_of("Other", superseding="New evidence"))
    fill("back.xlsx", E2="Done")

    code, document = asked("ingest", "back.xlsx")
    assert (WRONG, ["progress-superseded"]) == (code, codes(document))


def test_a_report_stands_beside_other_files_in_one_ingest(asked):
    """Each has a result; what is refused does not stop it."""
    fill("back.xlsx", E2="Done")
    Path("other.xlsx").write_text("no workbook")

    code, document = asked("ingest", "other.xlsx", "back.xlsx")
    assert FLAGGED == code
    assert {"other.xlsx": False, "back.xlsx": True} == {
        one["file"]: one["accepted"] for one in document["results"]
    }


def test_the_directors_letter_closes_the_plan(asked):
    """Where something is not reported as done, only with a reason; its bytes are kept."""
    Path("director.pdf").write_bytes(b"%PDF All is done.")
    words = ("decide", NAME, "--close", "--letter", "director.pdf", "--on", "2026-10-01")
    code, document = asked(*words)
    assert (WRONG, ["plan-open"]) == (code, [one["code"] for one in document["problems"]])

    fill("back.xlsx", E2="Done", E3="Done")
    asked("ingest", "back.xlsx")
    code, document = asked(*words, "--by", "SSC")
    assert (DONE, "director.pdf") == (code, document["decision"]["closed"]["file"])
    entries = asked("history")[1]["entries"]
    assert document["decision"]["closed"]["sha256"] in [one["content"] for one in entries]
    assert asked(*words)[1]["decision"]["known"]


@pytest.mark.slow
def test_a_workbook_saved_by_libreoffice_is_still_one(asked):
    """With its marks, its lists and its dates."""
    fill("back.xlsx", E2="Done", F2=date(2026, 9, 1))
    command = ["soffice", f"-env:UserInstallation=file://{Path('office').absolute()}"]
    words = ["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "out"]
    subprocess.run([*command, *words, "back.xlsx"], check=True, capture_output=True, timeout=120)

    code, _ = asked("ingest", "out/back.xlsx")
    assert DONE == code
    assert [("done", "2026-09-01", None, "")] == reports(asked)[0]


def test_hostile_text_in_an_action_is_inert_and_whole(decision):
    """And the same decision gives the same bytes."""
    sheet = openpyxl.load_workbook("plan.xlsx")["Actions"]

    assert (TEXT, "s") == (sheet["B2"].value, sheet["B2"].data_type)
    assert (
        plan_writer.write(decision, "Brightlow & Co", "OFFICIAL") == Path("plan.xlsx").read_bytes()
    )
