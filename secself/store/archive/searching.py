"""Looks for names in the bytes of files that were received or issued, without reading answers.

A text may be split into pieces where its letters look different, and stand beside another without
a blank; so each part is read twice: with a break wherever a mark-up is, and with breaks only where
a text ends.
"""

import codecs
import html
import json
import re
from collections.abc import Iterator

from secself import opc, redaction
from secself.opc.decryption import is_protected
from secself.problems import NotAWorkbook

_ATTRIBUTE = re.compile(r"""=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_END = re.compile(r"</(?:[\w.-]+:)?(?:si|is|p|c|row|text|author|f|v)\b")
_BLANK = re.compile(r"<(?:[\w.-]+:)?(?:br|cr|tab)\b")
_BREAK = "\x00"
"""What stands between two texts; no name goes over it."""
_TAG = re.compile(r"<[^>]*>")
_MARKUP = (".xml", ".rels", ".vml")
_BOMS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def holds(content: bytes, names: redaction.Names) -> bool | None:
    """Tell whether a file holds a name; None if it cannot be looked into."""
    if content.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{":
        return _in_json(content, names)
    if is_protected(content):
        return None
    try:
        package = opc.open_package(content)
        return any(
            names.search(text)
            for name in sorted(package.names)
            for text in _texts(package.part(name), is_markup=name.endswith(_MARKUP))
        )
    except NotAWorkbook:
        return None


def _in_json(content: bytes, names: redaction.Names) -> bool:
    try:
        plain = json.loads(content.removeprefix(codecs.BOM_UTF8))
    except (ValueError, RecursionError):
        return names.search(content.decode("utf-8", "replace")) is not None
    return next(redaction.places(plain, names), None) is not None


def _texts(part: bytes, *, is_markup: bool) -> Iterator[str]:
    """Give the texts of a part; of what is no mark-up, whatever letters stand in it."""
    text = part.decode(_BOMS.get(part[:2], "utf-8"), "replace")
    if not is_markup:
        yield text
        return
    text = _BLANK.sub(_spaced, text)
    yield html.unescape(_BREAK.join(one or two for one, two in _ATTRIBUTE.findall(text)))
    yield html.unescape(_TAG.sub(_BREAK, text))
    yield html.unescape(_TAG.sub("", _END.sub(_ended, text)))


def _ended(end: re.Match[str]) -> str:
    return f"{_BREAK}{end[0]}"


def _spaced(mark: re.Match[str]) -> str:
    return f" {mark[0]}"
