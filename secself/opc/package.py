"""An opened package: its parts, how they hang together, and what its main part is."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from secself.opc.archive import Archive
from secself.opc.limits import Limits, allowed
from secself.opc.markup import Listener, LocalNames, parse
from secself.opc.recognise import refuse_foreign
from secself.problems import NotAWorkbook, Origin, Problem, read_failed

_TYPES = "[Content_Types].xml"
_SAVE_AS = "Open it in your spreadsheet or word processor and save it as .xlsx or .docx."
_KINDS: dict[str, Literal["workbook", "document"]] = {
    "spreadsheetml.sheet.main+xml": "workbook",
    "spreadsheetml.template.main+xml": "workbook",
    "wordprocessingml.document.main+xml": "document",
    "wordprocessingml.template.main+xml": "document",
}
_WITH_MACROS: dict[str, Literal["workbook", "document"]] = {
    "ms-excel.sheet.macroEnabled.main+xml": "workbook",
    "ms-excel.template.macroEnabled.main+xml": "workbook",
    "ms-word.document.macroEnabled.main+xml": "document",
    "ms-word.template.macroEnabledTemplate.main+xml": "document",
}
_WITHOUT = (".xlsx", ".xltx", ".docx", ".dotx")
"""How the names of files end that can hold no macros; Office opens none that does all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How one part points to another, or out of the package."""

    id: str
    """The id that the part uses for it."""
    kind: str
    """The last piece of its type, such as `worksheet`."""
    target: str
    """The part's name, or an address if it is external."""
    is_external: bool = False
    """Whether it leads out of the package; never followed."""


class Package:
    """A package whose directory has been checked; parts are inflated when asked for."""

    def __init__(self, archive: Archive) -> None:
        """Find the main part and what kind it is."""
        self._archive = archive
        self.file = archive.file
        """The file as the person named it."""
        self.names = frozenset(archive.names)
        """The names of all parts."""
        self.kind: Literal["workbook", "document"]
        """What the main part is."""
        self.main = self._main()
        """The name of the main part."""
        self.kind = self._kind()
        self.problems = tuple(self._macros())
        """What is remarkable about the file as a package."""

    def part(self, name: str) -> bytes:
        """Give the content of a part; a part that is not there is `file-damaged`."""
        return b"".join(self.pieces(name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """Give the content of a part piece by piece, so that it need not be held whole."""
        if name not in self.names:
            raise self._refusal("file-damaged", f"“{name}” is missing from the file.", _SAVE_AS)
        return self._archive.pieces(name)

    def parse(self, name: str, listener: Listener) -> None:
        """Feed a part to a listener."""
        parse(self.part(name), listener, name, self.file)

    def related(self, part: str = "") -> tuple[Relation, ...]:
        """List what a part points to, in the order written; the package itself for no name.

        What points to a part that is not there is left out.
        """
        folder, name = posixpath.split(part)
        source = posixpath.join(folder, "_rels", name + ".rels")
        found: list[Relation] = []
        local = LocalNames()

        def start(tag: str, attributes: dict[str, str]) -> None:
            if local[tag] == "Relationship":
                found.append(_relation(folder, attributes))

        if source in self.names:
            self.parse(source, Listener(start))
        return tuple(one for one in found if one.is_external or one.target in self.names)

    def _main(self) -> str:
        if "mimetype" in self.names and self.part("mimetype").startswith(b"application/vnd.oasis"):
            raise self._refusal("file-is-ods", "This is an OpenDocument file.", _SAVE_AS)
        for relation in self.related():
            if relation.kind == "officeDocument" and not relation.is_external:
                return relation.target
        raise self._refusal(
            "file-not-office", "This is a zip file, but no workbook or document.", _SAVE_AS
        )

    def _kind(self) -> Literal["workbook", "document"]:
        kind = self._content_type(self.main)
        if "binary" in kind:
            raise self._refusal("file-is-xlsb", "This is a binary workbook (.xlsb).", _SAVE_AS)
        for ending, meaning in _WITH_MACROS.items():
            if kind.endswith(ending):
                self._check_ending()
                return meaning
        if self._holds_macros():
            raise self._hidden_macros()
        for ending, meaning in _KINDS.items():
            if kind.endswith(ending):
                return meaning
        raise self._refusal(
            "file-not-office", "This is neither a workbook nor a text document.", _SAVE_AS
        )

    def _check_ending(self) -> None:
        """Refuse macros under a name that says there are none: somebody has renamed the file."""
        if self.file is not None and self.file.lower().endswith(_WITHOUT):
            raise self._hidden_macros()

    def _holds_macros(self) -> bool:
        return any(name.endswith("vbaproject.bin") for name in map(str.casefold, self.names))

    def _hidden_macros(self) -> NotAWorkbook:
        return self._refusal(
            "package-macros",
            "The file contains macros, which are programs, and is named as one that has none.",
            "Save it as a workbook (.xlsx) or document (.docx) without macros.",
        )

    def _macros(self) -> Iterator[Problem]:
        if self._holds_macros():
            yield Problem(
                level="warning",
                code="macros-unread",
                origin=Origin(file=self.file),
                what="The file contains macros, which are programs; they were not read, nor run.",
                remedy="Send a file without macros, unless you know whose they are.",
            )

    def _content_type(self, part: str) -> str:
        overrides: dict[str, str] = {}
        endings: dict[str, str] = {}
        local = LocalNames()

        def start(tag: str, attributes: dict[str, str]) -> None:
            named = attributes.get("ContentType", "")
            if local[tag] == "Override":
                overrides[attributes.get("PartName", "").lstrip("/").casefold()] = named
            elif local[tag] == "Default":
                endings[attributes.get("Extension", "").casefold()] = named

        self.parse(_TYPES, Listener(start))
        ending = part.rpartition(".")[2].casefold()
        return overrides.get(part.casefold(), endings.get(ending, ""))

    def _refusal(self, code: str, what: str, remedy: str) -> NotAWorkbook:
        return NotAWorkbook(read_failed(code, what, remedy, self.file))


def open_package(data: bytes, file: str | None = None, limits: Limits | None = None) -> Package:
    """Open bytes as a package; any bytes give a Package or `NotAWorkbook`."""
    refuse_foreign(data, file)
    return Package(Archive(data, file, limits or allowed()))


def _relation(folder: str, attributes: dict[str, str]) -> Relation:
    is_external = attributes.get("TargetMode") == "External"
    target = attributes.get("Target", "")
    if not is_external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(
        id=attributes.get("Id", ""),
        kind=attributes.get("Type", "").rpartition("/")[2],
        target=target,
        is_external=is_external,
    )
