"""The assessor's report on one submission: what it says, as words, as JSON and as a Word document.

`words` has what the template may say, `content` draws it from an Assessment, `rows` its tables.
"""

from dataclasses import asdict, fields

from secself.letters.report.content import drawn
from secself.letters.report.words import ReportWords
from secself.model import Assessment
from secself.phrases import name_of
from secself.pouring import pour, sealed

TEMPLATE = "review.docx"
"""The name of its template."""
_NAMES = tuple(each.name for each in fields(ReportWords))

__all__ = ["TEMPLATE", "document", "drawn", "name", "write"]


def name(assessment: Assessment) -> str:
    """Give the name of the file: whose it is, of which year and kind."""
    marks = name_of(assessment.comparison.current.marks)
    return f"{marks.replace('/', '-')}-report.docx"


def write(assessment: Assessment, template: bytes, by: str = "") -> bytes:
    """Write the report as a Word document; the same input gives the same bytes."""
    said = drawn(assessment, by)
    named = {name: getattr(said, name) for name in _NAMES}
    comparison = assessment.comparison
    day = comparison.current.declared_on or comparison.as_of
    return sealed(pour(template, named, TEMPLATE), f"{said.title}: {said.user}", day)


def document(assessment: Assessment, by: str = "") -> dict[str, object]:
    """Give the same content as plain data."""
    return {
        "format": "secself/report@1",
        "files": [],
        "problems": [],
        **asdict(drawn(assessment, by)),
    }
