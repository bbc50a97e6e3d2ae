"""Takes names out of everything a pack says, record by record, and tells premises in bands."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from secself.aliasing.bands import band, rounded
from secself.aliasing.masking import Mask
from secself.aliasing.names import mask_of
from secself.model import AliasKey, Case, Consolidation, Framework, Party, Statement

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


def masked(held: Consolidation, key: AliasKey) -> Consolidation:
    """Give a pack in which no name, id, contact, provider, path or number of premises stands.

    Every User and provider needs its alias in the key.
    """
    bounds = held.framework.aliasing.bands if held.framework.aliasing else ()
    hidden = _hidden(mask_of(held, key), held, bounds)
    cases = tuple(_case(case, hidden, key, bounds) for case in held.cases)
    return replace(
        _mapped(replace(held, cases=(), missing=(), shared=()), hidden),
        cases=cases,
        missing=tuple(
            replace(_mapped(one, hidden), party=_party(one.party, hidden, key, bounds))
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


def _hidden(mask: Mask, held: Consolidation, bounds: tuple[int, ...]) -> Mask:
    """Hide the numbers of premises and the folders that the texts may name, too."""
    for case in held.cases:
        for file in (*case.assessment.files, *case.assessment.prior_files):
            folder = _FOLDERS.match(file)
            mask.hide(folder[0] if folder else "", "[folder]", is_exact=True)
        comparison = case.assessment.comparison
        for side in (comparison.current, comparison.prior):
            for label in _PREMISES if side else ():
                number = side.statement(label) if side else None
                if isinstance(number, int) and number > min(bounds, default=0) // 10:
                    told = band(number, bounds)
                    mask.hide(f"{number:,}", told, is_exact=True)
                    mask.hide(str(number), told, is_exact=True)
    return mask


def _case(case: Case, mask: Mask, key: AliasKey, bounds: tuple[int, ...]) -> Case:
    made = _mapped(replace(case, party=Party(id="")), mask)
    return replace(made, party=_party(case.party, mask, key, bounds))


def _party(party: Party, mask: Mask, key: AliasKey, bounds: tuple[int, ...]) -> Party:
    entry = key.find("user", party.id)
    said = [
        f"{band(number, bounds)} {kind}"
        for kind, number in (
            ("domestic", party.domestic_premises),
            ("non-domestic", party.non_domestic_premises),
        )
        if number is not None
    ]
    return replace(
        party,
        id=entry.slug if entry else mask.text(party.id),
        name=entry.alias if entry else "",
        domestic_premises=None,
        non_domestic_premises=None,
        premises_band=", ".join(said),
        providers=tuple(mask.text(one) for one in party.providers),
        contacts=(),
    )


def _mapped(value: _Any, mask: Mask) -> _Any:
    """Give a value with every text of it masked; frameworks say nothing of anybody."""
    return cast("_Any", _made(value, mask))


def _made(value: object, mask: Mask) -> object:
    if isinstance(value, str):
        return mask.text(value)
    if isinstance(value, tuple):
        return tuple(_made(one, mask) for one in value)
    if isinstance(value, Mapping):
        return {key: _told(one, mask) for key, one in value.items()}
    if isinstance(value, Framework | type) or not is_dataclass(value):
        return value
    return _record(value, mask)


def _bare(name: str, value: object) -> object:
    """Give files without the folders they lie in, which say whose machine it is."""
    if name == "file" and isinstance(value, str):
        return _FOLDERS.sub("", value)
    if name in ("files", "prior_files") and isinstance(value, tuple):
        return tuple(_FOLDERS.sub("", str(one)) for one in value)
    return value


def _told(value: object, mask: Mask) -> object:
    """Mask a value that a rule looked at; a number that must not be told becomes a text."""
    if isinstance(value, int) and not isinstance(value, bool):
        said = mask.text(str(value))
        return value if said == str(value) else said
    return _made(value, mask)


def _record(value: object, mask: Mask) -> object:
    changed = {}
    for each in fields(value):  # type: ignore[arg-type]
        held = getattr(value, each.name)
        made = held if each.name in _CODES else _made(_bare(each.name, held), mask)
        if made is not held:
            changed[each.name] = made
    if isinstance(value, Statement) and value.label in _PREMISES and value.value is not None:
        changed["value"] = mask.text(f"{value.value}")
    return replace(value, **changed) if changed else value  # type: ignore[type-var]
