"""Collects what must not be read: names, ids, contacts, providers, and what is made of them."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from secself.aliasing.giving import providers_of
from secself.aliasing.masking import Mask, words_of
from secself.model import (
    AliasKey,
    Case,
    Change,
    Consolidation,
    Direction,
    Framework,
    Party,
    Section,
    Submission,
    Wording,
)

_SHORT = 3
_CODES = (*get_args(Change), *get_args(Direction), *get_args(Wording), *get_args(Section))
"""Words of our own that stand in every pack."""
_WORD = re.compile(r"[^\W\d_]+")


class Usual(NamedTuple):
    """Words that tell nobody apart."""

    words: frozenset[str]
    """Words of the framework and of plain talk."""
    forms: frozenset[str]
    """Words that say of what form a company is."""


def mask_of(held: Consolidation, key: AliasKey) -> Mask:
    """Make what hides every User, provider and person of a pack."""
    mask = Mask()
    usual = _vocabulary(held)
    for case in held.cases:
        _hide_user(mask, case.party, key, usual)
        for person in _people(case):
            _hide_person(mask, person, usual)
        for hidden, name in providers_of(case):
            _hide_provider(mask, hidden, name, key, usual)
    for one in held.missing:
        _hide_user(mask, one.party, key, usual)
    for entry in key.entries:
        # Who is not in this pack may still be spoken of in it.
        _hide(mask, entry.name, entry.alias, usual)
        mask.hide(entry.id, entry.slug, is_exact=True)
        mask.hide(entry.id, entry.alias)
    return mask


def _hide_user(mask: Mask, party: Party, key: AliasKey, usual: Usual) -> None:
    entry = key.find("user", party.id)
    alias, slug = (entry.alias, entry.slug) if entry else ("a User", "user")
    mask.hide(party.id, slug, is_exact=True)
    mask.hide(party.id, alias)
    mask.hide(party.id.replace("-", ""), slug)
    _hide(mask, party.name, alias, usual)
    for provider in party.providers:
        _hide_provider(mask, provider, "", key, usual)
    for contact in party.contacts:
        _hide_person(mask, contact.split(",")[0], usual)


def _hide_provider(mask: Mask, hidden: str, name: str, key: AliasKey, usual: Usual) -> None:
    entry = key.find("provider", hidden)
    alias, slug = (entry.alias, entry.slug) if entry else ("a provider", "provider")
    mask.hide(hidden, slug, is_exact=True)
    _hide(mask, hidden, alias, usual)
    _hide(mask, name, alias, usual)


def _hide(mask: Mask, name: str, alias: str, usual: Usual) -> None:
    """Hide a name, its words that are no usual ones, and its initials."""
    words = [word for word in _WORD.findall(name) if word.casefold() not in usual.forms]
    if not words:
        return
    mask.hide(name, alias)
    mask.hide(" ".join(words), alias)
    mask.hide("".join(words), alias)
    for word in words:
        if len(word) > _SHORT and word.casefold() not in usual.words:
            mask.hide(word, alias)
    initials = "".join(word[0] for word in words).upper()
    if len(initials) > 1 and initials.casefold() not in usual.words:
        mask.hide(initials, "".join(part[0] for part in alias.split()).upper(), is_exact=True)


def _hide_person(mask: Mask, name: str, usual: Usual) -> None:
    words = _WORD.findall(name)
    if not words:
        return
    mask.hide(name, "[name]")
    for word in words:
        if len(word) >= _SHORT and word.casefold() not in usual.words:
            mask.hide(word, "[name]")


def _people(case: Case) -> Iterator[str]:
    """Name those who signed, and those who read again, in either year."""
    comparison = case.assessment.comparison
    sides = [comparison.current, *([comparison.prior] if comparison.prior else [])]
    for side in (*sides, *(past.submission for past in case.assessment.past)):
        yield from _signed(side)


def _signed(side: Submission) -> Iterator[str]:
    if side.declaration.name:
        yield str(side.declaration.name)
    for row in side.responses:
        if row.reaffirmed_by:
            yield str(row.reaffirmed_by)


def _vocabulary(held: Consolidation) -> Usual:
    """Give the words that no name may take away: those of the framework, and of plain talk."""
    aliasing = held.framework.aliasing
    plain = aliasing.usual_words if aliasing else ()
    return Usual(
        words=frozenset(words_of((*_texts(held.framework), *_CODES, *plain))),
        forms=frozenset(words_of(aliasing.company_words if aliasing else ())),
    )


def _texts(framework: Framework) -> Iterable[str]:
    yield framework.title
    for control in framework.controls:
        yield from (control.title, control.text)
    for question in framework.questions:
        yield from (question.text, *question.answer.choices)
    for scale in (framework.scale, framework.declared_changes, framework.residual_risks):
        yield from scale.labels
    for category in framework.party_categories:
        yield category.label
    for role in framework.roles:
        yield role.label
