"""How a file says what it is, and how a row says which item it answers.

Everything here survives being sorted, copied and saved by another program: marks are one line of
text, and each row carries a token of its own.
"""

import hashlib
import re

from secself.model import Marks

LAYOUT = "1"
"""The edition of our files' shape; goes up when a reader must know."""

_MARK = re.compile(r"^secself:(?P<layout>[0-9]{1,6})(?: (?P<rest>.*))?$", re.DOTALL)
_TOKEN = re.compile(
    r"^s1\.(?P<section>[qv])\.(?P<ref>[A-Za-z0-9._/-]+)\.(?P<print>[0-9a-f]{12})\.(?P<check>[0-9a-f]{8})$"
)
_SECTIONS = {"q": "questions", "v": "validation"}


def marks_text(marks: Marks) -> str:
    """Write marks as one line, as it stands in the key row of each table."""
    values = {
        "user": marks.user,
        "year": marks.year,
        "kind": marks.kind,
        "framework": marks.framework,
        "roles": ",".join(marks.roles),
        "facts": ",".join(marks.facts),
        "source": marks.source,
        "follows": marks.follows,
    }
    return f"secself:{LAYOUT} " + ";".join(
        f"{name}={value}" for name, value in values.items() if value
    )


def read_layout(text: str) -> int | None:
    """Read from marks with which layout the file was made; None if the text is no such line."""
    match = _MARK.match(text)
    return None if match is None else int(match["layout"])


def read_marks(text: str) -> Marks | None:
    """Read marks back from one line; None if the text is no such line."""
    match = _MARK.match(text)
    if match is None:
        return None
    pairs = dict(part.split("=", 1) for part in (match["rest"] or "").split(";") if "=" in part)
    year = pairs.get("year", "")
    return Marks(
        user=pairs.get("user"),
        year=int(year) if re.fullmatch(r"[0-9]{4}", year) else None,
        kind=pairs.get("kind"),
        framework=pairs.get("framework"),
        roles=_listed(pairs.get("roles", "")),
        facts=_listed(pairs.get("facts", "")),
        source=pairs.get("source", ""),
        follows=pairs.get("follows", ""),
    )


def row_token(section: str, ref: str, fingerprint: str) -> str:
    """Make the token of one row: section, Ref, fingerprint of its words, and a check over all."""
    return f"s1.{section[0]}.{ref}.{fingerprint}.{_check(section, ref, fingerprint)}"


def read_token(text: str) -> tuple[str, str, str] | None:
    """Read section, Ref and fingerprint back; None if the text is no token or was altered."""
    match = _TOKEN.match(text.strip())
    if match is None:
        return None
    section = _SECTIONS[match["section"]]
    whole = (section, match["ref"], match["print"])
    return whole if match["check"] == _check(*whole) else None


def _check(section: str, ref: str, fingerprint: str) -> str:
    whole = f"secself\x1f{section}\x1f{ref}\x1f{fingerprint}"
    return hashlib.sha256(whole.encode("utf-8")).hexdigest()[:8]


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(",") if part)
