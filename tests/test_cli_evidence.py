"""`secself evidence`: a folder of documents, the register that cites them, and who checks it."""

import hashlib
import io
import os
import shutil
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from filling import column_of, edit, header_of, type_in
from openpyxl.workbook import Workbook

from secself.cli.ending import DONE, FLAGGED, WRONG
from secself.filing import Document, compare, propose
from secself.model import EvidenceItem
from secself.store import folders
from secself.titles import of_pdf, of_properties

SAMPLES = Path(__file__).parent.parent / "samples"
ISSUED = SAMPLES / "northfell-energy" / "issued" / "northfell-energy-2026-ssa.xlsx"
RETURNED = SAMPLES / "northfell-energy" / "returned" / "northfell-energy-2026-ssa.xlsx"
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC).timestamp()


@pytest.fixture
def folder(tmp_path):
    """A folder with a policy in Word, a workbook, slides, a PDF, a text, and what is none."""
    root = tmp_path / "documents"
    (root / "policies").mkdir(parents=True)
    policy = docx.Document()
    policy.core_properties.title = "Access control policy"
    policy.core_properties.created = datetime(2025, 11, 2)  # noqa: DTZ001 - as the library has it
    policy.core_properties.modified = datetime(2026, 2, 3)  # noqa: DTZ001
    policy.save(root / "policies" / "acp v3.docx")
    book = openpyxl.Workbook()
    book.properties.title = "Asset list"
    book.save(root / "assets.xlsx")
    (root / "slides.pptx").write_bytes(package("<dc:title>Training 2026</dc:title>"))
    (root / "test report.pdf").write_bytes(
        b"%PDF-1.4\n1 0 obj\n<</Title (Penetration test \\(May\\)) /ModDate (D:20260501120000Z)>>\n"
        b"endobj\ntrailer <</Root 2 0 R /Info 1 0 R>>\n%%EOF"
    )
    (root / "minutes.txt").write_text("We met.", encoding="utf-8")
    (root / "~$acp v3.docx").write_bytes(b"x")
    (root / ".hidden").write_bytes(b"x")
    (root / "Thumbs.db").write_bytes(b"x")
    (root / "link.txt").symlink_to(root / "minutes.txt")
    (root / "up").symlink_to(tmp_path)
    for path in root.rglob("*"):
        if not path.is_symlink():
            os.utime(path, (NOON, NOON))
    return root


def package(properties: str) -> bytes:
    """A package with properties and nothing else."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("docProps/core.xml", core(properties))
    return made.getvalue()


def core(properties: str) -> str:
    """The part that carries the properties of a document."""
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="http://purl.org/dc/terms/">{properties}</cp:coreProperties>'
    )


def registered(path: Path) -> list[dict[str, object]]:
    """The filled rows of a register."""
    sheet = openpyxl.load_workbook(path)["Evidence"]
    headings = ("Id", "Title", "Date", "SHA-256")
    rows = (
        {name: sheet.cell(row, column_of(sheet, name)).value for name in headings}
        for row in range(header_of(sheet) + 1, sheet.max_row + 1)
    )
    return [row for row in rows if any(row.values())]


def with_register(target: Path, rows: list[dict[str, object]]) -> Path:
    """Save the issued workbook with a register typed into it."""

    def change(book: Workbook) -> None:
        sheet = book["Evidence"]
        for number, row in enumerate(rows, header_of(sheet) + 1):
            for heading, value in row.items():
                type_in(sheet.cell(number, column_of(sheet, heading)), value)

    target.write_bytes(edit(ISSUED.read_bytes(), change))
    return target


def sha(path: Path) -> str:
    """The digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_document_is_listed_with_title_date_and_digest(asked, folder):
    """In order, with where title and date come from; what is no document is said, not listed."""
    code, document = asked("evidence", folder)

    assert DONE == code
    assert "secself/evidence@1" == document["format"]
    listed = {each["file"]: each for each in document["documents"]}
    assert [
        "assets.xlsx", "minutes.txt", "policies/acp v3.docx", "slides.pptx", "test report.pdf",
    ] == list(listed)  # fmt: skip
    assert [
        ("Asset list", "document"), ("minutes", "file name"), ("Access control policy", "document"),
        ("Training 2026", "document"), ("Penetration test (May)", "document"),
    ] == [(each["title"], each["title_from"]) for each in listed.values()]  # fmt: skip
    assert ("2026-02-03", "modified in document") == tuple(
        listed["policies/acp v3.docx"][key] for key in ("date", "date_from")
    )
    assert ("2026-05-01", "modified in document") == tuple(
        listed["test report.pdf"][key] for key in ("date", "date_from")
    )
    assert ("2026-03-04", "file time") == tuple(
        listed["minutes.txt"][key] for key in ("date", "date_from")
    )
    assert all(sha(folder / file) == each["sha256"] for file, each in listed.items())
    assert 7 == listed["minutes.txt"]["size"]
    skipped = {each["file"]: each["why"] for each in document["skipped"]}
    assert {"~$acp v3.docx", ".hidden", "Thumbs.db", "link.txt", "up"} == set(skipped)
    assert "link" in skipped["up"]


def test_a_person_reads_the_same(call, folder):
    """Title and digest of each, and what was not listed."""
    code, out, _ = call("evidence", folder)

    assert DONE == code
    assert "5 documents" in out
    assert "2026-02-03  Access control policy" in out
    assert sha(folder / "minutes.txt") in out
    assert ".hidden: hidden" in out


def test_a_register_is_completed_in_a_copy(asked, folder, tmp_path):
    """New documents stand on free rows under free ids; what is listed already is left alone."""
    listed = {"Id": "E07", "Title": "Our minutes", "SHA-256": sha(folder / "minutes.txt").upper()}
    source = with_register(tmp_path / "mine.xlsx", [listed])
    before = source.read_bytes()

    code, document = asked("evidence", folder, "--into", source, "-o", tmp_path / "copy.xlsx")

    assert DONE == code
    assert before == source.read_bytes()
    assert [{"id": "E07", "file": "minutes.txt"}] == document["listed"]
    rows = registered(tmp_path / "copy.xlsx")
    assert listed["SHA-256"] == rows[0]["SHA-256"]
    added = {row["Title"]: row for row in rows[1:]}
    assert {
        "Asset list",
        "Access control policy",
        "Training 2026",
        "Penetration test (May)",
    } == set(added)
    assert datetime(2026, 5, 1) == added["Penetration test (May)"]["Date"]  # noqa: DTZ001
    assert sha(folder / "assets.xlsx") == added["Asset list"]["SHA-256"]
    ids = [row["Id"] for row in rows]
    assert len(set(ids)) == len(ids)
    code, again = asked(
        "evidence", folder, "--into", tmp_path / "copy.xlsx", "-o", tmp_path / "again.xlsx"
    )
    assert ([], []) == (again["added"], again["proven"])
    assert 5 == len(again["listed"])
    code, checked = asked("check", tmp_path / "copy.xlsx")
    codes = {problem["code"] for problem in checked["results"][0]["problems"]}
    assert set() == codes & {"evidence-twice", "digest-shape", "cell-not-text", "date-as-text"}


def test_a_line_without_digest_gets_it_where_only_one_document_can_be_meant(
    asked, folder, tmp_path
):
    """By title, file name or file name without ending; where two could be meant, nothing is."""
    (folder / "copy").mkdir()
    (folder / "copy" / "minutes.txt").write_text("We met again.", encoding="utf-8")
    source = with_register(
        tmp_path / "mine.xlsx",
        [
            {"Id": "A", "Title": "Access control policy"},
            {"Id": "B", "Title": "minutes.txt"},
            {"Id": "C", "Title": "assets"},
            {"Id": "D", "Title": "assets", "SHA-256": "0" * 64},
            {"Id": "F", "Title": "test report.pdf", "SHA-256": "no digest"},
        ],
    )

    code, document = asked("evidence", folder, "--into", source, "-o", tmp_path / "copy.xlsx")

    assert DONE == code
    assert [{"id": "A", "file": "policies/acp v3.docx"}] == document["proven"]
    rows = {row["Id"]: row for row in registered(tmp_path / "copy.xlsx")}
    assert sha(folder / "policies" / "acp v3.docx") == rows["A"]["SHA-256"]
    assert (None, None, "no digest") == tuple(rows[name]["SHA-256"] for name in "BCF")
    namesakes = {line["file"]: line["namesake"] for line in document["added"]}
    assert "B" == namesakes["minutes.txt"]


def test_without_a_workbook_the_rows_stand_on_a_sheet_of_their_own(asked, folder, tmp_path):
    """Under the headings of the register, ready to be copied; the same folder, the same bytes."""
    code, document = asked("evidence", folder, "-o", tmp_path / "rows.xlsx")
    asked("evidence", folder, "-o", tmp_path / "again.xlsx")

    assert DONE == code
    assert [str(tmp_path / "rows.xlsx")] == document["files"]
    sheet = openpyxl.load_workbook(tmp_path / "rows.xlsx")["Evidence"]
    rows = [[cell.value for cell in row] for row in sheet]
    assert ["Id", "Title", "Version", "Date", "Held by", "SHA-256", "Review due"] == rows[0]
    assert ["E01", "E02", "E03", "E04", "E05"] == [row[0] for row in rows[1:]]
    assert (tmp_path / "rows.xlsx").read_bytes() == (tmp_path / "again.xlsx").read_bytes()


def test_a_workbook_that_is_there_is_replaced_by_its_own_copy_only_when_told_to(
    asked, folder, tmp_path
):
    """Without --force it is left alone; with it nothing that stood in it is lost."""
    target = with_register(tmp_path / "mine.xlsx", [{"Id": "E50", "Title": "Something else"}])
    before = target.read_bytes()

    code, document = asked("evidence", folder, "-o", target)
    assert (WRONG, ["file-exists"]) == (code, [p["code"] for p in document["problems"]])
    assert before == target.read_bytes()

    code, _ = asked("evidence", folder, "-o", target, "--force")
    assert DONE == code
    assert "E50" == registered(target)[0]["Id"]
    assert 6 == len(registered(target))
    assert "Validation" in openpyxl.load_workbook(target).sheetnames


def test_an_assessor_learns_which_files_match_the_register(asked, call, folder, tmp_path):
    """Received, under another name, another document, not there; and what nobody listed."""
    source = with_register(
        tmp_path / "returned.xlsx",
        [
            {"Id": "E01", "Title": "Access control policy",
             "SHA-256": sha(folder / "policies" / "acp v3.docx")},
            {"Id": "E02", "Title": "The board's minutes", "SHA-256": sha(folder / "minutes.txt")},
            {"Id": "E03", "Title": "Asset list", "SHA-256": "a" * 64},
            {"Id": "E04", "Title": "Incident plan", "SHA-256": "b" * 64},
            {"Id": "E05", "Title": "slides.pptx"},
        ],
    )  # fmt: skip

    code, document = asked("evidence", folder, "--against", source)

    assert FLAGGED == code
    assert {
        "E01": "received", "E02": "other-name", "E03": "differs", "E04": "not-received",
        "E05": "by-name",
    } == {line["id"]: line["state"] for line in document["register"]}  # fmt: skip
    assert ["test report.pdf"] == document["unlisted"]
    code, out, _ = call("evidence", folder, "--against", source)
    assert FLAGGED == code
    assert "E04  Incident plan\n    NOT RECEIVED" in out
    assert "NO LINE LISTS:\n    test report.pdf" in out


def test_a_name_cannot_pass_for_a_line_of_the_report(call, tmp_path):
    """A line break in the name of a file, or of its folder, is shown and not made."""
    forged = tmp_path / "docs\nSaved: nowhere"
    forged.mkdir()
    (forged / "a\nE01  Policy\n    received").write_bytes(b"x")

    _, out, _ = call("evidence", forged)

    assert not [line for line in out.splitlines() if line.startswith(("Saved", "E01", "    rec"))]


def test_a_copy_of_a_document_is_named(asked, call, folder, tmp_path):
    """It is listed once, and no file goes unsaid."""
    first = min(path for path in folder.rglob("*.pdf") if path.is_file())
    (folder / "zz copy.pdf").write_bytes(first.read_bytes())
    target = tmp_path / "with.xlsx"

    _, document = asked("evidence", folder, "--into", ISSUED, "-o", target)
    _, out, _ = call("evidence", folder, "--into", ISSUED, "-o", target, "--force")

    same = {"file": "zz copy.pdf", "same_as": first.relative_to(folder).as_posix()}
    assert [same] == document["twice"]
    counted = sum(len(document[name]) for name in ("added", "proven", "listed", "twice"))
    assert len(document["documents"]) == counted
    assert f"zz copy.pdf, as {same['same_as']}" in out


def test_an_output_name_too_long_for_the_system_is_said(asked, folder, tmp_path):
    """Nothing is saved, and no fault of ours is reported."""
    code, document = asked(
        "evidence", folder, "--into", ISSUED, "-o", tmp_path / f"{'x' * 252}.xlsx"
    )

    assert (WRONG, ["not-saved"]) == (code, [p["code"] for p in document["problems"]])


def test_a_folder_that_matches_is_done(asked, folder, tmp_path):
    """The register that was made from a folder matches it, to the last file."""
    asked("evidence", folder, "--into", ISSUED, "-o", tmp_path / "copy.xlsx")

    code, document = asked("evidence", folder, "--against", tmp_path / "copy.xlsx")

    assert (DONE, []) == (code, document["unlisted"])
    assert {"received"} == {line["state"] for line in document["register"]}


def test_a_document_of_last_time_keeps_its_id(asked, folder, tmp_path):
    """By its digest, else by its title; and an id of last time is given to nothing else."""
    prior = openpyxl.load_workbook(ISSUED)["Evidence"]
    row = header_of(prior) + 3
    last = {
        name: prior.cell(row, column_of(prior, f"Prior {name}")).value for name in ("id", "title")
    }
    (folder / f"{last['title']}.txt").write_text("This year's edition", encoding="utf-8")

    _, document = asked("evidence", folder, "--into", ISSUED, "-o", tmp_path / "copy.xlsx")

    added = {line["file"]: line for line in document["added"]}
    mine = added[f"{last['title']}.txt"]
    assert (last["id"], True) == (mine["id"], mine["id_of_last_time"])
    before = {
        prior.cell(number, column_of(prior, "Prior id")).value
        for number in range(header_of(prior) + 1, prior.max_row + 1)
    }
    assert set() == before & {line["id"] for line in added.values() if not line["id_of_last_time"]}


@pytest.mark.parametrize(
    "words",
    [
        ["--into", "a.xlsx"],
        ["--against", "a.xlsx", "-o", "b.xlsx"],
        ["-o", "rows.csv"],
    ],
)
def test_what_does_not_go_together_is_said(asked, folder, words):
    """Nothing is written."""
    code, document = asked("evidence", folder, *words)

    assert (WRONG, ["usage"]) == (code, [problem["code"] for problem in document["problems"]])


def test_the_workbook_may_lie_in_the_folder(asked, folder):
    """It is no evidence of itself, and neither is the copy; and it is never written into."""
    source = Path(shutil.copy(ISSUED, folder / "mine.xlsx"))

    code, document = asked("evidence", folder, "--into", source, "-o", folder / "copy.xlsx")
    assert DONE == code
    assert "mine.xlsx" in {each["file"] for each in document["skipped"]}
    code, document = asked("evidence", folder, "--into", source, "-o", source, "--force")
    assert (WRONG, ["file-is-source"]) == (code, [p["code"] for p in document["problems"]])


def test_what_cannot_be_read_is_a_problem(asked, folder, monkeypatch):
    """The others are listed all the same."""
    opened = Path.open

    def refuse(path: Path, *words: object, **more: object) -> object:
        if path.name == "minutes.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *words, **more)

    monkeypatch.setattr(Path, "open", refuse)
    code, document = asked("evidence", folder)

    assert DONE == code
    assert [("document-unreadable", "warning")] == [
        (problem["code"], problem["level"]) for problem in document["problems"]
    ]
    assert 4 == len(document["documents"])


@pytest.mark.parametrize("name", ["missing", "documents/minutes.txt"])
def test_a_folder_that_is_none_is_said(asked, folder, tmp_path, name):
    """A name that leads nowhere, or to a file."""
    assert folder.is_dir()

    code, document = asked("evidence", tmp_path / name)

    assert (WRONG, ["file-unreadable"]) == (code, [p["code"] for p in document["problems"]])


def test_too_many_files_are_refused(asked, folder, monkeypatch):
    """Somebody has named the whole disk."""
    monkeypatch.setattr(folders, "MOST", 2)

    code, document = asked("evidence", folder)

    assert (WRONG, ["folder-large"]) == (code, [p["code"] for p in document["problems"]])


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (core("<dc:title>  Risk\n register </dc:title>"), "Risk register"),
        (core("<dc:title>PowerPoint Presentation</dc:title>"), None),
        (core("<dc:title/>"), None),
        ("<a", None),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', None),
        (
            "<office:meta xmlns:office='o' xmlns:dc='d'><dc:title>Plan</dc:title></office:meta>",
            "Plan",
        ),
        ("", None),
    ],
)
def test_properties_give_a_title_or_none(content, title):
    """What programs put there by themselves is none, and what is broken says nothing."""
    assert title == of_properties(content.encode()).title


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (rb"/Title (Plain)", "Plain"),
        (rb"/Title(Nested \(one\) (two) \101)", "Nested (one) (two) A"),
        (rb"/Title <FEFF0050006C0061006E>", "Plan"),
        (b"/Title (\xfe\xff\x00P\x00l\x00a\x00n)", "Plan"),
        (rb"/Author (x)", None),
        (rb"/Title (never closed", None),
    ],
)
def test_a_pdf_gives_the_title_of_its_own_dictionary(written, title):
    """A bookmark's title is none of the document; of several editions the last one counts."""
    pdf = (
        b"%PDF-1.4\n7 0 obj\n<</Title (A bookmark)>>\nendobj\n3 0 obj\n<</Title (Old)>>\nendobj\n"
        b"3 0 obj\n<<" + written + b">>\nendobj\ntrailer <</Info 3 0 R>>"
    )

    assert title == of_pdf(pdf).title
    assert of_pdf(pdf + b"/Encrypt 9 0 R").title is None


def test_a_pdf_may_say_it_in_xml():
    """As newer programs write it beside the packed parts."""
    xml = (
        b"<x:xmpmeta xmlns:x='x' xmlns:dc='d' xmlns:xmp='p' xmlns:rdf='r'><rdf:RDF>"
        b"<dc:title><rdf:Alt><rdf:li>Plan</rdf:li></rdf:Alt></dc:title>"
        b"<xmp:ModifyDate>2026-04-05T10:00:00Z</xmp:ModifyDate></rdf:RDF></x:xmpmeta>"
    )

    told = of_pdf(b"%PDF-1.7 " + xml)

    assert ("Plan", date(2026, 4, 5)) == (told.title, told.modified)


def test_hostile_files_take_no_time(tmp_path):
    """A megabyte of beginnings without ends is searched once."""
    pdf = b"%PDF" + b"\n3 0 obj <x:xmpmeta /Title (" * 60_000 + b" /Info 3 0 R"

    assert of_pdf(pdf).title is None
    (tmp_path / "bomb.docx").write_bytes(package("x" * 3_000_000))
    assert "bomb" == folders.walk(tmp_path).documents[0].title


def document(name: str, digest: str) -> Document:
    """A document of a folder."""
    return Document(
        file=name, title=name.rpartition(".")[0], title_from="file name", dated=date(2026, 1, 1),
        date_from="file time", sha256=digest, size=1,
    )  # fmt: skip


def test_the_same_document_twice_in_a_folder_is_one_line():
    """It is known by its digest; both files count as listed."""
    twice = [document("a.txt", "aa"), document("b.txt", "aa")]

    proposal = propose((), (), twice)
    standings, unlisted = compare([EvidenceItem(id="E1", title="a", sha256="aa")], twice)

    assert ["a.txt"] == [line.document.file for line in proposal.added]
    assert ("received", []) == (standings[0].state, unlisted)


def test_names_are_the_same_however_their_accents_are_written():
    """Some systems spell an accent in two characters."""
    standings, _ = compare(
        [EvidenceItem(id="E1", title="R\u00e9sum\u00e9")],
        [document("Re\u0301sume\u0301.txt", "aa")],
    )

    assert "by-name" == standings[0].state
