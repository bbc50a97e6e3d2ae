"""Writes what a stranger wrote so that all of it can be seen and none of it acts."""

import base64
import hashlib
from datetime import date

from secself.model import Unreadable
from secself.unseen import seen

__all__ = ["anchor", "css_text", "policy_digest", "seen", "shown"]


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
