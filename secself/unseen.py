"""Characters that show nothing, or turn around what stands beside them, made visible to reviewers.

What is kept is never altered; every output for people who judge what others wrote goes through
here, so that a text says the same to the eye as to whoever counts its characters.
"""

import json
import re
import unicodedata

_CATEGORIES = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks by their category, of which nothing is to be seen either."""
_VARIATIONS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_UNUSUAL = re.compile("[^ -~\n]")
"""All but the most usual characters, so that those are passed over quickly."""
_LAST = 0xFFFF
"""The last character that one escape of JSON can name."""
_LAYOUT = "\n\t"
"""What lays a text out, and does nothing else."""


def is_unseen(char: str) -> bool:
    """Tell whether of a character nothing is to be seen, or it moves others about."""
    if char.isascii():
        return not char.isprintable()
    if char in _BLANK_LETTERS or unicodedata.category(char) in _CATEGORIES:
        return True
    return any(ord(char) in variations for variations in _VARIATIONS)


def seen(text: object, but: str = _LAYOUT) -> str:
    """Show each unseen character by its number, as in `[U+202E]`, for pages and workbooks."""
    return _UNUSUAL.sub(
        lambda found: found[0] if found[0] in but or not is_unseen(found[0]) else _number(found[0]),
        str(text),
    )


def in_json(document: str) -> str:
    """Write the unseen characters of a JSON document as its escapes, which say the same."""
    return _UNUSUAL.sub(
        lambda found: _in_json(found[0]) if is_unseen(found[0]) else found[0], document
    )


def escaped(text: str) -> str:
    r"""Show each unseen character as an escape, as in `\u202e`, for terminals."""
    return _UNUSUAL.sub(lambda found: _escape(found[0]) if is_unseen(found[0]) else found[0], text)


def _number(char: str) -> str:
    return f"[U+{ord(char):04X}]"


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


def _in_json(char: str) -> str:
    return json.dumps(char)[1:-1] if ord(char) > _LAST else f"\\u{ord(char):04x}"
