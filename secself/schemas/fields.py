"""The kinds of value our files hold, and how what is wrong with them is said."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from marshmallow import RAISE, Schema, ValidationError, fields, post_load

Fault = tuple[tuple[str | int, ...], str]
"""The way to a value, and what is wrong with it."""

_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_DAY = re.compile(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_MESSAGES: dict[str, Any] = {
    "required": "This key is missing.",
    "null": "A value is missing.",
    "validator_failed": "This value is not understood.",
}


class Text(fields.Field[str]):
    """A piece of text; blank only where that is allowed."""

    default_error_messages = {**_MESSAGES, "blank": "This text is empty."}

    def __init__(self, *, blank: bool = False, **options: Any) -> None:
        """Say whether blank text is allowed; without it the key may also be left out."""
        if blank:
            options.setdefault("load_default", "")
        super().__init__(required="load_default" not in options, **options)
        self.blank = blank

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError("This value must be plain text.")
        if not self.blank and not value.strip():
            raise self.make_error("blank")
        # Blank text of mere space would be a cell that looks empty and is not.
        return value.strip("\n") if value.strip() else ""


class Word(Text):
    """One of a closed set of words."""

    def __init__(self, *words: str, **options: Any) -> None:
        """Name the words allowed."""
        super().__init__(**options)
        self.words = words

    def _deserialize(self, value: Any, *rest: Any, **named: Any) -> str:
        text = super()._deserialize(value, *rest, **named)
        if text not in self.words:
            raise ValidationError(f"“{text}” is not one of: {', '.join(self.words)}.")
        return text


class Flag(fields.Field[bool]):
    """Yes or no."""

    default_error_messages = _MESSAGES

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> bool:
        if value not in ("yes", "no"):
            raise ValidationError(f"“{value}” is not one of: yes, no.")
        return bool(value == "yes")


class Count(fields.Field[int]):
    """A whole number of nought or more, in digits."""

    default_error_messages = _MESSAGES
    digits = 9
    """How many digits it may have; there are fewer homes than that."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        if not (isinstance(value, str) and value.isascii() and value.isdigit()):
            raise ValidationError(f"“{value}” is not a whole number of nought or more.")
        if len(value) > self.digits:
            raise ValidationError(f"This number has more than {self.digits} digits.")
        return int(value)


class Year(Count):
    """A year of this century."""

    def _deserialize(self, value: Any, *rest: Any, **named: Any) -> int:
        year = super()._deserialize(value, *rest, **named)
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise ValidationError(f"“{value}” is not a year from {_FIRST_YEAR} to {_LAST_YEAR}.")
        return year


class Day(fields.Field[date]):
    """A day, written as year-month-day."""

    default_error_messages = _MESSAGES

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> date:
        if not (isinstance(value, str) and _DAY.fullmatch(value)):
            raise ValidationError(f"“{value}” is not a date such as 2026-05-31.")
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValidationError(f"“{value}” is not a date there is.") from None


class Several(fields.List[Any]):
    """A list, which becomes a tuple."""

    default_error_messages = {
        **_MESSAGES,
        "invalid": "This value must be a list.",
    }

    def _deserialize(self, value: Any, *rest: Any, **named: Any) -> Any:
        return tuple(super()._deserialize(value, *rest, **named))


class One(fields.Nested):
    """A mapping with keys of its own."""

    default_error_messages = {
        **_MESSAGES,
        "type": "This value must be a mapping of keys.",
    }


class RecordSchema(Schema):
    """A mapping that becomes a record of the model; unknown keys are refused."""

    makes: ClassVar[type[Any]]
    """The record it becomes."""

    error_messages = {
        "unknown": "This key is not known here.",
        "type": "This value must be a mapping of keys.",
    }

    class Meta:
        """Refuse what is not known."""

        unknown = RAISE

    @post_load
    def make(self, content: dict[str, Any], **_: Any) -> Any:
        """Make the record."""
        return self.makes(**content)


def faults(messages: object, path: tuple[str | int, ...] = ()) -> Iterator[Fault]:
    """Flatten marshmallow's nested messages into ways and sentences."""
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            step = () if key == "_schema" else (key,)
            yield from faults(inner, (*path, *step))
    elif isinstance(messages, list):
        for message in messages:
            yield path, str(message)
    else:
        yield path, str(messages)
