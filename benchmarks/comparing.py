"""The speed of `secself diff` as a person meets it: whole processes, against csv-diff.

Each side gets the same 200 rows in its own form: secself two workbooks as they come back, which it
reads, checks, carries, compares and judges; csv-diff two CSV files that somebody made ready for it.
Run it with `make bench`, or alone with `python benchmarks/comparing.py`.
"""

import csv
import io
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from speed import largest, process, ratio, row, run_compiled

from secself import questionnaire
from secself.model import AnswerType, Questionnaire
from secself.store.frameworks import Library, shelf
from secself.workbook import writer

ROWS, CHANGED = 200, 20
HEADINGS = 4
THEME = "Q22"
OWN = {"status": "proposed", "sources": ["OWN"], "confidence": "low"}
EVERYONE = [
    "import-supplier", "gas-supplier", "export-supplier", "electricity-distributor",
    "gas-transporter", "registered-supplier-agent", "other-user",
]  # fmt: skip
EXPLANATION = (
    "The arrangements of {ref} were gone through with the owners of the systems in the spring; "
    "what was found stands in the register, and {word} of it is still open."
)


def main() -> int:
    """Measure, print a row each, and leave with 1 if a line does not hold."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run_compiled(folder)
        os.environ |= {"SECSELF_CACHE": str(folder / "cache"), "SECSELF_CACHE_PRIVATE": "yes"}
        drawn = two_hundred_rows(folder / "controls")
        files = write_sides(folder, drawn)
        ours = [*files["xlsx"], "--controls", str(folder / "controls")]
        verdicts = [
            row("secself diff of workbooks, against csv-diff of CSV, CPU",
                ratio(lambda: secself("diff", *ours), lambda: csv_diff(*files["csv"]), clock=spent),
                1.0),
            row("the same by the clock on the wall",
                ratio(lambda: secself("diff", *ours), lambda: csv_diff(*files["csv"]),
                      clock=time.perf_counter), 1.0),
            row("secself diff, against python -c pass, CPU",
                ratio(lambda: secself("diff", *ours), lambda: process("-c", "pass"), clock=spent),
                15.0),
        ]  # fmt: skip
    return 0 if all(verdicts) else 1


def spent() -> float:
    """Give the CPU time that all processes we started and saw end have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def secself(*words: str) -> None:
    """Run a command line of ours as its console script does."""
    process("-c", "from secself.cli import main; main()", *words)


def csv_diff(*words: str) -> None:
    """Run csv-diff as its console script does; `make bench` installs it in a folder of its own."""
    place = f"import sys; sys.path.append({str(Path(sys.prefix) / 'bench')!r})"
    process("-c", f"{place}; from csv_diff.cli import cli; cli()", *words)


def two_hundred_rows(controls: Path) -> Questionnaire:
    """Lay an edition over ours that asks so many questions more, and draw it."""
    few = largest()
    asked = len(few.controls) + len(few.questions)
    edition = {
        "format": 1,
        "id": "wide",
        "edition": "1.0",
        "extends": few.framework.reference,
        "themes": [{"id": THEME, "title": "Many more", "provenance": OWN}],
        "questions": [_question(number) for number in range(1, ROWS - asked + 1)],
    }
    place = controls / "wide" / "1.0" / "framework.yaml"
    place.parent.mkdir(parents=True)
    # A value in JSON is YAML as well.
    lines = [f"{key}: {value if isinstance(value, str) else json.dumps(value)}\n"
             for key, value in edition.items()]  # fmt: skip
    place.write_text("".join(lines), encoding="utf-8")
    framework = Library(shelf([controls])).framework("wide")
    return questionnaire.select(framework, few.profile, 2026, "ssa")


def _question(number: int) -> dict[str, object]:
    return {
        "id": f"{THEME}.{number}",
        "theme": THEME,
        "text": f"What was done in the year about the matter that bears the number {number}?\n",
        "why": f"The matter of number {number} was open at the last assessment.\n",
        "answer": {"type": "text"},
        "applies_to": EVERYONE,
        "kinds": ["ssa", "vusa", "fusa", "followup"],
        "applies_provenance": OWN,
        "evidence": [{"text": "The record of what was done.", "provenance": OWN}],
        "provenance": OWN,
    }


def write_sides(folder: Path, drawn: Questionnaire) -> dict[str, list[str]]:
    """Write both sides in both forms, and give the words that each program is called with."""
    books = {"before": filled(drawn, 0), "now": filled(drawn, CHANGED)}
    for name, book in books.items():
        book.save(folder / f"{name}.xlsx")
        rows = [one for sheet in ("Questions", "Validation") for one in table(book[sheet])]
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as stream:
            headings = list(dict.fromkeys(heading for one in rows for heading in one))
            made = csv.DictWriter(stream, headings, restval="")
            made.writeheader()
            made.writerows(rows)
    return {
        "xlsx": [str(folder / "now.xlsx"), "--prior", str(folder / "before.xlsx")],
        "csv": [str(folder / "before.csv"), str(folder / "now.csv"), "--key=Ref"],
    }


def filled(drawn: Questionnaire, changed: int) -> Workbook:
    """Fill in every row, some of them in other words than the others."""
    book = openpyxl.load_workbook(io.BytesIO(writer.write(drawn)))
    kinds = {asked.item.id: asked.item.answer for asked in drawn.questions}
    for sheet in (book["Questions"], book["Validation"]):
        places = {cell.value: cell.column for cell in sheet[HEADINGS]}
        for number in range(HEADINGS + 1, sheet.max_row + 1):
            ref = sheet.cell(number, places["Ref"]).value
            word = "nothing" if number - HEADINGS > changed else "much"
            said = EXPLANATION.format(ref=ref, word=word)
            cells = {"Evidence": "E01"}
            if "Position" in places:
                cells |= {"Position": "Met", "Change": "Changed", "What changed": said,
                          "Owner": "Head of IT", "Residual risk": "Low"}  # fmt: skip
            else:
                cells |= {"Answer": answer(kinds[str(ref)], said), "Explanation": said}
            for heading, value in cells.items():
                sheet.cell(number, places[heading], value)
    evidence = book["Evidence"]
    evidence.cell(HEADINGS + 1, 2 if evidence.cell(HEADINGS, 1).value == "To do" else 1, "E01")
    return book


def answer(asked: AnswerType, said: str) -> object:
    """Give an answer of the type that is asked for."""
    fitting = {"date": date(2026, 3, 9), "whole": 3, "decimal": 2.5}
    return asked.choices[0] if asked.choices else fitting.get(asked.kind, said)


def table(sheet: Worksheet) -> Iterator[dict[str, object]]:
    """Give the rows of a sheet by their headings, without what the sheet works out for itself."""
    headings = [str(cell.value) for cell in sheet[HEADINGS]]
    for line in sheet.iter_rows(min_row=HEADINGS + 1, values_only=True):
        cells = dict(zip(headings, line, strict=True))
        if cells["Ref"]:
            yield {name: "" if value is None else value for name, value in cells.items()
                   if name not in ("Row token", "To do")}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
