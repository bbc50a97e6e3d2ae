"""The committee's paper: `consolidated.docx`, a page a User, then what lies across them.

`words` are what the template may say, `cases` draws the pages of the Users, `across` the rest, and
`runs` marks word by word what differs between two texts.
"""

from collections.abc import Mapping
from dataclasses import fields

from secself.formats.consolidated import wording
from secself.formats.consolidated.docx.across import drawn
from secself.formats.consolidated.docx.words import PaperWords
from secself.model import Consolidation
from secself.pouring import pour, sealed

NAME = "consolidated.docx"
TEMPLATE = "consolidated.docx"
_NAMES = tuple(each.name for each in fields(PaperWords))


def write(consolidation: Consolidation, template: bytes | None) -> Mapping[str, bytes]:
    """Pour the pack into the paper; the same pack gives the same bytes."""
    said = drawn(consolidation)
    named = {name: getattr(said, name) for name in _NAMES}
    document = pour(template or b"", named, TEMPLATE)
    return {NAME: sealed(document, wording.title(consolidation), consolidation.as_of)}
