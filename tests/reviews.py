"""Assessments to be reviewed, of pairs of the tiny framework, and what stands in the workbook."""

import io
from dataclasses import replace

import openpyxl
from filling import column_of, row_of
from openpyxl.workbook import Workbook
from submissions import AS_OF, judging_framework, pair

from secself.comparison import compare
from secself.digest import digest
from secself.materiality import run
from secself.model import Assessment, Submission
from secself.workbook.reviewing.writer import write

YEAR = """
| sheet      | ref  | column        | before            | after                     |
| Validation | G1.1 | position      | Met               | Partly met                |
| Validation | G1.1 | change        |                   | Changed                   |
| Validation | G1.1 | what changed  | Two hosts of four | Two old hosts of nine     |
| Validation | G2.1 | position      | Met               | ?Mostly met               |
| Questions  | Q01.1 | explanation  | An old word       | A new word                |
| Questions  | Q10.1 | answer       | 0                 | ?about three              |
"""
"""A year in which one position was lowered and another can no longer be read."""


def assessed(table: str = YEAR, **more: object) -> Assessment:
    """Compare and judge a pair, as the command line does."""
    before, after = two(table)
    return of(before, after, **more)


def two(table: str = YEAR) -> tuple[Submission, Submission]:
    """Make a pair as files can say it: on `Questions` there is no owner."""
    before, after = pair(table)
    return _without_owners(before), _without_owners(after)


def of(before: Submission | None, after: Submission, **more: object) -> Assessment:
    """Compare and judge two submissions of the tiny framework."""
    framework = judging_framework()
    comparison = compare(framework, after, before, AS_OF)
    findings, problems = run(comparison)
    given: dict[str, object] = {
        "comparison": comparison,
        "findings": findings,
        "problems": problems,
        "files": ("now.xlsx",),
        "prior_files": ("then.xlsx",) if before else (),
        "digest": digest(after),
        "prior_digest": digest(before) if before else None,
    }
    return Assessment(**given | more)  # type: ignore[arg-type]


def _without_owners(submission: Submission) -> Submission:
    rows = (
        replace(row, owner=None) if row.section == "questions" else row
        for row in submission.responses
    )
    return replace(submission, responses=tuple(rows))


def opened(assessment: Assessment, assessor: str = "", **how: bool) -> Workbook:
    """Write the workbook and open it with another library."""
    return openpyxl.load_workbook(io.BytesIO(write(assessment, assessor)), **how)


def cell(book: Workbook, sheet: str, ref: str, heading: str) -> object:
    """Give what stands in the row of an item under a heading."""
    found = book[sheet]
    return found.cell(row_of(found, ref), column_of(found, heading)).value
