"""Frameworks: words → plain data, such that loading it again gives an equal framework."""

from collections.abc import Mapping
from dataclasses import fields as fields_of
from datetime import date
from typing import Any

from marshmallow import Schema, fields

from secself import model
from secself.schemas.fields import Flag
from secself.schemas.framework import FrameworkSchema

_SPREAD = {
    "applies_to": ("applicability", "roles"),
    "kinds": ("applicability", "kinds"),
    "facts": ("applicability", "facts"),
    "applies_provenance": ("applicability", "provenance"),
}
"""The keys under which an item's applicability is spread, and where the model has them."""


def plain(framework: model.Framework) -> dict[str, Any]:
    """Give a framework as one mapping of text, lists and mappings, in the order of the schema."""
    return {"format": "1", **_record(FrameworkSchema(), framework)}


def _record(schema: Schema, record: object) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for name, field in schema.fields.items():
        value = _value(field, _attribute(record, name))
        if value in (None, "", [], {}) and not field.required:
            continue
        if value is not None:
            said[field.data_key or name] = value
    return said


def _attribute(record: object, name: str) -> object:
    known = {field.name for field in fields_of(record)}  # type: ignore[arg-type]
    if name in _SPREAD and "applicability" in known:
        for step in _SPREAD[name]:
            record = getattr(record, step)
        return record
    return getattr(record, name) if name in known else None


def _value(field: fields.Field[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, model.Scale):
        value = value.choices
    if isinstance(field, fields.List):
        return [_value(field.inner, one) for one in value]
    if isinstance(field, fields.Nested):
        return _record(field.schema, value)
    if isinstance(field, fields.Dict):
        return {str(key): str(text) for key, text in Mapping.items(value)}
    if isinstance(field, Flag):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)
