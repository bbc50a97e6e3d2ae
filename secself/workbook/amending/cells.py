"""Puts values into the cells of one sheet, making rows and cells where there are none."""

from bisect import bisect_right
from typing import NamedTuple

from lxml import etree

from secself.grid import Area, address, read_area
from secself.problems import Origin, Problem, Refused
from secself.workbook.amending.asked import Change
from secself.workbook.amending.book import Book, children
from secself.workbook.amending.content import clear, fill
from secself.workbook.amending.parts import Parts

_Cells = dict[int, etree._Element]  # noqa: SLF001 - lxml has no other name for it


class _Row(NamedTuple):
    """A row with its cells by column."""

    element: etree._Element
    cells: _Cells


class Cells:
    """The cells of one sheet under amendment."""

    def __init__(self, parts: Parts, book: Book, sheet: str) -> None:
        """Find every row and cell, also where the file leaves out what number it has."""
        self._parts, self._book, self._sheet = parts, book, sheet
        self._root = parts.tree(book.part(sheet))
        self._grid = children(self._root, "sheetData")[0]
        self._rows: dict[int, _Row] = {}
        number = 0
        for element in children(self._grid, "row"):
            number = _number(element, number)
            cells = _placed(element, number)
            if number in self._rows:
                cells = self._rows[number].cells | cells
            self._rows[number] = _Row(element, cells)
        self._reached: list[tuple[int, int]] = []

    def put(self, change: Change) -> None:
        """Let a cell hold a value; its look stays."""
        cell = self._cell(change)
        self._free_of_formula(cell)
        fill(
            cell,
            change.value,
            is_dated=cell.get("s") in self._book.dated,
            from_1904=self._book.counts_from_1904,
        )
        self._reached.append((change.row, change.column))

    def forget_value(self, row: int, column: int) -> None:
        """Leave out the value a formula last gave, so that it is worked out anew."""
        found = self._rows.get(row)
        cell = found.cells.get(column) if found else None
        if cell is not None and children(cell, "f"):
            for value in children(cell, "v"):
                cell.remove(value)

    def grow(self, row: int, height: float) -> None:
        """Make a row as tall as that unless it is taller, or as tall as it likes, already."""
        found = self._rows.get(row)
        if found is None:
            return
        told = found.element.get("ht")
        if told is not None and float(told) < height:
            # A height that is not called custom still grows with what is typed later.
            found.element.set("ht", f"{height:g}")

    def widen(self, column: int, width: float) -> None:
        """Make a column so wide, unless the sheet says already how wide it is."""
        listed = children(self._root, "cols")
        if not listed:
            place = list(self._root).index(self._grid)
            element = etree.Element(f"{{{self._book.space}}}cols")
            self._root.insert(place, element)
            listed = [element]
        spans = [(int(one.get("min") or 0), int(one.get("max") or 0)) for one in listed[-1]]
        if any(first <= column <= last for first, last in spans):
            return
        said = {"min": str(column), "max": str(column), "width": f"{width:g}", "customWidth": "1"}
        element = etree.Element(f"{{{self._book.space}}}col", said)
        listed[-1].insert(sum(first < column for first, _ in spans), element)

    def settle(self) -> None:
        """Let the sheet say how far it reaches now."""
        for dimension in children(self._root, "dimension"):
            area = read_area(dimension.get("ref") or "")
            if area is not None:
                for row, column in self._reached:
                    area = _widened(area, row, column)
                dimension.set("ref", str(area))

    def _cell(self, change: Change) -> etree._Element:
        row = self._row(change.row)
        cell = row.cells.get(change.column)
        if cell is None:
            cell = etree.Element(f"{{{self._book.space}}}c", {"r": _at(change)})
            look = self._look(change, row)
            if look is not None:
                cell.set("s", look)
            _insert(row.element, row.cells, change.column, cell)
            _widen_span(row.element, change.column)
        return cell

    def _row(self, number: int) -> _Row:
        if number not in self._rows:
            element = etree.Element(f"{{{self._book.space}}}row", {"r": str(number)})
            known = {each: row.element for each, row in self._rows.items()}
            _insert(self._grid, known, number, element)
            self._rows[number] = _Row(element, {})
        return self._rows[number]

    def _look(self, change: Change, row: _Row) -> str | None:
        """Give the look of a cell that is made: of the cell it is to be like, of row or column."""
        if change.like is not None:
            beside = self._rows.get(change.like[0])
            cell = beside.cells.get(change.like[1]) if beside else None
            if cell is not None and cell.get("s"):
                return cell.get("s")
        if row.element.get("s") and row.element.get("customFormat") in ("1", "true"):
            return row.element.get("s")
        for columns in children(self._root, "cols"):
            for one in columns:
                if int(one.get("min") or 0) <= change.column <= int(one.get("max") or 0):
                    return one.get("style")
        return None

    def _free_of_formula(self, cell: etree._Element) -> None:
        """Let go of a formula, unless other cells take theirs from it."""
        for formula in children(cell, "f"):
            area = read_area(formula.get("ref") or "")
            is_several = area is not None and (area.top, area.left) != (area.bottom, area.right)
            if formula.get("t") in ("shared", "array", "dataTable") and is_several:
                raise Refused(
                    Problem(
                        code="formula-spread",
                        origin=Origin(
                            file=self._parts.package.file, sheet=self._sheet, cell=cell.get("r")
                        ),
                        what="Other cells take their formula from this one, so it cannot be "
                        "filled in without changing them.",
                        remedy="Copy those cells, paste them back as values, and save the file.",
                    )
                )
            clear(cell)
            self._book.forget_order()


def _number(element: etree._Element, before: int) -> int:
    """Give the number of a row, which is the next one where it does not say."""
    said = element.get("r")
    number = int(said) if said and said.isdecimal() else before + 1
    element.set("r", str(number))
    return number


def _placed(row: etree._Element, number: int) -> _Cells:
    cells: _Cells = {}
    column = 0
    for cell in children(row, "c"):
        area = read_area(cell.get("r") or "")
        column = area.left if area else column + 1
        cell.set("r", address(number, column))
        cells[column] = cell
    return cells


def _insert(above: etree._Element, known: _Cells, number: int, made: etree._Element) -> None:
    """Put a child where its number belongs among its like."""
    numbers = sorted(known)
    place = bisect_right(numbers, number)
    if place:
        known[numbers[place - 1]].addnext(made)
    else:
        above.insert(0, made)
    known[number] = made


def _widen_span(row: etree._Element, column: int) -> None:
    spans = row.get("spans")
    if spans is None:
        return
    low, _, high = spans.partition(":")
    if " " in spans or not (low.isdecimal() and high.isdecimal()):
        # It only helps programs along, so a span nobody understands may go.
        del row.attrib["spans"]
        return
    row.set("spans", f"{min(int(low), column)}:{max(int(high), column)}")


def _widened(area: Area, row: int, column: int) -> Area:
    return Area(
        min(area.top, row), min(area.left, column), max(area.bottom, row), max(area.right, column)
    )


def _at(change: Change) -> str:
    return address(change.row, change.column)
