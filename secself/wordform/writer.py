"""Pours a questionnaire into the Word template; bytes in, bytes out.

The template belongs to whoever owns the letterhead and is edited in Word. It may use the words of
`secself.wordform.words`; if it asks for another, or loses a question, the work stops.
"""

import io
import zipfile
from collections import Counter
from dataclasses import fields
from datetime import date

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from secself.model import Questionnaire, Submission
from secself.opc import steady
from secself.problems import NotAWorkbook, NotFound, Problem, Refused, read_failed
from secself.wordform.controls import escaped
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
    document = _opened(template)
    _render(document, said)
    _check_complete(document, questionnaire)
    stamp(document, said)
    made = io.BytesIO()
    document.save(made)
    return steady(made.getvalue(), date(questionnaire.year, 1, 1))


def _opened(template: bytes) -> DocxTemplate:
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.init_docx()
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as cause:
        raise NotAWorkbook(
            read_failed(
                "template-unreadable",
                "The template is not a Word document.",
                "Save it from Word as .docx, or put the shipped template back.",
                TEMPLATE,
            )
        ) from cause
    return document


def _render(document: DocxTemplate, said: Cover) -> None:
    engine = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=escaped)
    try:
        missing = document.get_undeclared_template_variables(engine) - _NAMES
        if missing:
            raise NotFound(_word_unknown(", ".join(sorted(missing))))
        document.render({name: getattr(said, name) for name in _NAMES}, engine, autoescape=True)
    except UndefinedError as cause:
        raise NotFound(_word_unknown(cause.message or "")) from cause
    except TemplateError as cause:
        raise Refused(
            read_failed(
                "template-broken",
                f"The template cannot be filled in: {cause.message}",
                "Mend the words in braces, or put the shipped template back.",
                TEMPLATE,
            )
        ) from cause


def _word_unknown(words: str) -> Problem:
    return read_failed(
        "template-word-unknown",
        f"The template asks for a word that does not exist: {words}.",
        f"Correct it in the template. There are: {', '.join(sorted(_NAMES))}.",
        TEMPLATE,
    )


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
