"""Pours texts into Word templates; what a text says, the document shows, and nothing else happens.

The template belongs to whoever owns the letterhead and is edited in Word. If it asks for a word
that does not exist, the work stops.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from xml.sax.saxutils import escape

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from secself.opc import steady
from secself.problems import NotAWorkbook, NotFound, Problem, Refused, read_failed

_UNCARRIED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
"""What XML forbids, and what would make the rest of a line read in another direction."""

_LONGEST = 255
"""How much a core property may hold."""


def visible(text: str) -> str:
    r"""Write out characters that a document cannot carry or show, as in \u000B."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNCARRIED.sub(lambda found: f"\\u{ord(found[0]):04X}", plain)


def escaped(value: object) -> Markup:
    """Turn a text into a piece of a document that shows exactly this text."""
    if isinstance(value, Markup):
        return value
    safe = escape(visible(str(value)), {'"': "&#34;", "'": "&#39;"})
    # The template engine turns `{_{` into `{{` and so on after it has filled in the texts.
    return Markup(safe.replace("{_", "{&#95;").replace("_}", "&#95;}"))  # noqa: S704


def pour(template: bytes, words: Mapping[str, object], name: str) -> DocxTemplate:
    """Fill a template in; NotFound if it asks for a word that does not exist."""
    document = _opened(template, name)
    engine = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=escaped)
    try:
        missing = document.get_undeclared_template_variables(engine) - words.keys()
        if missing:
            raise NotFound(_word_unknown(", ".join(sorted(missing)), words, name))
        document.render(dict(words), engine, autoescape=True)
    except UndefinedError as cause:
        raise NotFound(_word_unknown(cause.message or "", words, name)) from cause
    except TemplateError as cause:
        raise Refused(
            read_failed(
                "template-broken",
                f"The template cannot be filled in: {cause.message}",
                "Mend the words in braces, or put the shipped template back.",
                name,
            )
        ) from cause
    return document


def sealed(document: DocxTemplate, title: str, day: date) -> bytes:
    """Give the bytes of a document, with its title and its own day in the properties."""
    core = document.docx.core_properties
    moment = datetime.combine(day, time.min, tzinfo=UTC)
    core.title = visible(title).replace("\n", " ")[:_LONGEST]
    core.language = "en-GB"
    core.created = core.modified = moment
    core.last_modified_by = core.author
    core.revision = 1
    made = io.BytesIO()
    document.save(made)
    return steady(made.getvalue(), day)


def _opened(template: bytes, name: str) -> DocxTemplate:
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.init_docx()
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as cause:
        raise NotAWorkbook(
            read_failed(
                "template-unreadable",
                "The template is not a Word document.",
                "Save it from Word as .docx, or put the shipped template back.",
                name,
            )
        ) from cause
    return document


def _word_unknown(asked: str, words: Mapping[str, object], name: str) -> Problem:
    return read_failed(
        "template-word-unknown",
        f"The template asks for a word that does not exist: {asked}.",
        f"Correct it in the template. There are: {', '.join(sorted(words))}.",
        name,
    )
