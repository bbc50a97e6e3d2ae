"""What is sent in together, or from elsewhere: files for the cases that take the whole door."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from filling import put
from packages import packed, unpacked

from secself.questionnaire import select
from secself.store.frameworks import Library, load_profile, shelf
from secself.workbook.writer import write

LIBRARY = Library(shelf(()))
ACTS: dict[str, Callable[[], Mapping[str, bytes]]] = {}
"""The files of each case, by name, by the name of the case."""
_SAMPLES = Path(__file__).parents[1] / "samples"
_CALDER = _SAMPLES / "calder-vale-gas" / "returned"
_NORTHFELL = _SAMPLES / "northfell-energy"


def act(make: Callable[[], Mapping[str, bytes]]) -> Callable[[], Mapping[str, bytes]]:
    """Take a function that makes files as the act of the case of its name."""
    ACTS[make.__name__.replace("_", "-")] = cache(make)
    return make


@cache
def _workbook() -> bytes:
    return (_CALDER / "calder-vale-gas-2026-ssa.xlsx").read_bytes()


@cache
def _questionnaire() -> bytes:
    return (_CALDER / "calder-vale-gas-2026-ssa.docx").read_bytes()


@act
def word_and_workbook() -> Mapping[str, bytes]:
    """Answer the questions in Word, and all else in the workbook."""
    return {"a.xlsx": _workbook(), "b.docx": _questionnaire()}


@act
def word_and_workbook_contradict() -> Mapping[str, bytes]:
    """Answer a question in the workbook, and otherwise in Word."""
    other = put(_workbook(), {("Questions", "Q10.1", "Answer"): 12})
    return {"a.xlsx": other, "b.docx": _questionnaire()}


@act
def of_two_users() -> Mapping[str, bytes]:
    """Name the files of two Users together."""
    other = _NORTHFELL / "returned" / "northfell-energy-2026-ssa.xlsx"
    return {"a.xlsx": _workbook(), "b.xlsx": other.read_bytes()}


@act
def older_edition() -> Mapping[str, bytes]:
    """Send in a pack that was made from an earlier edition."""
    framework = LIBRARY.framework("sec-scf@2.3")
    profile = load_profile(_NORTHFELL / "profile.yaml")
    return {"a.xlsx": write(select(framework, profile, 2026, "ssa"))}


@act
def other_framework() -> Mapping[str, bytes]:
    """Send in a workbook that was made from a framework which is not here."""
    parts = unpacked(_workbook())
    other = {name: re.sub(rb"sec-scf@2\.5", b"other@1.0", part) for name, part in parts.items()}
    return {"a.xlsx": packed(other)}


@act
def xlsx_named_docx() -> Mapping[str, bytes]:
    """Give a workbook the name of a Word document."""
    return {"a.docx": _workbook()}


@act
def word_saved_by_libreoffice() -> Mapping[str, bytes]:
    """Complete the questionnaire in LibreOffice, which takes the names of the fields away."""
    return {"b.docx": _questionnaire()}
