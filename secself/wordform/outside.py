"""Lists what was written among the tables of questions, or below them, where nothing is asked."""

from collections.abc import Iterator

from lxml import etree

from secself.model import Framework
from secself.problems import Origin, Problem
from secself.wordform.layout import ANSWER, REF
from secself.wordform.text import PROMPTS, Text, attribute, child, is_ours, name

_LISTED = 20
"""So many paragraphs are listed one by one."""
_QUOTED = 200


def outside(root: etree._Element, framework: Framework, file: str | None) -> Iterator[Problem]:
    """Name each paragraph that follows a table of questions and is no heading of a theme."""
    ours = {_folded(part) for each in framework.themes for part in (each.id, each.title)}
    found = [text for text in _written(root) if not _begins(text, ours)]
    for text in found[:_LISTED]:
        yield _problem(f"“{text if len(text) <= _QUOTED else f'{text[:_QUOTED]}…'}”", file)
    if len(found) > _LISTED:
        yield _problem(f"{len(found) - _LISTED} more paragraphs", file)


def _written(root: etree._Element) -> Iterator[str]:
    """Give the texts that stand outside tables and fields, after the first table of questions."""
    is_after = False
    for element in root.iter("{*}tbl", "{*}p"):
        above = list(element.iterancestors("{*}tbl", "{*}p", "{*}sdt"))
        if name(element) == "tbl":
            is_after = is_after or _asks(element)
        elif is_after and not any(name(each) != "sdt" or is_ours(each) for each in above):
            text = Text()
            text.take(element)
            said = "\n".join(text.lines).strip()
            if said and said not in PROMPTS and not _is_heading(element):
                yield said


def _asks(table: etree._Element) -> bool:
    """Tell whether a table begins with the headings of questions."""
    text = Text()
    row = table.find(".//{*}tr")
    if row is not None:
        text.take(row)
    return {_folded(REF.heading), _folded(ANSWER.heading)} <= set(map(_folded, text.lines))


def _is_heading(paragraph: etree._Element) -> bool:
    style = attribute(child(child(paragraph, "pPr"), "pStyle"), "val")
    return style.casefold().startswith("heading")


def _begins(text: str, ours: set[str]) -> bool:
    shown = _folded(text)
    return any(shown == each or shown.startswith(f"{each} ") for each in ours)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _problem(what: str, file: str | None) -> Problem:
    return Problem(
        level="warning",
        code="text-outside",
        origin=Origin(file=file, path="outside the tables"),
        what=f"This stands outside the tables, where nothing is asked, and was not read: {what}.",
        remedy="Move it into the row it belongs to, or delete it.",
    )
