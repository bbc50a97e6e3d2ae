"""The sheets that carry a framework, made from its JSON Schema: one for each list of the files.

A list inside the records of a list has a sheet of its own, whose rows name the record they belong
to. So a list or key that is added to the schema has its sheet or column without a word here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Schema = Mapping[str, Any]
"""A JSON Schema, or a part of one."""
Way = tuple[str, ...]
"""Keys, one within the other."""

_NAMES = ("id", "code")
"""The keys by which a record is named."""
_PLACE = "No."
"""The heading over the number of a record that has no name."""
_LONGEST = 31
"""How many characters the name of a sheet may have."""
FORM = "Framework"
"""The sheet of what is said once."""
_READ_FIRST = ("controls", "chapters", "questions", "themes", "interpretations")
"""The lists that people come for; the others follow as the schema has them."""
_SEEN_FIRST = ("id", "code", "chapter", "theme", "title", "term", "label", "text", "why")
"""The keys that stand at the left of a sheet, as far as its records have them."""
_SEEN_LAST = "provenance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One key of a record, or of a record within it."""

    way: Way
    """The keys from the record to the value; empty for the record's own number."""
    heading: str
    """What stands above it."""
    kind: Literal["text", "texts", "word", "number", "day"] = "text"
    """What a cell holds; `texts` are several, one to a line."""
    words: Way = ()
    """For a word: those there are."""
    is_required: bool = False
    """Whether the cell must be filled in."""
    is_needed: bool = False
    """Whether it must be filled in as soon as anything else of its record is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One sheet: a form of labels and values, or a list with a row for each record."""

    sheet: str
    """Its name."""
    shape: Literal["form", "records", "pairs"]
    """What it holds: single values, records, or names with values."""
    meaning: str
    """What a record is, in a sentence."""
    record: str = ""
    """What a record is called."""
    way: Way
    """The keys from the top of the framework, or from the owner, to the list."""
    owner: "Table | None" = None
    """The list in whose records this one stands."""
    columns: tuple[Column, ...] = ()
    """Its columns; of a form, its lines."""
    is_required: bool = False
    """Whether the framework must have the list."""
    is_needed: bool = False
    """Whether the record it stands in must have it."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Give the headings under which a row names the record it belongs to."""
        return () if self.owner is None else (*self.owner.keys, self.owner.record)

    @property
    def headings(self) -> tuple[str, ...]:
        """Give every heading, in order."""
        return (*self.keys, *(column.heading for column in self.columns))

    @property
    def name(self) -> Column | None:
        """Give the column by which a record is named, or None."""
        return next((one for one in self.columns if one.way in _NAMED), None)


_NAMED = ((), *((name,) for name in _NAMES))


def tables(schema: Schema) -> tuple[Table, ...]:
    """Plan a sheet for every list of a framework, each before those that hang on it."""
    planner = _Planner(schema["$defs"])
    return tuple(
        sorted(planner.form(schema["$defs"]["framework"], (), is_required=True), key=_turn)
    )


def said(key: str) -> str:
    """Give a key as people write it."""
    return key.replace("_", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A list inside a record, on its way to a sheet of its own."""

    way: Way
    schema: Schema
    is_required: bool
    is_needed: bool


@dataclass(slots=True)
class _Planner:
    """One walk through the definitions of a schema."""

    defined: Schema
    names: set[str] = field(default_factory=set)

    def form(self, record: Schema, way: Way, *, is_required: bool) -> Iterator[Table]:
        """Plan the single values of a record, and after them its lists."""
        nested = {key: one for key, one in record["properties"].items() if "$ref" in one}
        single = {key: one for key, one in record["properties"].items() if key not in nested}
        flat = {**record, "properties": single}
        lists: list[_Part] = []
        yield Table(
            sheet=self._sheet(way) if way else FORM,
            shape="form",
            meaning=record["description"],
            way=way,
            columns=tuple(self._columns(flat, (), lists, is_required=is_required)),
            is_required=is_required,
        )
        for part in lists:
            yield from self._list(replace(part, way=(*way, *part.way)), None)
        for key, part in nested.items():
            needed = is_required and key in record["required"]
            yield from self.form(self._of(part), (*way, key), is_required=needed)

    def _list(self, part: _Part, owner: Table | None) -> Iterator[Table]:
        table = Table(
            sheet=self._sheet((*_words(owner), *part.way)),
            shape="pairs",
            meaning="A name with its value.",
            way=part.way,
            owner=owner,
            columns=(
                Column(way=("name",), heading="Name", is_required=True),
                Column(way=("value",), heading="Value", is_required=True),
            ),
            is_required=part.is_required,
            is_needed=part.is_needed,
        )
        if "items" not in part.schema:
            yield table
            return
        items = part.schema["items"]
        record = self._of(items)
        lists: list[_Part] = []
        columns = tuple(sorted(self._columns(record, (), lists, is_required=True), key=_place))
        if lists and not any(one.way in _NAMED for one in columns):
            columns = (Column(way=(), heading=_PLACE, kind="number", is_required=True), *columns)
        table = replace(
            table,
            shape="records",
            meaning=record["description"],
            record=_title(items),
            columns=columns,
        )
        yield table
        for inner in lists:
            yield from self._list(inner, table)

    def _columns(
        self, record: Schema, way: Way, lists: list[_Part], *, is_required: bool
    ) -> Iterator[Column]:
        """Give a column for every value of a record, and gather the lists in it."""
        for key, part in record["properties"].items():
            here, is_needed = (*way, key), key in record["required"]
            needed = is_required and is_needed
            if "$ref" in part:
                yield from self._columns(self._of(part), here, lists, is_required=needed)
            elif _is_list(part):
                lists.append(_Part(way=here, schema=part, is_required=needed, is_needed=is_needed))
            else:
                yield replace(_column(here, part), is_required=needed, is_needed=is_needed)

    def _of(self, part: Schema) -> Schema:
        found: Schema = self.defined[_ref(part)]
        return found

    def _sheet(self, way: Way) -> str:
        """Name a sheet after its list; a name that is too long is cut, and stays unlike others."""
        name = whole = " ".join(map(said, way)).capitalize()
        number = 1
        while len(name) > _LONGEST or name in self.names:
            number += 1
            name = f"{whole[: _LONGEST - len(str(number)) - 1]} {number}"
        self.names.add(name)
        return name


def _turn(table: Table) -> int:
    """Say when a sheet comes; those that hang on another come right after it."""
    top = _words(table.owner) or table.way
    if not top:
        return 0
    return 1 + (_READ_FIRST.index(top[0]) if top[0] in _READ_FIRST else len(_READ_FIRST))


def _place(column: Column) -> tuple[bool, int]:
    """Say where a column stands: what names a record first, where it comes from last."""
    first = column.way[0] if column.way else _SEEN_FIRST[0]
    seen = _SEEN_FIRST.index(first) if first in _SEEN_FIRST else len(_SEEN_FIRST)
    return first.endswith(_SEEN_LAST), seen


def _words(owner: Table | None) -> Way:
    return () if owner is None else (*_words(owner.owner), *owner.way)


def _is_list(part: Schema) -> bool:
    return "$ref" in part.get("items", {}) or part.get("type") == "object"


def _ref(part: Schema) -> str:
    return str(part["$ref"]).rpartition("/")[2]


def _title(part: Schema) -> str:
    """Give `Rule setting` for `RuleSetting`."""
    name = "".join(f" {one.lower()}" if one.isupper() else one for one in _ref(part))
    return name.strip().capitalize()


def _column(way: Way, part: Schema) -> Column:
    words = tuple(one for one in part.get("enum", ()) if isinstance(one, str) and one)
    kind: Literal["text", "texts", "word", "number", "day"] = "text"
    if part.get("type") == "array":
        kind = "texts"
    elif words:
        kind = "word"
    elif "anyOf" in part:
        kind = "number"
    elif "pattern" in part:
        kind = "day"
    heading = " ".join(map(said, way)).capitalize()
    return Column(way=way, heading=heading, kind=kind, words=words)
