"""Finds out which question each row of a document answers, and what stands in its cells.

The tag of a content control decides, then its title, then the Ref in the row, then the text of the
question. Where the Ref that a person sees says something else than the tag, the Ref counts: a
control that was copied into another row takes its old tag along.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from secself.identity import read_token
from secself.model import Framework
from secself.wordform.body import Cell, Control, Row, loose, rows
from secself.wordform.layout import (
    ANSWER,
    COLUMNS,
    COMPACT_MARKS,
    INPUTS,
    QUESTION,
    REF,
    Route,
    read_tag,
)

_SPACES = re.compile(r"[\s\u00a0]+")
_INPUT_KEYS = frozenset(column.key for column in INPUTS)


@dataclass(slots=True, kw_only=True)
class Filled:
    """What stands in one input cell."""

    texts: list[str] = field(default_factory=list)
    """The texts in it: one, unless a control and the cell around it are both filled."""
    day: date | None = None
    """The day that its date picker says was picked."""
    is_prompt_kept: bool = False
    """Whether a text of its own is said to be a prompt."""
    is_merged: bool = False
    """Whether the cell was merged with the input cell beside it."""
    has_picture: bool = False
    """Whether there is a picture in it."""
    moved_from: str = ""
    """The tag of a control that was made for another cell."""


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
class _Key:
    """What a control says it is for."""

    ref: str
    column: str
    route: Route
    fingerprint: str | None = None


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
    def keys(self) -> tuple[_Key, ...]:
        """Give what the controls of the row are for."""
        controls = (control for cell in self.row.cells for control in cell.controls)
        return tuple(key for key in map(_key, controls) if key)


def find(root: etree._Element, framework: Framework) -> tuple[list[Found], list[Stranger]]:
    """Find what answers a question of the framework, and the rows that answer none."""
    known = {question.id for question in framework.questions}
    by_text = _unambiguous(framework)
    headed = list(_headed(root))
    shown = {_folded(ref): ref for ref in known}
    claimed = {shown[each.ref] for each in headed if each.ref in shown}
    found: list[Found] = []
    strangers: list[Stranger] = []
    for each in headed:
        owner = _owner(each, shown, by_text, claimed)
        if owner is not None:
            found.append(_found(each, *owner))
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


def _found(each: _Headed, ref: str, route: Route) -> Found:
    cells: dict[str, Filled] = {}
    for cell in each.row.cells:
        _fill(cells, cell, _covered(each, cell), ref)
    prints = [key.fingerprint for key in each.keys if key.ref == ref and key.fingerprint]
    return Found(
        ref=ref,
        route=route,
        place=each.row.place,
        fingerprint=prints[0] if prints else None,
        shown_ref=each.text(REF.key) if each.ref not in ("", _folded(ref)) else "",
        cells=cells,
    )


def _fill(cells: dict[str, Filled], cell: Cell, covered: tuple[str, ...], ref: str) -> None:
    """Take what stands in a cell into the columns it covers, else into those of its controls."""
    touched = list(covered)
    for control in cell.controls:
        key = _key(control)
        if key is None or key.column not in _INPUT_KEYS:
            continue
        column = key.column if key.column in covered or not covered else covered[0]
        touched.append(column)
        place = cells.setdefault(column, Filled())
        _take(place, control, "" if (key.ref, key.column) == (ref, column) else _named(control))
    if touched:
        place = cells.setdefault(touched[0], Filled())
        place.texts += [cell.outside] if cell.outside else []
        place.is_merged = len(covered) > 1 and bool(cell.outside)
        place.has_picture = cell.has_picture


def _take(place: Filled, control: Control, moved_from: str) -> None:
    if control.text:
        place.texts.append(control.text)
        place.moved_from = moved_from
    place.day = control.day or place.day
    place.is_prompt_kept = place.is_prompt_kept or control.is_prompt_kept


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
        key = _key(control)
        if key is not None and key.ref in known:
            cells = places.setdefault(key.ref, {})
            routes.setdefault(key.ref, key.route)
            if key.column in _INPUT_KEYS:
                _take(cells.setdefault(key.column, Filled()), control, "")
    for ref, cells in places.items():
        yield Found(
            ref=ref,
            route=routes[ref],
            place="outside the tables",
            fingerprint=None,
            shown_ref="",
            cells=cells,
        )


def _key(control: Control) -> _Key | None:
    token = read_token(control.tag)
    if token is not None:
        return _Key(ref=token[1], column=REF.key, route="tag", fingerprint=token[2])
    if by_tag := read_tag(control.tag):
        return _Key(ref=by_tag[0], column=by_tag[1], route="tag")
    if by_alias := read_tag(control.alias):
        return _Key(ref=by_alias[0], column=by_alias[1], route="alias")
    return None


def _named(control: Control) -> str:
    return control.tag or control.alias


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
