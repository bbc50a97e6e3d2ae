"""Makes the pictures of docs/images again: `python -m tests.making.pictures` from the root.

Each sheet of a sample, as it is issued and as it comes back, and a page of the questionnaire, as
LibreOffice prints them. Needs LibreOffice with its Python bridge, and poppler.
"""

import struct
import subprocess
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl

from secself.workbook.layout import SHEETS
from tests.making.__main__ import _framework, _type
from tests.making.answers import SAMPLES, sent
from tests.making.typed import workbook_job

IMAGES = Path(__file__).parent.parent.parent / "docs" / "images"
USER, YEAR = "northfell-energy", 2026
ASSESSOR = "Ada Byron"
COMMENTS = (
    ("G3.3", "Assessor's comment", "Which hosts are they, and what do they hold until August?"),
    ("G3.3", "Assessor's view", "Material increase in risk"),
    ("G3.3", "Suggested action", "Replace the agent before the next release."),
    ("G3.3", "Reference", "G8.18"),
    ("G3.10", "Assessor's comment", "The retention schedule is the one of last year."),
    ("G3.10", "Assessor's view", "More evidence needed"),
)
_WIDTH, _COLOURS = 1500, 200
_LONGEST = 150_000
"""How many bytes a picture may have."""


def main() -> None:
    """Make every picture, and say how large each became."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        issued = SAMPLES / USER / "issued" / f"{USER}-{YEAR}-ssa.xlsx"
        filled = folder / "filled.xlsx"
        told = replace(sent(USER, YEAR), reshaped=[])
        _type([workbook_job(told, _framework(), issued, filled, asks_in_word=False)])
        for state, book in (("empty", issued), ("filled", filled)):
            for sheet, page in _first_pages(pdf_of(book, folder / state)):
                _draw(page, IMAGES / f"{_named(sheet)}-{state}.png")
        document = pdf_of(issued.with_suffix(".docx"), folder / "word")
        _draw((document, 2), IMAGES / "questionnaire.png")
        draw_review(folder)


def draw_review(folder: Path) -> None:
    """Draw the assessor's workbook: its first sheet, and two pages of Validation, commented."""
    sample, made = SAMPLES / USER, folder / "review.xlsx"
    current = sample / "returned" / f"{USER}-{YEAR}-ssa.xlsx"
    words = [sys.executable, "-m", "secself", "review", str(current), "--assessor", ASSESSOR]
    words += ["--prior", str(sample / f"{YEAR - 1}-vusa.xlsx"), "--challenge", "3", "--seed", "one"]
    subprocess.run([*words, "-o", str(made)], check=True, capture_output=True, timeout=120)
    commented(made)
    pdf = pdf_of(made, folder / "review")
    first: dict[str, int] = {}
    for number, page in enumerate(pages_of(pdf), 1):
        head = next(line for line in page.splitlines() if line.strip()).rstrip()
        first.setdefault(next((name for name in SHEETS if head.endswith(name)), ""), number)
    _draw((pdf, first["Read me"]), IMAGES / "review-read-me.png")
    _draw((pdf, first["Validation"]), IMAGES / "review-validation.png")
    _draw((pdf, first["Validation"] + 1), IMAGES / "review-comments.png")


def commented(file: Path) -> None:
    """Write what an assessor might write."""
    book = openpyxl.load_workbook(file)
    sheet = book["Validation"]
    headings = {cell.value: cell.column for cell in sheet[4]}
    rows = {cell.value: cell.row for [cell] in sheet["B5:B200"]}
    for ref, heading, text in COMMENTS:
        sheet.cell(rows[ref], headings[heading]).value = text
    book.save(file)


def pdf_of(file: Path, folder: Path) -> Path:
    """Have LibreOffice print a file."""
    words = ["soffice", f"-env:UserInstallation={(folder / 'settings').as_uri()}", "--headless"]
    words += ["--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(words, check=True, capture_output=True, timeout=180)
    return folder / f"{file.stem}.pdf"


def pages_of(pdf: Path) -> list[str]:
    """Give the text of each page."""
    words = ["pdftotext", "-layout", str(pdf), "-"]
    text = subprocess.run(words, check=True, capture_output=True, timeout=60).stdout.decode()
    return text.split("\f")[:-1]


def sheet_of(page: str) -> str:
    """Name the sheet that a page is of: it stands in the page's header, on the right."""
    head = next(line for line in page.splitlines() if line.strip())
    return next(sheet for sheet in SHEETS if head.rstrip().endswith(sheet))


def _first_pages(pdf: Path) -> Iterator[tuple[str, tuple[Path, int]]]:
    seen = set()
    for number, page in enumerate(pages_of(pdf), 1):
        sheet = sheet_of(page)
        if sheet not in seen:
            seen.add(sheet)
            yield sheet, (pdf, number)


def _named(sheet: str) -> str:
    return sheet.lower().replace(" ", "-")


def _draw(page: tuple[Path, int], target: Path) -> None:
    """Draw one page, with as many points as fit."""
    pdf, number = page
    for width in (_WIDTH, 1250, 1000, 800):
        words = ["pdftoppm", "-f", str(number), "-l", str(number), "-scale-to-x", str(width)]
        drawn = subprocess.run(
            [*words, "-scale-to-y", "-1", str(pdf)], check=True, capture_output=True, timeout=60
        ).stdout
        content = png(drawn)
        if len(content) <= _LONGEST:
            break
    target.write_bytes(content)
    sys.stdout.write(f"{target.name}: {len(content)} bytes\n")


def png(drawn: bytes) -> bytes:
    """Make a picture of few colours of one in the plainest of formats, cut to what is not white."""
    _, size, _, points = drawn.split(b"\n", 3)
    width, height = map(int, size.split())
    bottom = max((y for y in range(height) if _is_drawn(points, y, width)), default=height - 1)
    rounded = points[: (bottom + 1) * width * 3].translate(_ROUNDED)
    pixels = [rounded[at : at + 3] for at in range(0, len(rounded), 3)]
    palette = [colour for colour, _ in Counter(pixels).most_common(_COLOURS)]
    numbers = {colour: at for at, colour in enumerate(palette)}
    for colour in set(pixels) - numbers.keys():
        numbers[colour] = min(range(len(palette)), key=lambda at: _apart(palette[at], colour))
    lines = (
        b"\0" + bytes(numbers[colour] for colour in pixels[y * width : (y + 1) * width])
        for y in range(bottom + 1)
    )
    head = struct.pack(">IIBBBBB", width, bottom + 1, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", b"".join(palette)))
    chunks += ((b"IDAT", zlib.compress(b"".join(lines), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in chunks)


_ROUNDED = bytes(min(255, (value + 4) // 8 * 8) for value in range(256))
"""Colours that nobody tells apart become one."""


def _is_drawn(points: bytes, y: int, width: int) -> bool:
    line = points[y * width * 3 : (y + 1) * width * 3]
    return line.count(b"\xff") != len(line)


def _apart(one: bytes, other: bytes) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _chunk(name: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + check


if __name__ == "__main__":
    main()
