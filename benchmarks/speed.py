"""The speed lines of secself, as ratios measured side by side in one run.

Absolute times vary by machine and hour; ratios of variants that take turns do not. Each row says
what is measured, the ratio, the most it may be, and whether it holds. Run it with `make bench`.
"""

import gc
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from copy import copy
from pathlib import Path
from xml.parsers import expat

import openpyxl
import yaml
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from secself import questionnaire
from secself.model import Framework, Profile, ProviderEntry, Questionnaire
from secself.store.cache import Cache
from secself.store.frameworks import DEFAULT, Library, shelf
from secself.workbook import reader, writer

ROUNDS = 9
SAMPLES = Path(__file__).parent.parent / "samples"
MIB = 1024
PADDED = "xl/worksheets/sheet4.xml"
DEFLATED = zipfile.ZIP_DEFLATED


def main() -> int:
    """Measure, print a row each, and leave with 1 if a line does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        run_compiled(Path(folder))
        return measure()


def measure() -> int:
    """Measure every line."""
    drawn = largest()
    framework = drawn.framework
    content = writer.write(drawn)
    filled = (SAMPLES / "northfell-energy" / "2025-vusa.xlsx").read_bytes()
    plain = plain_script(content)
    rows = [
        ("writing, against a plain openpyxl script",
         ratio(lambda: writer.write(drawn), plain), 0.5),
        ("secself --help, against python -c pass",
         ratio(lambda: process("-m", "secself", "--help"), lambda: process("-c", "pass"),
               clock=time.perf_counter), 8.0),
    ]  # fmt: skip
    verdicts = [row(*one) for one in rows] + reading(filled, framework) + loading() + memory()
    return 0 if all(verdicts) else 1


def reading(filled: bytes, framework: Framework) -> list[bool]:
    """Measure the reader against another, against what nobody can do without, and on blanks."""
    padded = with_blank_rows(filled)

    def read(content: bytes) -> None:
        reader.read(reader.read_grid(content, "x.xlsx"), framework, "x.xlsx")

    def read_and_inflate() -> None:
        read(filled)
        with zipfile.ZipFile(io.BytesIO(padded)) as package:
            package.read(PADDED)

    rows = [
        ("reading, against openpyxl's load",
         ratio(lambda: read(filled), lambda: openpyxl.load_workbook(io.BytesIO(filled))), 0.35),
        ("reading, against inflate and a bare expat",
         ratio(lambda: read(filled), lambda: inflate_and_parse(filled)), 6.0),
        ("a million blank rows, against real ones + inflate",
         ratio(lambda: read(padded), read_and_inflate), 1.5),
    ]  # fmt: skip
    return [row(*one) for one in rows]


def inflate_and_parse(content: bytes) -> None:
    """Inflate every part and let expat go over it, with nobody listening."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            part = package.read(name)
            if name.endswith((".xml", ".rels")):
                expat.ParserCreate().Parse(part, True)  # noqa: FBT003 - expat names no arguments


def with_blank_rows(content: bytes) -> bytes:
    """Pad a sheet down to its last row, as formatting whole columns of cells does."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == PADDED:
                blank = b"".join(b'<row r="%d" ht="15"/>' % n for n in range(10_000, 1_048_577))
                part = part.replace(b"</sheetData>", blank + b"</sheetData>")
            new.writestr(name, part)
    return made.getvalue()


def largest() -> Questionnaire:
    """Draw the largest questionnaire there is: a supplier with every fact."""
    profile = Profile(
        id="largest", name="The largest", party_category="small-supplier",
        user_roles=("import-supplier", "gas-supplier", "export-supplier"),
        domestic_premises=200_000, non_domestic_premises=10_000, user_systems=2,
        smets1_enrolled=True, providers=(ProviderEntry(id="shared"),),
    )  # fmt: skip
    framework = Library(shelf()).framework(DEFAULT)
    return questionnaire.select(framework, profile, 2026, "ssa")


def plain_script(content: bytes) -> Callable[[], bytes]:
    """Make a script that writes the same cells with openpyxl, setting four styles on each."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheets = [
        (sheet.title,
         [(cell.row, cell.column, cell.value, cell.protection.locked)
          for line in sheet.iter_rows() for cell in line
          if not isinstance(cell, MergedCell) and (cell.value is not None or cell.has_style)],
         [copy(validation) for validation in sheet.data_validations.dataValidation])
        for sheet in book.worksheets
    ]  # fmt: skip

    def write() -> bytes:
        made = openpyxl.Workbook()
        made.remove(made.active)  # type: ignore[arg-type]
        for title, cells, validations in sheets:
            sheet = made.create_sheet(title)
            for number, column, value, locked in cells:
                cell = sheet.cell(number, column, value)
                cell.font = Font(name="Calibri", size=10)
                cell.fill = PatternFill("solid", fgColor="FFFFFF")
                thin = Side(style="thin", color="BBBBBB")
                cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.protection = Protection(locked=bool(locked))
            for validation in validations:
                sheet.add_data_validation(validation)
            sheet.protection.sheet = True
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()

    return write


def ratio(
    ours: Callable[[], object],
    theirs: Callable[[], object],
    clock: Callable[[], float] = time.process_time,
) -> float:
    """Let the two take turns, and divide their median times."""
    times: dict[int, list[float]] = {0: [], 1: []}
    for number in range(ROUNDS + 1):
        for which, run in enumerate((ours, theirs)):
            gc.collect()  # each pays for its own garbage, not for what the other left
            begin = clock()
            run()
            if number:  # the first round only warms up
                times[which].append(clock() - begin)
    return statistics.median(times[0]) / statistics.median(times[1])


def run_compiled(folder: Path) -> None:
    """Have the processes we start run from compiled files, as whoever has installed them does."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")


def process(*words: str) -> None:
    """Run a fresh Python to its end."""
    subprocess.run([sys.executable, *words], check=True, capture_output=True)


def loading() -> list[bool]:
    """Measure the load of a whole framework against PyYAML's C loader on the same files."""
    files = sorted(Library(shelf()).shelf.folder_of(DEFAULT).glob("*.yaml"))

    def plainly() -> None:
        for file in files:
            yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)

    def load(cache: Cache) -> object:
        return Library(shelf(), cache=cache).framework(DEFAULT)

    with tempfile.TemporaryDirectory() as folder:
        cache = Cache(folder=Path(folder))
        load(cache)
        warm = ratio(lambda: load(cache), plainly)

        def first() -> None:
            for kept in cache.folder.iterdir() if cache.folder else ():
                kept.unlink()
            load(cache)

        cold = ratio(first, plainly)
    return [
        row("loading a framework and keeping it, against CSafeLoader", cold, 2.5),
        row("loading a kept framework, against CSafeLoader", warm, 0.2),
    ]


def memory() -> list[bool]:
    """Measure the peak memory of each command, each in a process of its own."""
    verdicts = []
    user = SAMPLES / "northfell-energy"
    with tempfile.TemporaryDirectory() as folder:
        prior, current = (
            user / "2025-vusa.xlsx",
            user / "returned" / "northfell-energy-2026-ssa.xlsx",
        )
        commands = {
            "frameworks": ["frameworks"],
            "generate": ["generate", user / "profile.yaml", "--prior", prior, "-o", folder],
            "check": ["check", current],
            "diff": ["diff", current, "--prior", prior, "-o", f"{folder}/diff.html"],
            "demo": ["demo", f"{folder}/demo"],
        }
        for name, words in commands.items():
            used = peak([str(word) for word in words])
            verdicts.append(row(f"peak memory of secself {name}, MiB", used, 150))
    return verdicts


def peak(words: list[str]) -> float:
    """Run a command in a fresh process and give its peak memory in MiB."""
    script = (
        "import resource, subprocess, sys;"
        "subprocess.run([sys.executable, '-m', 'secself', *sys.argv[1:]], capture_output=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *words], check=True, capture_output=True, text=True
    )
    unit = MIB * MIB if sys.platform == "darwin" else MIB
    return int(done.stdout) / unit


def row(what: str, measured: float, most: float) -> bool:
    """Print a row and tell whether its line holds."""
    holds = measured <= most
    print(
        f"{what:<55} {measured:8.2f}   at most {most:<6g} {'holds' if holds else 'DOES NOT HOLD'}"
    )
    return holds


if __name__ == "__main__":
    sys.exit(main())
