"""What is left of plain data when names are taken out, and how it stands to what was there.

A name is found whatever its case and whatever stands for its blanks, as whole words only. Names of
fields are ours, and so are the few fields that say which assessment, framework or file is meant;
they stay as they are.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

MARK = "[name erased]"
"""What stands where a name stood."""

_KEPT = frozenset({"format", "digest", "sha256", "framework", "user", "from", "to"})
"""Fields that say what is meant; a name in them is not a person's."""
_NAMING = ("ref", "id", "label", "name")
"""By what a record in a list is named to a person."""

Names = re.Pattern[str]
"""Finds names in a text."""


def pattern(names: Iterable[str]) -> Names:
    """Give what finds these names; at least one must be said, and none may be blank."""
    spelt = {form(name) for name in names for form in _FORMS}
    longest = sorted(spelt, key=lambda name: (-len(name), name))
    written = (r"\s+".join(map(re.escape, name.split())) for name in longest)
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)", re.IGNORECASE)


def redacted(plain: object, names: Names) -> object:
    """Give plain data with a mark where a name stood."""
    if isinstance(plain, str):
        return names.sub(MARK, plain)
    if isinstance(plain, list):
        return [redacted(part, names) for part in plain]
    if isinstance(plain, dict):
        return {
            field: part if field in _KEPT else redacted(part, names)
            for field, part in plain.items()
        }
    return plain


def places(plain: object, names: Names, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Give each place where a name stands, and the text that stands there."""
    if isinstance(plain, str) and names.search(plain):
        yield ".".join(path), plain
    elif isinstance(plain, list):
        for number, part in enumerate(plain, start=1):
            yield from places(part, names, (*path, _named(number, part)))
    elif isinstance(plain, dict):
        for field, part in plain.items():
            if field not in _KEPT:
                yield from places(part, names, (*path, str(field)))


def fits(kept: object, value: object) -> bool:
    """Tell whether what is kept can be what is left of a value; without a mark, it is the value."""
    if isinstance(kept, tuple) and isinstance(value, tuple):
        return len(kept) == len(value) and all(map(fits, kept, value))
    if not isinstance(kept, str) or MARK not in kept:
        return kept == value
    parts = r".+?".join(map(re.escape, kept.split(MARK)))
    return re.fullmatch(parts, str(value), re.DOTALL) is not None


def is_marked(kept: object) -> bool:
    """Tell whether a name was taken out of a text, or out of one in a list or a record."""
    if isinstance(kept, Mapping):
        return any(map(is_marked, kept.values()))
    if isinstance(kept, tuple | list):
        return any(map(is_marked, kept))
    return isinstance(kept, str) and MARK in kept


def like(kept: object, value: object) -> bool:
    """Tell whether plain data can be what is left of other plain data."""
    if isinstance(kept, dict) and isinstance(value, dict):
        return kept.keys() == value.keys() and all(like(kept[key], value[key]) for key in kept)
    if isinstance(kept, list) and isinstance(value, list):
        return len(kept) == len(value) and all(map(like, kept, value))
    return fits(kept, value)


def _named(number: int, part: object) -> str:
    said = (part.get(field) for field in _NAMING) if isinstance(part, dict) else ()
    return next((one for one in said if isinstance(one, str) and one), str(number))


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split()))


def _decomposed(name: str) -> str:
    return unicodedata.normalize("NFD", " ".join(name.split()))


_FORMS = (_composed, _decomposed)
