"""A framework as a workbook: every list and key has its place, and comes back as it was."""

import dataclasses
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from frameworks import control
from frameworks import tiny_framework as unsourced_framework
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import Schema, fields
from openpyxl.workbook import Workbook

from secself.exchange import assembling, book, plan
from secself.exchange.cells import joined, parted
from secself.model import Framework, Source
from secself.problems import NotSaved, Problem, Refused
from secself.schemas.fields import Word
from secself.schemas.framework import FrameworkSchema
from secself.schemas.framework import load_framework as load_content
from secself.schemas.plain import plain
from secself.schemas.published import whole_schema
from secself.store import imported
from secself.store.frameworks import Library, load_framework, shelf
from secself.workbook.reader import read_grid

TABLES = plan.tables(whole_schema())
REFERENCES = ("tiny", "sec-scf@2.0", "sec-scf@2.3", "sec-scf@2.5")
needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


def tiny_framework() -> Framework:
    """The invented framework, with every source that its lines name."""
    framework = unsourced_framework()
    remembered = Source(code="R", title="What the tests remember")
    return dataclasses.replace(framework, sources=(*framework.sources, remembered))


@pytest.fixture(params=REFERENCES)
def framework(request) -> Framework:
    """Each framework in turn: the invented one, and the editions that are shipped."""
    if request.param == "tiny":
        return tiny_framework()
    return Library(shelf()).framework(request.param)


def written(framework: Framework) -> bytes:
    """The workbook of a framework."""
    return book.workbook(plain(framework), TABLES)


def read(data: bytes) -> tuple[Framework | None, list[object]]:
    """What a workbook says, and all that is wrong with it."""
    assembled = assembling.assemble(read_grid(data).sheets, TABLES)
    framework, faults = load_content(assembled.content)
    return framework, [*assembled.problems, *faults]


def edited(data: bytes, change: Callable[[Workbook], object]) -> bytes:
    """A workbook after somebody changed it."""
    opened = openpyxl.load_workbook(io.BytesIO(data))
    change(opened)
    saved = io.BytesIO()
    opened.save(saved)
    return saved.getvalue()


# every fact has one place


def keys(schema: Schema, way: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every key of a schema under which a value stands, with the keys around it."""
    for name, field in schema.fields.items():
        inner = field.inner if isinstance(field, fields.List) else field
        here = (*way, field.data_key or name)
        if isinstance(inner, fields.Nested):
            yield from keys(inner.schema, here)
        else:
            yield here


def whole(table: plan.Table) -> tuple[str, ...]:
    """The keys from the top of a framework to a list."""
    return (*(whole(table.owner) if table.owner else ()), *table.way)


def test_every_key_of_the_schema_has_one_place():
    """No list and no key is forgotten, and none stands twice."""
    places = [
        (*whole(table), *column.way)
        for table in TABLES
        for column in table.columns
        if table.shape != "pairs"
    ]
    places += [whole(table) for table in TABLES if table.shape == "pairs"]

    assert sorted(keys(FrameworkSchema())) == sorted(places)
    assert len({table.sheet for table in TABLES}) == len(TABLES)
    assert [] == [table.sheet for table in TABLES if len(set(table.headings)) < len(table.headings)]


def test_a_list_that_is_added_to_the_schema_has_its_sheet():
    """Also one whose records have no name and hold a list of their own: they are numbered."""
    schema = whole_schema()
    text = {"type": ["string", "number", "boolean"]}
    listed = {"type": "array", "items": {"$ref": "#/$defs/Step"}}
    schema["$defs"]["framework"]["properties"]["omens"] = {
        "type": "array",
        "items": {"$ref": "#/$defs/Omen"},
    }
    for name, properties in (("Omen", {"sign": text, "steps": listed}), ("Step", {"deed": text})):
        schema["$defs"][name] = {
            "description": name,
            "properties": properties,
            "required": list(properties),
        }
    content = {
        **plain(tiny_framework()),
        "omens": [
            {"sign": "A raven", "steps": [{"deed": "Wait"}, {"deed": "Go"}]},
            {"sign": "An owl", "steps": []},
        ],
    }
    tables = plan.tables(schema)
    data = book.workbook(content, tables)

    assert ("Omen", "Deed") == next(t.headings for t in tables if t.sheet == "Omens steps")
    assert content == assembling.assemble(read_grid(data).sheets, tables).content


# both ways


def test_a_framework_comes_back_as_it_was(framework):
    """Lifecycle, rules, withdrawals and all, with nothing to say."""
    assert (framework, []) == read(written(framework))


def test_the_same_framework_gives_the_same_bytes(framework):
    """Nothing depends on the clock or on chance."""
    assert written(framework) == written(framework)


def test_the_files_are_those_of_the_framework(framework, tmp_path):
    """What is saved as YAML loads as the framework that was exported."""
    for name, content in imported.yaml_files(framework).items():
        file = tmp_path / framework.id / framework.edition / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    assert framework == load_framework(tmp_path / framework.id / framework.edition)


LINES = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n|"), min_size=1
).map(lambda text: text.strip("\n"))


@given(st.lists(LINES.filter(str.strip), max_size=5))
def test_several_texts_in_a_cell_stay_apart(texts):
    """Whatever they begin with, and however many lines each has."""
    assert texts == parted(joined(texts))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "'quoted",
        "_x0041_",
        "a\n\nb ",
        " lead",
        "007",
        "2.10",
        "é“\t",
    ],
)
def test_any_text_survives_and_none_is_a_formula(text):
    """Neither in the file, nor when its cell is edited."""
    before = tiny_framework()
    after = dataclasses.replace(
        before, title=text, controls=(*before.controls, control("G2.9", f"{text}x"))
    )
    data = written(after)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        formulas = [name for name in sheets if b"<f>" in package.read(name)]

    assert (after, []) == read(data)
    assert [] == formulas


def test_a_text_that_no_cell_can_carry_is_refused():
    """It is never cut."""
    framework = dataclasses.replace(tiny_framework(), notice="\U0001d552" * 16_384)

    with pytest.raises(Refused) as refusal:
        written(framework)

    [problem] = refusal.value.problems
    assert ("text-too-long", "Framework") == (problem.code, problem.origin.sheet)


# what a person sees


def test_every_word_has_a_dropdown_and_every_cell_says_what_it_takes():
    """Also the names of sections, themes and kinds; and the header stays in sight."""
    opened = openpyxl.load_workbook(io.BytesIO(written(tiny_framework())))
    for table in TABLES:
        sheet = opened[table.sheet]
        rules = {
            str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation
        }
        places = {
            column: f"B{n}" if table.shape == "form" else f"{letter(len(table.keys) + n - 1)}2"
            for n, column in enumerate(table.columns, start=2 if table.shape == "form" else 1)
        }
        lists = {column for column, place in places.items() if rules[place].type == "list"}

        assert {column for column in table.columns if column.words} <= lists
        assert all(rules[place].prompt for place in places.values())
        assert sheet.freeze_panes
        assert sheet["A1"].alignment.wrap_text
    named = opened["Controls"].data_validations.dataValidation
    assert "'Chapters'!$A$2:$A$5001" in " ".join(str(rule.formula1) for rule in named)


def letter(number: int) -> str:
    """The letter of a column, counted from 0."""
    return openpyxl.utils.get_column_letter(number + 1)


def words(schema: Schema) -> Iterator[Word]:
    """Every field of a closed vocabulary."""
    for field in schema.fields.values():
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested):
            yield from words(inner.schema)
        elif isinstance(inner, Word):
            yield inner


def test_no_vocabulary_is_too_long_for_a_dropdown():
    """A list within a rule may have 255 characters."""
    assert [] == [
        word.words for word in words(FrameworkSchema()) if len(",".join(word.words)) > 255
    ]


# what somebody may have done to it


def problems(data: bytes, tmp_path: Path) -> tuple[Problem, ...]:
    """What keeps a workbook from being used."""
    file = tmp_path / "mine.xlsx"
    file.write_bytes(data)
    with pytest.raises(Refused) as refusal:
        imported.from_workbook(file)
    return refusal.value.problems


def wreck(opened: Workbook) -> None:
    """Plant a dozen faults of every kind."""
    controls = opened["Controls"]
    headings = [cell.value for cell in controls[1]]
    controls.cell(2, headings.index("Text") + 1).value = None
    controls.cell(3, headings.index("Title") + 1).value = "   "
    controls.cell(3, headings.index("Chapter") + 1).value = "G99"
    controls.cell(4, headings.index("Id") + 1).value = "G1.1"
    controls.cell(5, headings.index("Applies to") + 1).value = "import-supplier\nnobody"
    controls.cell(6, headings.index("Provenance status") + 1).value = "certain"
    controls.cell(1, len(headings) + 1).value = "Cost"
    controls.cell(2, len(headings) + 1).value = "much"
    opened["Controls evidence"].append(["G7.7", "A thing", "verified", "S0", "high"])
    opened["Questions"].merge_cells("B2:B3")
    opened["Framework"]["A9"] = "Motto"
    opened["Standards"]["A1"] = "Name"
    opened["Outcomes"].title = "Outcasts"
    opened["Rules"]["B2"] = "=1/0"


def test_all_that_is_wrong_is_said_in_one_run(tmp_path):
    """Each with sheet and cell, a sentence that quotes what was found, and a remedy."""
    found = problems(edited(written(tiny_framework()), wreck), tmp_path)
    places = {(one.code, one.origin.sheet, one.origin.cell) for one in found}

    assert {
        ("data-shape", "Controls", "D2"),
        ("data-shape", "Controls", "C3"),
        ("reference-dangling", "Controls", "B3"),
        ("id-twice", "Controls", "A4"),
        ("reference-dangling", "Controls", "E5"),
        ("data-shape", "Controls", "O6"),
        ("heading-unknown", "Controls", "S1"),
        ("reference-dangling", "Controls evidence", "A5"),
        ("merge-unclear", "Questions", "B2"),
        ("heading-unknown", "Framework", "A9"),
        ("heading-missing", "Standards", "A1"),
        ("list-unknown", "Outcasts", None),
        ("list-missing", "Outcomes", None),
        ("formula-without-value", "Rules", "B2"),
    } <= places
    assert all(one.what and one.remedy and one.origin.file for one in found)
    assert [] == [one for one in found if one.origin.sheet is None]


def test_one_slip_does_not_bring_a_train_of_others(tmp_path):
    """Where a whole list is missing, its names are not said to be missing one by one."""

    def lose(opened: Workbook) -> None:
        opened.remove(opened["Roles"])
        opened["Controls"]["D1"] = "Txt"

    found = problems(edited(written(tiny_framework()), lose), tmp_path)

    assert [
        ("heading-missing", "Controls", "A1"),
        ("heading-unknown", "Controls", "D1"),
        ("list-missing", "Roles", None),
    ] == [(one.code, one.origin.sheet, one.origin.cell) for one in found]


def test_a_renamed_sheet_is_two_problems_and_a_proposal(tmp_path):
    """The sheets whose rows belong to its records are not told row by row."""

    def rename(opened: Workbook) -> None:
        opened["Controls"].title = "Contrls"

    found = problems(edited(written(tiny_framework()), rename), tmp_path)

    assert {("list-missing", "Controls"), ("list-unknown", "Contrls")} == {
        (one.code, one.origin.sheet) for one in found
    }
    assert 2 == len(found)
    assert "Perhaps “Controls” is meant." in str(found)


def test_columns_rows_and_sheets_may_be_moved():
    """Rows above the header, columns in another order, sheets in another order, blank rows."""

    def move(opened: Workbook) -> None:
        roles = opened["Roles"]
        cells = [[cell.value for cell in row] for row in roles.iter_rows()]
        opened.remove(roles)
        moved = opened.create_sheet(" roles ", 0)
        moved.append(["Our roles"])
        for number, row in enumerate(cells):
            moved.append(list(reversed(row)))
            if number == 1:
                moved.append([" "])

    assert (tiny_framework(), []) == read(edited(written(tiny_framework()), move))


def test_a_number_typed_for_a_text_is_taken_and_said(tmp_path):
    """A program may turn 1.10 into 1.1, so somebody should look."""

    def retype(opened: Workbook) -> None:
        opened["Framework"]["B4"] = 1.1

    file = tmp_path / "mine.xlsx"
    file.write_bytes(edited(written(tiny_framework()), retype))
    found = imported.from_workbook(file)

    assert "1.1" == found.framework.edition
    assert ("cell-not-text", "B4") in {(one.code, one.origin.cell) for one in found.problems}


def test_a_character_that_cannot_be_seen_is_refused(tmp_path):
    """No file that is written could be read again with it."""

    def retype(opened: Workbook) -> None:
        opened["Controls"]["D3"] = "Shut the doors\x7f."

    [found] = problems(edited(written(tiny_framework()), retype), tmp_path)

    assert ("yaml-text", "Controls", "D3") == (found.code, found.origin.sheet, found.origin.cell)


def test_nothing_is_replaced_or_left_beside(tmp_path):
    """What is there stays, unless it is said; other files of the folder would be read too."""
    file = tmp_path / "mine.xlsx"
    file.write_bytes(written(tiny_framework()))
    found = imported.from_workbook(file)
    imported.save(found, tmp_path)

    with pytest.raises(NotSaved, match="file-exists"):
        imported.save(found, tmp_path)
    imported.save(found, tmp_path, force=True)
    (tmp_path / "tiny" / "1.0" / "changes.yaml").write_text("format: 1\n")
    with pytest.raises(NotSaved, match="files-besides"):
        imported.save(found, tmp_path, force=True)
    assert "format: 1\n" == (tmp_path / "tiny" / "1.0" / "changes.yaml").read_text()


@pytest.mark.parametrize("name", ["../../etc", "a/b", "..", "con:", "-x", "é", "x" * 101, "a."])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name):
    """Ids and editions become folders, and come from whoever sent the file."""

    def rename(opened: Workbook) -> None:
        opened["Framework"]["B3"] = name

    found = problems(edited(written(tiny_framework()), rename), tmp_path)

    assert [("name-unusable", "Framework", "B3")] == [
        (one.code, one.origin.sheet, one.origin.cell) for one in found
    ]


# a real office program


@needs_office
def test_libreoffice_may_save_it(tmp_path):
    """Every edition comes back as it was."""
    before = {
        edition: Library(shelf()).framework(f"sec-scf@{edition}") for edition in ("2.0", "2.5")
    }
    for edition, framework in before.items():
        (tmp_path / f"{edition}.xlsx").write_bytes(written(framework))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'settings').as_uri()}", "--headless",
         "--convert-to", "xlsx", "--outdir", tmp_path / "saved", *tmp_path.glob("*.xlsx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip

    for edition, framework in before.items():
        assert (framework, []) == read((tmp_path / "saved" / f"{edition}.xlsx").read_bytes())


@needs_office
@pytest.mark.skipif(shutil.which("/usr/bin/python3") is None, reason="No Python with uno")
def test_a_text_edited_in_libreoffice_is_exactly_that_change(tmp_path, call):
    """A person retypes one text and the edition; `framework diff` shows that text, and no more."""
    given, saved = tmp_path / "given.xlsx", tmp_path / "saved.xlsx"
    call("export", "sec-scf@2.5", "--to", "xlsx", "-o", given)
    words = "Keep the doors shut.\n=2+2 is not a formula here."
    cells = [
        ["Controls", "G3.9", "Text", words],
        ["Framework", "Edition", "Value", "2.5-ours"],
    ]
    job = {"source": str(given), "target": str(saved), "cells": cells}
    subprocess.run(
        ["/usr/bin/python3", Path(__file__).parent / "retyping.py"],
        input=json.dumps(job), text=True, check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    call("import", saved, "-o", tmp_path / "ours")
    diff = call(
        "diff", "sec-scf@2.5", "sec-scf@2.5-ours", "--controls", tmp_path / "ours",
        "--format", "json",
    )  # fmt: skip
    [revision] = json.loads(diff)["revisions"]

    assert ("G3.9", "changed") == (revision["id"], revision["change"])
    assert [("text", words)] == [(one["field"], one["after"]) for one in revision["fields"]]
