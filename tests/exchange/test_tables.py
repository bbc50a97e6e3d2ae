"""A table that somebody has becomes a framework: what is mapped, what is told, what is refused."""

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from filling import fill, put
from frameworks import tiny_submission
from openpyxl.worksheet.worksheet import Worksheet

from secself.cli.commands import secself
from secself.cli.ending import DONE, WRONG, run
from secself.exchange.mapping import FIELDS, SYNONYMS
from secself.model import Framework, Question, Response
from secself.store.frameworks import Library, load_framework, shelf

PROFILE = Path(__file__).parents[2] / "samples" / "northfell-energy" / "profile.yaml"
NAMED = ("--id", "my-scf", "--edition", "1.0")
Row = tuple[object, ...]


@pytest.fixture
def asked(capsys):
    """Run a command line with --format json, and give its exit code and its one document."""

    def command(*words: object) -> tuple[int, dict]:
        with pytest.raises(SystemExit) as ending:
            run(secself, [*(str(word) for word in words), "--format", "json"])
        return int(ending.value.code or 0), json.loads(capsys.readouterr().out)

    return command


@pytest.fixture
def take(asked, tmp_path):
    """Import a table, and give the framework with what was said of it."""

    def command(file: Path, *words: object) -> tuple[Framework, list[dict]]:
        folder = tmp_path / "mine"
        code, document = asked("framework", "import", file, "-o", folder, *NAMED, *words, "--force")
        assert DONE == code, document["problems"]
        return load_framework(folder / "my-scf" / "1.0"), document["problems"]

    return command


@pytest.fixture
def refuse(asked, tmp_path):
    """Import a table that cannot be used, and give all that is wrong; nothing is written."""

    def command(file: Path, *words: object) -> list[dict]:
        folder = tmp_path / "mine"
        code, document = asked("framework", "import", file, "-o", folder, *NAMED, *words)
        assert (WRONG, "secself/error@1", False) == (code, document["format"], folder.exists())
        return document["problems"]

    return command


@pytest.fixture
def table(tmp_path) -> Callable[..., Path]:
    """Save rows as a workbook, and give its file."""

    def save(rows: Iterable[Row], change: Callable[[Worksheet], object] | None = None) -> Path:
        book = openpyxl.Workbook()
        book.active.title = "All clauses"
        for row in rows:
            book.active.append(row)
        if change:
            change(book.active)
        book.save(tmp_path / "table.xlsx")
        return tmp_path / "table.xlsx"

    return save


HEAD = ("Section", "Ref", "Title", "Requirement", "Applies to")
ROWS = (
    HEAD,
    ("Access", "A1", "Keys", "Keep a list of keys.", "Import Supplier, GS"),
    ("Access", "A2", "Doors", "Shut the doors.", "All"),
    ("People", "P1", "Screening", "Screen people.", "other-user"),
)


def codes(problems: Iterable[dict]) -> set[tuple[str, str | None]]:
    """The codes of problems, each with its cell."""
    return {(one["code"], one["cell"]) for one in problems}


# the whole way


def large(sheet: Worksheet) -> None:
    """Write 200 rows with three levels of sections in merged cells, and headings of their own."""
    sheet.append(["Harbour Data Code: every clause, as of May"])
    sheet.append([])
    sheet.append(
        [
            "Part",
            "Area",
            "Topic",
            "Clause No",
            "In short",
            "What is asked",
            "Who",
            "Cost",
            "Comment",
        ]
    )
    for number in range(200):
        sheet.append([])
        place, inner = 4 + number, number % 50
        sheet.cell(place, 4, f"H{number // 50 + 1}.{inner + 1}")
        sheet.cell(place, 5, f"Duty {number}")
        sheet.cell(
            place, 6, f"=Do the {number}. thing,\nand show that it was done."
        ).data_type = "s"
        sheet.cell(place, 7, "Suppliers" if number % 3 else "Import Supplier; OU")
        sheet.cell(place, 8, f"Team {number % 7}")
        if number % 10 == 0:
            sheet.cell(place, 9, f"See clause {number}")
    for column, size, name in ((1, 50, "Part"), (2, 10, "Area"), (3, 5, "Topic")):
        for start in range(4, 204, size):
            sheet.cell(start, column, f"{name} {(start - 4) // size % 5 + 1}")
            sheet.merge_cells(None, start, column, start + size - 1, column)


MAPPED = (
    "--map", "Part=section", "--map", "Area=section", "--map", "Topic=section",
    "--map", "Clause No=ref", "--map", "In short=title", "--map", "What is asked=text",
    "--map", "Who=applies-to", "--role", "Suppliers=import-supplier,gas-supplier",
    "--title", "Harbour Data Code",
)  # fmt: skip


def answered(framework: Framework, year: int, position: str) -> list[Response]:
    """A complete set of answers."""
    controls = [
        Response(
            section="validation",
            ref=one.id,
            answer=position if one.id == "H1.2" else "Met",
            change="No change",
            evidence=("E01",),
            owner="Head of IT",
            residual_risk="Low",
        )
        for one in framework.controls
        if {"import-supplier", "gas-supplier"} & {*one.applicability.roles}
    ]
    questions = [
        Response(section="questions", ref=one.id, answer=answer(one, year), evidence=("E01",))
        for one in framework.questions
        if {"import-supplier", "gas-supplier"} & {*one.applicability.roles}
    ]
    return [*controls, *questions]


def answer(question: Question, year: int) -> str | int | float | date:
    """An answer that nobody could object to."""
    kind = question.answer.kind
    if kind == "choice":
        return (*question.answer.ranking, *question.answer.choices)[0]
    return {"date": date(year, 5, 2), "whole": 0, "decimal": 0}.get(kind, "As before.")


def test_a_large_table_goes_the_whole_way(table, take, asked, tmp_path):
    """200 rows import with one command; the pack is made, filled in, read and compared."""
    framework, problems = take(table([], large), *MAPPED)
    controls = "--controls", tmp_path / "mine"
    files = {}
    for year, position in ((2025, "Met"), (2026, "Not met")):
        folder = tmp_path / str(year)
        code, _ = asked(
            "generate", PROFILE, "--framework", "my-scf", "--year", year, "-o", folder, *controls
        )
        assert DONE == code
        files[year] = folder / f"northfell-energy-{year}-ssa.xlsx"
        pack = files[year].read_bytes()
        given = tiny_submission(
            responses=answered(framework, year, position), statements=(), remediation=()
        )
        declared = replace(given.declaration, date=date(year, 5, 30))
        files[year].write_bytes(fill(pack, replace(given, declaration=declared)))
    _, checked = asked("check", files[2026], *controls)
    _, compared = asked("diff", files[2026], "--prior", files[2025], *controls)
    [result] = checked["results"]
    lowered = [one["ref"] for one in compared["findings"] if one["rule"] == "position-lowered"]

    assert 200 == len(framework.controls)
    assert 40 == len(framework.chapters)
    assert "Part 1 / Area 1 / Topic 1" == framework.chapters[0].title
    assert "=Do the 0. thing,\nand show that it was done." == framework.controls[0].text
    assert ("import-supplier", "other-user") == framework.controls[0].applicability.roles
    assert {("heading-kept", "H3"), ("heading-kept", "I3")} <= codes(problems)
    assert {"above-table", "heading-kept", "rule-left-behind"} >= {one["code"] for one in problems}
    assert "Cost: Team 3; Comment: See clause 10" in framework.controls[10].provenance.note
    assert (True, result["counts"]["rows"]) == (result["accepted"], result["counts"]["answered"])
    assert [] == [one for one in result["problems"] if one["level"] == "error"]
    assert ["H1.2"] == lowered


def test_the_pack_of_a_table_can_be_changed_by_hand(table, take, asked, tmp_path):
    """A cell typed into the pack is read as the control of the table."""
    take(table(ROWS))
    controls = "--controls", tmp_path / "mine"
    asked("generate", PROFILE, "--framework", "my-scf", "--year", 2026, "-o", tmp_path, *controls)
    file = tmp_path / "northfell-energy-2026-ssa.xlsx"
    file.write_bytes(put(file.read_bytes(), {("Validation", "A1", "Position"): "Perhaps"}))
    _, document = asked("check", file, *controls)

    assert "answer-unknown" in {
        one["code"] for one in document["results"][0]["problems"] if one["ref"] == "A1"
    }


# what is taken for what


def test_plain_headings_are_taken_and_said(table, take):
    """Section, Ref, Title, Requirement and Applies to need no mapping."""
    framework, problems = take(table(ROWS))
    like = Library(shelf()).framework("sec-scf")

    assert ["A1", "A2", "P1"] == [one.id for one in framework.controls]
    assert ["Access", "People"] == [one.title for one in framework.chapters]
    assert {("heading-taken", f"{letter}1") for letter in "ABCDE"} == codes(
        one for one in problems if one["code"] != "rule-left-behind"
    )
    assert ("import-supplier", "gas-supplier") == framework.controls[0].applicability.roles
    assert tuple(role.id for role in like.roles) == framework.controls[1].applicability.roles
    assert "Keys" == framework.controls[0].title
    assert (like.scale, like.lifecycle, like.questions) == (
        framework.scale,
        framework.lifecycle,
        framework.questions,
    )


def test_a_rule_about_a_control_that_is_not_there_is_left_behind(table, take):
    """It could never speak; all other rules are taken over, and so is it where its control is."""
    like = Library(shelf()).framework("sec-scf")
    settings = {one.id: set(one.settings.values()) for one in like.rules}
    refs = {one.id for one in like.controls}
    bound = {rule: named & refs for rule, named in settings.items() if named & refs}
    framework, problems = take(table(ROWS))
    rows = [HEAD, *(("Any", ref, "A title", "A text.", "All") for ref in sorted(refs))]

    assert [one for one in like.rules if one.id not in bound] == [*framework.rules]
    assert len(bound) == sum(one["code"] == "rule-left-behind" for one in problems)
    assert like.rules == take(table(rows))[0].rules


def test_every_line_says_where_it_comes_from_and_is_no_more_than_it_is(table, take):
    """File, sheet and row; not verified, since nobody held it against the original."""
    framework, _ = take(table(ROWS))
    provenance = framework.controls[1].provenance

    assert ("recalled", "low") == (provenance.status, provenance.confidence)
    assert "Imported from table.xlsx, All clauses!B3." == provenance.note
    assert "TABLE-1" in {source.code for source in framework.sources}
    assert "verified" == take(table(ROWS), "--status", "verified")[0].controls[0].provenance.status


def test_a_table_that_does_not_say_whom_it_binds_says_so(table, take):
    """Its lines are put to every User Role, as a proposal."""
    framework, problems = take(table([row[:4] for row in ROWS]))
    applicability = framework.controls[0].applicability

    assert ("proposed", 7) == (applicability.provenance.status, len(applicability.roles))
    assert ("binding-assumed", "B2") in codes(problems)


def test_roles_may_have_a_column_each(table, take):
    """With a mark where the row binds the role."""
    rows = [("Ref", "Text", "IS", "OU"), ("A1", "Do it.", "X", None), ("A2", "Do that.", "-", "x")]
    mapped = "--map", "IS=role:import-supplier", "--map", "OU=role:other-user"
    framework, _ = take(table(rows), *mapped)

    assert [("import-supplier",), ("other-user",)] == [
        one.applicability.roles for one in framework.controls
    ]


def test_an_unclear_mark_of_a_role_is_refused(table, refuse):
    """Perhaps is neither yes nor no."""
    rows = [("Ref", "Text", "IS"), ("A1", "Do it.", "perhaps")]

    assert {("mapping-unclear", "C2")} == codes(
        one
        for one in refuse(table(rows), "--map", "IS=role:import-supplier")
        if one["level"] == "error"
    )


def test_evidence_stands_one_to_a_line(table, take):
    """Each line is a piece of expected evidence with its own provenance."""
    rows = [("Ref", "Text", "Evidence"), ("A1", "Do it.", "A plan\n\nA record")]
    framework, _ = take(table(rows))

    assert ["A plan", "A record"] == [one.text for one in framework.controls[0].evidence]


def test_a_title_is_made_of_the_text_where_there_is_none(table, take):
    """And it is said that it was."""
    words = "word " * 30
    framework, problems = take(table([("Ref", "Text"), ("A1", words), ("A2", "Short.")]))

    assert ["word " * 15 + "word …", "Short."] == [one.title for one in framework.controls]
    assert ("title-made", "A2") in codes(problems)


def test_no_heading_is_taken_for_two_fields():
    """The lists of plain headings do not overlap."""
    names = [name for listed in SYNONYMS.values() for name in listed]

    assert len(names) == len(set(names))
    assert set(SYNONYMS) <= set(FIELDS)


# sections


def test_rows_with_one_text_are_headings_of_sections(table, take):
    """As deep as they are numbered; a heading across the table counts too."""
    rows = [
        ("Ref", "Title", "Text"),
        ("1 Access",),
        ("A1", "Keys", "Keep keys."),
        ("1.1 Doors",),
        ("A2", "Doors", "Shut doors."),
        ("2 People",),
        (None, "Everyone", None),
        ("P1", "Screening", "Screen people."),
    ]

    def across(sheet: Worksheet) -> None:
        sheet.cell(7, 1, "Everyone")
        sheet.cell(7, 2).value = None
        sheet.merge_cells("A7:C7")

    framework, problems = take(table(rows, across))
    titles = {one.id: one.title for one in framework.chapters}

    assert ["1 Access", "1 Access / 1.1 Doors", "Everyone"] == [
        titles[one.chapter] for one in framework.controls
    ]
    assert ("section-heading", "A2") in codes(problems)


def test_a_blank_section_is_taken_from_above_and_said(table, take):
    """Many tables name a section once, in its first row."""
    rows = [
        ("Section", "Subsection", "Ref", "Text"),
        ("Access", "Keys", "A1", "One."),
        (None, None, "A2", "Two."),
        (None, "Doors", "A3", "Three."),
        ("People", None, "P1", "Four."),
    ]
    framework, problems = take(table(rows))
    titles = {one.id: one.title for one in framework.chapters}

    assert ["Access / Keys", "Access / Keys", "Access / Doors", "People"] == [
        titles[one.chapter] for one in framework.controls
    ]
    assert ("section-carried", "A3") in codes(problems)


def test_notes_around_a_table_are_told_and_make_no_section(table, take):
    """What stands above the headings, and a legend below the last row."""
    rows = [
        ("Printed 3 May", None, "DRAFT"),
        ("Ref", "Title", "Text"),
        ("1 Access",),
        ("1.1 Doors",),
        ("A1", "Keys", "Keep keys."),
        (),
        ("Notes: A1 is under review until May.",),
        ("* Ops = operators",),
    ]
    framework, problems = take(table(rows))
    said = {one["code"]: one for one in problems}

    assert ["1 Access", "1 Access / 1.1 Doors"] == [one.title for one in framework.chapters]
    assert [("section-empty", "A7"), ("section-empty", "A8")] == sorted(
        one for one in codes(problems) if one[0] == "section-empty"
    )
    assert "* Ops = operators" in str(problems)
    assert "A7" not in said["section-heading"]["what"]
    assert ("note", "A1") == (said["above-table"]["level"], said["above-table"]["cell"])
    assert "Printed 3 May" in said["above-table"]["what"]
    assert "DRAFT" in said["above-table"]["what"]


def test_formulas_that_were_never_calculated_are_said_once_a_column(table, refuse, take):
    """Where nobody asked for the column they are left out; where it is mapped they stop it."""
    head = ("Ref", "Title", "Text", "Score")
    rows = [
        (f"A{number}", "Keys", f"Keep list {number}.", f"=ROW()*{number}") for number in range(28)
    ]
    found = refuse(table([head, *rows]), "--map", "Score=evidence")
    framework, problems = take(table([head, *rows]))
    [said] = [one for one in problems if one["code"] == "formula-without-value"]
    [error] = [one for one in found if one["code"] == "formula-without-value"]

    assert 28 == len(framework.controls)
    assert not any("Score" in one.provenance.note for one in framework.controls)
    assert [("warning", "D2"), ("error", "D2")] == [
        (one["level"], one["cell"]) for one in (said, error)
    ]
    assert "28 cells under “Score”" in said["what"]


# what is refused, all in one run


def test_all_that_is_wrong_is_said_in_one_run(table, refuse):
    """Refs that stand twice, blank texts, unknown roles, rows without a ref, each with its cell."""
    rows = [
        HEAD,
        ("Access", "A1", "Keys", "Keep a list of keys.", "Import Supplier"),
        ("Access", "A1", "Doors", "Shut the doors.", "All"),
        ("Access", "A3", "Windows", None, "All"),
        ("Access", "A4", "Roofs", "Mend the roofs.", "Nobody"),
        ("Access", None, "Walls", "Whitewash the walls.", "All"),
        ("Access", "Q08.1", "Floors", "Sweep the floors.", "All"),
    ]
    found = refuse(table(rows))

    assert {
        ("id-twice", "B3"),
        ("data-shape", "D4"),
        ("role-unknown", "E5"),
        ("row-without-ref", "B6"),
    } <= codes(found)
    [nameless] = [one for one in found if one["code"] == "row-without-ref"]
    assert "Whitewash the walls." in nameless["what"]
    assert any(one["code"] == "id-twice" and "Q08.1" in one["what"] for one in found)
    assert all(one["what"] and one["remedy"] and one["file"] for one in found)


@pytest.mark.parametrize("other", ["a2", "A2:", "A 2"])
def test_refs_that_nobody_can_type_apart_are_refused(table, refuse, other):
    """The reader of a workbook would take an answer to one for an answer to the other."""
    rows = [
        HEAD,
        ("Access", "A 2" if " " in other else "A2", "Keys", "Keep a list of keys.", "All"),
        ("Access", other.replace(" ", "\u00a0"), "Doors", "Shut the doors.", "All"),
    ]
    found = refuse(table(rows))

    assert {("id-alike", "B3")} == {one for one in codes(found) if one[0] == "id-alike"}


@pytest.mark.parametrize("area", ["B2:B3", "D2:D3"])
def test_a_ref_or_text_merged_over_rows_is_refused(table, refuse, area):
    """Each row must speak for itself there."""
    found = refuse(table(ROWS, lambda sheet: sheet.merge_cells(area)))

    assert "merge-unclear" in {one["code"] for one in found}


def test_ranges_that_overlap_are_refused_at_once(table, refuse):
    """They were made to keep somebody waiting."""
    rows = [HEAD, *(("Access", f"A{n}", "Title", "Text.", "All") for n in range(300))]

    def overlap(sheet: Worksheet) -> None:
        for row in range(2, 302):
            sheet.merged_cells.ranges.add(
                openpyxl.worksheet.cell_range.CellRange(f"A{row}:XFD1048576")
            )

    assert {"merge-unclear"} == {one["code"] for one in refuse(table(rows, overlap))}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--map", "Claus=ref"), "heading-missing", "Claus"),
        (("--map", "Ref"), "mapping-unclear", "does not map"),
        (("--map", "Ref=id"), "mapping-unclear", "does not map"),
        (("--map", "Ref=ref", "--map", "ref=title"), "mapping-unclear", "mapped twice"),
        (("--sheet", "Nowhere"), "sheet-unclear", "Nowhere"),
        (("--role", "All=nobody"), "role-unknown", "nobody"),
        (("--like", "sec-scf@9"), "framework-unknown", "sec-scf@9"),
    ],
)
def test_what_the_command_line_cannot_mean_is_said(table, refuse, words, code, said):
    """With what there is."""
    found = refuse(table(ROWS), *words)

    assert any(one["code"] == code and said in one["what"] for one in found)


def test_a_needed_heading_is_proposed(table, refuse):
    """The one that sounds most like it."""
    rows = [("Our clause", "What the code asks"), ("A1", "Do it.")]
    found = refuse(table(rows), "--map", "What the code asks=text")

    assert any("Our clause=ref" in one["remedy"] for one in found)


def test_two_sheets_with_a_table_are_told_apart_by_name(table, take, refuse):
    """Nothing is guessed."""
    file = table(ROWS)
    book = openpyxl.load_workbook(file)
    copied = book.copy_worksheet(book.active)
    copied.title = "Old clauses"
    book.save(file)

    assert {"sheet-unclear"} == {one["code"] for one in refuse(file)}
    assert 3 == len(take(file, "--sheet", "old clauses")[0].controls)


def test_a_table_wants_a_name(asked, table, tmp_path):
    """And no path is made of a name that leads elsewhere."""
    code, document = asked("framework", "import", table(ROWS), "-o", tmp_path / "mine")
    words = "-o", tmp_path / "mine", "--id", "../up", "--edition", "1"
    worse, refusal = asked("framework", "import", table(ROWS), *words)

    assert (WRONG, WRONG) == (code, worse)
    assert "--id and --edition" in document["problems"][0]["what"]
    assert "name-unusable" in {one["code"] for one in refusal["problems"]}


# delimited text


def text(delimiter: str) -> str:
    """The table as delimited text, with all that needs quoting."""
    out = io.StringIO()
    rows = [*ROWS, ("People", "P2", "Odd", 'Say "no",\nor; |\tmore.', "All")]
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimited_text_is_read(take, tmp_path, delimiter, encoding):
    """Whatever stands between the cells, in every encoding that says what it is."""
    file = tmp_path / "table.csv"
    file.write_bytes(text(delimiter).encode(encoding))
    framework, _ = take(file)

    assert ["A1", "A2", "P1", "P2"] == [one.id for one in framework.controls]
    assert 'Say "no",\nor; |\tmore.' == framework.controls[3].text


def test_a_table_may_name_its_delimiter(take, tmp_path):
    """As Excel does in the first line; the rows keep their numbers."""
    file = tmp_path / "table.csv"
    file.write_text("sep=;\n" + text(";"), encoding="utf-8", newline="")
    framework, problems = take(file)

    assert "A1" == framework.controls[0].id
    assert ("heading-taken", "B2") in codes(problems)


def test_an_encoding_that_cannot_be_told_is_asked_for(take, refuse, tmp_path):
    """One byte may be many letters."""
    file = tmp_path / "table.csv"
    file.write_bytes(text(";").replace("Keys", "Clés").encode("cp1252"))

    assert {"encoding-unclear"} == {one["code"] for one in refuse(file)}
    assert "Clés" == take(file, "--encoding", "cp1252")[0].controls[0].title


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'Ref,Text\nA1,"Do it.\n', "delimiter-unclear"),
        (b"nothing\nat all\n", "delimiter-unclear"),
        (b"", "file-empty"),
        (b"%PDF-1.7", "file-is-pdf"),
        (b"<html><table></table></html>", "file-is-html"),
        (b"PK\x03\x04 and no more", "file-damaged"),
        (b"Ref,Text\nA1,Do\x00 it.\n", "table-broken"),
        (b"Ref,Text\nA1,Do\x1b it.\n", "table-broken"),
        ("Ref,Text\nA1,Do it.\n".encode("utf-16-le"), "encoding-unclear"),
        ("Ref,Text\nA1,Do it.\n".encode("utf-16-be"), "encoding-unclear"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01", "file-not-office"),
    ],
)
def test_what_is_no_table_is_one_clear_refusal(refuse, tmp_path, content, code):
    """Whatever its name says."""
    file = tmp_path / "table.csv"
    file.write_bytes(content)

    assert [code] == [one["code"] for one in refuse(file)]


def test_text_in_utf_16_without_its_mark_is_read_once_named(take, tmp_path):
    """As the refusal proposes."""
    file = tmp_path / "table.csv"
    file.write_bytes(text(",").encode("utf-16-le"))

    assert "A1" == take(file, "--encoding", "utf-16-le")[0].controls[0].id


def test_a_word_document_is_refused(refuse, tmp_path, asked):
    """It may hold a table, and is none."""
    asked("generate", PROFILE, "--year", 2026, "-o", tmp_path)

    assert {"file-is-document"} == {
        one["code"] for one in refuse(tmp_path / "northfell-energy-2026-ssa.docx")
    }
