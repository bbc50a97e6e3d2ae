"""What a stranger typed is inert and unaltered in every output, whichever field it was typed into.

Each output of a hostile text is held against that of a harmless one: it has the same formulas,
links, elements and fields, and says the text.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from frameworks import tiny_framework
from packages import unpacked
from pages import Elements
from strangers import HARMLESS, HOSTILE, named, saying

from secself import unseen, yamltext
from secself.cli import screen
from secself.comparison import compare
from secself.digest import digest
from secself.exchange.listing import table
from secself.formats import formats, terminal
from secself.formats.documents import check_document
from secself.grid import read_grid
from secself.materiality import run
from secself.model import Assessment, CheckedFile
from secself.pouring import visible as in_word
from secself.problems import Origin, Problem
from secself.questionnaire import select
from secself.sheets.pen import as_typed
from secself.store import files
from secself.wordform import writer as word_writer
from secself.workbook import writer as workbook_writer
from secself.workbook.reviewing import writer as review
from secself.workbook.writing.texts import carried as in_pack

Shape = Counter[str]
AS_OF = date(2026, 6, 30)
EACH = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)


def assessment(text: str) -> Assessment:
    """An assessment of a User who said a text everywhere, and something else before."""
    current, prior = saying(text), saying("something else")
    comparison = compare(tiny_framework(), current, prior, AS_OF)
    findings, problems = run(comparison)
    odd = Problem(code="odd", origin=Origin(file=text, sheet=text), what=f"“{text}”.", remedy=text)
    return Assessment(
        comparison=comparison, findings=findings, problems=(*problems, odd), files=(text,),
        prior_files=(text,), digest=digest(current), prior_digest=digest(prior),
    )  # fmt: skip


def saved(suffix: str) -> Callable[[str], bytes]:
    """Give what saves an assessment in a format."""
    room = formats()[suffix]
    template = files.template(room.TEMPLATE) if room.TEMPLATE else None
    return lambda text: room.diff(assessment(text), template)


def workbook(text: str) -> bytes:
    """Write the Validation workbook of a User, beside what was answered before."""
    questionnaire = select(tiny_framework(), named(text), 2026, "ssa")
    return workbook_writer.write(questionnaire, saying(text))


def document(text: str) -> bytes:
    """Write the Word questionnaire of a User, with what was answered before."""
    questionnaire = select(tiny_framework(), named(text), 2026, "ssa")
    return word_writer.write(questionnaire, files.template("questionnaire.docx"), saying(text))


def checked(text: str) -> CheckedFile:
    """Give what was found in a file that says a text."""
    problems = [
        Problem(level=level, code="odd", origin=Origin(file=text), ref=text, what=text, remedy=text)
        for level in ("error", "warning", "note")
    ]
    return CheckedFile(file=text, file_sha256=None, submission=saying(text), problems=problems)


def shape_of_package(content: bytes) -> Shape:
    """Count what of a package could act: formulas, fields, links, objects, scripts, parts."""
    acts = {
        "f", "hyperlink", "dataValidation", "definedName", "sheet", "instrText", "fldSimple",
        "fldChar", "object", "oleObject", "drawing", "pict", "sdt", "altChunk", "control",
        "externalReference", "conditionalFormatting", "comment", "footnote",
    }  # fmt: skip
    found: Shape = Counter()
    for name, part in unpacked(content).items():
        found[name] += 1
        root = ET.fromstring(part)  # noqa: S314  we wrote it
        for element in root.iter():
            local = element.tag.rpartition("}")[2]
            if local in acts:
                found[local] += 1
            if local == "f":
                found[f"={element.text}"] += 1
            if local == "Relationship":
                found[f"{element.get('TargetMode')} {element.get('Type')}"] += 1
            if local == "c":
                found[f"cell of {element.get('t') in ('e', 'b')}"] += element.get("t") in ("e", "b")
    return found


def shape_of_page(content: bytes) -> Shape:
    """Count the elements of a page, with the names of their attributes."""
    elements = Elements(content.decode("utf-8")).found
    return Counter(f"{tag} {sorted(attributes)}" for tag, attributes in elements)


def cells_of(content: bytes) -> set[str]:
    """Give what the cells of a workbook show."""
    return {
        raw.shown
        for sheet in read_grid(content).sheets
        for row in sheet.rows.values()
        for raw in row.values()
    }


@EACH
def test_in_the_workbook_of_changes(text):
    """It adds no formula and no link, stands in a cell, and nothing unseen is in it."""
    hostile, harmless = saved(".xlsx")(text), saved(".xlsx")(HARMLESS)
    cells = cells_of(hostile)

    assert shape_of_package(harmless) == shape_of_package(hostile)
    if text != HOSTILE["long"]:
        assert unseen.seen(text, but="\n\t\r").replace("\r\n", "\n") in {
            cell.replace("\r\n", "\n") for cell in cells
        }
    assert not [char for cell in cells for char in cell if is_hidden(char, but="\n\t\r")]


@EACH
def test_in_the_page(text):
    """It adds no element and no attribute, and nothing unseen is in it."""
    hostile, harmless = saved(".html")(text), saved(".html")(HARMLESS)
    page = Elements(hostile.decode("utf-8"))
    said = " ".join("".join(page.texts).split())

    assert set(shape_of_page(hostile)) == set(shape_of_page(harmless))
    assert said.count(" ".join(unseen.seen(text).split())) >= 1
    assert not [char for char in hostile.decode("utf-8") if is_hidden(char, but="\n\t")]
    for tag, attributes in page.found:
        for name in ("href", "src", "action"):
            assert (attributes.get(name) or "#").startswith("#"), (tag, attributes)


@EACH
def test_in_the_json(text):
    """It is exactly itself, and what cannot be seen stands there by its number."""
    content = saved(".json")(text)

    assert not [char for char in content.decode("utf-8") if is_hidden(char, but="\n")]
    assert text in list(strings(json.loads(content)))
    assert text in list(strings(json.loads(json.dumps(check_document([checked(text)])))))


@EACH
def test_on_the_terminal(text, capsys):
    """It steers no screen, and no line of it can pass for one of ours."""
    for say in (
        lambda said: terminal.diff(assessment(said)),
        lambda said: terminal.check([checked(said)]),
    ):
        screen.show(say(text))
        hostile = capsys.readouterr().out
        screen.show(say(HARMLESS))
        harmless = capsys.readouterr().out

        assert not [char for char in hostile if is_hidden(char, but="\n")]
        assert [begin(line) for line in hostile.split("\n") if begin(line)] == [
            begin(line) for line in harmless.split("\n") if begin(line)
        ]
        if "\n" not in text and text != HOSTILE["long"]:
            assert unseen.escaped(text) in hostile


@EACH
def test_in_the_assessors_workbook(text):
    """It adds no formula and no link, and each answer stands in its cell just as it was typed."""
    hostile, harmless = (review.write(assessment(said), said) for said in (text, HARMLESS))
    shown = as_typed(text).replace("\r\n", "\n")

    assert shape_of_package(harmless) == shape_of_package(hostile)
    if text != HOSTILE["long"]:
        assert shown in {cell.replace("\r\n", "\n") for cell in cells_of(hostile)}


@EACH
def test_in_the_workbook_that_is_issued(text):
    """Beside the empty cells it is what was answered, and nothing more."""
    hostile, harmless = workbook(text), workbook(HARMLESS)

    assert shape_of_package(harmless) == shape_of_package(hostile)
    wanted = in_pack(text).replace("\r\n", "\n").strip()
    assert any(wanted in cell.replace("\r\n", "\n") for cell in cells_of(hostile))


@EACH
def test_in_the_questionnaire_that_is_issued(text):
    """It is a text of the document: no field, no link, no template."""
    hostile, harmless = document(text), document(HARMLESS)
    body = unpacked(hostile)["word/document.xml"]
    root = ET.fromstring(body)  # noqa: S314  we wrote it
    said = "".join(root.itertext())

    assert shape_of_package(harmless) == shape_of_package(hostile)
    for line in in_word(text).split("\n"):
        assert "".join(line.split()) in "".join(said.split())


@EACH
def test_in_yaml_and_csv(text):
    """What is written of a framework that somebody handed in."""
    text = text.replace("\ud800", "")  # no file of a framework can hold it
    framework = tiny_framework()
    first, *others = framework.controls
    said = replace(framework, controls=(replace(first, title=text, text=text), *others))
    rows = list(csv.reader(io.StringIO(table(said).decode("utf-8-sig"), newline="")))

    assert text.encode("utf-8", "backslashreplace").decode() in {
        cell.removeprefix("'") for row in rows for cell in row
    }
    assert not [cell for row in rows for cell in row if cell.lstrip(" ")[:1] in tuple("=+-@\t\r\n")]
    written = yamltext.write({"key": text, "list": [text]})
    again = yamltext.parse(written, "x.yaml")
    if not again.problems:
        assert {"key": text, "list": [text]} == again.content


def strings(content: object) -> list[str]:
    """Give every text in plain data."""
    if isinstance(content, dict):
        return [text for pair in content.items() for one in pair for text in strings(one)]
    if isinstance(content, list):
        return [text for one in content for text in strings(one)]
    return [content] if isinstance(content, str) else []


def is_hidden(char: str, but: str) -> bool:
    """Tell whether a character cannot be seen and has no business here."""
    return char not in but and unseen.is_unseen(char)


def begin(line: str) -> str:
    """Give how a line begins that people and scripts go by."""
    found = re.match(r"(MATERIAL|NOTE|OFF|[0-9]+ (?:error|warning|note|material)|\S+:$)", line)
    return found[0] if found else ""
