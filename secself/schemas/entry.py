"""Guides to User Entry: plain data → words."""

from typing import Any

from marshmallow import ValidationError, post_load, validates_schema

from secself import model
from secself.schemas.fields import (
    Count,
    Fault,
    Flag,
    One,
    RecordSchema,
    Several,
    Text,
    Word,
    faults,
)
from secself.schemas.framework import ReferenceSchema, SourceSchema
from secself.schemas.provenance import ProvenanceSchema


def load_guide(content: Any) -> tuple[model.EntryGuide | None, list[Fault]]:
    """Make a guide to User Entry; None if anything is wrong."""
    try:
        return GuideSchema().load(content), []
    except ValidationError as error:
        return None, list(faults(error.messages))


class EntryRoleSchema(RecordSchema):
    """A User Role one can enter in."""

    makes = model.EntryRole
    id = Text()
    code = Text()
    label = Text()


class DurationSchema(RecordSchema):
    """How long a step takes; a length that is unknown has no number, and no other goes without."""

    makes = model.Duration
    bound = Word("at-least", "at-most", "about", "unknown")
    working_days = Count(load_default=None)
    longest = Count(load_default=None)
    note = Text(blank=True)
    provenance = One(ProvenanceSchema, required=True)

    @validates_schema
    def check(self, content: dict[str, Any], **_: Any) -> None:
        """See that there is a number exactly where one is known."""
        is_known = content["bound"] != "unknown"
        if is_known != (content.get("working_days") is not None):
            wanted = "is missing" if is_known else "must be left out where the length is unknown"
            raise ValidationError(f"The number of working days {wanted}.", "working_days")


class StepSchema(RecordSchema):
    """A step on the path."""

    makes = model.EntryStep
    id = Text()
    title = Text()
    text = Text()
    actor = Text()
    references = Several(One(ReferenceSchema), required=True)
    applies_to = Several(Text(), load_default=())
    scope = Word("once", "each-role")
    depends_on = Several(Text(), load_default=())
    duration = One(DurationSchema, required=True)
    is_goal = Flag(load_default=False)
    provenance = One(ProvenanceSchema, required=True)


class GuideSchema(RecordSchema):
    """A guide to User Entry."""

    makes = model.EntryGuide
    format = Word("1")
    id = Text()
    edition = Text()
    title = Text()
    notice = Text()
    sources = Several(One(SourceSchema), required=True)
    roles = Several(One(EntryRoleSchema), required=True)
    steps = Several(One(StepSchema), required=True)

    @post_load
    def make(self, content: dict[str, Any], **_: Any) -> model.EntryGuide:
        """Make the guide, without the number of its form."""
        content.pop("format")
        return model.EntryGuide(**content)
