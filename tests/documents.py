"""Word questionnaires in memory: made, filled in as Word does it, and changed as people do."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from frameworks import tiny_framework, tiny_profile
from lxml import etree

from secself.model import Questionnaire, Submission
from secself.questionnaire import select
from secself.wordform.writer import write

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEMPLATE = (Path(__file__).parents[1] / "templates" / "questionnaire.docx").read_bytes()
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def tiny_questionnaire(**changes: object) -> Questionnaire:
    """Draw the questionnaire of the invented User; name what should differ in its profile."""
    return select(tiny_framework(), tiny_profile(**changes), 2026, "ssa")


def tiny_document(prior: Submission | None = None, *, marking: str = "") -> bytes:
    """Write that questionnaire as a Word document."""
    return write(tiny_questionnaire(), TEMPLATE, prior, marking=marking)


def parts(data: bytes) -> dict[str, bytes]:
    """Unpack a document."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(contents: Mapping[str, bytes]) -> bytes:
    """Pack a document."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    return made.getvalue()


def body(data: bytes) -> etree._Element:
    """Give the root of the document's main part."""
    return etree.fromstring(parts(data)["word/document.xml"])


def changed(data: bytes, change: Callable[[etree._Element], None]) -> bytes:
    """Change the main part of a document."""
    contents = parts(data)
    root = etree.fromstring(contents["word/document.xml"])
    change(root)
    contents["word/document.xml"] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return packed(contents)


def filled(data: bytes, answers: Mapping[str, str]) -> bytes:
    """Type into content controls, named by their tags, as Word does."""

    def fill(root: etree._Element) -> None:
        for name, text in answers.items():
            type_into(control(root, name), text)

    return changed(data, fill)


def control(root: etree._Element, tag: str) -> etree._Element:
    """Find a content control by its tag."""
    return next(
        each for each in root.iter(f"{W}sdt") if each.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == tag
    )


def row(root: etree._Element, ref: str) -> etree._Element:
    """Find the row of a question."""
    return next(control(root, f"{ref}/answer").iterancestors(f"{W}tr"))


def cell(root: etree._Element, tag: str) -> etree._Element:
    """Find the cell a content control stands in."""
    return next(control(root, tag).iterancestors(f"{W}tc"))


def type_into(sdt: etree._Element, text: str) -> None:
    """Type a text into a content control: the prompt goes, lines are divided by breaks."""
    settings = sdt.find(f"{W}sdtPr")
    prompt = settings.find(f"{W}showingPlcHdr")
    if prompt is not None:
        settings.remove(prompt)
    content = sdt.find(f"{W}sdtContent")
    for old in list(content):
        content.remove(old)
    content.append(run(text))


def run(text: str) -> etree._Element:
    """Make a run of text."""
    made = etree.Element(f"{W}r")
    for i, line in enumerate(text.split("\n")):
        if i:
            etree.SubElement(made, f"{W}br")
        for j, piece in enumerate(line.split("\t")):
            if j:
                etree.SubElement(made, f"{W}tab")
            etree.SubElement(made, f"{W}t", {_SPACE: "preserve"}).text = piece
    return made


def paragraph(text: str) -> etree._Element:
    """Make a paragraph of one run."""
    made = etree.Element(f"{W}p")
    made.append(run(text))
    return made


def drop_controls(root: etree._Element) -> None:
    """Leave what content controls hold and take the controls away, as some programs do."""
    for sdt in list(root.iter(f"{W}sdt")):
        above, content = sdt.getparent(), sdt.find(f"{W}sdtContent")
        place = above.index(sdt)
        above.remove(sdt)
        for child in reversed(list(content)):
            above.insert(place, child)


def texts(element: etree._Element) -> str:
    """Give all text below an element."""
    return "".join(each.text or "" for each in element.iter(f"{W}t"))
