"""Finds out which question each row of a document answers, and what stands in its cells.

The tag of a content control decides, then its title, then the Ref in the row, then the text of the
question. Where the Ref that a person sees says something else than the tag, the Ref counts: a
control that was copied into another row takes its old tag along.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from secself.model import Framework
from secself.wordform.body import Cell, Row, loose, rows
from secself.wordform.filled import Filled, Key, fill, key_of, take
from secself.wordform.layout import (
    ANSWER,
    COLUMNS,
    COMPACT_MARKS,
    INPUTS,
    QUESTION,
    REF,
    Route,
)

_SPACES = re.compile(r"[\s\u00a0]+")
_INPUT_KEYS = frozenset(column.key for column in INPUTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A row, or controls outside a table, that answer one question."""

    ref: str
    """The question's Ref."""
    route: Route
    """What it was found by."""
    place: str
    """Where it stands."""
    fingerprint: str | None
    """The fingerprint of the words that were answered, if the row still says."""
    shown_ref: str
    """The Ref a person sees, where it is not the question's."""
    has_other_words: bool
    """Whether the question beside it has other words than the framework's."""
    cells: Mapping[str, Filled]
    """Its input cells, by column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """A row that answers nothing that was asked."""

    ref: str
    """What stands in its Ref."""
    place: str
    """Where it stands."""
    cells: tuple[tuple[str, str], ...]
    """Heading and text of each filled cell."""
    inputs: int
    """How many of them people write in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Headed:
    """A row with the headings that hold for it."""

    row: Row
    headings: Mapping[str, int]
    """Where each column begins; empty if the table shows no headings."""
    is_own: bool
    """Whether the headings stand in its own table."""

    @property
    def ref(self) -> str:
        """Give what stands in the column Ref."""
        return _folded(self.text(REF.key))

    def text(self, key: str) -> str:
        """Give what stands in a column."""
        start = self.headings.get(key)
        return next((cell.text for cell in self.row.cells if cell.start == start), "")

    @property
    def keys(self) -> tuple[Key, ...]:
        """Give what the controls of the row are for."""
        controls = (control for cell in self.row.cells for control in cell.controls)
        return tuple(key for key in map(key_of, controls) if key)


def find(root: etree._Element, framework: Framework) -> tuple[list[Found], list[Stranger]]:
    """Find what answers a question of the framework, and the rows that answer none."""
    known = {question.id for question in framework.questions}
    by_text = _unambiguous(framework)
    texts = {question.id: question.text for question in framework.questions}
    headed = list(_headed(root))
    shown = {_folded(ref): ref for ref in known}
    claimed = {shown[each.ref] for each in headed if each.ref in shown}
    found: list[Found] = []
    strangers: list[Stranger] = []
    for each in headed:
        owner = _owner(each, shown, by_text, claimed)
        if owner is not None:
            found.append(_found(each, *owner, texts[owner[0]]))
        elif each.is_own:
            strangers += _stranger(each)
    found += _outside(root, known)
    return found, strangers


def _headed(root: etree._Element) -> Iterator[_Headed]:
    headings: Mapping[str, int] = {}
    width = 0
    own: set[int] = set()
    ours: set[int] = set()
    for row in rows(root):
        # A table inside one of our tables is text that somebody put into a cell.
        if not ours.isdisjoint(row.within):
            continue
        its_own = _headings(row)
        if its_own:
            headings, width = its_own, row.width
            own.add(row.table)
            ours.add(row.table)
        else:
            is_own = row.table in own
            # A table that was split in two has its headings in the first half only.
            holds = is_own or row.width == width
            headed = _Headed(row=row, headings=headings if holds else {}, is_own=is_own)
            if len({key.ref for key in headed.keys}) == 1:
                ours.add(row.table)
            yield headed


def _headings(row: Row) -> Mapping[str, int]:
    names = {_folded(column.heading): column.key for column in COLUMNS}
    starts: dict[str, int] = {}
    for cell in row.cells:
        key = names.get(_folded(cell.text))
        if key:
            starts.setdefault(key, cell.start)
    return starts if {REF.key, ANSWER.key} <= starts.keys() else {}


def _owner(
    each: _Headed, known: Mapping[str, str], by_text: Mapping[str, str], claimed: set[str]
) -> tuple[str, Route] | None:
    """Say which question a row answers, and by what it was found; None if there is none.

    A row with a Ref of its own is not taken for a question whose Ref stands in another row.
    """
    keys = sorted(each.keys, key=lambda key: key.route != "tag")
    if each.ref in known:
        ref = known[each.ref]
        by_ref: Route = "ref"
        return ref, next((key.route for key in keys if key.ref == ref), by_ref)
    free = set(known.values()) - (claimed if each.ref else set())
    tagged = {key.ref for key in keys}
    if len(tagged) == 1 and tagged <= free:
        return keys[0].ref, keys[0].route
    named = {by_text[line] for line in _lines(each, QUESTION.key) if line in by_text} & free
    return (named.pop(), "text") if len(named) == 1 else None


def _found(each: _Headed, ref: str, route: Route, text: str) -> Found:
    lines = list(_lines(each, QUESTION.key))
    cells: dict[str, Filled] = {}
    for cell in each.row.cells:
        fill(cells, cell, _covered(each, cell), ref)
    prints = [key.fingerprint for key in each.keys if key.ref == ref and key.fingerprint]
    return Found(
        ref=ref,
        route=route,
        place=each.row.place,
        fingerprint=prints[0] if prints else None,
        shown_ref=each.text(REF.key) if each.ref not in ("", _folded(ref)) else "",
        has_other_words=any(lines) and _folded(text) not in lines,
        cells=cells,
    )


def _covered(each: _Headed, cell: Cell) -> tuple[str, ...]:
    """Name the input columns a cell covers."""
    covers = range(cell.start, cell.start + cell.span)
    return tuple(column.key for column in INPUTS if each.headings.get(column.key, -1) in covers)


def _stranger(each: _Headed) -> Iterator[Stranger]:
    inputs = [cell for cell in each.row.cells if cell.text and _covered(each, cell)]
    if each.ref or inputs:
        names = {start: key for key, start in each.headings.items()}
        titles = {column.key: column.heading for column in COLUMNS}
        yield Stranger(
            ref=each.text(REF.key),
            place=each.row.place,
            cells=tuple(
                (titles.get(names.get(cell.start, ""), f"column {cell.start + 1}"), cell.text)
                for cell in each.row.cells
                if cell.text
            ),
            inputs=len(inputs),
        )


def _outside(root: etree._Element, known: set[str]) -> Iterator[Found]:
    """Find the answers whose controls stand outside every table."""
    places: dict[str, dict[str, Filled]] = {}
    routes: dict[str, Route] = {}
    for control in loose(root):
        key = key_of(control)
        if key is not None and key.ref in known:
            cells = places.setdefault(key.ref, {})
            routes.setdefault(key.ref, key.route)
            if key.column in _INPUT_KEYS:
                take(cells.setdefault(key.column, Filled()), control, "")
    for ref, cells in places.items():
        yield Found(
            ref=ref,
            route=routes[ref],
            place="outside the tables",
            fingerprint=None,
            shown_ref="",
            has_other_words=False,
            cells=cells,
        )


def _unambiguous(framework: Framework) -> Mapping[str, str]:
    """Name the question of every text that only one question has."""
    texts: dict[str, list[str]] = {}
    for question in framework.questions:
        texts.setdefault(_folded(question.text), []).append(question.id)
    return {text: refs[0] for text, refs in texts.items() if len(refs) == 1}


def _lines(each: _Headed, key: str) -> Iterable[str]:
    start = each.headings.get(key)
    marks = tuple(f" {mark}" for mark in COMPACT_MARKS.values())
    for cell in each.row.cells:
        if cell.start == start:
            for line in cell.lines:
                text = _folded(line)
                yield next(
                    (text.removesuffix(m) for m in map(str.casefold, marks) if text.endswith(m)),
                    text,
                )


def _folded(text: str) -> str:
    return _SPACES.sub(" ", text).strip().casefold()
