"""JSON text → plain data, with nothing that two programs could read in two ways."""

import json
import math

_QUOTED = 60


class Unreliable(ValueError):
    """Text that some programs take for JSON, and that says no one thing; the message says why."""


def parse(content: bytes) -> object:
    """Read JSON in UTF-8; raise ValueError for what is none, Unreliable for a key said twice."""
    return json.loads(
        content.decode("utf-8-sig"),
        object_pairs_hook=_mapping,
        parse_constant=_constant,
        parse_float=_number,
    )


def _mapping(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise Unreliable(f"The key “{key[:_QUOTED]}” stands twice in one place.")
        found[key] = value
    return found


def _constant(word: str) -> float:
    raise Unreliable(f"“{word}” is not a number of JSON.")


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise Unreliable(f"“{text[:_QUOTED]}” is too large a number.")
    return number
