"""No good file is refused: what is shipped, what is generated, what office programs saved of it."""

from pathlib import Path

import pytest
from hostile import NAMES, good

from secself import questionnaire
from secself.model import Framework, Submission
from secself.store import packs
from secself.store.assessments import receive
from secself.store.fence import Fence
from secself.store.frameworks import DEFAULT, Library, load_profile, shelf
from secself.store.inside import Inside

SAMPLES = Path(__file__).parents[1] / "samples"
LIBRARY = Library(shelf(()))
FILES = sorted(
    path for path in SAMPLES.rglob("*") if path.suffix in (".xlsx", ".docx") and path.is_file()
)
PROFILES = sorted(SAMPLES.glob("*/profile.yaml"))
EVERYWHERE = pytest.mark.parametrize("when", ["never", "always"])
"""In the process of the command, and beside it."""


def received(path: Path, when: str) -> Submission:
    """Receive a file that must be taken."""
    with Inside(LIBRARY, Fence(apart=when)) as inside:
        one = receive(path, LIBRARY, inside=inside)
    assert one.submission is not None, one.problems
    return one.submission


@EVERYWHERE
@pytest.mark.parametrize("path", FILES, ids=lambda one: "/".join(one.parts[-3:]))
def test_every_file_that_is_shipped_is_read(path, when):
    """Issued, filled in, of earlier years, workbooks and questionnaires."""
    assert received(path, when).issued


@pytest.mark.slow
@pytest.mark.parametrize("kind", [kind.id for kind in LIBRARY.framework(DEFAULT).kinds])
@pytest.mark.parametrize("profile", PROFILES, ids=lambda one: one.parent.name)
def test_every_file_that_is_generated_is_read(profile, kind, tmp_path):
    """For every sample User and every kind of assessment, with a baseline and without."""
    framework: Framework = LIBRARY.framework(DEFAULT)
    drawn = questionnaire.select(framework, load_profile(profile), 2026, kind)
    prior = received(profile.with_name("2025-vusa.xlsx"), "never")
    for before in (None, prior):
        for name, content in packs.make(drawn, before).items():
            (tmp_path / name).write_bytes(content)

            assert received(tmp_path / name, "always").issued


@EVERYWHERE
@pytest.mark.parametrize("name", NAMES)
def test_the_good_files_of_the_hostile_ones_are_good(name, when, tmp_path):
    """As issued, filled in, and saved by LibreOffice."""
    (tmp_path / "got.xlsx").write_bytes(good(name).content)

    assert received(tmp_path / "got.xlsx", when).issued
