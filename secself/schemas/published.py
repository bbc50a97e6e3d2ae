"""The schemas of our YAML files as JSON Schema, so that editors complete and check them."""

from typing import Any

from marshmallow import Schema, fields

from secself.schemas.fields import Count, Day, Flag, Word
from secself.schemas.framework import FrameworkSchema
from secself.schemas.profile import ProfileSchema, ProviderEntrySchema, ProviderField

DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""The edition of JSON Schema it is written in."""

# An editor reads 2.5 as a number and yes as a truth; our loader takes every scalar as text.
_TEXT = ["string", "number", "boolean"]
_SPREAD_OUT = ("framework", "framework-overlay", "profile")

Plain = dict[str, Any]


def json_schema() -> Plain:
    """Give the schema of a framework's file, of an overlay's, and of a profile."""
    defined: Plain = {}
    whole = _record(FrameworkSchema(), defined, is_overlay=False)
    partial = _record(FrameworkSchema(), defined, is_overlay=True)
    partial["properties"]["extends"] = {
        "type": "string",
        "pattern": "^[^@\\s]+@[^@\\s]+$",
        "description": "The edition it lies over, as ID@EDITION.",
    }
    # The keys of a framework may be spread over the files of its folder, so no file has them all.
    whole["required"] = partial["required"] = ["format"]
    defined["framework"] = whole
    defined["framework-overlay"] = partial
    defined["profile"] = _record(ProfileSchema(), defined, is_overlay=False)
    return {
        "$schema": DIALECT,
        "title": "The YAML files of secself: a framework, an edition over another, a profile",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in _SPREAD_OUT],
        "$defs": dict(sorted(defined.items())),
    }


def whole_schema() -> Plain:
    """Give the schema of a framework whose files are joined, with all that it must have."""
    defined: Plain = {}
    defined["framework"] = _record(FrameworkSchema(), defined, is_overlay=False)
    return {"$schema": DIALECT, "$ref": "#/$defs/framework", "$defs": defined}


def _record(schema: Schema, defined: Plain, *, is_overlay: bool) -> Plain:
    known = schema.fields.items()
    properties = {
        field.data_key or name: _field(field, defined, is_overlay=is_overlay)
        for name, field in known
    }
    wanted = [field.data_key or name for name, field in known if field.required]
    return {
        "type": "object",
        "description": (type(schema).__doc__ or "").splitlines()[0],
        "properties": properties,
        "required": wanted,
        "additionalProperties": False,
    }


def _field(field: fields.Field[Any], defined: Plain, *, is_overlay: bool) -> Plain:  # noqa: PLR0911  one for each kind of field
    if isinstance(field, fields.List):
        items = _field(field.inner, defined, is_overlay=is_overlay)
        return {"type": "array", "items": items}
    if isinstance(field, fields.Nested):
        return _reference(field.schema, defined, is_overlay=is_overlay)
    if isinstance(field, ProviderField):
        entry = _reference(ProviderEntrySchema(), defined, is_overlay=False)
        return {"anyOf": [{"type": "string"}, entry]}
    if isinstance(field, fields.Dict):
        return {"type": "object", "additionalProperties": {"type": _TEXT}}
    if isinstance(field, Flag):
        return {"enum": ["yes", "no", True, False]}
    if isinstance(field, Word):
        numbers = [int(word) for word in field.words if word.isdigit()]
        return {"enum": [*field.words, *numbers]}
    if isinstance(field, Count):
        return {"anyOf": [{"type": "integer", "minimum": 0}, _matching("^[0-9]+$")]}
    return _matching("^[0-9]{4}-[0-9]{2}-[0-9]{2}$") if isinstance(field, Day) else {"type": _TEXT}


def _matching(pattern: str) -> Plain:
    return {"type": "string", "pattern": pattern}


def _reference(schema: Schema, defined: Plain, *, is_overlay: bool) -> Plain:
    """Refer to a record by its name; in an overlay a record with an id may say only a part."""
    fields_of = schema.fields
    label = next((name for name in ("id", "code") if name in fields_of), None)
    is_partial = is_overlay and label is not None
    name = type(schema).__name__.removesuffix("Schema") + ("-overlay" if is_partial else "")
    if name not in defined:
        defined[name] = {}
        said = _record(schema, defined, is_overlay=False)
        if is_partial:
            said["required"] = [label]
            said["properties"]["after"] = {
                "type": "string",
                "description": "The id of the record after which it stands.",
            }
        defined[name] = said
    return {"$ref": f"#/$defs/{name}"}
