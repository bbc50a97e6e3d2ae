"""Hostile and odd files, each of three good ones, have the outcome that the page says.

They come in through the door that every command uses; what is refused leaves the archive alone.
"""

import faulthandler
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hostile import GROUPS, NAMES, VARIANTS, Variant, good
from hostile.good import REF

from secself.model import Response, Submission, Unreadable
from secself.problems import Problem
from secself.store.archive import moving
from secself.store.archive.place import Archive
from secself.store.assessments import Received, receive
from secself.store.frameworks import Library, shelf
from secself.store.ingested import Ingestion, ingest

LIBRARY = Library(shelf(()))
MOMENT = "2026-06-01T12:00:00Z"
CUT = "long text"
"""How the long explanations begin; what they are is counted in characters."""
PATIENCE = 120
"""After so many seconds a file hangs; where every thread stands is then printed."""


@pytest.fixture(autouse=True)
def no_hang() -> Iterator[None]:
    """End everything rather than wait for ever."""
    faulthandler.dump_traceback_later(PATIENCE, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


def received(content: bytes, folder: Path) -> Received:
    """Receive a file as every command does."""
    file = folder / "got.xlsx"
    file.write_bytes(content)
    return receive(file, LIBRARY)


@pytest.fixture(scope="module")
def before(tmp_path_factory) -> dict[str, Submission]:
    """What the good files say; nothing is said of them."""
    read = {name: received(good(name).content, tmp_path_factory.mktemp(name)) for name in NAMES}
    assert dict.fromkeys(NAMES, ()) == {name: one.problems for name, one in read.items()}
    return {name: one.submission for name, one in read.items() if one.submission}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("variant", VARIANTS, ids=lambda one: f"{one.group}-{one.name}")
def test_a_variant_has_its_outcome(variant: Variant, name: str, before, tmp_path) -> None:
    """It is refused with its one code, or accepted with its codes, and nothing else is changed."""
    one = received(variant.make(good(name)), tmp_path)

    assert all(map(is_helpful, one.problems))
    if variant.refused:
        assert (None, [variant.refused]) == (one.submission, [said.code for said in one.problems])
        return
    assert one.submission is not None, one.problems
    assert variant.said == {said.code for said in one.problems}
    assert variant.other == other_than(before[name], one.submission)
    assert_first(variant, before[name], one.submission)
    cells = one.submission.cells
    assert cells.filled == cells.taken + cells.unreadable + cells.ignored


def is_helpful(problem: Problem) -> bool:
    """Tell whether a Problem names the file, speaks in whole sentences, and shows no raw mark."""
    texts = (problem.what, problem.remedy)
    return (
        (problem.origin.file or "").endswith("got.xlsx")
        and all(text.endswith(".") and len(text) < 400 for text in texts)
        and "\x1b" not in "".join(texts)
    )


def first(submission: Submission) -> Response | None:
    """Give the response that the variants change."""
    return next((one for one in submission.responses if one.ref == REF), None)


def other_than(before: Submission, now: Submission) -> set[str]:
    """Name what differs between two submissions, but for the first answer and explanation."""
    names = [one.name for one in fields(Submission) if one.name not in ("responses", "cells")]
    apart = {name for name in names if getattr(before, name) != getattr(now, name)}
    return apart | ({"responses"} if settled(before) != settled(now) else set())


def settled(submission: Submission) -> dict[str, Response]:
    """Give all responses by their Ref, the first without what the variants change in it."""
    return {
        one.ref: replace(one, answer=None, narrative=None) if one.ref == REF else one
        for one in submission.responses
    }


def assert_first(variant: Variant, before: Submission, now: Submission) -> None:
    """See that the first answer and explanation are what the variant says, or as before."""
    old, new = first(before), first(now)
    if old is None or new is None:
        assert "responses" in variant.other
        return
    assert (variant.answer or shown(old.answer)) == shown(new.answer)
    wanted = variant.explanation or shown(old.narrative)
    assert wanted == (CUT if wanted == CUT else shown(new.narrative))
    assert wanted != CUT or shown(new.narrative).startswith(CUT)


def shown(value: object) -> str:
    """Show a value in a word: as it stands, as unreadable, or as blank."""
    if isinstance(value, Unreadable):
        return "unreadable"
    return "blank" if value is None else str(value)


def test_nothing_refused_moves_the_archive(tmp_path) -> None:
    """Its export is byte-equal after all refused files; their bytes are kept apart."""
    archive = Archive(address=str(tmp_path / "secself.db"))
    hostile = [one for one in VARIANTS if one.refused]
    with archive.recording(MOMENT) as ledger:
        around = Ingestion(ledger=ledger, library=LIBRARY, moment=MOMENT, today=date(2026, 6, 1))
        (taken,) = ingest([received(good("libreoffice").content, tmp_path)], around)
        assert taken.recorded == "northfell-energy/2026-ssa"
        moving.export(ledger, tmp_path / "before")
        for number, variant in enumerate(hostile):
            one = received(variant.make(good(NAMES[number % len(NAMES)])), tmp_path)
            (refused,) = ingest([one], around)
            assert (None, variant.refused) == (refused.recorded, refused.problems[0].code)
        moving.export(ledger, tmp_path / "after")

    assert written(tmp_path / "before") == written(tmp_path / "after")


def written(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder."""
    return {
        place.relative_to(folder).as_posix(): place.read_bytes()
        for place in sorted(folder.rglob("*"))
        if place.is_file()
    }


def test_there_are_enough_of_them_and_each_is_another() -> None:
    """Over 120, of every group some, no name twice, each said in a sentence."""
    names = [one.name for one in VARIANTS]

    assert len(VARIANTS) >= 120
    assert len(names) == len(set(names))
    assert set(GROUPS) == {one.group for one in VARIANTS}
    assert all(one.did.endswith(".") and one.did[:1].isupper() for one in VARIANTS)
