"""Writes into a document's properties what the document is, so that no program can lose it all."""

from datetime import UTC, datetime

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docxtpl import DocxTemplate

from secself.pouring import escaped, visible
from secself.wordform.layout import PROPERTY
from secself.wordform.words import Cover

_LONGEST = 255
"""How much a core property may hold."""
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The identifier that Office gives to every custom property."""


def stamp(document: DocxTemplate, said: Cover) -> None:
    """Set title, language, dates and marks; the dates are the first day of the assessment's year.

    The marks go into the identifier, the keywords and a property of our own.
    """
    core = document.docx.core_properties
    day = datetime(int(said.year), 1, 1, tzinfo=UTC)
    core.title = visible(f"{said.title}: {said.organisation}")[:_LONGEST]
    core.subject = visible(f"{said.framework} {said.edition}")[:_LONGEST]
    core.language = "en-GB"
    core.created = core.modified = day
    core.last_modified_by = core.author
    core.revision = 1
    # Marks longer than a property may hold stand in the document and in our own property only.
    if len(said.mark) <= _LONGEST:
        core.identifier = core.keywords = said.mark
    _add_property(document, said.mark)


def _add_property(document: DocxTemplate, mark: str) -> None:
    package = document.docx.part.package
    if any(rel.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES for rel in package.rels.values()):
        # The template has properties of its owner's; the other marks suffice.
        return
    content = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property fmtid="{_FORMAT}" pid="2" name="{PROPERTY}">'
        f"<vt:lpwstr>{escaped(mark)}</vt:lpwstr></property></Properties>"
    )
    part = Part(
        PackURI("/docProps/custom.xml"),
        CONTENT_TYPE.OFC_CUSTOM_PROPERTIES,
        content.encode("utf-8"),
        package,
    )
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
