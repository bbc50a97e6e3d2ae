"""What a content control is for, and what stands in the input cells of one row."""

from dataclasses import dataclass, field
from datetime import date

from secself.identity import read_token
from secself.wordform.body import Cell
from secself.wordform.layout import INPUTS, REF, Route, read_tag
from secself.wordform.text import Control

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
    is_merged_up: bool = False
    """Whether the cell was merged with the one above it."""
    has_picture: bool = False
    """Whether there is a picture in it."""
    moved_from: str = ""
    """The tag of a control that was made for another cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What a control says it is for."""

    ref: str
    """The question's Ref."""
    column: str
    """The column it was made for."""
    route: Route
    """Whether its tag says so, or its title."""
    fingerprint: str | None = None
    """The fingerprint of the question's words, if it says."""


def fill(cells: dict[str, Filled], cell: Cell, covered: tuple[str, ...], ref: str) -> None:
    """Take what stands in a cell into the columns it covers, else into those of its controls."""
    touched = list(covered)
    for control in cell.controls:
        key = key_of(control)
        # A field of ours that was made for no input cell counts where it stands in one.
        if key is None or (key.column not in _INPUT_KEYS and not covered):
            continue
        column = key.column if key.column in covered or not covered else covered[0]
        touched.append(column)
        place = cells.setdefault(column, Filled())
        take(place, control, "" if (key.ref, key.column) == (ref, column) else _named(control))
    if touched:
        place = cells.setdefault(touched[0], Filled())
        place.texts += [cell.outside] if cell.outside else []
        place.is_merged = len(covered) > 1 and bool(cell.outside)
        place.has_picture = cell.has_picture
        place.is_merged_up = cell.is_merged_up


def take(place: Filled, control: Control, moved_from: str) -> None:
    """Take what stands in a control, and where it was copied from, if it was."""
    if control.text:
        place.texts.append(control.text)
        place.moved_from = moved_from
    place.day = control.day or place.day
    place.is_prompt_kept = place.is_prompt_kept or control.is_prompt_kept


def key_of(control: Control) -> Key | None:
    """Say what a control is for; None if it is not ours."""
    token = read_token(control.tag)
    if token is not None:
        return Key(ref=token[1], column=REF.key, route="tag", fingerprint=token[2])
    if by_tag := read_tag(control.tag):
        return Key(ref=by_tag[0], column=by_tag[1], route="tag")
    if by_alias := read_tag(control.alias):
        return Key(ref=by_alias[0], column=by_alias[1], route="alias")
    return None


def _named(control: Control) -> str:
    return control.tag or control.alias
