"""Writes what a stranger wrote so that all of it can be seen and none of it acts."""

import base64
import hashlib
import unicodedata
from datetime import date

from secself.model import Unreadable

_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
"""Categories of characters that show nothing, or turn around what stands beside them."""
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks by their category, of which nothing is to be seen either."""
_VARIATIONS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


def seen(text: object) -> str:
    """Show characters that cannot be seen by their number, so that nothing hides in a text."""
    return "".join(f"[U+{ord(char):04X}]" if _is_unseen(char) else char for char in str(text))


def shown(value: object) -> str:
    """Give a value as a person reads it; what is blank gives nothing."""
    if isinstance(value, tuple):
        return ", ".join(shown(part) for part in value)
    if isinstance(value, Unreadable):
        return f"{value.shown} (could not be read)"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def anchor(section: str, ref: str) -> str:
    """Name the place of an item on the page, whatever its Ref is made of."""
    digest = hashlib.sha256(ref.encode("utf-8", errors="backslashreplace")).hexdigest()
    return f"{section}-{digest[:12]}"


def policy_digest(text: object) -> str:
    """Give the digest by which the page's policy lets in its own style and script, and no other."""
    digest = hashlib.sha256(str(text).encode("utf-8", errors="backslashreplace")).digest()
    return base64.b64encode(digest).decode("ascii")


def css_text(text: object) -> str:
    """Write a text for between the quotes of a style, where nothing in it can end them."""
    return "".join(
        char if char.isascii() and char.isalnum() else f"\\{ord(char):x} " for char in str(text)
    )


def _is_unseen(char: str) -> bool:
    if char in "\n\t":
        return False
    if char in _BLANK_LETTERS or unicodedata.category(char) in _UNSEEN:
        return True
    return any(ord(char) in variations for variations in _VARIATIONS)
