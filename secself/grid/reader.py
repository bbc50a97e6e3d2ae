"""Reads any xlsx into sheets of cells; knows nothing of questionnaires.

Notes and threaded comments are read by `comments`, from the parts named here.
"""

from secself.grid.blanks import without_blanks
from secself.grid.book import Book, outward, properties, read_book, refusal
from secself.grid.cells import CellListener, Cells, TooLarge
from secself.grid.comments import pinned
from secself.grid.comments_parts import people
from secself.grid.content import Conventions
from secself.grid.plain import PlainReader
from secself.grid.shared import dated_styles, shared_texts
from secself.grid.sheets import Grid, Sheet
from secself.opc import Listener, Package, Relation, open_package, parse
from secself.opc.limits import lift
from secself.problems import Origin, Problem


def read_grid(data: bytes, file: str | None = None) -> Grid:
    """Read every cell of a workbook; any bytes give a Grid or `NotAWorkbook`."""
    return read_package(open_package(data, file))


def read_package(package: Package) -> Grid:
    """Read every cell of an opened package."""
    if package.kind != "workbook":
        raise refusal(
            package.file,
            "file-is-document",
            "This is a text document, not a workbook.",
            "Send the workbook (.xlsx).",
        )
    book = read_book(package)
    relations = package.related(package.main)
    problems = [*package.problems, *outward(package, relations)]
    reader = _SheetReader(package, _conventions(package, relations, book))
    by_id = {relation.id: relation for relation in relations}
    sheets = []
    comments = []
    names = people(package, relations)
    for listed in book.sheets:
        relation = by_id.get(listed.relation)
        if relation is None:
            raise refusal(
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
        properties=properties(package),
        problems=tuple(problems),
        comments=tuple(comments),
        counts_from_1904=book.counts_from_1904,
    )


def _conventions(package: Package, relations: tuple[Relation, ...], book: Book) -> Conventions:
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
            raise refusal(
                self._package.file,
                "sheet-too-large",
                f"The sheet “{name}” holds more than is ever read.",
                f"Remove what is not part of the questionnaire. {lift(str(error))}",
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
