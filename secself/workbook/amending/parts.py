"""The parts of a package under amendment: read through the guard, written back repeatably."""

import io
import posixpath
import zipfile
from collections.abc import Mapping

from lxml import etree

from secself.opc import Listener, Package, Relation, parse, steady
from secself.problems import NotAWorkbook, read_failed

TYPES = "[Content_Types].xml"
_DEEPEST = 150
"""How many elements may stand inside one another; spreadsheet programs stay below 30."""
_NO_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)
_SEND_AGAIN = "Open it in the program it was made with, save it again, and use that."


class Parts:
    """The parts of one package, by name; trees that were asked for are written back."""

    def __init__(self, package: Package) -> None:
        """Begin with the package as it is."""
        self.package = package
        """The package as it came."""
        self._names = set(package.names)
        self._bytes: dict[str, bytes] = {}
        self._trees: dict[str, etree._Element] = {}

    @property
    def main(self) -> str:
        """Give the name of the main part."""
        return self.package.main

    def content(self, name: str) -> bytes:
        """Give the bytes of a part as they stand."""
        if name in self._trees:
            return _written(self._trees[name])
        return self._bytes[name] if name in self._bytes else self.package.part(name)

    def put(self, name: str, content: bytes) -> None:
        """Add a part, or give it other bytes."""
        self._names.add(name)
        self._trees.pop(name, None)
        self._bytes[name] = content

    def look(self, name: str) -> etree._Element:
        """Parse a part to look at it; it is not written back."""
        known = self._trees.get(name)
        return _parsed(self.content(name), name, self.package.file) if known is None else known

    def tree(self, name: str) -> etree._Element:
        """Parse a part to amend it; it is written back as it then stands."""
        if name not in self._trees:
            self._trees[name] = self.look(name)
        return self._trees[name]

    def free_name(self, pattern: str) -> str:
        """Find a name for a further part; the pattern says where its number goes."""
        taken = {name.casefold() for name in self._names}
        number = 1
        while pattern.format(number).casefold() in taken:
            number += 1
        return pattern.format(number)

    def relations(self, part: str) -> tuple[Relation, ...]:
        """List what a part points to."""
        if _relations_of(part) in self._bytes or _relations_of(part) in self._trees:
            return tuple(_relations(self.look(_relations_of(part)), posixpath.dirname(part)))
        return self.package.related(part)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let a part point to another, and give the id of it."""
        name = _relations_of(part)
        if name not in self._names:
            self.put(name, _NO_RELATIONS)
        root = self.tree(name)
        taken = {child.get("Id") for child in root}
        number = len(root) + 1
        while f"rId{number}" in taken:
            number += 1
        space = etree.QName(root).namespace
        etree.SubElement(
            root,
            f"{{{space}}}Relationship",
            {"Id": f"rId{number}", "Type": kind, "Target": f"/{target}"},
        )
        return f"rId{number}"

    def declare(self, part: str, content_type: str) -> None:
        """Say of which type a part is."""
        self._say("Override", {"PartName": f"/{part}", "ContentType": content_type})

    def declare_ending(self, ending: str, content_type: str) -> None:
        """Say of which type parts with an ending are, unless that is said already."""
        known = {
            (child.get("Extension") or "").casefold()
            for child in self.look(TYPES)
            if etree.QName(child).localname == "Default"
        }
        if ending not in known:
            self._say("Default", {"Extension": ending, "ContentType": content_type})

    def content_type(self, part: str) -> str:
        """Give the type a part is said to be of."""
        names = {f"/{part}".casefold(), part.casefold()}
        ending = part.rpartition(".")[2].casefold()
        found = ""
        for child in self.look(TYPES):
            if (child.get("PartName") or "").casefold() in names:
                return child.get("ContentType") or ""
            if (child.get("Extension") or "").casefold() == ending:
                found = child.get("ContentType") or ""
        return found

    def drop(self, owner: str, part: str) -> None:
        """Take a part away, with what points to it from its owner and what says its type."""
        self._names.discard(part)
        self._bytes.pop(part, None)
        self._trees.pop(part, None)
        folder = posixpath.dirname(owner)
        for child in list(self.tree(_relations_of(owner))):
            if _target(child, folder) == part:
                _take_out(child)
        for child in list(self.tree(TYPES)):
            if (child.get("PartName") or "").lstrip("/").casefold() == part.casefold():
                _take_out(child)

    def packed(self) -> bytes:
        """Write the package; equal parts give equal bytes."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
            for name in sorted(self._names):
                archive.writestr(name, self.content(name))
        return steady(made.getvalue())

    def _say(self, name: str, attributes: Mapping[str, str]) -> None:
        root = self.tree(TYPES)
        made = etree.Element(f"{{{etree.QName(root).namespace}}}{name}", dict(attributes))
        if name == "Default":
            root.insert(0, made)
        else:
            root.append(made)


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def _relations(root: etree._Element, folder: str) -> list[Relation]:
    return [
        Relation(
            id=child.get("Id") or "",
            kind=(child.get("Type") or "").rpartition("/")[2],
            target=_target(child, folder),
            is_external=child.get("TargetMode") == "External",
        )
        for child in root
    ]


def _target(child: etree._Element, folder: str) -> str:
    target = child.get("Target") or ""
    if child.get("TargetMode") == "External":
        return target
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _take_out(child: etree._Element) -> None:
    above = child.getparent()
    if above is not None:
        above.remove(child)


class _Depth:
    """Counts how deep elements stand inside one another, and refuses the bottomless."""

    def __init__(self, name: str, file: str | None) -> None:
        self._name, self._file, self._depth = name, file, 0
        self.listener = Listener(self._down, self._up)

    def _down(self, _name: str, _attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            what = f"“{self._name}” in the file is nested more than {_DEEPEST} times."
            raise NotAWorkbook(read_failed("xml-deep", what, _SEND_AGAIN, self._file))

    def _up(self, _name: str) -> None:
        self._depth -= 1


def _parsed(content: bytes, name: str, file: str | None) -> etree._Element:
    """Parse a part; what declares a document type is refused before anything is made of it."""
    parse(content, _Depth(name, file).listener, name, file)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False, huge_tree=False
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as cause:
        what = f"“{name}” in the file is damaged."
        raise NotAWorkbook(read_failed("file-damaged", what, _SEND_AGAIN, file)) from cause


def _written(root: etree._Element) -> bytes:
    written: bytes = etree.tostring(
        root.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True
    )
    return written
