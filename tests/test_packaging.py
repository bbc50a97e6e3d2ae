"""The wheel and the editable install both see controls, templates and samples."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel, built as an installer builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    # A build leaves a folder behind from which a later one would take files that are gone.
    left = shutil.ignore_patterns(".git", ".venv", "build", "dist", "*.egg-info", "__pycache__")
    clean = shutil.copytree(REPOSITORY, folder / "checkout", ignore=left)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, "."]
    subprocess.run(command, check=True, cwd=clean, capture_output=True)
    [built] = folder.glob("secself-*.whl")
    return built


def test_the_wheel_carries_the_data(wheel):
    """Every framework, template and sample is in it, and no script that made them."""
    names = set(zipfile.ZipFile(wheel).namelist())
    carried = {
        f"secself/{place.relative_to(REPOSITORY).as_posix()}"
        for folder in ("controls", "templates", "samples")
        for place in (REPOSITORY / folder).rglob("*")
        if place.is_file() and place.suffix in (".yaml", ".docx", ".j2", ".xlsx", ".md")
    }

    rooms = {
        place.relative_to(REPOSITORY).as_posix() for place in (REPOSITORY / "secself").rglob("*.py")
    }

    assert set() == rooms - names
    assert carried
    assert set() == carried - names
    assert "secself/py.typed" in names
    assert [] == [name for name in names if name.startswith(("tests/", "docs/", "benchmarks/"))]


def test_the_wheel_carries_no_leftovers(wheel):
    """What was moved or removed is not in it either."""
    names = {name for name in zipfile.ZipFile(wheel).namelist() if name.endswith(".py")}
    folders = ("controls", "templates", "samples")
    there = {f"secself/{name}/__init__.py" for name in folders} | {
        place.relative_to(REPOSITORY).as_posix() for place in (REPOSITORY / "secself").rglob("*.py")
    }

    assert set() == names - there


def test_an_installed_wheel_runs_from_anywhere(wheel, tmp_path):
    """Installed into a bare folder and run far from the repository, it finds its framework."""
    target = tmp_path / "installed"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", target]
    subprocess.run([*install, wheel], check=True, capture_output=True)
    done = subprocess.run(
        [sys.executable, "-m", "secself", "frameworks"],
        check=True, capture_output=True, text=True, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(target)},
    )  # fmt: skip

    assert "sec-scf@2.5" in done.stdout
    assert str(target) in _home_of(target, tmp_path)


def test_the_editable_install_runs_from_anywhere(tmp_path):
    """What the README's commands install finds its framework too."""
    done = subprocess.run(
        [sys.executable, "-m", "secself", "frameworks"],
        check=True, capture_output=True, text=True, cwd=tmp_path,
    )  # fmt: skip

    assert "sec-scf@2.5" in done.stdout


def _home_of(target: Path, folder: Path) -> str:
    return subprocess.run(
        [sys.executable, "-c", "import secself.controls as c; print(c.__path__[0])"],
        check=True, capture_output=True, text=True, cwd=folder,
        env={**os.environ, "PYTHONPATH": str(target)},
    ).stdout  # fmt: skip
