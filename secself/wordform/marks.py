"""Reads what a document says of itself: whose answers it holds, of which year and kind."""

from collections.abc import Iterator

from lxml import etree

from secself.identity import read_marks
from secself.model import Marks
from secself.opc import Package, open_package
from secself.problems import NotAWorkbook, Origin, Problem, read_failed
from secself.wordform.body import name, paragraphs
from secself.wordform.layout import PROPERTY
from secself.wordform.tree import root_of

_START = "secself:"


def marks(data: bytes, file: str | None = None) -> tuple[Marks, list[Problem]]:
    """Read the marks: properties first, then the line on the cover."""
    package = open_document(data, file)
    return marks_in(package, root_of(package, package.main))


def open_document(data: bytes, file: str | None) -> Package:
    """Open bytes as a Word document; anything else is refused."""
    package = open_package(data, file)
    if package.kind != "document":
        raise NotAWorkbook(
            read_failed(
                "not-a-document",
                "This is a workbook, not a Word document.",
                "Name it with the ending .xlsx, so that it is read as a workbook.",
                file,
            )
        )
    return package


def marks_in(package: Package, root: etree._Element) -> tuple[Marks, list[Problem]]:
    """Read the marks of an opened document."""
    found = list(_found(package, root))
    origin = Origin(file=package.file)
    if not found:
        return Marks(), [_missing(origin)]
    different = list(dict.fromkeys(text for _, text, _ in found))
    first = found[0][2]
    if all(marks == first for _, _, marks in found):
        return first, []
    shown = "; ".join(f"{place}: “{text}”" for place, text, _ in found)
    return first, [
        Problem(
            level="warning",
            code="marks-disagree",
            origin=origin,
            what=f"The file says {len(different)} different things of itself: {shown}.",
            remedy="The first was used. If that is not right, start from the document you were "
            "sent.",
        )
    ]


def _missing(origin: Origin) -> Problem:
    return Problem(
        level="warning",
        code="marks-missing",
        origin=origin,
        what="The document does not say whose answers it holds.",
        remedy="Say so when you hand it in, or copy the answers into the document you were sent.",
    )


def _found(package: Package, root: etree._Element) -> Iterator[tuple[str, str, Marks]]:
    for place, text in (*_properties(package), *(("cover", line) for line in paragraphs(root))):
        start = text.find(_START)
        marks = read_marks(text[start:].strip()) if start >= 0 else None
        if marks is not None:
            yield place, text[start:].strip(), marks


def _properties(package: Package) -> Iterator[tuple[str, str]]:
    for relation in package.related():
        if relation.kind == "custom-properties" and not relation.is_external:
            for entry in root_of(package, relation.target):
                if entry.get("name") == PROPERTY:
                    yield "property", "".join(str(text) for text in entry.itertext())
    for relation in package.related():
        if relation.kind == "core-properties" and not relation.is_external:
            for entry in root_of(package, relation.target):
                if name(entry) in {"identifier", "keywords"}:
                    yield name(entry), entry.text or ""
