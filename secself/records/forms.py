"""How the values of each declared type are written: as themselves, as lists, as numbers of rows."""

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Written = dict[type, dict[str, tuple[int, list[object]]]]
"""The rows of each kind of record with their numbers, by what tells them apart."""
Made = dict[type, list[Any]]
"""The records of each kind, in the order of their rows."""

_PLAIN = (str, int, float, bool, NoneType)
_INT, _LIST, _TEXT = frozenset({int}), frozenset({list}), frozenset({str})
_ANY: frozenset[type] = frozenset({*_PLAIN, list, dict})


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How the values of one declared type are written."""

    shape: str
    """The type, in words that change when it changes."""
    held: frozenset[type]
    """The types that its values have."""
    written: frozenset[type]
    """The types that they are written as."""
    kinds: tuple[type, ...] = ()
    """The kinds of record in it, each after those that stand inside it."""
    encode: Callable[[Any, Written], Any]
    """Writes a value of the types held."""
    decode: Callable[[Any, Made], Any]
    """Reads it again from what is of the types written."""
    is_plain: bool = False
    """Whether a value is written as itself."""


def hold(types: frozenset[type], values: Iterable[object]) -> None:
    """Hold all values against the same types."""
    require(types.issuperset(map(type, values)))


def require(holds: bool) -> None:  # noqa: FBT001  what must hold is all it is asked
    """Refuse what is not of the shape."""
    if not holds:
        raise ValueError("This is not of the shape of the record.")


@functools.cache
def form_of(hint: Any) -> Form:  # noqa: ANN401  a class, or one of typing's forms
    """Find how a declared type is written; one that has no form is a fault of ours (TypeError)."""
    if hint in _PLAIN:
        return _plain(hint.__name__, frozenset({hint}))
    if hint in (date, datetime):
        return _moment(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return _link(hint)
    return _composed(hint)


def _composed(hint: object) -> Form:
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return _plain(repr(parts), frozenset(map(type, parts)))
    if origin in (UnionType, Union):
        return _union([form_of(part) for part in parts])
    if origin is tuple and parts[1:] == (...,):
        return _several(form_of(parts[0]))
    if origin is tuple:
        return _row([(str(n), form_of(part)) for n, part in enumerate(parts)], tuple, tuple)
    if origin is Mapping and parts[0] is str:
        return _named(form_of(parts[1]))
    raise TypeError(f"{hint} is of no form that can be written exactly.")


def _plain(words: str, types: frozenset[type]) -> Form:
    def itself(value: object, _: object) -> object:
        return value

    return Form(shape=words, held=types, written=types, encode=itself, decode=itself, is_plain=True)


def _moment(kind: type[date]) -> Form:
    """Write a day, or a day with its time of day."""

    def encode(moment: date, _: Written) -> str:
        written = moment.isoformat()
        # What a zone is called, and which of two equal hours is meant, would be lost.
        require(repr(kind.fromisoformat(written)) == repr(moment))
        return written

    def decode(content: str, _: Made) -> date:
        moment = kind.fromisoformat(content)
        require(moment.isoformat() == content)
        return moment

    return Form(
        shape=kind.__name__,
        held=frozenset({kind}),
        written=_TEXT,
        encode=encode,
        decode=decode,
    )


def _link(kind: Any) -> Form:  # noqa: ANN401  a class that is a record
    """Write a record as the number of its row."""
    row = row_of(kind)

    def encode(record: object, tables: Written) -> int:
        written = row.encode(record, tables)
        # Records may be equal without being the same: origins are outside equality, and 1 is True.
        rows, mark = tables[kind], repr(written)
        return rows.setdefault(mark, (len(rows), written))[0]

    def decode(number: int, tables: Made) -> object:
        require(0 <= number < len(tables[kind]))
        return tables[kind][number]

    return Form(
        shape=kind.__qualname__,
        held=frozenset({kind}),
        written=_INT,
        kinds=(*row.kinds, kind),
        encode=encode,
        decode=decode,
    )


@functools.cache
def row_of(kind: Any) -> Form:  # noqa: ANN401  a class that is a record
    """Find how a record is written in the table of its kind."""
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]

    def values(record: object) -> list[object]:
        return [getattr(record, name) for name in names]

    def make(read: Iterable[object]) -> object:
        return kind(**dict(zip(names, read, strict=True)))

    return _row([(name, form_of(hints[name])) for name in names], values, make)


def _row(
    named: list[tuple[str, Form]],
    values: Callable[[Any], Iterable[object]],
    make: Callable[[Iterable[object]], Any],
) -> Form:
    """Write a fixed number of values, each of a type of its own."""
    forms = [form for _, form in named]
    held, written = _Places(form.held for form in forms), _Places(form.written for form in forms)
    turned = [(place, form) for place, form in enumerate(forms) if not form.is_plain]

    def encode(value: object, tables: Written) -> list[object]:
        row = [*values(value)]
        held.match(row)
        for place, form in turned:
            row[place] = form.encode(row[place], tables)
        return row

    def decode(content: list[object], tables: Made) -> object:
        written.match(content)
        row = [*content]
        for place, form in turned:
            row[place] = form.decode(row[place], tables)
        return make(row)

    return Form(
        shape=f"({', '.join(f'{name}: {form.shape}' for name, form in named)})",
        held=frozenset({tuple}),
        written=_LIST,
        kinds=_together(forms),
        encode=encode,
        decode=decode,
    )


def _several(form: Form) -> Form:
    """Write any number of values of one type."""

    def encode(values: tuple[object, ...], tables: Written) -> list[object]:
        hold(form.held, values)
        return [*values] if form.is_plain else [form.encode(value, tables) for value in values]

    def decode(content: list[object], tables: Made) -> tuple[object, ...]:
        hold(form.written, content)
        return tuple(content if form.is_plain else [form.decode(one, tables) for one in content])

    return Form(
        shape=f"[{form.shape}]",
        held=frozenset({tuple}),
        written=_LIST,
        kinds=form.kinds,
        encode=encode,
        decode=decode,
    )


def _named(form: Form) -> Form:
    """Write values of one type under names."""

    def encode(values: dict[object, object], tables: Written) -> dict[object, object]:
        hold(_TEXT, values)
        hold(form.held, values.values())
        return {name: form.encode(value, tables) for name, value in values.items()}

    def decode(content: dict[str, object], tables: Made) -> dict[str, object]:
        hold(form.written, content.values())
        return {name: form.decode(value, tables) for name, value in content.items()}

    return Form(
        shape=f"{{{form.shape}}}",
        held=frozenset({dict}),
        written=frozenset({dict}),
        kinds=form.kinds,
        encode=encode,
        decode=decode,
    )


def _union(forms: list[Form]) -> Form:
    """Write a value of one of several types, with the number of its type if they need telling."""
    words = "|".join(form.shape for form in forms)
    numbers = {kind: number for number, form in enumerate(forms) for kind in form.held}
    if len(numbers) < sum(len(form.held) for form in forms):
        raise TypeError(f"In {words} two types cannot be told apart.")
    if all(form.is_plain for form in forms):
        return _plain(words, frozenset(numbers))

    def encode(value: object, tables: Written) -> list[object]:
        number = numbers[type(value)]
        return [number, forms[number].encode(value, tables)]

    def decode(content: list[Any], tables: Made) -> object:
        _NUMBERED.match(content)
        number, written = content
        require(0 <= number < len(forms))
        hold(forms[number].written, (written,))
        return forms[number].decode(written, tables)

    return Form(
        shape=words,
        held=frozenset(numbers),
        written=_LIST,
        kinds=_together(forms),
        encode=encode,
        decode=decode,
    )


def _together(forms: Iterable[Form]) -> tuple[type, ...]:
    return tuple(dict.fromkeys(kind for form in forms for kind in form.kinds))


class _Places:
    """The types that each place of a row may have."""

    def __init__(self, types: Iterable[frozenset[type]]) -> None:
        self._types = tuple(types)
        # There are few rows of types, and looking one up is far quicker than going through it.
        self._matched: set[tuple[type, ...]] = set()

    def match(self, row: list[object]) -> None:
        """Hold each value against the types of its place."""
        found = tuple(map(type, row))
        if found not in self._matched:
            require(len(found) == len(self._types))
            require(all(kind in one for one, kind in zip(self._types, found, strict=True)))
            self._matched.add(found)


_NUMBERED = _Places([_INT, _ANY])
