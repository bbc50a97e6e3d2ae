"""The Word questionnaire as it comes back: filled in, rearranged, saved by other programs."""

import copy
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from documents import (
    W,
    cell,
    changed,
    control,
    drop_controls,
    filled,
    packed,
    paragraph,
    parts,
    row,
    run,
    tiny_document,
    type_into,
)
from frameworks import tiny_framework
from lxml import etree

from secself.model import Marks, Submission, Unreadable
from secself.problems import NotAWorkbook, Problem, Refused, WrongFramework
from secself.wordform.marks import marks
from secself.wordform.reader import read

BLANK = tiny_document()
MARKS = Marks(
    user="brightlow",
    year=2026,
    kind="ssa",
    framework="tiny@1.0",
    roles=("import-supplier", "gas-supplier"),
    facts=("shared-resources", "smets1-enrolled"),
)


def _read(data: bytes) -> tuple[Submission, list[Problem]]:
    return read(data, tiny_framework(), "q.docx")


def _after(change: Callable[[etree._Element], None], data: bytes = BLANK) -> Submission:
    return _read(changed(data, change))[0]


def _told(data: bytes) -> list[tuple[str, str, str | None]]:
    return [(problem.level, problem.code, problem.ref) for problem in _read(data)[1]]


def _answer(submission: Submission, ref: str) -> object:
    response = submission.response("questions", ref)
    assert response is not None
    return response.answer


def _counts(submission: Submission) -> tuple[int, int, int, int]:
    cells = submission.cells
    return cells.filled, cells.taken, cells.unreadable, cells.ignored


def test_a_blank_questionnaire_comes_back_blank() -> None:
    """Prompts are no answers; every question issued is there, and nothing is remarked."""
    submission, problems = _read(BLANK)

    assert [] == problems
    assert MARKS == submission.marks
    assert ("questions",) == submission.carries
    assert [each.ref for each in submission.issued] == [r.ref for r in submission.responses]
    assert all(
        (None, None, ()) == (r.answer, r.narrative, r.evidence) for r in submission.responses
    )
    assert (0, 0, 0, 0) == _counts(submission)


def test_answers_are_read_by_their_types() -> None:
    """A choice, a date, numbers and text come back as what they are."""
    submission, problems = _read(
        filled(
            BLANK,
            {
                "Q07.1/answer": "Not known",
                "Q07.2/answer": "By two\nfactors",
                "Q08.1/answer": "2026-05-31",
                "Q10.1/answer": "3",
                "Q12.1/answer": "4.5",
                "Q12.1/explanation": "Of the IT budget",
                "Q12.1/evidence": "E01, E 02",
            },
        )
    )
    share = submission.response("questions", "Q12.1")

    assert [] == problems
    assert "Not known" == _answer(submission, "Q07.1")
    assert "By two\nfactors" == _answer(submission, "Q07.2")
    assert date(2026, 5, 31) == _answer(submission, "Q08.1")
    assert 3 == _answer(submission, "Q10.1")
    assert share is not None
    assert (4.5, "Of the IT budget", ("E01", "E 02")) == (
        share.answer,
        share.narrative,
        share.evidence,
    )
    assert (7, 7, 0, 0) == _counts(submission)


def test_every_field_says_where_it_stands() -> None:
    """The origin of an answer is the tag of its field, in the file as the person named it."""
    submission, _ = _read(BLANK)
    response = submission.response("questions", "Q08.1")

    assert response is not None
    assert "q.docx, Q08.1/answer" == str(response.origin)
    assert "Q08.1/evidence" == response.origins["evidence"].path


def test_the_words_that_were_answered_are_known_by_their_fingerprint() -> None:
    """Each row carries the fingerprint of its question."""
    submission, _ = _read(BLANK)
    prints = {question.id: question.fingerprint for question in tiny_framework().questions}

    assert all(prints[each.ref] == each.fingerprint for each in submission.issued)


def test_what_cannot_be_understood_is_kept() -> None:
    """An answer of the wrong type is unreadable, kept as it stands, and told with its place."""
    data = filled(BLANK, {"Q07.1/answer": "Maybe", "Q08.1/answer": "03/04/2026"})
    submission, problems = _read(data)

    assert Unreadable(shown="Maybe") == _answer(submission, "Q07.1")
    assert Unreadable(shown="03/04/2026") == _answer(submission, "Q08.1")
    assert [("answer-unknown", "Q07.1/answer"), ("date-unclear", "Q08.1/answer")] == [
        (problem.code, problem.origin.path) for problem in problems
    ]
    assert (2, 0, 2, 0) == _counts(submission)


def test_the_day_that_was_picked_settles_an_unclear_date() -> None:
    """A date shown in another form is taken if the picker says which day was meant."""

    def pick(root: etree._Element) -> None:
        picker = control(root, "Q08.1/answer")
        type_into(picker, "03/04/2026")
        picker.find(f"{W}sdtPr/{W}date").set(f"{W}fullDate", "2026-04-03T00:00:00Z")

    assert date(2026, 4, 3) == _answer(_after(pick), "Q08.1")


def test_a_question_that_was_reworded_by_hand_is_remarked() -> None:
    """An answer to other words than were sent out is taken with a warning."""

    def reword(root: etree._Element) -> None:
        for text in row(root, "Q07.2").iter(f"{W}t"):
            text.text = (text.text or "").replace("from outside", "from inside")

    data = changed(filled(BLANK, {"Q07.2/answer": "x"}), reword)

    assert "x" == _answer(_read(data)[0], "Q07.2")
    assert [("warning", "text-altered", "Q07.2")] == _told(data)


@pytest.mark.parametrize("level", ["paragraph", "cell"])
def test_a_control_may_wrap_paragraph_or_cell(level: str) -> None:
    """Word moves a control outwards when it holds all there is; paragraphs are lines then."""

    def wrap(root: etree._Element) -> None:
        sdt = control(root, "Q07.2/explanation")
        place = cell(root, "Q07.2/explanation")
        settings = sdt.find(f"{W}sdtPr")
        settings.remove(settings.find(f"{W}showingPlcHdr"))
        content = sdt.find(f"{W}sdtContent")
        for old in [*content, *place.findall(f"{W}p")]:
            old.getparent().remove(old)
        lines = [paragraph("one"), paragraph("two")]
        if level == "paragraph":
            content.extend(lines)
            place.append(sdt)
        else:
            place.extend(lines)
            above = place.getparent()
            above.insert(above.index(place), sdt)
            content.append(place)

    response = _after(wrap).response("questions", "Q07.2")

    assert response is not None
    assert "one\ntwo" == response.narrative


def test_a_row_may_be_wrapped() -> None:
    """A control around a whole row changes nothing."""

    def wrap(root: etree._Element) -> None:
        line = row(root, "Q07.2")
        above = line.getparent()
        sdt = etree.Element(f"{W}sdt")
        above.insert(above.index(line), sdt)
        etree.SubElement(sdt, f"{W}sdtContent").append(line)

    assert "x" == _answer(_after(wrap, filled(BLANK, {"Q07.2/answer": "x"})), "Q07.2")


def test_tracked_changes_count_as_accepted() -> None:
    """What was inserted counts, what was deleted or moved away does not."""

    def track(root: etree._Element) -> None:
        content = control(root, "Q07.2/answer").find(f"{W}sdtContent")
        for kind, text in (("ins", " new"), ("moveFrom", "moved"), ("del", "old")):
            etree.SubElement(content, f"{W}{kind}").append(run(text))

    data = changed(filled(BLANK, {"Q07.2/answer": "kept"}), track)

    assert "kept new" == _answer(_read(data)[0], "Q07.2")


def test_signs_that_are_no_letters_are_read() -> None:
    """Tabs, hyphens that do not break and soft hyphens are part of what was typed."""

    def add(root: etree._Element) -> None:
        content = control(root, "Q07.2/answer").find(f"{W}sdtContent")
        made = run("a\tb")
        for name in ("noBreakHyphen", "softHyphen", "cr"):
            etree.SubElement(made, f"{W}{name}")
        content.append(made)

    data = changed(filled(BLANK, {"Q07.2/answer": ""}), add)

    assert "a\tb\u2011\u00ad\n" == _answer(_read(data)[0], "Q07.2")


def test_text_beside_a_blank_control_counts() -> None:
    """Somebody typed below the field instead of into it."""

    def beside(root: etree._Element) -> None:
        cell(root, "Q07.2/answer").append(paragraph("typed below"))

    assert "typed below" == _answer(_after(beside), "Q07.2")


def test_two_texts_in_one_cell_are_not_joined() -> None:
    """A filled field with a text beside it has two readings, so it has none."""

    def beside(root: etree._Element) -> None:
        cell(root, "Q07.2/answer").append(paragraph("No."))

    data = changed(filled(BLANK, {"Q07.2/answer": "Yes."}), beside)
    submission, _ = _read(data)

    assert Unreadable(shown="Yes. | No.") == _answer(submission, "Q07.2")
    assert [("error", "cell-filled-twice", "Q07.2")] == _told(data)
    assert (1, 0, 1, 0) == _counts(submission)


def test_nothing_but_space_is_blank_and_counted() -> None:
    """The cell is not empty, so it is among those that were ignored, and it is said."""
    data = filled(BLANK, {"Q07.2/answer": "  ", "Q07.1/answer": "Yes"})
    submission, _ = _read(data)

    assert _answer(submission, "Q07.2") is None
    assert [("note", "cell-only-space", "Q07.2")] == _told(data)
    assert (2, 1, 0, 1) == _counts(submission)


def test_words_own_prompt_is_no_answer() -> None:
    """A control that was emptied shows a prompt of Word's."""

    def empty(root: etree._Element) -> None:
        sdt = control(root, "Q07.2/answer")
        type_into(sdt, "Click or tap here to enter text.")
        etree.SubElement(sdt.find(f"{W}sdtPr"), f"{W}showingPlcHdr")

    assert _answer(_after(empty), "Q07.2") is None


def test_a_text_that_is_said_to_be_a_prompt_is_taken_with_a_warning() -> None:
    """A program filled in the field and left the mark of the prompt; nothing typed is dropped."""

    def fill(root: etree._Element) -> None:
        sdt = control(root, "Q07.2/answer")
        type_into(sdt, "Written by a program")
        etree.SubElement(sdt.find(f"{W}sdtPr"), f"{W}showingPlcHdr")

    data = changed(BLANK, fill)

    assert "Written by a program" == _answer(_read(data)[0], "Q07.2")
    assert [("warning", "prompt-kept", "Q07.2")] == _told(data)


def _without(name: str) -> Callable[[etree._Element], None]:
    def remove(root: etree._Element) -> None:
        for each in list(root.iter(f"{W}{name}")):
            each.getparent().remove(each)

    return remove


def _without_refs(root: etree._Element) -> None:
    drop_controls(root)
    for table in list(root.iter(f"{W}tbl"))[1:]:
        for line in table.findall(f"{W}tr")[1:]:
            for text in line.find(f"{W}tc").iter(f"{W}t"):
                text.text = ""


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda _: None, []),
        (_without("tag"), ["route-alias"]),
        (drop_controls, ["route-ref"]),
        (_without_refs, ["route-text"]),
    ],
    ids=["tag", "alias", "ref", "text"],
)
def test_answers_are_found_by_whatever_is_left(
    change: Callable[[etree._Element], None], code: list[str]
) -> None:
    """Tag, title, Ref, text of the question: whichever is left gives the same answers."""
    data = filled(
        BLANK,
        {
            "Q07.1/answer": "Yes",
            "Q08.1/answer": "2026-05-31",
            "Q08.1/explanation": "one\ntwo",
            "Q16.2/evidence": "E01",
        },
    )

    submission, problems = _read(changed(data, change))

    assert _read(data)[0].responses == submission.responses
    assert code == [problem.code for problem in problems]
    assert (4, 4, 0, 0) == _counts(submission)


def test_a_field_that_was_deleted_leaves_its_cell() -> None:
    """Where one control is gone, what is typed into its cell counts."""

    def delete(root: etree._Element) -> None:
        place = cell(root, "Q07.1/answer")
        for old in place.findall(f"{W}p"):
            place.remove(old)
        place.append(paragraph("No"))

    assert "No" == _answer(_after(delete), "Q07.1")


def test_rows_may_be_moved_between_tables() -> None:
    """A row answers its question wherever it stands."""

    def move(root: etree._Element) -> None:
        row(root, "Q16.2").addnext(row(root, "Q07.1"))

    data = filled(BLANK, {"Q07.1/answer": "Yes"})

    assert _read(data)[0].responses == _after(move, data).responses


def test_columns_may_be_moved() -> None:
    """Headings move with their columns, also where the controls are gone."""

    def swap(root: etree._Element) -> None:
        drop_controls(root)
        for table in list(root.iter(f"{W}tbl"))[1:]:
            for line in table.findall(f"{W}tr"):
                line.append(line.findall(f"{W}tc")[3])

    data = filled(BLANK, {"Q07.1/answer": "Yes", "Q07.1/evidence": "E01"})

    assert _read(data)[0].responses == _after(swap, data).responses


def test_a_table_split_in_two_keeps_its_headings() -> None:
    """The second half has no headings of its own, and is read by those above it."""

    def split(root: etree._Element) -> None:
        drop_controls(root)
        table = list(root.iter(f"{W}tbl"))[2]
        half = copy.deepcopy(table)
        lines = table.findall(f"{W}tr")
        table.remove(lines[2])
        for line in half.findall(f"{W}tr")[:2]:
            half.remove(line)
        table.addnext(paragraph(""))
        table.getnext().addnext(half)

    data = filled(BLANK, {"Q07.1/answer": "Yes", "Q07.2/answer": "x"})

    assert _read(data)[0].responses == _after(split, data).responses


def test_a_table_turned_into_text_is_read_by_its_fields() -> None:
    """Controls that stand outside every table still say what they are for."""

    def flatten(root: etree._Element) -> None:
        line = row(root, "Q07.2")
        table = next(line.iterancestors(f"{W}tbl"))
        for each in list(line.iter(f"{W}p")):
            table.addprevious(each)
        line.getparent().remove(line)

    data = filled(BLANK, {"Q07.2/answer": "x", "Q07.2/evidence": "E01"})

    assert _read(data)[0].responses == _after(flatten, data).responses


def test_a_missing_row_is_missing() -> None:
    """A row that was deleted, openly or under tracked changes, gives no Response."""

    def delete(root: etree._Element) -> None:
        line = row(root, "Q07.1")
        line.getparent().remove(line)
        etree.SubElement(row(root, "Q08.1").find(f"{W}trPr"), f"{W}del")

    submission = _after(delete)

    assert submission.response("questions", "Q07.1") is None
    assert submission.response("questions", "Q08.1") is None
    assert {"Q07.1", "Q08.1"} <= {each.ref for each in submission.issued}


def _copied(ref: str, answer: str) -> Callable[[etree._Element], None]:
    def copy_row(root: etree._Element) -> None:
        line = row(root, ref)
        other = copy.deepcopy(line)
        line.addnext(other)
        if answer:
            type_into(control(other, f"{ref}/answer"), answer)

    return copy_row


def test_a_row_that_stands_twice_and_differs_is_unreadable() -> None:
    """Two answers to one question are none."""
    data = changed(filled(BLANK, {"Q07.1/answer": "Yes"}), _copied("Q07.1", "No"))
    submission, _ = _read(data)

    assert Unreadable(shown="Yes | No") == _answer(submission, "Q07.1")
    assert [("warning", "row-repeated", "Q07.1"), ("error", "row-twice", "Q07.1")] == _told(data)
    assert (2, 0, 2, 0) == _counts(submission)


@pytest.mark.parametrize("first", [{"Q07.1/answer": "Yes"}, {}], ids=["same", "one blank"])
def test_a_row_that_stands_twice_and_says_the_same_counts_once(first: dict[str, str]) -> None:
    """A copy that is the same or blank takes nothing away, and is remarked."""
    data = changed(filled(BLANK, first), _copied("Q07.1", "Yes"))

    assert "Yes" == _answer(_read(data)[0], "Q07.1")
    assert [("warning", "row-repeated", "Q07.1")] == _told(data)


def _renamed(line: etree._Element, ref: str) -> None:
    next(line.find(f"{W}tc").iter(f"{W}sdt")).find(f".//{W}t").text = ref


def test_a_row_a_person_added_is_kept() -> None:
    """A copied row with a Ref of its own answers nothing that was asked; what it says is listed."""

    def add(root: etree._Element) -> None:
        line = row(root, "Q07.2")
        other = copy.deepcopy(line)
        line.addnext(other)
        _renamed(other, "X1")
        type_into(control(other, "Q07.2/answer"), "more")

    data = changed(filled(BLANK, {"Q07.2/answer": "kept"}), add)
    submission, _ = _read(data)

    assert "kept" == _answer(submission, "Q07.2")
    assert (("Ref", "X1"), ("Answer", "more")) == tuple(
        each for each in submission.added[0].cells if each[0] in ("Ref", "Answer")
    )
    assert [("warning", "row-added", "X1")] == _told(data)
    assert (2, 1, 0, 1) == _counts(submission)


def test_a_ref_that_was_typed_over_is_remarked() -> None:
    """Where only the visible Ref is wrong, the fields say which question it is."""

    def rename(root: etree._Element) -> None:
        _renamed(row(root, "Q07.2"), "Q7-2")

    data = changed(filled(BLANK, {"Q07.2/answer": "x"}), rename)

    assert "x" == _answer(_read(data)[0], "Q07.2")
    assert [("warning", "row-identity", "Q07.2")] == _told(data)


def test_a_field_copied_into_another_row_answers_that_row() -> None:
    """A control that was copied takes its old tag along; the row that people see counts."""

    def paste(root: etree._Element) -> None:
        mine, other = control(root, "Q07.1/answer"), control(root, "Q16.2/answer")
        other.getparent().replace(other, copy.deepcopy(mine))

    data = changed(filled(BLANK, {"Q07.1/answer": "Yes"}), paste)
    submission, _ = _read(data)

    assert ("Yes", "Yes") == (_answer(submission, "Q07.1"), _answer(submission, "Q16.2"))
    assert [("warning", "field-moved", "Q16.2")] == _told(data)


def test_merged_cells_are_not_guessed_apart() -> None:
    """A text in a cell merged over two columns could belong to either."""

    def merge(root: etree._Element) -> None:
        drop_controls(root)
        table = list(root.iter(f"{W}tbl"))[2]
        cells = table.findall(f"{W}tr")[2].findall(f"{W}tc")
        etree.SubElement(cells[3].find(f"{W}tcPr"), f"{W}gridSpan").set(f"{W}val", "2")
        cells[4].getparent().remove(cells[4])

    data = changed(filled(BLANK, {"Q07.2/answer": "x"}), merge)

    assert Unreadable(shown="x") == _answer(_read(data)[0], "Q07.2")
    assert ("error", "merged-unclear", "Q07.2") in _told(data)


def test_a_picture_is_said_not_to_be_read() -> None:
    """What a picture shows cannot be taken, so it is said."""

    def paste(root: etree._Element) -> None:
        cell(root, "Q07.2/explanation").find(f"{W}p").append(etree.Element(f"{W}drawing"))

    assert [("warning", "cell-picture", "Q07.2")] == _told(changed(BLANK, paste))


def test_a_table_inside_a_cell_is_text() -> None:
    """Somebody pasted a table into an explanation; its lines are lines."""

    def paste(root: etree._Element) -> None:
        table = etree.Element(f"{W}tbl")
        for text in ("Ref", "Q07.1"):
            line = etree.SubElement(table, f"{W}tr")
            for word in (text, "Answer"):
                etree.SubElement(line, f"{W}tc").append(paragraph(word))
        place = cell(root, "Q07.2/explanation")
        place.append(table)
        place.append(paragraph("end"))

    response = _after(paste).response("questions", "Q07.2")

    assert response is not None
    assert "Ref\nAnswer\nQ07.1\nAnswer\nend" == response.narrative


def test_strict_documents_are_read() -> None:
    """Word can save with other namespaces; they change nothing."""
    data = filled(BLANK, {"Q07.1/answer": "Yes"})
    contents = parts(data)
    contents["word/document.xml"] = contents["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )

    assert _read(data)[0] == _read(packed(contents))[0]


def _without_part(data: bytes, *names: str) -> bytes:
    contents = parts(data)
    for name in names:
        del contents[name]
    return packed(contents)


def _without_line(root: etree._Element) -> None:
    for text in root.iter(f"{W}t"):
        if "secself:" in (text.text or ""):
            text.text = ""


def test_marks_survive_the_loss_of_properties() -> None:
    """Either the properties or the line on the cover is enough."""
    without = _without_part(BLANK, "docProps/core.xml", "docProps/custom.xml")

    assert (MARKS, []) == marks(without)
    assert (MARKS, []) == marks(changed(BLANK, _without_line))


def test_without_marks_the_questions_found_are_those_issued() -> None:
    """A document that says nothing of itself is read as far as it goes, with a warning."""

    def shorten(root: etree._Element) -> None:
        _without_line(root)
        row(root, "Q07.1").getparent().remove(row(root, "Q07.1"))

    data = _without_part(changed(BLANK, shorten), "docProps/core.xml", "docProps/custom.xml")
    submission, problems = _read(data)

    assert Marks() == submission.marks
    assert ["marks-missing"] == [problem.code for problem in problems]
    assert "Q07.1" not in {each.ref for each in submission.issued}
    assert 9 == len(submission.issued)


def test_marks_that_disagree_are_all_shown() -> None:
    """Properties come first; both are quoted."""

    def edit(root: etree._Element) -> None:
        for text in root.iter(f"{W}t"):
            text.text = (text.text or "").replace("year=2026", "year=2027")

    found, problems = marks(changed(BLANK, edit), "q.docx")

    assert MARKS == found
    assert ["marks-disagree"] == [problem.code for problem in problems]
    assert "property: “2026”" in problems[0].what
    assert "cover: “2027”" in problems[0].what


def test_another_framework_is_refused() -> None:
    """A document of another edition is not read against this one."""
    data = packed(
        {name: part.replace(b"tiny@1.0", b"tiny@2.0") for name, part in parts(BLANK).items()}
    )

    with pytest.raises(WrongFramework) as caught:
        _read(data)

    assert "framework-other" == caught.value.problems[0].code


def _emptied(root: etree._Element) -> None:
    for table in list(root.iter(f"{W}tbl")):
        table.getparent().remove(table)


def _without_answers(root: etree._Element) -> None:
    for table in list(root.iter(f"{W}tbl"))[1:]:
        for line in table.findall(f"{W}tr"):
            line.remove(line.findall(f"{W}tc")[3])


@pytest.mark.parametrize(
    ("change", "code"),
    [(_emptied, "questions-not-found"), (_without_answers, "answer-column-missing")],
    ids=["no questions", "no answers"],
)
def test_a_document_without_answers_is_refused(
    change: Callable[[etree._Element], None], code: str
) -> None:
    """There is nothing to read without questions, or without a column Answer."""
    with pytest.raises(Refused) as caught:
        _after(change)

    assert code == caught.value.problems[0].code


_BOMB = b'<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("part", "code"),
    [
        (_BOMB + b"<w:document xmlns:w='x'>&b;</w:document>", "xml-dtd"),
        (b"<!DOCTYPE d SYSTEM 'file:///etc/passwd'><d/>", "xml-dtd"),
        (b"<d>" * 400 + b"</d>" * 400, "xml-deep"),
        (b"<d>", "file-damaged"),
        (b"", "file-damaged"),
    ],
    ids=["entities", "outside", "deep", "cut off", "empty"],
)
def test_a_hostile_document_is_refused(part: bytes, code: str) -> None:
    """A document type, a bottomless nest or damaged XML stops the reading with a reason."""
    with pytest.raises(NotAWorkbook) as caught:
        _read(packed({**parts(BLANK), "word/document.xml": part}))

    assert code == caught.value.problems[0].code


@pytest.mark.parametrize("data", [b"", b"Q07.1: Yes", BLANK[:2000]], ids=["none", "text", "half"])
def test_what_is_no_document_is_refused(data: bytes) -> None:
    """Any bytes give a Submission or a reason."""
    with pytest.raises(NotAWorkbook):
        _read(data)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_loses_no_answer(tmp_path: Path) -> None:
    """LibreOffice takes tags away; Ref and heading are left, and line breaks survive."""
    data = filled(
        BLANK,
        {
            "Q01.1/answer": "With a cloud provider, elsewhere",
            "Q07.2/answer": "By two\nfactors & <care> 🙂 שלום",
            "Q08.1/answer": "2026-05-31",
            "Q08.1/explanation": "{{ 7*7 }}",
            "Q10.1/answer": "3",
            "Q16.2/evidence": "E01, E02",
        },
    )
    (tmp_path / "q.docx").write_bytes(data)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "docx",
            "--outdir",
            str(tmp_path / "saved"),
            str(tmp_path / "q.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )

    submission, problems = _read((tmp_path / "saved" / "q.docx").read_bytes())

    assert _read(data)[0].responses == submission.responses
    assert MARKS == submission.marks
    assert ["route-ref"] == [problem.code for problem in problems]
