"""Puts stand-ins where a framework's data is faulty, so that all else in it can still be looked at.

Only for proofreading: what was mended is never used, and nothing is said of a stand-in.
"""

from copy import deepcopy
from typing import Any

from marshmallow import Schema, fields

from secself.schemas.fields import Fault, Flag, Word
from secself.schemas.framework import FrameworkSchema

STAND_IN = "\ufffd"
"""The text that stands where a text is missing or faulty."""


def mend(content: Any, faults: list[Fault]) -> Any:
    """Give the data with a stand-in at every fault; keys that are not known are left out."""
    mended = deepcopy(content)
    shape = FrameworkSchema()
    for path, _ in faults:
        _mend(mended, shape, path)
    return mended


def _mend(holder: Any, shape: Schema | fields.Field[Any], path: tuple[str | int, ...]) -> None:
    for step in path:
        inner = _inner(shape, step)
        if inner is None:
            if isinstance(holder, dict):
                holder.pop(step, None)
            return
        value = _get(holder, step)
        if step == path[-1] or not isinstance(value, dict | list) or _is_flat(inner):
            _put(holder, step, _stand_in(inner))
            return
        holder, shape = value, inner


def _is_flat(inner: fields.Field[Any]) -> bool:
    return not isinstance(inner, fields.List | fields.Nested)


def _inner(shape: Schema | fields.Field[Any], step: str | int) -> fields.Field[Any] | None:
    if isinstance(shape, fields.List):
        return shape.inner
    schema = shape.schema if isinstance(shape, fields.Nested) else shape
    if not isinstance(schema, Schema):
        return None
    known = {field.data_key or name: field for name, field in schema.fields.items()}
    return known.get(str(step))


def _get(holder: Any, step: str | int) -> Any:
    if isinstance(holder, dict):
        return holder.get(step)
    return holder[int(step)]


def _put(holder: Any, step: str | int, value: Any) -> None:
    holder[step] = value


def _stand_in(field: fields.Field[Any]) -> Any:
    if isinstance(field, fields.Nested):
        return {
            inner.data_key or name: _stand_in(inner)
            for name, inner in field.schema.fields.items()
            if inner.required
        }
    if isinstance(field, fields.List):
        return []
    if isinstance(field, fields.Dict):
        return {}
    if isinstance(field, Flag):
        return "no"
    return field.words[0] if isinstance(field, Word) else STAND_IN
