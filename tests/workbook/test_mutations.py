"""Thousands of workbooks, each mutilated at random: nothing is lost, invented or left unsaid."""

import pickle
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from filling import fill
from frameworks import tiny_framework, tiny_profile, tiny_submission
from mutable import Book, Home, shared, take_apart
from mutations import HARMFUL, HARMLESS, damage

from secself import completeness
from secself.grid import Grid, Sheet, address
from secself.model import Framework, Response, Submission, Unreadable
from secself.problems import Problem, SecselfError
from secself.questionnaire import select
from secself.store.frameworks import Library, shelf
from secself.workbook.layout import DECLARATION, PROFILE
from secself.workbook.reader import marks, read, read_grid
from secself.workbook.reading import forms, forms_columns, tables
from secself.workbook.writer import write

SAMPLES = Path(__file__).parents[2] / "samples"
SEEDS = 20
EACH = 90
"""So many seeds of so many files each, from a small workbook; some more from a large one."""
EACH_LARGE = 10
ROW_IS_TOLD = {"row-added", "row-unplaced", "row-twice", "id-missing"}
"""Problems that speak of every cell of their row."""


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A completed workbook before anything happens to it, and what it says."""

    framework: Framework
    content: bytes
    apart: bytes
    """The workbook taken apart, kept so that it can be had again quickly."""
    submission: Submission
    frames: Mapping[str, tuple[int, tuple[int, ...]]]
    """For each section its header row, and the columns that tell its rows apart."""

    @property
    def book(self) -> Book:
        """Give it taken apart."""
        book: Book = pickle.loads(self.apart)  # noqa: S301 - made a moment ago, here
        return book


@cache
def small() -> tuple[Whole, ...]:
    """Give the small workbook, with its texts in the cells and with shared texts."""
    framework = tiny_framework()
    asked = select(framework, tiny_profile(), 2025, "ssa")
    refs = {each.item.id for each in (*asked.questions, *asked.controls)}
    sent = tiny_submission()
    sent = replace(sent, responses=tuple(one for one in sent.responses if one.ref in refs))
    content = fill(write(asked), sent)
    return whole(content, framework), whole(shared(content), framework)


@cache
def large() -> tuple[Whole, ...]:
    """Give a sample as LibreOffice saved it."""
    framework = Library(shelf(())).framework("sec-scf@2.5")
    file = SAMPLES / "northfell-energy" / "returned" / "northfell-energy-2026-ssa.xlsx"
    return (whole(file.read_bytes(), framework),)


def whole(content: bytes, framework: Framework) -> Whole:
    """Read a workbook before anything happens to it."""
    grid = read_grid(content, "w.xlsx")
    found = tables.find(grid)
    frames = {}
    for section in ("questions", "validation"):
        ((piece,),) = found[section]
        own = [number for key in ("token", "ref", "text") for number in piece.columns[key]]
        frames[section] = (piece.header, tuple(own))
    return Whole(
        framework=framework,
        content=content,
        apart=pickle.dumps(take_apart(content)),
        submission=read(grid, framework)[0],
        frames=frames,
    )


def mutated(start: Whole, rng: random.Random) -> tuple[Book, list[str]]:
    """Do some things to a workbook, once in four times harmless ones only."""
    book = start.book
    moves = HARMLESS if rng.random() < 0.25 else (*HARMLESS, *HARMFUL, *HARMFUL)
    names = []
    for move in rng.choices(moves, k=rng.randint(1, 4)):
        move(rng, book)
        names.append(move.__name__)
    return book, names


def left_alone(start: Whole, book: Book) -> set[tuple[str, str, str]]:
    """Name section, Ref and field of every answer that still stands under its heading, in its row.

    Two of the three that tell the row apart must stand there as they did.
    """
    where = book.intact()
    kept = set()
    for response in start.submission.responses:
        header, own = start.frames[response.section]
        for name, origin in response.origins.items():
            home = (str(origin.sheet), str(origin.cell))
            if home in where and _is_framed(home, header, own, where):
                kept.add((response.section, response.ref, name))
    return kept


def _is_framed(
    home: Home, header: int, own: Iterable[int], where: Mapping[Home, tuple[str, int, int]]
) -> bool:
    sheet = home[0]
    letters, row = home[1].rstrip("0123456789"), home[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    now = where[home]
    heading = where.get((sheet, f"{letters}{header}"))
    if heading is None or heading[::2] != now[::2] or heading[1] >= now[1]:
        return False
    in_place = 0
    for column in own:
        cell, head = (where.get((sheet, address(int(at), column))) for at in (row, header))
        in_place += cell is not None and cell[:2] == now[:2] and head == (*heading[:2], cell[2])
    # Token, Ref and words are three; two of them decide.
    return in_place >= 2


def judged(start: Whole, content: bytes) -> tuple[Submission, list[Problem], Grid] | None:
    """Read a file; None if it was refused, which takes at least one Problem."""
    try:
        grid = read_grid(content, "w.xlsx")
        _, first = marks(grid)
        submission, problems = read(grid, start.framework)
    except SecselfError as refusal:
        if not refusal.problems or any(each.level != "error" for each in refusal.problems):
            pytest.fail(f"The refusal says nothing that is an error: {refusal}")
        return None
    return submission, [*first, *problems], grid


def assert_adds_up(submission: Submission, framework: Framework) -> None:
    """Hold the counts against each other, and against nothing negative."""
    cells, rows = submission.cells, completeness.count(submission, framework)

    assert cells.filled == cells.taken + cells.unreadable + cells.ignored
    assert rows.rows == rows.answered + rows.unanswered + rows.unreadable
    assert min(cells.taken, cells.unreadable, cells.ignored, rows.answered, rows.unanswered) >= 0


def assert_accounted(submission: Submission, problems: list[Problem], grid: Grid) -> None:
    """Count the cells in which people write by another way, and look for each."""
    again = {
        (each.what.split(" stands on ")[0], each.origin.sheet)
        for each in problems
        if each.code == "sheet-twice" and "here again" in each.what
    }
    spots = dict(inputs(grid, again))
    told = {(p.origin.sheet, p.origin.cell) for p in problems if p.origin.cell}
    rows = {
        _row((str(p.origin.sheet), str(p.origin.cell))) for p in problems if p.code in ROW_IS_TOLD
    }
    torn = " ".join(p.what for p in problems if p.code == "cells-disagree")
    taken = {*readable(submission), *listed(submission, grid)}
    doubled = {each.origin.sheet for each in problems if each.code == "sheet-twice"}
    shown = {spots.get(spot) for spot in taken} if doubled else set()
    unsaid = [
        spot
        for spot in spots
        if spot not in told
        and _row(spot) not in rows
        and f"{spot[0]}!{spot[1]}" not in torn
        and spot not in taken
        # A column, or a row on another sheet, that says the same again is said as a whole.
        and not any(spots[spot] == spots.get(other) for other in taken if _row(other) == _row(spot))
        and not (doubled and spots[spot] in shown)
    ]

    assert [] == unsaid
    assert len(spots) == submission.cells.filled


def _row(spot: tuple[str, str]) -> tuple[str, str]:
    return spot[0], spot[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def inputs(grid: Grid, again: set[tuple[str, str | None]]) -> Iterable[tuple[tuple[str, str], str]]:
    """Give every cell that holds something where people write, by sheet and address.

    A table that stands on a second sheet and says nothing else there is counted once.
    """
    for sheet, row, column in (*_in_tables(grid, again), *_in_forms(grid, again)):
        raw = sheet.cell(row, column)
        if not raw.is_blank:
            yield (sheet.name, address(row, column)), raw.shown


def _in_tables(grid: Grid, again: set[tuple[str, str | None]]) -> Iterable[tuple[Sheet, int, int]]:
    found = tables.find(grid).values()
    for piece in (piece for sheets in found for pieces in sheets for piece in pieces):
        if (piece.table.sheet, piece.sheet.name) not in again:
            for row in piece.rows:
                for _, columns in piece.inputs:
                    yield from ((piece.sheet, row, column) for column in columns)


def _in_forms(grid: Grid, again: set[tuple[str, str | None]]) -> Iterable[tuple[Sheet, int, int]]:
    for form in (PROFILE, DECLARATION):
        for one in forms.find(grid, form):
            if (form.sheet, one.sheet.name) not in again:
                for label in form.labels:
                    if label.is_input:
                        yield from one.values.get(label.field, ())
                yield from forms_columns.unread(one.lines, form)


def readable(submission: Submission) -> Iterable[tuple[str, str]]:
    """Name the places of all values that were taken."""
    for response in submission.responses:
        for name, origin in response.origins.items():
            value = getattr(response, name)
            parts = value if isinstance(value, tuple) else (value,)
            if parts and not any(one is None or isinstance(one, Unreadable) for one in parts):
                yield str(origin.sheet), str(origin.cell)
    for statement in submission.statements:
        if not isinstance(statement.value, Unreadable):
            yield str(statement.origin.sheet), str(statement.origin.cell)


def listed(submission: Submission, grid: Grid) -> Iterable[tuple[str, str]]:
    """Name the places of what was taken of the lists and of the Declaration."""
    for section in ("evidence", "providers", "remediation"):
        entries = {
            (one.origin.sheet, str(one.origin.cell)[1:]): one
            for one in getattr(submission, section)
        }
        for piece in (piece for pieces in tables.find(grid)[section] for piece in pieces):
            for column, numbers in piece.inputs:
                for row in piece.rows:
                    entry = entries.get((piece.sheet.name, str(row)))
                    if entry and not isinstance(getattr(entry, column.field), Unreadable | None):
                        yield from ((piece.sheet.name, address(row, at)) for at in numbers)
    for one in forms.find(grid, DECLARATION):
        for field, spots in one.values.items():
            if not isinstance(getattr(submission.declaration, field), Unreadable | None):
                yield from ((spot.sheet.name, address(spot.row, spot.column)) for spot in spots)


def assert_kept(start: Whole, book: Book, found: Submission, problems: list[Problem]) -> None:
    """Hold every answer that was left alone against what was read: the same, or said not to be."""
    kept = left_alone(start, book)
    there = {(one.section, one.ref): one for one in found.responses}
    for before in start.submission.responses:
        now = there.get((before.section, before.ref))
        names = [name for section, ref, name in kept if (section, ref) == _key(before)]
        for name in names:
            value = None if now is None else getattr(now, name)
            if value == getattr(before, name) or getattr(before, name) in (None, ()):
                continue
            parts = value if isinstance(value, tuple) else (value,)
            is_lost = not parts or any(one is None or isinstance(one, Unreadable) for one in parts)
            assert is_lost, f"{before.ref} {name} was {getattr(before, name)!r} and is {value!r}"
            is_told = any(each.ref in (before.ref, None) for each in problems)
            assert is_told, f"{before.ref} {name} is lost, and nothing says so"


def _key(response: Response) -> tuple[str, str]:
    return response.section, response.ref


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_mutated_workbook_is_read_and_accounted_for(seed: int) -> None:
    """No exception but ours; counts add up; every cell is accounted for; nothing is altered."""
    rng = random.Random(seed)  # noqa: S311 - it must be repeatable
    for number in range(EACH):
        start = rng.choice(small())
        run(start, rng, f"seed {seed}, file {number}")


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_mutated_sample_is_read_and_accounted_for(seed: int) -> None:
    """The same with the whole framework, as LibreOffice saved it."""
    rng = random.Random(1000 + seed)  # noqa: S311 - the same
    for number in range(EACH_LARGE):
        run(large()[0], rng, f"seed {seed}, file {number}")


def run(start: Whole, rng: random.Random, name: str) -> None:
    """Mutate one workbook, and hold what is read of it against every law."""
    book, moves = mutated(start, rng)
    content = book.pack()
    outcome = judged(start, content)
    try:
        is_harmless = all(move in {one.__name__ for one in HARMLESS} for move in moves)
        assert outcome is not None or not is_harmless, "refused"
        if outcome is not None:
            submission, problems, grid = outcome
            assert_adds_up(submission, start.framework)
            assert_accounted(submission, problems, grid)
            assert_kept(start, book, submission, problems)
            if is_harmless:
                changed = set(start.submission.responses) ^ set(submission.responses)
                assert not changed, sorted(str(one) for one in changed)
    except AssertionError as failure:
        message = f"{name}, {', '.join(moves)}: {failure}"
        raise AssertionError(message) from failure


@pytest.mark.parametrize("seed", range(5))
def test_a_damaged_file_is_read_or_refused(seed: int) -> None:
    """Cut off or with flipped bytes, it ends in a submission that adds up, or in one refusal."""
    rng = random.Random(2000 + seed)  # noqa: S311 - the same
    for _ in range(EACH):
        start = rng.choice(small())
        outcome = judged(start, damage(rng, start.book.pack()))
        if outcome is not None:
            assert_adds_up(outcome[0], start.framework)
