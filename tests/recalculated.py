"""A workbook as LibreOffice calculates it: what a formula says once somebody has typed."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import openpyxl
import pytest
from openpyxl.workbook import Workbook

Test = TypeVar("Test", bound=Callable[..., None])


def needs_libreoffice(test: Test) -> Test:
    """Mark a test that is slow and needs LibreOffice."""
    missing = shutil.which("soffice") is None
    marked: Test = pytest.mark.skipif(missing, reason="LibreOffice is not installed")(test)
    return pytest.mark.slow(marked)


def convert(file: Path, to: str) -> Path:
    """Have LibreOffice save a file in another form, in a folder of its own."""
    taken = file.parent / "out"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(file.parent / 'settings').as_uri()}",
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            taken,
            file,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return taken / f"{file.stem}.{to}"


def through_libreoffice(book: Workbook, folder: Path) -> Workbook:
    """Have LibreOffice calculate a workbook and save it again, and open that."""
    book.save(folder / "given.xlsx")
    return openpyxl.load_workbook(convert(folder / "given.xlsx", "xlsx"), data_only=True)
