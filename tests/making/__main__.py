"""Makes the files of samples/ again: `python -m tests.making` from the root of the checkout.

Needs LibreOffice with its Python bridge. What secself writes comes out the same every time; what
LibreOffice saves carries the time of saving, so run this only when answers or the layout change.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from secself.store.frameworks import Library, shelf
from tests.making.answers import LATE, SAMPLES, USERS, sent
from tests.making.typed import questionnaire_job, workbook_job

_OFFICE_PYTHON = "/usr/bin/python3"
_TYPIST = Path(__file__).parent / "typist.py"
_IN_WORD = ("calder-vale-gas",)
"""Users who answer the questions in Word and all else in the workbook."""


def main() -> None:
    """Make everything: last year's workbooks, this year's packs, and what came back."""
    users = sys.argv[1:] or (*USERS, *LATE)
    with tempfile.TemporaryDirectory() as folder:
        for user in users:
            _generate(user, "--kind", "vusa", "--year", "2025", "-o", folder)
        _type([job for user in users for job in _prior(user, Path(folder))])
    for user in users:
        prior = str(SAMPLES / user / "2025-vusa.xlsx")
        _generate(user, "--prior", prior, "-o", str(SAMPLES / user / "issued"))
    _type([job for user in users if user not in LATE for job in _returned(user)])


def _generate(user: str, *options: str) -> None:
    profile = str(SAMPLES / user / "profile.yaml")
    words = [sys.executable, "-m", "secself", "generate", profile, *options, "--force"]
    subprocess.run(words, check=True)


def _type(jobs: list[dict]) -> None:
    subprocess.run(
        [_OFFICE_PYTHON, _TYPIST], input=json.dumps(jobs), text=True, check=True, timeout=300
    )


def _prior(user: str, folder: Path) -> Iterator[dict]:
    source, target = folder / f"{user}-2025-vusa.xlsx", SAMPLES / user / "2025-vusa.xlsx"
    yield workbook_job(sent(user, 2025), _framework(), source, target, asks_in_word=False)


def _returned(user: str) -> Iterator[dict]:
    issued, returned = SAMPLES / user / "issued", SAMPLES / user / "returned"
    answers, name = sent(user, 2026), f"{user}-2026-ssa"
    workbooks = issued / f"{name}.xlsx", returned / f"{name}.xlsx"
    yield workbook_job(answers, _framework(), *workbooks, asks_in_word=user in _IN_WORD)
    if user in _IN_WORD:
        yield questionnaire_job(answers, issued / f"{name}.docx", returned / f"{name}.docx")


def _framework():
    return Library(shelf(())).framework("sec-scf@2.5")


if __name__ == "__main__":
    main()
