"""Pours a questionnaire into the Word template; bytes in, bytes out.

The template belongs to whoever owns the letterhead and is edited in Word. It may use the words of
`secself.wordform.words`; if it asks for another, or loses a question, the work stops.
"""

import io
from collections import Counter
from dataclasses import fields
from datetime import date

from docxtpl import DocxTemplate

from secself.model import Questionnaire, Submission
from secself.opc import steady
from secself.pouring import pour
from secself.problems import Problem, Refused, read_failed
from secself.wordform.cover import cover
from secself.wordform.layout import INPUTS, tag
from secself.wordform.stamp import stamp
from secself.wordform.words import Cover

TEMPLATE = "questionnaire.docx"
"""The name the template has among the templates."""
_NAMES = {each.name for each in fields(Cover)}


def write(
    questionnaire: Questionnaire,
    template: bytes,
    prior: Submission | None = None,
    *,
    marking: str = "",
) -> bytes:
    """Write the questionnaire as a Word document; the same input gives the same bytes."""
    said = cover(questionnaire, prior, marking)
    document = pour(template, {name: getattr(said, name) for name in _NAMES}, TEMPLATE)
    _check_complete(document, questionnaire)
    stamp(document, said)
    made = io.BytesIO()
    document.save(made)
    return steady(made.getvalue(), date(questionnaire.year, 1, 1))


def _check_complete(document: DocxTemplate, questionnaire: Questionnaire) -> None:
    """Refuse what a template made if an answer is not in it exactly once."""
    root = document.docx.element
    written = Counter(value for control in root.iter("{*}tag") for value in control.attrib.values())
    for asked in questionnaire.questions:
        for column in INPUTS:
            name = tag(asked.item.id, column.key)
            if written[name] != 1:
                raise Refused(_incomplete(name, written[name]))


def _incomplete(name: str, times: int) -> Problem:
    return read_failed(
        "template-incomplete",
        f"The template gives room for {name} {times} times instead of once.",
        "Put {{r row.answer }}, {{r row.explanation }} and {{r row.evidence }} back into the "
        "row of the table, or put the shipped template back.",
        TEMPLATE,
    )
