"""Each case of `docs/reference/reading.md` is done to a file, and comes out as the page says."""

import io
import tempfile
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path

import file_acts
import pytest
import word_acts
import workbook_acts
import yaml

from secself.model import Response, Submission, Unreadable, Value
from secself.problems import Problem, SecselfError
from secself.store.assessments import assess
from secself.wordform import reader as word_reader
from secself.workbook import reader as workbook_reader

CASES = Path(__file__).parent / "cases" / "reading.yaml"
OFFICE_ACTS = (
    "sort",
    "filter_rows",
    "insert_rows",
    "delete_row",
    "rename_sheets",
    "add_columns",
    "move_columns",
    "delete_hidden_sheets",
    "copy_sheets",
    "paste_values",
    "paste_values_elsewhere",
    "through_ods",
)
FEW = 3
"""More answers than this that came out alike are said as one."""
LISTS = ("evidence", "providers", "remediation", "statements", "declaration", "added")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What the reader makes of a file, as far as the page says it."""

    said: tuple[str, ...] = ()
    """Level and code of all that is said, each once, in order."""
    refused: bool = False
    """Whether the file is refused."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """Answers that are other than those sent, as they are shown."""
    cells: str = ""
    """What became of cells that were not taken."""


def cases() -> list[dict]:
    """Give every case."""
    groups = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [case for group in groups for case in group["cases"]]


def outcome(name: str) -> Outcome:
    """Do a case, and say what came of it."""
    if name in file_acts.ACTS:
        return together(name)
    is_word = name in word_acts.ACTS
    acts = word_acts.ACTS if is_word else workbook_acts.ACTS
    file = f"got.{'docx' if is_word else 'xlsm' if name == 'xlsm' else 'xlsx'}"
    try:
        submission, problems = _read(acts[name](), file)
    except SecselfError as refusal:
        return Outcome(said=said(refusal.problems), refused=True)
    return Outcome(
        said=said(problems),
        answers=differing(sent(is_word=is_word), submission),
        cells=counted(submission),
    )


def together(name: str) -> Outcome:
    """Receive files as a command does, and join them as one assessment."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / file for file in file_acts.ACTS[name]()]
        for file, content in zip(files, file_acts.ACTS[name]().values(), strict=True):
            file.write_bytes(content)
        try:
            assessed = assess(files, file_acts.LIBRARY)
        except SecselfError as refusal:
            return Outcome(said=said(refusal.problems), refused=True)
    unreadable = {
        f"{one.ref} answer": shown(one.answer)
        for one in assessed.submission.responses
        if isinstance(one.answer, Unreadable)
    }
    cells = counted(assessed.submission)
    return Outcome(said=said(assessed.problems), answers=unreadable, cells=cells)


def _read(content: bytes, file: str) -> tuple[Submission, list[Problem]]:
    if file.endswith("docx"):
        return word_reader.read(content, workbook_acts.FRAMEWORK, file)
    grid = workbook_reader.read_grid(content, file)
    _, first = workbook_reader.marks(grid)
    submission, problems = workbook_reader.read(grid, workbook_acts.FRAMEWORK, file)
    return submission, [*first, *problems]


@cache
def sent(*, is_word: bool) -> Submission:
    """Give what was sent, before anything was done to it."""
    if is_word:
        return _read(word_acts.document(), "sent.docx")[0]
    return workbook_acts.SENT


def said(problems: Sequence[Problem]) -> tuple[str, ...]:
    """Give level and code of Problems, each once."""
    return tuple(dict.fromkeys(f"{each.level} {each.code}" for each in problems))


def counted(submission: Submission) -> str:
    """Say how many cells were not taken."""
    cells = submission.cells
    parts = {"unreadable": cells.unreadable, "ignored": cells.ignored}
    return ", ".join(f"{number} {name}" for name, number in parts.items() if number)


def differing(before: Submission, now: Submission) -> dict[str, str]:
    """Say which answers are other than before, and as what they are read."""
    found: dict[str, str] = {}
    there = {(one.section, one.ref): one for one in now.responses}
    for one in before.responses:
        other = there.get((one.section, one.ref))
        if other is None:
            found[one.ref] = "no row"
        else:
            found |= dict(_fields(one, other))
    for name in LISTS:
        if getattr(before, name) != getattr(now, name):
            found[name] = _lines(getattr(now, name))
    return _together(found)


def _fields(one: Response, other: Response) -> list[tuple[str, str]]:
    names = [each.name for each in fields(Response) if each.compare]
    return [
        (f"{one.ref} {name}", shown(getattr(other, name)))
        for name in names
        if getattr(one, name) != getattr(other, name)
    ]


def _lines(now: object) -> str:
    if not isinstance(now, tuple):
        return "differs"
    return "1 row" if len(now) == 1 else f"{len(now)} rows"


def shown(value: Value | tuple[str | Unreadable, ...]) -> str:
    """Show a value in a few words: as it stands, as unreadable, or as blank."""
    if isinstance(value, tuple):
        return ", ".join(shown(one) for one in value) or "blank"
    if value is None:
        return "blank"
    if isinstance(value, Unreadable):
        return f"unreadable: {_cut(value.shown)}"
    return _cut(repr(value)[1:-1] if isinstance(value, str) else str(value))


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:20]}… ({len(text):,} characters)"


def _together(found: dict[str, str]) -> dict[str, str]:
    """Say as one what came out alike for the same field of many rows."""
    alike = Counter((name.partition(" ")[2], value) for name, value in found.items())
    many = {one for one, number in alike.items() if number > FEW and one[0]}
    one_by_one = {
        name: value for name, value in found.items() if (name.partition(" ")[2], value) not in many
    }
    return one_by_one | {f"every {name}": value for name, value in sorted(many)}


@pytest.mark.parametrize(
    "case",
    # Those of LibreOffice are done in workbook/test_libreoffice.py, all in one session.
    [case for case in cases() if not case["name"].startswith("libreoffice-")],
    ids=lambda case: case["name"],
)
def test_a_case_comes_out_as_the_page_says(case: dict) -> None:
    """What is said, whether it is refused, which answers differ, and which cells are not taken."""
    expected = Outcome(
        said=tuple(case.get("said", ())),
        refused=case.get("refused", False),
        answers=case.get("answers", {}),
        cells=case.get("cells", ""),
    )

    assert expected == outcome(case["name"])


def test_every_act_is_a_case_and_every_case_an_act() -> None:
    """No case without a file, no file without a case, none twice, and at least forty-five."""
    names = [case["name"] for case in cases()]
    office = {f"libreoffice-{act.replace('_', '-')}" for act in OFFICE_ACTS}

    assert {*word_acts.ACTS, *workbook_acts.ACTS, *file_acts.ACTS, *office} == set(names)
    assert len(names) == len(set(names))
    assert len(names) >= 45
    assert sum(name.startswith("word-") for name in names) >= 10


def test_every_case_differs_from_the_file_that_was_sent() -> None:
    """An act that changed nothing would prove nothing."""
    plain = {_contents(workbook_acts.filled()), _contents(word_acts.document())}
    acts = {**workbook_acts.ACTS, **word_acts.ACTS}
    idle = [name for name, make in acts.items() if _contents(make()) in plain]

    assert ["word-untouched"] == idle


def _contents(content: bytes) -> object:
    """Give the parts of a file, or its bytes where it has none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [name for name in archive.namelist() if "docProps/core" not in name]
            return frozenset((name, archive.read(name)) for name in names)
    except zipfile.BadZipFile:
        return content
