"""Collects what must not be read: names, ids, contacts, providers, and what is made of them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from secself.aliasing.giving import providers_of
from secself.aliasing.masking import Mask, fold, words_in, words_of
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


class Usual(NamedTuple):
    """Words that tell nobody apart."""

    words: frozenset[str]
    """Words of the framework and of plain talk."""
    forms: frozenset[str]
    """Words that say of what form a company is."""


def mask_of(held: Consolidation, key: AliasKey) -> Mask:
    """Make what hides every User, provider and person of a pack."""
    mask = Mask()
    usual, known = _vocabulary(held), assessors(held)
    for case in held.cases:
        _hide_user(mask, case.party, key, usual)
        owners = (owner for side in _sides(case) for owner in _owners(side, usual))
        for person in {*_people(case), *owners, *_commenting(case, known)}:
            _hide_person(mask, person, usual)
        _hide_numbering(mask, case, key, usual)
        for hidden, name in providers_of(case):
            _hide_provider(mask, hidden, name, key, usual)
    for one in held.missing:
        _hide_user(mask, one.party, key, usual)
    for entry in key.entries:
        # Who is not in this pack may still be spoken of in it.
        _hide(mask, entry.name, entry.alias, usual)
        _hide_id(mask, entry.id, entry.alias, entry.slug, usual)
    return mask


def _hide_id(mask: Mask, hidden: str, alias: str, slug: str, usual: Usual) -> None:
    """Hide an id wherever it stands; one of plain words only where no word of theirs can stand."""
    if all(fold(word) in usual.words or fold(word) in usual.forms for word in words_in(hidden)):
        mask.hide_id(hidden, slug)
        return
    mask.hide(hidden, slug, is_exact=True)
    mask.hide(hidden, alias, is_exact=len(hidden) <= _SHORT)
    mask.hide(hidden.replace("-", ""), slug)


def _hide_user(mask: Mask, party: Party, key: AliasKey, usual: Usual) -> None:
    entry = key.find("user", party.id)
    alias, slug = (entry.alias, entry.slug) if entry else ("a User", "user")
    _hide_id(mask, party.id, alias, slug, usual)
    _hide(mask, party.name, alias, usual)
    for provider in party.providers:
        _hide_provider(mask, provider, "", key, usual)
    for contact in party.contacts:
        _hide_person(mask, contact.split(",")[0], usual)


def _hide_provider(mask: Mask, hidden: str, name: str, key: AliasKey, usual: Usual) -> None:
    entry = key.find("provider", hidden)
    alias, slug = (entry.alias, entry.slug) if entry else ("a provider", "provider")
    _hide_id(mask, hidden, alias, slug, usual)
    _hide(mask, hidden, alias, usual)
    _hide(mask, name, alias, usual)


def _hide(mask: Mask, name: str, alias: str, usual: Usual) -> None:
    """Hide a name, its words that are no usual ones, and its initials."""
    words = [word for word in words_in(name) if fold(word) not in usual.forms]
    if not words:
        return
    mask.hide(name, alias, is_exact=len(words_in(name)) == 1)
    is_plain = len(words) == 1 and fold(words[0]) in usual.words
    if not is_plain:
        # A name of one short word is told from the word by how it is written.
        is_short = len(words) == 1 and len(words[0]) <= _SHORT
        mask.hide(" ".join(words), alias, is_exact=is_short)
        mask.hide("".join(words), alias, is_exact=is_short)
    for word in words:
        if len(word) > _SHORT and fold(word) not in usual.words:
            mask.hide(word, alias)
    initials = "".join(word[0] for word in words).upper()
    if 1 < len(initials) < len("".join(words)) and fold(initials) not in usual.words:
        mask.hide(initials, _initials(alias), is_exact=True)


def _hide_numbering(mask: Mask, case: Case, key: AliasKey, usual: Usual) -> None:
    """Hide the letters before the numbers of documents where they are an abbreviated name."""
    party, entry = case.party, key.find("user", case.party.id)
    alias = entry.alias if entry else "a User"
    names = [party.id.replace("-", ""), "".join(words_in(party.name))]
    for side in _sides(case):
        for document in side.evidence:
            letters = "".join(words_in(document.id)[:1])
            is_told = len(letters) > 1 and fold(letters) not in usual.words
            if is_told and any(_shortens(fold(letters), fold(name)) for name in names):
                mask.hide(letters, _initials(alias), is_exact=True)


def _shortens(letters: str, name: str) -> bool:
    """Tell whether letters stand in a name in their order, from its first on."""
    rest = iter(name)
    return name[:1] == letters[:1] and all(one in rest for one in letters)


def _initials(alias: str) -> str:
    return "".join(part[0] for part in alias.split()).upper()


def _hide_person(mask: Mask, name: str, usual: Usual) -> None:
    words = words_in(name)
    if all(fold(word) in usual.words for word in words):
        # Where a post is named in the place of a person, it is the same post at every User.
        return
    mask.hide(name, "[name]")
    for word in words:
        if len(word) >= _SHORT and fold(word) not in usual.words:
            mask.hide(word, "[name]")


def assessors(held: Consolidation) -> frozenset[str]:
    """Name those who wrote in an assessor's columns."""
    said = (one.comment for case in held.cases for one in case.comments)
    return frozenset(one.author for one in said if one.kind == "column" and one.author)


def _commenting(case: Case, known: frozenset[str]) -> Iterator[str]:
    """Name those who wrote a note, or in a thread, and are no assessor."""
    for one in case.comments:
        authors = (one.comment.author, *(reply.author for reply in one.comment.replies))
        yield from (author for author in authors if author and author not in known)


def _owners(side: Submission, usual: Usual) -> Iterator[str]:
    """Name the owners who are persons; a post has a word of plain talk in it."""
    owners = [row.owner for row in side.responses] + [row.owner for row in side.remediation]
    for owner in owners:
        words = words_in(str(owner or ""))
        if words and not usual.words.intersection(map(fold, words)):
            yield str(owner)


def _people(case: Case) -> Iterator[str]:
    """Name those who signed, and those who read again, in either year."""
    for side in _sides(case):
        yield from _signed(side)


def _sides(case: Case) -> list[Submission]:
    comparison = case.assessment.comparison
    sides = [comparison.current, *([comparison.prior] if comparison.prior else [])]
    return [*sides, *(past.submission for past in case.assessment.past)]


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
