"""Takes names out of everything a pack says, record by record, and tells premises in bands."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import NamedTuple, TypeVar, cast

from secself.aliasing.bands import band, rounded
from secself.aliasing.masking import Mask
from secself.aliasing.names import assessors, mask_of
from secself.model import (
    AliasKey,
    BoundComment,
    Case,
    Comment,
    Consolidation,
    Framework,
    Party,
    Reply,
    Response,
    Statement,
)

_Any = TypeVar("_Any")
_CODES = frozenset(
    (
        *("change", "changes", "direction", "wording", "section", "kind", "rule", "materiality"),
        *("level", "code", "standing", "state", "outcome", "measure", "framework", "group"),
        "carries",
    )
)
"""Fields that hold words of ours, which name nobody."""
_FOLDERS = re.compile(r".*[/\\]")
_PREMISES = ("Domestic premises", "Non-domestic premises")
_YEARS = range(1900, 2101)
"""Numbers that are years far more often than they count anything."""


class Hiding(NamedTuple):
    """What is hidden, and how."""

    mask: Mask
    """The names."""
    bounds: tuple[int, ...]
    """The upper bounds of the bands."""
    sizes: tuple[str, ...]
    """The questions whose answer says how large a User is."""
    assessors: frozenset[str]
    """Who assessed; they are nobody's people."""


def masked(held: Consolidation, key: AliasKey) -> Consolidation:
    """Give a pack in which no name, id, contact, provider, path or number of premises stands.

    Every User and provider needs its alias in the key.
    """
    aliasing = held.framework.aliasing
    hidden = Hiding(
        mask=mask_of(held, key),
        bounds=aliasing.bands if aliasing else (),
        sizes=aliasing.sizes if aliasing else (),
        assessors=assessors(held),
    )
    _hide_sizes(hidden, held)
    cases = tuple(_case(case, hidden, key) for case in held.cases)
    return replace(
        _mapped(replace(held, cases=(), missing=(), shared=()), hidden),
        cases=cases,
        missing=tuple(
            replace(_mapped(one, hidden), party=_party(one.party, hidden, key))
            for one in held.missing
        ),
        shared=tuple(
            replace(
                _mapped(one, hidden),
                domestic_premises=rounded(one.domestic_premises),
                non_domestic_premises=rounded(one.non_domestic_premises),
            )
            for one in held.shared
        ),
        framework=held.framework,
        marking=held.marking,
        notice=replace(_mapped(held.notice, hidden), marking=held.marking),
    )


def _hide_sizes(hidden: Hiding, held: Consolidation) -> None:
    """Hide the numbers of premises and the folders that the texts may name, too."""
    for case in held.cases:
        for file in (*case.assessment.files, *case.assessment.prior_files):
            folder = _FOLDERS.match(file)
            hidden.mask.hide(folder[0] if folder else "", "[folder]", is_exact=True)
        comparison = case.assessment.comparison
        for side in (comparison.current, comparison.prior):
            for label in _PREMISES if side else ():
                number = side.statement(label) if side else None
                _hide_number(hidden, number)
            for row in side.responses if side else ():
                if row.ref in hidden.sizes:
                    _hide_number(hidden, row.answer)


def _hide_number(hidden: Hiding, number: object) -> None:
    """Hide a number that is large enough to be told apart, and no year."""
    if isinstance(number, int) and number > min(hidden.bounds, default=0) // 10:
        told = band(number, hidden.bounds)
        hidden.mask.hide(f"{number:,}", told, is_exact=True)
        if number not in _YEARS:
            hidden.mask.hide(str(number), told, is_exact=True)


def _case(case: Case, hidden: Hiding, key: AliasKey) -> Case:
    made = _mapped(replace(case, party=Party(id="")), hidden)
    return replace(made, party=_party(case.party, hidden, key))


def _party(party: Party, hidden: Hiding, key: AliasKey) -> Party:
    entry = key.find("user", party.id)
    said = [
        f"{band(number, hidden.bounds) if number else 'no'} {kind}"
        for kind, number in (
            ("domestic", party.domestic_premises),
            ("non-domestic", party.non_domestic_premises),
        )
        if number is not None
    ]
    return replace(
        party,
        id=entry.slug if entry else hidden.mask.text(party.id),
        name=entry.alias if entry else "",
        domestic_premises=None,
        non_domestic_premises=None,
        premises_band=", ".join(said),
        providers=tuple(hidden.mask.text(one) for one in party.providers),
        contacts=(),
    )


def _mapped(value: _Any, hidden: Hiding) -> _Any:
    """Give a value with every text of it masked; frameworks say nothing of anybody."""
    return cast("_Any", _made(value, hidden))


def _made(value: object, hidden: Hiding) -> object:
    if isinstance(value, str):
        return hidden.mask.text(value)
    if isinstance(value, tuple):
        return tuple(_made(one, hidden) for one in value)
    if isinstance(value, Mapping):
        return {key: _told(one, hidden) for key, one in value.items()}
    if isinstance(value, Framework | type) or not is_dataclass(value):
        return value
    return _record(value, hidden)


def _bare(name: str, value: object) -> object:
    """Give files without the folders they lie in, which say whose machine it is."""
    if name == "file" and isinstance(value, str):
        return _FOLDERS.sub("", value)
    if name in ("files", "prior_files") and isinstance(value, tuple):
        return tuple(_FOLDERS.sub("", str(one)) for one in value)
    return value


def _told(value: object, hidden: Hiding) -> object:
    """Mask a value that a rule looked at; a number that must not be told becomes a text."""
    if isinstance(value, int) and not isinstance(value, bool):
        said = hidden.mask.text(str(value))
        return value if said == str(value) else said
    return _made(value, hidden)


def _record(value: object, hidden: Hiding) -> object:
    changed = {}
    for each in fields(value):  # type: ignore[arg-type]
        held = getattr(value, each.name)
        made = held if each.name in _CODES else _made(_bare(each.name, held), hidden)
        if made is not held:
            changed[each.name] = made
    changed |= _told_apart(value, hidden)
    return replace(value, **changed) if changed else value  # type: ignore[type-var]


def _told_apart(value: object, hidden: Hiding) -> dict[str, object]:
    """Give the fields that are told otherwise than by taking names out of a text."""
    if isinstance(value, Statement) and value.label in _PREMISES:
        return {"value": _sized(value.value, hidden)}
    if isinstance(value, Response) and value.ref in hidden.sizes:
        return {"answer": _sized(value.answer, hidden)}
    if isinstance(value, Comment | Reply) and value.author in hidden.assessors:
        return {"author": value.author}
    return {"id": value.id} if isinstance(value, BoundComment) else {}


def _sized(value: object, hidden: Hiding) -> object:
    """Tell a number in its band, however small it is."""
    if isinstance(value, int) and not isinstance(value, bool):
        return band(value, hidden.bounds)
    return _made(value, hidden)
