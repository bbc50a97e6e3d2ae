"""What an assessment is compared with, when only a folder of past files is named."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from secself.model import Response, Submission
from secself.plain import submission_document
from secself.problems import Refused
from secself.store.assessments import Assessed, assess
from secself.store.baselines import baseline
from secself.store.frameworks import Library, shelf

USER = Path(__file__).parent.parent.parent / "samples" / "northfell-energy"
STRANGER = USER.parent / "calder-vale-gas" / "2025-vusa.xlsx"


@pytest.fixture(scope="module")
def library() -> Library:
    """The frameworks that are shipped."""
    return Library(shelf())


@pytest.fixture(scope="module")
def past(library) -> Submission:
    """What the User answered in 2025."""
    return assess([USER / "2025-vusa.xlsx"], library).submission


@pytest.fixture(scope="module")
def current(library) -> Assessed:
    """What it answers in 2026."""
    return assess([USER / "returned" / "northfell-energy-2026-ssa.xlsx"], library)


@pytest.fixture
def put(tmp_path, past):
    """Put a past assessment into the folder, and give the folder."""

    def place(year: int, kind: str, name: str = "", **changes: object) -> Path:
        marks = replace(past.marks, year=year, kind=kind)
        document = submission_document(replace(past, marks=marks, **changes))
        path = tmp_path / (name or f"{year}-{kind}.json")
        path.write_text(json.dumps(document), encoding="utf-8")
        return tmp_path

    return place


def of_kind(assessed: Assessed, kind: str) -> Assessed:
    """The same assessment as one of another kind."""
    marks = replace(assessed.submission.marks, kind=kind)
    return replace(assessed, submission=replace(assessed.submission, marks=marks))


def chosen(found) -> tuple[int | None, str | None] | None:
    """Year and kind of the baseline."""
    marks = found.assessed and found.assessed.submission.marks
    return marks and (marks.year, marks.kind)


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("ssa", (2025, "vusa")),
        ("vusa", (2024, "fusa")),
        ("followup", (2024, "fusa")),
        ("fusa", None),
    ],
)
def test_each_kind_has_the_baseline_the_framework_gives_it(put, current, library, kind, wanted):
    """A self-assessment the last of any kind; a Verification and a Follow-up the last Full."""
    put(2021, "fusa")
    put(2024, "fusa")
    folder = put(2025, "vusa")
    found = baseline([folder], of_kind(current, kind), library)

    assert wanted == chosen(found)
    assert [2021, 2024, 2025] == [one.year for one in found.past]


def test_what_is_no_baseline_is_passed_over_and_said(put, current, library, tmp_path):
    """Another User's file is left alone; a broken file and an empty pack are named."""
    folder = put(2025, "vusa")
    (folder / "stranger.xlsx").write_bytes(STRANGER.read_bytes())
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 and nothing more")
    (folder / "~$open.xlsx").write_bytes(b"")
    (folder / "notes.txt").write_text("To be done.", encoding="utf-8")
    blank = [Response(section="validation", ref="G3.9")]
    put(2024, "ssa", responses=tuple(blank))
    found = baseline([folder], current, library)

    assert (2025, "vusa") == chosen(found)
    assert [("file-passed-over", "2024-ssa.json"), ("file-passed-over", "broken.xlsx")] == [
        (problem.code, Path(problem.origin.file).name) for problem in found.problems
    ]
    assert tmp_path == folder


def test_the_current_year_and_later_ones_are_no_baseline(put, current, library):
    """A file is never compared with itself, nor with what came after."""
    put(2026, "ssa")
    folder = put(2027, "vusa")
    found = baseline([folder], current, library)

    assert chosen(found) is None
    assert ["baseline-not-found"] == [problem.code for problem in found.problems]


def test_two_copies_of_one_file_are_one(put, current, library):
    """The same answers under two names are no doubt about what was answered."""
    put(2025, "vusa", "a.json")
    folder = put(2025, "vusa", "b.json")

    assert (2025, "vusa") == chosen(baseline([folder], current, library))


def test_two_files_of_one_assessment_that_differ_are_not_chosen_between(
    put, current, library, past
):
    """Which of them was handed in only a person can say."""
    put(2025, "vusa", "a.json")
    lower = tuple(replace(row, answer="Not met") if row.ref == "G3.9" else row
                  for row in past.responses)  # fmt: skip
    folder = put(2025, "vusa", "b.json", responses=lower)
    with pytest.raises(Refused) as refusal:
        baseline([folder], current, library)
    [problem] = refusal.value.problems

    assert "baseline-ambiguous" == problem.code
    assert "a.json" in problem.what
    assert "b.json" in problem.what


def test_a_file_that_is_named_is_taken_as_it_was(current, library):
    """Named files are the baseline, whatever a folder may hold."""
    found = baseline([USER / "2025-vusa.xlsx"], current, library)

    assert (2025, "vusa") == chosen(found)
    assert (str(USER / "2025-vusa.xlsx"),) == found.files


def test_no_baseline_named_is_none(current, library):
    """Nothing is looked for unasked."""
    assert chosen(baseline([], current, library)) is None
