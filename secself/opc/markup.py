"""Feeds the XML of one part to expat, and refuses what no Office program writes."""

from collections.abc import Callable
from typing import NamedTuple
from xml.parsers import expat

from secself.problems import NotAWorkbook, read_failed


class Listener(NamedTuple):
    """What is called while a part is parsed; with nothing, the part is only checked."""

    start: Callable[[str, dict[str, str]], None] | None = None
    """Called with an element's name and attributes."""
    end: Callable[[str], None] | None = None
    """Called with an element's name."""
    text: Callable[[str], None] | None = None
    """Called with the text between two marks."""


_BUFFER = 1 << 16
_IS_WHOLE = True
_NO_MEMORY = expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]
_SEND_AGAIN = "Open it in the program it was made with, save it again, and send that."


class LocalNames(dict[str, str]):
    """Names without their prefix: `names["x:row"]` is `row`, whatever the namespace.

    Strict and transitional files differ in namespaces only, and both are read alike.
    """

    def __missing__(self, name: str) -> str:
        """Cut off the prefix once, and remember."""
        local = self[name] = name.rpartition(":")[2]
        return local


def parse(content: bytes, listener: Listener, part: str, file: str | None) -> None:
    """Parse a whole part in one call, since expat 2.5 is slow at long tokens cut in pieces."""
    parser = expat.ParserCreate()
    if listener.text is not None:
        parser.buffer_text = True
        parser.buffer_size = _BUFFER
    parser.StartElementHandler = listener.start
    parser.EndElementHandler = listener.end
    parser.CharacterDataHandler = listener.text

    def refuse_doctype(*_: object) -> None:
        raise NotAWorkbook(
            read_failed(
                "xml-dtd",
                f"“{part}” in the file declares a document type, as no Office program does.",
                _SEND_AGAIN,
                file,
            )
        )

    parser.StartDoctypeDeclHandler = refuse_doctype
    try:
        parser.Parse(content, _IS_WHOLE)
    except (expat.ExpatError, LookupError, ValueError) as error:
        if getattr(error, "code", 0) == _NO_MEMORY:
            raise MemoryError from error
        raise NotAWorkbook(
            read_failed("file-damaged", f"“{part}” in the file is damaged.", _SEND_AGAIN, file)
        ) from error
