"""Writes and reads the key: a table of who stands behind which alias, to be kept apart."""

import csv
import io
import re

from secself.model import AliasEntry, AliasKey

_HEADINGS = ["kind", "alias", "id", "name"]
_SALT = "salt"
_KINDS = ("user", "provider")
_ALIAS = re.compile(r"[^\W\d_][^/\\<>=\x00-\x1f]* \d{2,}")
"""A label and a number: what else stands there somebody else wrote, and it may be a name."""


def write_key(key: AliasKey) -> bytes:
    """Write the key as delimited text."""
    made = io.StringIO()
    table = csv.writer(made, lineterminator="\r\n")
    table.writerow(_HEADINGS)
    table.writerow([_SALT, key.salt, "", ""])
    for one in key.entries:
        table.writerow([one.kind, one.alias, one.id, _inert(one.name)])
    return b"\xef\xbb\xbf" + made.getvalue().encode("utf-8", errors="backslashreplace")


def read_key(content: bytes) -> AliasKey | None:
    """Read a key back; None if it is none, since an alias must never be given twice."""
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error):
        return None
    if not rows or rows[0] != _HEADINGS:
        return None
    salts = [row[1] for row in rows[1:] if len(row) == len(_HEADINGS) and row[0] == _SALT]
    listed = [row for row in rows[1:] if row and row[0] != _SALT]
    fits = all(map(_is_entry, listed))
    if len(salts) != 1 or not salts[0] or not fits:
        return None
    entries = tuple(
        AliasEntry(kind=kind, alias=alias, id=hidden, name=name.removeprefix("'"))
        for kind, alias, hidden, name in listed
    )
    slugs = {one.slug for one in entries}
    hidden = {(one.kind, one.id) for one in entries}
    is_one_to_one = len(slugs) == len(hidden) == len(entries)
    return AliasKey(salt=salts[0], entries=entries) if is_one_to_one else None


def _is_entry(row: list[str]) -> bool:
    if len(row) != len(_HEADINGS):
        return False
    kind, alias, hidden, _ = row
    return kind in _KINDS and _ALIAS.fullmatch(alias) is not None and bool(hidden)


def _inert(text: str) -> str:
    """Keep a spreadsheet program from taking a name for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r", "'") else text
