"""Gives aliases: numbers that stay from meeting to meeting, and follow no alphabet."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from secself.model import AliasEntry, AliasKey, Case, Consolidation, Party
from secself.problems import Problem

_PARTY = "Party"
_USUAL = "Party "


def given(held: Consolidation, key: AliasKey) -> AliasKey:
    """Give an alias to each User and provider that has none; what was given before stays."""
    known = list(key.entries)
    for kind, label, hidden, name in _ordered(held, key):
        if key.find(kind, hidden) is None and not any(
            (one.kind, one.id) == (kind, hidden) for one in known
        ):
            number = _free(known, label)
            alias = f"{label} {number:02}"
            known.append(AliasEntry(kind=kind, alias=alias, id=hidden, name=name))
    return replace(key, entries=tuple(known))


def warnings(held: Consolidation) -> tuple[Problem, ...]:
    """Say of which categories there are so few Users that an alias hides little."""
    aliasing = held.framework.aliasing
    if aliasing is None:
        return ()
    counts = Counter(label_of(held, one) for one in _parties(held))
    return tuple(
        Problem(
            level="warning",
            code="alias-thin",
            what=f"There {'is one' if number == 1 else f'are {number}'} {label} in the pack: who "
            "knows the market can tell who it is.",
            remedy="Leave the category out of what is handed round, or tell members that the "
            "alias does not protect it.",
        )
        for label, number in sorted(counts.items())
        if number < aliasing.fewest
    )


def label_of(held: Consolidation, party: Party) -> str:
    """Give the neutral word for a User's category, such as `Small Supplier`."""
    label = held.label_of_category(party.category) if party.category else _PARTY
    return label.removesuffix(_USUAL.rstrip()).strip() or _PARTY


def _ordered(held: Consolidation, key: AliasKey) -> Iterator[tuple[str, str, str, str]]:
    """Give what needs an alias in an order that only the salt knows."""
    wanted = [("user", label_of(held, one), one.id, one.name) for one in _parties(held)]
    wanted += [("provider", "Provider", hidden, name) for hidden, name in _providers(held)]
    yield from sorted(wanted, key=lambda one: _drawn(key.salt, one[0], one[2]))


def _drawn(salt: str, kind: str, hidden: str) -> str:
    return hashlib.sha256(f"{salt}\n{kind}\n{hidden}".encode()).hexdigest()


def _free(known: Iterable[AliasEntry], label: str) -> int:
    taken = {one.alias for one in known}
    number = 1
    while f"{label} {number:02}" in taken:
        number += 1
    return number


def _parties(held: Consolidation) -> list[Party]:
    return [*(case.party for case in held.cases), *(one.party for one in held.missing)]


def _providers(held: Consolidation) -> list[tuple[str, str]]:
    """List the providers of either side, with the name by which a User knows them."""
    names: dict[str, str] = {}
    for case in held.cases:
        for hidden, name in providers_of(case):
            names.setdefault(hidden, name)
    for party in _parties(held):
        for hidden in party.providers:
            names.setdefault(hidden, "")
    return list(names.items())


def providers_of(case: Case) -> list[tuple[str, str]]:
    """List the providers that a User names, of either year."""
    comparison = case.assessment.comparison
    sides = [comparison.current, *([comparison.prior] if comparison.prior else [])]
    sides += [past.submission for past in case.assessment.past]
    return [(one.id, str(one.name or "")) for side in sides for one in side.providers]
