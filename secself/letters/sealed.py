"""A poured document as bytes: titled, dated by its own day, the same for the same input."""

import io
from datetime import UTC, date, datetime, time

from docxtpl import DocxTemplate

from secself.opc import steady
from secself.pouring import visible

_LONGEST = 255
"""How much a core property may hold."""


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
