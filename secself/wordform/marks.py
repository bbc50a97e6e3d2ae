"""Reads what a document says of itself: whose answers it holds, of which year and kind."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

from lxml import etree

from secself.identity import read_marks
from secself.model import Marks
from secself.opc import Package, open_package
from secself.problems import NotAWorkbook, Origin, Problem, read_failed
from secself.wordform.body import paragraphs
from secself.wordform.layout import PROPERTY
from secself.wordform.text import name
from secself.wordform.tree import root_of

_START = "secself:"
_SHOWN = {"user": "User", "year": "Year", "kind": "Kind", "framework": "Framework"}
_LONGEST = 60


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
    """Read the marks of an opened document; what one place does not say, the next may."""
    found = list(_found(package, root))
    origin = Origin(file=package.file)
    marks = Marks()
    for _, each in reversed(found):
        said = {field.name: getattr(each, field.name) for field in fields(Marks)}
        marks = replace(marks, **{name: value for name, value in said.items() if value})
    return marks, [*_missing(marks, origin), *_disagreeing(found, origin)]


def _missing(marks: Marks, origin: Origin) -> Iterator[Problem]:
    lost = [shown for name, shown in _SHOWN.items() if getattr(marks, name) is None]
    if lost:
        yield Problem(
            level="warning",
            code="marks-missing",
            origin=origin,
            what=f"The file no longer says its {', '.join(lost)}.",
            remedy="Put its line “Mark:” back as it stood, or send the file that was issued.",
        )


def _disagreeing(found: Sequence[tuple[str, Marks]], origin: Origin) -> Iterator[Problem]:
    for key, shown in _SHOWN.items():
        said = [(place, value) for place, each in found if (value := getattr(each, key))]
        if len({value for _, value in said}) > 1:
            listed = "; ".join(f"{place}: “{str(value)[:_LONGEST]}”" for place, value in said)
            yield Problem(
                level="warning",
                code="marks-disagree",
                origin=origin,
                what=f"The file says different things of its {shown}. {listed}.",
                remedy=f"The first was believed. Check that this is the file of that {shown}.",
            )


def _found(package: Package, root: etree._Element) -> Iterator[tuple[str, Marks]]:
    for place, text in (*_properties(package), *(("cover", line) for line in paragraphs(root))):
        start = text.find(_START)
        marks = read_marks(text[start:].strip()) if start >= 0 else None
        if marks is not None:
            yield place, marks


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
