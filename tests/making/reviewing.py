"""Makes the review of a sample User again: `python -m tests.making.reviewing` from the root."""

import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

from secself import yamltext
from tests.making.answers import SAMPLES

USER, YEAR = "northfell-energy", 2026
NAME = f"{USER}-{YEAR}-ssa-review.xlsx"


def main() -> None:
    """Write the assessor's workbook, type in what review-2026.yaml says, and save it."""
    folder = SAMPLES / USER
    text = (folder / f"review-{YEAR}.yaml").read_text(encoding="utf-8")
    told = yamltext.parse(text, "review").content
    with tempfile.TemporaryDirectory() as name:
        written = Path(name) / NAME
        files = [folder / "returned" / f"{USER}-{YEAR}-ssa.xlsx"]
        words = ["review", *files, "--prior", folder / "2025-vusa.xlsx", "--as-of", "2026-06-30"]
        words += ["--assessor", told["assessor"], "-o", written]
        subprocess.run([sys.executable, "-m", "secself", *map(str, words)], check=True)
        book = openpyxl.load_workbook(written)
        for row in told["rows"]:
            fill(book[row["sheet"]], row["ref"], row)
        book.save(written)
        _saved(written, folder / "reviewed", Path(name))


def fill(sheet, ref: str, row: dict[str, str]) -> None:
    """Type into the row of a Ref, below the headings that are named."""
    typed = {heading: said for heading, said in row.items() if heading not in ("sheet", "ref")}
    rows = list(sheet.iter_rows())
    head = next(cells for cells in rows if {"Ref", *typed} <= {cell.value for cell in cells})
    places = {cell.value: cell.column for cell in head}
    [meant] = [cells for cells in rows if cells[places["Ref"] - 1].value == ref]
    for heading, said in typed.items():
        sheet.cell(meant[0].row, places[heading]).value = said


def _saved(file: Path, target: Path, folder: Path) -> None:
    """Have LibreOffice open and save it, as an assessor's office program would."""
    settings = (folder / "settings").as_uri()
    words = ["soffice", f"-env:UserInstallation={settings}", "--headless", "--convert-to"]
    words += ["xlsx:Calc MS Excel 2007 XML", "--outdir", str(target), str(file)]
    target.mkdir(exist_ok=True)
    subprocess.run(words, check=True, capture_output=True, timeout=180)


if __name__ == "__main__":
    main()
