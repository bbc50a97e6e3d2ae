"""The Deltas workbook: a summary, the findings, and every Delta in a row of its own.

The same assessment gives the same bytes: its date is the day on which ages were judged.
"""

import io
from datetime import datetime, time

from xlsxwriter.workbook import Workbook

from secself.model import Assessment
from secself.phrases import baseline_of, name_of
from secself.sheets import deltas, findings, summary
from secself.sheets.fitting import FittedSheet
from secself.sheets.pen import OPTIONS, Pen, visible

SUFFIX = ".xlsx"
TEMPLATE = None


def diff(assessment: Assessment, template: bytes | None) -> bytes:  # noqa: ARG001
    """Write one assessment as a workbook."""
    made = io.BytesIO()
    workbook = Workbook(made, OPTIONS)
    workbook.worksheet_class = FittedSheet
    pen = Pen(workbook, assessment.marking)
    sheets = {
        name: workbook.add_worksheet(name) for name in (summary.NAME, findings.NAME, deltas.NAME)
    }
    places = deltas.write(pen, sheets[deltas.NAME], assessment, findings.rows_of(assessment))
    findings.write(pen, sheets[findings.NAME], assessment, places)
    summary.write(pen, sheets[summary.NAME], assessment, places)
    workbook.set_properties(_properties(assessment))
    workbook.close()
    return made.getvalue()


def _properties(assessment: Assessment) -> dict[str, object]:
    comparison = assessment.comparison
    name = visible(name_of(comparison.current.marks))
    prior = visible(baseline_of(comparison.prior.marks)) if comparison.prior else "nothing"
    return {
        "title": f"Deltas of {name}"[:255],
        "subject": f"Compared with {prior} under {comparison.framework.reference}"[:255],
        "created": datetime.combine(comparison.as_of, time.min),
    }
