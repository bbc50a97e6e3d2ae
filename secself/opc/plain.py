"""What may be read by pattern: XML in UTF-8 that holds elements and text and nothing else.

Whether it is XML at all, expat must have said before; these tell whether a pattern sees in it what
a parser would. Where they do not know, the part is parsed.
"""

import re
from collections.abc import Sequence

_PROLOG = re.compile(
    rb"(?:\xef\xbb\xbf)?"
    rb"(?:<\?xml version=(?:\"1\.0\"|'1\.0')(?: encoding=(?:\"(?i:utf-8)\"|'(?i:utf-8)'))?"
    rb"(?: standalone=(?:\"(?:yes|no)\"|'(?:yes|no)'))?\s*\?>)?"
)
"""What may stand in front of the first element; it matches all bytes, if need be at no length."""
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot|apos));")
_BETWEEN = b"\x00"
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def is_plain(begin: bytes, *more: bytes) -> bool:
    """Tell whether the begin of a part and other pieces of it have nothing but elements and text.

    Comments, declarations and instructions can hold what looks like an element and is none.
    """
    prolog = _PROLOG.match(begin)
    rest = begin[prolog.end() if prolog else 0 :]
    return not any(b"<!" in piece or b"<?" in piece for piece in (rest, *more))


def plain_text(written: bytes) -> str:
    """Give the text that stands between two marks, as a parser gives it."""
    text = written.decode()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _REFERENCE.sub(_referred, text) if "&" in text else text


def plain_texts(written: Sequence[bytes]) -> Sequence[str]:
    """Give many texts that stand between marks, at less cost than one by one."""
    if not written:
        return ()
    # No XML holds this character, so it can stand between the texts while they are decoded.
    whole = _BETWEEN.join(written)
    if b"\r" in whole:
        return [plain_text(one) for one in written]
    if b"&" in whole:
        whole = _resolved(whole)
    return whole.decode().split(_BETWEEN.decode())


class _Marks(dict[bytes, bytes]):
    """What references stand for, by what is between their first mark and their last."""

    def __missing__(self, name: bytes) -> bytes:
        mark = self[name] = plain_text(b"&%s;" % name).encode()
        return mark


def _resolved(written: bytes) -> bytes:
    """Put in the place of each reference what it stands for; a text has few different ones."""
    marks = _Marks()
    first, *others = written.split(b"&")
    pieces = [first]
    for other in others:
        name, _, rest = other.partition(b";")
        pieces += marks[name], rest
    return b"".join(pieces)


def _referred(found: re.Match[str]) -> str:
    hexadecimal, decimal, name = found.groups()
    if name:
        return _NAMED[name]
    return chr(int(hexadecimal, 16) if hexadecimal else int(decimal))
