"""`secself merge` of reviews: several assessors, one workbook, nothing that was written lost."""

import contextlib
import functools
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from filling import column_of, edit, header_of, row_of

from secself.cli.commands import secself
from secself.cli.ending import DONE, FLAGGED, run

USER = Path(__file__).parent.parent / "samples" / "northfell-energy"
CURRENT = USER / "returned" / "northfell-energy-2026-ssa.xlsx"
NAME = "northfell-energy/2026-ssa"
ISSUED = Path("review.xlsx")
HEADINGS = ("Assessor's comment", "Assessor's view", "Suggested action")
MORE, NONE = "More evidence needed", "No concern"
ANN = {
    ("Validation", "G3.9"): ("Which tests were run?", MORE, None),
    ("Validation", "G3.2"): ("Rules look sound.", NONE, None),
    ("Questions", "Q08.1"): (None, NONE, None),
}
BEN = {
    ("Validation", "G3.9"): ("Fine with me.", NONE, None),
    ("Questions", "Q08.1"): ("Is it the day?", NONE, "Send the report."),
}
CAT = {("Validation", "G3.9"): ("See G3.8 too.", MORE, None)}


@pytest.fixture(autouse=True)
def alone(here):
    """Every test stands in a folder of its own, in which there is no archive yet."""


@pytest.fixture(scope="session")
def blank(tmp_path_factory) -> Callable[[str], bytes]:
    """The review as it is written for a name, each once; a blank name is nobody's."""

    @functools.cache
    def written(name: str) -> bytes:
        path = tmp_path_factory.mktemp("review") / "review.xlsx"
        named = ("--assessor", name) if name else ()
        silent = contextlib.redirect_stdout(io.StringIO())
        with silent, pytest.raises(SystemExit):
            run(secself, ["review", str(CURRENT), "-o", str(path), *named, "--quiet"])
        return path.read_bytes()

    return written


@pytest.fixture
def reviews(blank):
    """The review as it is, and copies for people who write in its columns."""

    def make(**people: dict[tuple[str, str], tuple[str | None, ...]]) -> list[Path]:
        ISSUED.write_bytes(blank(""))
        paths = []
        for name, said in people.items():
            path = Path(f"{name.split('_')[0].lower()}.xlsx")
            path.write_bytes(typed(blank(name.replace("_", " ") if "_" in name else ""), said))
            paths.append(path)
        return paths

    return make


def typed(content: bytes, said: dict[tuple[str, str], tuple[str | None, ...]]) -> bytes:
    """Type into the review's own columns."""

    def change(book: openpyxl.Workbook) -> None:
        for (name, ref), texts in said.items():
            sheet = book[name]
            for heading, text in zip(HEADINGS, texts, strict=True):
                if text:
                    sheet.cell(row_of(sheet, ref), column_of(sheet, heading)).value = text

    return edit(content, change)


def told(document: dict) -> set[tuple[object, ...]]:
    """What the comments of a checked file say, and who says it."""
    names = ("ref", "author", "text", "view", "action")
    return {tuple(one[name] for name in names) for one in document["results"][0]["comments"]}


def said(people: dict[str | None, dict]) -> set[tuple[object, ...]]:
    """The same of what people wrote."""
    return {
        (ref, who, words or "", view, action)
        for who, cells in people.items()
        for (_, ref), (words, view, action) in cells.items()
    }


ALL = {"Ann Archer": ANN, "Ben Byrd": BEN, "Cat Cole": CAT}


def test_every_comment_is_kept_with_its_author_view_and_action(asked, reviews):
    """In columns that bear the author's name; the answers are as they were."""
    parts = reviews(Ann_Archer=ANN, Ben_Byrd=BEN, Cat_Cole=CAT)
    code, document = asked("merge", ISSUED, *parts, "-o", "merged.xlsx")
    assert (FLAGGED, []) == (code, [one["code"] for one in document["problems"]])
    _, checked = asked("check", "merged.xlsx")
    assert said(ALL) == told(checked)
    _, before = asked("check", CURRENT)
    assert before["results"][0]["digest"] == checked["results"][0]["digest"]
    sheet = openpyxl.load_workbook("merged.xlsx")["Validation"]
    headings = [cell.value for cell in sheet[header_of(sheet)]]
    assert {"Assessor's view (Ann Archer)", "Assessor's comment (Cat Cole)"} <= set(headings)


def test_any_order_gives_the_same_bytes(asked, reviews):
    """However the parts are named."""
    parts = reviews(Ann_Archer=ANN, Ben_Byrd=BEN, Cat_Cole=CAT)
    found = set()
    for order in (parts, parts[::-1], [parts[1], parts[2], parts[0]]):
        asked("merge", ISSUED, *order, "-o", "merged.xlsx", "--force")
        found.add(Path("merged.xlsx").read_bytes())
    assert 1 == len(found)


def test_views_that_differ_are_shown_side_by_side(asked, reviews):
    """The review's own cell stays for whoever leads; views that agree are no conflict."""
    parts = reviews(Ann_Archer=ANN, Ben_Byrd=BEN, Cat_Cole=CAT)
    _, document = asked("merge", ISSUED, *parts, "-o", "merged.xlsx")
    [conflict] = document["conflicts"]
    assert ("G3.9", "Validation", "Assessor's view") == (
        conflict["ref"], conflict["sheet"], conflict["column"],
    )  # fmt: skip
    assert [("Ann Archer", MORE), ("Ben Byrd", NONE), ("Cat Cole", MORE)] == [
        (one["author"], one["value"]) for one in conflict["values"]
    ]
    sheet = openpyxl.load_workbook("merged.xlsx")["Validation"]
    assert sheet[conflict["cell"]].value is None


def test_the_lead_settles_it_by_a_view_of_their_own(asked, reviews):
    """Until then `check` names it."""
    parts = reviews(Ann_Archer=ANN, Ben_Byrd=BEN)
    asked("merge", ISSUED, *parts, "-o", "merged.xlsx")
    open_before = [
        one["code"] for one in asked("check", "merged.xlsx")[1]["results"][0]["problems"]
    ]
    assert "conflict-open" in open_before
    lead = {("Validation", "G3.9"): ("Ann is right.", MORE, None)}
    Path("merged.xlsx").write_bytes(typed(Path("merged.xlsx").read_bytes(), lead))
    checked = asked("check", "merged.xlsx")[1]
    assert "conflict-open" not in [one["code"] for one in checked["results"][0]["problems"]]
    assert told(checked) == said({"Ann Archer": ANN, "Ben Byrd": BEN, None: lead})


def test_a_late_part_is_merged_into_what_was_merged(asked, reviews):
    """Nothing is there twice, and the earlier comments stay."""
    ann, ben, cat = reviews(Ann_Archer=ANN, Ben_Byrd=BEN, Cat_Cole=CAT)
    asked("merge", ISSUED, ann, ben, "-o", "first.xlsx")
    asked("merge", "first.xlsx", ann, cat, "-o", "second.xlsx")
    assert said(ALL) == told(asked("check", "second.xlsx")[1])


def test_who_gave_no_name_is_kept_apart_all_the_same(asked, reviews):
    """Two who wrote on one row without a name are two comments, and one who wrote is one."""
    parts = reviews(Ann=ANN, Ben=BEN)
    asked("merge", ISSUED, *parts, "-o", "merged.xlsx")
    found = asked("check", "merged.xlsx")[1]
    assert said({None: ANN}) | said({None: BEN}) == told(found)
    assert len(ANN) + len(BEN) == len(found["results"][0]["comments"])


def test_one_part_alone_is_no_conflict(asked, reviews):
    """And nothing is left unmerged."""
    code, document = asked("merge", ISSUED, *reviews(Ann_Archer=ANN), "-o", "merged.xlsx")
    assert (DONE, []) == (code, document["conflicts"])


@pytest.mark.parametrize("first", range(4))
def test_ingest_of_several_reviews_in_any_order_gives_the_same_comments(asked, reviews, first):
    """Each is recorded on the submission, and the merged one adds nothing to what they say."""
    parts = reviews(Ann_Archer=ANN, Ben_Byrd=BEN, Cat_Cole=CAT)
    asked("merge", ISSUED, *parts, "-o", "merged.xlsx")
    order = [*parts, Path("merged.xlsx")]
    asked("ingest", CURRENT)
    asked("ingest", order[first])
    asked("ingest", *reversed(order))
    assert said(ALL) == told(asked("check", NAME)[1])
    [one] = asked("status")[1]["users"]
    assert {"open": 5, "answered": 0, "resolved": 1, "concerns": 1} == one["comments"]
