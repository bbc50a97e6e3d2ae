"""A workbook full of hostile texts goes through every command, and nothing of it acts anywhere."""

import os
import re
import subprocess
import sys
from itertools import cycle
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from packages import unpacked
from pages import Elements
from strangers import HOSTILE

from secself import unseen

NORTHFELL = Path(__file__).parents[1] / "samples" / "northfell-energy"
NAME = "northfell-energy-2026-ssa.xlsx"
FORMULA = re.compile(rb"<f[ >][^<]*(?:cmd|1\+1|HYPERLINK\(&quot;http|-2\+3)")
SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*|SHA256SUMS|\.secself.*")
TEXTS = [
    text for name, text in HOSTILE.items() if name not in ("control", "terminal", "astral", "long")
]
"""Those that XML can hold, and a list of conflicts too."""


def filled(content: Path) -> Workbook:
    """Type hostile texts into every cell of the tables that takes words, and beside them."""
    book = openpyxl.load_workbook(content)
    texts = cycle(TEXTS)
    for sheet in book.worksheets:
        if sheet.title.startswith("_") or sheet.sheet_state != "visible":
            continue
        for row in list(sheet.iter_rows()):
            for cell in row:
                if cell.protection.locked is False and cell.value is None:
                    cell.value = "x"
                    # What a User types is text, whatever it looks like.
                    cell._value, cell.data_type = next(texts), "s"
        note = Comment(next(texts), next(texts)[:30])
        sheet.cell(2, 2).comment = note
    extra = book.create_sheet("=cmd''|A0")
    extra["A1"].value = "x"
    extra["A1"]._value, extra["A1"].data_type = "=1+1", "s"
    return book


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder in a folder, with the workbook in it; whatever leaves the inner one is seen."""
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    filled(NORTHFELL / "issued" / NAME).save(inner / NAME)
    documents = inner / "documents"
    documents.mkdir()
    for number, text in enumerate(one for one in TEXTS if len(one) < 100):
        name = text.replace("/", "_").replace("\0", "_")
        (documents / f"{number}{name}.txt").write_text("x", encoding="utf-8")
    monkeypatch.chdir(inner)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def secself(*words: object) -> "subprocess.CompletedProcess[str]":
    """Run a command as a person does."""
    return subprocess.run(
        [sys.executable, "-m", "secself", *map(str, words)], check=False, capture_output=True,
        text=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip


@pytest.mark.slow
def test_nothing_of_it_acts(here: Path) -> None:
    """In no file, on no screen, in no name; and every command ends as it should."""
    given = set(here.rglob("*"))
    prior = NORTHFELL / "2025-vusa.xlsx"
    issued = NORTHFELL / "issued" / NAME
    for words in (
        ("check", NAME),
        ("check", NAME, "--format", "json"),
        ("diff", NAME, "--prior", prior, "-o", "changes.html"),
        ("diff", NAME, "--prior", prior, "-o", "changes.xlsx"),
        ("diff", NAME, "--prior", prior, "-o", "changes.json"),
        ("diff", prior, "--prior", NAME, "-o", "back.html"),
        ("review", NAME, "--prior", prior, "-o", "review.xlsx"),
        ("consolidate", NAME, "-o", "committee"),
        ("merge", issued, NAME, "-o", "merged.xlsx"),
        ("evidence", "documents"),
        ("evidence", "documents", "--into", NAME, "-o", "listed.xlsx"),
        ("evidence", "documents", "--against", NAME),
        ("verify", NAME),
        ("seal", NAME),
        ("ingest", NAME),
        ("ingest", issued.with_name("no such file\u202e\x1b[31m.xlsx")),
        ("history",),
        ("status",),
        ("comments",),
        ("archive", "export", "exported"),
        ("archive", "quarantine"),
        ("generate", NORTHFELL / "profile.yaml", "--prior", NAME, "-o", "pack"),
    ):
        done = secself(*words)
        said = done.stdout + done.stderr

        assert done.returncode in (0, 1, 2), (words, said)
        assert not [char for char in said if char != "\n" and unseen.is_unseen(char)], words
        assert "Traceback" not in said
    made = [path for path in here.rglob("*") if path not in given and path.is_file()]
    assert {"changes.html", "changes.xlsx", "merged.xlsx", "listed.xlsx"} <= {
        path.name for path in made
    }
    for path in made:
        assert all(SAFE.fullmatch(part) for part in path.relative_to(here).parts), path
        assert path.is_relative_to(here / "a" / "b") or path.name.startswith("secself-bug"), path
        assert_inert(path)
    assert not [path for path in made if path.name.startswith("secself-bug")]


def assert_inert(path: Path) -> None:
    """See that a file runs, follows and fetches nothing that a stranger typed."""
    content = path.read_bytes()
    if path.suffix in (".xlsx", ".docx"):
        for name, part in unpacked(content).items():
            assert not FORMULA.search(part), (path, name)
            assert b"example.org" not in part or not name.endswith(".rels"), (path, name)
            assert b'TargetMode="External"' not in part, (path, name)
    if path.suffix == ".html":
        for tag, attributes in Elements(content.decode("utf-8")).found:
            assert tag not in ("img", "iframe", "object", "embed"), (path, tag)
            assert not [name for name in attributes if name.startswith("on")], (path, tag)
            assert attributes.get("action") is None
            assert (attributes.get("href") or "#").startswith("#"), (path, attributes)
