"""Makes a framework of a table: its items, and all a table cannot say from another framework.

What is taken over is what stands for itself: scales, roles, kinds, rules, the cycle, the questions
and what they are read with. Every line of the table says which row it comes from.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from secself.exchange.assembling import Assembled, Plain, Record
from secself.exchange.cells import folded
from secself.exchange.mapping import ROLE, Columns
from secself.exchange.tabular import Entry, Tabular
from secself.problems import Level, Origin, Problem

_ALL = {"all", "all users", "all user roles", "all roles", "everyone", "every user"}
_MARKED = {"x", "yes", "y", "✓", "✔", "•", "●", "1", "true", "applies", "applicable"}
_UNMARKED = {"", "no", "n", "-", "\u2013", "\u2014", "0", "false", "n/a", "not applicable"}
_SEPARATORS = str.maketrans(dict.fromkeys(",;/|", "\n"))
_TAKEN_OVER = (
    "interpretations_edition", "scale", "declared_changes", "residual_risks", "affirmations",
    "facts", "roles", "party_categories", "kinds", "outcomes", "statuses", "themes", "questions",
    "rules", "lifecycle",
)  # fmt: skip
_LONGEST_TITLE = 80
_SEPARATOR = " / "


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person says of the table that is to become a framework."""

    id: str
    """The id of the framework."""
    edition: str
    """Its edition."""
    title: str
    """Its title; blank for one that names the file."""
    file: str
    """The file's name, without its folder."""
    like: str
    """The framework from which all else is taken, as ID@EDITION."""
    status: str = "recalled"
    """How far the lines of the table can be trusted."""
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What words of the table mean in ids of User Roles."""


def adopt(
    table: Tabular, sheet: str, columns: Columns, asked: Asked, like: Mapping[str, Plain]
) -> Assembled:
    """Make a framework of a table's entries; what is wrong with it is for the laws."""
    adoption = _Adoption(sheet, asked, like)
    chapters = adoption.chapters(table)
    for entry in table.entries:
        adoption.control(entry, chapters, columns)
    adoption.finish()
    adoption.made.problems += table.problems
    return adoption.made


class _Adoption:
    """One framework on its way out of a table."""

    def __init__(self, sheet: str, asked: Asked, like: Mapping[str, Plain]) -> None:
        self.made = Assembled()
        self._sheet = sheet
        self._asked = asked
        self._like = like
        self._code = _unused("TABLE", _names(like.get("sources", ()), "code"))
        self._roles = _role_words(like, asked.roles)
        self._all = _names(like.get("roles", ()), "id")
        for word, ids in asked.roles.items():
            for role in set(ids) - set(self._all):
                what = f"“{word}” is to mean “{role}”, which is not a User Role."
                self._complain("role-unknown", Origin(), what, self._known())
        self._chapters: list[Plain] = []
        self._controls: list[Plain] = []
        self._untitled: list[Origin] = []
        self._unbound: list[Origin] = []

    def chapters(self, table: Tabular) -> dict[tuple[str, ...], str]:
        """Make a section of every one the table has, numbered as they come."""
        sections = dict(table.sections)
        if any(not entry.section for entry in table.entries):
            sections.setdefault((), Origin(sheet=self._sheet))
        numbers: dict[tuple[str, ...], str] = {}
        counts: dict[tuple[str, ...], int] = {}
        for section, origin in sections.items():
            for depth in range(1, len(section) + 1):
                part = section[:depth]
                if part not in numbers:
                    around = part[:-1]
                    counts[around] = counts.get(around, 0) + 1
                    number = f"{counts[around]}"
                    numbers[part] = f"{numbers[around]}.{number}" if around else f"S{number}"
            numbers.setdefault((), "S0")
            self.made.places["chapters", len(self._chapters)] = origin
            self._chapters.append(
                {
                    "id": numbers[section],
                    "title": _SEPARATOR.join(section) or self._sheet,
                    "provenance": self._provenance(origin),
                }
            )
        return numbers

    def control(
        self, entry: Entry, chapters: Mapping[tuple[str, ...], str], columns: Columns
    ) -> None:
        """Make a control of an entry."""
        asked, path = self._asked, ("controls", len(self._controls))
        origin = entry.cells["ref"]
        kept = "; ".join(f"{heading}: {text}" for heading, text in entry.kept)
        roles, binding = self._binding(entry, columns)
        record: Record = {
            "id": entry.ref,
            "chapter": chapters[entry.section],
            "title": entry.title or self._made_title(entry),
            "text": entry.text,
            "references": [
                {
                    "document": asked.title or asked.id,
                    "clause": entry.ref,
                    "edition": asked.edition,
                    "verified": "no",
                }
            ],
            "applies_to": [*roles],
            "applies_provenance": binding,
            "evidence": [
                {"text": text, "provenance": self._provenance(origin)} for text in entry.evidence
            ],
            "provenance": self._provenance(origin, kept),
        }
        self.made.places[path] = self.made.places[*path, "id"] = origin
        self.made.rows[origin] = path
        for what, cell in entry.cells.items():
            self.made.places[*path, what.replace("-", "_").replace("ref", "id")] = cell
        blank = [key for key in ("title", "text", "evidence") if not record[key]]
        self._controls.append({key: record[key] for key in record if key not in blank})

    def finish(self) -> None:
        """Put the framework together: what the table says, and what is taken over."""
        asked, content = self._asked, self.made.content
        content |= {
            "format": "1",
            "id": asked.id,
            "edition": asked.edition,
            "title": asked.title or f"{asked.id} {asked.edition}, as in {asked.file}",
            "notice": self._notice(),
        }
        taken = {key: self._like[key] for key in _TAKEN_OVER if key in self._like}
        content |= taken
        content["chapters"], content["controls"] = self._chapters, self._controls
        named = set(_named(taken.get("questions", ()), "interpretations"))
        interpretations = _records(self._like.get("interpretations", ()))
        content["interpretations"] = [
            cast("Record", one) for one in interpretations if one["id"] in named
        ]
        sources = [*_records(self._like.get("sources", ())), self._source()]
        used = set(_named(content, "sources"))
        content["sources"] = [cast("Record", one) for one in sources if one["code"] in used]
        self._note(
            "title-made",
            self._untitled,
            "no title; the first words of the text were taken",
            "Map a heading to the title, or write titles into controls.yaml.",
        )
        self._note(
            "binding-assumed",
            self._unbound,
            "nothing to say whom they bind, and are put to every User Role",
            "Map a heading to applies-to or role:ID, or correct controls.yaml.",
        )

    def _binding(self, entry: Entry, columns: Columns) -> tuple[list[str], Record]:
        """Say whom an item binds, and where that comes from."""
        origin = entry.cells["ref"]
        bound: set[str] = set()
        for (text, cell), what in zip(entry.applies, _applied(columns), strict=True):
            if what.startswith(ROLE):
                bound |= self._marked(text, cell, what.removeprefix(ROLE))
            else:
                bound |= self._worded(text, cell)
        if bound or any(text.strip() for text, _ in entry.applies):
            return [role for role in self._all if role in bound], self._provenance(origin)
        self._unbound.append(origin)
        note = "The table does not say whom it binds, so it is put to every User Role."
        proposed = self._provenance(origin, note)
        proposed["status"] = "proposed"
        return self._all, proposed

    def _marked(self, text: str, cell: Origin, role: str) -> set[str]:
        mark = folded(text)
        if role not in self._all:
            self._complain("role-unknown", cell, f"“{role}” is not a User Role.", self._known())
            return set()
        if mark not in _MARKED | _UNMARKED:
            what = f"“{text}” says neither that it binds the role nor that it does not."
            self._complain("mapping-unclear", cell, what, "Write X, or leave the cell blank.")
        return {role} if mark in _MARKED else set()

    def _worded(self, text: str, cell: Origin) -> set[str]:
        bound: set[str] = set()
        if folded(text) in self._roles:
            return set(self._roles[folded(text)])
        for word in text.translate(_SEPARATORS).splitlines():
            known = self._roles.get(folded(word))
            if known is None and folded(word):
                self._complain(
                    "role-unknown", cell, f"“{word.strip()}” is not a User Role.", self._known()
                )
            bound |= set(known or ())
        return bound

    def _known(self) -> str:
        return (
            f"Use {', '.join(self._all)}; or say what the word means, such as "
            "--role “Suppliers=import-supplier,gas-supplier”."
        )

    def _made_title(self, entry: Entry) -> str:
        self._untitled.append(entry.cells["ref"])
        line = " ".join(entry.text.split())
        if len(line) <= _LONGEST_TITLE:
            return line or entry.ref
        return f"{line[:_LONGEST_TITLE].rpartition(' ')[0] or line[:_LONGEST_TITLE]} …"

    def _provenance(self, origin: Origin, kept: str = "") -> Record:
        place = f"{origin.sheet}!{origin.cell}" if origin.cell else str(origin.sheet)
        note = f"Imported from {self._asked.file}, {place}."
        return {
            "status": self._asked.status,
            "sources": [self._code],
            "confidence": "low",
            "note": f"{note} {kept}".strip(),
        }

    def _source(self) -> dict[str, str]:
        asked = self._asked
        return {
            "code": self._code,
            "title": f"The table {asked.file}, {self._sheet}",
            "retrieved": "imported as it was handed in; not held against the original",
        }

    def _notice(self) -> str:
        asked = self._asked
        return (
            f"The obligations were imported from the table {asked.file}.\n"
            "Nobody has held them against the original since.\n"
            f"Everything else, such as the questions, the words for answers and the rules, is "
            f"that of {asked.like}, and holds only as far as it holds there."
        )

    def _note(self, code: str, places: Sequence[Origin], what: str, remedy: str) -> None:
        if places:
            said = f"{len(places)} rows have {what}; the first is {places[0].cell}."
            self._complain(code, places[0], said, remedy, level="warning")

    def _complain(
        self, code: str, origin: Origin, what: str, remedy: str, *, level: Level = "error"
    ) -> None:
        problem = Problem(level=level, code=code, origin=origin, what=what, remedy=remedy)
        self.made.problems.append(problem)


def _applied(columns: Columns) -> list[str]:
    """Give what the columns say that tell whom an item binds, in order."""
    return [
        what for what in columns.fields.values() if what == "applies-to" or what.startswith(ROLE)
    ]


def _role_words(
    like: Mapping[str, Plain], said: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Give the User Roles each word stands for: their ids, codes and labels, and what is said."""
    roles = list(_records(like.get("roles", ())))
    words = {
        folded(str(role[key])): (str(role["id"]),)
        for role in roles
        for key in ("label", "code", "id")
    }
    every = tuple(str(role["id"]) for role in roles)
    return {**dict.fromkeys(_ALL, every), **words, **{folded(w): ids for w, ids in said.items()}}


def _records(listed: object) -> Iterator[Mapping[str, Plain]]:
    for record in listed if isinstance(listed, list | tuple) else ():
        if isinstance(record, Mapping):
            yield record


def _names(listed: object, key: str) -> list[str]:
    return [str(record[key]) for record in _records(listed)]


def _named(content: object, key: str) -> Iterator[str]:
    """Give every text that stands under a key, however deep."""
    if isinstance(content, Mapping):
        for name, inner in content.items():
            if name == key and isinstance(inner, list):
                yield from (one for one in inner if isinstance(one, str))
            yield from _named(inner, key)
    elif isinstance(content, list | tuple):
        for inner in content:
            yield from _named(inner, key)


def _unused(name: str, taken: Iterable[str]) -> str:
    known, number = set(taken), 1
    while f"{name}-{number}" in known:
        number += 1
    return f"{name}-{number}"
