"""Where a line comes from: plain data → words."""

from secself import model
from secself.schemas.fields import RecordSchema, Several, Text, Word


class ProvenanceSchema(RecordSchema):
    """Where a line comes from."""

    makes = model.Provenance
    status = Word("verified", "recalled", "proposed")
    sources = Several(Text(), required=True)
    confidence = Word("high", "medium", "low")
    note = Text(blank=True)
