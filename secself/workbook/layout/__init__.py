"""Names of sheets, columns and labels, and their order: the one place writer and reader agree on.

Columns are found by heading and rows by Ref or token, never by position. `shapes` says what a
table is, `items`, `registers`, `forms` and `marks` what stands on each sheet.
"""

from secself.workbook.layout.forms import DECLARATION, FORM_HEADINGS, PROFILE, VALUE
from secself.workbook.layout.items import QUESTIONS, VALIDATION
from secself.workbook.layout.marks import PART, READ_ME, SECTION_MARKS
from secself.workbook.layout.registers import EVIDENCE, PROVIDERS, REMEDIATION
from secself.workbook.layout.shapes import CellKind, Column, Form, Label, Table
from secself.workbook.layout.shared import TOKEN

__all__ = [
    "DECLARATION",
    "EVIDENCE",
    "FORMS",
    "FORM_HEADINGS",
    "HIDDEN",
    "INTERPRETATIONS",
    "PART",
    "PROFILE",
    "PROVIDERS",
    "QUESTIONS",
    "READ_ME",
    "REMEDIATION",
    "SECTION_MARKS",
    "SHEETS",
    "TABLES",
    "TOKEN",
    "VALIDATION",
    "VALUE",
    "CellKind",
    "Column",
    "Form",
    "Label",
    "Table",
]

INTERPRETATIONS = "Interpretations"
HIDDEN = "_secself"

TABLES = (QUESTIONS, VALIDATION, EVIDENCE, PROVIDERS, REMEDIATION)
FORMS = (PROFILE, DECLARATION)
SHEETS = (
    READ_ME,
    PROFILE.sheet,
    QUESTIONS.sheet,
    VALIDATION.sheet,
    EVIDENCE.sheet,
    PROVIDERS.sheet,
    REMEDIATION.sheet,
    INTERPRETATIONS,
    DECLARATION.sheet,
)
"""The sheets a person sees, in order."""
