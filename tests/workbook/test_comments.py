"""What people wrote beside the answers: read whole, bound to its item, never part of an answer."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from commenting import (
    EXPLAINED,
    MAIN,
    OFFICE,
    THREADS,
    Entry,
    Pins,
    guid,
    notes_xml,
    pin,
    relate,
    sheet_part,
)
from filling import column_of, edit, fill, header_of, row_of
from frameworks import tiny_framework, tiny_profile, tiny_submission
from openpyxl.comments import Comment as Note
from openpyxl.workbook import Workbook
from packages import packed, unpacked

from secself import digest
from secself.model import VIEWS, Comment, Reply, Submission
from secself.problems import NotAWorkbook, Problem
from secself.questionnaire import select
from secself.workbook.reader import CARRIES, read
from secself.workbook.writer import write

FRAMEWORK = tiny_framework()
ASKED = select(FRAMEWORK, tiny_profile(), 2025, "ssa")
SENT = tiny_submission()
REFS = {each.item.id for each in (*ASKED.questions, *ASKED.controls)}
SENT = replace(
    SENT,
    carries=CARRIES,
    issued=tuple(each for each in SENT.issued if each.ref in REFS),
    responses=tuple(each for each in SENT.responses if each.ref in REFS),
)
FILLED = fill(write(ASKED), SENT)
MARCH = datetime(2026, 3, 1, 10)  # noqa: DTZ001 - the file has no zone
BOOK = openpyxl.load_workbook(io.BytesIO(FILLED))


def got(content: bytes) -> tuple[Submission, list[Problem]]:
    """Read a workbook as it came back."""
    return read(content, FRAMEWORK, "got.xlsx")


def comments(content: bytes) -> list[Comment]:
    """Give the comments of a workbook, which must not have touched its answers."""
    submission, _ = got(content)

    assert SENT == replace(submission, comments=())
    return list(submission.comments)


def codes(problems: Iterable[Problem]) -> list[str]:
    """Give the codes of Problems."""
    return [each.code for each in problems]


def at(sheet: str, ref: str, heading: str) -> str:
    """Give the address of a cell of the filled workbook."""
    found = BOOK[sheet]
    return found.cell(row_of(found, ref), column_of(found, heading)).coordinate


POSITION = at("Validation", "G1.2", "Position")
ANSWER = at("Questions", "Q07.1", "Answer")


def test_a_note_is_a_comment_on_the_item_of_its_row() -> None:
    """With its author; notes have no time. Where it stands is outside of what it is."""
    [comment] = comments(pin(FILLED, {"Validation": Pins(notes=[(POSITION, "Ana", "Why?")])}))

    assert (
        Comment(kind="note", section="validation", ref="G1.2", text="Why?", author="Ana") == comment
    )
    assert ("got.xlsx", "Validation", POSITION) == (
        comment.origin.file,
        comment.origin.sheet,
        comment.origin.cell,
    )


def test_a_note_typed_with_another_library_is_the_same() -> None:
    """Its parts have other names, and stand at other places."""

    def annotate(book: Workbook) -> None:
        book["Validation"][POSITION].comment = Note("Why?", "Ana")

    [comment] = comments(edit(FILLED, annotate))

    assert (
        Comment(kind="note", section="validation", ref="G1.2", text="Why?", author="Ana") == comment
    )


THREAD = [
    Entry(ANSWER, "Which log source?", id="t"),
    Entry(
        ANSWER, "The VPN's & the proxy's", by="Ben User", at="2026-03-02T11:30:00.50", answers="t"
    ),
]


def test_a_thread_comes_back_with_author_time_and_replies() -> None:
    """Once: the note that stands beside it for older programs says nothing of its own."""
    [comment] = comments(pin(FILLED, {"Questions": Pins(threads=THREAD)}))

    assert (
        Comment(
            kind="thread",
            section="questions",
            ref="Q07.1",
            text="Which log source?",
            author="Ana Reviewer",
            written=MARCH,
            state="answered",
            replies=(
                Reply(
                    text="The VPN's & the proxy's",
                    author="Ben User",
                    written=datetime(2026, 3, 2, 11, 30, 0, 500_000),  # noqa: DTZ001 - as above
                ),
            ),
        )
        == comment
    )


@pytest.mark.parametrize(
    ("done", "by", "state"),
    [
        (("", ""), "Ben User", "answered"),
        (("", ""), "Ana Reviewer", "open"),
        (("1", ""), "Ana Reviewer", "resolved"),
        (("", "1"), "Ben User", "resolved"),
        (("0", ""), "Ben User", "answered"),
        (("true", ""), "Ben User", "resolved"),
    ],
)
def test_how_a_thread_stands(done, by, state) -> None:
    """Settled where it says so, answered where somebody else has the last word, else open."""
    threads = [
        Entry(ANSWER, "Which?", id="t", done=done[0]),
        Entry(ANSWER, "This", by=by, answers="t", done=done[1]),
    ]

    [comment] = comments(pin(FILLED, {"Questions": Pins(threads=threads)}))

    assert state == comment.state


def test_comments_are_in_the_order_of_the_sheets() -> None:
    """And of the cells on each, whichever part they stand in."""
    low = at("Validation", "G2.1", "Owner")
    content = pin(
        FILLED,
        {
            "Validation": Pins(notes=[(low, "Ana", "4"), (POSITION, "Ana", "3")]),
            "Questions": Pins(threads=[Entry(ANSWER, "2")], notes=[("A1", "Ana", "1")]),
        },
    )

    assert ["1", "2", "3", "4"] == [each.text for each in comments(content)]


def test_comments_are_outside_of_the_digest() -> None:
    """Two files with the same answers say the same, whatever an assessor wrote beside them."""
    content = pin(FILLED, {"Questions": Pins(threads=THREAD)})

    assert digest.digest(got(FILLED)[0]) == digest.digest(got(content)[0])
    assert got(FILLED)[0] != got(content)[0]


def test_the_assessors_columns_are_comments() -> None:
    """Each row in which an assessor wrote is one; the columns are not the User's, nor unknown."""
    content = with_columns(
        FILLED,
        "Validation",
        {
            "Assessor's comment": {"G1.2": "Which test?\nPlease name it.", "G2.1": "Fine."},
            "Assessor's view": {"G1.2": "more evidence needed", "G2.2": "No concern"},
            "Suggested action": {"G1.2": "Send the report."},
            "Reference": {"G1.2": "SEC G3.9"},
        },
    )
    plain, _ = got(FILLED)
    submission, problems = got(content)

    assert [] == problems
    assert plain.cells == submission.cells
    assert [
        Comment(
            kind="column",
            section="validation",
            ref="G1.2",
            text="Which test?\nPlease name it.",
            view="More evidence needed",
            action="Send the report.",
            reference="SEC G3.9",
        ),
        Comment(kind="column", section="validation", ref="G2.1", text="Fine."),
        Comment(
            kind="column",
            section="validation",
            ref="G2.2",
            text="",
            view="No concern",
            state="resolved",
        ),
    ] == comments(content)


def with_columns(content: bytes, sheet: str, columns: dict[str, dict[str, object]]) -> bytes:
    """Add columns right of a table, by heading, and write into some rows of theirs."""

    def change(book: Workbook) -> None:
        there = book[sheet]
        for heading, cells in columns.items():
            at = there.max_column + 1
            there.cell(header_of(there), at).value = heading
            for ref, value in cells.items():
                there.cell(row_of(there, ref), at).value = value

    return edit(content, change)


def about(comment: Comment) -> tuple[str, str, str]:
    """Give what a comment is about, and where it stands if it is about nothing."""
    return comment.section, comment.ref, comment.place


def register(sheet: str, row: int, heading: str) -> str:
    """Give the address of a cell in a list, counting rows from the first below the header."""
    found = BOOK[sheet]
    return found.cell(header_of(found) + row, column_of(found, heading)).coordinate


PROFILE_ROW = next(row for row in range(1, 40) if BOOK["Profile"].cell(row, 1).value == "Year")
DATE_ROW = next(row for row in range(1, 40) if BOOK["Declaration"].cell(row, 1).value == "Date")


@pytest.mark.parametrize(
    ("sheet", "cell", "found"),
    [
        ("Validation", at("Validation", "G1.10", "Ref"), ("validation", "G1.10", "")),
        ("Validation", at("Validation", "G1.10", "Row token"), ("validation", "G1.10", "")),
        ("Questions", at("Questions", "Q01.1", "Evidence"), ("questions", "Q01.1", "")),
        ("Evidence", register("Evidence", 2, "Title"), ("evidence", "E02", "")),
        ("Providers", register("Providers", 1, "Name"), ("providers", "gridlink-adapters", "")),
        ("Remediation plan", register("Remediation plan", 1, "Due"), ("remediation", "G1.2", "")),
        ("Profile", f"A{PROFILE_ROW}", ("profile", "Year", "")),
        ("Profile", f"B{PROFILE_ROW}", ("profile", "Year", "")),
        ("Declaration", f"B{DATE_ROW}", ("declaration", "Date", "")),
        ("Read me", "B4", ("", "", "Read me!B4")),
        ("Interpretations", "A3", ("", "", "Interpretations!A3")),
        ("Validation", register("Validation", 0, "Ref"), None),
        ("Validation", "ZZZ99999999", ("", "", "Validation!ZZZ99999999")),
        ("Validation", "", ("", "", "Validation")),
    ],
)
def test_what_a_comment_is_about(sheet, cell, found) -> None:
    """The item of its row, a label, the id of a list; else sheet and cell."""
    [comment] = comments(pin(FILLED, {sheet: Pins(notes=[(cell, "Ana", "Look")])}))

    assert (found or ("", "", f"{sheet}!{cell}")) == about(comment)


def test_a_comment_on_a_row_of_nobody_is_kept_with_its_place() -> None:
    """And said; the row itself is a matter of the answers."""
    below = f"C{BOOK['Validation'].max_row + 200}"
    content = pin(FILLED, {"Validation": Pins(notes=[(below, "Ana", "Look")])})
    submission, problems = got(content)

    assert ["comment-unplaced"] == codes(problems)
    assert [("validation", "", f"Validation!{below}")] == list(map(about, submission.comments))


def test_the_row_decides_however_it_was_recognised() -> None:
    """A comment follows its item where the Ref is gone and only the token is left."""
    ref = at("Validation", "G1.2", "Ref")

    def change(book: Workbook) -> None:
        book["Validation"][ref].value = None
        book["Validation"][POSITION].comment = Note("Why?", "Ana")

    submission, _ = got(edit(FILLED, change))

    assert [("validation", "G1.2", "")] == list(map(about, submission.comments))


@pytest.mark.parametrize("mirrored", [True, False])
def test_a_note_beside_a_thread_may_be_missing(mirrored) -> None:
    """Some programs write none."""
    pins = Pins(threads=THREAD, mirrored=mirrored)

    assert 1 == len(comments(pin(FILLED, {"Questions": pins})))


def test_a_real_note_beside_a_thread_is_a_comment_of_its_own() -> None:
    """Only the stand-in says the same again, and it is known by its text if its author is gone."""
    stand_in = EXPLAINED + "Comment:\n    Which log source?"
    notes = [(ANSWER, "Ana", "A note"), (ANSWER, " ", stand_in)]
    pins = Pins(threads=THREAD, notes=notes, mirrored=False)

    assert [("thread", "Which log source?"), ("note", "A note")] == [
        (each.kind, each.text) for each in comments(pin(FILLED, {"Questions": pins}))
    ]


def test_people_may_be_missing() -> None:
    """Then nobody is named; whether a reply is another's cannot be told, so it stays open."""
    [comment] = comments(pin(FILLED, {"Questions": Pins(threads=THREAD)}, people=False))

    assert (None, "open", (None,)) == (
        comment.author,
        comment.state,
        tuple(reply.author for reply in comment.replies),
    )


def test_a_reply_without_its_comment_stands_for_itself() -> None:
    """What began the thread may have been lost on the way; the words are not."""
    threads = [Entry(ANSWER, "Lost", answers="gone"), Entry(ANSWER, "Also", answers="gone too")]

    found = comments(pin(FILLED, {"Questions": Pins(threads=threads)}))

    assert ["Lost", "Also"] == [each.text for each in found]


def test_replies_to_replies_and_rings_lose_nothing() -> None:
    """Each entry comes once, whatever hangs on what."""
    threads = [
        Entry(ANSWER, "a", id="a"),
        Entry(ANSWER, "c", id="c", answers="b"),
        Entry(ANSWER, "b", id="b", answers="a"),
        Entry(ANSWER, "x", id="x", answers="y"),
        Entry(ANSWER, "y", id="y", answers="x"),
        Entry(ANSWER, "self", id="self", answers="self"),
        Entry(ANSWER, "a again", id="a"),
    ]

    found = comments(pin(FILLED, {"Questions": Pins(threads=threads)}))
    words = [[each.text, *(reply.text for reply in each.replies)] for each in found]

    assert ["a", "c", "b"] in words
    assert ["a again"] in words
    assert sorted(each.text for each in threads) == sorted(text for each in words for text in each)


def test_a_long_chain_of_replies_takes_no_time() -> None:
    """Each way up is gone once."""
    threads = [
        Entry(ANSWER, str(n), id=str(n), answers=str(n + 1) if n < 5_000 else "")
        for n in range(5_001)
    ]

    [comment] = comments(pin(FILLED, {"Questions": Pins(threads=threads)}))

    assert (5_000, "5000") == (len(comment.replies), comment.text)


@pytest.mark.parametrize("written", ["yesterday", "2026-13-01T10:00:00", "2026-03-01", "T"])
def test_a_time_that_is_none_is_said(written) -> None:
    """The comment is kept without it."""
    content = pin(FILLED, {"Questions": Pins(threads=[Entry(ANSWER, "Why?", at=written)])})
    submission, problems = got(content)

    assert ["comment-time"] == codes(problems)
    assert written in problems[0].what
    assert [None] == [each.written for each in submission.comments]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-03-01T10:00:00Z", MARCH),
        ("2026-03-01T12:00:00+02:00", MARCH),
        ("", None),
        ("0001-01-01T00:00:00+14:00", None),
    ],
)
def test_times_have_no_zone(written, read) -> None:
    """So that those of all programs can be put in order."""
    content = pin(FILLED, {"Questions": Pins(threads=[Entry(ANSWER, "Why?", at=written)])})

    assert [read] == [each.written for each in got(content)[0].comments]


def test_rich_text_is_its_words_and_the_authors_line_is_dropped() -> None:
    """Excel begins a note with a bold line of the author's name; phonetic guides are no words."""
    parts = unpacked(pin(FILLED, {"Validation": Pins(notes=[(POSITION, "Ana", "x")])}))
    rich = (
        '<r><rPr><b/></rPr><t>Ana:</t></r><r><t xml:space="preserve">\nWhy </t></r>'
        '<r><t>not_x000D_?</t></r><rPh sb="0" eb="1"><t>phonetic</t></rPh>'
    )
    note = parts["xl/comments1.xml"].decode()
    parts["xl/comments1.xml"] = note.replace('<t xml:space="preserve">x</t>', rich).encode()

    assert ["Why not\r?"] == [each.text for each in comments(packed(parts))]


def test_parts_are_found_by_how_they_hang_together() -> None:
    """Other names, other prefixes and the strict namespaces change nothing."""
    parts = unpacked(pin(FILLED, {"Questions": Pins(threads=THREAD, notes=[("A1", "Ana", "Hm")])}))
    parts["xl/notes/n.xml"] = prefixed(parts.pop("xl/comments1.xml"), MAIN)
    parts["xl/t.xml"] = prefixed(parts.pop("xl/threadedComments/threadedComment1.xml"), THREADS)
    parts["xl/p.xml"] = prefixed(parts.pop("xl/persons/person.xml"), THREADS)
    moved = {
        "/xl/comments1.xml": "../notes/n.xml",
        "/xl/threadedComments/threadedComment1.xml": "../t.xml",
        "persons/person.xml": "p.xml",
        f"{OFFICE}/comments": "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
    }
    for name in [name for name in parts if name.endswith(".rels")]:
        for old, new in moved.items():
            parts[name] = parts[name].replace(f'"{old}"'.encode(), f'"{new}"'.encode())

    found = comments(packed(parts))

    assert ["Hm", "Which log source?"] == [each.text for each in found]
    assert ["Ana", "Ana Reviewer"] == [each.author for each in found]


def prefixed(part: bytes, namespace: str) -> bytes:
    """Write a part with a prefix to each of its names."""
    xml = part.decode().replace(f'xmlns="{namespace}"', f'xmlns:q="{namespace}"')
    return re.sub(r"<(/?)(?=\w)", r"<\1q:", xml).encode()


def test_two_parts_of_notes_on_one_sheet_are_both_read() -> None:
    """Also where some other program has added its own beside the first."""
    parts = unpacked(pin(FILLED, {"Validation": Pins(notes=[(POSITION, "Ana", "one")])}))
    parts["xl/more.xml"] = notes_xml([(POSITION, "Ben", "two")]).encode()
    relate(parts, sheet_part(parts, "Validation"), f"{OFFICE}/comments", "/xl/more.xml")

    assert ["one", "two"] == [each.text for each in comments(packed(parts))]


def test_a_note_whose_author_is_not_listed_has_none() -> None:
    """The number leads nowhere, or is none."""
    parts = unpacked(pin(FILLED, {"Validation": Pins(notes=[(POSITION, "Ana", "Why?")])}))
    for number in ("7", "-1", "²", "x", "", "9" * 5000):
        part = parts["xl/comments1.xml"].replace(b'authorId="0"', f'authorId="{number}"'.encode())

        [comment] = comments(packed(parts | {"xl/comments1.xml": part}))

        assert (None, "Why?") == (comment.author, comment.text)


def test_a_row_that_was_moved_by_a_program_that_knows_no_threads() -> None:
    """It has moved the note beside the thread, and so the note is believed."""
    moved = at("Questions", "Q08.1", "Answer")
    notes = [(moved, f"tc={guid('t')}", EXPLAINED + "Comment:\n    Which log source?")]
    pins = Pins(threads=THREAD, notes=notes, mirrored=False)
    submission, problems = got(pin(FILLED, {"Questions": pins}))

    assert ["comment-moved"] == codes(problems)
    assert [("questions", "Q08.1", "")] == list(map(about, submission.comments))


GERMAN = "[Kommentarthread]\n\nErklärt: https://go.microsoft.com/fwlink/?linkid=870924\n\n"


@pytest.mark.parametrize(
    ("text", "words", "replies"),
    [
        (
            EXPLAINED + "Comment:\n    Which log\nsource?\nReply:\n    The VPN's",
            "Which log\nsource?",
            ["The VPN's"],
        ),
        (EXPLAINED.replace("\n\nYour", "\nYour") + "Comment:\n    One", "One", []),
        (
            GERMAN + "Kommentar:\n    Welche?\nAntwort:\n    Diese",
            "Welche?\nAntwort:\n    Diese",
            [],
        ),
        (EXPLAINED.rstrip() + "\n\nOnly words", "Only words", []),
    ],
)
def test_a_thread_that_became_a_note(text, words, replies) -> None:
    """LibreOffice keeps the stand-in only: the words come back, author and time are lost and said.

    In other languages the label of a reply is not known, so the words stay whole.
    """
    submission, problems = got(pin(FILLED, {"Questions": Pins(notes=[(ANSWER, " ", text)])}))
    [comment] = submission.comments

    assert ["comment-flattened"] == codes(problems)
    assert ("thread", words, None, None) == (
        comment.kind,
        comment.text,
        comment.author,
        comment.written,
    )
    assert replies == [reply.text for reply in comment.replies]


def test_a_thread_whose_own_part_is_gone_is_still_a_thread() -> None:
    """A library that knows no threads has dropped them, and left the note with its odd author."""
    content = edit(pin(FILLED, {"Questions": Pins(threads=THREAD)}), lambda book: book)
    [comment] = comments(content)

    assert ("thread", "Which log source?", None) == (comment.kind, comment.text, comment.author)
    assert ["The VPN's & the proxy's"] == [reply.text for reply in comment.replies]


GOOGLE = (
    "======\nID#AAABc_d-1\nAna Reviewer    (2026-03-01 10:00:00)\nWhich log\nsource?\n"
    "------\nID#AAABc_d-2\nBen User    (2026-03-02 11:30:00)\nThe VPN's"
)


def test_a_thread_of_google_sheets_is_taken_apart() -> None:
    """Each entry begins with a number, a name and a time."""
    [comment] = comments(pin(FILLED, {"Questions": Pins(notes=[(ANSWER, "", GOOGLE)])}))

    assert ("thread", "Which log\nsource?", "Ana Reviewer", MARCH, "answered") == (
        comment.kind,
        comment.text,
        comment.author,
        comment.written,
        comment.state,
    )
    assert [("The VPN's", "Ben User")] == [(each.text, each.author) for each in comment.replies]


@pytest.mark.parametrize(
    "text",
    [
        "======\nAna Reviewer    (2026-03-01 10:00:00)\nNo number",
        "Before\n" + GOOGLE,
        "Reply:\n    to what?",
        "Comment:\n    Just a word of mine",
        "[Threaded comment] is what I saw here",
        "See https://go.microsoft.com/fwlink/?linkid=870924",
        "Which?\n\t-Ana Reviewer",
        "=cmd|' /C calc'!A0",
        "\U0001f512 \u05d0\u05d1\u05d2 " + "long " * 6_500,
    ],
)
def test_what_only_looks_like_a_thread_stays_whole(text) -> None:
    """Nothing is taken apart that is not certain."""
    [comment] = comments(pin(FILLED, {"Questions": Pins(notes=[(ANSWER, "Ana", text)])}))

    assert ("note", text, "Ana") == (comment.kind, comment.text, comment.author)


def test_input_messages_are_no_comments() -> None:
    """What a cell says when it is entered was put there by us."""
    assert b"promptTitle" in b"".join(unpacked(FILLED).values())
    assert () == got(FILLED)[0].comments


def test_an_empty_note_says_nothing() -> None:
    """Excel leaves one where somebody thought better of it."""
    assert [] == comments(pin(FILLED, {"Questions": Pins(notes=[(ANSWER, "Ana", "Ana:\n")])}))


def test_too_many_comments_are_refused() -> None:
    """Rather than read in part."""
    notes = [(ANSWER, "Ana", guid(str(number))) for number in range(20_001)]

    with pytest.raises(NotAWorkbook) as caught:
        got(pin(FILLED, {"Questions": Pins(notes=notes)}))
    assert ["too-many-comments"] == codes(caught.value.problems)


def test_a_damaged_part_of_comments_refuses_the_file() -> None:
    """Its words could be those that matter."""
    parts = unpacked(pin(FILLED, {"Questions": Pins(threads=THREAD)}))
    for name in ("xl/comments1.xml", "xl/persons/person.xml"):
        with pytest.raises(NotAWorkbook) as caught:
            got(packed(parts | {name: parts[name][:-9]}))
        assert ["file-damaged"] == codes(caught.value.problems)
    with pytest.raises(NotAWorkbook) as caught:
        got(packed(parts | {"xl/comments1.xml": b"<!DOCTYPE x><comments/>"}))
    assert ["xml-dtd"] == codes(caught.value.problems)


def test_views_that_are_none_are_kept_and_said() -> None:
    """Case and spaces do not make another view, and `Reference` alone is a column of anybody's."""
    content = with_columns(
        FILLED, "Questions", {"Assessor\u2019s view": {"Q07.1": " no  concern", "Q01.1": "Fine"}}
    )
    submission, problems = got(content)

    assert ["view-unknown"] == codes(problems)
    assert [("Q01.1", "Fine"), ("Q07.1", "No concern")] == [
        (each.ref, each.view) for each in submission.comments
    ]

    alone = with_columns(FILLED, "Questions", {"Reference": {"Q07.1": "My own"}})

    assert ["column-unknown"] == codes(got(alone)[1])
    assert [] == comments(alone)


def test_an_assessors_column_that_is_there_twice_is_read_twice() -> None:
    """Two assessors have each added their own."""
    columns = {"Assessor's comment": {"G1.2": "One"}}
    content = with_columns(with_columns(FILLED, "Validation", columns), "Validation", columns)

    assert ["One", "One"] == [each.text for each in comments(content)]


@pytest.mark.parametrize("value", ["=A1&A2", "#N/A"])
def test_a_cell_of_the_assessors_without_words_is_said(value) -> None:
    """A formula that was never computed, or an error."""
    submission, problems = got(
        with_columns(FILLED, "Validation", {"Assessor's comment": {"G1.2": value, "G2.1": "Fine"}})
    )

    assert ["comment-unreadable"] == codes(problems)
    assert [("G2.1", "Fine")] == [(each.ref, each.text) for each in submission.comments]


def test_the_assessors_words_on_an_added_row_stay_with_the_assessor() -> None:
    """The row is kept as the User's without them; they are a comment on no item."""

    def add(book: Workbook) -> None:
        sheet = book["Validation"]
        row = sheet.max_row + 1
        sheet.cell(row, column_of(sheet, "Ref")).value = "X9.9"
        sheet.cell(row, column_of(sheet, "Assessor's comment")).value = "Not asked"

    submission, _ = got(edit(with_columns(FILLED, "Validation", {"Assessor's comment": {}}), add))

    assert [("validation", "")] == [(each.section, each.ref) for each in submission.comments]
    assert [(("Ref", "X9.9"),)] == [row.cells for row in submission.added]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("through", ["xlsx", "ods"])
def test_libreoffice_may_save_it(through: str, tmp_path: Path) -> None:
    """Every word is still there, on its item; what is lost is who wrote it, and that is said."""
    columns = {
        "Assessor's comment": {"G2.1": "Which?\nWhen?"},
        "Assessor's view": {"G2.1": VIEWS[4]},
    }
    pins = {
        "Questions": Pins(threads=THREAD),
        "Validation": Pins(notes=[(POSITION, "Ana", "Ana:\nWhy?\nSay \U0001f512 & <b>")]),
    }
    (tmp_path / "given.xlsx").write_bytes(pin(with_columns(FILLED, "Validation", columns), pins))
    source = tmp_path / "given.xlsx"
    for number, suffix in enumerate((through, "xlsx")):
        folder = tmp_path / str(number)
        settings = f"-env:UserInstallation={(tmp_path / 'settings').as_uri()}"
        command = ["soffice", settings, "--headless", "--convert-to", suffix, "--outdir", folder]
        subprocess.run([*command, source], check=True, capture_output=True, timeout=120)
        source = folder / f"given.{suffix}"
    submission, problems = got(source.read_bytes())
    thread, note, column = submission.comments

    assert ["comment-flattened", "comment-unsigned"] == sorted(codes(problems))
    assert ("questions", "Q07.1", "Which log source?") == (*about(thread)[:2], thread.text)
    assert ["The VPN's & the proxy's"] == [reply.text for reply in thread.replies]
    assert ("validation", "G1.2") == about(note)[:2]
    assert note.text.endswith("Why?\nSay \U0001f512 & <b>")
    assert ("G2.1", "Which?\nWhen?", VIEWS[4]) == (column.ref, column.text, column.view)
    assert SENT == replace(submission, comments=())


def test_a_column_whose_heading_bears_a_name_is_that_persons():
    """Several people have columns side by side; the first of each kind belong together."""
    headings = (
        "Assessor's view (Ada Byron)", "Assessor's comment (Ada Byron)", "Assessor's comment",
        "Assessor's comment (Alan (Al) T.)",
    )  # fmt: skip

    def add(book: Workbook) -> None:
        sheet = book["Validation"]
        last = sheet.max_column
        for at, (heading, text) in enumerate(zip(headings, VIEWS, strict=False), last + 1):
            sheet.cell(header_of(sheet), at).value = heading
            sheet.cell(row_of(sheet, "G1.1"), at).value = text

    found, problems = read(edit(FILLED, add), FRAMEWORK)
    told = [(one.author, one.text, one.view) for one in found.comments]
    assert [
        ("Ada Byron", VIEWS[1], VIEWS[0]), (None, VIEWS[2], None), ("Alan (Al) T.", VIEWS[3], None),
    ] == told  # fmt: skip
    assert "column-unknown" not in [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("opening", "rest", "author"),
    [
        ("Ana Reviewer:\n", "Which report?", "Ana Reviewer"),
        ("Ana Reviewer:", "\nWhich report?", "Ana Reviewer"),
        ("Ana Reviewer:", " Which report?", None),
        ("Which", "\nreport?", None),
        ("Ana Reviewer:\n", " ", None),
    ],
)
def test_a_name_that_has_a_look_of_its_own_is_the_authors(opening, rest, author) -> None:
    """Excel begins a note with it, and programs that forget the author keep it in the words."""
    runs = "".join(f'<r><t xml:space="preserve">{text}</t></r>' for text in (opening, rest))
    plain = pin(FILLED, {"Validation": Pins(notes=[("C6", " ", "HERE")])})
    parts = unpacked(plain)
    [name] = [one for one in parts if one.startswith("xl/comments")]
    parts[name] = re.sub(rb"<t [^>]*>HERE</t>", runs.encode(), parts[name])
    submission, problems = got(packed(parts))
    [note] = submission.comments

    assert (author, "comment-unsigned") == (note.author, codes(problems)[0])
    assert (opening + rest).removeprefix(f"{author}:\n") == note.text
