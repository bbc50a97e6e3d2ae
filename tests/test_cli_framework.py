"""`secself framework`: what it shows, finds, compares and writes."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest
from frameworks import control, tiny_framework

from secself import catalogue, yamltext
from secself.cli.commands import secself
from secself.cli.ending import DONE, FLAGGED, WRONG, run
from secself.cli.framework import PARTS
from secself.exchange import listing
from secself.grid import folded
from secself.schemas.framework import load_framework as load_content
from secself.schemas.plain import plain
from secself.schemas.published import json_schema
from secself.store.frameworks import Library, load_framework, shelf

REPOSITORY = Path(__file__).parent.parent
CONTROLS = REPOSITORY / "controls"
REFERENCES = ("sec-scf@2.0", "sec-scf@2.3", "sec-scf@2.5")


@pytest.fixture
def call(capsys):
    """Run a command line, and give its exit code and what it printed."""

    def command(*words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ending:
            run(secself, ["framework", *(str(word) for word in words)])
        printed = capsys.readouterr()
        return int(ending.value.code or 0), printed.out, printed.err

    return command


@pytest.fixture
def asked(call):
    """Run a command line with --format json, and give its exit code and its one document."""

    def command(*words: object) -> tuple[int, dict]:
        code, out, _ = call(*words, "--format", "json")
        return code, json.loads(out)

    return command


@pytest.mark.parametrize("part", PARTS)
def test_every_command_explains_itself_with_an_example(call, part):
    """--help ends well, and shows a line a person could type."""
    code, out, _ = call(part, "--help")

    assert DONE == code
    assert f"Example: secself framework {part}" in " ".join(out.split())


def test_a_misspelt_command_names_those_there_are(call):
    """Nobody has to look them up."""
    code, _, err = call("lnt", "x")

    assert WRONG == code
    assert "show, lint, diff, schema, export" in err


# show


def test_an_overview_lists_everything_that_can_be_shown(call, asked):
    """Controls, questions, interpretations, rules, and what the edition does not have."""
    code, out, _ = call("show", "sec-scf@2.0")
    _, document = asked("show", "sec-scf@2.0")

    assert DONE == code
    assert [] == [ref for ref in ("G3.11", "Q08.1", "AI-4", "position-lowered") if ref not in out]
    assert "Not in this edition" in out
    assert "secself/framework-show@1" == document["format"]
    assert "AI-7" in {one["id"] for one in document["withdrawals"]}


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("G3.11", ["Binds: Import Supplier", "Expected evidence:", "Read with AI-4", "yaml, line"]),
        ("Q07.2", ["Why:", "Answer: choice: Yes / No", "Only if Q07.1 is answered Yes"]),
        ("AI-4", ["Named by: G3.11, Q07.1", "Edition: 2.3"]),
        ("near-threshold", ["Settings:", "percent: 80", "Provenance: proposed"]),
    ],
)  # fmt: skip
def test_one_entry_is_shown_in_full(call, ref, said):
    """Text, whom it binds, evidence, interpretations, provenance and the line it stands on."""
    code, out, _ = call("show", "sec-scf", ref)

    assert DONE == code
    assert [] == [words for words in said if words not in out]


def test_the_json_of_one_entry_has_every_field(asked):
    """A program gets what a person sees."""
    _, document = asked("show", "sec-scf", "AI-4")

    assert ("interpretation", "AI-4") == (document["kind"], document["entry"]["id"])
    assert "G3.11" in document["named_by"]
    assert document["entry"]["line"]


def test_an_unknown_entry_says_why_it_is_not_there(call):
    """What an edition does not have yet is told apart from a slip."""
    code, _, err = call("show", "sec-scf@2.0", "AI-7")

    assert WRONG == code
    assert "version 2.2 of the interpretations" in err
    assert WRONG == call("show", "sec-scf", "G9.99")[0]
    assert WRONG == call("show", "sec-scf@9")[0]


# lint


def test_our_own_frameworks_are_clean(call, asked):
    """Not a note."""
    code, out, _ = call("lint", CONTROLS)
    _, document = asked("lint", CONTROLS)

    assert DONE == code
    assert "nothing wrong" in out
    assert [] == document["problems"]
    assert list(REFERENCES) == [one["framework"] for one in document["editions"]]


PLANTED = (
    ("controls.yaml", "chapter: G6\n", "chaptre: G6\n", "data-shape", "chaptre"),
    ("controls.yaml", "chapter: G4\n", "chapter: G44\n", "reference-dangling", "G44"),
    ("controls.yaml", "title: Separation\n", 'title: ""\n', "data-shape", "empty"),
    ("controls.yaml", "- id: G3.3\n", "- id: G3.2\n", "id-twice", "G3.2"),
    ("controls.yaml", "clause: G3.5,", "clause: g 3.5,", "reference-spelling", "g 3.5"),
    ("controls.yaml", "standards: [iso-27035]", "standards: [iso-99999]", "reference-dangling",
     "iso-99999"),
    ("questions.yaml", "interpretations: [AI-4]", "interpretations: [AI-12]", "reference-dangling",
     "AI-12"),
    ("interpretations.yaml", "status: verified", "status: certain", "data-shape", "certain"),
    ("framework.yaml", "sources: [D-1, G-IMP]", "sources: [D-1, G-NONE]", "reference-dangling",
     "G-NONE"),
    ("framework.yaml", "  - code: N-25\n", "  - code: X-1\n    title: Unused\n  - code: N-25\n",
     "source-unused", "X-1"),
    ("materiality.yaml", "- id: role-added\n", "- id: role-addled\n", "rule-unknown",
     "role-addled"),
    ("materiality.yaml", "question: Q08.1, months: 12", "question: Q08.1, months: soon",
     "rule-setting", "soon"),
    ("framework.yaml", "interpretations_edition: 2.3\n",
     "interpretations_edition: 2.3\ninterpretations_edition: 2.4\n", "yaml-key-twice",
     "interpretations_edition"),
)  # fmt: skip
"""File, words, what they become, the code that says so, and a word it must quote."""


@pytest.fixture
def planted(tmp_path) -> Path:
    """A copy of our framework with every fault planted in it, and one in its YAML."""
    folder = shutil.copytree(CONTROLS / "sec-scf" / "2.5", tmp_path / "sec-scf" / "2.5")
    for file, before, after, _, _ in PLANTED:
        replace(folder / file, before, after)
    questions = folder / "questions.yaml"
    replace(
        questions, "    why: |\n      The number shows how far", "    why: [open\n      The numb"
    )
    return folder


def replace(file: Path, before: str, after: str) -> None:
    """Change the first place where a file has these words."""
    text = file.read_text(encoding="utf-8")
    assert before in text, before
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_every_planted_fault_is_reported_in_one_run(asked, planted):
    """Twelve and more, of every stage, each with file, line and remedy; exit code 1."""
    code, document = asked("lint", planted)
    found = document["problems"]
    wanted = {(file, code, word) for file, _, _, code, word in PLANTED}
    met = {
        (file, code, word)
        for file, code, word in wanted
        for one in found
        if one["code"] == code and Path(one["file"]).name == file and word in one["what"]
    }

    assert FLAGGED == code
    assert len(wanted) >= 12
    assert set() == wanted - met
    assert "yaml-broken" in {one["code"] for one in found}
    assert all(one["file"] and one["line"] and one["remedy"] for one in found)


def test_nothing_but_the_planted_faults_is_reported(asked, planted):
    """One slip does not bring a train of others: no echo of what is broken elsewhere.

    Three have a second side: a key misspelt is a key missing, an id overwritten is an id lost, and
    a source misspelt is another one unused. And the copy goes by the name of what is shipped.
    """
    _, document = asked("lint", planted)
    planned = [row[3] for row in PLANTED] + [
        "yaml-broken",
        "data-shape",
        "id-lost",
        "source-unused",
        "edition-hides",
    ]

    assert sorted(planned) == sorted(one["code"] for one in document["problems"])


@pytest.mark.parametrize(
    ("text", "after", "code"),
    [
        ("{document: SEC, clause: G3.5,", "{document: Sec, clause: G3.5,", "reference-spelling"),
        ("{document: SEC, clause: G3.5,", "{document: SCE, clause: G3.5,", "reference-spelling"),
        (
            "{document: SEC, clause: G3.5,",
            "{document: Smart Energy Code, clause: G3.5,",
            "reference-spelling",
        ),
        ("clause: G3.5,", "clause: G3.5b,", "reference-spelling"),
        ("clause: G3.5,", "clause: G3;5,", "reference-spelling"),
        ("sources: [P-SSC, R]", "sources: []", "provenance-missing"),
    ],
)
def test_spelling_and_missing_sources(asked, tmp_path, text, after, code):
    """A document or clause spelled otherwise than elsewhere, a line without a source."""
    folder = shutil.copytree(CONTROLS / "sec-scf" / "2.5", tmp_path / "sec-scf" / "2.5")
    file = folder / "controls.yaml"
    if text not in file.read_text(encoding="utf-8"):
        text = re.search(r"sources: \[[A-Z][^\]]*\]", file.read_text(encoding="utf-8"))[0]
    replace(file, text, after)

    assert code in {one["code"] for one in asked("lint", folder)[1]["problems"]}


@pytest.mark.parametrize("name", ["A2", "a 2", "a\u00a02 ", " A2:", "A2*", "Ä\t2", "ß"])
def test_ids_are_told_apart_as_the_reader_of_workbooks_does(name):
    """What the reader takes for one Ref is one to the law too."""
    assert folded(name) == catalogue.alike(name)


def test_ids_that_nobody_can_type_apart_are_reported(asked, tmp_path):
    """Capitals, and a space at the end: an answer to one would be taken for the other's."""
    place = shutil.copytree(CONTROLS / "sec-scf" / "2.5", tmp_path / "sec-scf" / "2.5")
    file = place / "controls.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("- id: G3.10\n", "- id: g3.9\n").replace(
        "- id: G3.12\n", '- id: "G3.12 "\n'
    )
    file.write_text(text, encoding="utf-8")

    _, document = asked("lint", place)

    found = {one["ref"]: one for one in document["problems"] if one["code"] == "id-alike"}
    assert {"g3.9", "G3.12 "} == set(found)
    assert 'id: "G3.12 "' in text.splitlines()[found["G3.12 "]["line"] - 1]


def test_an_interpretation_nobody_names_is_reported(asked, tmp_path):
    """With its line."""
    folder = shutil.copytree(CONTROLS / "sec-scf" / "2.5", tmp_path / "sec-scf" / "2.5")
    for name in ("controls.yaml", "questions.yaml"):
        file = folder / name
        text = file.read_text(encoding="utf-8").replace(
            "interpretations: [AI-7]", "interpretations: []"
        )
        file.write_text(text, encoding="utf-8")
    _, document = asked("lint", folder)

    assert [("interpretation-unlinked", "AI-7", 17)] == [
        (one["code"], one["ref"], one["line"])
        for one in document["problems"]
        if one["code"] != "edition-hides"
    ]


def test_what_is_no_framework_at_all_is_not_told_value_by_value(asked, tmp_path):
    """Of a list without shape the first faults are told, and how many more there are."""
    place = shutil.copytree(CONTROLS / "sec-scf" / "2.5", tmp_path / "sec-scf" / "2.5")
    records = "".join(f"  - bar: X{number}\n" for number in range(300))
    (place / "controls.yaml").write_text(f"format: 1\ncontrols:\n{records}", encoding="utf-8")

    code, document = asked("lint", place)

    assert FLAGGED == code
    assert 1_001 == len(document["problems"])
    assert [300 * 8 - 1_000] == [
        int(one["what"].split()[0].replace(",", ""))
        for one in document["problems"]
        if "more values" in one["what"]
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("format: 1\nid: [oops\n", "yaml-broken"),
        ("format: 1\nid: sec-scf\nedition: 2.5\nextends: sec-scf@9.9\n", "base-unknown"),
        ("format: 1\nroles: &one []\nkinds: *one\n", "yaml-alias"),
        ("format: 1\nid: a\x00b\n", "yaml-broken"),
        (f"format: 1\nroles: {'[' * 30}{']' * 30}\n", "yaml-deep"),
    ],
)
def test_of_a_text_that_cannot_be_had_only_the_cause_is_told(call, asked, tmp_path, text, code):
    """Neither what would have stood in it nor what names it; by lint and by all that loads it."""
    place = shutil.copytree(CONTROLS / "sec-scf" / "2.5", tmp_path / "sec-scf" / "2.5")
    (place / "framework.yaml").write_text(text, encoding="utf-8")

    _, document = asked("lint", place)
    _, _, err = call("show", "sec-scf@2.5", "--controls", tmp_path)

    assert [code] == [one["code"] for one in document["problems"]]
    assert 1 == err.count(f"[{code}]")
    assert "key is missing" not in err


def test_a_reused_and_a_lost_id_are_reported(asked, tmp_path):
    """An id that is another thing than in the edition before, and one that is just gone."""
    folder = shutil.copytree(CONTROLS / "sec-scf" / "2.5", tmp_path / "sec-scf" / "2.6")
    replace(folder / "framework.yaml", "edition: 2.5", "edition: 2.6")
    controls = folder / "controls.yaml"
    text = controls.read_text(encoding="utf-8")
    start, end = text.index("  - id: G3.5\n"), text.index("  - id: G3.6\n")
    block = text[start:end]
    reused = re.sub(r"clause: G3\.5", "clause: G9.9", block)
    reused = re.sub(r"(    text: \|\n)(      .*\n)+", r"\1      Paint every fence green.\n", reused)
    controls.write_text(text[:start] + reused + text[end:], encoding="utf-8")
    replace(controls, "- id: G3.4\n", "- id: G3.4a\n")
    _, document = asked("lint", tmp_path)

    assert {("id-reused", "G3.5"), ("id-lost", "G3.4")} == {
        (one["code"], one["ref"]) for one in document["problems"]
    }


def test_an_overlay_is_linted_over_what_it_extends(asked, tmp_path):
    """Its own faults with its own lines, and none of what it inherits."""
    place = tmp_path / "sec-scf" / "2.5-mine"
    place.mkdir(parents=True)
    (place / "framework.yaml").write_text(
        "format: 1\nid: sec-scf\nedition: 2.5-mine\nextends: sec-scf@2.5\n"
        "controls:\n  - id: G3.9\n    text: ' '\n  - id: G3.10\n    after: G99\n"
        "withdrawals:\n  - id: G7.7\n    reason: Gone.\n"
        "    provenance: {status: proposed, sources: [OWN], confidence: low}\n",
        encoding="utf-8",
    )
    code, document = asked("lint", tmp_path)

    assert FLAGGED == code
    assert [("data-shape", 7), ("overlay-dangling", 9), ("overlay-dangling", 11)] == [
        (one["code"], one["line"]) for one in document["problems"]
    ]


def test_an_id_of_the_edition_beneath_is_reused_once(asked, tmp_path):
    """A control that takes the id of a question beneath is told where it stands, and not twice."""
    controls = (CONTROLS / "sec-scf" / "2.5" / "controls.yaml").read_text(encoding="utf-8")
    block = controls[controls.index("  - id: G3.5\n") : controls.index("  - id: G3.6\n")]
    place = tmp_path / "sec-scf" / "2.6"
    place.mkdir(parents=True)
    (place / "framework.yaml").write_text(
        "format: 1\nid: sec-scf\nedition: 2.6\nextends: sec-scf@2.5\ncontrols:\n"
        + block.replace("id: G3.5", "id: Q08.1"),
        encoding="utf-8",
    )
    _, document = asked("lint", place)

    assert [("id-reused", "framework.yaml", 6)] == [
        (one["code"], Path(one["file"]).name, one["line"])
        for one in document["problems"]
        if one["code"] in ("id-reused", "id-twice")
    ]


def test_an_inherited_line_that_is_wrong_only_here_is_said_here(asked, tmp_path):
    """A rule that counts by a question which this edition withdraws is wrong in this edition."""
    shutil.copytree(CONTROLS / "sec-scf" / "2.5", tmp_path / "sec-scf" / "2.5")
    place = tmp_path / "sec-scf" / "2.4"
    place.mkdir(parents=True)
    (place / "framework.yaml").write_text(
        "format: 1\nid: sec-scf\nedition: 2.4\nextends: sec-scf@2.5\n"
        "withdrawals:\n  - id: Q10.1\n    reason: Gone.\n"
        "    provenance: {status: proposed, sources: [OWN], confidence: low}\n",
        encoding="utf-8",
    )
    code, document = asked("lint", tmp_path)

    assert FLAGGED == code
    assert any("incident-reported" in one["what"] for one in document["problems"])


def test_a_folder_without_a_framework_is_said(call, tmp_path):
    """There is nothing to read."""
    code, _, err = call("lint", tmp_path)

    assert WRONG == code
    assert "folder-unknown" in err


# diff


def test_two_editions_are_compared_word_by_word(call, asked):
    """What was added, withdrawn and reworded, and whose answers it touches."""
    code, out, _ = call("diff", "sec-scf@2.3", "sec-scf@2.5")
    _, document = asked("diff", "sec-scf@2.3", "sec-scf@2.5")
    [separation] = [one for one in document["revisions"] if one["id"] == "G3.11"]

    assert DONE == code
    assert "{+Where cloud services provide it, read AI-4 and SCF Part 2, Appendix B.+}" in out
    assert "secself/framework-diff@1" == document["format"]
    assert ("changed", True) == (separation["change"], separation["reworded"])
    assert "export-supplier" not in separation["touches"]
    assert "gas-supplier" in separation["touches"]


def test_a_difference_read_backwards_is_a_withdrawal(asked):
    """With the reason, and the items that an interpretation reached."""
    _, document = asked("diff", "sec-scf@2.3", "sec-scf@2.0")
    [gone] = [one for one in document["revisions"] if one["id"] == "AI-7"]

    assert "withdrawn" == gone["change"]
    assert "version 2.2" in gone["reason"]
    assert {"G5.14", "G5.15", "G5.16", "Q08.1", "Q08.2", "Q08.3"} == set(gone["items"])


@pytest.mark.parametrize("reference", REFERENCES)
def test_an_edition_does_not_differ_from_itself(call, reference):
    """Nothing changed."""
    assert "Nothing changed." in call("diff", reference, reference)[1]


def test_what_only_comes_from_elsewhere_is_one_line(call, asked, tmp_path):
    """The same table imported again, from a file of another name, with one text changed."""
    rows = "Ref,Text\nA1,Keep keys.\nA2,Shut doors.\nA3,Mend roofs.\n"
    for edition in ("1", "2"):
        file = tmp_path / f"as-of-{edition}.csv"
        file.write_text(rows.replace("Mend", "Mend" if edition == "1" else "Thatch"), "utf-8")
        call("import", file, "-o", tmp_path / "mine", "--id", "mine", "--edition", edition)
    words = ("diff", "mine@1", "mine@2", "--controls", tmp_path / "mine")
    _, out, _ = call(*words)
    _, document = asked(*words)
    changed = [one for one in document["revisions"] if one["list"] == "controls"]

    assert ["A3"] == [one["id"] for one in changed]
    assert changed[0]["touches"]
    assert [{"list": "controls", "id": "A1"}, {"list": "controls", "id": "A2"}] == [
        one for one in document["provenance_only"] if one["list"] == "controls"
    ]
    assert "Only where they come from changed, and no answer: controls: 2; chapters: 1." in out
    assert "changed   controls  A1" not in out


def test_the_words_of_a_difference_give_both_sides(asked):
    """Kept and removed make the old text, kept and added the new one."""
    _, document = asked("diff", "sec-scf@2.0", "sec-scf@2.5")
    fields = [
        field for one in document["revisions"] for field in one["fields"] if field["passages"]
    ]

    assert fields
    for field in fields:
        for side, left_out in (("before", "added"), ("after", "removed")):
            kept = [one["text"] for one in field["passages"] if one["change"] != left_out]
            assert field[side].split() == " ".join(kept).split()


# schema


def test_the_published_schema_is_current(asked):
    """docs/reference/framework.schema.json is what the command prints."""
    published = REPOSITORY / "docs" / "reference" / "framework.schema.json"
    _, document = asked("schema")

    assert json_schema() == json.loads(published.read_text(encoding="utf-8"))
    assert json_schema() == document["schema"]


FILES = [
    *sorted((CONTROLS / "sec-scf").rglob("*.yaml")),
    *sorted((REPOSITORY / "samples").rglob("profile.yaml")),
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: "/".join(file.parts[-3:]))
def test_our_files_are_valid_under_the_schema(file):
    """Every file of every edition, and every sample's profile."""
    content = yamltext.parse(file.read_text(encoding="utf-8"), file.name).content

    jsonschema.Draft202012Validator.check_schema(json_schema())
    assert [] == list(jsonschema.Draft202012Validator(json_schema()).iter_errors(content))


@pytest.mark.parametrize(
    ("text", "is_valid"),
    [
        ("format: 1\ninterpretations_edition: 2.5", True),
        ("format: 1\nextends: sec-scf@2.5\ncontrols: [{id: G3.9, after: G3.2}]", True),
        ("format: 1\nextends: sec-scf", False),
        ("format: 1\ncontrols: [{text: a}]", False),
        ("format: 1\ncontrolls: []", False),
        ("format: 2", False),
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(text, is_valid):
    """A key misspelt, an overlay without an edition, a record without an id."""
    content = yamltext.parse(text, "some.yaml").content

    assert is_valid == jsonschema.Draft202012Validator(json_schema()).is_valid(content)


# export


@pytest.mark.parametrize("reference", REFERENCES)
def test_the_yaml_loads_back_to_an_equal_framework(call, tmp_path, reference):
    """One file holds all that the edition says, also what it takes from beneath."""
    name, _, edition = reference.partition("@")
    file = tmp_path / name / edition / "framework.yaml"
    code, _, _ = call("export", reference, "--to", "yaml", "-o", file)

    assert DONE == code
    assert Library(shelf()).framework(reference) == load_framework(file.parent)
    assert DONE == call("lint", file)[0]


@pytest.mark.parametrize(
    "text", ["yes", "2.10", "null", "a: b # c", "- x\n- y\n\n z ", "“é”\tx", "1"]
)
def test_any_text_survives_the_yaml(text):
    """Every scalar is text, whatever it looks like."""
    framework = tiny_framework()
    changed = type(framework)(
        **{
            **{name: getattr(framework, name) for name in framework.__dataclass_fields__},
            "controls": (*framework.controls, control("G2.9", f"{text}.")),
            "notice": text,
        }
    )
    document = yamltext.parse(yamltext.write(plain(changed)), "x")

    assert ((), (changed, [])) == (document.problems, load_content(document.content))


def test_the_table_has_a_row_for_every_control_and_question(asked, tmp_path):
    """In order, with all that is asked of whom."""
    file = tmp_path / "table.csv"
    code, document = asked("export", "sec-scf", "--to", "csv", "-o", file)
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))
    framework = Library(shelf()).framework("sec-scf")

    assert (DONE, [str(file)]) == (code, document["files"])
    assert [one.id for one in (*framework.controls, *framework.questions)] == [
        row["Ref"] for row in rows
    ]
    assert framework.controls[0].text.strip() == rows[0]["Text"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1"])
def test_no_text_of_the_table_runs(text):
    """An apostrophe stands before what a spreadsheet would run."""
    assert f"'{text}" == listing.safe(text)
    assert "a=1" == listing.safe("a=1")


def test_nothing_is_replaced_unasked(call, tmp_path):
    """As with every command that writes."""
    file = tmp_path / "mine.csv"
    file.write_text("mine")

    assert WRONG == call("export", "sec-scf", "--to", "csv", "-o", file)[0]
    assert "mine" == file.read_text()
    assert DONE == call("export", "sec-scf", "--to", "csv", "-o", file, "--force")[0]


@pytest.mark.parametrize(
    ("form", "name", "fitting"),
    [("xlsx", "foo.yaml", ".xlsx"), ("yaml", "foo.csv", ".yaml"), ("oscal", "foo.xlsx", "folder")],
)
def test_a_name_that_promises_another_form_is_refused(call, tmp_path, form, name, fitting):
    """A workbook named foo.yaml would be opened as what it is not."""
    code, _, err = call("export", "sec-scf@2.5", "--to", form, "-o", tmp_path / name)

    assert WRONG == code
    assert name in err
    assert fitting in err
    assert not (tmp_path / name).exists()


def test_an_import_says_what_stops_it_and_what_does_not(call, tmp_path):
    """The gravest first, each marked, and counted at the end."""
    file = tmp_path / "table.csv"
    rows = "Ref,Text,Applies to\nA1,Keep keys.,Nobody\nA2,Shut doors.,All\n"
    words = ("import", file, "-o", tmp_path / "mine", "--id", "mine", "--edition", "1")
    file.write_text(rows, encoding="utf-8")
    code, _, refused = call(*words)
    file.write_text(rows.replace("Nobody", "All"), encoding="utf-8")
    done, _, said = call(*words)
    levels = [line.partition(":")[0] for line in refused.splitlines() if line[:1] != " "]

    assert (WRONG, DONE) == (code, done)
    assert ["error", "warning", "note", "Nothing was written"] == list(dict.fromkeys(levels))
    assert refused.splitlines()[-1].startswith("Nothing was written: 1 error, ")
    assert "note: " in said
    assert "error: " not in said
