"""A command opens the rooms it needs, and waits for none it passes by."""

import subprocess
import sys
from importlib.util import module_from_spec
from pathlib import Path

import pytest

from secself.cli.rooms import Doorkeeper
from secself.formats import formats, of

USER = Path(__file__).parent.parent / "samples" / "northfell-energy"
WORKBOOKS = [
    str(USER / "returned" / "northfell-energy-2026-ssa.xlsx"), "--prior",
    str(USER / "2025-vusa.xlsx"),
]  # fmt: skip
TO_WRITE = {"docx", "docxtpl", "jinja2", "xlsxwriter"}
"""What documents are written with."""
TO_LOAD = {"marshmallow", "yaml"}
"""What frameworks are loaded with, where none was kept."""
ELSEWHERE = {"holidays", "icalendar", "lxml", "openpyxl", "rapidfuzz", "email", "urllib.request"}
"""What no comparison of two workbooks for the screen has any use for."""


def loaded(tmp_path: Path, *words: str) -> set[str]:
    """Run a command in a process of its own, and name all that it imported."""
    script = (
        "import sys\n"
        "from secself.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    assert end.code in (0, 1), end.code\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *words], check=True, capture_output=True, text=True,
        env={"SECSELF_CACHE": str(tmp_path), "PYTHONUTF8": "1"},
    )  # fmt: skip
    return set(done.stderr.splitlines())


def test_help_imports_click_and_the_table_of_commands(tmp_path):
    """And nothing of what the commands work with."""
    found = loaded(tmp_path, "--help")

    assert "click" in found
    assert set() == found & (TO_WRITE | TO_LOAD | ELSEWHERE | {"secself.model", "secself.store"})


def test_a_comparison_imports_nothing_that_writes_documents(tmp_path):
    """Nor, once the framework is kept, what loads one."""
    first = loaded(tmp_path, "diff", *WORKBOOKS)
    second = loaded(tmp_path, "diff", *WORKBOOKS)

    assert TO_LOAD <= first
    assert set() == first & TO_WRITE
    assert set() == second & (TO_WRITE | TO_LOAD | ELSEWHERE)


def test_a_comparison_that_is_saved_imports_its_own_format_only(tmp_path):
    """A page wants jinja2 and no writer of workbooks, a workbook the reverse."""
    page = loaded(tmp_path, "diff", *WORKBOOKS, "-o", str(tmp_path / "a.html"))
    book = loaded(tmp_path, "diff", *WORKBOOKS, "-o", str(tmp_path / "a.xlsx"))

    assert ("jinja2" in page, "xlsxwriter" in page) == (True, False)
    assert ("jinja2" in book, "xlsxwriter" in book) == (False, True)


def test_a_room_is_closed_until_something_of_it_is_wanted():
    """Then it is there, whole, and for all who hold it."""
    name = sys.modules.pop("secself.plain", None)
    found = Doorkeeper().find_spec("secself.plain", __import__("secself").__path__)
    assert found is not None
    room = module_from_spec(found)
    sys.modules["secself.plain"] = room
    try:
        found.loader.exec_module(room)
        assert "_LazyModule" == type(room).__name__
        assert "secself/submission@1" == room.SUBMISSION
        assert "module" == type(room).__name__
    finally:
        sys.modules["secself.plain"] = name or room


def test_there_are_never_two_of_a_room():
    """Not where a room is asked for first that the house it stands in opens too."""
    script = (
        "from secself.cli.rooms import open_when_entered; open_when_entered()\n"
        "from secself.opc.limits import allow\n"
        "import secself.opc.archive, sys\n"
        "assert allow.__globals__ is vars(sys.modules['secself.opc.limits'])\n"
        "assert secself.opc.archive.Limits is sys.modules['secself.opc.limits'].Limits\n"
    )

    assert 0 == subprocess.run([sys.executable, "-c", script], check=False).returncode


def test_rooms_of_others_are_none_of_its_business():
    """Nor are those that are not there."""
    assert Doorkeeper().find_spec("json.decoder", None) is None
    assert Doorkeeper().find_spec("secself.nowhere", __import__("secself").__path__) is None


@pytest.mark.parametrize("suffix", sorted(formats()))
def test_a_format_is_found_by_the_name_of_its_room(suffix):
    """So that no other need be imported to find it."""
    assert of(suffix) is formats()[suffix]


@pytest.mark.parametrize("suffix", ["", ".", ".docx", ".terminal", ".documents", ".__init__"])
def test_what_is_no_format_is_not_found(suffix):
    """A room for the screen is none, and neither is a suffix that no room bears."""
    assert of(suffix) is None
