"""One submission annotated in three ways, by whatever program, is annotated once."""

import io
import itertools
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from commenting import Entry, Pins, pin
from filling import header_of, row_of
from recalculated import convert, needs_libreoffice

from secself.digest import digest
from secself.model import Comment
from secself.remarks import Written, bound
from secself.store.assessments import Received, receive
from secself.store.frameworks import Library, shelf

CURRENT = (
    Path(__file__).parent.parent
    / "samples"
    / "northfell-energy"
    / "returned"
    / "northfell-energy-2026-ssa.xlsx"
)
SAID = {
    ("Validation", "G3.9"): "Which\nreport?",
    ("Validation", "G3.10"): "<b>5,000</b> & {{ more }}",
    ("Questions", "Q08.1"): "When was that?",
}
REPLY = "See E2.\nIt is new."
BOOK = openpyxl.load_workbook(CURRENT)
WAYS = ("column", "notes", "threads")


def cell(sheet: str, ref: str) -> str:
    """Give a cell in the row of an item."""
    return f"C{row_of(BOOK[sheet], ref)}"


def in_column() -> bytes:
    """Write into a column for it, as in the assessor's workbook."""
    book = openpyxl.load_workbook(CURRENT)
    for name in ("Questions", "Validation"):
        sheet = book[name]
        column = sheet.max_column + 1
        sheet.cell(header_of(sheet), column, "Assessor's comment")
        for (on, ref), text in SAID.items():
            if on == name:
                sheet.cell(row_of(sheet, ref), column, text)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def in_notes() -> bytes:
    """Pin notes, each with the author's name above, as Excel puts it."""
    pins: dict[str, Pins] = {}
    for (sheet, ref), text in SAID.items():
        note = (cell(sheet, ref), "Ana Reviewer", f"Ana Reviewer:\n{text}")
        pins.setdefault(sheet, Pins()).notes.append(note)
    return pin(CURRENT.read_bytes(), pins)


def in_threads() -> bytes:
    """Begin threads, each with a reply."""
    pins: dict[str, Pins] = {}
    for (sheet, ref), text in SAID.items():
        place = cell(sheet, ref)
        first = Entry(place, text, id=ref)
        reply = Entry(place, REPLY, by="Ben User", answers=ref, at="2026-03-02T09:00:00.00")
        pins.setdefault(sheet, Pins()).threads += [first, reply]
    return pin(CURRENT.read_bytes(), pins)


MADE = {"column": in_column, "notes": in_notes, "threads": in_threads}


@pytest.fixture(scope="module")
def annotated(tmp_path_factory) -> dict[str, Received]:
    """Read the three files."""
    folder, library = tmp_path_factory.mktemp("ways"), Library(shelf())
    found = {}
    for way in WAYS:
        place = folder / f"{way}.xlsx"
        place.write_bytes(MADE[way]())
        found[way] = receive(place, library)
    return found


def words(comments: tuple[Comment, ...]) -> set[tuple[str, str]]:
    """Give item and words of each."""
    return {(one.ref, one.text) for one in comments}


@pytest.mark.parametrize("way", WAYS)
def test_each_way_gives_the_same_comments(annotated, way):
    """With author and time where the file has them, and none of it in an answer."""
    submission = annotated[way].submission
    plain = receive(CURRENT, Library(shelf())).submission
    known = {(one.author, one.written is not None) for one in submission.comments}

    assert {(ref, text) for (_, ref), text in SAID.items()} == words(submission.comments)
    assert {"column": (None, False), "notes": ("Ana Reviewer", False)}.get(
        way, ("Ana Reviewer", True)
    ) in known
    assert len(known) == 1
    assert digest(plain) == digest(submission)
    assert plain == replace(submission, comments=())


@pytest.mark.parametrize("order", list(itertools.permutations(WAYS)))
def test_all_three_together_are_each_comment_once(annotated, order):
    """In any order; the richest copy is kept, with all that the others tell."""
    said = [annotated[way].submission for way in order]
    written = [Written(submission=one, comments=one.comments) for one in said]
    found = bound(written, said[0])

    assert {(ref, text) for (_, ref), text in SAID.items()} == words(
        tuple(one.comment for one in found)
    )
    assert len(SAID) == len(found)
    for one in found:
        [reply] = one.comment.replies
        assert ("Ana Reviewer", "thread", "answered") == (
            one.comment.author,
            one.comment.kind,
            one.comment.state,
        )
        assert (REPLY, "Ben User") == (reply.text, reply.author)
        assert reply.written is not None
        assert "on-this-answer" == one.standing


@needs_libreoffice
def test_what_libreoffice_saved_is_the_same_comments_and_the_loss_is_said(annotated, tmp_path):
    """It forgets who wrote a note or a thread, and when; a further copy restores it."""
    library = Library(shelf())
    saved = {}
    for way in WAYS:
        (tmp_path / f"{way}.xlsx").write_bytes(MADE[way]())
        saved[way] = receive(convert(tmp_path / f"{way}.xlsx", "xlsx"), library)
    codes = {way: {one.code for one in saved[way].problems} for way in WAYS}
    copies = [*annotated.values(), *saved.values()]
    written = [
        Written(submission=one.submission, comments=one.submission.comments) for one in copies
    ]
    alone = saved["threads"].submission.comments
    found = bound(written, annotated["column"].submission)

    assert len({digest(one.submission) for one in copies}) == 1
    assert "comment-unsigned" in codes["notes"]
    assert "comment-flattened" in codes["threads"]
    assert words(alone) == words(annotated["threads"].submission.comments)
    assert [(REPLY,)] * len(SAID) == [tuple(each.text for each in one.replies) for one in alone]
    assert len(SAID) == len(found)
    assert {"Ana Reviewer"} == {one.comment.author for one in found}
    assert {1} == {len(one.comment.replies) for one in found}
