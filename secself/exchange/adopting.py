"""Makes a framework of a table: its items, and all a table cannot say from another framework.

What is taken over is what stands for itself: scales, roles, kinds, rules, the cycle, the questions
and what they are read with. Every line of the table says which row it comes from.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from secself.exchange.assembling import Assembled, Plain, Record
from secself.exchange.binding import Binding
from secself.exchange.lookups import named, names, records, unused
from secself.exchange.mapping import Columns
from secself.exchange.remarks import cells
from secself.exchange.tabular import Entry, Tabular
from secself.problems import Origin, Problem

_LEFT_BEHIND = {
    "format", "id", "edition", "title", "notice", "sources", "chapters", "standards", "controls",
    "interpretations", "withdrawals", "changes",
}  # fmt: skip
"""What is not taken over whole, since it is of those controls alone or is said anew."""
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
        self._code = unused("TABLE", names(like.get("sources", ()), "code"))
        roles = list(records(like.get("roles", ())))
        self._binding = Binding(
            [(str(one["id"]), str(one["code"]), str(one["label"])) for one in roles], asked.roles
        )
        self._chapters: list[Plain] = []
        self._controls: list[Plain] = []
        self._untitled: list[Origin] = []
        self._unbound: list[Origin] = []

    def chapters(self, table: Tabular) -> dict[tuple[str, ...], str]:
        """Make a section of every one the table has, numbered as they come."""
        sections = dict(table.sections)
        if any(not entry.section for entry in table.entries):
            sections.setdefault((), Origin(sheet=self._sheet))
        numbers = _numbered(sections)
        for section, origin in sections.items():
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
        path = ("controls", len(self._controls))
        origin = entry.cells["ref"]
        kept = "; ".join(f"{heading}: {text}" for heading, text in entry.kept)
        roles, binding = self._bound(entry, columns)
        record: Record = {
            "id": entry.ref,
            "chapter": chapters[entry.section],
            "title": entry.title or self._made_title(entry),
            "text": entry.text,
            "references": [self._reference(entry)],
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
        taken = {key: one for key, one in self._like.items() if key not in _LEFT_BEHIND}
        content |= taken
        content["rules"] = self._rules()
        content["chapters"], content["controls"] = self._chapters, self._controls
        read_with = set(named(taken.get("questions", ()), "interpretations"))
        interpretations = records(self._like.get("interpretations", ()))
        content["interpretations"] = [
            cast("Record", one) for one in interpretations if one["id"] in read_with
        ]
        sources = [*records(self._like.get("sources", ())), self._source()]
        used = set(named(content, "sources"))
        content["sources"] = [cast("Record", one) for one in sources if one["code"] in used]
        self.made.problems += self._binding.problems
        self._tell()

    def _rules(self) -> list[Plain]:
        """Take over the rules, but for those about a control that the table does not have."""
        gone = set(names(self._like.get("controls", ()), "id")) - set(names(self._controls, "id"))
        kept: list[Plain] = []
        for rule in records(self._like.get("rules", ())):
            settings = rule.get("settings", {})
            about = set(settings.values()) & gone if isinstance(settings, Mapping) else set()
            if not about:
                kept.append(cast("Record", rule))
                continue
            self.made.problems.append(
                Problem(
                    level="warning",
                    code="rule-left-behind",
                    origin=Origin(sheet=self._sheet),
                    what=f"The rule “{rule['id']}” of {self._asked.like} is about "
                    f"{', '.join(sorted(map(str, about)))}, which the table does not have.",
                    remedy="Nothing; or set it in materiality.yaml for a control of the table.",
                )
            )
        return kept

    def _tell(self) -> None:
        """Say what was made up for want of words in the table."""
        self._note(
            "title-made",
            self._untitled,
            "no title, so the first words of the text were taken",
            "Map a heading to the title, or write titles into controls.yaml.",
        )
        self._note(
            "binding-assumed",
            self._unbound,
            "nothing to say whom it binds, which is then every User Role",
            "Map a heading to applies-to or role:ID, or correct controls.yaml.",
        )

    def _bound(self, entry: Entry, columns: Columns) -> tuple[list[str], Record]:
        """Say whom an item binds, and where that comes from."""
        origin = entry.cells["ref"]
        bound = self._binding.bound(entry.applies, columns)
        if bound is not None:
            return [*bound], self._provenance(origin)
        self._unbound.append(origin)
        note = "The table does not say whom it binds, so it is put to every User Role."
        proposed = self._provenance(origin, note) | {"status": "proposed"}
        return [role for role, _, _ in self._binding.roles], proposed

    def _reference(self, entry: Entry) -> Record:
        asked = self._asked
        return {
            "document": asked.title or asked.id,
            "clause": entry.ref,
            "edition": asked.edition,
            "verified": "no",
        }

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
            rows = "1 row has" if len(places) == 1 else f"{len(places)} rows have"
            said = f"{rows} {what}: {cells(places)}."
            self.made.problems.append(
                Problem(level="warning", code=code, origin=places[0], what=said, remedy=remedy)
            )


def _numbered(sections: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    """Give each section its number as they come, such as S2.1 for the first within the second."""
    numbers: dict[tuple[str, ...], str] = {(): "S0"}
    counts: dict[tuple[str, ...], int] = {}
    for section in sections:
        for depth in range(1, len(section) + 1):
            part, around = section[:depth], section[: depth - 1]
            if part not in numbers:
                counts[around] = counts.get(around, 0) + 1
                within = f"{numbers[around]}." if around else "S"
                numbers[part] = f"{within}{counts[around]}"
    return numbers
