"""The command line: what each command prints, writes and ends with."""

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from secself.cli.commands import COMMANDS
from secself.cli.ending import BUG, DONE, FLAGGED, WRONG
from secself.store import packs

SAMPLES = Path(__file__).parent.parent / "samples"
NORTHFELL = SAMPLES / "northfell-energy"
CURRENT = NORTHFELL / "returned" / "northfell-energy-2026-ssa.xlsx"
PRIOR = NORTHFELL / "2025-vusa.xlsx"
STRANGER = SAMPLES / "calder-vale-gas" / "2025-vusa.xlsx"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(call, name):
    """--help ends well, and shows a line a person could type."""
    code, out, _ = call(name, "--help")

    assert code == DONE
    assert f"Example: secself {name}" in " ".join(out.split())


def test_the_list_of_commands_says_what_each_does(call):
    """The first help a newcomer sees names every command."""
    code, out, _ = call("--help")

    assert code == DONE
    assert [] == [name for name in COMMANDS if f"  {name} " not in out]


@pytest.mark.parametrize("words", [[], ["framework"]])
def test_a_command_line_without_a_command_shows_the_help(call, asked, words):
    """A newcomer who types the bare name sees what there is; a program gets its one document."""
    code, out, err = call(*words)

    assert (WRONG, "") == (code, out)
    assert "Commands:\n" in err
    assert "Traceback" not in err
    code, document = asked(*words, "--format", "json")
    assert (WRONG, ["usage"]) == (code, [problem["code"] for problem in document["problems"]])


def test_frameworks_are_listed_with_what_is_unverified(call, asked):
    """Nobody can take the list for the licensed text."""
    _, out, _ = call("frameworks")
    code, document = asked("frameworks")

    assert "sec-scf@2.5" in out
    assert "recalled or proposed" in out
    assert (DONE, "secself/frameworks@1") == (code, document["format"])
    assert ("sec-scf", "2.5") in {(one["id"], one["edition"]) for one in document["frameworks"]}


def test_generate_writes_two_files_and_names_them(asked, tmp_path):
    """A workbook and a questionnaire, straight into the folder, by their absolute paths."""
    code, document = asked("generate", NORTHFELL / "profile.yaml", "-o", tmp_path)

    names = {"northfell-energy-2026-ssa.docx", "northfell-energy-2026-ssa.xlsx"}
    assert (DONE, "secself/generate@1") == (code, document["format"])
    assert names == {Path(name).name for name in document["files"]}
    assert names == {place.name for place in tmp_path.iterdir()}
    assert all(Path(name).is_absolute() for name in document["files"])


def test_generating_twice_gives_equal_bytes(call, tmp_path):
    """Nothing in a pack depends on when, where or by whom it was made."""
    for folder in ("one", "two"):
        call(
            "generate", NORTHFELL / "profile.yaml", "--prior", PRIOR, "--marking", "AMBER",
            "-o", tmp_path / folder,
        )  # fmt: skip
    one, two = (
        {place.name: place.read_bytes() for place in (tmp_path / folder).iterdir()}
        for folder in ("one", "two")
    )

    assert one
    assert one == two


def test_generate_never_replaces_a_file_unasked(call, tmp_path):
    """What stands there stays, and nothing else is written beside it."""
    standing = tmp_path / "northfell-energy-2026-ssa.docx"
    standing.write_bytes(b"mine")

    code, _, err = call("generate", NORTHFELL / "profile.yaml", "-o", tmp_path)

    assert code == WRONG
    assert "file-exists" in err
    assert {standing: b"mine"} == {place: place.read_bytes() for place in tmp_path.iterdir()}
    assert DONE == call("generate", NORTHFELL / "profile.yaml", "-o", tmp_path, "--force")[0]


def test_last_years_answers_stand_beside_empty_cells(call, tmp_path):
    """The prior columns are filled, and not one answer is."""
    call("generate", NORTHFELL / "profile.yaml", "--prior", PRIOR, "-o", tmp_path)
    book = openpyxl.load_workbook(tmp_path / "northfell-energy-2026-ssa.xlsx")
    columns = columns_of(book, "Validation")

    assert all(columns["Prior position"])
    assert {None} == {
        value for name in ("Position", "Change", "Evidence") for value in columns[name]
    }


def test_generate_says_what_is_wrong_in_a_profile(asked, tmp_path):
    """A role nobody knows is named; nothing is written."""
    text = (NORTHFELL / "profile.yaml").read_text(encoding="utf-8")
    profile = tmp_path / "profile.yaml"
    profile.write_text(text.replace("import-supplier", "import-trader"), encoding="utf-8")

    code, document = asked("generate", profile, "-o", tmp_path / "out")

    assert (WRONG, "secself/error@1") == (code, document["format"])
    assert ["role-unknown"] == [problem["code"] for problem in document["problems"]]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--kind", "audit"], "kind-unknown"),
        (["--framework", "sec-scf@9.9"], "framework-unknown"),
        (["--framework", "unheard-of"], "framework-unknown"),
        (["--prior", STRANGER], "prior-of-another-user"),
        (["--prior", SAMPLES / "demo.yaml"], "file-is-text"),
        (["--controls", "no-such-folder"], "folder-unknown"),
        (["--year", "next"], "usage"),
        (["--no-such-option"], "usage"),
    ],
)
def test_what_generate_cannot_use_ends_with_two(asked, tmp_path, words, code):
    """One clear problem, nothing written."""
    ending, document = asked("generate", NORTHFELL / "profile.yaml", "-o", tmp_path / "out", *words)

    assert (WRONG, "secself/error@1") == (ending, document["format"])
    assert [code] == [problem["code"] for problem in document["problems"]]
    assert not (tmp_path / "out").exists()


def test_a_prior_that_is_not_older_is_a_warning(asked, tmp_path):
    """The two files may have been exchanged; that is said and no more."""
    code, document = asked(
        "generate", NORTHFELL / "profile.yaml", "--prior", CURRENT, "--year", 2026, "-o", tmp_path
    )

    assert DONE == code
    assert ["prior-not-older"] == [problem["code"] for problem in document["problems"]]


def test_check_of_a_complete_file_ends_with_nought(asked):
    """Every row answered, every cell taken, the sums add up."""
    code, document = asked("check", CURRENT, "--as-of", "2026-07-10")
    [result] = document["results"]
    counts, cells = result["counts"], result["cells"]

    assert (DONE, "secself/check@1", True) == (code, document["format"], result["accepted"])
    assert counts["rows"] == counts["answered"]
    assert cells["filled"] == cells["taken"] + cells["unreadable"] + cells["ignored"]
    assert result["digest"].startswith("sha256:")
    assert (None, "northfell-energy", "sec-scf", "2.5", "ssa", 2026) == tuple(
        result[key] for key in ("recorded", "user", "framework", "edition", "kind", "year")
    )


def test_check_of_an_empty_pack_ends_with_one(asked, tmp_path):
    """Every unanswered row is an error with its cell."""
    asked("generate", NORTHFELL / "profile.yaml", "-o", tmp_path)
    code, document = asked("check", tmp_path / "northfell-energy-2026-ssa.xlsx")
    [result] = document["results"]
    unanswered = [p for p in result["problems"] if p["code"] == "row-unanswered"]

    assert FLAGGED == code
    assert result["counts"]["rows"] == result["counts"]["unanswered"] == len(unanswered)
    assert all(problem["cell"] and problem["ref"] for problem in unanswered)


def columns_of(book: openpyxl.Workbook, sheet: str) -> dict[str, list[object]]:
    """The columns of a table by their headings."""
    rows = list(book[sheet].iter_rows(values_only=True))
    top = next(number for number, row in enumerate(rows) if "Ref" in row)
    return {
        str(heading): [row[place] for row in rows[top + 1 :] if row[rows[top].index("Ref")]]
        for place, heading in enumerate(rows[top])
        if heading
    }


def without_answer_column() -> bytes:
    """A workbook from which somebody deleted a column."""
    book = openpyxl.load_workbook(CURRENT)
    sheet = book["Validation"]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == "Position":
                sheet.delete_cols(cell.column)
                return saved(book)
    raise AssertionError


def of_another_framework() -> bytes:
    """A workbook that says it was made from a framework nobody has here."""
    out = io.BytesIO()
    with zipfile.ZipFile(CURRENT) as source, zipfile.ZipFile(out, "w") as target:
        for item in source.infolist():
            content = source.read(item).replace(b"sec-scf@2.5", b"retail-ec@1")
            target.writestr(item.filename, content)
    return out.getvalue()


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def encrypted() -> bytes:
    """A workbook behind a password, as Office writes it."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(CURRENT.read_bytes())).encrypt("secret", out)
    return out.getvalue()


def word_file() -> bytes:
    """A questionnaire somebody renamed."""
    return (NORTHFELL / "issued" / "northfell-energy-2026-ssa.docx").read_bytes()


UNUSABLE = {
    "a missing answer column": (without_answer_column, {"answer-column-missing", "column-missing"}),
    "another framework": (of_another_framework, {"framework-wrong"}),
    "no workbook": (lambda: b"Dear assessor, please find enclosed", {"file-is-text"}),
    "a Word file under the name of a workbook": (word_file, {"file-misnamed"}),
    "a password": (encrypted, {"file-encrypted"}),
    "an empty file": (lambda: b"", {"file-empty"}),
}


@pytest.mark.parametrize("what", UNUSABLE)
def test_an_unusable_file_is_one_clear_message(call, asked, tmp_path, what):
    """File, what, remedy; exit 2, nothing written; the other file is still read."""
    make, codes = UNUSABLE[what]
    bad = tmp_path / "returned.xlsx"
    bad.write_bytes(make())

    ending, document = asked("check", bad, CURRENT, "--as-of", "2026-07-10")
    refused, accepted = document["results"]

    assert (WRONG, False, True) == (ending, refused["accepted"], accepted["accepted"])
    [problem] = [one for one in refused["problems"] if one["level"] == "error"]
    assert problem["code"] in codes
    assert problem["file"] == str(bad)
    assert problem["remedy"]
    ending, out, err = call("diff", bad, "--prior", PRIOR, "-o", tmp_path / "diff.html")
    assert (WRONG, "") == (ending, out)
    assert str(bad) in err
    assert ["returned.xlsx"] == [place.name for place in tmp_path.iterdir()]


def test_a_file_that_is_not_there_is_named(asked, tmp_path):
    """Neither a traceback nor silence."""
    ending, document = asked("check", tmp_path / "gone.xlsx")

    assert WRONG == ending
    assert ["file-unreadable"] == [p["code"] for p in document["results"][0]["problems"]]


def test_diff_flags_and_ends_with_nought_unless_asked(asked):
    """Findings are a result, not a failure; --fail-on material makes them one."""
    words = ["diff", CURRENT, "--prior", PRIOR]
    code, document = asked(*words)

    assert (DONE, "secself/diff@1", "northfell-energy") == (
        code, document["format"], document["user"],
    )  # fmt: skip
    assert 4 == sum(finding["materiality"] == "material" for finding in document["findings"])
    assert FLAGGED == asked(*words, "--fail-on", "material")[0]


def test_a_file_compared_with_itself_has_no_change(asked):
    """Comparability is one, every Delta is unchanged, and no change rule speaks."""
    _, document = asked("diff", CURRENT, "--prior", CURRENT)

    assert 1.0 == document["comparability"]
    assert {"unchanged"} == {delta["change"] for delta in document["deltas"]}
    assert {"same"} == {delta["direction"] for delta in document["deltas"]}
    assert "prior-not-older" in {problem["code"] for problem in document["problems"]}


def test_without_a_prior_nothing_is_called_unchanged(asked):
    """Every Delta is added and unclear, and the missing baseline is noted."""
    _, document = asked("diff", CURRENT)

    assert (None, 0.0) == (document["prior"], document["comparability"])
    assert {("added", "unclear")} == {(d["change"], d["direction"]) for d in document["deltas"]}
    assert "no-baseline" in {finding["rule"] for finding in document["findings"]}


@pytest.mark.parametrize("suffix", [".json", ".html"])
def test_diff_saves_in_the_format_its_file_asks_for(call, tmp_path, suffix):
    """The ending of the name chooses; an ending nobody knows is refused before any work."""
    out = tmp_path / f"changes{suffix}"
    code, _, _ = call("diff", CURRENT, "--prior", PRIOR, "-o", out)

    assert DONE == code
    assert b"halyard-exchange" in out.read_bytes()
    assert WRONG == call("diff", CURRENT, "-o", tmp_path / "changes.pdf")[0]


def test_what_diff_saves_is_an_assessment(call, asked, tmp_path):
    """It holds the submission it judged, so next year it serves as the baseline."""
    saved = tmp_path / "assessed.json"
    call("diff", CURRENT, "--prior", PRIOR, "-o", saved)
    _, document = asked("diff", CURRENT, "--prior", saved)

    assert document["prior"]["digest"] == document["current"]["digest"]
    assert {"unchanged"} == {delta["change"] for delta in document["deltas"]}


def test_a_document_without_a_submission_is_one_sentence(call, asked, tmp_path):
    """The list that check printed is no assessment."""
    listed = tmp_path / "check.json"
    listed.write_text(call("check", CURRENT, "--format", "json")[1], encoding="utf-8")
    code, document = asked("diff", CURRENT, "--prior", listed)

    assert (WRONG, ["json-other"]) == (code, [p["code"] for p in document["problems"]])


def test_diff_of_another_users_prior_is_refused(asked):
    """A comparison of two Users would comfort nobody rightly."""
    code, document = asked("diff", CURRENT, "--prior", STRANGER)

    assert (WRONG, ["prior-of-another-user"]) == (code, [p["code"] for p in document["problems"]])


def test_a_command_nobody_knows_names_those_there_are(call):
    """The message helps."""
    code, _, err = call("ingestt")

    assert WRONG == code
    assert "generate" in err


def test_a_fault_of_ours_ends_with_three_and_a_file_to_attach(call, monkeypatch, tmp_path):
    """No traceback on the screen; the report is kept where it says."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(packs, "make", broken)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    code, out, err = call("generate", NORTHFELL / "profile.yaml", "-o", tmp_path / "out")

    assert (BUG, "") == (code, out)
    assert "Traceback" not in err
    reports = [word for word in err.split() if "secself-bug-" in word]
    assert "ZeroDivisionError" in Path(reports[0]).read_text(encoding="utf-8")
    Path(reports[0]).unlink()


def test_the_demo_leaves_what_three_users_and_the_committee_get(call, tmp_path):
    """And ends with what to open; a second run replaces what the first wrote."""
    for _ in range(2):
        code, out, _ = call("demo", tmp_path / "demo")
    users = ["brightmeter-insight", "calder-vale-gas", "northfell-energy"]
    made = tmp_path / "demo" / "committee"

    assert DONE == code
    assert "MATERIAL" in out
    assert "Open these next:" in out
    assert {*users, "committee"} == {
        place.name for place in (tmp_path / "demo").iterdir() if place.is_dir()
    }
    for user in users:
        kinds = {place.suffix for place in (tmp_path / "demo" / user).iterdir()}
        assert {".xlsx", ".docx", ".json", ".html"} == kinds
    for pack in ("pack", "neutral"):
        kinds = {place.suffix for place in (made / pack).glob("consolidated.*")}
        assert {".xlsx", ".docx", ".json", ".html"} == kinds
    letters = sorted(place.name for place in (made / "letters").glob("*-letter.docx"))
    assert ["northfell-energy-2026-ssa", "tidewell-data-2025-vusa"] == [
        name.removesuffix("-letter.docx") for name in letters
    ]


def test_a_line_break_in_an_id_cannot_forge_a_finding(call, tmp_path):
    """What looks like a line of ours is one."""
    book = openpyxl.load_workbook(CURRENT)
    sheet = book["Providers"]
    top = next(c.row for row in sheet.iter_rows() for c in row if c.value == "Id")
    sheet.cell(top + 1, 1).value = "halyard\nMATERIAL  G9.9  [position-lowered]"
    (tmp_path / "forged.xlsx").write_bytes(saved(book))
    _, out, _ = call("diff", tmp_path / "forged.xlsx", "--prior", PRIOR)

    assert "MATERIAL  G9.9" in out
    assert [] == [line for line in out.splitlines() if line.startswith("MATERIAL  G9.9")]


@pytest.mark.parametrize("command", ["check", "diff", "seal", "verify", "merge"])
@pytest.mark.parametrize("is_good", [True, False])
def test_a_line_break_in_a_name_cannot_forge_a_line(call, tmp_path, monkeypatch, command, is_good):
    """A file's name is a stranger's too, be the file taken or refused."""
    monkeypatch.chdir(tmp_path)
    forged = Path("a.xlsx\nas-sealed: all is well.xlsx")
    forged.write_bytes(CURRENT.read_bytes() if is_good else b"no workbook")
    rest = ["-o", "out.xlsx", forged, forged] if command == "merge" else []
    _, out, err = call(command, forged, *rest)

    assert "all is well" in out + err
    assert not [line for line in (out + err).splitlines() if line.startswith("as-sealed")]


@pytest.mark.parametrize("year", ["0", "-1", "1899", "99999"])
def test_a_year_nobody_can_mean_is_asked_wrongly(asked, tmp_path, year):
    """Neither a fault of ours, nor silently another year."""
    words = ["generate", NORTHFELL / "profile.yaml", f"--year={year}", "-o", tmp_path / "out"]
    code, document = asked(*words)

    assert (WRONG, ["usage"]) == (code, [problem["code"] for problem in document["problems"]])


def test_text_from_a_file_cannot_steer_the_screen(call, tmp_path) -> None:
    """Escape characters that a stranger put into a name are shown, not sent."""
    code, _, err = call("check", tmp_path / "\x1b[2Jgone\u202e.xlsx")

    assert WRONG == code
    assert "\x1b" not in err


def test_diff_says_why_an_item_is_flagged_and_why_not_for_more(call):
    """The trace of one item: what was compared, which rules spoke, what the others saw."""
    code, out, _ = call("diff", CURRENT, "--prior", PRIOR, "--why", "Domestic premises")

    assert code == DONE
    assert "Rules that spoke: 1" in out
    assert "Rules that looked and were silent" in out
    assert "Profile!B" in out


def test_the_trace_is_data_too(asked):
    """With --format json it stands beside the Deltas and findings."""
    _, document = asked("diff", CURRENT, "--prior", PRIOR, "--why", "G3.11", "--why", "Q07.1")

    assert ["G3.11", "Q07.1"] == [trace["delta"]["ref"] for trace in document["why"]]
    assert all(rule["because"] for trace in document["why"] for rule in trace["rules"])
    assert document["deltas"]


def test_a_ref_that_is_not_there_is_asked_wrongly(asked):
    """A slip of the pen is answered with what may have been meant."""
    code, document = asked("diff", CURRENT, "--prior", PRIOR, "--why", "g3.11")
    [problem] = document["problems"]

    assert (WRONG, "item-unknown") == (code, problem["code"])
    assert "G3.11" in problem["remedy"]


def test_the_years_of_one_item_stand_side_by_side(call, asked, tmp_path):
    """With a folder of past files, --why shows what was answered in each of them."""
    folder = tmp_path / "past"
    folder.mkdir()
    (folder / "2025-vusa.xlsx").write_bytes(PRIOR.read_bytes())
    call("diff", PRIOR, "-o", tmp_path / "older.json")
    older = json.loads((tmp_path / "older.json").read_text(encoding="utf-8"))["submission"]
    older["marks"] |= {"year": 2024, "kind": "fusa"}
    (folder / "2024-fusa.json").write_text(json.dumps(older), encoding="utf-8")
    _, out, _ = call("diff", CURRENT, "--prior", folder, "--why", "G5.23")
    _, document = asked("diff", CURRENT, "--prior", folder, "--why", "G5.23")

    assert ["2024-fusa: Met", "2025-vusa: Met", "2026-ssa: Partly met"] == [
        line.strip() for line in out.splitlines() if line.startswith("    202")
    ]
    assert [2024, 2025] == [year["year"] for year in document["why"][0]["years"]]
    assert 2025 == document["prior"]["year"]


def test_a_sample_of_what_is_declared_unchanged_is_recorded_with_its_seed(call, asked):
    """The assessor can draw it again, and show how it was drawn."""
    _, document = asked("diff", CURRENT, "--prior", PRIOR, "--challenge", 4, "--seed", "June")
    _, out, _ = call("diff", CURRENT, "--prior", PRIOR, "--challenge", 4, "--seed", "June")
    drawn = document["challenge"]

    assert ("June", 4) == (drawn["seed"], len(drawn["drawn"]))
    assert f"To be probed: 4 of {drawn['drawn_from']}" in out
    assert all(f"  {one['ref']}  " in out for one in drawn["drawn"])


def test_what_is_saved_as_json_is_what_is_printed(asked, tmp_path):
    """The sample with its seed, the trial and the trace are recorded, not only shown."""
    saved = tmp_path / "said.json"
    words = ("--challenge", 3, "--seed", "June", "--why", "G5.23", "-o", saved)
    _, printed = asked("diff", CURRENT, "--prior", PRIOR, *words)
    document = json.loads(saved.read_text(encoding="utf-8"))

    assert {"why", "challenge"} <= document.keys()
    assert {**printed, "files": []} == document
