"""`secself check` on annotated files: comments are listed, and answers are what they were."""

import json
from pathlib import Path

import openpyxl
import pytest
from commenting import Entry, Pins, pin
from filling import row_of

from secself.cli.commands import secself
from secself.cli.ending import run
from secself.model import Comment
from secself.plain import submission_document
from secself.store.assessments import receive
from secself.store.frameworks import Library, shelf

RETURNED = Path(__file__).parent.parent / "samples" / "northfell-energy" / "returned"
WORKBOOK = RETURNED / "northfell-energy-2026-ssa.xlsx"
CELL = f"C{row_of(openpyxl.load_workbook(WORKBOOK)['Validation'], 'G3.9')}"
ANNOTATED = pin(
    WORKBOOK.read_bytes(),
    {
        "Validation": Pins(
            threads=[
                Entry(CELL, "Which\nreport?", id="t"),
                Entry(CELL, "The one of May", by="Ben User", answers="t", done="1"),
            ],
        ),
        "Read me": Pins(notes=[("B2", "Ana", "Thank you")]),
    },
)


@pytest.fixture
def checked(capsys, tmp_path):
    """Check the annotated copy and the file itself."""
    copy = tmp_path / "annotated.xlsx"
    copy.write_bytes(ANNOTATED)

    def command(*words: str) -> str:
        with pytest.raises(SystemExit):
            run(secself, ["check", str(copy), str(WORKBOOK), "--as-of", "2026-07-10", *words])
        return capsys.readouterr().out

    return command


def test_comments_are_listed_in_json(checked):
    """In the contract's shape, with what each is about and where it stands."""
    annotated, plain = json.loads(checked("--format", "json"))["results"]
    note, thread = annotated["comments"]

    assert [] == plain["comments"]
    assert plain["digest"] == annotated["digest"]
    assert (plain["counts"], plain["cells"]) == (annotated["counts"], annotated["cells"])
    assert {
        "ref": None,
        "text": "Thank you",
        "author": "Ana",
        "written": None,
        "kind": "note",
        "state": "open",
        "place": "Read me!B2",
        "sheet": "Read me",
        "cell": "B2",
    }.items() <= note.items()
    assert {
        "ref": "G3.9",
        "section": "validation",
        "text": "Which\nreport?",
        "author": "Ana Reviewer",
        "written": "2026-03-01T10:00:00",
        "kind": "thread",
        "state": "resolved",
        "replies": [
            {"text": "The one of May", "author": "Ben User", "written": "2026-03-01T10:00:00"}
        ],
        "cell": CELL,
    }.items() <= thread.items()


def test_comments_are_counted_for_people(checked):
    """One line, where there are any."""
    lines = [line.strip() for line in checked().splitlines() if "comments:" in line]

    assert ["comments: 2 (1 open, 1 resolved), kept apart from the answers"] == lines


def test_a_saved_submission_keeps_its_comments(tmp_path):
    """As JSON they come back equal, and say where in the file they stand."""
    library = Library(shelf(()))
    (tmp_path / "a.xlsx").write_bytes(ANNOTATED)
    submission = receive(tmp_path / "a.xlsx", library).submission
    assert submission is not None
    saved = json.dumps(submission_document(submission))
    (tmp_path / "a.json").write_text(saved, encoding="utf-8")
    again = receive(tmp_path / "a.json", library).submission
    assert again is not None

    found: tuple[Comment, ...] = again.comments
    assert submission.comments == found
    assert ["comments[0]", "comments[1]"] == [comment.origin.path for comment in found]
