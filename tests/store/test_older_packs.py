"""Packs of an earlier edition or layout are understood, and said to be older; never sent back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from filling import column_of, edit, fill
from openpyxl.workbook import Workbook

from secself.cli.commands import secself
from secself.cli.ending import run
from secself.model import Response
from secself.questionnaire import select
from secself.store.assessments import Received, receive
from secself.store.frameworks import Library, load_profile, shelf
from secself.workbook.reader import read
from secself.workbook.writer import write

SAMPLE = Path(__file__).parents[2] / "samples" / "northfell-energy"
LIBRARY = Library(shelf(()))
OLD, NEW = "sec-scf@2.3", "sec-scf@2.5"


def pack(reference: str, year: int) -> bytes:
    """Make the workbook of a User under an edition, and answer every control."""
    framework = LIBRARY.framework(reference)
    asked = select(framework, load_profile(SAMPLE / "profile.yaml"), year, "ssa")
    blank = write(asked)
    issued, _ = read(blank, framework)
    answered = tuple(
        replace(each, answer="Met", change="No change", evidence=("E01",))
        if each.section == "validation"
        else each
        for each in issued.responses
    )
    return fill(blank, replace(issued, responses=answered))


def received(tmp_path: Path, content: bytes, name: str = "got.xlsx") -> Received:
    """Receive a file as `check` does."""
    file = tmp_path / name
    file.write_bytes(content)
    return receive(file, LIBRARY)


def positions(of: Received) -> set[tuple[str, object]]:
    """Give the answers to the controls."""
    assert of.submission is not None
    return {(r.ref, r.answer) for r in of.submission.responses if r.section == "validation"}


def test_a_pack_of_an_earlier_edition_is_read_against_its_own(tmp_path: Path) -> None:
    """Every answer is read, one note names the newer edition, and nothing else is said."""
    got = received(tmp_path, pack(OLD, 2025))

    assert got.framework is not None
    assert OLD == got.framework.reference
    assert {"Met"} == {answer for _, answer in positions(got)}
    assert [("note", "edition-older")] == [(each.level, each.code) for each in got.problems]
    assert all(reference in got.problems[0].what for reference in (OLD, NEW))


def test_a_pack_of_the_newest_edition_is_not_remarked_on(tmp_path: Path) -> None:
    """There is nothing newer to name."""
    assert () == received(tmp_path, pack(NEW, 2026)).problems


def test_an_edition_that_is_not_here_is_refused_and_the_known_ones_are_named(
    tmp_path: Path,
) -> None:
    """Without its edition nobody knows what was asked."""

    def change(book: Workbook) -> None:
        for prop in book.custom_doc_props.props:
            prop.value = str(prop.value).replace(NEW, "sec-scf@1.0")

    got = received(tmp_path, edit(pack(NEW, 2026), change))

    assert not got.is_accepted
    assert ["framework-wrong"] == [each.code for each in got.problems]
    assert NEW in got.problems[0].remedy


def test_diff_compares_across_editions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Last year's pack of the earlier edition is the baseline of this year's."""
    files = {tmp_path / "now.xlsx": pack(NEW, 2026), tmp_path / "then.xlsx": pack(OLD, 2025)}
    for file, content in files.items():
        file.write_bytes(content)
    now, then = map(str, files)
    with pytest.raises(SystemExit) as ended:
        run(secself, ["diff", now, "--prior", then, "--as-of", "2026-06-01", "--format", "json"])
    printed = capsys.readouterr().out

    assert 0 == ended.value.code
    assert f'"edition": "{OLD.split("@")[1]}"' in printed
    assert '"unchanged"' in printed


def with_layout(number: int, without: tuple[str, ...]) -> Callable[[Workbook], None]:
    """Say that the file has another layout, and take columns away that it would not have."""

    def change(book: Workbook) -> None:
        for prop in book.custom_doc_props.props:
            if prop.name == "secself.layout":
                prop.value = str(number)
        for name in ("Questions", "Validation"):
            for heading in without:
                book[name].delete_cols(column_of(book[name], heading))

    return change


LATER = ("Reaffirmed", "Reaffirmed by", "Reaffirmed on")


def test_columns_that_came_later_are_not_missing(tmp_path: Path) -> None:
    """An earlier layout had fewer columns: one note a table, and no word of copying them back."""
    before = received(tmp_path, pack(NEW, 2026), "before.xlsx")
    got = received(tmp_path, edit(pack(NEW, 2026), with_layout(0, LATER)))

    assert [("note", "layout-older", name) for name in ("Questions", "Validation")] == [
        (each.level, each.code, each.origin.sheet) for each in got.problems
    ]
    assert all(f"“{heading}”" in got.problems[0].what for heading in LATER)
    assert positions(before) == positions(got)


def test_columns_of_this_layout_are_missing(tmp_path: Path) -> None:
    """The same file without the number of an earlier layout lacks them."""
    got = received(tmp_path, edit(pack(NEW, 2026), with_layout(1, LATER)))

    assert {"column-missing"} == {each.code for each in got.problems}


def test_a_later_layout_is_said(tmp_path: Path) -> None:
    """A file of a newer secself is read as far as this one knows it, with a warning."""
    before = received(tmp_path, pack(NEW, 2026), "before.xlsx")
    got = received(tmp_path, edit(pack(NEW, 2026), with_layout(999, ())))

    assert [("warning", "layout-newer")] == [(each.level, each.code) for each in got.problems]
    assert positions(before) == positions(got)


def test_a_question_that_the_old_edition_lacks_is_not_missing(tmp_path: Path) -> None:
    """What came with the newer edition was never put to the User."""
    got = received(tmp_path, pack(OLD, 2025))
    new = received(tmp_path, pack(NEW, 2026), "new.xlsx")

    assert got.submission is not None
    assert new.submission is not None
    refs = [{each.ref for each in one.submission.issued} for one in (got, new) if one.submission]
    assert "Q07.3" not in refs[0]
    assert "Q07.3" in refs[1]
    assert isinstance(got.submission.responses[0], Response)
    assert date(2025, 1, 1).year == got.submission.marks.year
