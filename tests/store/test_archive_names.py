"""A person's name goes from all that is kept, and the chain holds."""

import io
import json
import zipfile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from secself import chain, redaction
from secself.problems import Refused
from secself.store.archive import amending, checking, finding, moving, names, quarantine
from secself.store.archive.place import Archive
from secself.store.archive.searching import holds

MOMENT = "2026-06-30T09:15:00Z"
LATER = "2030-01-02T00:00:00Z"
JANE = redaction.pattern(["Jane Doe"])
ABOUT = {"subject": "acme/2026-ssa"}


def document(**fields: object) -> bytes:
    """A document as it is recorded."""
    return chain.canonical(fields)


def fill(archive: Archive) -> None:
    """Record a file, a submission, a comment, and another User's submission."""
    with archive.recording(MOMENT) as ledger, ledger.writing(MOMENT):
        file = ledger.append("original", workbook("Jane Doe"), **ABOUT)
        listed = [{"name": "from Jane Doe.xlsx", "sha256": file.content}]
        owned = {"owner": "Jane Doe", "ref": "G3.9"}
        said = document(files=listed, submission={"responses": [owned]})
        sent = ledger.append("submission", said, key="sha256:a", **ABOUT)
        remark = document(files=listed, comments=[{"author": "jane doe", "text": "Seen."}])
        ledger.append("comments", remark, about=sent.number, **ABOUT)
        other = document(files=[], submission={"responses": []})
        ledger.append("submission", other, subject="apex/2026-ssa", key="sha256:b")
        quarantine.hold(ledger, "notes.txt", chain.digest_of(b"Jane Doe."), b"Jane Doe.", [])
        quarantine.hold(ledger, "more.txt", chain.digest_of(b"Jo Li."), b"Jo Li.", [])


def workbook(text: str) -> bytes:
    """A workbook with a text in a cell."""
    book, made = openpyxl.Workbook(), io.BytesIO()
    book.active["B2"] = text
    book.active["B3"] = "nothing"
    book.save(made)
    return made.getvalue()


def erase(archive: Archive, pattern: redaction.Names = JANE, moment: str = MOMENT) -> names.Search:
    """Take names out."""
    with archive.recording(moment) as ledger:
        return names.erase(ledger, pattern, "Asked for.", moment)


def contents(archive: Archive) -> list[bytes]:
    """All that is still kept."""
    with archive.reading() as ledger:
        assert () == checking.walk(ledger).problems
        rows = [row[0] for row in ledger.dialect.rows("SELECT bytes FROM content")]
    return [bytes(one) for one in rows if one is not None]


def test_a_name_is_first_only_looked_for(archive):
    """Where it stands is said, and nothing is written."""
    fill(archive)
    with archive.reading() as ledger:
        before = ledger.receipt()
        there = names.search(ledger, JANE)
        assert before == ledger.receipt()

    assert [(1, True), (2, False), (3, False)] == [
        (one.entry.number, one.is_file) for one in there.found
    ]
    assert [
        ("files.from Jane Doe.xlsx.name", "from Jane Doe.xlsx"),
        ("submission.responses.G3.9.owner", "Jane Doe"),
    ] == list(there.found[1].places)
    assert ["notes.txt"] == [one.name for one in there.held]


def test_a_name_goes_from_documents_files_and_refused_files(archive):
    """What is left of the documents stands in their place; the rest is as it was."""
    fill(archive)
    with archive.reading() as ledger:
        before, receipt = list(ledger.entries()), ledger.receipt()
    erase(archive)

    assert not any(holds(one, JANE) for one in contents(archive))
    with archive.reading() as ledger:
        after = list(ledger.entries())
        assert before == after[: len(before)]
        assert () == checking.walk(ledger, [receipt]).problems
        left = json.loads(ledger.content(after[1]))
        assert redaction.MARK == left["submission"]["responses"][0]["owner"]
        [record] = finding.of_assessment(ledger, "acme/2026-ssa")
        assert not finding.is_erased(ledger, record)
        assert [before[0].content] == [one["sha256"] for one in finding.files(ledger, record)]
        assert [{"author": redaction.MARK, "text": "Seen."}] == list(
            finding.comments(ledger, record)
        )
        assert ["more.txt"] == [one.name for one in quarantine.held(ledger)]
        assert ledger.left(before[0]) is None


def test_a_second_name_goes_from_what_was_left_of_the_first(archive):
    """As often as it is asked for; a third time, there is nothing."""
    fill(archive)
    erase(archive)
    second = erase(archive, redaction.pattern(["Seen"]), LATER)
    third = erase(archive, redaction.pattern(["Seen"]), LATER)

    assert [["redaction"], []] == [
        [one.entry.kind for one in found.found] for found in (second, third)
    ]
    with archive.reading() as ledger:
        [record] = finding.of_assessment(ledger, "acme/2026-ssa")
        assert [{"author": redaction.MARK, "text": f"{redaction.MARK}."}] == list(
            finding.comments(ledger, record)
        )
    assert not any(b"Seen" in one for one in contents(archive))


def test_what_came_while_it_was_looked_for_loses_the_name_too(archive, monkeypatch):
    """And what somebody else erased meanwhile is left as it is."""
    fill(archive)
    look = names.search

    def slowly(ledger, pattern, after=0):
        found = look(ledger, pattern, after)
        if not after:
            monkeypatch.undo()
            with archive.recording(MOMENT) as other:
                amending.erase(other, "acme/2026-ssa#1", "Kept long enough.", MOMENT)
                with other.writing(MOMENT):
                    late = document(files=[], submission={"owner": "Jane Doe"})
                    other.append("submission", late, subject="apex/2026-ssa", key="sha256:d")
        return found

    monkeypatch.setattr(names, "search", slowly)
    there = erase(archive)

    assert ["apex/2026-ssa"] == [one.entry.subject for one in there.found]
    assert not any(holds(one, JANE) for one in contents(archive))


def test_a_submission_whose_names_were_erased_can_be_erased_whole(archive):
    """What was left of it goes too."""
    fill(archive)
    erase(archive)
    with archive.recording(LATER) as ledger:
        record, number = amending.erase(ledger, "acme/2026-ssa#1", "Kept long enough.", LATER)
        assert finding.is_erased(ledger, finding.named(ledger, str(record.reference)))

    assert 2 == number
    assert not any(b"responses" in one and b"G3.9" in one for one in contents(archive))


def test_what_was_erased_is_gone_from_the_file_of_the_database(tmp_path):
    """Not only let go, but written over; also in the log beside it."""
    archive = Archive(address=str(tmp_path / "secself.db"))
    fill(archive)
    assert any(b"Jane Doe" in place.read_bytes() for place in tmp_path.iterdir())
    erase(archive)

    assert not any(b"Jane Doe" in place.read_bytes() for place in tmp_path.iterdir())


def test_an_archive_without_names_is_carried_elsewhere_whole(archive, tmp_path):
    """A copy that still has them loses them too."""
    fill(archive)
    copy = Archive(address=str(tmp_path / "copy.db"))
    for number in (1, 2):
        folder = tmp_path / f"out-{number}"
        with archive.reading() as ledger:
            moving.export(ledger, folder)
        with copy.recording(MOMENT) as ledger:
            moving.take_in(ledger, folder, MOMENT)
        if number == 1:
            erase(archive)

    assert sorted(contents(archive)) == sorted(contents(copy))
    assert not any(b"Jane Doe" in place.read_bytes() for place in folder.rglob("*/*/*"))


def test_a_word_that_the_framework_has_too_is_refused(archive):
    """Taken out of answers, it would change what they say."""
    fill(archive)
    with archive.recording(MOMENT) as ledger, ledger.writing(MOMENT):
        texts = document(texts=[{"text": "The control is met."}])
        ledger.append("framework", texts, subject="sec-scf@2.5")
    with archive.recording(MOMENT) as ledger, pytest.raises(Refused) as refused:
        names.erase(ledger, redaction.pattern(["Met"]), "Asked for.", MOMENT)

    assert "name-common" == refused.value.problems[0].code
    with archive.reading() as ledger:
        assert 5 == ledger.last().number


def test_a_file_that_cannot_be_looked_into_is_named(archive):
    """Unless what was read from it has the name; then it goes."""
    fill(archive)
    dark = b"PK\x03\x04 nothing that opens"
    with archive.recording(MOMENT) as ledger, ledger.writing(MOMENT):
        file = ledger.append("original", dark, **ABOUT)
        ledger.append("original", dark + b".", subject="apex/2026-ssa")
        said = document(files=[{"sha256": file.content}], submission={"text": "Jane Doe"})
        ledger.append("submission", said, key="sha256:c", **ABOUT)
    there = erase(archive)

    assert ("entry 6 (original of apex/2026-ssa)",) == there.unsearched
    assert [5] == [one.entry.number for one in there.found if one.entry.content == file.content]


def rich(text: str) -> CellRichText:
    """A text whose first letter looks different, so that it is kept in two pieces."""
    return CellRichText(TextBlock(InlineFont(b=True), text[:1]), text[1:])


def noted(sheet) -> None:
    """Write a note, with its author."""
    sheet["A1"].comment = Comment("Seen.", "Jane Doe")


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (lambda sheet: sheet.append(["Jane Doe", "next"]), True),
        (lambda sheet: sheet.append(["By JANE DOE & others"]), True),
        (lambda sheet: sheet.append([rich("Jane Doe")]), True),
        (noted, True),
        (lambda sheet: setattr(sheet, "title", "Jane Doe"), True),
        (lambda sheet: setattr(sheet.parent.properties, "creator", "Jane Doe"), True),
        (lambda sheet: sheet.append(["Jane", "Doe"]), False),
        (lambda sheet: sheet.append(["Jane Doeson"]), False),
        (lambda sheet: sheet.append(["Jo Li"]), False),
    ],
)
def test_a_name_is_found_wherever_in_a_workbook_it_stands(write, expected):
    """In pieces, in a note, as a sheet's name, as the author in the file's properties."""
    book, made = openpyxl.Workbook(), io.BytesIO()
    write(book.active)
    book.save(made)

    assert expected == holds(made.getvalue(), JANE)


def test_a_name_is_found_in_a_submission_that_was_sent_as_json():
    """Also where a letter is written by its number; what opens as nothing is not judged."""
    assert holds(b'\xef\xbb\xbf {"name": "\\u004aane Doe"}', JANE)
    assert not holds(b'{"name": "Jo"}', JANE)
    assert holds(b'{"name": "Jane Doe"', JANE)
    assert holds(b"PK", JANE) is None
    with zipfile.ZipFile(made := io.BytesIO(), "w") as file:
        file.writestr("a.txt", "Jane Doe")
    assert holds(made.getvalue(), JANE) is None
