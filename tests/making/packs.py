"""Makes the pictures of the pack again: `PYTHONPATH=tests python -m tests.making.packs`.

The page by day and by night as Chromium shows it, a page of the paper and one of the workbook as
LibreOffice prints them, of the pack over the samples. Needs Chromium, LibreOffice and poppler.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser import chromium
from tests.making.answers import SAMPLES
from tests.making.pictures import _LONGEST, IMAGES, _draw, pages_of, pdf_of

DAY, MARKING, USER = "2026-06-30", "OFFICIAL", "northfell-energy"
LOOKS = (("light", "consolidated-html", ""), ("dark", "consolidated-html-dark", f"#u-{USER}"))
_WIDTHS = (1280, 1200, 1100, 1000)


def main() -> None:
    """Make every picture, and say how large each became."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pack = packed(folder)
        with chromium() as browser:
            for look, target, place in LOOKS:
                show(browser, pack / "consolidated.html", look, target, place)
        paper = pdf_of(pack / "consolidated.docx", folder / "paper")
        _draw((paper, first_with(paper, "2. Northfell")), IMAGES / "consolidated-docx.png")
        book = pdf_of(pack / "consolidated.xlsx", folder / "book")
        _draw((book, first_with(book, "Charts")), IMAGES / "consolidated-xlsx.png")


def packed(folder: Path) -> Path:
    """Consolidate the samples."""
    samples = sorted(str(place) for place in SAMPLES.iterdir() if (place / "issued").is_dir())
    words = [sys.executable, "-m", "secself", "consolidate", *samples, "--as-of", DAY]
    words += ["--marking", MARKING, "--archive", str(folder / "none.db"), "-o"]
    subprocess.run([*words, str(folder / "pack")], check=True, capture_output=True, timeout=120)
    return folder / "pack"


def show(browser: Browser, page: Path, look: str, target: str, place: str) -> None:
    """Take a picture of what a screen shows, as wide as fits."""
    for width in _WIDTHS:
        context = browser.new_context(
            color_scheme=look, viewport={"width": width, "height": width * 11 // 16}
        )
        shown = context.new_page()
        shown.goto(page.as_uri() + place)
        shown.evaluate("document.activeElement.blur()")
        content = shown.screenshot()
        context.close()
        if len(content) <= _LONGEST:
            break
    (IMAGES / f"{target}.png").write_bytes(content)
    sys.stdout.write(f"{target}.png: {len(content)} bytes\n")


def first_with(pdf: Path, words: str) -> int:
    """Find the first page of which a heading, or the end of the header, is of these words."""
    for number, page in enumerate(pages_of(pdf), 1):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        if lines[0].endswith(words) or any(line.startswith(words) for line in lines[:4]):
            return number
    raise ValueError(words)


if __name__ == "__main__":
    main()
