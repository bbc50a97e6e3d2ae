"""Comments and tracked changes of a returned questionnaire: kept apart, bound, and said."""

import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from commenting import OFFICE, relate
from documents import W, body, changed, control, filled, packed, parts, row, run, tiny_document
from frameworks import tiny_framework
from lxml import etree

from secself.model import Comment, Reply, Submission
from secself.problems import Problem
from secself.wordform.reader import read

FRAMEWORK = tiny_framework()
ANSWERED = filled(tiny_document(), {"Q07.1/answer": "Yes", "Q07.2/answer": "By two factors."})
MAIN = W.strip("{}")
LATER = "http://schemas.microsoft.com/office/word/2012/wordml"
LATER_TYPE = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
PARA = "http://schemas.microsoft.com/office/word/2010/wordml"
MARCH = datetime(2026, 3, 1, 10)  # noqa: DTZ001 - the file has no zone to rely on


@dataclass
class Said:
    """One comment as Word keeps it: a reply is a comment that names what it answers."""

    text: str
    on: str = "Q07.1/answer"
    by: str = "Ana"
    at: str = "2026-03-01T10:00:00Z"
    answers: int | None = None
    done: str = "0"


def got(data: bytes) -> tuple[Submission, list[Problem]]:
    """Read a questionnaire as it came back."""
    return read(data, FRAMEWORK, "got.docx")


def codes(problems: Iterable[Problem]) -> list[str]:
    """Give the codes of Problems."""
    return [each.code for each in problems]


def annotated(data: bytes, said: list[Said], *, extended: bool = True) -> bytes:
    """Hang comments on fields, part by part, as Word stores them."""

    def anchor(root: etree._Element) -> None:
        for number, each in enumerate(said):
            if each.on:
                put_anchor(root, each.on, number)

    contents = parts(changed(data, anchor))
    contents["word/comments.xml"] = comments_xml(said).encode()
    relate(contents, "word/document.xml", f"{OFFICE}/comments", "comments.xml")
    if extended:
        contents["word/commentsExtended.xml"] = extended_xml(said).encode()
        relate(contents, "word/document.xml", LATER_TYPE, "commentsExtended.xml")
    return packed(contents)


def put_anchor(root: etree._Element, name: str, number: int) -> None:
    """Begin and end a comment around what a field holds."""
    content = control(root, name).find(f"{W}sdtContent")
    start = etree.Element(f"{W}commentRangeStart", {f"{W}id": str(number)})
    end = etree.Element(f"{W}commentRangeEnd", {f"{W}id": str(number)})
    content.insert(len(content.findall(f"{W}commentRangeStart")), start)
    content.append(end)
    made = etree.SubElement(content, f"{W}r")
    etree.SubElement(made, f"{W}commentReference", {f"{W}id": str(number)})


def comments_xml(said: list[Said]) -> str:
    """Write the part of comments."""
    each = "".join(
        f'<w:comment w:id="{number}" w:author="{one.by}" w:date="{one.at}" w:initials="A">'
        + "".join(
            f'<w:p w14:paraId="{number:04X}{line:04X}"><w:r><w:annotationRef/>'
            f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
            for line, text in enumerate(one.text.split("\n"))
        )
        + "</w:comment>"
        for number, one in enumerate(said)
    )
    return f'<w:comments xmlns:w="{MAIN}" xmlns:w14="{PARA}">{each}</w:comments>'


def extended_xml(said: list[Said]) -> str:
    """Write the part that knows replies, and what was settled."""
    last = [f"{number:04X}{each.text.count(chr(10)):04X}" for number, each in enumerate(said)]
    each = "".join(
        f'<w15:commentEx w15:paraId="{last[number]}" w15:done="{one.done}"'
        + (f' w15:paraIdParent="{last[one.answers]}"' if one.answers is not None else "")
        + "/>"
        for number, one in enumerate(said)
    )
    return f'<w15:commentsEx xmlns:w15="{LATER}">{each}</w15:commentsEx>'


def test_a_comment_is_about_the_question_it_is_anchored_in() -> None:
    """With author, time and replies; no answer knows of it."""
    said = [
        Said("Which\n<log> source?"),
        Said("The VPN's", by="Ben", at="2026-03-02T11:30:00Z", answers=0),
    ]
    plain, _ = got(ANSWERED)
    submission, problems = got(annotated(ANSWERED, said))

    assert [] == codes(problems)
    assert plain.responses == submission.responses
    assert plain.cells == submission.cells
    assert (
        Comment(
            kind="thread",
            section="questions",
            ref="Q07.1",
            text="Which\n<log> source?",
            author="Ana",
            written=MARCH,
            state="answered",
            replies=(
                Reply(
                    text="The VPN's",
                    author="Ben",
                    written=datetime(2026, 3, 2, 11, 30),  # noqa: DTZ001 - as above
                ),
            ),
        ),
    ) == submission.comments


def test_what_was_settled_is_resolved() -> None:
    """As the part beside the comments says."""
    found = got(annotated(ANSWERED, [Said("One", done="1"), Said("Two")]))[0].comments

    assert [("One", "resolved"), ("Two", "open")] == [(each.text, each.state) for each in found]


def test_without_the_part_that_knows_replies_each_is_a_comment() -> None:
    """An older Word, or LibreOffice, writes none."""
    said = [Said("Which?"), Said("This", by="Ben", answers=0)]
    found = got(annotated(ANSWERED, said, extended=False))[0].comments

    assert ["Which?", "This"] == [each.text for each in found]
    assert {"Q07.1"} == {each.ref for each in found}


def test_comments_are_in_the_order_of_the_text() -> None:
    """Whatever their numbers are."""
    said = [Said("Later", on="Q16.2/evidence"), Said("First", on="Q01.1/explanation")]
    found = got(annotated(ANSWERED, said))[0].comments

    assert [("First", "Q01.1"), ("Later", "Q16.2")] == [(each.text, each.ref) for each in found]


def test_a_comment_without_an_anchor_is_kept() -> None:
    """Somebody deleted the words it was about."""
    [comment] = got(annotated(ANSWERED, [Said("Where?", on="")]))[0].comments

    assert ("", "", "nowhere in the text") == (comment.section, comment.ref, comment.place)


def test_a_comment_on_the_cover_is_kept_with_its_place() -> None:
    """It is about no question."""

    def anchor(root: etree._Element) -> None:
        first = next(root.iter(f"{W}p"))
        first.insert(0, etree.Element(f"{W}commentRangeStart", {f"{W}id": "0"}))

    contents = parts(annotated(ANSWERED, [Said("Thank you", on="")]))
    [comment] = got(changed(packed(contents), anchor))[0].comments

    assert ("", "") == (comment.section, comment.ref)
    assert comment.place in {"outside the tables", "table 1, row 1"}


def test_a_comment_on_an_added_row_is_kept_and_said() -> None:
    """The row answers nothing, so the comment is about no answer."""

    def add(root: etree._Element) -> None:
        copy = etree.fromstring(etree.tostring(row(root, "Q07.1")))
        for sdt in list(copy.iter(f"{W}sdt")):
            sdt.getparent().replace(sdt, run("X9"))
        copy.find(f".//{W}p").insert(0, etree.Element(f"{W}commentRangeStart", {f"{W}id": "0"}))
        row(root, "Q07.1").addnext(copy)

    submission, problems = got(changed(annotated(ANSWERED, [Said("Why?", on="")]), add))
    [comment] = submission.comments

    assert "comment-unplaced" in codes(problems)
    assert ("questions", "") == (comment.section, comment.ref)
    assert comment.place.startswith("table ")


def test_a_field_outside_every_table_is_its_question() -> None:
    """The comment begins before the field, and goes on over it."""

    def take_out(root: etree._Element) -> None:
        field = control(root, "Q07.1/answer")
        field.find(f"{W}sdtContent").remove(field.find(f"{W}sdtContent/{W}commentRangeStart"))
        line = etree.Element(f"{W}p")
        line.append(etree.Element(f"{W}commentRangeStart", {f"{W}id": "0"}))
        place = row(root, "Q07.1")
        line.append(field)
        place.getparent().remove(place)
        root.find(f"{W}body").insert(0, line)

    submission, _ = got(changed(annotated(ANSWERED, [Said("Why?")]), take_out))

    assert [("questions", "Q07.1")] == [(each.section, each.ref) for each in submission.comments]


@pytest.mark.parametrize("written", ["", "yesterday"])
def test_a_comment_without_a_time(written) -> None:
    """A time that is none is said, and one that is not there is not."""
    submission, problems = got(annotated(ANSWERED, [Said("Why?", at=written, by=" ")]))

    assert (["comment-time"] if written else []) == codes(problems)
    assert [(None, None)] == [(each.written, each.author) for each in submission.comments]


def test_replies_in_a_ring_lose_nothing() -> None:
    """No program writes them so."""
    said = [Said("a", answers=1), Said("b", answers=0), Said("c", answers=2), Said("d", answers=0)]
    found = got(annotated(ANSWERED, said))[0].comments
    words = [text for each in found for text in (each.text, *(one.text for one in each.replies))]

    assert ["a", "b", "c", "d"] == sorted(words)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_may_save_it(tmp_path: Path) -> None:
    """Words, authors, times and questions are all still there."""
    said = [Said("Which\n<log> source?"), Said("Why?", on="Q07.2/answer", done="1")]
    (tmp_path / "given.docx").write_bytes(annotated(ANSWERED, said))
    settings = f"-env:UserInstallation={(tmp_path / 'settings').as_uri()}"
    command = [
        "soffice",
        settings,
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        tmp_path / "b",
    ]
    subprocess.run(
        [*command, tmp_path / "given.docx"], check=True, capture_output=True, timeout=120
    )
    found = got((tmp_path / "b" / "given.docx").read_bytes())[0].comments

    assert [
        ("Q07.1", "Which\n<log> source?", "Ana", MARCH, "open"),
        ("Q07.2", "Why?", "Ana", MARCH, "resolved"),
    ] == [(each.ref, each.text, each.author, each.written, each.state) for each in found]


def tracked(field: str, marks: Mapping[str, str]) -> bytes:
    """Leave tracked changes in a field: the kind of each, and its words."""

    def track(root: etree._Element) -> None:
        content = control(root, field).find(f"{W}sdtContent")
        for kind, text in marks.items():
            made = run(text)
            if kind == "del":
                for piece in made:
                    piece.tag = f"{W}delText"
            etree.SubElement(content, f"{W}{kind}").append(made)

    return changed(ANSWERED, track)


def test_changes_that_nobody_accepted_are_said() -> None:
    """What was inserted is read and what was deleted is not, and both are quoted."""
    data = tracked("Q07.2/answer", {"ins": " And a token.", "del": "By one."})
    submission, problems = got(data)
    [problem] = problems

    assert "By two factors. And a token." == submission.response("questions", "Q07.2").answer
    assert ("warning", "changes-unaccepted", "Q07.2") == (problem.level, problem.code, problem.ref)
    assert "“ And a token.” was read" in problem.what
    assert "“By one.” was not read" in problem.what


def test_a_document_without_tracked_changes_has_none() -> None:
    """Nor has one whose changes stand beside no question."""

    def on_the_cover(root: etree._Element) -> None:
        etree.SubElement(next(root.iter(f"{W}p")), f"{W}ins").append(run("new"))

    assert not list(body(ANSWERED).iter(f"{W}ins"))
    assert [] == got(ANSWERED)[1]
    assert [] == got(changed(ANSWERED, on_the_cover))[1]
