"""Compares two editions of a framework: what was added, withdrawn, reworded, and whom it touches.

Knows nothing of answers; see secself.comparison.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from secself.model import (
    Applicability,
    Control,
    ExpectedEvidence,
    Framework,
    Passage,
    Provenance,
    Question,
    Reference,
    Revised,
    Revision,
    Scale,
)

LISTS = (
    "controls",
    "questions",
    "interpretations",
    "rules",
    "chapters",
    "themes",
    "standards",
    "roles",
    "party_categories",
    "kinds",
    "outcomes",
    "statuses",
    "scale",
    "declared_changes",
    "residual_risks",
    "affirmations",
    "facts",
    "changes",
    "challenge",
    "peers",
    "sources",
)
"""The lists of a framework, in the order in which their changes are told."""

_SINGLE = (("lifecycle", "The cycle"), ("aliasing", "Neutral names"))
"""What a framework has once, and what it is called."""

_TOP = ("title", "notice", "interpretations_edition")
_WORDY = {"title", "text", "why", "term", "notice", "meaning", "label"}
_NAMES = {"interpretations_edition": "interpretations edition"}
_UNTOLD = {"id", "origin"}


def compare(before: Framework, after: Framework) -> tuple[Revision, ...]:
    """Name every difference between two editions, in the order of the later one."""
    found = [*_top(before, after)]
    for name in LISTS:
        found += _list(name, before, after)
    for name, title in _SINGLE:
        found += _single(before, after, name, title)
    return tuple(found)


def parted(
    before: Framework, after: Framework, revisions: Iterable[Revision]
) -> tuple[tuple[Revision, ...], tuple[Revision, ...]]:
    """Part the differences into those that say something else, and those of provenance only."""
    told: list[Revision] = []
    sourced: list[Revision] = []
    known: dict[str, tuple[Mapping[str, object], Mapping[str, object]]] = {}
    for one in revisions:
        if one.list in LISTS and one.list not in known:
            known[one.list] = _entries(before, one.list), _entries(after, one.list)
        old, new = known.get(one.list, ({}, {}))
        is_same = one.change == "changed" and one.id in old and one.id in new
        is_same = is_same and _bare(old[one.id]) == _bare(new[one.id])
        (sourced if is_same else told).append(one)
    return tuple(told), tuple(sourced)


def _bare(value: object) -> object:
    """Give what a value says, without where it comes from and the editions it refers to."""
    if isinstance(value, Provenance):
        return None
    if isinstance(value, Reference):
        return str(value)
    if isinstance(value, tuple):
        return tuple(map(_bare, value))
    if dataclasses.is_dataclass(value):
        names = (field.name for field in dataclasses.fields(value) if field.name != "origin")
        return tuple(_bare(getattr(value, name)) for name in names)
    return value


def _top(before: Framework, after: Framework) -> Iterator[Revision]:
    fields = tuple(
        _revised(_NAMES.get(name, name), getattr(before, name), getattr(after, name))
        for name in _TOP
        if getattr(before, name) != getattr(after, name)
    )
    if fields:
        yield Revision(
            list="framework", id=after.id, title=after.title, change="changed", fields=fields
        )


def _list(name: str, before: Framework, after: Framework) -> Iterator[Revision]:
    old, new = _entries(before, name), _entries(after, name)
    reasons = {withdrawal.id: withdrawal.reason for withdrawal in after.withdrawals}
    for ref, entry in new.items():
        if ref not in old:
            touched = _touched(name, ref, (after,))
            yield _revision(name, ref, entry, "added", touched)
        elif fields := tuple(_fields(old[ref], entry)):
            # Where a line comes from touches nobody's answers.
            has_bearing = _bare(old[ref]) != _bare(entry)
            touched = _touched(name, ref, (before, after)) if has_bearing else ((), ())
            revision = _revision(name, ref, entry, "changed", touched)
            yield dataclasses.replace(revision, fields=fields)
    for ref, entry in old.items():
        if ref not in new:
            revision = _revision(name, ref, entry, "withdrawn", _touched(name, ref, (before,)))
            yield dataclasses.replace(revision, reason=reasons.get(ref, ""))


def _revision(
    name: str, ref: str, entry: object, change: str, touched: tuple[tuple[str, ...], ...]
) -> Revision:
    roles, items = touched
    return Revision(
        list=name,
        id=ref,
        title=_title(entry),
        change=change,  # type: ignore[arg-type]
        touches=roles,
        items=items,
    )


def _title(entry: object) -> str:
    for name in ("title", "term", "label", "text"):
        text = getattr(entry, name, "")
        if text:
            return " ".join(str(text).split())
    return ""


def _entries(framework: Framework, name: str) -> Mapping[str, object]:
    found = getattr(framework, name)
    records = found.choices if isinstance(found, Scale) else found
    return {str(getattr(one, "id", None) or getattr(one, "code", "")): one for one in records}


def _touched(
    name: str, ref: str, editions: tuple[Framework, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Find the User Roles and the items whose answers hang on an entry."""
    items: list[Control | Question] = []
    for one in editions:
        items += [*one.controls, *one.questions]
    told: tuple[str, ...] = ()
    if name in ("controls", "questions"):
        mine = [item for item in items if item.id == ref]
    elif name == "interpretations":
        mine = [item for item in items if ref in item.interpretations]
        told = tuple(dict.fromkeys(item.id for item in mine))
    else:
        return (), ()
    bound = {role for item in mine for role in item.applicability.roles}
    known = dict.fromkeys(role.id for one in editions for role in one.roles)
    return tuple(role for role in known if role in bound), told


def _fields(before: object, after: object) -> Iterator[Revised]:
    old, new = dict(_said(before)), dict(_said(after))
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield _revised(name, old.get(name, ""), new.get(name, ""))


def _said(entry: object) -> Iterator[tuple[str, str]]:
    """Give everything an entry says, as texts under the names people know."""
    if not dataclasses.is_dataclass(entry):
        return
    for field in dataclasses.fields(entry):
        value = getattr(entry, field.name)
        if isinstance(value, Applicability):
            yield "applies to", ", ".join(value.roles)
            yield "kinds", ", ".join(value.kinds)
            yield "facts", ", ".join(value.facts)
            yield "applies provenance", plain(value.provenance)
        elif field.name not in _UNTOLD:
            yield field.name.replace("_", " "), plain(value)


def plain(value: object) -> str:
    """Say a value of a framework as text."""
    if isinstance(value, tuple):
        is_wide = any(not isinstance(one, str) for one in value)
        return ("\n" if is_wide else ", ").join(map(plain, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {text}" for name, text in value.items())
    if dataclasses.is_dataclass(value):
        return _record(value)
    return "" if value is None else str(value)


def _record(value: object) -> str:
    if isinstance(value, Provenance):
        note = f"; {value.note}" if value.note else ""
        return f"{value.status} ({', '.join(value.sources)}), {value.confidence}{note}"
    if isinstance(value, Reference):
        standing = "" if value.is_verified else ", unverified"
        return f"{value} ({value.edition}{standing})"
    if isinstance(value, ExpectedEvidence):
        return f"{value.text.strip()} [{plain(value.provenance)}]"
    said = ((name, text) for name, text in _said(value) if text)
    return "; ".join(f"{name}: {text}" for name, text in said)


def _revised(name: str, before: str, after: str) -> Revised:
    is_wordy = name in _WORDY and before and after
    passages = tuple(_passages(before.split(), after.split())) if is_wordy else ()
    return Revised(field=name, before=before, after=after, passages=passages)


def _passages(before: list[str], after: list[str]) -> Iterator[Passage]:
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for change, a, b, c, d in matcher.get_opcodes():
        if change == "equal":
            yield Passage(change="kept", text=" ".join(before[a:b]))
            continue
        if a < b:
            yield Passage(change="removed", text=" ".join(before[a:b]))
        if c < d:
            yield Passage(change="added", text=" ".join(after[c:d]))


def _single(before: Framework, after: Framework, name: str, title: str) -> Iterator[Revision]:
    """Tell what differs of something that a framework has once."""
    old, new = getattr(before, name), getattr(after, name)
    if old == new:
        return
    yield Revision(
        list=name, id=name, title=title, change="changed", fields=tuple(_fields(old, new))
    )
