"""Files that are odd, damaged or hostile: each has an answer, none is an exception of Python."""

import contextlib
import io
import random
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import docx
import pytest
from filling import fill
from frameworks import tiny_framework, tiny_profile, tiny_submission
from packages import edited, packed, unpacked

from secself.problems import Problem, SecselfError
from secself.questionnaire import select
from secself.workbook.reader import marks, read, read_grid
from secself.workbook.writer import write

FRAMEWORK = tiny_framework()
_ASKED = select(FRAMEWORK, tiny_profile(), 2025, "ssa")
_REFS = {each.item.id for each in (*_ASKED.questions, *_ASKED.controls)}
_SENT = tiny_submission()
GOOD = fill(
    write(_ASKED),
    tiny_submission(responses=tuple(each for each in _SENT.responses if each.ref in _REFS)),
)
PARTS = unpacked(GOOD)
BOOK, TYPES, STYLES = "xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml"
QUESTIONS = "xl/worksheets/sheet3.xml"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK_RELS = "xl/_rels/workbook.xml.rels"


@dataclass(frozen=True)
class Case:
    """A file, and what is said of it."""

    content: bytes
    refused: str = ""
    """The code with which it is refused, if it is."""
    said: frozenset[str] = frozenset()
    """The codes of all that is said of it otherwise."""


def refused(code: str, content: bytes) -> Case:
    """Expect a refusal."""
    return Case(content, refused=code)


def read_with(codes: Iterable[str], content: bytes) -> Case:
    """Expect to read it, with these codes and no others."""
    return Case(content, said=frozenset(codes))


def in_part(part: str, old: str, new: str, times: int = 1) -> bytes:
    """Replace XML in a part; it must be there."""
    assert old.encode() in PARTS[part], PARTS[part][:2000]
    return edited(GOOD, part, lambda xml: xml.replace(old.encode(), new.encode(), times))


def cell_xml(ref: str) -> str:
    """Find the XML of a cell of the Questions sheet."""
    found = re.search(rf'<c r="{ref}"[^>]*>.*?</c>', PARTS[QUESTIONS].decode())
    assert found is not None
    return found[0]


def answered(new: str) -> bytes:
    """Replace the answer to Q07.1, in K6, by other XML."""
    return in_part(QUESTIONS, cell_xml("L6"), new)


def related(kind: str, target: str, part: bytes) -> bytes:
    """Hang another part on the workbook."""
    link = f'<Relationship Id="rX" Type="{LINK}/{kind}" Target="{target}"/></Relationships>'
    rels = PARTS[BOOK_RELS].replace(b"</Relationships>", link.encode())
    return packed(PARTS | {BOOK_RELS: rels, f"xl/{target}": part})


def document() -> bytes:
    """Make a text document."""
    made = io.BytesIO()
    docx.Document().save(made)
    return made.getvalue()


ENTITY = '<!DOCTYPE x [<!ENTITY lol "lol"><!ENTITY l2 "&lol;&lol;&lol;&lol;">]>'
CASES = {
    "a document under the name of a workbook": refused("file-is-document", document()),
    "cut in half": refused("file-damaged", GOOD[: len(GOOD) // 2]),
    "an entity bomb in a sheet": refused(
        "xml-dtd", in_part(QUESTIONS, "<worksheet", f"{ENTITY}<worksheet")
    ),
    "an entity bomb in the workbook": refused(
        "xml-dtd", in_part(BOOK, "<workbook", f"{ENTITY}<workbook")
    ),
    "an entity bomb in the styles": refused(
        "xml-dtd", in_part(STYLES, "<styleSheet", f"{ENTITY}<styleSheet")
    ),
    "an entity bomb in the content types": refused(
        "xml-dtd", in_part(TYPES, "<Types", f"{ENTITY}<Types")
    ),
    "an entity bomb in the relations": refused(
        "xml-dtd", in_part(BOOK_RELS, "<Relationships", f"{ENTITY}<Relationships")
    ),
    "a sheet of spaces": refused(
        "package-bomb", packed(PARTS | {QUESTIONS: PARTS[QUESTIONS] + b" " * (8 << 20)})
    ),
    "a sheet twice": refused(
        "package-duplicate", packed(PARTS | {"XL/worksheets/SHEET3.XML": b""})
    ),
    "no content types": refused(
        "file-damaged", packed({name: part for name, part in PARTS.items() if name != TYPES})
    ),
    "no relations": refused(
        "file-not-office",
        packed({name: part for name, part in PARTS.items() if name != "_rels/.rels"}),
    ),
    "a sheet that is not there": refused(
        "file-damaged", packed({name: part for name, part in PARTS.items() if name != QUESTIONS})
    ),
    "a workbook without sheets": refused(
        "too-many-sheets",
        edited(GOOD, BOOK, lambda xml: re.sub(rb"<sheets>.*</sheets>", b"<sheets/>", xml)),
    ),
    "a hundred sheets": refused(
        "too-many-sheets", in_part(BOOK, "<sheets>", "<sheets>" + '<sheet name="a"/>' * 100)
    ),
    "a control character": refused("file-damaged", answered('<c r="L6" t="str"><v>&#11;</v></c>')),
    "a tag left open": refused("file-damaged", in_part(QUESTIONS, "</sheetData>", "")),
    "bytes of another encoding": refused(
        "file-damaged", edited(GOOD, QUESTIONS, lambda xml: xml.replace(b"Ref<", b"\xff\xfe<", 1))
    ),
    "a macro": refused("package-macros", packed(PARTS | {"xl/vbaProject.bin": b""})),
    "a macro sheet": refused(
        "package-macros", related("xlMacrosheet", "macrosheets/sheet1.xml", b"<xlm/>")
    ),
    "a link that starts a program": refused(
        "workbook-dde",
        related("externalLink", "externalLinks/1.xml", b"<x><ddeLink ddeService='cmd'/></x>"),
    ),
    "a link to another workbook": read_with(
        ["external-link"], related("externalLink", "externalLinks/1.xml", b"<externalLink/>")
    ),
    "a wrong dimension": read_with(
        [],
        edited(
            GOOD,
            QUESTIONS,
            lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', xml),
        ),
    ),
    "a cell at the far corner": read_with(
        ["column-unknown"],
        in_part(
            QUESTIONS,
            "</sheetData>",
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
        ),
    ),
    "a row beyond the last": read_with(
        ["cell-out-of-range"],
        in_part(
            QUESTIONS,
            "</sheetData>",
            '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData>',
        ),
    ),
    "a text number of -1": read_with(["cell-error"], answered('<c r="L6" t="s"><v>-1</v></c>')),
    "a text number too high": read_with(
        ["cell-error"], answered('<c r="L6" t="s"><v>99999</v></c>')
    ),
    "a cell twice": read_with(
        ["cell-twice", "cell-error"],
        answered('<c r="L6" t="str"><v>Yes</v></c><c r="L6" t="str"><v>No</v></c>'),
    ),
    "a cell twice that says the same": read_with(
        [], answered('<c r="L6" t="str"><v>Yes</v></c><c r="L6" t="str"><v>Yes</v></c>')
    ),
    "a cell with a value and a text in it": read_with(
        ["cell-twice", "cell-error"],
        answered('<c r="L6" t="str"><v>Yes</v><is><t>No</t></is></c>'),
    ),
    "a cell with a value and a text that say the same": read_with(
        [], answered('<c r="L6" t="str"><v>Yes</v><is><t>Yes</t></is></c>')
    ),
    "a cell with two values": read_with(
        ["cell-twice", "cell-error"], answered('<c r="L6" t="str"><v>Yes</v><v>No</v></c>')
    ),
    "a cell with two texts in it": read_with(
        ["cell-twice", "cell-error"],
        answered('<c r="L6" t="inlineStr"><is><t>Y</t></is><is><t>es</t></is></c>'),
    ),
    "a value within a value": read_with(
        ["cell-twice", "cell-error"], answered('<c r="L6" t="str"><v>Yes<v>No</v></v></c>')
    ),
    "a cell within a cell": read_with(
        ["cell-twice", "cell-error"],
        answered('<c r="L6" t="str"><v>Yes</v><c r="L7" t="str"><v>No</v></c></c>'),
    ),
    "a cell within a blank cell": read_with(
        ["cell-twice", "cell-error"],
        answered('<c r="L6"><c r="L6" t="str"><v>Yes</v></c></c>'),
    ),
    "a number that is none": read_with(["cell-error"], answered('<c r="L6"><v>12abc</v></c>')),
    "a number without end": read_with(["cell-error"], answered('<c r="L6"><v>1E999</v></c>')),
    "a number of many digits": read_with(
        ["answer-unknown"], answered(f'<c r="L6"><v>{"9" * 200}</v></c>')
    ),
    "no number": read_with(["cell-error"], answered('<c r="L6"><v>NaN</v></c>')),
    "an error": read_with(["cell-error"], answered('<c r="L6" t="e"><v>#REF!</v></c>')),
    "a type that does not fit": read_with(
        [], answered('<c r="L6" t="str"><is><t>Yes</t></is></c>')
    ),
    "a type of no program": read_with(
        ["cell-error"], answered('<c r="L6" t="zzz"><v>Yes</v></c>')
    ),
    "a formula with a value": read_with(
        ["cell-formula"], answered('<c r="L6" t="str"><f>"Y"&amp;"es"</f><v>Yes</v></c>')
    ),
    "a formula without a value": read_with(
        ["formula-without-value"], answered('<c r="L6"><f>A1</f></c>')
    ),
    "a formula that shows an error": read_with(
        ["cell-error"], answered('<c r="L6" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
    ),
    "a Greek letter": read_with(["answer-unknown"], answered('<c r="L6" t="str"><v>Үes</v></c>')),  # noqa: RUF001
    "an invisible letter": read_with(
        ["answer-unknown"], answered('<c r="L6" t="str"><v>Y\u200bes</v></c>')
    ),
    "a hard space behind": read_with(
        ["choice-respelled"], answered('<c r="L6" t="str"><v>Yes\u00a0</v></c>')
    ),
    "a style that is not there": read_with(
        [], answered('<c r="L6" s="9999" t="str"><v>Yes</v></c>')
    ),
    "a megabyte of text": read_with(
        ["text-too-long"],
        in_part(QUESTIONS, cell_xml("M6"), f'<c r="M6" t="str"><v>{"long " * 200_000}</v></c>'),
    ),
    "one merge over the whole sheet": read_with(
        ["cell-merged"],
        in_part(
            QUESTIONS,
            "</sheetData>",
            '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
    ),
    "a hundred thousand merges": read_with(
        [],
        in_part(
            QUESTIONS,
            "</sheetData>",
            "</sheetData><mergeCells>"
            + "".join(f'<mergeCell ref="B{row}:B{row + 1}"/>' for row in range(100, 300_000, 2))
            + "</mergeCells>",
        ),
    ),
    "deep XML": read_with(
        [], in_part(QUESTIONS, "</sheetData>", "</sheetData>" + "<a>" * 50_000 + "</a>" * 50_000)
    ),
    "a long attribute": read_with(
        [],
        in_part(
            QUESTIONS,
            "<sheetData>",
            f'<a b="{"".join(map(str, range(400_000)))}"/><sheetData>',
        ),
    ),
    "rows in the opposite order": read_with(
        [],
        edited(
            GOOD,
            QUESTIONS,
            lambda xml: re.sub(
                rb"<sheetData>(.*)</sheetData>",
                lambda found: b"<sheetData>"
                + b"".join(re.findall(rb"<row.*?</row>", found[1], re.DOTALL)[::-1])
                + b"</sheetData>",
                xml,
                flags=re.DOTALL,
            ),
        ),
    ),
    "a comment inside a value": read_with(
        [], answered('<c r="L6" t="str"><v>Y<!-- no -->es</v></c>')
    ),
}  # fmt: skip


def flat(problems: Iterable[Problem]) -> frozenset[str]:
    """Give the codes of Problems."""
    return frozenset(each.code for each in problems)


def taken(content: bytes) -> list[Problem]:
    """Read a file with all that is said of it; its cells must add up."""
    grid = read_grid(content, "got.xlsx")
    _, said = marks(grid)
    submission, problems = read(grid, FRAMEWORK)
    cells = submission.cells
    assert cells.filled == cells.taken + cells.unreadable + cells.ignored
    return [*said, *problems]


def test_the_good_file_is_good() -> None:
    """What is done to it below is all that is wrong with it."""
    assert [] == taken(GOOD)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_every_odd_file_has_its_answer(case: Case) -> None:
    """A refusal with one code, or what is said besides an answer; always with place and remedy."""
    try:
        problems = taken(case.content)
    except SecselfError as stopped:
        assert [case.refused] == [each.code for each in stopped.problems]  # noqa: PT017
        problems = list(stopped.problems)
    else:
        assert (case.said, "") == (flat(problems), case.refused)
    assert all(each.origin.file == "got.xlsx" for each in problems)
    assert all(each.remedy.endswith(".") and len(each.what) < 400 for each in problems)


def flip(content: bytearray, chance: random.Random) -> None:
    """Change a byte."""
    content[chance.randrange(len(content))] = chance.randrange(256)


def cut(content: bytearray, chance: random.Random) -> None:
    """Take a piece out."""
    start = chance.randrange(len(content))
    del content[start : start + chance.randrange(1, 200)]


def double(content: bytearray, chance: random.Random) -> None:
    """Put a piece in twice."""
    start = chance.randrange(len(content))
    content[start:start] = content[start : start + chance.randrange(1, 200)]


def retype(content: bytearray, chance: random.Random) -> None:
    """Exchange a number, a type or an address of the XML for another."""
    words = [rb't="\w+"', rb'r="[A-Z]+\d+"', rb"<v>[^<]*</v>", rb's="\d+"', rb'Id\d*="[^"]*"']
    places = list(re.finditer(chance.choice(words), bytes(content)))
    if len(places) > 1:
        one, other = chance.sample(places, 2)
        content[one.start() : one.end()] = other[0]


MUTATIONS: list[Callable[[bytearray, random.Random], None]] = [flip, cut, double, retype]


@pytest.mark.parametrize("seed", range(8))
def test_any_mutation_gives_problems_or_a_refusal(seed: int) -> None:
    """Of the file as a whole, and of the XML of one part."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    names = [name for name in PARTS if name.endswith((".xml", ".rels"))]
    for number in range(40):
        if number % 4 == 0:
            whole = bytearray(GOOD)
            chance.choice(MUTATIONS[:3])(whole, chance)
            content = bytes(whole)
        else:
            name = chance.choice(names)
            part = bytearray(PARTS[name])
            for _ in range(chance.choice((1, 1, 5))):
                chance.choice(MUTATIONS)(part, chance)
            content = packed(PARTS | {name: bytes(part)}, zipfile.ZIP_STORED)
        with contextlib.suppress(SecselfError):
            taken(content)
