"""The good files of which the hostile ones are made: as issued, completed, saved by LibreOffice."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from filling import put
from packages import unpacked

from secself.grid import address, read_grid

BOOK, TYPES, STYLES = "xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml"
ROOT_RELS, BOOK_RELS = "_rels/.rels", "xl/_rels/workbook.xml.rels"
TEXTS, CUSTOM = "xl/sharedStrings.xml", "docProps/custom.xml"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REF = "Q01.1"
"""The question whose answer and explanation the variants change; a choice of Yes and No."""
NAMES = ("empty", "filled", "libreoffice")
_NORTHFELL = Path(__file__).parents[2] / "samples" / "northfell-energy"
_FILE = "northfell-energy-2026-ssa.xlsx"
_BIG = 1 << 18


@dataclass(frozen=True, eq=False)
class Good:
    """A good file, and ways to say where in it something is changed."""

    name: str
    """Which of the good files it is."""
    content: bytes
    """Its bytes."""

    @cached_property
    def parts(self) -> Mapping[str, bytes]:
        """Give its parts by name."""
        return unpacked(self.content)

    @cached_property
    def sheets(self) -> Mapping[str, str]:
        """Name the parts of its sheets by the names that people see."""
        return {sheet.name: sheet.part for sheet in read_grid(self.content).sheets}

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Give the cells of the row of the first question by their headings, in small letters."""
        (sheet,) = (one for one in read_grid(self.content).sheets if one.name == "Questions")
        (row,) = (row for row, _ in sheet.places[REF.casefold()])
        heads = sheet.rows[sheet.places["ref"][0][0]]
        return {raw.shown.casefold(): address(row, column) for column, raw in heads.items()}

    @property
    def questions(self) -> str:
        """Name the part of the sheet Questions."""
        return self.sheets["Questions"]

    def replaced(self, part: str, old: str, new: str, times: int = 1) -> bytes:
        """Replace XML in a part; it must be there."""
        assert old.encode() in self.parts[part], (part, old)
        return self.changed(part, lambda xml: xml.replace(old.encode(), new.encode(), times))

    def changed(self, part: str, change: Callable[[bytes], bytes]) -> bytes:
        """Change a part; it must come out as another."""
        new = change(self.parts[part])
        assert new != self.parts[part], part
        return self.along({part: new})

    def along(self, parts: Mapping[str, bytes]) -> bytes:
        """Pack it with parts that are new, or other than they were."""
        return zipped({**self.parts, **parts})

    def without(self, *names: str) -> bytes:
        """Pack it without some of its parts; they must be there."""
        assert set(names) <= set(self.parts)
        return zipped({name: part for name, part in self.parts.items() if name not in names})

    def cell(self, heading: str, xml: str) -> bytes:
        """Put other XML in the place of a cell of the first question; `@` is its address."""
        return self.changed(self.questions, self.with_cell(heading, xml))

    def with_cell(self, heading: str, xml: str) -> Callable[[bytes], bytes]:
        """Give the change that puts other XML in the place of a cell of the first question."""
        place = self.places[heading]
        new = xml.replace("@", place).encode()
        old = re.compile(rf'<c r="{place}"(?: [^<>/]*)?(?:/>|>.*?</c>)'.encode(), re.DOTALL)

        def change(content: bytes) -> bytes:
            found = old.search(content)
            assert found is not None
            return content[: found.start()] + new + content[found.end() :]

        return change

    def answered(self, text: str) -> bytes:
        """Type a text as the first answer."""
        return self.cell("answer", f'<c r="@" t="str"><v>{text}</v></c>')

    def explained(self, text: str) -> bytes:
        """Type a text as the first explanation."""
        xml = f'<c r="@" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        return self.cell("explanation", xml)

    def rows(self, xml: str) -> bytes:
        """Add XML behind the last row of Questions."""
        return self.replaced(self.questions, "</sheetData>", f"{xml}</sheetData>")

    def after(self, xml: str) -> bytes:
        """Add XML behind the rows of Questions."""
        return self.replaced(self.questions, "</sheetData>", f"</sheetData>{xml}")

    def hung(self, kind: str, target: str, part: bytes, *, external: bool = False) -> bytes:
        """Hang another part on the workbook, or an address outside it."""
        mode = ' TargetMode="External"' if external else ""
        link = f'<Relationship Id="rX" Type="{LINK}/{kind}" Target="{target}"{mode}/>'
        rels = self.parts[BOOK_RELS].replace(
            b"</Relationships>", f"{link}</Relationships>".encode()
        )
        new = {} if external else {f"xl/{target}": part}
        return self.along({BOOK_RELS: rels, **new})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Put parts together; only the big ones are deflated, since that takes long."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            is_big = len(part) > _BIG
            method = zipfile.ZIP_DEFLATED if is_big else zipfile.ZIP_STORED
            archive.writestr(name, part, method, compresslevel=1 if is_big else None)
    return made.getvalue()


@cache
def good(name: str) -> Good:
    """Give one of the good files."""
    if name == "libreoffice":
        return Good(name, (_NORTHFELL / "returned" / _FILE).read_bytes())
    issued = (_NORTHFELL / "issued" / _FILE).read_bytes()
    if name == "empty":
        return Good(name, issued)
    typed = {
        ("Questions", REF, "Answer"): "No",
        ("Questions", REF, "Explanation"): "The number of meters has not moved.",
        ("Questions", "Q02.2", "Answer"): 109.8,
        ("Questions", "Q04.1", "Answer"): "Yes",
    }
    return Good(name, put(issued, typed))
