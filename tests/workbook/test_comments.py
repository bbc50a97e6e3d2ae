"""What people wrote beside the answers: read whole, bound to its item, never part of an answer."""

import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from commenting import Entry, Pins, pin
from filling import column_of, edit, fill, header_of, row_of
from frameworks import tiny_framework, tiny_profile, tiny_submission
from openpyxl.comments import Comment as Note
from openpyxl.workbook import Workbook

from secself import digest
from secself.model import Comment, Reply, Submission
from secself.problems import Problem
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
        Comment(kind="column", section="validation", ref="G2.2", text="", view="No concern"),
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
