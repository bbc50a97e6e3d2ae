"""Fixtures that tests of several rooms share."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from programs import CHROMIUM

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


# A landing must not hang on a draw: there the same examples are drawn each time. At home they
# differ from run to run, and `HYPOTHESIS_PROFILE=night` draws many.
settings.register_profile("home", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("night", deadline=None, max_examples=1000)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "home")
)
