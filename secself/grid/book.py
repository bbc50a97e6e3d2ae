"""What a workbook says of itself: its sheets, its properties, and what leads out of it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from secself.opc import Listener, LocalNames, Package, Relation
from secself.opc.limits import allowed, lift
from secself.problems import NotAWorkbook, Origin, Problem, read_failed

_SEND_AGAIN = "Open it in the program it was made with, save it again, and send that."


class Listed(NamedTuple):
    """A sheet as the workbook's main part lists it."""

    name: str
    state: str
    relation: str


@dataclass(slots=True)
class Book:
    """What the workbook's main part says."""

    sheets: list[Listed] = field(default_factory=list)
    counts_from_1904: bool = False


def read_book(package: Package) -> Book:
    """Read which sheets there are, and from when days are counted."""
    book = Book()
    local = LocalNames()

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = local[tag]
        if name == "sheet":
            ids = [value for key, value in attributes.items() if local[key] == "id"]
            book.sheets.append(
                Listed(attributes.get("name", ""), attributes.get("state", "visible"), "".join(ids))
            )
        elif name == "workbookPr":
            book.counts_from_1904 = attributes.get("date1904") in ("1", "true")

    package.parse(package.main, Listener(start))
    if not 1 <= len(book.sheets) <= allowed().sheets:
        raise refusal(
            package.file,
            "too-many-sheets",
            f"The workbook has {len(book.sheets)} sheets.",
            f"{_SEND_AGAIN} {lift('sheets')}",
        )
    return book


def outward(package: Package, relations: tuple[Relation, ...]) -> list[Problem]:
    """Refuse what runs, and warn of what leads out of the file; nothing is ever fetched."""
    problems = []
    for relation in relations:
        if "macrosheet" in relation.kind.casefold():
            raise refusal(
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
            raise refusal(
                package.file,
                "workbook-dde",
                "The workbook holds a link that starts another program.",
                "Remove the link, and paste such cells as values.",
            )

    if not relation.is_external:
        package.parse(relation.target, Listener(start))


def properties(package: Package) -> dict[str, str]:
    """Read the custom properties, as text."""
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


def refusal(file: str | None, code: str, what: str, remedy: str = _SEND_AGAIN) -> NotAWorkbook:
    """Say why a file is not read at all."""
    return NotAWorkbook(read_failed(code, what, remedy, file))
