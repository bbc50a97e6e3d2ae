"""Fixtures that tests of several rooms share."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from programs import CHROMIUM

from secself.cli.commands import secself
from secself.cli.ending import run

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch that rewrites the golden pictures."""
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the pictures in tests/golden"
    )


def pytest_configure() -> None:
    """Refuse to pass for whole where tests that need an office program or a browser are skipped."""
    if os.environ.get("SECSELF_ALL_TESTS") and shutil.which("soffice") is None:
        raise pytest.UsageError("SECSELF_ALL_TESTS is set, and LibreOffice (soffice) is missing.")
    if os.environ.get("SECSELF_ALL_TESTS") and CHROMIUM is None:
        raise pytest.UsageError("SECSELF_ALL_TESTS is set, and Chromium is missing.")
    # Frameworks are loaded anew, and nothing is left in the caches of whoever runs the tests.
    os.environ["SECSELF_CACHE"] = ""


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the picture kept of it; a missing picture is a failure."""
    folder = GOLDEN / request.path.stem.removeprefix("test_")

    def compare(case: str, picture: str) -> None:
        kept = folder / f"{case}.txt"
        if request.config.getoption("--update-golden"):
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(picture, encoding="utf-8", newline="\n")
        if not kept.is_file():
            pytest.fail(f"There is no {kept}; look at it after --update-golden.")
        assert kept.read_text(encoding="utf-8") == picture

    return compare


@pytest.fixture
def call(capsys):
    """Run a command line, and give its exit code and what it printed."""

    def command(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ending:
            run(secself, [str(word) for word in words])
        printed = capsys.readouterr()
        return int(ending.value.code or 0), printed.out, printed.err

    return command


@pytest.fixture
def asked(call):
    """Run a command line with --format json, and give its exit code and its one document."""

    def command(*words: object) -> tuple[int, dict]:
        code, out, _ = call(*words, "--format", "json")
        return code, json.loads(out)

    return command


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Stand in a folder of one's own, in which there is no archive yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SECSELF_ARCHIVE", raising=False)


# A landing must not hang on a draw: there the same examples are drawn each time. At home they
# differ from run to run, and `HYPOTHESIS_PROFILE=night` draws many.
settings.register_profile("home", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("night", deadline=None, max_examples=1000)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "home")
)
