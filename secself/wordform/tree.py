"""Parses one part of a package, with everything switched off that could reach beyond it."""

from collections.abc import Mapping

from lxml import etree

from secself.opc import Listener, Package, parse
from secself.problems import NotAWorkbook, read_failed

_DEEPEST = 150
"""How many elements may stand inside one another; documents of people stay below 100."""


class _Depth:
    """Listens to how deep elements stand inside one another, and refuses the bottomless."""

    def __init__(self, file: str | None, part: str) -> None:
        self._file = file
        self._part = part
        self._depth = 0
        self.listener = Listener(self._down, self._up)

    def _down(self, _name: str, _attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise NotAWorkbook(
                read_failed(
                    "xml-deep",
                    f"“{self._part}” in the file is nested more than {_DEEPEST} times.",
                    "Open it in the program it was made with, save it again, and send that.",
                    self._file,
                )
            )

    def _up(self, _name: str) -> None:
        self._depth -= 1


def root_of(package: Package, part: str) -> etree._Element:
    """Give the root element of a part; a document type or damaged XML is refused."""
    content = package.part(part)
    # What declares a document type is refused before anything could be made of it.
    parse(content, _Depth(package.file, part).listener, part, package.file)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as cause:
        raise NotAWorkbook(
            read_failed(
                "file-damaged",
                f"“{part}” in the file is damaged.",
                "Open it in the program it was made with, save it again, and send that.",
                package.file,
            )
        ) from cause
