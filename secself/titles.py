"""Finds what a document says of itself: its title, and when it was made and last changed.

Nothing is opened or unpacked here; whoever reads the file hands over the few bytes that say it.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from secself.opc import Listener, LocalNames, parse
from secself.problems import NotAWorkbook

PROPERTIES = ("docProps/core.xml", "meta.xml")
"""The parts in which packages of Office and OpenDocument say it."""

_EMPTY = ("untitled", "powerpoint presentation", "presentation", "document", "slide 1", "book1")
"""Titles that programs put where nobody gave one."""
_LONGEST = 500
_FIELDS = {
    "title": "title",
    "created": "created",
    "creation-date": "created",
    "modified": "modified",
    "date": "modified",
    "CreateDate": "created",
    "ModifyDate": "modified",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a document says of itself."""

    title: str | None = None
    """Its title, None if it has none worth the name."""
    created: date | None = None
    """The day it was made."""
    modified: date | None = None
    """The day it was last changed."""


NOTHING = Told()
"""What a document says that says nothing."""


def of_properties(content: bytes) -> Told:
    """Read the properties of a package; what cannot be read says nothing."""
    found: dict[str, str] = {}
    local = LocalNames()
    open_names: list[str] = []

    def start(tag: str, _: dict[str, str]) -> None:
        open_names.append(_FIELDS.get(local[tag], ""))

    def end(_: str) -> None:
        open_names.pop()

    def text(piece: str) -> None:
        name = next((each for each in reversed(open_names) if each), "")
        if name:
            found[name] = found.get(name, "") + piece

    try:
        parse(content, Listener(start, end, text), "properties", None)
    except NotAWorkbook:
        return NOTHING
    return _told(found)


_POINTER = re.compile(rb"/Info\s{1,9}(\d{1,9})\s{1,9}(\d{1,5})\s{1,9}R")
_KEYS = {b"Title": "title", b"CreationDate": "created", b"ModDate": "modified"}
_LONG = 1 << 16


def of_pdf(content: bytes) -> Told:
    """Read what a PDF says outside of its packed parts; most programs write it there.

    Bookmarks have titles too, so only the dictionary that the trailer names is read.
    """
    if b"/Encrypt" in content:
        return NOTHING
    told = of_properties(_last(content, b"<x:xmpmeta", b"</x:xmpmeta>"))
    pointers = _POINTER.findall(content)
    if told.title or not pointers:
        return told
    block = _last(content, b"\n%s %s obj" % pointers[-1], b"endobj") or _last(
        content, b"\r%s %s obj" % pointers[-1], b"endobj"
    )
    found = {name: _pdf_text(block, key) for key, name in _KEYS.items()}
    by_hand = _told(found)
    return by_hand if by_hand != NOTHING else told


def _last(content: bytes, begin: bytes, end: bytes) -> bytes:
    """Give the last piece between two marks: of what was changed, the last word counts."""
    start = content.rfind(begin)
    if start < 0:
        return b""
    stop = content.find(end, start, start + _LONG)
    return content[start : stop + len(end)] if stop >= 0 else b""


_STRING = rb"\s*(?:\(((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)|<([0-9A-Fa-f\s]*)>)"
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"",
          b"\r\n": b""}  # fmt: skip


def _pdf_text(block: bytes, key: bytes) -> str:
    match = re.search(rb"/" + key + _STRING, block, re.DOTALL)
    if match is None:
        return ""
    raw = _ESCAPE.sub(_unescaped, match[1]) if match[1] is not None else _from_hex(match[2])
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf_16_be", "replace")
    if raw.startswith(b"\xef\xbb\xbf"):
        return raw[3:].decode("utf-8", "replace")
    return raw.decode("cp1252", "replace")


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    if sign[:1].isdigit():
        return bytes([int(sign, 8) & 0xFF])
    return _SIGNS.get(sign, sign)


def _from_hex(text: bytes) -> bytes:
    digits = b"".join(text.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _told(found: dict[str, str]) -> Told:
    title = " ".join(found.get("title", "").split())
    is_title = title and title.casefold() not in _EMPTY and title.isprintable()
    return Told(
        title=title[:_LONGEST] if is_title else None,
        created=_day(found.get("created", "")),
        modified=_day(found.get("modified", "")),
    )


_PDF_DAY = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def _day(text: str) -> date | None:
    match = _PDF_DAY.match(text.strip())
    try:
        if match:
            year, month, day = (int(part) for part in match.groups())
            return date(year, month, day)
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        return None
