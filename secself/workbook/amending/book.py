"""The main part of a workbook under amendment: its sheets, and how they are calculated."""

from collections.abc import Collection, Iterator
from functools import cached_property

from lxml import etree

from secself.grid import dated_styles
from secself.problems import NotFound, Origin, Problem
from secself.workbook.amending.parts import Parts

LONGEST_NAME = 31
"""How long the name of a sheet can be."""
_STRICT = "http://purl.oclc.org/ooxml/"
_LOOSE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_AFTER_CALCULATION = (
    "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes",
    "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip


class Book:
    """A workbook's list of sheets."""

    def __init__(self, parts: Parts) -> None:
        """Look at the main part without touching it."""
        self._parts = parts
        root = parts.look(parts.main)
        self.space = etree.QName(root).namespace or ""
        """The namespace of its elements, which differs in strict files."""
        self.relation_space = (
            f"{_STRICT}officeDocument/relationships" if self.space.startswith(_STRICT) else _LOOSE
        )
        """The namespace of what points to other parts."""

    @cached_property
    def _sheets(self) -> dict[str, str]:
        targets = {one.id: one.target for one in self._parts.relations(self._parts.main)}
        return {
            name: targets[key]
            for name, key in _listed(self._parts.look(self._parts.main))
            if key in targets
        }

    @cached_property
    def dated(self) -> frozenset[str]:
        """Name the styles that show a number as a date."""
        for relation in self._parts.relations(self._parts.main):
            if relation.kind == "styles" and not relation.is_external:
                return dated_styles(self._parts.package, relation.target)
        return frozenset()

    @cached_property
    def counts_from_1904(self) -> bool:
        """Tell whether day 0 is the first of January 1904."""
        root = self._parts.look(self._parts.main)
        return any(child.get("date1904") in ("1", "true") for child in children(root, "workbookPr"))

    def in_order(self, names: Collection[str]) -> list[str]:
        """Sort sheets as the workbook has them; one it does not have is refused."""
        missing = sorted(set(names) - self._sheets.keys())
        if missing:
            raise NotFound(
                Problem(
                    code="sheet-missing",
                    origin=Origin(file=self._parts.package.file),
                    what=f"The sheet “{missing[0]}” was not found, so nothing can be put there.",
                    remedy="Use a workbook that still has this sheet.",
                )
            )
        return [name for name in self._sheets if name in names]

    @property
    def count(self) -> int:
        """Count the sheets."""
        return len(self._sheets)

    def number(self, sheet: str) -> int:
        """Give the number of a sheet, counted from 1."""
        return list(self._sheets).index(sheet) + 1

    def part(self, sheet: str) -> str:
        """Give the part a sheet is kept in."""
        return self._sheets[sheet]

    def free_sheet(self, name: str) -> str:
        """Give a sheet's name, with a number behind it if it is in use."""
        taken = {known.casefold() for known in self._sheets}
        number, free = 1, name[:LONGEST_NAME]
        while free.casefold() in taken:
            number += 1
            ending = f" ({number})"
            free = name[: LONGEST_NAME - len(ending)] + ending
        return free

    def add_sheet(self, name: str, part: str) -> None:
        """List a further sheet behind the others, so that no other changes its number."""
        key = self._parts.relate(self._parts.main, f"{self.relation_space}/worksheet", part)
        root = self._parts.tree(self._parts.main)
        listed = children(root, "sheets")[0]
        numbers = [int(one.get("sheetId") or 0) for one in listed]
        etree.SubElement(
            listed,
            f"{{{self.space}}}sheet",
            {
                "name": name,
                "sheetId": str(max(numbers, default=0) + 1),
                f"{{{self.relation_space}}}id": key,
            },
        )
        self._sheets[name] = part

    def add_name(self, name: str, cells: str, *, within: str | None = None) -> None:
        """Give cells a name, for the whole book or within one sheet."""
        root = self._parts.tree(self._parts.main)
        found = children(root, "definedNames")
        names = found[0] if found else etree.Element(f"{{{self.space}}}definedNames")
        if not found:
            insert_before(root, names, ("calcPr", *_AFTER_CALCULATION))
        made = etree.SubElement(names, f"{{{self.space}}}definedName", {"name": name})
        if within is not None:
            made.set("localSheetId", str(list(self._sheets).index(within)))
        made.text = cells

    def forget_names(self, sheet: str) -> None:
        """Drop the names of cells of one sheet."""
        quoted = "'" + sheet.replace("'", "''") + "'!"
        for names in children(self._parts.tree(self._parts.main), "definedNames"):
            for one in children(names, "definedName"):
                if (one.text or "").startswith((quoted, f"{sheet}!")):
                    names.remove(one)

    def recalculate(self) -> None:
        """Ask programs to work out every formula anew when they open the copy."""
        said = children(self._parts.look(self._parts.main), "calcPr")
        if said and said[0].get("fullCalcOnLoad") in ("1", "true"):
            return
        root = self._parts.tree(self._parts.main)
        found = children(root, "calcPr")
        made = found[0] if found else etree.Element(f"{{{self.space}}}calcPr")
        if not found:
            insert_before(root, made, _AFTER_CALCULATION)
        made.set("fullCalcOnLoad", "1")

    def forget_order(self) -> None:
        """Drop the remembered order of calculation, which programs make anew by themselves."""
        for relation in self._parts.relations(self._parts.main):
            if relation.kind == "calcChain":
                self._parts.drop(self._parts.main, relation.target)


def children(element: etree._Element, name: str) -> list[etree._Element]:
    """Give the children of a name, whatever their namespace."""
    return [child for child in element if is_called(child, name)]


def is_called(element: etree._Element, name: str) -> bool:
    """Tell whether an element has this name, whatever its namespace."""
    tag = element.tag
    return isinstance(tag, str) and tag.rpartition("}")[2] == name


def pointer(element: etree._Element) -> str:
    """Give the id by which an element points to another part, whatever its namespace."""
    found = [str(value) for key, value in element.items() if str(key).endswith("}id")]
    return found[0] if found else ""


def insert_before(root: etree._Element, made: etree._Element, followers: Collection[str]) -> None:
    """Put a child before the first of those that must follow it."""
    for place, child in enumerate(root):
        if any(is_called(child, name) for name in followers):
            root.insert(place, made)
            return
    root.append(made)


def _listed(root: etree._Element) -> Iterator[tuple[str, str]]:
    for sheets in children(root, "sheets"):
        for one in children(sheets, "sheet"):
            yield one.get("name") or "", pointer(one)
