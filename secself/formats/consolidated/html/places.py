"""Names the places of the pack that can be linked to, whatever a User's id is made of."""

import hashlib
import re
from collections.abc import Iterable, Mapping

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,79}")
_TAKEN = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
"""Names that Windows keeps for itself."""


def names(ids: Iterable[str]) -> Mapping[str, str]:
    """Give each id a name that any file system takes, its own where that can be."""
    given: dict[str, str] = {}
    used: set[str] = set()
    for user in ids:
        lowered = user.lower()
        is_plain = _PLAIN.fullmatch(user) and lowered not in _TAKEN | used
        given[user] = user if is_plain else f"user-{_digest(user)}"
        used.add(given[user].lower())
    return given


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="backslashreplace")).hexdigest()[:16]
