"""Parses one part of a package, with everything switched off that could reach beyond it."""

from lxml import etree

from secself.opc import Listener, Package, parse
from secself.problems import NotAWorkbook, read_failed


def root_of(package: Package, part: str) -> etree._Element:
    """Give the root element of a part; a document type or damaged XML is refused."""
    content = package.part(part)
    # What declares a document type is refused before anything could be made of it.
    parse(content, Listener(lambda _name, _attributes: None), part, package.file)
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
