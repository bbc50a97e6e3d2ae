"""`secself consolidate`: many Users before the committee, from files, folders and the archive."""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from secself.cli.commands import secself
from secself.cli.ending import DONE, FLAGGED, WRONG, run
from secself.model import Action, Comment, Decision, Submission
from secself.plain import submission_document
from secself.store.archive import deciding
from secself.store.archive.place import Archive
from secself.store.assessments import assess
from secself.store.frameworks import Library, shelf

SAMPLES = Path(__file__).parent.parent / "samples"
DAY = ("--as-of", "2026-06-30")


@pytest.fixture(autouse=True)
def alone(here):
    """Every test stands in a folder of its own, in which there is no archive yet."""


@pytest.fixture(scope="module")
def years() -> dict[int, Submission]:
    """What Northfell Energy answered, by year."""
    folder = SAMPLES / "northfell-energy"
    named = {
        2025: folder / "2025-vusa.xlsx",
        2026: folder / "returned/northfell-energy-2026-ssa.xlsx",
    }
    library = Library(shelf())
    return {year: assess([path], library).submission for year, path in named.items()}


@pytest.fixture
def saved(years):
    """Save answers of a year under the name of another User, and give the file's name."""

    def save(user: str, year: int, name: str = "", **changes: object) -> str:
        held = years[year]
        marks = replace(held.marks, **{"user": user, **changes.pop("marks", {})})
        path = Path(name or f"{user}-{year}.json")
        path.parent.mkdir(parents=True, exist_ok=True)
        document = submission_document(replace(held, marks=marks, **changes))
        path.write_text(json.dumps(document), encoding="utf-8")
        return str(path)

    return save


def users(document: dict) -> list[str]:
    """The Users of a pack, in order."""
    return [one["user"] for one in document["users"]]


def codes(document: dict) -> list[str]:
    """The codes of the problems of a pack."""
    return [one["code"] for one in document["problems"]]


def test_the_shipped_samples_make_a_pack(asked):
    """A folder holds everything: what was issued, what came back, last year's, the profiles."""
    code, document = asked("consolidate", SAMPLES, *DAY, "-o", "pack")
    assert DONE == code
    assert ("secself/consolidate@1", 2026, "ssa", "2.5") == (
        document["format"],
        document["year"],
        document["kind"],
        document["edition"],
    )
    assert [
        ("aldgrove-energy", 6, 2),
        ("northfell-energy", 4, 3),
        ("brightmeter-insight", 4, 0),
        ("harbourlight-power", 3, 1),
        ("pennard-networks", 1, 1),
        ("tidewell-data", 1, 0),
        ("calder-vale-gas", 0, 0),
    ] == [(one["user"], one["material"], one["notes"]) for one in document["users"]]
    [late] = document["missing"]
    assert ("fenmoor-energy", "late", "2026-05-30") == (late["user"], late["standing"], late["due"])
    shared = {one["provider"]: one for one in document["shared"] if "provider" in one}
    assert ["northfell-energy", "harbourlight-power"] == shared["halyard-exchange"]["users"]
    kept = json.loads(Path("pack/consolidated.json").read_text(encoding="utf-8"))
    assert kept["users"] == document["users"]
    assert all(Path(name).is_absolute() for name in document["files"])
    assert str(Path("pack/consolidated.json").absolute()) in document["files"]


def test_named_files_are_paired_with_older_ones_of_the_same_user(asked, saved):
    """In whatever order they are named; each User is compared with its own last year."""
    names = [saved(user, year) for year in (2026, 2025) for user in ("alba", "brae")]
    _, document = asked("consolidate", *names, *DAY, "-o", "pack")
    assert ["alba", "brae"] == users(document)
    assert [("vusa", 2025)] * 2 == [
        (one["baseline"]["kind"], one["baseline"]["year"]) for one in document["users"]
    ]
    assert [1.0, 1.0] == [one["comparability"] for one in document["users"]]
    _, again = asked("consolidate", *reversed(names), *DAY, "-o", "pack2")
    assert document["users"] == again["users"]


def test_a_user_without_older_files_is_paired_with_the_archive(asked, saved):
    """As `diff` does; a User of whom nothing is known has no baseline, and its note says so."""
    asked("ingest", saved("alba", 2025))
    _, document = asked("consolidate", saved("alba", 2026), saved("brae", 2026), *DAY, "-o", "pack")
    baselines = {one["user"]: one["baseline"] for one in document["users"]}
    assert "alba/2025-vusa#1" in baselines["alba"]["files"]
    assert baselines["brae"] is None
    [alone] = [one for one in document["users"] if one["user"] == "brae"]
    assert ["no-baseline"] == [f["rule"] for f in alone["findings"] if f["rule"] == "no-baseline"]
    assert 0.0 == alone["comparability"]
    assert [] == alone["deltas"]


def test_without_files_all_that_the_archive_holds_is_taken(asked, saved):
    """And it is the same as from the files themselves, but for where it was read."""
    names = [saved(user, year) for user in ("alba", "brae") for year in (2025, 2026)]
    for name in names:
        asked("ingest", name, *DAY)
    _, document = asked("consolidate", *DAY, "-o", "pack")
    _, named = asked("consolidate", *names, *DAY, "-o", "pack2", "--archive", "none.db")
    assert 2026 == document["year"]
    for ours, theirs in zip(document["users"], named["users"], strict=True):
        assert ours["findings"] == theirs["findings"]
        assert ours["deltas"] == theirs["deltas"]
        assert ours["current"]["digest"] == theirs["current"]["digest"]
    assert ["alba/2026-ssa#1"] == document["users"][0]["current"]["files"]


def test_a_reference_and_a_file_stand_side_by_side(asked, saved):
    """What the archive has is named by its reference."""
    asked("ingest", saved("alba", 2026))
    _, document = asked("consolidate", "alba/2026-ssa", saved("brae", 2026), *DAY, "-o", "pack")
    assert {"alba", "brae"} == set(users(document))


def test_year_and_kind_choose_what_is_consolidated(asked, saved):
    """By default the newest year of self-assessments."""
    names = [saved("alba", 2025), saved("alba", 2026)]
    _, document = asked("consolidate", *names, "--kind", "vusa", *DAY, "-o", "pack")
    assert (2025, "vusa", ["alba"]) == (document["year"], document["kind"], users(document))
    code, document = asked("consolidate", *names, "--year", "2024", *DAY, "-o", "pack2")
    assert WRONG == code
    assert ["pack-empty"] == codes(document)
    assert "2025-vusa, 2026-ssa" in document["problems"][0]["remedy"]
    assert not Path("pack2").exists()


def test_one_bad_file_does_not_keep_the_others_back(asked, saved):
    """It is named, and the command leaves with 1."""
    Path("broken.xlsx").write_bytes(b"PK\x03\x04 and no more")
    code, document = asked("consolidate", "broken.xlsx", saved("alba", 2026), *DAY, "-o", "pack")
    assert FLAGGED == code
    assert ["alba"] == users(document)
    assert "broken.xlsx" in {one["file"] for one in document["problems"] if one["level"] == "error"}


def test_a_file_that_does_not_say_whose_it_is_is_left_out(asked, saved):
    """Nobody guesses whose answers they are."""
    nameless = saved("alba", 2026, "nameless.json", marks={"user": None})
    code, document = asked("consolidate", nameless, saved("brae", 2026), *DAY, "-o", "pack")
    assert (FLAGGED, ["brae"]) == (code, users(document))
    assert "identity-missing" in codes(document)


def test_nothing_to_consolidate_writes_nothing(asked):
    """Only bad files, or an archive that is not there."""
    Path("broken.xlsx").write_bytes(b"nothing")
    code, document = asked("consolidate", "broken.xlsx", "-o", "pack")
    assert (WRONG, "secself/error@1") == (code, document["format"])
    code, document = asked("consolidate", "-o", "pack")
    assert (WRONG, ["archive-missing"]) == (code, codes(document))
    assert not Path("pack").exists()


def test_a_pack_replaces_the_one_before_and_nothing_else(asked, saved):
    """No --force is needed, and what else lies in the folder is left alone."""
    name = saved("alba", 2026)
    asked("consolidate", name, *DAY, "-o", "pack")
    Path("pack/minutes.txt").write_text("Keep me.", encoding="utf-8")
    Path("pack/users").mkdir(exist_ok=True)
    Path("pack/users/mine.html").write_text("Keep me too.", encoding="utf-8")
    code, document = asked("consolidate", name, saved("brae", 2026), *DAY, "-o", "pack")
    assert (DONE, 2) == (code, len(document["users"]))
    assert "Keep me." == Path("pack/minutes.txt").read_text(encoding="utf-8")
    assert Path("pack/users/mine.html").exists()


def test_pages_of_the_pack_before_do_not_outlive_it(asked, saved):
    """A User who is not in the new pack has no page in it; a page that was no part of it stays."""
    asked("consolidate", saved("alba", 2026), *DAY, "-o", "pack")
    kept = json.loads(Path("pack/consolidated.json").read_text(encoding="utf-8"))
    assert {"consolidated.json", "consolidated.xlsx"} <= set(kept["files"])
    for name in ("users/old.html", "users/mine.html", "minutes.html"):
        Path("pack", name).parent.mkdir(exist_ok=True)
        Path("pack", name).write_text("A page.", encoding="utf-8")
    kept["files"] += ["users/old.html", "minutes.html", "../outside.html", "users/../minutes.html"]
    Path("outside.html").write_text("Not of the pack.", encoding="utf-8")
    Path("pack/consolidated.json").write_text(json.dumps(kept), encoding="utf-8")
    asked("consolidate", saved("alba", 2026), *DAY, "-o", "pack")
    left = [Path("pack", name).exists() for name in ("users/old.html", "users/mine.html")]
    assert [False, True] == left
    assert Path("pack/minutes.html").exists()
    assert Path("outside.html").exists()


def test_a_folder_is_read_without_the_pack_that_is_written_into_it(asked, saved):
    """A second run over the same folder gives the same Users, and no problem."""
    saved("alba", 2026, "returned/alba.json")
    asked("consolidate", "returned", *DAY, "-o", "returned/pack")
    code, document = asked("consolidate", "returned", *DAY, "-o", "returned/pack")
    assert (DONE, ["alba"], []) == (code, users(document), document["problems"])


def test_the_same_files_on_the_same_day_give_the_same_bytes(asked, saved):
    """A pack can be made again, and compared with the one that was sent."""
    name = saved("alba", 2026)
    for folder in ("one", "two"):
        asked("consolidate", name, *DAY, "-o", folder)
    made = sorted(path.name for path in Path("one").iterdir())
    assert made == sorted(path.name for path in Path("two").iterdir())
    for each in made:
        if Path("one", each).is_file():
            assert Path("one", each).read_bytes() == Path("two", each).read_bytes(), each


def test_a_profile_says_name_category_and_the_day_due(asked, saved, tmp_path):
    """Without one the category is not known, and nobody is called late."""
    folder = tmp_path / "profiles"
    folder.mkdir()
    for user in ("northfell-energy", "fenmoor-energy"):
        shutil.copy(SAMPLES / user / "profile.yaml", folder / f"{user}.yaml")
    name = saved("northfell-energy", 2026)
    _, document = asked("consolidate", name, "--profile", folder, *DAY, "-o", "pack")
    [user] = document["users"]
    assert ("Northfell Energy Ltd", "small-supplier") == (user["name"], user["category"])
    assert ["fenmoor-energy"] == [one["user"] for one in document["missing"]]
    _, document = asked("consolidate", name, *DAY, "-o", "pack")
    assert (None, None, []) == (
        document["users"][0]["name"],
        document["users"][0]["category"],
        document["missing"],
    )


def test_who_was_there_last_year_and_has_not_come_is_missing(asked, saved):
    """The archive knows what it recorded, and the cycle what follows."""
    for name in (saved("alba", 2025), saved("brae", 2025), saved("alba", 2026)):
        asked("ingest", name)
    _, document = asked("consolidate", *DAY, "-o", "pack")
    [one] = document["missing"]
    assert ("brae", "missing", None, "brae/2025-vusa") == (
        one["user"],
        one["standing"],
        one["due"],
        one["last"],
    )
    assert "2026" in one["because"]


def test_who_was_sent_its_files_and_has_not_come_is_missing(asked, saved):
    """What was issued is recorded where an archive is named."""
    asked("ingest", saved("alba", 2026))
    profile = SAMPLES / "fenmoor-energy" / "profile.yaml"
    asked("generate", profile, "--archive", "secself.db", "-o", "issued", "--year", "2026")
    _, document = asked("consolidate", *DAY, "-o", "pack")
    [one] = document["missing"]
    assert "fenmoor-energy" == one["user"]
    assert one["because"].startswith("It was issued its files on ")


def test_comments_in_a_file_are_those_of_its_user(asked, saved):
    """Whoever wrote them; a view other than that there is no concern counts as one."""
    said = Comment(
        kind="column", section="validation", ref="G3.3", text="How?", view="Non-compliance",
        author="A. Assessor",
    )  # fmt: skip
    name = saved("alba", 2026, comments=(said,))
    _, document = asked("consolidate", name, saved("brae", 2026), *DAY, "-o", "pack")
    first, second = document["users"]
    assert ("alba", 1, "How?") == (
        first["user"], first["assessor"]["concerns"], first["comments"][0]["text"]
    )  # fmt: skip
    assert (0, []) == (second["assessor"]["concerns"], second["comments"])


def test_an_assessors_workbook_beside_the_answers_adds_its_comments(asked):
    """It hands nothing in; alone it stands for the User whose answers it repeats."""
    sent = SAMPLES / "northfell-energy" / "returned" / "northfell-energy-2026-ssa.xlsx"
    prior = SAMPLES / "northfell-energy" / "2025-vusa.xlsx"
    asked("review", sent, "--prior", prior, *DAY, "-o", "review.xlsx")
    book = openpyxl.load_workbook("review.xlsx")
    sheet = book["Validation"]
    head = next(row for row in sheet.iter_rows() if any(cell.value == "Ref" for cell in row))
    at = {cell.value: cell.column for cell in head}
    line = next(row[0].row for row in sheet.iter_rows() if row[at["Ref"] - 1].value == "G3.9")
    sheet.cell(line, at["Assessor's view"]).value = "Non-compliance"
    sheet.cell(line, at["Assessor's comment"]).value = "Show me."
    book.save("review.xlsx")
    for names, material in (([sent, "review.xlsx", prior], 4), (["review.xlsx", prior], 4)):
        _, document = asked("consolidate", *names, *DAY, "-o", "pack")
        [user] = document["users"]
        assert (material, 1) == (user["material"], user["assessor"]["concerns"])
        [comment] = user["comments"]
        assert ("G3.9", "Show me.", "on-this-answer") == (
            comment["ref"], comment["text"], comment["standing"]
        )  # fmt: skip


def test_what_was_decided_last_year_is_asked_after(asked, saved):
    """With what was to be done, and whether it was."""
    asked("ingest", saved("alba", 2025))
    asking = Decision(
        subject="alba/2025-vusa",
        outcome="actions-requested",
        on=date(2025, 9, 1),
        actions=(Action(id="A1", text="Review the accounts", due=date(2026, 1, 31)),),
    )
    moment = "2025-09-01T12:00:00Z"
    with Archive().recording(moment) as ledger, ledger.writing(moment):
        deciding.take(ledger, asking)
    _, document = asked("consolidate", saved("alba", 2026), *DAY, "-o", "pack")
    [user] = document["users"]
    assert "actions-requested" == user["asked"]["outcome"]
    [action] = user["asked"]["actions"]
    assert ("Review the accounts", "overdue") == (action["action"], action["standing"])
    assert [("alba", "overdue")] == [(one["user"], one["standing"]) for one in document["actions"]]


def test_hostile_text_is_carried_as_it_stands(asked, saved, years):
    """What somebody typed neither breaks the pack nor is changed by it."""
    wild = "=cmd|' /C calc'!A0\n<script>alert(1)</script>{{7*7}}\u202e@SUM(A1)" + "x" * 32_000
    *others, last = years[2026].responses
    name = saved("alba", 2026, responses=(*others, replace(last, narrative=wild)))
    _, document = asked("consolidate", name, saved("alba", 2025), *DAY, "-o", "pack")
    [user] = document["users"]
    [delta] = [one for one in user["deltas"] if one["ref"] == last.ref]
    assert wild == delta["after"]["what_changed" if last.section == "validation" else "explanation"]


def test_the_screen_shows_the_ranking(saved, capsys):
    """One line a User, the gravest first, to be read in a minute."""
    names = [saved("alba", 2026), saved("brae", 2025), saved("brae", 2026)]
    with pytest.raises(SystemExit):
        run(secself, ["consolidate", *names, *DAY, "-o", "pack", "--marking", "OFFICIAL"])
    out = capsys.readouterr().out.splitlines()
    assert "OFFICIAL" == out[0]
    assert out[1].startswith("2026-ssa under sec-scf@2.5, as of 2026-06-30: 2 Users, ")
    ranked = [line.split()[1] for line in out if line[:1].isdigit() or line[:2] in ("1 ", "2 ")]
    assert {"alba", "brae"} <= set(ranked)
    assert any("no baseline" in line for line in out)
