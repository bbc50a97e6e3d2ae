"""Profiles of Users: plain data → words."""

from typing import Any

from marshmallow import ValidationError, fields, post_load

from secself import model
from secself.schemas.fields import (
    Count,
    Day,
    Fault,
    Flag,
    One,
    RecordSchema,
    Several,
    Text,
    Word,
    Year,
    faults,
)


def load_profile(content: Any) -> tuple[model.Profile | None, list[Fault]]:
    """Make a Profile; None if anything is wrong."""
    try:
        return ProfileSchema().load(content), []
    except ValidationError as error:
        return None, list(faults(error.messages))


class Name(Text):
    """An id of lower-case letters, digits and hyphens, which may become part of a file's name."""

    def _deserialize(self, value: Any, *rest: Any, **named: Any) -> str:
        text = super()._deserialize(value, *rest, **named)
        parts = text.split("-")
        fits = all(part.isascii() and part.isalnum() and part == part.lower() for part in parts)
        if not fits or len(text) > _LONGEST:
            raise ValidationError(
                f"“{text}” is not an id of lower-case letters, digits and single hyphens "
                f"of at most {_LONGEST} characters."
            )
        return text


_LONGEST = 64


class PremisesSchema(RecordSchema):
    """Premises reached."""

    makes = dict
    domestic = Count(required=True)
    non_domestic = Count(required=True)


class PastAssessmentSchema(RecordSchema):
    """A past assessment."""

    makes = model.PastAssessment
    kind = Text()
    year = Year(required=True)
    fieldwork_ended = Day(load_default=None)
    status = Text(blank=True)


class ProviderEntrySchema(RecordSchema):
    """A Shared Resource Provider."""

    makes = model.ProviderEntry
    id = Name()
    name = Text(blank=True)
    service = Text(blank=True)
    since = Day(load_default=None)
    last_return = Day(load_default=None)


class ProviderField(fields.Field[model.ProviderEntry]):
    """A provider's id, or a mapping that says more of it."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> model.ProviderEntry:
        if isinstance(value, dict):
            made: model.ProviderEntry = ProviderEntrySchema().load(value)
            return made
        return model.ProviderEntry(id=Name().deserialize(value))


class ProfileSchema(RecordSchema):
    """The profile of a User."""

    makes = model.Profile
    format = Word("1")
    id = Name()
    name = Text()
    party_category = Text()
    user_roles = Several(Text(), required=True)
    premises = One(PremisesSchema, required=True)
    user_systems = Count(required=True)
    smets1_enrolled = Flag(required=True)
    providers = Several(ProviderField(), load_default=(), data_key="shared_resource_providers")
    assessments = Several(One(PastAssessmentSchema), load_default=())
    contacts = Several(Text(), load_default=())

    @post_load
    def make(self, content: dict[str, Any], **_: Any) -> model.Profile:
        """Spread the premises over their two counts."""
        content.pop("format")
        premises = content.pop("premises")
        for name, ids in (
            ("shared_resource_providers", [one.id for one in content["providers"]]),
            ("user_roles", content["user_roles"]),
        ):
            if len(set(ids)) < len(ids):
                raise ValidationError({name: ["An id stands twice in this list."]})
        return model.Profile(
            domestic_premises=premises["domestic"],
            non_domestic_premises=premises["non_domestic"],
            **content,
        )
