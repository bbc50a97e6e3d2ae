"""Reads any xlsx into sheets of cells; knows nothing of questionnaires.

Notes and threaded comments are read by `comments`, from the parts named here.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from secself.answers import Raw
from secself.model import Comment
from secself.opc import Listener, LocalNames, Package, Relation, open_package, parse
from secself.problems import NotAWorkbook, Origin, Problem, read_failed
from secself.workbook.reading.blanks import without_blanks
from secself.workbook.reading.cells import Area, CellListener, Cells, TooLarge
from secself.workbook.reading.comments import pinned
from secself.workbook.reading.comments_parts import people
from secself.workbook.reading.content import Conventions
from secself.workbook.reading.plain import PlainReader
from secself.workbook.reading.shared import dated_styles, shared_texts

MOST_SHEETS = 64
BLANK = Raw(value=None)
"""What stands in a cell that holds nothing."""

_SEND_AGAIN = "Open it in the program it was made with, save it again, and send that."
_Row = Mapping[int, Raw]
_SHORT = 60
"""Headings, labels and ids are no longer than this."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet, with the cells that hold something."""

    name: str
    """Its name."""
    state: str = "visible"
    """`visible`, `hidden` or `veryHidden`."""
    rows: Mapping[int, _Row] = field(default_factory=dict)
    """The cells by row and column, both counted from 1, rows in order."""
    merges: tuple[Area, ...] = ()
    """The merged ranges."""
    part: str = ""
    """The part it was read from; what hangs on it, such as notes, is found from there."""

    def cell(self, row: int, column: int) -> Raw:
        """Give what stands in a cell."""
        return self.rows.get(row, {}).get(column, BLANK)

    @cached_property
    def numbers(self) -> Sequence[int]:
        """The numbers of the rows that hold something, in order."""
        return tuple(self.rows)

    @cached_property
    def places(self) -> Mapping[str, list[tuple[int, int]]]:
        """Where each short text stands, by row and column, however its letters are cased."""
        spelled: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for row, cells in self.rows.items():
            for column, raw in cells.items():
                value = raw.value
                if isinstance(value, str) and len(value) <= _SHORT:
                    spelled[value].append((row, column))
        places: dict[str, list[tuple[int, int]]] = {}
        for value, spots in spelled.items():
            # Two spellings of one text are rare; where they meet, their places are put in order.
            known = places.get(name := folded(value))
            places[name] = spots if known is None else sorted(known + spots)
        return places


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A workbook as sheets of cells."""

    file: str | None = None
    """The file as the person named it."""
    sheets: tuple[Sheet, ...] = ()
    """The sheets, in order."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """The custom properties of the file."""
    problems: tuple[Problem, ...] = ()
    """What is remarkable about the file as such."""
    comments: tuple[Comment, ...] = ()
    """The notes and threads pinned to its cells, with their places only."""
    counts_from_1904: bool = False
    """Whether its days are counted from the first of January 1904."""


class _Listed(NamedTuple):
    """A sheet as the workbook's main part lists it."""

    name: str
    state: str
    relation: str


@dataclass(slots=True)
class _Book:
    """What the workbook's main part says."""

    sheets: list[_Listed] = field(default_factory=list)
    counts_from_1904: bool = False


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Give a heading or label without what does not tell it apart: case, spaces, a colon."""
    return " ".join(text.replace("\u00a0", " ").split()).rstrip(":*").rstrip().casefold()


def read_grid(data: bytes, file: str | None = None) -> Grid:
    """Read every cell of a workbook; any bytes give a Grid or `NotAWorkbook`."""
    return read_package(open_package(data, file))


def read_package(package: Package) -> Grid:
    """Read every cell of an opened package."""
    if package.kind != "workbook":
        raise _refusal(
            package.file,
            "file-is-document",
            "This is a text document, not a workbook.",
            "Send the workbook (.xlsx).",
        )
    book = _book(package)
    relations = package.related(package.main)
    problems = [*package.problems, *_outward(package, relations)]
    reader = _SheetReader(package, _conventions(package, relations, book))
    by_id = {relation.id: relation for relation in relations}
    sheets = []
    comments = []
    names = people(package, relations)
    for listed in book.sheets:
        relation = by_id.get(listed.relation)
        if relation is None:
            raise _refusal(
                package.file, "file-damaged", f"The sheet “{listed.name}” is missing from the file."
            )
        if relation.kind == "worksheet":
            cells = reader.cells(listed.name, relation.target)
            problems += _faults(package.file, listed.name, cells)
            hanging, odd = pinned(package, listed.name, relation.target, names)
            comments += hanging
            problems += odd
            sheets.append(
                Sheet(
                    name=listed.name,
                    state=listed.state,
                    rows=cells.rows,
                    merges=cells.merges,
                    part=relation.target,
                )
            )
    return Grid(
        file=package.file,
        sheets=tuple(sheets),
        properties=_properties(package),
        problems=tuple(problems),
        comments=tuple(comments),
        counts_from_1904=book.counts_from_1904,
    )


def _refusal(file: str | None, code: str, what: str, remedy: str = _SEND_AGAIN) -> NotAWorkbook:
    return NotAWorkbook(read_failed(code, what, remedy, file))


def _book(package: Package) -> _Book:
    book = _Book()
    local = LocalNames()

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = local[tag]
        if name == "sheet":
            ids = [value for key, value in attributes.items() if local[key] == "id"]
            book.sheets.append(
                _Listed(
                    attributes.get("name", ""), attributes.get("state", "visible"), "".join(ids)
                )
            )
        elif name == "workbookPr":
            book.counts_from_1904 = attributes.get("date1904") in ("1", "true")

    package.parse(package.main, Listener(start))
    if not 1 <= len(book.sheets) <= MOST_SHEETS:
        raise _refusal(
            package.file, "too-many-sheets", f"The workbook has {len(book.sheets)} sheets."
        )
    return book


def _outward(package: Package, relations: tuple[Relation, ...]) -> list[Problem]:
    """Refuse what runs, and warn of what leads out of the file; nothing is ever fetched."""
    problems = []
    for relation in relations:
        if "macrosheet" in relation.kind.casefold():
            raise _refusal(
                package.file,
                "package-macros",
                "The workbook contains a sheet of macros, which are programs.",
                "Save it as a workbook (.xlsx) without macros.",
            )
        if relation.kind in ("externalLink", "connections"):
            _refuse_dde(package, relation)
            problems.append(
                Problem(
                    level="warning",
                    code="external-link",
                    origin=Origin(file=package.file),
                    what="The workbook takes values from outside itself; they were not fetched.",
                    remedy="Paste such cells as values.",
                )
            )
    return problems


def _refuse_dde(package: Package, relation: Relation) -> None:
    local = LocalNames()

    def start(tag: str, _: dict[str, str]) -> None:
        if local[tag] == "ddeLink":
            raise _refusal(
                package.file,
                "workbook-dde",
                "The workbook holds a link that starts another program.",
                "Remove the link, and paste such cells as values.",
            )

    if not relation.is_external:
        package.parse(relation.target, Listener(start))


def _conventions(package: Package, relations: tuple[Relation, ...], book: _Book) -> Conventions:
    targets = {one.kind: one.target for one in relations if not one.is_external}
    texts, styles = targets.get("sharedStrings"), targets.get("styles")
    return Conventions(
        texts=shared_texts(package, texts) if texts else (),
        dated=dated_styles(package, styles) if styles else frozenset(),
        counts_from_1904=book.counts_from_1904,
    )


class _SheetReader:
    """Reads the cells of one sheet after the other."""

    def __init__(self, package: Package, conventions: Conventions) -> None:
        self._package = package
        self._conventions = conventions
        self._plain = PlainReader(conventions)

    def cells(self, name: str, part: str) -> Cells:
        content = without_blanks(self._package.pieces(part))
        # Expat says first whether it is XML; the pattern then sees nothing that cannot be read.
        parse(content, Listener(), part, self._package.file)
        plain = self._plain.read(content)
        return self._by_mark(content, name, part) if plain is None else plain

    def _by_mark(self, content: bytes, name: str, part: str) -> Cells:
        listening = CellListener(self._conventions)
        try:
            parse(content, listening.listener, part, self._package.file)
        except TooLarge as error:
            raise _refusal(
                self._package.file,
                "sheet-too-large",
                f"The sheet “{name}” holds more than is ever read.",
                "Remove what is not part of the questionnaire.",
            ) from error
        return listening.cells


def _faults(file: str | None, sheet: str, cells: Cells) -> list[Problem]:
    return [
        Problem(
            level="warning",
            code=fault.code,
            origin=Origin(file=file, sheet=sheet, cell=fault.cell),
            what=fault.what,
            remedy="Open the file in a spreadsheet program and save it again.",
        )
        for fault in cells.faults
    ]


def _properties(package: Package) -> dict[str, str]:
    found: dict[str, str] = {}
    local = LocalNames()
    named: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if local[tag] == "property":
            named.append(attributes.get("name", ""))
            found[named[-1]] = ""

    def text(piece: str) -> None:
        if named:
            found[named[-1]] += piece

    for relation in package.related():
        if relation.kind in ("custom-properties", "customProperties") and not relation.is_external:
            package.parse(relation.target, Listener(start, None, text))
    return {name: value.strip() for name, value in found.items()}
